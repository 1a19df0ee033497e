"""What reading costs: a text of 3,000 words, one of 30,000, and a hostile one twice as long."""

import time
from datetime import date

from bot.bench.figures import Figure, Laps, Section
from bot.domain.drafts.reader import read
from bot.messages import t

ROUNDS = 20
SHORT_WORDS, LONG_WORDS = 3_000, 30_000
SHORT_LIMIT, LONG_LIMIT = 150e-3, 2.0
HOSTILE_SIGNS = 100_000
STEADY = 3.0
"""A hostile text twice as long may take so many times as long: twice, and the noise."""

_ON = date(2025, 10, 28)
_HEAD = (
    "Agreement between the Government of Japan and the Government of the Republic of Chile on "
    "Cooperation\n\nThe Government of Japan and the Government of the Republic of Chile "
    "(hereinafter the “Parties”) have agreed as follows:\n\n"
)
_ARTICLES = (
    "Within six months of signature, the Parties shall exchange lists of their laboratories.",
    "Chile shall reduce the duty on machines by 20 per cent by the end of 2027.",
    "The Joint Committee shall meet at least once a year, alternately in Tokyo and in Santiago.",
    "Samples may be moved freely; each Party bears the cost of what its own institutes need.",
    "The Convention of 5 May 1990 shall cease to apply when this Agreement enters into force.",
    "Either Party may terminate this Agreement by giving six months' written notice.",
    "A request shall be answered within thirty days of its receipt, unless the Parties agree "
    "otherwise, and the answer shall be given in writing.",
)
_TAIL = "\n\nDone at Tokyo on this fourteenth day of March, two thousand and twenty-four."


def measured(rounds: int) -> Section:
    """Texts of both lengths, and one of dates without end, read `rounds` times each."""
    read(_text(100), published_on=_ON)  # the tables are made when they are first needed
    few = max(1, rounds // 5)
    short = [_timed(_text(SHORT_WORDS)) for _ in range(rounds)]
    long = [_timed(_text(LONG_WORDS)) for _ in range(few)]
    half, whole = Laps(), Laps()
    for _ in range(few):
        with half.lap():
            read(_hostile(HOSTILE_SIGNS), published_on=_ON)
        with whole.lap():
            read(_hostile(2 * HOSTILE_SIGNS), published_on=_ON)
    figures = (
        Figure(t("read {count} words", count=f"{SHORT_WORDS:,}"), short, limit=SHORT_LIMIT),
        Figure(t("read {count} words", count=f"{LONG_WORDS:,}"), long, limit=LONG_LIMIT),
        Figure(t("read dates without end"), half.wall, 1.0),
        Figure(t("read twice as many"), whole.wall, whole.over(half), most=STEADY),
    )
    return Section(
        t("Drafts: the record of an agreement out of its text"),
        figures,
        (t("The ratio is of processor time, to the hostile text of half the length."),),
    )


def _text(words: int) -> str:
    """An instrument of about so many words."""
    articles: list[str] = []
    count = 0
    while count < words:
        number = len(articles)
        article = f"Article {number + 1}\n{_ARTICLES[number % len(_ARTICLES)]}"
        articles.append(article)
        count += len(article.split())
    return _HEAD + "\n\n".join(articles) + _TAIL


def _hostile(signs: int) -> str:
    return _HEAD + "by 5 May 2030 (" * (signs // 15)


def _timed(text: str) -> float:
    begun = time.perf_counter()
    read(text, published_on=_ON)
    return time.perf_counter() - begun
