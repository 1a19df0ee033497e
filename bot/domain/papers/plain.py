"""Plain text: lines as they are, or as paragraphs where they were wrapped."""

from bot.domain.papers.charsets import decoded
from bot.domain.papers.limits import Limits
from bot.domain.papers.tidy import bounded, tidy
from bot.domain.papers.values import Paper, Written
from bot.domain.papers.wrapping import unwrapped


def read(paper: Paper, limits: Limits) -> Written:
    """What is written in a text file, its wrapped lines joined."""
    # Beyond twice the limit nothing can be wanted even where every second sign is dropped.
    text = decoded(paper.body, (paper.charset,))[: 2 * limits.characters]
    text, notes = bounded(tidy("\n".join(unwrapped(text.splitlines()))), limits.characters)
    return Written(text=text, notes=notes)
