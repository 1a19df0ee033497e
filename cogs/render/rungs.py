"""Why a reminder is posted, in words: "30 days before", "on the day", "1 day after"."""

from collections.abc import Sequence

from bot.domain.ladders import DEFAULT_LADDER
from bot.domain.reminders import ReminderKind
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
    if kind is ReminderKind.MOVED:
        return t("the date has moved")
    if kind is ReminderKind.SNOOZED:
        return t("snoozed")
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


def _row(numbers: Sequence[int]) -> str:
    """Numbers as they are read out: "30, 7 and 1"."""
    words = [str(number) for number in numbers]
    if len(words) < 2:
        return "".join(words)
    return t("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])
