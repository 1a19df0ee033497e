"""The form shared by languages that put their small words before the date, as English does."""

from bot.domain.drafts.wordings.table import Patterns, Role, Wording, patterns, words

_TO = r"(?P<anchor>[^.;:]{1,120})"
_MAY = words(r"\b(?:kann|können|kan|kunnen|peut|peuvent|podrá|podrán|può|possono|poderá)\b")


def wording_of(
    *,
    within: str,
    following: str,
    past: str,
    every: str,
    lasting: str,
    after: str,
    before: str,
    notice: str,
    by: str,
    earlier: str,
    until: str,
    since: str,
    at: str,
    duty: str,
    aim: str,
    stays: str,
    anchors: tuple[tuple[str, str], ...],
) -> Wording:
    """The table of a language that puts its small words before the date, as English does."""
    return Wording(
        length_before=_before_lengths(following, past, every, within, lasting, after),
        length_after=patterns(
            (rf"\W{{1,2}}(?:{notice})", Role.NOTICE),
            (rf"[ ,]{{1,2}}(?:{after})(?: |(?<=['’])){_TO}", Role.AFTER),
            (rf"[ ,]{{1,2}}(?:{before}) {_TO}", Role.BEFORE),
            (rf"[ -](?:{stays})", Role.LASTING),
        ),
        date_before=_before_dates(by, until, earlier, since, at),
        date_after=(),
        duty=words(rf"\b(?:{duty})"),
        aim=words(rf"\b(?:{aim})"),
        option=_MAY,
        history=words(r"(?!)"),
        lasting=words(rf"(?:{stays})"),
        anchors=tuple((words(pattern), name) for pattern, name in anchors),
    )


def _before_lengths(*said: str) -> Patterns:
    roles = (Role.NEXT, Role.PAST, Role.EVERY, Role.WITHIN, Role.LASTING)
    few = [(rf"\b(?:{each})", role) for each, role in zip(said[:-1], roles, strict=True)]
    return patterns(*few, (rf"\b(?:{said[-1]})(?: \w+){{0,3}}", Role.AFTER), before=True)


def _before_dates(*said: str) -> Patterns:
    roles = (Role.BY, Role.UNTIL, Role.BEFORE, Role.FROM, Role.ON)
    between = (2, 2, 1, 1, 1)
    return patterns(
        *(
            (rf"\b(?:{each})(?: \w+){{0,{most}}}", role)
            for each, role, most in zip(said, roles, between, strict=True)
        ),
        before=True,
    )


def anchors_of(  # noqa: PLR0917 - a step of one flow, each fact by its name
    notes: str, deposit: str, notice: str, request: str, sign: str, force: str, publish: str
) -> tuple[tuple[str, str], ...]:
    return (
        (notes, "exchange of notifications"),
        (deposit, "deposit"),
        (request, "request"),
        (notice, "notification"),
        (force, "entry into force"),
        (sign, "signature"),
        (publish, "publication"),
    )
