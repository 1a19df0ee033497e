"""Nature: whether a text carries or reports an agreement between states, or something else."""

import re
from collections.abc import Sequence
from datetime import date

from bot.domain.drafts.actors import Actor, Naming
from bot.domain.drafts.forms import Form
from bot.domain.drafts.genres import INSTRUMENT, NEWS, ORDER, STATEMENT, Genre
from bot.domain.drafts.sentences import Sentence
from bot.domain.drafts.values import Quote

_DEAL = re.compile(
    r"\b(?:agreements?|treat(?:y|ies)|conventions?|protocols?|memorand(?:um|a)|mous?|frameworks?|"
    r"accords?|pacts?|deals?|cease-?fires?|truces?|armistice|joint (?:\w+ )?(?:statement|"
    r"declaration)|partnership|arrangement|declaration|cessation of hostilities|alliance|"
    r"humanitarian pause|agreed?|prisoner exchange|hostages?|roadmap)\b"
    r"|協定|条約|合意|で一致|停戦|休戦|戦闘休止|枠組み|覚書|共同声明|共同宣言|交換公文|書簡の交換|"
    r"公文の交換|署名|協議|交渉"
    r"|パートナーシップ|协定|协议|協議|停火|休戰|休战|談判|谈判|關稅|关税|貿易|贸易|"
    r"双方(?:承诺|同意|将|决定)|備忘錄|备忘录|聯合聲明|联合声明|條約|条约|协约|"
    r"共识|会谈"
    r"|verdrag|overeenkomst|akkoord|abkommen|vereinbarung|verhandlung|friedensplan\w*|vertrag|"
    r"waffenruhe|"
    r"waffenstillstand|traité|\baccords?\b|alliance|charte|cessez-le-feu|trêve|acuerdo|tratado|"
    r"convenio|tregua|alto el fuego|cese al fuego|alianza|accordo|trattato|intesa|acordo|"
    r"cessar-fogo|memorándum|memorando|absichtserklärung|bestand|wapenstilstand|협정|합의|휴전|"
    r"협약|협상|समझौत|संधि|युद्धविराम|соглашени|договор|программ\w+ |convenção|перемири|"
    r"меморандум|اتفاق|هدنة|معاهدة|"
    r"مذكرة|umowa|umow|porozumieni|anlaşma|mutabakat|ateşkes|perjanjian|kesepakatan|avtal",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:sign(?:ed|s|ing)?|ink(?:ed|s)|agree(?:d|s|ment to)?|reach(?:ed|es)?|conclu(?:ded|"
    r"des|sion)|"
    r"struck|strikes?|seal(?:ed|s)|announc(?:ed|es|ing)|initial+ed|extend(?:ed|s)?|took effect|"
    r"takes effect|takes? hold|came into|comes into|went into effect|begins?|"
    r"began|exchang(?:ed|es)|clinch\w*|secur(?:ed|es)|back(?:ed|s)|endors\w+|"
    r"unveil(?:ed|s)?|ratif(?:ied|y|ies)|adopt(?:ed|s)|finali[sz]ed?|brokered|holds?|welcom\w+|"
    r"renew(?:ed|s|al)?|accept(?:ed|s)?|launch(?:ed)?|committed|commits|sign a|close[sd]?|"
    r"implement\w*|suspend\w*|denounc\w*|continu\w*|between)\b"
    r"|署名|調印|合意|締結|発効|延長|交換|採択|妥結|成立|目指|発表|決定|更新|見直|一致"
    r"|签署|簽署|达成|達成|生效|延长|延長|宣布|同意|签订|簽訂|承诺"
    r"|unterzeichn|vereinbar|geeinigt|einig(?:en|ten)|geschlossen|schließ|abschlu|ondertekend?|"
    r"gesloten|bereik|sluiten|sign[eé]|conclu|convenu|adopt|firm[aóo]|acord|suscri[bt]|alcanz|"
    r"anunci|pact|firmat|raggiun|assin|fecha[mr]|체결|서명|합의|타결|हस्ताक्षर|सहमत|подпис|"
    r"договорил|заключи|соглас|وقع|توصل|توقيع|أعلن|podpisa|zawar|imzala|menandatangani",
    re.IGNORECASE,
)
_UNMADE = re.compile(
    r"\b(?:fail(?:s|ed|ure)?|collaps\w+|reject(?:s|ed)?|refus\w+|no deal|"
    r"no agreement|without (?:a |an )?"
    r"(?:deal|agreement|accord)|break ?down|broke down|breaks down|stall\w*|deadlock\w*|ultimatum|"
    r"threat\w*|demand\w*|warn\w*|walk(?:s|ed) out|call(?:s|ed)? off|scrap\w*|impasse|inconclusive|"
    r"offers?|proposes?|proposal|urges?|calls? for|seeks?|hopes?|mulls?|considers?|(?-i:may)|could|"
    r"would|rules? out|postpon\w+)\b"
    r"|決裂|物別れ|至らず|至らな|折り合わ|合意できず|まとまらず|見送り|不調|最後通牒|要求|"
    r"拒否|提案|破裂|最后通牒",
    re.IGNORECASE,
)
_DONE_DEAL = re.compile(
    r"\b(?:signed|inked|agreed|reached|struck|concluded|sealed|initial+ed|ratified)\b"
    r"(?![^.;,]{0,40}\b(?:to|would) (?:reject|consider|talk))(?![^.]*\b(?:collaps|reject|fail)\w*)",
    re.IGNORECASE,
)
_OTHER_MATTER = re.compile(
    r"\b(?:rugby|football|soccer|cricket|basketball|tournaments?|finals|broadcasters?|coach|"
    r"elections?|polls?|voters?|champions?|championships?|league|film|award\w*|acquir\w+|"
    r"acquisition|merger|takeover|shareholders?|stock|investors?|profits?|employees?|workers?|"
    r"(?:labou?r|trade|teachers?['’]?|workers['’]?) unions?|the union|strikers?|wages?|salar\w+|"
    r"pay rise|labou?r contract|collective bargaining|plaintiff|lawsuit|sues?|murder|convicted|"
    r"earthquake|hurricane|dies|died|obituary|transfer window|album|concert|box office|startup|ceo|"
    r"manufacturer|retailer|subsidiary|bankrupt\w*|airline|coalition agreement|coalition talks|"
    r"mayor|city council|university|pupils?|schools?|students?|anniversary)\b"
    r"|選挙|株価|買収|合併|労組|賃上げ|裁判|優勝|決算|選舉|收购|收購|罢工|公司|\belecciones\b|"
    r"\bélections?\b|"
    r"\bwahl(?:en)?\b|tarifvertrag|gewerkschaft|syndicat|sindicato|vakbond|\bcao\b",
    re.IGNORECASE,
)
_LOOKING_BACK = re.compile(
    r"\b(?:(?:year|week|month|decade) in review|looking back|timeline|explainer|a history of|"
    r"history of|what to know|things to know|opinion|editorial|newsletter|obituary)\b|"
    r"社説|年表|回顧|振り返る|まとめ$",
    re.IGNORECASE,
)
"""The title of a text that tells again what was made before."""
_COMPANY = re.compile(
    r"\b(?:inc|ltd|llc|corp|corporation|gmbh|plc|s\.a|n\.v|b\.v|company|companies|firm|"
    r"buyer|seller|supplier|licensee|licensor|lessee|lessor|distributor|employer|employee|tenant|"
    r"landlord|shareholder|borrower|franchisee|subsidiary|manufacturer|enterprise|union|workers|"
    r"employees|airline|club)s?\b",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"\b(?:contracting (?:parties|states)|states parties|high contracting|the governments? of|"
    r"ratification|each party shall|depositary|plenipotentiar\w+|member states|signatories|"
    r"conference of the parties|"
    r"(?:calls (?:on|upon)|invites|requests|urges|encourages) (?:all )?parties)\b"
    r"|締約国|両政府|批准",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(r"\bannouncement\b|公告|告示", re.IGNORECASE)
_TRADE = re.compile(
    r"\b(?:exports?|imports?|tariffs?|duties|sanctions|licen[cs]\w+)\b|出口|进口|進口|輸出|"
    r"輸入|関税|关税|關稅|暂停|暫停",
    re.IGNORECASE,
)
_UNIONS = frozenset({"OPEC", "ASEAN", "AFRICANUNION", "MERCOSUR", "GCC", "ECOWAS", "EFTA"})
_TRUCE = re.compile(
    r"cease-?fire|truce|cessation of hostilities|humanitarian pause|停戦|休戦|停火", re.IGNORECASE
)
_TOGETHER = re.compile(
    r"\b(?:both|the two) (?:countries|sides|leaders|governments|nations)\b|\bwe\b|双方|两国|"
    r"兩國|両国|両首脳",
    re.IGNORECASE,
)
_LEAD = 10
_FIRST = 3
_ENOUGH = 2.0
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def is_agreement(  # noqa: PLR0917 - a step of one flow, each fact by its name
    title: Quote | None,
    form: Form,
    genre: Genre,
    sentences: Sequence[Sentence],
    actors: Sequence[Actor],
    parties: Sequence[str],
    written_on: date | None,
) -> bool:
    """Whether the text is an agreement of states or armed parties, or news that one was made.

    Deals of companies, labour contracts, elections, rules of one country, ultimatums, offers and
    talks that failed are none; nor is a text that names an agreement only as background.
    """
    words = title.words if title else ""
    if genre is INSTRUMENT:
        return _instrument(sentences, actors, parties)
    if genre is ORDER and _TRADE.search(words + _head(sentences)) and _ANNOUNCED.search(words):
        return True
    if genre is ORDER:
        return len(parties) > 1 and bool(_DEAL.search(words) or _DEAL.search(_head(sentences)))
    if form.name == "joint_statement" and genre is STATEMENT and parties:
        return True
    score = _title_score(words, title, actors) + _lead_score(sentences, actors, written_on)
    if genre is not NEWS and (_DEAL.search(words) or form.name == "joint_statement"):
        score += 1
    if genre is STATEMENT and len(parties) > 1 and not _UNMADE.search(words):
        score += 2 if _TOGETHER.search(_head(sentences)) else 1
    return score >= _ENOUGH and bool(parties)


def _head(sentences: Sequence[Sentence]) -> str:
    return " ".join(sentence.words for sentence in sentences[:_LEAD])


def _instrument(
    sentences: Sequence[Sentence], actors: Sequence[Actor], parties: Sequence[str]
) -> bool:
    """Whether an instrument is one of states: companies have their own."""
    text = " ".join(sentence.words for sentence in sentences[:400])
    companies, states = len(_COMPANY.findall(text)), len(_STATES.findall(text))
    named = sum(actor.naming is not Naming.SEAT for actor in actors)
    if companies > 3 * (states + named) + 3 or (companies > 2 * states + 2 and not parties):
        return False
    return states + named > 0


def _title_score(words: str, title: Quote | None, actors: Sequence[Actor]) -> float:
    score = 0.0
    inside = {actor.code for actor in actors if title and title.start <= actor.start < title.end}
    if _DEAL.search(words):
        score += 1.5 if inside else 1.0
        score += 0.5 if len(inside) > 1 or _REACHED.search(words) else 0
    elif len(inside) > 1 and _REACHED.search(words):
        score += 1.0
    if _UNMADE.search(words):
        score -= 1.5
    if _OTHER_MATTER.search(words):
        score -= 1.5
    if _LOOKING_BACK.search(words):
        score -= 3.0
    return score


def _is_past(words: str, written_on: date | None) -> bool:
    """Whether a sentence names years, and all of them lie well before the text."""
    years = [int(year) for year in _YEAR.findall(words)]
    return written_on is not None and bool(years) and max(years) < written_on.year - 1


def _lead_score(
    sentences: Sequence[Sentence], actors: Sequence[Actor], written_on: date | None
) -> float:
    """What the first sentences say, and what the rest adds: two actors, a deal, and that it was."""
    score, place, other = 0.0, 0, 0
    for number, sentence in enumerate(sentences):
        while place < len(actors) and actors[place].start < sentence.start:
            place += 1
        stop = place
        while stop < len(actors) and actors[stop].start < sentence.end:
            stop += 1
        other += number < _FIRST and _OTHER_MATTER.search(sentence.words) is not None
        if _is_past(sentence.words, written_on):
            continue
        codes = {each.code for each in actors[place:stop] if each.naming is not Naming.SEAT}
        several = bool(_TRUCE.search(sentence.words)) or bool(codes & _UNIONS)
        if len(codes) + several < 2 or not _DEAL.search(sentence.words):
            continue
        if _COMPANY.search(sentence.words) and not re.search(
            r"government|minister", sentence.words, re.I
        ):
            continue
        made = _REACHED.search(sentence.words) is not None
        worth = (2.0 if number < _LEAD else 0.5) if made else 0.3
        unmade = _UNMADE.search(sentence.words) and not _DONE_DEAL.search(sentence.words)
        score += worth * (0.6 if unmade else 1.0)
    return min(score, 3.0) - other * 0.5
