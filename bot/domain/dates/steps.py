"""Steps of the working that several forms share."""

from bot.domain.dates.case import Case
from bot.domain.dates.values import Anchor, Form, Precision, Reading, Rule, Standing
from bot.domain.dates.wording import long_date, moment_text, span_name
from bot.domain.dates.zones import day_end
from bot.messages import t


def opening(case: Case) -> tuple[str, ...]:
    """The first steps: the clause, and who says how it is counted."""
    convention = case.convention
    steps = (
        t("The clause: “{phrase}”.", phrase=case.rule.phrase),
        t(
            "Counted by: {name} ({authority}; {label}).",
            name=convention.name,
            authority=convention.authority,
            label=convention.label,
        ),
    )
    if case.rule.form is Form.BEFORE and not convention.backward:
        return (*steps, t("It does not apply to counting back, so plain counting is used."))
    return steps


def event_step(case: Case, anchor: Anchor) -> str:
    """The step that names what the period counts from."""
    return t(
        "It counts from {event}, {date} in {zone}.",
        event=anchor.name or case.rule.anchor or t("the date given"),
        date=span_name(anchor.on, anchor.precision)
        if anchor.precision is not Precision.DAY
        else long_date(anchor.on),
        zone=anchor.zone or case.zone,
    )


def over_step(one: Reading, zone: str) -> str:
    """The step that says when a reading has certainly passed."""
    moment = moment_text(one.ends_at)
    if one.ends_at != day_end(one.on, zone):
        return t("It is over at {moment}.", moment=moment)
    when = long_date(one.on)
    return t(
        "It is over at the end of {date} in {zone}: {moment}.", date=when, zone=zone, moment=moment
    )


def other_step(one: Reading) -> str:
    """The step that names a reading beside the prevailing one."""
    return t("Other reading, {name}: {date}.", name=one.name, date=long_date(one.on))


def unread(rule: Rule) -> tuple[str, ...]:
    """A step that says which words of the phrase were not used, if any."""
    return (t("These words were not used: “{words}”.", words=rule.unread),) if rule.unread else ()


def standing_steps(anchor: Anchor) -> tuple[str, ...]:
    """What to add about an anchor that is not confirmed."""
    if anchor.standing is Standing.CONFIRMED:
        return ()
    if anchor.standing is Standing.EXPECTED:
        return (t("That event has not happened: its date is only expected."),)
    if anchor.standing is Standing.REPORTED:
        return (t("That date is reported and not confirmed."),)
    return (t("That date is disputed."),)
