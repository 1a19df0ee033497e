"""Korean, Russian, Swedish, Polish, Turkish and Indonesian: the small words beside a date."""

from bot.domain.drafts.wordings.table import Role, Wording, patterns, words

_NEVER = words(r"(?!)")


def _dates(
    before: tuple[tuple[str, Role], ...],
    after: tuple[tuple[str, Role], ...],
    lengths: tuple[tuple[str, Role], ...] = (),
    lengths_after: tuple[tuple[str, Role], ...] = (),
) -> Wording:
    """The table of a language of which only dates and plain periods are read."""
    return Wording(
        length_before=patterns(*lengths, before=True),
        length_after=patterns(*lengths_after),
        date_before=patterns(*before, before=True),
        date_after=patterns(*after),
        duty=_NEVER,
        aim=_NEVER,
        option=_NEVER,
        history=_NEVER,
        lasting=_NEVER,
    )


KOREAN = _dates(
    (),
    (("(?:말|초|중순)?까지", Role.BY), ("(?:말)?부터", Role.FROM), ("이전에?", Role.BEFORE)),
    (),
    (("\\s?(?:이내|안|내)에?", Role.WITHIN), ("\\s?(?:간|동안)", Role.LASTING)),
)
RUSSIAN = _dates(
    ((r"\bдо(?: конца)?", Role.BY), (r"\bне позднее", Role.BY), (r"\bс", Role.FROM)),
    (),
    ((r"\bв течение", Role.WITHIN), (r"\bна(?: срок)?", Role.LASTING)),
)
SWEDISH = _dates(
    (
        (r"\bsenast(?: den)?", Role.BY),
        (r"\btill(?: och med)?(?: den)?", Role.UNTIL),
        (r"\bfrån(?: och med)?(?: den)?", Role.FROM),
    ),
    (),
    ((r"\binom", Role.WITHIN),),
)
POLISH = _dates(
    ((r"\bdo(?: dnia| końca)?", Role.BY), (r"\bod(?: dnia)?", Role.FROM)),
    (),
    ((r"\bw (?:ciągu|terminie)", Role.WITHIN),),
)
TURKISH = _dates(
    (),
    (
        (r"(?: tarihine)?['’]?\s?(?:e |a )?kadar", Role.BY),
        (r"(?: tarihinden)? itibaren", Role.FROM),
    ),
    (),
    ((r" içinde", Role.WITHIN),),
)
INDONESIAN = _dates(
    (
        (r"\b(?:paling lambat|selambat-lambatnya|sebelum)(?: pada)?", Role.BY),
        (r"\bhingga|\bsampai(?: dengan)?", Role.UNTIL),
        (r"\bmulai|\bsejak", Role.FROM),
    ),
    (),
    ((r"\bdalam(?: waktu)?", Role.WITHIN),),
)
HINDI = _dates((), ((r"\s?(?:के अंत )?तक", Role.BY), (r"\s?से", Role.FROM)))
