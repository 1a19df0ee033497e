"""Replies on agreements as wholes, and on whatever matter is named of them."""

from dataclasses import replace

from bot.domain.asking import due, lists, matters, news
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.passages import Part
from bot.domain.asking.replies import briefly, said, what_can_be_asked
from bot.domain.asking.scoring import ENOUGH
from bot.domain.asking.terms import is_event_word
from bot.domain.asking.words import stems
from bot.domain.dates.zones import local_date
from bot.messages import t


def what(found: Found) -> Reply:
    """What the record says of a matter, or of agreements as a whole."""
    question = found.question
    events = question.events
    if question.time is not None and all(is_event_word(each, events) for each in found.matter):
        today = local_date(found.record.now, found.record.zone)
        past = question.past and question.time.span.first < today
        return news.happened(found) if past else due.due(found)
    if not found.named and not question.terms:
        return Reply(
            Kind.WHAT,
            (Line(t("The record does not answer that.")), Line(what_can_be_asked(), small=True)),
            found=False,
        )
    if _is_label(found):
        listed = lists.which(found)
        return listed if len(listed.agreements) > 1 else briefly(found, found.entries)
    if not found.matter and found.entries:
        return _with_matter(found, briefly(found, found.entries))
    return matters.matter(found)


def _is_label(found: Found) -> bool:
    """Whether no more is named than a commodity or a topic."""
    question = found.question
    if question.states or question.instruments:
        return False
    typed = frozenset(each.stem for each in question.strong)
    return bool(typed) and any(
        typed <= stems(label)
        for entry in found.record.entries
        for label in (*entry.agreement.commodities, *entry.agreement.topics)
    )


def _with_matter(found: Found, brief: Reply) -> Reply:
    """A brief with what is recorded on the very words, where one agreement is meant."""
    strong = found.question.strong
    if not strong or len(found.entries) > 1:
        return brief
    ids = {each.id for each in brief.agreements}
    hits = found.best(
        Part.MILESTONE,
        Part.CLAIM,
        Part.QUESTION,
        fits=lambda each: (
            each.agreement.id in ids and all(each.words.met(term.stem) >= ENOUGH for term in strong)
        ),
    )
    more = said(found, hits[:4])
    return replace(
        brief,
        lines=tuple(dict.fromkeys((*brief.lines, *more.lines))),
        milestones=more.milestones,
        dates=more.dates,
    )
