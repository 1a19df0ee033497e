"""A digest as it stands in a channel or a direct message, and what there is to know of digests."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from discord import ui

from bot.domain import wording
from bot.domain.acknowledgements import Seen
from bot.domain.digest_posts import Digest, DigestPost, Missed
from bot.domain.milestones import Milestone, state
from bot.domain.subscriptions import Scope
from bot.messages import t, tn
from cogs.render.brief_blocks import Cited, milestone_line
from cogs.render.health import where
from cogs.render.histories import told_line
from cogs.render.look import Block, Tone, card, channel, person, role, stamp, tone_of
from cogs.render.post_heads import mentioned, stands_in
from cogs.render.rungs import schedule_words
from cogs.render.safe import said, small, told

HEAD_ROOM = 700
"""Characters that what stands above the card may take."""

BESIDE = 2
"""Parts of the message beside the card: what stands above it, and the picture."""

Rows = Sequence[Sequence[ui.Item[Any]]]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind, of which the message itself shows `most`."""

    heading: str
    lines: tuple[str, ...]
    most: int


def digest_view(post: DigestPost, rows: Rows, picture: ui.Item[Any] | None = None) -> ui.LayoutView:
    """The whole message; those it is for are named first, so that Discord notifies them.

    A `picture` stands below.
    """
    digest, head = post.digest, _head(post)
    view = ui.LayoutView(timeout=None)
    if head:
        view.add_item(ui.TextDisplay(head))
    blocks: list[Block | str] = [
        Block(each.lines, each.heading, most=each.most, rest=t("Show all"), spaced=True)
        for each in groups(digest)
    ]
    made = card(
        title(digest),
        *(blocks or [nothing()]),
        *earlier(digest),
        under=under(digest),
        foot=_why(post),
        tone=_tone(digest, post),
        rows=rows if blocks else (),
        room=HEAD_ROOM,
        beside=BESIDE,
    )
    view.add_item(made.children[0])
    return view.add_item(picture) if picture is not None else view


def _head(post: DigestPost) -> str:
    """Whom the digest is for, that it comes late and why, and that it was meant for elsewhere."""
    roles, people = mentioned(post)
    names = " ".join([*map(role, roles), *map(person, people)])
    late = None
    if post.late:
        title = t("**A digest, late**")
        if post.held:
            title = t("**A digest, held while reminders were paused**")
        late = f"{title}\n{small(t('It tells of all the time since the last one.'))}"
    return "\n".join(filter(None, [names, late, stands_in(post)]))


def title(digest: Digest) -> str:
    """What a digest is of, as its heading says it."""
    name = said(digest.brief.subject.name, 120)
    if digest.wish.scope is Scope.EVERYTHING:
        return t("Where things stand")
    return t("Where things stand: {name}", name=name)


def under(digest: Digest) -> str:
    """Since when it tells, and how much there is."""
    news = len(digest.brief.news)
    counts = [
        tn("{count} overdue", "{count} overdue", digest.overdue) if digest.overdue else None,
        tn("{count} due", "{count} due", digest.ahead) if digest.ahead else None,
        tn("{count} change", "{count} changes", news) if news else None,
    ]
    since = t("Since {since}", since=stamp(digest.since, "f"))
    return " · ".join(filter(None, [since, *counts]))


def _why(post: DigestPost) -> str:
    """Why whoever reads this is told, and how to have it otherwise."""
    wish = post.digest.wish
    assert wish.schedule is not None
    words = schedule_words(wish.schedule)
    if wish.user_id is not None:
        return t("You asked for {digest}; `/digest list` shows it.", digest=words)
    place = channel(wish.channel_id or 0)
    return t("{place} gets {digest}; `/digest list` shows it.", place=place, digest=words)


def earlier(digest: Digest) -> list[str]:
    """How many dates passed before of which nobody knows what came."""
    if not digest.unverified:
        return []
    line = tn(
        "{count} date passed earlier, its outcome unverified: `/due` shows it",
        "{count} dates passed earlier, their outcome unverified: `/due` shows them",
        digest.unverified,
    )
    return [small(line)]


def _tone(digest: Digest, post: DigestPost) -> Tone:
    brief = digest.brief
    named = (*brief.overdue, *brief.unverified, *brief.next)
    if not named:
        return Tone.QUIET
    return tone_of([state(each, post.now) for each in named])


def groups(digest: Digest) -> list[Group]:
    """What a digest tells, in the order of reading."""
    brief, cited = digest.brief, Cited(digest.brief, linked=True)
    own = {each.id for each in digest.own}

    def lines(milestones: Sequence[Milestone]) -> tuple[str, ...]:
        return tuple(milestone_line(cited, each) for each in milestones if each.id not in own)

    latest = sorted(brief.news, key=lambda each: each.at, reverse=True)
    due = tn("Due within {count} day", "Due within {count} days", digest.ahead_days)
    found = [
        Group(t("You answer for"), tuple(_own_line(cited, each, digest) for each in digest.own), 3),
        Group(t("Overdue"), lines(brief.overdue), 3),
        Group(t("Date passed, outcome unverified"), lines(brief.unverified), 3),
        Group(due, lines(brief.next), 4),
        Group(t("What has changed"), tuple(map(told_line, latest)), 3),
        Group(t("Could not be delivered"), _missed(digest), 2),
        Group(t("Not yet seen"), tuple(map(_unseen, digest.unseen)), 2),
    ]
    return [each for each in found if each.lines]


def _own_line(cited: Cited, milestone: Milestone, digest: Digest) -> str:
    """One's own milestone, which may be of any agreement, and how it stands."""
    facts = [] if cited.several else [said(milestone.agreement, 60)]
    facts.append(wording.marked(state(milestone, digest.now)))
    return f"{milestone_line(cited, milestone)}\n{small(' · '.join(facts))}"


def _missed(digest: Digest) -> tuple[str, ...]:
    lines = [_missed_line(each) for each in digest.missed]
    if digest.others:
        line = tn(
            "{count} direct message to somebody else: `/undelivered`",
            "{count} direct messages to others: `/undelivered`",
            digest.others,
        )
        lines.append(f"- {line}")
    return tuple(lines)


def _missed_line(missed: Missed) -> str:
    count = tn(
        "{count} post for {place}",
        "{count} posts for {place}",
        missed.count,
        place=where(missed.place),
    )
    why = told(missed.reason) or t("I could not post there.")
    return f"- {count}: {why} `/undelivered`"


def _unseen(seen: Seen) -> str:
    """Who has not acknowledged what they were told; who is in a role, nobody can list."""
    who = " ".join(map(person, seen.waiting))
    if seen.role_ids and not seen.by:
        nobody = t("nobody of {role}", role=" ".join(map(role, seen.role_ids)))
        who = ", ".join(filter(None, [who, nobody]))
    milestone = seen.milestone
    return f"- {said(milestone.agreement, 50)}: {said(milestone.what, 90)} · {who}"


def nothing() -> str:
    """What a digest says that has nothing to tell."""
    return t("Nothing is overdue or due soon, and nothing has changed.")
