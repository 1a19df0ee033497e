"""The conventions of markets, offices and politics as data, with what they rest on."""

from bot.domain.dates.conventions import Alternative, Convention, Months
from bot.domain.dates.terms import Roll

PRACTICES = (
    Convention(
        id="business-day-following",
        version=1,
        name="Following business day",
        authority="ISDA Definitions 2006, section 4.12(a)(i)",
        source="https://www.isda.org/",
        says=(
            "A date that is not a business day moves to the first following day that is one.",
            "Counted backward it moves to the preceding one.",
        ),
        roll=Roll.FOLLOWING,
        roll_back=Roll.PRECEDING,
        rolls_fixed=True,
    ),
    Convention(
        id="business-day-modified-following",
        version=1,
        name="Modified following business day",
        authority="ISDA Definitions 2006, section 4.12(a)(ii)",
        source="https://www.isda.org/",
        says=(
            "A date that is not a business day moves to the first following day that is one, but "
            "to the first preceding one where the following lies in the next month.",
            "Counted backward it moves to the preceding one.",
        ),
        roll=Roll.MODIFIED_FOLLOWING,
        roll_back=Roll.PRECEDING,
        rolls_fixed=True,
    ),
    Convention(
        id="clear-days",
        version=1,
        name="Clear days",
        authority="Guichet.lu glossary, “clear day” (jour franc)",
        source="https://guichet.public.lu/en/support/glossaire/jour-franc.html",
        says=(
            "A clear day runs from 00:00 to 24:00.",
            "Neither the day of the event nor the last day counts: the period is over on the day "
            "after its last clear day.",
        ),
        clear=True,
        alternatives=frozenset({Alternative.ROLLED}),
    ),
    Convention(
        id="uk-ico-2018",
        version=1,
        name="UK subject access requests, guidance until August 2019",
        authority="Information Commissioner's Office, right of access guidance of 2018",
        source="https://enaych.com/2019/08/uk-regulator-updates-guidance-on-right-of-access/",
        says=(
            "Time runs from the day after receipt to the corresponding date of the next month.",
            "Where the month has no such date, to its last day.",
            "A weekend day or public holiday moves to the next working day.",
        ),
        months=Months.FROM_NEXT_DAY,
        roll=Roll.FOLLOWING,
        calendars=("GB-ENG",),
    ),
    Convention(
        id="uk-ico-2019",
        version=1,
        name="UK subject access requests, guidance since August 2019",
        authority="Information Commissioner's Office, right of access guidance of August 2019",
        source="https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/individual-rights/right-of-access/",
        says=(
            "Time runs from the day of receipt to the corresponding date of the next month.",
            "Where the month has no such date, to its last day.",
            "A weekend day or public holiday moves to the next working day.",
        ),
        roll=Roll.FOLLOWING,
        calendars=("GB-ENG",),
    ),
    Convention(
        id="political-default",
        version=1,
        name="default for political instruments",
        authority="no law applies; Milepost's own default",
        source="",
        says=(
            "Days are those of the place of signature; the day of the event is not counted.",
            "Months end on the corresponding date, or on the last day of the month.",
            "The last day stays where it falls.",
            "The other capital's date, the first day counted and a last day moved to a working "
            "day are shown as readings.",
        ),
        alternatives=frozenset(Alternative),
    ),
)
"""Conventions that no statute or treaty lays down."""
