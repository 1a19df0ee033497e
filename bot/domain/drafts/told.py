"""What is told: a text with what is known of where it comes from, before it is read."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict
from unicodedata import category

from bot.domain.agreements import Source
from bot.domain.drafts.parts import prepared
from bot.domain.drafts.values import Draft, Grade
from bot.domain.links import host_of, pasted, same_page
from bot.domain.pages import Page
from bot.domain.papers.values import Paper, Written
from bot.domain.texts import MAX_NAME, MAX_TITLE, read_link, shortened
from bot.errors import UserError
from bot.messages import t

_TALK = ("discord.com", "discordapp.com")
"""Where people write in their own words."""


@dataclass(frozen=True, slots=True)
class Told:
    """A text, and where it was; `pages` are all its addresses as `bot.domain.links` has them.

    It was `opened` at them, or somebody only says that it stands there: then another text may, too.
    `doubts` are what a person should know of it before accepting anything.
    """

    text: str
    name: str | None = None
    """The name of the file that it was in."""
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    pages: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    opened: bool = False


def of_page(link: str, page: Page, written: Written) -> Told:
    """What a page says; its source is the address that answered, if that can be kept."""
    url = _fit(page.url) or link
    own = written.canonical_url
    own = own if own and host_of(own) == host_of(page.url) else None
    return Told(
        text=written.text,
        title=written.title,
        url=url,
        publisher=written.publisher or host_of(url),
        published_on=written.published_on,
        pages=_pages(link, page.asked, page.url, own),
        etag=page.etag,
        last_modified=page.last_modified,
        notes=written.notes,
        opened=True,
    )


class Said(TypedDict, total=False):
    """What a person says of where a text is from, and what they should know before accepting it."""

    source_url: str | None
    source_title: str | None
    publisher: str | None
    published_on: date | None
    doubts: tuple[str, ...]


def of_paper(paper: Paper, written: Written, said: Said) -> Told:
    """What a document says; what a person says of it goes before what it says of itself."""
    told = of_text(written.text, said)
    return replace(
        told,
        name=paper.name,
        title=told.title or written.title,
        publisher=said.get("publisher") or written.publisher or told.publisher,
        published_on=told.published_on or written.published_on,
        notes=written.notes,
    )


def of_text(text: str, said: Said) -> Told:
    """What somebody pasted or wrote. Raises UserError for a link that is none."""
    url = link_of(said.get("source_url"))
    return Told(
        text=text,
        title=said.get("source_title"),
        url=url,
        publisher=said.get("publisher") or host_of(url),
        published_on=said.get("published_on"),
        pages=_pages(url),
        doubts=said.get("doubts", ()),
    )


def link_of(url: str | None) -> str | None:
    """A link as the record can hold it. Raises UserError for what is none."""
    return read_link(pasted(url)) if url else None


def read_told(told: Told, zone: str) -> tuple[Draft, tuple[str, ...]]:
    """The draft of what is told, as far as people can review it, and what was not read.

    `zone` is used where the text names no place. Raises UserError where it is of no agreement.
    """
    # With the first text: a start is not to wait for it.
    from bot.domain.drafts.reader import read

    text = clean(told.text)
    if not text.strip():
        raise UserError(t("There is no text in it to read. Paste the text of the agreement."))
    called = told.title or told.name
    draft = read(text, published_on=told.published_on, source_url=told.url, zone=zone)
    if _is_talk(told.url) and draft.signature is None:  # an old text may stand in a new message
        undated = read(text, source_url=told.url, zone=zone)
        draft = undated if undated.is_agreement and undated.signature else draft
    if not draft.is_agreement:
        raise _no_agreement(called, draft.language)
    doubts = (*told.doubts, *draft.doubts)
    bounded, notes = prepared(replace(draft, grade=_grade(told, draft), doubts=doubts))
    return bounded, (*told.notes, *notes)


def _no_agreement(called: str | None, language: str) -> UserError:
    """That none was found: it may be there where the language is not read in full."""
    from bot.domain.drafts.wordings.languages import IN_FULL

    source = f"“{shortened(called, 80, mark='…')}”" if called else t("this text")
    if language in IN_FULL:
        return UserError(
            t(
                "No agreement was found in {source}; nothing was saved. Give the page or the part "
                "that tells of it, or record it with /agreement add.",
                source=source,
            )
        )
    return UserError(
        t(
            "No agreement was found in {source}, which is in a language that Milepost does not "
            "read in full; nothing was saved. Give it in English or Japanese, or record it with "
            "/agreement add.",
            source=source,
        )
    )


def source_of(told: Told, draft: Draft) -> Source:
    """The source that the draft's facts rest on."""
    title = shortened(told.title or "", MAX_TITLE) or shortened(draft.title, MAX_TITLE)
    return Source(
        title=title if title.strip("- ") else t("Text without a title"),
        url=told.url,
        publisher=shortened(told.publisher or "", MAX_NAME) or None,
        grade=draft.grade.value,
        published_on=told.published_on,
    )


def clean(text: str) -> str:
    """`text` without what no database keeps: control signs and halves of surrogate pairs."""
    if all(sign.isprintable() or sign in "\n\t" for sign in text):
        return text
    return "".join(
        "\ufffd" if category(sign) == "Cs" else sign
        for sign in text
        if sign in "\n\t" or category(sign) != "Cc"
    )


def _grade(told: Told, draft: Draft) -> Grade:
    """Of somebody's own words, a paraphrase, unless they are the instrument's."""
    spoken = host_of(told.url) is None or _is_talk(told.url)
    return Grade.PARAPHRASE if spoken and not draft.formal else draft.grade


def _is_talk(url: str | None) -> bool:
    return (host_of(url) or "").endswith(_TALK)


def _fit(url: str) -> str | None:
    """The address without its fragment, if the record can hold it."""
    try:
        return read_link(pasted(url.partition("#")[0]))
    except UserError:
        return None


def _pages(*links: str | None) -> tuple[str, ...]:
    keys = (same_page(each) for each in links if each)
    return tuple(dict.fromkeys(each for each in keys if each))
