"""Signature: the day and place of signing that the text itself gives, which win over its page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.agreements import EventKind
from bot.domain.dates.values import Precision
from bot.domain.drafts.expressions.values import Expression, Kind
from bot.domain.drafts.forms import Form
from bot.domain.drafts.genres import Genre
from bot.domain.drafts.places import place_in, zone_of_place
from bot.domain.drafts.sentences import Sentence
from bot.domain.drafts.timeline import in_dateline
from bot.domain.drafts.timex import Day, day_of
from bot.domain.drafts.values import Confidence, DraftEvent, Quote
from bot.domain.drafts.weekdays import weekday_before

_FORMULA = re.compile(
    r"^(?:\W|in witness whereof[^.]{0,220}?|\(?signed\)?|for the governments?[^.]{0,40})*"
    r"\b(?:done|signed|executed|concluded|given|made|initial+ed|adopted|opened for signature)\b"
    r"(?: and \w+)?(?: in \w+)?(?:,? (?:at|in|on|this|by)\b|,|:| \w+ (?:at|in)\b)"
    r"|\bin witness whereof\b[^.]{0,260}\b(?:this|on the|at)\b"
    r"|\b(?:dated|done|made) this\b|\bhave (?:here)?unto set (?:my|our) hands?\b|\bhereunto set\b"
    r"|^(?:\W)*(?:gedaan te|geschehen zu|unterzeichnet (?:in|zu|am)|abgeschlossen (?:in|zu)|ausgefertigt|"
    r"fait à|fait en|signé à|hecho en|hecha en|firmado en|suscrito en|dado en|celebrado en|"
    r"fatto a|firmato a|feito em|assinado em|celebrado em|sporządzono w|utfärda\w+ i|undertecknat i|"
    r"udfærdiget i|совершено в|dibuat di|yapılmıştır)\b"
    r"|(?:gedaan te|geschehen zu|fait à|hecho en|hecha en|fatto a|feito em|совершено в)\s"
    r"|以上の証拠として|に署名した。$|作成した。|簽署於|签署于|订于|訂於|於[^，]{2,8}簽署|在[^，]{2,8}签订",
    re.IGNORECASE,
)
_MADE_AFTER = re.compile(
    r"^[^。]{0,14}?(?:において|にて|で|に)?[^。]{0,40}?(?:作成した|署名した|本書[^。]{0,20}作成)|^[^。，]{0,12}(?:签订|簽訂|签署|簽署)"
)
_SIGNED = re.compile(
    r"\b(?:signed|signs|sign|inked|initialled|initialed|signing(?: ceremony)?|"
    r"put (?:their|his|her) signatures?|signature)\b|"
    r"署名し(?:た|ました|、|て)|署名され(?:た|ました|、)|署名(?:式)?(?:が|を)(?:行われ|行い|行っ|執り行)|"
    r"調印し(?:た|ました)|調印され(?:た|ました)|交換が行われ|を交換し|\bexchang(?:ed|e of) (?:diplomatic )?(?:notes|letters)\b|"
    r"签署了|簽署了|签署|簽署|签订|簽訂|"
    r"\b(?:unterzeichne\w*|unterschrieb\w*|unterschrieben|signé\w*|signaient|ont signé|"
    r"firmaron|firmó|firmado|firmada|firmaban|suscribieron|suscribió|firmat[oaei]|assinaram|assinou|"
    r"assinado|assinada|ondertekend\w*|tekenden|getekend|podpisa\w*|подписал\w*|imzala\w*|menandatangani)\b|"
    r"서명|체결|हस्ताक्षर",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:to be|to|will|would|could|(?-i:may)|might|should|shall|not|never|expected to|plans? to|"
    r"set to|due to|ready to|yet to|before|ahead of|hopes? to|if|unless|refus\w+ to|going to|"
    r"will be|aims? to|want\w* to|intend\w* to|poised to|about to|scheduled for|possible)"
    r"(?: [\w'’-]+){0,4}\W*$|\bopened? for\W*$",
    re.IGNORECASE,
)
_NOT_YET_AFTER = re.compile(
    r"^(?:する|される|します|予定|見通し|見込|を目指|に向け|へ|するよう|の可能性|ことで)|"
    r"^\w*[^。]{0,14}(?:予定|見通し|見込み|目指|可能性)",
)
_ELSEWHERE = re.compile(
    r"\b(?:earlier|previous(?:ly)?|older|former|similar|another|original(?:ly)?|in the past|"
    r"a separate|bill|law|executive order|decree|proclamation|legislation|petition|resolution|"
    r"contract|letter of intent|act)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"^[\W\d]*$")
_DATE_WORDS = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|dated?|den|le|el|the|on|de|of|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|washington|d\.?c\.?|the white house)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"^(?:the white house|[A-Z\u00c0-\u00dd][\w'’. -]{2,30}),\s*(?:den|le|el|the|on|a|il)?\s*$",
    re.I,
)
_PLACE_ALONE = re.compile(
    r"^[、,(（]?\s?(?:[一-龥ァ-ヴー]{2,10}|[A-Z][\w.' -]{2,20})(?:にて|において)?[)）,、.]?$"
)
_DAY_NUMBER = re.compile(r"\b(\d{1,2})(?:ste|de|e|er|º|ª|°|\.)?\s+(?:de |di |del mes de )?$")
_MOST_IN_ONE = 20
_NEAR = 160
_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class _Find:
    """A possible day of signing: the higher `rank`, the surer."""

    on: date
    rank: float
    quote: Quote
    place: str | None


def signature_of(
    text: str,
    sentences: Sequence[Sentence],
    expressions: Sequence[Expression],
    genre: Genre,
    form: Form,
    written_on: date | None,
    zone: str,
) -> DraftEvent | None:
    """When and where it was signed, by a formula, a dated head, or the news; None if untold."""
    dated_head = form.name not in {"press_statement", "fact_sheet", "ceasefire", "other"}
    finds = list(_finds(text, sentences, expressions, genre, written_on, dated_head))
    if not finds:
        return None
    best = max(finds, key=lambda find: (find.rank, find.quote.end if find.rank >= 8 else 0))
    place = best.place or next(
        (each.place for each in finds if each.on == best.on and each.place), None
    )
    sure = best.rank >= 8
    return DraftEvent(
        kind=EventKind.SIGNED,
        on=best.on,
        zone=zone_of_place(place, zone),
        quote=best.quote,
        place=place,
        precision=Precision.DAY,
        confidence=Confidence.SURE if sure else Confidence.LIKELY,
    )


def _finds(
    text: str,
    sentences: Sequence[Sentence],
    expressions: Sequence[Expression],
    genre: Genre,
    written_on: date | None,
    dated_head: bool,
) -> Iterator[_Find]:
    lines = {sentence.line for sentence in sentences}
    last_line = max(lines, default=0)
    place = 0
    for sentence in sentences:
        while place < len(expressions) and expressions[place].start < sentence.start:
            place += 1
        stop = place
        while stop < len(expressions) and expressions[stop].end <= sentence.end:
            stop += 1
        inside = expressions[place:stop]
        others = [
            (each.start - sentence.start, each.end - sentence.start)
            for each in inside[:_MOST_IN_ONE]
            if each.kind is Kind.DATE and day_of(each) and not in_dateline(sentence, each)
        ]
        for expression in inside:
            find = _read(
                text, sentence, expression, genre, written_on, last_line, dated_head, others
            )
            if find is not None:
                yield find


def _read(
    text: str,
    sentence: Sentence,
    expression: Expression,
    genre: Genre,
    written_on: date | None,
    last_line: int,
    dated_head: bool,
    others: Sequence[tuple[int, int]],
) -> _Find | None:
    words, start = sentence.words, expression.start - sentence.start
    end = expression.end - sentence.start
    day = day_of(expression)
    if day is not None and day.precision is Precision.MONTH:
        day = _numbered(day, words[:start])
    if day is None or day.precision is not Precision.DAY:
        return None
    if not genre.formal and in_dateline(sentence, expression):
        return None
    on = weekday_before(words[start:end], written_on) or day.on
    quote = _quote(sentence, start, end)
    rank = 0.0
    if genre.formal or (genre.own and dated_head):
        rank = _formal_rank(words, start, end, sentence, last_line)
    if rank == 0 and _mentions_signing(words, start, end, others):
        rank = 4.0 if written_on and on <= written_on and (written_on - on).days < 60 else 2.0
        rank += 0.5 if re.search(r"\d", words[start:end]) else 0
        if genre.formal:
            recent = written_on is not None and 0 <= (written_on - on).days < 60
            rank = 4.0 if recent and sentence.line <= _TITLE_LINES else 0.0
            rank = max(rank, 1.5 if sentence.line == 0 else 0.0)
        elif written_on and (on > written_on or (written_on - on).days > 400):
            rank = 0.0
    return _Find(on, rank, quote, place_in(words[max(0, start - 130) : end + 60])) if rank else None


def _numbered(day: Day, before: str) -> Day | None:
    """The day of a month whose number stands apart before it: “de 4de februari”."""
    found = _DAY_NUMBER.search(before)
    try:
        on = day.on.replace(day=int(found[1])) if found else None
    except ValueError:
        return None
    return Day(on, on, Precision.DAY) if on else None


def _formal_rank(words: str, start: int, end: int, sentence: Sentence, last_line: int) -> float:
    before, after = words[:start], words[end:]
    if _MADE_AFTER.match(words[end:]):
        return 9.5
    formula = _FORMULA.search(words)
    if formula and formula.start() <= start and start - formula.end() < _NEAR:
        late = sentence.line / (last_line or 1)
        return 9.0 + late if formula.start() < 40 or late > 0.6 else 3.0
    rest = _DATE_WORDS.sub("", before + " " + after)
    place = _PLACE_ALONE.match(rest.strip())
    if (_ALONE.match(rest) or place) and (
        sentence.line <= _TITLE_LINES + 2 or sentence.line >= last_line - 6
    ):
        return 6.0 if sentence.line > _TITLE_LINES + 2 else 7.0
    if _LETTER.match(before) and len(after) < 400:
        return 6.5
    return 0.0


def _mentions_signing(words: str, start: int, end: int, others: Sequence[tuple[int, int]]) -> bool:
    low = max(0, start - _NEAR)
    for found in _SIGNED.finditer(words, low, min(len(words), end + _NEAR)):
        before = words[max(0, found.start() - 40) : found.start()]
        if _NOT_YET.search(before) or _NOT_YET_AFTER.match(words[found.end() : found.end() + 24]):
            continue
        between = words[min(found.start(), start) : max(found.end(), end)]
        if words[max(0, found.start() - 1)] in "-/":
            continue  # the words of a web address
        if _another_nearer(found, start, end, others):
            continue
        near = words[max(0, found.start() - 60) : found.end() + 60]
        if "。" in between or _ELSEWHERE.search(near):
            continue
        return True
    return False


def _another_nearer(
    found: re.Match[str], start: int, end: int, others: Sequence[tuple[int, int]]
) -> bool:
    """Whether another date of the sentence stands nearer to the verb of signing."""

    def far(first: int, last: int) -> int:
        return max(first - found.end(), found.start() - last, 0)

    own = far(start, end)
    return any(far(*other) < own for other in others if other != (start, end))


def _quote(sentence: Sentence, start: int, end: int) -> Quote:
    first = max(0, start - 110)
    if first:
        first = sentence.words.find(" ", first) + 1 or start
        first = min(first, start)
    last = min(len(sentence.words), end)
    return Quote(sentence.start + first, sentence.start + last, sentence.words[first:last])


def days_between(one: date, other: date) -> int:
    """How many days lie between two dates."""
    return abs((one - other) // timedelta(1))
