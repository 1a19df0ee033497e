"""Answering: each question by the reply that belongs to its kind."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.domain.asking import (
    awaited,
    cited,
    clauses,
    comparing,
    counts,
    dated,
    daycounts,
    doubts,
    due,
    durations,
    groups,
    happenings,
    lists,
    natures,
    news,
    people,
    reasons,
    standing,
    statuses,
    wholes,
)
from bot.domain.asking.answers import Answer, Line, Reply, put_together
from bot.domain.asking.coverage import heard
from bot.domain.asking.fromevents import in_time
from bot.domain.asking.general import without_general
from bot.domain.asking.groups import Group
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found, match
from bot.domain.asking.passages import Part, Record
from bot.domain.asking.places import state_name
from bot.domain.asking.questions import Question
from bot.domain.asking.replies import nothing, said, what_can_be_asked
from bot.domain.asking.terms import Term, is_event_word
from bot.domain.asking.words import stems
from bot.messages import t


def answer(asked: str, questions: Sequence[Question], record: Record) -> Answer:
    """The answer to what somebody typed, from the record alone."""
    persons = [*(id_ for each in questions for id_ in each.persons)]
    if record.asker_id:
        persons.append(record.asker_id)
    return put_together(
        asked, [reply(each, record) for each in questions] or [unreadable()], persons
    )


def reply(question: Question, record: Record) -> Reply:
    """The answer to one question; where its general words alone are not on record, without them."""
    if question.group:
        return _of_group(question, question.group, record)
    told = _reply(question, record)
    plain = None if told.found else without_general(question)
    again = told if plain is None else _reply(plain, record)
    return again if again.found else told


def _of_group(question: Question, group: Group, record: Record) -> Reply:
    """The answer for the members of a group of states."""
    if not record.whole:
        return groups.cannot_pick(group, question.kind)
    members = groups.members_in(group, record)
    if not members.entries:
        return groups.none_of(group, question.kind)
    question = replace(question, group=None)
    told = reply(question, members)
    if not told.found and question.names_nothing:
        told = reply(replace(question, kind=Kind.WHICH), members)
    return groups.with_members(told, group, members) if told.found else told


def _reply(question: Question, record: Record) -> Reply:
    question = in_time(question, record)
    found = match(question, record)
    if joined := natures.membership(found):
        return joined
    if found.unknown_states or unknown_figure(found):
        return nothing(found)
    told = awaited.with_ends(_replier(found)(found), found)
    if told.found:
        return heard(clauses.with_clause(told, found), found)
    return _across(question, record) or told


def _replier(found: Found) -> Callable[[Found], Reply]:
    """Who answers: whoever answers questions of this kind, unless too little is named for that."""
    question = found.question
    kind, time = question.kind, question.time
    to_a_day = kind is Kind.COUNTDOWN and time is not None
    if question.refers and question.names_nothing and kind in _OF_ONE and not to_a_day:
        return _of_what
    if kind in _OF_EVENTS and time and _names_only_events(found):
        return news.happened
    if kind is Kind.PARTIES and time:
        return lists.which_then
    if kind is Kind.PARTIES and question.events and not happenings.asked_events(found):
        return lists.which
    if kind is Kind.WHETHER and time and question.names_nothing:
        return wholes.what
    return _REPLIES[kind]


def _across(question: Question, record: Record) -> Reply | None:
    """What another agreement says of the state that is named: of Malaysia, the court's ruling."""
    names = tuple(
        Term(each, each)
        for code in question.states
        if code != "US"
        for each in sorted(stems(state_name(code)))
    )
    if not names or not question.strong:
        return None
    found = match(replace(question, states=(), terms=(*question.terms, *names)), record)
    own = {each.agreement.id for each in match(question, record).scope}
    hits = found.best(
        Part.MILESTONE,
        Part.EVENT,
        Part.CLAIM,
        Part.SUMMARY,
        share=0.99,
        fits=lambda each: each.agreement.id not in own,
    )
    return said(found, hits) if hits and not found.missing else None


_OF_EVENTS = (Kind.SIGNERS, Kind.WHO, Kind.WHERE)


def _names_only_events(found: Found) -> bool:
    """Whether nothing is named but what happened: “who signed on 26 October?”."""
    question = found.question
    return not question.states and all(
        is_event_word(each, question.events) for each in question.strong
    )


_OF_ONE = frozenset(
    {
        Kind.BINDING,
        Kind.STANDS,
        Kind.WHETHER,
        Kind.WHEN,
        Kind.WHERE,
        Kind.WHO,
        Kind.WHAT,
        Kind.PARTIES,
        Kind.SIGNERS,
        Kind.SOURCE,
        Kind.OWNER,
        Kind.HOW_LONG,
        Kind.HOW_MUCH,
        Kind.COUNTDOWN,
    }
)
"""What is asked of one thing, and cannot be told of “it”."""


def _of_what(found: Found) -> Reply:
    """That it has to be said what “it” stands for."""
    if found.question.time is not None:
        return due.due(found)
    text = t("The record does not tell what “it” stands for here: name the agreement.")
    return Reply(
        found.question.kind, (Line(text), Line(what_can_be_asked(), small=True)), found=False
    )


def unreadable() -> Reply:
    """What can be asked, for whoever typed no words."""
    return Reply(
        Kind.WHAT,
        (
            Line(t("The record does not answer that: there are no words in it that I can read.")),
            Line(what_can_be_asked(), small=True),
        ),
        found=False,
    )


def unknown_figure(found: Found) -> bool:
    """Whether a number is named that nothing on record has, which decides what is meant."""
    return any(each.number for each in found.missing)


_REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    **dated.REPLIES,
    **durations.REPLIES,
    **daycounts.REPLIES,
    **awaited.REPLIES,
    **standing.REPLIES,
    **people.REPLIES,
    **lists.REPLIES,
    **counts.REPLIES,
    **doubts.REPLIES,
    **comparing.REPLIES,
    **cited.REPLIES,
    **clauses.REPLIES,
    **due.REPLIES,
    **statuses.REPLIES,
    **natures.REPLIES,
    **news.REPLIES,
    **reasons.REPLIES,
    Kind.WHAT: wholes.what,
}
