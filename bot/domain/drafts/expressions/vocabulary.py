"""The words of English time, as parts of patterns over a text in lower case."""

from bot.domain.dates.grammar.month_names import MONTHS, WEEKDAYS

MONTH = (
    r"(?:january|february|march|april|june|july|august|september|october|november|december|may"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?![a-z]))(?:\.(?=[ ,]{0,2}\d))?"
    r"(?![a-z])"
)
MONTH_WORDS = frozenset(MONTHS)
WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)\b\.?(?=,? ))(?![a-z])"
)
WEEKDAY_WORDS = frozenset(WEEKDAYS) | {"tues", "thurs"}
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
SEASON = r"(?:spring|summer|fall|autumn|winter)"
YEAR = r"(?:1[0-9]\d\d|20\d\d)(?![\d%])"

CLOCK_UNITS = {"second": "S", "minute": "M", "hour": "H"}
UNITS = {
    **CLOCK_UNITS,
    "sec": "S",
    "min": "M",
    "day": "D",
    "night": "D",
    "week": "W",
    "fortnight": "F",
    "month": "M",
    "quarter": "Q",
    "semester": "S",
    "season": "SEASON",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "centurie": "CE",
    "millennium": "ML",
    "weekend": "WE",
}
"""What TIMEX3 calls each unit; minutes and hours stand after a T."""
LENGTH = (
    r"(?:(?:business|working|calendar|trading|consecutive|full|whole|successive|straight|fiscal"
    r"|contract|banking|clear|complete|solid|long|crucial|additional|further|more|other"
    r"|financial|academic|school) )?"
    r"(?:seconds?|minutes?|hours?|days?|nights?|weekends?|weeks?|fortnights?|months?|quarters?"
    r"|years?|decades?|century|centuries|millennia|millennium)(?![a-z])"
)
"""A unit in which lengths are counted, with the word that narrows it."""
PART_OF_DAY = r"(?:(?:mid-?)?morning|(?:mid-?)?afternoon|evening|night|noon|midnight|dawn|dusk)"
PARTS_OF_DAY = {
    "morning": "MO",
    "dawn": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "dusk": "EV",
    "night": "NI",
    "noon": "12:00",
    "midnight": "24:00",
}
PART = (
    r"(?:(?:early|late|mid|earlier|later)(?: in)?[ -]"
    r"|the (?:very )?(?:beginning|start|middle|end|close|early part|latter part|turn) of )"
)
"""The part of a span that is meant."""
PART_WORDS = frozenset({"early", "late", "mid", "earlier", "later", "the"})
_PARTS = {
    **dict.fromkeys(("early", "earlier", "beginning", "start", "turn"), "START"),
    **dict.fromkeys(("mid", "middle"), "MID"),
    **dict.fromkeys(("late", "later", "end", "close", "latter"), "END"),
}
ABOUT = (
    r"(?:(?:about|around|approximately|roughly|circa|some|nearly|almost|at least|not less than"
    r"|no less than|no fewer than|a minimum of|at most|not more than|no more than|no longer than"
    r"|not longer than|up to|a maximum of|as (?:long|much|many|little|few) as|more than|over"
    r"|just over|well over|longer than|less than|fewer than|just under|under) )(?!the |an? "
    r"(?:about|early))"
)
ABOUT_WORDS = frozenset(
    [
        "about",
        "around",
        "approximately",
        "roughly",
        "circa",
        "some",
        "nearly",
        "almost",
        "at",
        "not",
        "no",
        "a",
        "up",
        "as",
        "more",
        "over",
        "just",
        "well",
        "longer",
        "less",
        "fewer",
        "under",
    ]
)
_ABOUT = {
    **dict.fromkeys(("about", "around", "approximately", "roughly", "circa", "some"), "APPROX"),
    **dict.fromkeys(("nearly", "almost", "less than", "fewer than", "under"), "LESS_THAN"),
    **dict.fromkeys(("just under",), "LESS_THAN"),
    **dict.fromkeys(("more than", "over", "just over", "well over", "longer than"), "MORE_THAN"),
    **dict.fromkeys(("at least", "not less than", "no less than"), "EQUAL_OR_MORE"),
    **dict.fromkeys(("no fewer than", "a minimum of"), "EQUAL_OR_MORE"),
    **dict.fromkeys(("at most", "not more than", "no more than"), "EQUAL_OR_LESS"),
    **dict.fromkeys(("no longer than", "not longer than", "up to"), "EQUAL_OR_LESS"),
    **dict.fromkeys(("a maximum of",), "EQUAL_OR_LESS"),
}


def month_of(word: str) -> int:
    """The number of the month that `word` names, long or short."""
    return MONTHS[word.rstrip(".")]


def weekday_of(word: str) -> int:
    """The number of the weekday that `word` names, Monday 0."""
    plain = word.rstrip(".")
    return WEEKDAYS.get(plain, WEEKDAYS.get(plain[:3], 0))


def part_of(words: str | None) -> str:
    """START, MID or END, where `words` narrow a span so; empty where they do not."""
    for word in (words or "").replace("-", " ").split():
        if word in _PARTS:
            return _PARTS[word]
    return ""


def about_of(words: str | None) -> str:
    """How exact a length is by the `words` before it, such as MORE_THAN; empty if exact."""
    return _ABOUT.get((words or "").strip(), "")
