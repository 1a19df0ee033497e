"""The reader: a text in, a draft out. Pure, offline, and the same every time.

It goes from text to sentences, from sentences to expressions and actors, from these to facts
(form, parties, signature, timeline, steps), and from facts to the draft.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from bot.domain.drafts.actors import Actor, actors
from bot.domain.drafts.clock_hours import without_bare_hours
from bot.domain.drafts.commodities import commodities_of
from bot.domain.drafts.expressions.tag import tag
from bot.domain.drafts.expressions.values import Expression
from bot.domain.drafts.force import as_strong, binding_of
from bot.domain.drafts.forms import Form, form_of
from bot.domain.drafts.genres import Genre, genre_of
from bot.domain.drafts.grades import grade_of
from bot.domain.drafts.kanji_dates import with_kanji_dates
from bot.domain.drafts.languages import language_of
from bot.domain.drafts.milestones import MOST_DATES, steps_of
from bot.domain.drafts.nature import is_agreement
from bot.domain.drafts.parties import parties_of
from bot.domain.drafts.scene import Scene, near_sentences
from bot.domain.drafts.sentences import Sentence, sentences
from bot.domain.drafts.signature import signature_of
from bot.domain.drafts.timeline import dateline_of, timeline_of
from bot.domain.drafts.titles import title_of
from bot.domain.drafts.values import Draft, DraftEvent, DraftParty, Quote
from bot.domain.drafts.weekdays import with_weekdays
from bot.domain.drafts.wordings.languages import IN_FULL, WORDINGS, language_name
from bot.messages import t

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]{3,400}")
_HEAD = 1_500
_DATELINE = 400
_LATE = 7
"""How many days after it was written or signed a text usually appears on its page."""

_LAST = 100
_SHOWN = 120


def read(
    text: str,
    *,
    published_on: date | None = None,
    source_url: str | None = None,
    language: str | None = None,
    zone: str = "UTC",
) -> Draft:
    """What `text` says of an agreement, each fact with its words.

    `published_on` is the date of the page; a date in the text wins over it. `zone` is that of the
    place where the text was written, used where it names no place of signing.
    """
    frame = _frame(text, language or language_of(text), published_on)
    drafted = _drafted(text, frame, published_on, source_url, zone)
    return _filled(drafted, _scene(text, drafted, frame)) if drafted.is_agreement else drafted


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is found of a text before its parties and its signature are."""

    language: str
    sentences: tuple[Sentence, ...]
    actors: tuple[Actor, ...]
    expressions: tuple[Expression, ...]
    title: Quote | None
    form: Form
    genre: Genre
    told_on: date | None


def _frame(text: str, language: str, published_on: date | None) -> _Frame:
    pieces = sentences(text)
    told_on = _told_on(text, language, pieces, published_on)
    title = title_of(text, pieces)
    named = title.words if title else ""
    form = form_of(named, text[:_HEAD])
    return _Frame(
        language,
        pieces,
        actors(text, language),
        _expressions(text, language, told_on),
        title,
        form,
        genre_of(text, named, form),
        told_on,
    )


def _drafted(
    text: str, frame: _Frame, published_on: date | None, source_url: str | None, zone: str
) -> Draft:
    """The draft without its steps."""
    title, form, genre, pieces = frame.title, frame.form, frame.genre, frame.sentences
    parties = parties_of(text, title, form, pieces, frame.actors)
    codes = tuple(party.code or party.name for party in parties)
    signature = signature_of(text, pieces, frame.expressions, genre, form, frame.told_on, zone)
    binding, binding_words = binding_of(pieces, form.instrument, formal=genre.formal)
    return Draft(
        is_agreement=is_agreement(title, form, genre, pieces, frame.actors, codes, published_on),
        title=title.words if title else form.name.replace("_", " ").capitalize(),
        instrument=form.instrument,
        form=form.name,
        language=frame.language,
        grade=grade_of(source_url, genre),
        sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        title_quote=title,
        formal=genre.formal,
        binding=binding,
        binding_quote=binding_words,
        published_on=published_on,
        source_url=source_url,
        zone=signature.zone if signature else zone,
        parties=parties,
        signature=signature,
        signed_place=signature.place if signature else None,
        events=(signature,) if signature else (),
        doubts=_unread(frame.language),
    )


def _told_on(
    text: str, language: str, pieces: tuple[Sentence, ...], published_on: date | None
) -> date | None:
    """The day from which “today” counts: that of a dateline shortly before the page's own."""
    head = tag(text[:_DATELINE], published_on, language=language)
    day = dateline_of(pieces, head)
    if day is None or published_on is None:
        return published_on
    # A page cannot be older than its text: then its date is wrong, or of another page.
    return day if (published_on - day).days <= _LATE else published_on


def _expressions(text: str, language: str, published_on: date | None) -> tuple[Expression, ...]:
    """The dates and periods of the text, without those in web addresses."""
    found = _outside_addresses(text, tag(text, published_on, language=language))
    found = without_bare_hours(text, found)
    if language == "ja":
        found = with_kanji_dates(text, found)
    if language not in IN_FULL:
        found = with_weekdays(text, found, published_on)
    # What is signed last stands last, so the end of a text too long to read whole is kept.
    return found if len(found) <= MOST_DATES else (*found[: -_LAST + MOST_DATES], *found[-_LAST:])


def _scene(text: str, drafted: Draft, frame: _Frame) -> Scene:
    codes = tuple(party.code or party.name for party in drafted.parties)
    published_on, zone = drafted.published_on, drafted.zone
    pieces, expressions, genre = frame.sentences, frame.expressions, frame.genre
    return Scene(
        text=text,
        language=drafted.language,
        wording=WORDINGS.get(drafted.language, WORDINGS["en"]),
        genre=genre,
        form=frame.form,
        sentences=pieces,
        expressions=expressions,
        actors=frame.actors,
        parties=codes,
        timeline=timeline_of(
            text, pieces, expressions, drafted.signature, published_on, genre, zone
        ),
        zone=zone,
        near=near_sentences(pieces, frame.actors, codes, drafted.title),
    )


def _filled(drafted: Draft, scene: Scene) -> Draft:
    milestones, terms = steps_of(scene)
    cut = (_too_many(),) if len(scene.expressions) >= MOST_DATES else ()
    doubts = [
        *drafted.doubts,
        *cut,
        *_doubts(drafted.parties, drafted.signature, drafted.published_on),
    ]
    return replace(
        drafted,
        commodities=commodities_of(scene.text),
        milestones=tuple(
            as_strong(each, drafted.instrument, binding=drafted.binding) for each in milestones
        ),
        terms=terms,
        anchors=tuple(
            replace(anchor, name=name, alternatives=())
            for name, anchor in scene.timeline.anchors.items()
        ),
        doubts=tuple(doubts),
    )


def _too_many() -> str:
    return t("Only the first {count} dates and periods were read.", count=f"{MOST_DATES:,}")


def _outside_addresses(text: str, found: Sequence[Expression]) -> tuple[Expression, ...]:
    """The expressions that are no part of a web address."""
    spans = [match.span() for match in _ADDRESS.finditer(text)]
    kept, place = [], 0
    for expression in found:
        while place < len(spans) and spans[place][1] <= expression.start:
            place += 1
        if place == len(spans) or expression.end <= spans[place][0]:
            kept.append(expression)
    return tuple(kept)


def _unread(language: str) -> tuple[str, ...]:
    """What the language of the text kept from being read."""
    if language in IN_FULL:
        return ()
    if language in WORDINGS:
        return (
            t(
                "Conditions and who owes what were not read: the text is in {language}.",
                language=language_name(language),
            ),
        )
    return (t("Only dates and names were read: the language is not one that Milepost reads."),)


def _doubts(
    parties: Sequence[DraftParty], signature: DraftEvent | None, published_on: date | None
) -> list[str]:
    doubts = []
    if not parties:
        doubts.append(t("No party could be made out."))
    if signature is None and published_on is None:
        doubts.append(t("Neither the text nor its page gives a date."))
    elif signature is None:
        doubts.append(t("The text does not say when it was signed."))
    elif published_on and not 0 <= (published_on - signature.on).days <= _LATE:
        doubts.append(
            t(
                "The page is dated {page}; the text says {day}.",
                page=published_on.isoformat(),
                day=signature.on.isoformat(),
            )
        )
    return doubts
