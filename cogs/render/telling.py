"""Why a milestone did, or did not, remind, as people see it."""

from collections.abc import Sequence
from datetime import datetime

from discord import ui

from bot.domain import wording
from bot.domain.milestones import Milestone, state
from bot.domain.reminders import Reminder, ReminderState
from bot.domain.skips import skipper
from bot.domain.subscriptions import UNTIL_RESUMED, Subscription
from bot.domain.telling import Fate, Gap, Silence, Telling, Told
from bot.messages import t, tn
from cogs.render.health import where
from cogs.render.look import Block, Tone, card, person, stamp, when
from cogs.render.rungs import ladder_words, reminder_words, schedule_words
from cogs.render.safe import link, said, small, told
from cogs.render.wishes import place_mention, subject_words


def telling_card(telling: Telling, now: datetime) -> ui.LayoutView:
    """What became of each reminder of a milestone, by the subscription that wanted it."""
    milestone = telling.milestone
    head = [f"**{when(milestone)}**"] if milestone.due_on else []
    head += [_silence(telling.silence, milestone, now)] if telling.silence else []
    if telling.paused_until:
        head.append(_paused(telling.paused_until))
    return card(
        said(milestone.what, 150),
        Block(head),
        *(Block(_lines(each), heading=_heading(each.subscription)) for each in telling.told),
        *([_ended(telling.ended)] if telling.ended else []),
        under=t(
            "{agreement} · what was told of it, and why", agreement=said(milestone.agreement, 80)
        ),
        foot=t("/remind preview shows what comes, /undelivered what did not arrive."),
        tone=Tone.QUIET if telling.silence else Tone.PLAIN,
    )


def _silence(silence: Silence, milestone: Milestone, now: datetime) -> str:
    match silence:
        case Silence.ARCHIVED:
            return t(
                "Its agreement is archived, so that nothing comes of it. `/agreement restore` "
                "brings it back."
            )
        case Silence.SETTLED:
            return t(
                "It is recorded as {state}, so that nothing more comes of it. `/milestone reopen` "
                "takes that back.",
                state=wording.state_word(state(milestone, now)),
            )
        case Silence.UNDATED:
            question = milestone.deadline.question if milestone.deadline else None
            why = milestone.no_date_reason or (question.text if question else None)
            sentence = t(
                "It has no date, so that there is nothing to remind of. As soon as it has one, "
                "reminders are planned; `/milestone move` sets one."
            )
            return f"{sentence}\n{small(said(why))}" if why else sentence
        case Silence.UNCOVERED:
            return t(
                "No reminders that you can see cover it. `/remind add` switches some on, for a "
                "channel or for you."
            )


def _paused(until: datetime) -> str:
    if until == UNTIL_RESUMED:
        return t("All reminders of this server are paused until somebody resumes them.")
    return t("All reminders of this server are paused until {at}.", at=stamp(until, "f"))


def _heading(wish: Subscription) -> str:
    return f"{place_mention(wish)} · {said(subject_words(wish), 80)}"


def _lines(found: Told) -> list[str]:
    wish = found.subscription
    lines = [_fate(each) for each in found.fates]
    if wish.schedule is not None:
        lines.append(t("It is named in {digest}.", digest=schedule_words(wish.schedule)))
    lines += [small(_gap(gap, rungs, wish)) for gap, rungs in found.gaps.items()]
    if found.earlier:
        lines.append(
            small(
                tn(
                    "{count} post told of a date that it had before.",
                    "{count} posts told of dates that it had before.",
                    found.earlier,
                )
            )
        )
    return lines or [t("Nothing has been planned or told.")]


def _fate(fate: Fate) -> str:
    """When a reminder was due, what it was for, and what became of it."""
    reminder = fate.reminder
    head = f"{stamp(reminder.due_at, 'f')} · {reminder_words(reminder.kind, reminder.rung)}"
    return f"{head} · {_became(fate)}"


def _became(fate: Fate) -> str:
    reminder = fate.reminder
    why = told(t(reminder.reason)) if reminder.reason else ""
    match reminder.state:
        case ReminderState.SENT:
            words = _sent(fate)
        case ReminderState.PLANNED:
            words = _planned(fate, why)
        case ReminderState.CLAIMED:
            words = t("being posted")
        case ReminderState.SKIPPED:
            by = skipper(reminder)
            skipped = t("skipped: {why}", why=_linked(reminder, fate, why))
            words = t("skipped by {person}", person=person(by)) if by else skipped
        case ReminderState.CANCELLED:
            words = t("not posted: {why}", why=why)
        case ReminderState.FAILED:
            words = t("**undelivered**: {why}", why=why)
    return words


def _sent(fate: Fate) -> str:
    reminder = fate.reminder
    at = reminder.sent_at
    late = at is not None and int(at.timestamp()) // 60 > int(reminder.due_at.timestamp()) // 60
    sent = _linked(reminder, fate, t("sent {at}", at=stamp(at, "f")) if at and late else t("sent"))
    if fate.meant_for is not None and fate.place is not None:
        return t("{sent} in {place} instead", sent=sent, place=where(fate.place))
    return sent


def _planned(fate: Fate, why: str) -> str:
    if fate.held_until == UNTIL_RESUMED:
        return t("held back until somebody resumes these reminders")
    if fate.held_until is not None:
        return t("held back until {at}", at=stamp(fate.held_until, "f"))
    if fate.meant_for is not None and fate.place is not None:
        return t("goes to {place} instead: {why}", place=where(fate.place), why=why)
    return t("planned; the last try failed: {why}", why=why) if why else t("planned")


def _linked(reminder: Reminder, fate: Fate, words: str) -> str:
    """`words` as a link to the message in which it was told; Discord has none to direct ones."""
    place = fate.place
    if reminder.message_id is None or place is None or place.channel_id is None:
        return words
    path = f"{reminder.guild_id}/{place.channel_id}/{reminder.message_id}"
    return link(words, f"https://discord.com/channels/{path}")


def _gap(gap: Gap, rungs: Sequence[int], wish: Subscription) -> str:
    since = stamp(wish.created_at, "d") if wish.created_at else t("later")
    why = {
        Gap.BEGAN_LATER: t("these reminders were switched on {since}", since=since),
        Gap.DATED_LATER: t("that had passed when the date was recorded"),
        Gap.HEARD: t("this place was told through other reminders"),
        Gap.SKIPPED: t("somebody skipped this date"),
        Gap.TOGETHER: t("another is posted at that moment"),
        Gap.NOT_ASKED: t("what begins or ends by itself is not asked after"),
        Gap.NEXT_TIME: t("its next time stands on that day"),
        Gap.UNKNOWN: t("why is not on record"),
    }
    return t("Not {days}: {why}.", days=ladder_words(rungs), why=why[gap])


def _ended(ended: Sequence[Reminder]) -> str:
    last = max(each.sent_at or each.due_at for each in ended)
    return small(
        tn(
            "{count} more was told, {at}, by reminders that are off now or no longer cover it.",
            "{count} more were told, the last {at}, by reminders that are off now or no longer "
            "cover it.",
            len(ended),
            at=stamp(last, "f"),
        )
    )
