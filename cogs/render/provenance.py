"""Where a fact comes from: each source of it, who accepted it from there and when."""

from collections.abc import Sequence

from bot.domain import wording
from bot.domain.agreements import Source
from bot.domain.drafts import reviewing
from bot.domain.provenance import Provenance
from bot.messages import t
from cogs.render.look import person, stamp
from cogs.render.safe import link, said, small

SHORT_SUM = 12
"""Signs of a text's SHA-256 that tell it from any other on record."""


def cited_words(source: Source) -> str:
    """Where a text is from: its title as a link, who published it, when, of what grade."""
    published = wording.day(source.published_on, weekday=False) if source.published_on else ""
    publisher = source.publisher if source.publisher != source.title else None
    facts = [said(publisher, 50), published, reviewing.grade(source)]
    return " · ".join([link(said(source.title, 70), source.url), *filter(None, facts)])


def provenance_lines(
    known: str | None, provenance: Sequence[Provenance], *, whole: bool = False
) -> list[str]:
    """Every source that tells a fact, a few lines each, with its words unless they are `known`.

    With `whole` also where in its text they stand, and the whole sum of that text.
    """
    return [line for each in provenance for line in _lines(each, known, whole=whole)]


def _lines(provenance: Provenance, known: str | None, *, whole: bool) -> list[str]:
    quote = provenance.quote
    lines = [f"*“{said(quote, 300)}”*"] if quote and not _same(quote, known) else []
    lines.append(small(t("Source: {source}", source=cited_words(provenance.source))))
    who = person(provenance.accepted_by) if provenance.accepted_by else t("somebody at a shell")
    words = [t("accepted by {who}, {at}", who=who, at=stamp(provenance.accepted_at, "f"))]
    if provenance.changed:
        fields = ", ".join(dict.fromkeys(map(reviewing.field, provenance.changed)))
        words.append(t("written otherwise by a person: {fields}", fields=fields))
    if not whole:
        words.append(t("SHA-256 {sum}…", sum=f"`{provenance.sha256[:SHORT_SUM]}`"))
        return [*lines, small(" · ".join(words))]
    where = [t("SHA-256 of the text: {sum}", sum=f"`{provenance.sha256}`")]
    if provenance.start is not None and provenance.end is not None:
        signs = t("signs {start} to {end}", start=provenance.start, end=provenance.end)
        where.insert(0, signs)
    return [*lines, small(" · ".join(words)), small(" · ".join(where))]


def _same(quote: str, known: str | None) -> bool:
    """Whether words are those that stand above already, however their lines were broken."""
    return quote.split() == (known or "").split()
