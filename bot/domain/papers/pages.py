"""Pages: what a web page says of itself, in its metadata and in its address."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from bot.domain.papers.tidy import one_line

_TITLES = ("og:title", "dc.title", "dcterms.title", "twitter:title")
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "citation_publication_date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publication_date",
    "date",
    "parsely-pub-date",
    "sailthru.date",
)
_PUBLISHERS = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name")
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?:\D|$)")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-]?(\d{2})[/-]?(\d{2})(?=[/._-]|$)")
_UTC = re.compile(r"T.*(?:Z|[+-]00:?00)\s*$")
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:$|[-_,\s])")
_LONGEST_JSON = 400_000
_MOST_OBJECTS = 2_000
_LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself; all of it may be absent, and some of it wrong."""

    title: str | None
    published_on: date | None
    publisher: str | None
    language: str | None
    canonical_url: str | None


def page_of(tree: Any, url: str | None, *, whole: bool = True) -> Page:
    """What the page says of itself, found before its tree is cleaned.

    `url` is where it was found. Unless the `whole` of it is to be searched, its day is taken only
    from its plainest marks.
    """
    meta, linked = _meta(tree), list(_linked(tree))
    named = next((name for name in map(meta.get, _PUBLISHERS) if name), None)
    publisher = named or _publisher(linked)
    return Page(
        title=_title(tree, meta, publisher),
        published_on=_published_on(tree, meta, linked)
        or _in_address(url)
        or (_searched(tree, url) if whole else None),
        publisher=one_line(publisher or "", 120) or host(url),
        language=_language(tree, meta),
        canonical_url=_canonical(tree, meta, url),
    )


def host(url: str | None) -> str | None:
    """The host of an address without `www.`."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def day_of(value: object) -> date | None:
    """The day at the beginning of an ISO date or instant, as it was where it was written."""
    match = _ISO.match(str(value)[:40]) if isinstance(value, str) else None
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _meta(tree: Any) -> Mapping[str, str]:
    """The metadata of the page, the first of each name."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        name = name or element.get("http-equiv")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content[:2_000])
    return found


def _linked(tree: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of the page's linked data (JSON-LD), outer before inner."""
    waiting: list[Any] = []
    for element in tree.iter("script"):
        if "ld+json" in (element.get("type") or "").lower():
            try:
                waiting.append(json.loads((element.text or "")[:_LONGEST_JSON]))
            except (ValueError, RecursionError):
                continue
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, Mapping):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _publisher(linked: list[Mapping[str, Any]]) -> str | None:
    for each in linked:
        publisher = each.get("publisher")
        if isinstance(publisher, list) and publisher:
            publisher = publisher[0]
        name = publisher.get("name") if isinstance(publisher, Mapping) else publisher
        if isinstance(name, str) and name.strip():
            return name
    return None


def _title(tree: Any, meta: Mapping[str, str], publisher: str | None) -> str | None:
    """The page's title without the name of its site."""
    headings = tree.xpath(".//main//h1 | .//article//h1") or tree.xpath(".//h1")
    heading = headings[0].text_content() if len(headings) == 1 else ""
    named = [meta.get(name, "") for name in _TITLES]
    whole = next((element.text_content() for element in tree.iter("title")), "")
    title = next((one for one in map(one_line, [*named, heading, whole]) if one), None)
    if title is None or not publisher:
        return title
    site = re.escape(" ".join(publisher.split())[:120])
    bare = re.sub(rf"\s*[|｜:：\-–—·«»]\s*{site}\s*$|^{site}\s*[|｜:：\-–—·«»]\s*", "", title)
    return bare.strip() or title


def _published_on(
    tree: Any, meta: Mapping[str, str], linked: list[Mapping[str, Any]]
) -> date | None:
    """The day of publication, by the surest mark first; never that of a later change."""
    marks = [each["datePublished"] for each in linked if "datePublished" in each]
    marks += [meta[name] for name in _PUBLISHED if name in meta]
    times = list(tree.iter("time"))
    marks += [
        time.get("datetime")
        for time in times
        if time.get("pubdate") is not None
        or "datepublished" in (time.get("itemprop") or "").lower()
    ]
    if len(times) == 1:
        marks.append(times[0].get("datetime"))
    return _local([mark for mark in marks if day_of(mark)])


def _local(marks: list[Any]) -> date | None:
    """The first day; where that is an instant in UTC, a neighbouring day that is local."""
    days = [day for day in map(day_of, marks) if day]
    if not days or not _UTC.search(str(marks[0])):
        return days[0] if days else None
    for mark, day in zip(marks, days, strict=True):
        if abs((day - days[0]).days) == 1 and not _UTC.search(str(mark)):
            return day
    return days[0]


def _in_address(url: str | None) -> date | None:
    match = _IN_ADDRESS.search(url or "")
    return day_of("-".join(match.groups())) if match else None


def _searched(tree: Any, url: str | None) -> date | None:
    """The day that stands in a byline or in rarer metadata; the running text is not searched."""
    from htmldate import find_date

    try:
        found = find_date(
            tree,
            extensive_search=False,
            original_date=True,
            url=url,
            min_date="1945-01-01",
            max_date="2100-12-31",  # not the clock's day, so that a page reads the same every day
        )
    except Exception:  # a hint is not worth failing for
        return None
    return day_of(found)


def _language(tree: Any, meta: Mapping[str, str]) -> str | None:
    named = [tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang")]
    named += [tree.get("xml:lang"), meta.get("content-language"), meta.get("og:locale")]
    for match in (_LANGUAGE.match(each) for each in named if each):
        if match:
            return str(match[1]).lower()
    return None


def _canonical(tree: Any, meta: Mapping[str, str], url: str | None) -> str | None:
    links = [
        element.get("href")
        for element in tree.iter("link")
        if "canonical" in (element.get("rel") or "").lower().split()
    ]
    for address in [*links, meta.get("og:url")]:
        try:
            whole = urljoin(url or "", (address or "").strip())
            parts = urlsplit(whole)
            named = parts.scheme in {"http", "https"} and parts.hostname and not parts.username
        except ValueError:
            continue
        if address and named and len(whole) <= _LONGEST_ADDRESS:
            return str(whole)
    return None
