"""Why a reminder is posted, in words: "30 days before", "on the day", "1 day after"."""

from collections.abc import Sequence

from bot.domain import wording
from bot.domain.dates.values import DeadlineKind
from bot.domain.digests import Every, Schedule
from bot.domain.ladders import DEFAULT_LADDER
from bot.domain.reminders import ReminderKind
from bot.domain.subscriptions import Subscription, ladder_for
from bot.messages import t, tn


def rung_words(rung: int) -> str:
    """One rung of a ladder."""
    if rung > 0:
        return tn("{count} day before", "{count} days before", rung)
    if rung < 0:
        return tn("{count} day after", "{count} days after", -rung)
    return t("on the day")


def reminder_words(kind: ReminderKind, rung: int) -> str:
    """Why a reminder is posted."""
    match kind:
        case ReminderKind.MOVED:
            return t("the date has moved")
        case ReminderKind.SNOOZED:
            return t("snoozed")
        case ReminderKind.ESCALATED:
            return t("escalated, step {step}", step=rung)
        case ReminderKind.DIGEST:
            return t("a digest")
        case ReminderKind.RUNG:
            return rung_words(rung)


def ladder_words(ladder: Sequence[int]) -> str:
    """A whole ladder: "30 and 7 days before, on the day, 1 day after"."""
    if tuple(ladder) == DEFAULT_LADDER:
        return t(
            "90, 30, 14, 7 and 1 days before, on the day, 1 and 7 days after, then weekly until "
            "4 weeks after"
        )
    before = [rung for rung in ladder if rung > 0]
    after = [-rung for rung in ladder if rung < 0]
    parts = [tn("{days} day before", "{days} days before", sum(before), days=_row(before))]
    on_the_day = [t("on the day")] if 0 in ladder else []
    later = [tn("{days} day after", "{days} days after", sum(after), days=_row(after))]
    return ", ".join((parts if before else []) + on_the_day + (later if after else []))


def ladders_words(wish: Subscription) -> str:
    """The ladders of a subscription: of what is to be done, then of the kinds that differ."""
    acts = ladder_for(wish, DeadlineKind.ACT_BY)
    parts = [ladder_words(acts)]
    up_to_the_day = tuple(rung for rung in acts if rung >= 0)
    for kind in (DeadlineKind.IN_FORCE, DeadlineKind.EXPIRY):
        own = ladder_for(wish, kind)
        if own != up_to_the_day:
            parts.append(f"{kind_words(kind)}: {ladder_words(own) if own else t('never')}")
    return " · ".join(parts)


def kind_words(kind: DeadlineKind) -> str:
    """What falls on the dates of this kind."""
    match kind:
        case DeadlineKind.ACT_BY:
            return t("things to be done")
        case DeadlineKind.IN_FORCE:
            return t("entries into force")
        case DeadlineKind.EXPIRY:
            return t("expiries")


def schedule_words(schedule: Schedule) -> str:
    """When a digest comes."""
    values = {"hour": f"{schedule.hour:02d}:00", "place": wording.place(schedule.zone)}
    if schedule.every is Every.DAY:
        return t("a digest every day at {hour}, {place}", **values)
    day = wording.weekdays([schedule.weekday])
    return t("a digest every week on {day} at {hour}, {place}", day=day, **values)


def _row(numbers: Sequence[int]) -> str:
    """Numbers as they are read out: "30, 7 and 1"."""
    words = [str(number) for number in numbers]
    if len(words) < 2:
        return "".join(words)
    return t("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])
