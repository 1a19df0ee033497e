"""The conventions of law as data, each with the authority that a reader can hold it against."""

from types import MappingProxyType

from bot.domain.dates.conventions import Alternative, Convention, Months
from bot.domain.dates.practices import PRACTICES
from bot.domain.dates.terms import FirstDay, Roll
from bot.domain.dates.values import DeadlineKind

_US_DAYS = (
    "The day of the event is not counted; every other day is, the last included.",
    "A last day that is a Saturday, Sunday or legal holiday moves on to the next day that is none.",
)

_LAW = (
    Convention(
        id="us-federal",
        version=1,
        name="US federal court rules",
        authority="Federal Rules of Civil Procedure, Rule 6(a); Appellate Procedure, Rule 26(a)",
        source="https://www.law.cornell.edu/rules/frcp/rule_6",
        says=(
            *_US_DAYS,
            "Counted backward, it keeps moving backward.",
            "Hours run at once, every hour counts, and an end on such a day moves on to the same "
            "time of the next day that is none.",
            "A fixed date stays where it is (committee note of 2009).",
        ),
        roll=Roll.FOLLOWING,
        roll_back=Roll.PRECEDING,
        rolls_hours=True,
        calendars=("US",),
    ),
    Convention(
        id="us-33cfr20",
        version=1,
        name="US Coast Guard proceedings",
        authority="33 CFR 20.306(a)",
        source="https://www.ecfr.gov/current/title-33/section-20.306",
        says=(*_US_DAYS, "Periods of 7 days or less count neither weekends nor federal holidays."),
        roll=Roll.FOLLOWING,
        roll_back=Roll.PRECEDING,
        short_days=7,
        calendars=("US",),
    ),
    Convention(
        id="us-7cfr15",
        version=1,
        name="US Department of Agriculture hearings",
        authority="7 CFR 15.63",
        source="https://www.law.cornell.edu/cfr/text/7/15.63",
        says=(
            *_US_DAYS,
            "Holidays are those observed in the District of Columbia.",
            "Periods of less than 7 days count neither weekends nor legal holidays.",
        ),
        roll=Roll.FOLLOWING,
        roll_back=Roll.PRECEDING,
        short_days=6,
        calendars=("US-DC",),
    ),
    Convention(
        id="us-10cfr1004",
        version=1,
        name="US Department of Energy, freedom of information",
        authority="10 CFR 1004.12",
        source="https://www.law.cornell.edu/cfr/text/10/1004.12",
        says=(
            "The day of the event is not counted, the last day is.",
            "Saturdays, Sundays and legal holidays are never counted.",
        ),
        roll=Roll.FOLLOWING,
        roll_back=Roll.PRECEDING,
        short_days=1_000_000,
        calendars=("US",),
    ),
    Convention(
        id="eu-1182-71",
        version=1,
        name="European Union periods, dates and time limits",
        authority="Regulation (EEC, Euratom) No 1182/71, Articles 3 to 5; CJEU C-171/03",
        source="https://eur-lex.europa.eu/eli/reg/1971/1182/oj",
        says=(
            "The day or hour of the event is not counted: 3(1).",
            "Weeks, months and years end on the weekday or date of the event, on the last day of "
            "the month where it has no such date: 3(2)(c).",
            "A part of a month is taken of thirty days: 3(2)(d).",
            "A last day that is a holiday, Sunday or Saturday moves to the next working day, but "
            "not in hours and not when counting back: 3(4).",
            "A period of two days or more holds at least two working days: 3(5).",
            "Neither applies to entry into force, effect and expiry, nor to fixed dates: 4, 5.",
        ),
        roll=Roll.FOLLOWING,
        whole_hours=True,
        half_month=15,
        least_working_days=2,
    ),
    Convention(
        id="eu-entry-into-force",
        version=1,
        name="Entry into force of acts of the European Union",
        authority="Article 297 TFEU; Regulation (EEC, Euratom) No 1182/71, Article 4",
        source="https://eur-lex.europa.eu/content/techleg/EN-legislative-drafting-guide.pdf",
        says=(
            "The day of publication is not counted; the twentieth day following is twenty days on.",
            "It enters into force at 00:00 on that day, whatever the day.",
        ),
        kind=DeadlineKind.IN_FORCE,
        half_month=15,
    ),
    Convention(
        id="jp-civil",
        version=1,
        name="Japanese Civil Code",
        authority="Civil Code of Japan, Articles 138 to 143",
        source="https://japaneselawstudy.ti-da.net/e11419783.html",
        says=(
            "What the parties or a statute say goes before: 138.",
            "Hours run at once: 139.",
            "The first day is not counted unless the period starts at 00:00: 140.",
            "The period ends when its last day does: 141.",
            "A last day that is a Sunday or holiday moves to the next day only where it is the "
            "custom not to do business on it: 142.",
            "Months and years go by the calendar and end on the eve of the day corresponding to "
            "their first day; at the end of the month where it has no such day: 143.",
        ),
        first_day=FirstDay.COUNTED_FROM_MIDNIGHT,
        months=Months.EVE,
        calendars=("JP",),
        alternatives=frozenset({Alternative.ROLLED}),
    ),
    Convention(
        id="cn-civil",
        version=1,
        name="Chinese Civil Code",
        authority="Civil Code of the People's Republic of China, Articles 200 to 204",
        source="https://neixun.cn/peixun/ldbj/sangongliuyuanqishierfei/sangongliuyuanqishierfei_057.htm",
        says=(
            "The day on which the period begins is not counted; hours run from the hour set: 201.",
            "Months and years end on the corresponding date, or on the last day of the month: 202.",
            "A last day that is a legal day off moves to the day after the days off; a weekend "
            "day that is worked in exchange stays: 203.",
            "The parties may agree otherwise: 204.",
        ),
        roll=Roll.FOLLOWING,
        rolls_fixed=True,
        calendars=("CN",),
    ),
    Convention(
        id="english-corresponding-date",
        version=1,
        name="Corresponding date rule",
        authority="Dodds v Walker [1981] 1 WLR 1027 (HL)",
        source="https://swarb.co.uk/",
        says=(
            "The day of the event is not counted.",
            "A period of months ends on the date of the event in the later month, or on that "
            "month's last day where it has no such date.",
            "The last day stays where it falls.",
        ),
        alternatives=frozenset({Alternative.CLEAR}),
    ),
    Convention(
        id="basel-1972",
        version=1,
        name="Council of Europe, calculation of time-limits",
        authority="European Convention on the Calculation of Time-Limits, Basel 1972 (ETS 76)",
        source="https://www.worldlii.org/int/other/COETS/1972/5.html",
        says=(
            "A method that the parties agreed or are used to goes before: 1.",
            "Periods run from midnight of the day of the event to midnight of the last day: 3.",
            "Weeks, months and years end on the same weekday or date, or on the last day of the "
            "month; part of a month is taken of thirty days, after the whole months: 4.",
            "A last day that is a Saturday, Sunday or official holiday moves to the first working "
            "day after it: 5.",
            "It does not apply to periods counted backward: 1.",
        ),
        roll=Roll.FOLLOWING,
        half_month=15,
        backward=False,
    ),
    Convention(
        id="treaty-final-clauses",
        version=1,
        name="Final clauses of treaties",
        authority="Practice of depositaries; Vienna Convention on the Law of Treaties, Article 24",
        source="https://treaties.un.org/Pages/Overview.aspx?path=overview/glossary/page1_en.xml",
        says=(
            "The day of deposit or of the last notification is not counted.",
            "The day reached stays where it falls, a holiday or not.",
            "The date that the depositary announces goes before any arithmetic.",
        ),
        alternatives=frozenset({Alternative.CLEAR}),
    ),
)

CONVENTIONS = MappingProxyType({convention.id: convention for convention in (*_LAW, *PRACTICES)})
"""Every convention by its id."""
