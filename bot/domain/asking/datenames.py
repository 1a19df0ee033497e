"""Dates in a question that are names: “the October rules”, “why 28 April and not 27 April?”."""

import re
from collections.abc import Sequence

from bot.domain.asking import places
from bot.domain.asking.tables import listed
from bot.domain.asking.words import stem, stop_words

MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
"""The beginnings of the months' names."""

_DAY_OF = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{MONTH})\w*|(?:{MONTH})\w* \d{{1,2}})"
_DATE_NAME = re.compile(
    rf"(?:(?P<lead>[a-z]+) )??(?P<the>the )?(?:{_DAY_OF}(?:,? 20\d\d)?"
    rf"|(?:{MONTH})\w*(?:,? 20\d\d)?|20\d\d)"
)
_NOT_DAY = re.compile(
    rf"\b(?:not|nor|rather than|instead of) (?:on |by )?(?:the )?"
    rf"(?:{_DAY_OF}|\d{{1,2}}(?:st|nd|rd|th)?(?! \w*(?:day|week|month|year|illion)))(?: 20\d\d)?\b"
)


def without_denied(text: str) -> str:
    """A question without the dates that it says are not meant: “and not 27 April”."""
    return _NOT_DAY.sub(" ", text)


def is_name(said: str, after: Sequence[str]) -> bool:
    """Whether a date is part of a name, as in “the 9 October measures”.

    In “in October China” it is a time: what comes after “in” without “the” names no thing.
    """
    named = _DATE_NAME.fullmatch(said)
    if named is None or (named["lead"] and not named["the"]):
        return False
    following = [each.strip(" ,.?") for each in after[:3]]
    if following and following[0] == "re":
        following = following[1:]
    if not following or after[0].startswith(","):
        return False
    root, place = stem(following[0]), following[0]
    if place in ("one", "ones"):
        return False
    both = " ".join(following[:2])
    is_place = any(places.state_called(each) or places.seat_called(each) for each in (place, both))
    if re.match(r"(?:[a-z]+ )*\d{1,2}\b", said) and _is_agreement(root):
        return True
    return _is_noun(root) and not is_place


def dated_words(words: Sequence[str]) -> dict[int, tuple[str, bool]]:
    """The places of words that are part of a date: each with its name, and whether it tells much.

    “oct” is “october”. A month tells what is meant in “the October rules” and “the rules of
    October”. Units of time, and days named by where they lie from today, name nothing: “”.
    """
    months = {
        place: name
        for place, each in enumerate(words)
        if (name := _month(each)) and (name != "may" or _beside_number(words, place))
    }
    found: dict[int, tuple[str, bool]] = {}
    for place, each in enumerate(words):
        beside = {place - 1, place + 1} & months.keys()
        if place in months:
            found[place] = (months[place], _names_thing(words, place))
        elif each in listed("times", "calendar") or stem(each) in listed("times", "calendar"):
            found[place] = ("", False)
        elif re.fullmatch(r"20\d\d", each):
            found[place] = (each, any(_names_thing(words, other) for other in beside))
        elif beside and re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", each):
            found[place] = (each, False)
    return found


def _is_noun(root: str) -> bool:
    return root != "" and root not in stop_words()


def _is_agreement(root: str) -> bool:
    """Whether a word is a general name of agreements: “the 4 February accords”."""
    return root in {stem(each) for each in listed("words", "agreements")}


def _names_thing(words: Sequence[str], place: int) -> bool:
    """Whether the month at a place stands before a noun or after “of”."""
    before = [each for each in words[max(0, place - 2) : place] if not each[0].isdigit()]
    after = [each for each in words[place + 1 : place + 4] if not each[0].isdigit()]
    after = after[1:] if after[:1] == ["re"] else after
    root = stem(after[0]) if after else ""
    noun = _is_noun(root) and root not in listed("times", "calendar")
    return noun or before[-1:] == ["of"]


def _beside_number(words: Sequence[str], place: int) -> bool:
    return any(each[0].isdigit() for each in words[max(0, place - 1) : place + 2])


def _month(word: str) -> str:
    """The whole name of a month, of which at least three letters are given; else nothing."""
    names = listed("times", "months")
    return next((each for each in names if len(word) > 2 and each.startswith(word)), "")
