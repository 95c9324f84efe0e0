"""Furniture: what stands in an article's text but tells nothing of the event.

Captions with their credits, bylines, links to other stories, calls to subscribe, embedded posts of social
networks, headings and time stamps. They stay in the article as it is shown; only no fact is made of them.
The words that give them away are in ``lexicons/furniture.csv``: at the start, at the end, or (credits)
anywhere. Other signs need no words: links, signatures of posts, lines set as headings, names without a verb,
and questions.
"""

from __future__ import annotations

import re
from functools import cache

from aggregator import lexicons

_POSTED = re.compile(
    r"(?:pic\.twitter\.com|https?://t\.co)/\w|\(@\w+\)\s+(?:[^\W\d_]+\.? \d|\d{1,2}\.? [^\W\d_])|^\W*@\w+"
)
"""A link that only a network makes, or what stands under a post: a name, a handle, a day."""
_LINK = re.compile(r"https?://\S+|www\.\S+")
_SIGNATURE = re.compile(r"[—–-]\s*(?:[^\W\d_a-z][\w.’'-]*\s*){1,5}")
_ENDED = re.compile(r"[.!?…:;]['\"”’“»)\]]*$")
_QUESTION = re.compile(r"[?？؟][\"'”’“»)\]]*$")
"""A question asks for a fact and states none."""
_ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]](?=.)")
"""A bracket that something follows: a credit in it belongs to the picture before, not to the sentence."""
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)*")
_HEADING = 4
"""Words from which a line without an end mark can be told to be set as a heading."""
_LONG = 4
"""Letters from which a word of a heading begins with a capital."""
_LABEL = 5
"""Longer words that a name with its office or a place has at most."""
_MOST = 0.75


def is_furniture(text: str, lang: str) -> bool:
    """Whether a sentence is furniture; in a language without a list, by the signs that need no words."""
    line = " ".join(text.split())
    return bool(
        _POSTED.search(line)
        or _SIGNATURE.fullmatch(line)
        or _is_link(line)
        or _is_heading(line)
        or _is_label(line)
        or _QUESTION.search(line)
        or _phrases(lang).search(_ASIDE.sub(" ", line).strip())
    )


def _is_link(line: str) -> bool:
    """Whether a line is little more than an address."""
    return bool(_LINK.search(line)) and len(_WORD.findall(_LINK.sub("", line))) < 2 * _HEADING


def _is_heading(line: str) -> bool:
    """Whether a line ends without a mark and its longer words begin with capitals."""
    words = _WORD.findall(line)
    long = [word for word in words if len(word) >= _LONG]
    capitals = sum(word[0].isupper() for word in long)
    return not _ENDED.search(line) and len(words) >= _HEADING and capitals >= _MOST * max(len(long), 1)


def _is_label(line: str) -> bool:
    """Whether nothing longer than "of" is printed small: a place, a time, a name with its office, a shout.

    A long line in capitals is a sentence of an outlet that prints all of them so.
    """
    long = [word for word in _WORD.findall(line) if len(word) >= _LONG]
    cased = any(letter.isupper() for letter in line)
    return cased and len(long) <= _LABEL and not any(word[0].islower() for word in long)


@cache
def _phrases(lang: str) -> re.Pattern[str]:
    """The phrases of one language, and agencies beside a slash ("Ann Lee/Reuters", "AP Photo/Ann Lee")."""
    places = {place: _any_of(lang, place) for place in ("start", "end", "credit")}
    agencies = lexicons.any_of(lexicons.forms("agency_credits", kind="name"))
    return re.compile(
        rf"^[^\w©]*(?:{places['start']})(?!\w)|(?<!\w)(?:{places['end']})\W*$|(?<!\w)(?:{places['credit']})(?!\w)"
        rf"|\w/\s?(?-i:{agencies})(?!\w)|^(?:{agencies})/\w",
        re.IGNORECASE,
    )


def _any_of(lang: str, place: str) -> str:
    """Any phrase of one place; ``#`` in it stands for a digit."""
    return lexicons.any_of(lexicons.forms("furniture", lang=lang, place=place), **{"#": r"\d"})
