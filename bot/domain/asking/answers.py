"""Answers: sentences from the record, each with its sources, and what they are about."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.agreements import Agreement, Source
from bot.domain.asking.kinds import Kind
from bot.domain.milestones import Milestone
from bot.messages import t


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or a few of one thing, with what it rests on; `small` is small print."""

    text: str
    sources: tuple[Source, ...] = ()
    small: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one question.

    `found` is false where the record holds nothing on what was asked; `lines` then show the nearest
    after saying so. `about` are the words of the question as they were understood. `rest` counts
    lines that are left out, and `others` are names that may have been meant as well.
    """

    kind: Kind
    lines: tuple[Line, ...]
    found: bool = True
    about: str = ""
    agreements: tuple[Agreement, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    dates: tuple[date, ...] = ()
    rest: int = 0
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered to whoever asked: the replies to the parts of the question, in order.

    `persons` are the people of whom was asked, by their Discord users' ids.
    """

    asked: str
    replies: tuple[Reply, ...]
    sources: tuple[Source, ...] = ()
    persons: tuple[int, ...] = ()

    @property
    def found(self) -> bool:
        """Whether the record holds an answer to any part."""
        return any(each.found for each in self.replies)

    @property
    def kind(self) -> Kind:
        """What was asked for in the first place."""
        return self.replies[0].kind

    @property
    def understood(self) -> str:
        """The question as it was understood."""
        parts = (
            f"{t(each.kind.value)}: {each.about}" if each.about else t(each.kind.value)
            for each in self.replies
        )
        return "; ".join(dict.fromkeys(parts))

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every sentence, once; a heading of which all was said before it ends as a sentence."""
        said: dict[Line, None] = {}
        for reply in self.replies:
            for line, after in zip(reply.lines, (*reply.lines[1:], None), strict=True):
                bare = line.text.endswith(":") and (after is None or after in said)
                if not (bare and line.small):
                    said.setdefault(replace(line, text=f"{line.text[:-1]}.") if bare else line)
        return tuple(said)

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements that it speaks of."""
        found = {each.id: each for reply in self.replies for each in reply.agreements}
        return tuple(found.values())

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """The milestones that it speaks of."""
        found = {each.id: each for reply in self.replies for each in reply.milestones}
        return tuple(found.values())

    @property
    def dates(self) -> tuple[date, ...]:
        """The dates that it gives, in the order of the answer."""
        return tuple(dict.fromkeys(each for reply in self.replies for each in reply.dates))

    @property
    def others(self) -> tuple[str, ...]:
        """Names that may have been meant as well."""
        return tuple(dict.fromkeys(each for reply in self.replies for each in reply.others))

    @property
    def rest(self) -> int:
        """How many lines were left out."""
        return sum(each.rest for each in self.replies)

    def numbers(self, line: Line) -> list[int]:
        """The numbers under which the sources of a line are listed."""
        return [self.sources.index(each) + 1 for each in line.sources if each in self.sources]

    @property
    def named_sources(self) -> tuple[str, ...]:
        """Its sources by who published them; by their titles too where one published several."""
        names = [each.publisher or each.title for each in self.sources]
        return tuple(
            f"{name}, “{source.title}”" if names.count(name) > 1 and source.publisher else name
            for name, source in zip(names, self.sources, strict=True)
        )

    @property
    def text(self) -> str:
        """The whole answer as plain text, with the numbers of its sources and who they are."""
        parts = []
        for line in self.lines:
            marks = "".join(f"[{number}]" for number in self.numbers(line))
            parts.append(f"{line.text} {marks}".rstrip())
        if self.sources:
            named = (f"[{number}] {name}" for number, name in enumerate(self.named_sources, 1))
            parts.append(t("Sources: {sources}", sources=", ".join(named)))
        return "\n".join(parts)


def put_together(asked: str, replies: Iterable[Reply], persons: Iterable[int] = ()) -> Answer:
    """The answer of these replies, its sources numbered in the order of first use."""
    every = tuple(replies)
    cited = (source for reply in every for line in reply.lines for source in line.sources)
    return Answer(asked, every, tuple(dict.fromkeys(cited)), tuple(dict.fromkeys(persons)))
