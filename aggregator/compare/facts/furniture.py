"""Furniture: what stands in an article's text but tells nothing of the event.

Captions with their credits, bylines, links to other stories, calls to subscribe, embedded posts of social
networks, headings and time stamps. They stay in the article as it is shown; only no fact is made of them.
The words that give them away are in ``lexicons/furniture.csv``: at the start, at the end, or (credits)
anywhere. Other signs need no words: links, signatures of posts, lines set as headings, names without a verb,
and questions. A credit or a signature at the end of a short paragraph tells that all of it is a caption or a
post; a short line that stands alone, without an end mark among paragraphs that have one, is a heading or a
link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from aggregator import lexicons
from aggregator.compare.language.pasted import without_pasted
from aggregator.types import Article, Sentence, Span

_NETWORK_LINK = r"(?:pic\.twitter\.com|https?://t\.co)/\w"
_HANDLE_AND_DAY = r"\(@\w+\)\s+(?:[^\W\d_]+\.? \d|\d{1,2}\.? [^\W\d_])"
_POSTED = re.compile(rf"{_NETWORK_LINK}|{_HANDLE_AND_DAY}|^\W*@\w+")
"""A link that only a network makes, or what stands under a post: a name, a handle, a day."""
_POST_ENDS = re.compile(rf"(?:{_NETWORK_LINK}+|{_HANDLE_AND_DAY}.{{0,20}})\W*$")
_LINK = re.compile(r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]+\.\w+")
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
_LINE = 12
"""Words of the longest line that is a heading for want of an end mark."""
_CLOSED = 700
"""Characters of the longest paragraph that is none of the story for the credit or signature at its end."""
_BULLET = re.compile(r"[^\w\"'“”„«‘’(\[]")


def furniture(article: Article, sentences: Sequence[Sentence]) -> set[Span]:
    """The sentences of an article that are furniture, by themselves or by where they stand."""
    paragraphs = [list(group) for _, group in groupby(sentences, key=lambda one: one.paragraph)]
    found = set()
    for paragraph in paragraphs:
        alone = {one.span for one in paragraph if is_furniture(without_pasted(one.text), article.lang)}
        found |= {one.span for one in paragraph} if _is_closed(paragraph, article.lang) else alone
    return found | set(_lines_alone(paragraphs))


def _is_closed(paragraph: Sequence[Sentence], lang: str) -> bool:
    """Whether a paragraph ends with the credit of a picture or the signature of a post."""
    last = " ".join(paragraph[-1].text.split())
    if paragraph[-1].span.end - paragraph[0].span.start > _CLOSED:
        return False
    return bool(_POST_ENDS.search(last)) or (_has_names_alone(last) and bool(_credits(lang).search(last)))


def _has_names_alone(line: str) -> bool:
    return not any(word[0].islower() for word in _WORD.findall(line) if len(word) >= _LONG)


def _lines_alone(paragraphs: Sequence[Sequence[Sentence]]) -> Iterator[Span]:
    """Short lines without an end mark that others follow, where most paragraphs have one."""
    ended = [bool(_ENDED.search(paragraph[-1].text)) for paragraph in paragraphs]
    if 2 * sum(ended) < len(ended):
        return
    for paragraph, has_end in zip(paragraphs[:-1], ended, strict=False):
        line = paragraph[0]
        short = len(paragraph) == 1 and len(_WORD.findall(line.text)) <= _LINE
        if short and not has_end and line.text[-1] != "," and not _BULLET.match(line.text):
            yield line.span


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
    return cased and len(long) <= _LABEL and _has_names_alone(line)


@cache
def _phrases(lang: str) -> re.Pattern[str]:
    """The phrases of one language, and credits."""
    start, end = _any_of(lang, "start"), _any_of(lang, "end")
    return re.compile(
        rf"^[^\w©]*(?:{start})(?:(?<=:)|(?!\w))|(?<!\w)(?:{end})\W*$|{_credits(lang).pattern}", re.IGNORECASE
    )


@cache
def _credits(lang: str) -> re.Pattern[str]:
    """What credits a picture, and agencies beside a slash ("Ann Lee/Reuters", "AP Photo/Ann Lee")."""
    agencies = lexicons.any_of(lexicons.forms("agency_credits", kind="name"))
    return re.compile(
        rf"(?<!\w)(?:{_any_of(lang, 'credit')})(?!\w)|\w/\s?(?-i:{agencies})(?!\w)|^\W*(?:{agencies})/\w",
        re.IGNORECASE,
    )


def _any_of(lang: str, place: str) -> str:
    """Any phrase of one place; ``#`` in it stands for a digit."""
    return lexicons.any_of(lexicons.forms("furniture", lang=lang, place=place), **{"#": r"\d"})
