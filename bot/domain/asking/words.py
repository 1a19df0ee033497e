"""The words of a question: tidied, cut into words, and reduced to what two forms of one share."""

import re
from functools import lru_cache
from unicodedata import category, normalize

MOST_ASKED = 400
"""How much of a question is read, in characters; of a longer text the sentences that ask."""

_MARKS = re.compile(r"<(?:@[!&]?|#|a?:\w{1,32}:|/[\w -]{1,60}:|t:)\d+(?::\w)?>|https?://\S+")
_MARKDOWN = re.compile(r"[*_~`|\\<>\[\]{}#\"“”„«»]+")
_SENTENCE = re.compile(r"[^.?!？。\n]+[.?!？。\n]*")
_WORD = re.compile(r"(?=[^\W_]*\d)[^\W_]+(?:[.,]\d+)*%?|[^\W\d_]+(?:['.][^\W\d_]+)*")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")

_NUMBERS = {
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "thirty": "30",
    "sixty": "60",
}

_SHORT = (
    (r"\b(what|who|where|when|how|why|that|it|there|which)(?:'| )?s\b(?! own)", r"\1 is"),
    (r"\b(what|who|where|when|how)(?:'| )?re\b", r"\1 are"),
    (r"\b(is|are|was|were|has|have|had|do|does|did|would|could|should)n'?t\b", r"\1 not"),
    (r"\bcan'?t\b", "can not"),
    (r"\bwon't\b", "will not"),
    (r"\b(i|we|they|you)'(?:ve|d|m|ll|re)\b", r"\1"),
    (r"\bit'?s\b", "it is"),
    (r"\b(\w+)['´`]s\b", r"\1"),
    (r"\b(\w+s)['´`](?=\s|$)", r"\1"),
    (r"\b(?:pls|plz|plse|pleas)\b", "please"),
    (r"\b'?till?\b", "until"),
    (r"\bw/", "with "),
    (r"\bvs\.?\b", "versus"),
    (r"\b(?:deadln|dealine|ddl)\b", "deadline"),
)
"""What people write short -> what stands for it."""

_POLITE = re.compile(
    r"\b(?:(?:could|can|would|will) (?:you|u|someone|anyone|anybody|milepost)(?: please| kindly)? "
    r"(?:tell|show|remind|give|inform|help)(?: (?:me|us))?(?: out)?(?: with)?(?! what changed)|"
    r"(?:could|can|would|will) (?:you|u)(?: please)? (?:let|have) (?:me|us) know|"
    r"(?:please )?(?:let|have) (?:me|us) know|(?:just )?wondering(?: if| whether)?|"
    r"(?:please )?(?:remind|tell|give|inform) (?:me|us)(?! about)|"
    r"(?:do|does|did) (?:you|u|we|anyone|anybody|someone) (?:happen to )?"
    r"(?:know|remember|recall)(?: if| whether)?|"
    r"(?:i|we) (?:would|should|need|want|just need|just want|have)(?: like)? "
    r"to (?:know|find out|check|ask|understand)(?: if| whether| about)?|"
    r"is it possible to (?:know|say)|any idea(?: of)?|any chance (?:you )?(?:know)?|"
    r"remember|thank you(?: very much| so much)?|thanks(?: a lot| so much| in advance)?|"
    r"please|kindly|cheers|hello|hi there|hi|hey|good (?:morning|afternoon|evening)|dear|"
    r"milepost|quick (?:question|one)|question:|thx|ty|tks|excuse me|"
    r"sorry(?: to bother you)?|by the way|btw|"
    r"tell us|give us|show us|remind us|for us|let us)\b[,:;! ]*"
)
"""What is said out of politeness and asks nothing."""


def tidied(asked: str) -> str:
    """A question in small letters, without markup, mentions, courtesies and short forms."""
    plain = normalize("NFKC", _MARKS.sub(" ", asked))
    plain = "".join(each for each in plain if each == "\n" or category(each)[0] != "C")
    plain = _MARKDOWN.sub(" ", plain).replace("’", "'").replace("‘", "'")
    plain = re.sub(r"[‐‑‒–—−]", "-", plain).casefold()  # noqa: RUF100
    plain = _INITIALS.sub(lambda found: found[0].replace(".", ""), _asking_part(plain))
    for pattern, whole in _SHORT:
        plain = re.sub(pattern, whole, plain)
    before = ""
    while before != plain:
        before, plain = plain, _POLITE.sub(" ", plain)
    return " ".join(plain.split()).strip(" ,;:-.!?")


def _asking_part(text: str) -> str:
    """Of a text that is too long its last sentences that ask something, else its beginning."""
    if len(text) <= MOST_ASKED:
        return text
    asking = [each for each in _SENTENCE.findall(text) if each.rstrip().endswith(("?", "？"))]
    kept = ""
    for sentence in reversed(asking):
        if len(kept) + len(sentence) > MOST_ASKED:
            break
        kept = sentence + kept
    return kept or text[:MOST_ASKED]


def tokens(text: str) -> list[str]:
    """The words of a text in order, in small letters; what a dash joins is two words."""
    plain = normalize("NFKC", text).casefold()
    return _WORD.findall(_INITIALS.sub(lambda found: found[0].replace(".", ""), plain))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What the forms of an English word share, roughly: “signed”, “signing” and “signs”."""
    word = _NUMBERS.get(word, word.rstrip("%"))
    if len(word) < 4 or not word.isalpha() or not word.isascii():
        return word
    word = _singular(word)
    if word.endswith("tion") and len(word) > 8:
        return word[:-3]
    for ending, least in (("ing", 3), ("ed", 3), ("ly", 4)):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) >= least and re.search("[aeiouy]", root):
            word = root[:-1] if root[-1] == root[-2] and root[-1] not in "lsz" else root
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=8_000)
def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text."""
    return frozenset(stem(each) for each in tokens(text))


def listed(lines: str) -> list[str]:
    """The words of a long list, which is easier to read as lines than as so many strings."""
    return lines.split()


STOP = frozenset(
    stem(each)
    for each in listed(
        """
    act acts worth often short nutshell brief summary overview simply quickly please
    a about above according account actually add after against ago ahead all already
    also am an and another any anybody anyone anything anyway are area around as ask
    asked at available away base based basically be became because been before being
    below between both bit brief briefing briefly but by call called came can case
    certain clear clearly come comes coming concern concerning concerned confirm
    confirmed contain contained contains content could count covered cover covering
    covers current currently date dated dates day days deal deals agreement agreements
    accord accords pact pacts arrangement arrangements instrument instruments treaty
    treaties document documents deadline deadlines detail details did different do does
    doing done down due during each either else ever every everybody everyone everything
    exact exactly exist existing exists expect expected explain far fact few figure find
    first follow following for form formally from fully further gather gave get gets
    getting give given gives go goes going gone good got had happen happened happening
    happens has have having he hear heard help her here hers him his hold how however i
    idea if important in include included includes including inform into involve
    involved involves is it its itself just keep keeps kind know knowing known knows
    last lately later latest least left legally let like likely list listed little long
    look looking looks lot main mainly make makes many matter may maybe me mean means
    mention mentioned mentions might mine moment more most much must my name near need
    needed needs never new next nobody none nor not nothing now of off official
    officially ok okay on once one only onto or originally other others our ours out
    over own part particular people per perhaps person piece place please point points
    possible precisely present presently put question quite rather read ready real
    really recent recently record recorded records regard regarding regards relate
    related relating remain remaining remains respect right run running said same say
    saying says schedule scheduled see seem seen set several shall she should show shows
    side sides since situation so some somebody someone something soon sort specific
    specifically stand standing stands state stated states status step steps still stuff
    subject such summarise summarize summary supposed sure take taken takes taking tell
    term terms than that the their them then there these they thing things think this
    those thought through thus time times to today together told too topic total track
    tracked tracking true try turn under underlying understand unless until up upcoming
    update updates upon us use used using various very via view want wanted was way we
    well went were what whatever when whenever where whether which while who whoever
    whole whom whose why will with within without word words work works would wrong year
    years yes yet you your yours u r im ive whats whos wheres whens hows lets gonna
    wanna gotta asap btw fyi re etc eg ie vs versus please thanks thank hi hello hey
    dear sir madam minister boss team desk guys folks kindly sorry roughly approximately
    about around estimated allegedly apparently supposedly finally eventually ultimately
    actual overall general generally normally usually formal separate separately exact
    entire entirely month months week weeks hour hours minute moment decide decided
    regime deliver delivered delivery commit commitment commitments committed promise
    promised promises provision provisions does doing mentioned agree agreed agrees
    agreeing want wants intend intends intended country countries government governments
    party parties nation nations anywhere nearest closest milestone milestones event
    events history info information
    """
    )
)
"""Words that ask or join and name nothing of their own."""

WEAK = frozenset(
    stem(each)
    for each in listed(
        """
    start starts started starting begin begins began beginning end ends ended ending
    open opens close closes finish held hold place kick launch effect law legal rule
    rules again back expire expires expired expiry expiration lapse lapses lapsed text texts
    enter enters entered entering entry flow flows flowing arrive arrives
    arrived roll transfer disburse disbursed wire perform execute executed implement implemented
    materialise materialize realise fulfil fulfill fulfilled honour honor complied comply
    respected achieve achieved produce replace oblige lead leading issue issued came collect
    allow require provide apply applies create establish affect cause reach continue
    proceed join receive send bring set put pull lift sits visit visited attend attended
    treat opened carry carried supply chain chains fall hand handed rule ruled good side
    sides role head heads fast accelerate impose imposed host hosts own owns yet plan
    plans planned article section clause clauses decision announcement measure measures
    joint process us usa american america bilateral international official minister
    ministry president
    """
    )
)
"""Words that help to tell things apart and that nobody asks about alone."""
