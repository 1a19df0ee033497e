"""Agreements as cards: the record of one, and lists of many."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from discord import ui

from bot.domain import wording
from bot.domain.agreements import Agreement, Event, Party, Status
from bot.domain.dates.values import Standing
from bot.domain.due import in_reading_order
from bot.domain.milestones import Milestone, state
from bot.messages import t, tn
from bot.services.agreements import AgreementLine, AgreementPage
from cogs.render.look import Block, Tone, card, tone_of, when
from cogs.render.safe import checked, checked_briefly, cited, said, sentences, small

PAGE_SIZE = 5
"""Agreements on a page: about one screen of a phone."""

MOST_FIRST, SUMMARY_LENGTH = 3, 100
"""Milestones, and characters of the summary, that a phone shows at once."""


def agreement_card(
    page: AgreementPage,
    now: datetime,
    rows: Sequence[Sequence[ui.Item[Any]]],
    *,
    full: bool = False,
) -> ui.LayoutView:
    """What is recorded of an agreement, the most useful first: on one screen, or in `full`."""
    agreement = page.agreement
    archived = agreement.archived_at is not None
    states = [state(each, now) for each in page.milestones]
    foot = checked(agreement.verified_on) if full else checked_briefly(agreement.verified_on)
    return card(
        said(agreement.short_name, 80),
        *(_whole(page, now) if full else _first(page, now)),
        under=f"{t('Archived')} · {_kind(agreement)}" if archived else _kind(agreement),
        foot=foot if full else " · ".join([*_counted(page), foot]),
        tone=Tone.QUIET if archived else tone_of(states),
        rows=rows,
    )


def _whole(page: AgreementPage, now: datetime) -> list[Block | str]:
    agreement = page.agreement
    return [
        _identity(page),
        said(agreement.summary, 700) or t("No summary is recorded."),
        _milestones(page.milestones, now),
        _events(agreement),
        _claims(agreement),
        Block([f"- {said(each, 200)}" for each in agreement.questions], t("Open questions"), 4),
    ]


def _first(page: AgreementPage, now: datetime) -> list[Block | str]:
    """Since when, who, what if one sentence says so briefly, and the milestones that press most."""
    agreement = page.agreement
    summary = sentences(agreement.summary, SUMMARY_LENGTH) or t("No summary is recorded.")
    cite = f" · {cited(page.status.event.source)}" if page.status.event else ""
    status = status_words(page.status)
    parties = wording.listed([_party(each) for each in agreement.parties], 6)
    lines = [f"**{status[:1].upper()}{status[1:]}**{cite}"]
    lines += [small(said(parties, 120))] if parties else []
    milestones = [
        f"**{said(each.what, 48)}**\n"
        + small(
            " · ".join((wording.marked(state(each, now)), when(each, briefly=True)))
            if each.due_on
            else wording.marked(state(each, now))
        )
        for each in in_reading_order(page.milestones, now)[:MOST_FIRST]
    ]
    lines += [] if summary.endswith("…") else [said(summary)]
    return [
        "\n".join(lines),
        Block(milestones, t("Milestones")),
    ]


def _counted(page: AgreementPage) -> list[str]:
    """How much there is that a short card leaves out, in words."""
    agreement = page.agreement
    more = len(page.milestones) - MOST_FIRST
    points = len({claim.point for claim in agreement.claims})
    counts = {
        tn("{count} more milestone", "{count} more milestones", more): more,
        tn("{count} event", "{count} events", len(agreement.events)): len(agreement.events),
        tn("{count} point disputed", "{count} points disputed", points): points,
        tn("{count} open question", "{count} open questions", len(agreement.questions)): len(
            agreement.questions
        ),
    }
    return [words for words, count in counts.items() if count > 0]


def agreements_card(
    title: str,
    lines: Sequence[AgreementLine],
    *,
    under: str,
    empty: str,
    rows: Sequence[Sequence[ui.Item[Any]]] = (),
) -> ui.LayoutView:
    """A page of agreements, each with where it stands and what comes next."""
    return card(
        title,
        Block([_line(each) for each in lines], spaced=True) if lines else empty,
        under=under,
        tone=Tone.PLAIN if lines else Tone.QUIET,
        rows=rows,
    )


def notice_card(agreement: Agreement, sentence: str, tone: Tone) -> ui.LayoutView:
    """That something was done with an agreement."""
    return card(said(agreement.short_name, 80), sentence, under=_kind(agreement), tone=tone)


def status_words(status: Status) -> str:
    """Where an agreement stands, since when, and how sure that is, in plain words."""
    words = wording.stands(status)
    if status.event is None or not status.disputed:
        return words
    return f"{words}, {wording.standing_word(status.event.standing)}"


def _kind(agreement: Agreement) -> str:
    return wording.kind(agreement.instrument, agreement.binding)


def _identity(page: AgreementPage) -> str:
    agreement = page.agreement
    facts = (
        (t("Parties"), wording.listed([_party(each) for each in agreement.parties], 12)),
        (t("Commodities"), wording.listed(agreement.commodities, 8)),
        (t("Topics"), wording.listed(agreement.topics, 8)),
        (t("Also called"), wording.listed(agreement.aliases, 4)),
        (t("Related"), wording.listed(page.related, 4)),
    )
    lines = [said(agreement.title, 300)] if agreement.title != agreement.short_name else []
    status = status_words(page.status)
    cite = f" · {cited(page.status.event.source)}" if page.status.event else ""
    lines.append(f"**{status[:1].upper()}{status[1:]}**{cite}")
    lines += [small(f"{name}: {said(value, 300)}") for name, value in facts if value]
    return "\n".join(lines)


def _party(party: Party) -> str:
    return party.name if party.role == "party" else f"{party.name} ({party.role})"


def _milestones(milestones: Sequence[Milestone], now: datetime) -> Block:
    lines = []
    for each in in_reading_order(milestones, now):
        what = f"**{said(each.what, 120)}** · {wording.marked(state(each, now))}"
        lines.append(f"{when(each)}\n{what}" if each.due_on else what)
    return Block(lines, t("Milestones"), most=4, rest=t("/milestone show"), spaced=True)


def _events(agreement: Agreement) -> Block:
    events = sorted(agreement.events, key=lambda each: each.on, reverse=True)
    return Block([_event(each) for each in events], t("What happened"), most=3, spaced=True)


def _event(event: Event) -> str:
    parts = [f"**{wording.dated(event.on, event.precision, weekday=False)}** {t(event.kind.value)}"]
    if event.place:
        parts[0] += f", {said(event.place, 40)}"
    if event.standing is not Standing.CONFIRMED:
        parts.append(wording.standing_word(event.standing))
    parts.append(cited(event.source))
    notes = [f"{wording.day(other.on, weekday=False)}: {other.name}" for other in event.also_on]
    notes += [event.note] if event.note else []
    return "\n".join((" · ".join(parts), *(small(said(note, 200)) for note in notes)))


def _claims(agreement: Agreement) -> Block:
    points = dict.fromkeys(claim.point for claim in agreement.claims)
    lines = [
        "\n".join(
            (
                f"**{said(point, 120)}**",
                *(
                    f"- {said(claim.claimed_by, 80)}: “{said(claim.statement, 160)}”"
                    f" · {cited(claim.source)}"
                    for claim in agreement.claims
                    if claim.point == point
                ),
            )
        )
        for point in points
    ]
    return Block(lines, t("Sources disagree"))


def _line(line: AgreementLine) -> str:
    agreement = line.agreement
    facts = [status_words(line.status)]
    if line.next is not None:
        facts.append(t("next {due}: {what}", due=wording.due(line.next), what=line.next.what))
    elif line.open:
        facts.append(tn("{count} open, no date ahead", "{count} open, no date ahead", line.open))
    if agreement.archived_at is not None:
        facts.append(t("archived"))
    return f"**{said(agreement.short_name, 80)}**\n{small(said(' · '.join(facts), 240))}"
