"""The scene: all that is known of a text when its commitments are looked for."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.drafts.actors import Actor
from bot.domain.drafts.commitments import ALL_PARTIES
from bot.domain.drafts.expressions.values import Expression
from bot.domain.drafts.forms import Form
from bot.domain.drafts.genres import Genre
from bot.domain.drafts.links import Link
from bot.domain.drafts.sentences import Sentence
from bot.domain.drafts.timeline import Timeline
from bot.domain.drafts.wordings.table import Wording

DEAL = re.compile(
    r"\b(?:agreements?|treat(?:y|ies)|conventions?|protocols?|memorand\w+|mous?|"
    r"frameworks?|accords?|"
    r"pacts?|deals?|cease-?fires?|truces?|armistices?|arrangements?|partnerships?|declarations?|"
    r"joint statement|suspension|tariffs?|duties|export controls?|quota|talks|negotiat\w+|summit|"
    r"pause|hostages?|prisoners?|withdraw\w*|licen[cs]es?|exports?|hostilities|ratif\w+)\b"
    r"|書簡の交換|公文の交換|供与|協定|条約|合意|停戦|休戦|休止|枠組み|覚書|共同声明|交渉|"
    r"協議|貿易|関税|署名|輸出|査察|撤退|解放"
    r"|协定|协议|協議|停火|谈判|談判|備忘錄|备忘录|聲明|声明|关税|關稅"
    r"|verdrag|overeenkomst|abkommen|vertrag|vereinbarung|waffenruhe|traité|"
    r"\baccords?\b|acuerdo|tratado|"
    r"convenio|tregua|alto el fuego|accordo|acordo|협정|합의|휴전|관세|협상|수출|투자|समझौत|"
    r"соглашени|договор|программ|convenção|اتفاق",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(
    r"^\W{0,3}(?:whereas|recalling|noting|recogni[sz]ing|considering|desiring|mindful|affirming|"
    r"reaffirming|having|bearing in mind|acknowledging|expressing|taking note|convinced|"
    r"in view of|building on|welcoming|gelet op|overwegende|considérant|rappelant|considerando|"
    r"in der erwägung|eingedenk)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What one text is, and what was found in it."""

    text: str
    language: str
    wording: Wording
    genre: Genre
    form: Form
    sentences: tuple[Sentence, ...]
    expressions: tuple[Expression, ...]
    actors: tuple[Actor, ...]
    parties: tuple[str, ...]
    timeline: Timeline
    zone: str
    near: frozenset[int] = field(default_factory=frozenset)

    def expression_from(self, place: int) -> Expression | None:
        """The first expression that begins at `place` or after it."""
        number = bisect_left(self.expressions, place, key=lambda each: each.start)
        return self.expressions[number] if number < len(self.expressions) else None

    def concerns(self, sentence: Sentence) -> bool:
        """Whether a sentence speaks of the agreement; in the instrument itself all do."""
        stated = self.genre.own and self.form.name == "joint_statement"
        return self.genre.formal or stated or sentence.number in self.near


@dataclass(frozen=True, slots=True)
class Spot:
    """An expression in its sentence, with what the words around it make of it."""

    sentence: Sentence
    expression: Expression
    link: Link | None
    before: str
    after: str

    @property
    def start(self) -> int:
        return self.expression.start - self.sentence.start

    @property
    def end(self) -> int:
        return self.expression.end - self.sentence.start

    @property
    def own(self) -> str:
        return self.sentence.words[self.start : self.end]

    @property
    def in_preamble(self) -> bool:
        return _PREAMBLE.match(self.sentence.words) is not None


def near_sentences(
    sentences: Sequence[Sentence],
    actors: Sequence[Actor],
    parties: Sequence[str],
    title: str,
) -> frozenset[int]:
    """The sentences that name a party or the agreement, and those that follow one in its line.

    Where the title names the agreement, the two sentences that follow belong to it in any line.
    """
    named, place = set(), 0
    for sentence in sentences:
        while place < len(actors) and actors[place].start < sentence.start:
            place += 1
        stop = place
        while stop < len(actors) and actors[stop].start < sentence.end:
            if actors[stop].code in parties:
                named.add(sentence.number)
            stop += 1
        if DEAL.search(sentence.words) or ALL_PARTIES.search(sentence.words):
            named.add(sentence.number)
    lines = {sentence.number: sentence.line for sentence in sentences}
    if DEAL.search(title):
        return frozenset(named | {n + 1 for n in named} | {n + 2 for n in named})
    follow = {n + far for n in named for far in (1, 2) if lines.get(n + far) == lines[n]}
    return frozenset(named | follow)
