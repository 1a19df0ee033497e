"""What a post says of one milestone: in full, or in one line."""

from bot.domain import wording
from bot.domain.acknowledgements import called_on, steps
from bot.domain.dates.values import DeadlineKind, Precision
from bot.domain.milestones import Milestone, State, state
from bot.domain.reminders import Post, PostItem, ReminderKind
from bot.domain.subscriptions import Subscription
from bot.messages import t, tn
from cogs.render.look import person, role, stamp, when
from cogs.render.milestones import own_time, quoted, reading_lines, source_words
from cogs.render.rungs import ladder_words, reminder_words
from cogs.render.safe import said, small

_LINE = 90
"""How long the name of a milestone may be that is only named."""


def in_full(post: Post, item: PostItem, words: int, quotation: int) -> str:
    """Everything that matters on one milestone, its name and quotation as long as given."""
    milestone = item.milestone
    stands = state(milestone, post.now)
    lines = [
        _above(item),
        f"### {said(milestone.what, words)}",
        *_escalated(item),
        _moved(item),
        f"**{_dated(milestone, stands)}**",
        own_time(milestone),
        *reading_lines(milestone)[:4],
        _standing(milestone, stands),
        _unverified(milestone, stands),
        quoted(milestone, quotation) if quotation else None,
        source_words(milestone) if quotation else None,
        _late(post, item),
        _overtaken(item),
        _missed(item),
        _shifted(item),
    ]
    return "\n".join(line for line in lines if line)


def in_a_line(post: Post, item: PostItem) -> str:
    """A milestone that is only named, with its date and how it stands."""
    milestone = item.milestone
    parts = [
        f"{said(milestone.agreement, 50)}: {said(milestone.what, _LINE)}",
        wording.due(milestone),
        _state_words(milestone, state(milestone, post.now)),
    ]
    if item.kind is not ReminderKind.RUNG or item.escalated:
        parts.append(_occasion(item))
    if earlier := len(item.overtaken):
        parts.append(tn("and an earlier reminder", "and {count} earlier reminders", earlier))
    return "- " + " · ".join(parts)


def _above(item: PostItem) -> str:
    """Of which agreement, and why now; that a date has moved is said below in full."""
    agreement = said(item.milestone.agreement, 60)
    if item.kind is ReminderKind.MOVED:
        return small(agreement)
    return small(f"{agreement} · {_occasion(item)}")


def _occasion(item: PostItem) -> str:
    wish, step = _escalating(item), item.escalated
    if step is None or wish is None:
        return reminder_words(item.kind, item.rung)
    words = t("escalated, step {step} of {last}", step=step, last=steps(item.milestone, wish))
    if item.kind is ReminderKind.ESCALATED:
        return words
    return f"{reminder_words(item.kind, item.rung)} · {words}"


def _escalating(item: PostItem) -> Subscription | None:
    """The subscription that wants what nobody acknowledges to go on to others."""
    return next((wish for wish in item.wishes if wish.escalate_after), None)


def _escalated(item: PostItem) -> list[str]:
    """Who is called on, why, who is next and how it ends."""
    wish, step = _escalating(item), item.escalated
    if step is None or wish is None or not wish.escalate_after:
        return []
    days = item.waited_days or wish.escalate_after * step
    line = tn(
        "Escalated to {name}: nobody has acknowledged this for {count} day.",
        "Escalated to {name}: nobody has acknowledged this for {count} days.",
        days,
        name=_called(item.milestone, wish, step),
    )
    if step >= steps(item.milestone, wish):
        rest = t("*Seen* ends this. It is the last step: after it I call on nobody.")
    else:
        rest = tn(
            "*Seen* ends this. Else {name} is called on after {count} more day.",
            "*Seen* ends this. Else {name} is called on after {count} more days.",
            wish.escalate_after,
            name=_called(item.milestone, wish, step + 1),
        )
    return [f"**{line}**", small(rest)]


def _called(milestone: Milestone, wish: Subscription, step: int) -> str:
    people, roles = called_on(milestone, wish, step)
    return " ".join([*map(person, people), *map(role, roles)]) or t("nobody")


def _dated(milestone: Milestone, stands: State) -> str:
    """The date, worded for what falls on it: something to be done by then, or an event."""
    deadline, date = milestone.deadline, when(milestone)
    if deadline is None or deadline.due is None:
        return date
    over = stands in (State.OVERDUE, State.UNVERIFIED_PAST)
    if milestone.kind is DeadlineKind.ACT_BY:
        return (
            t("Was to be done by {date}", date=date)
            if over
            else t("To be done by {date}", date=date)
        )
    if deadline.precision is not Precision.DAY:
        return (
            t("Was to happen in {date}", date=date) if over else t("Happens in {date}", date=date)
        )
    return t("Was to happen on {date}", date=date) if over else t("Happens on {date}", date=date)


def _standing(milestone: Milestone, stands: State) -> str:
    """How it stands, and who is bound how firmly."""
    commitment = said(wording.commitment(milestone.modality, milestone.obligors), 120)
    return " · ".join(filter(None, [_state_words(milestone, stands), commitment]))


def _state_words(milestone: Milestone, stands: State) -> str:
    """A state with its sign; of an event nobody says that it is due."""
    if milestone.kind is DeadlineKind.ACT_BY:
        return wording.marked(stands)
    words = {State.DUE_TODAY: t("today"), State.DUE_SOON: t("soon")}
    return f"{wording.MARKS[stands]} {words.get(stands) or wording.state_word(stands)}"


def _moved(item: PostItem) -> str | None:
    """That the date below is a new one, with the one told before and why it moved."""
    if item.told_on is not None:
        line = t("The date has moved from ~~{old}~~. Now:", old=wording.day(item.told_on))
    elif item.kind is ReminderKind.MOVED:
        line = t("The date has moved. Now:")
    else:
        return None
    override = item.milestone.override
    why = [small(t("Why: {reason}", reason=said(override.reason, 200)))] if override else []
    return "\n".join([*why, line])


def _unverified(milestone: Milestone, stands: State) -> str | None:
    if stands is not State.UNVERIFIED_PAST:
        return None
    if milestone.kind is DeadlineKind.ACT_BY:
        return t("Nobody has recorded whether it was met.")
    return t("Nobody has recorded whether it happened.")


def _late(post: Post, item: PostItem) -> str | None:
    """How late the post is, as it was when it was made: the message is read later, too."""
    if item.reminder_id not in post.late_items:
        return None
    minutes = int((post.now - item.due_at).total_seconds()) // 60
    values = {"ago": _length(minutes), "at": stamp(item.due_at, "f")}
    if item.held:
        return small(t("Held while reminders were paused: planned {ago} ago, {at}.", **values))
    return small(t("Late: due to be posted {ago} ago, {at}.", **values))


def _length(minutes: int) -> str:
    hours, days = round(minutes / 60), round(minutes / 60 / 24)
    if minutes < 60:
        return tn("{count} min", "{count} min", minutes)
    if hours < 48:
        return tn("{count} h", "{count} h", hours)
    return tn("{count} day", "{count} days", days)


def _overtaken(item: PostItem) -> str | None:
    if not item.overtaken:
        return None
    rungs = ladder_words(sorted(item.overtaken, reverse=True))
    return small(
        tn(
            "It also stands for the reminder {rungs}.",
            "It also stands for the reminders {rungs}.",
            len(item.overtaken),
            rungs=rungs,
        )
    )


def _missed(item: PostItem) -> str | None:
    """The earlier times of a recurring milestone of which nothing could be said in time."""
    if not item.missed:
        return None
    days = wording.listed([wording.day(each) for each in item.missed])
    return small(t("I could not speak of its times before: {days}.", days=days))


def _shifted(item: PostItem) -> str | None:
    """That a rung comes on another day than its own, on which the server is closed."""
    days = item.days_early
    if days > 0:
        early = tn(
            "Sent {count} day early: nothing is posted here on the day itself.",
            "Sent {count} days early: nothing is posted here on the day itself.",
            days,
        )
        return small(early)
    if days < 0:
        later = tn(
            "Sent {count} day later: nothing is posted here on the day itself.",
            "Sent {count} days later: nothing is posted here on the day itself.",
            -days,
        )
        return small(later)
    return None
