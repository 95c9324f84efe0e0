"""Numerals in running text: digits, number words and scales of one language.

Digits follow the language's marks ("1,640" is 1640 in English, 1.64 in German) unless the grouping shows
otherwise. A numeral is left alone where it is a name ("F-16", "Line 4"), an ordinal, or longer than a
float can hold exactly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from aggregator import lexicons
from aggregator.compare.quantities import number_words, spelled
from aggregator.compare.quantities.number_words import NumberWords, Numeral, Token, scaled

LONGEST = 15
"""Digits that a float holds exactly."""
LARGEST = 1e24
"""No quantity that is printed comes near it; "trillion trillion trillion …" would go on to infinity."""
_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
    rf"|{_LETTER}+(?:['’]{_LETTER}+)*"
)
_SCORE_BEFORE = re.compile(r"(?<![\d.,])(\d{1,3})[-–]$")
_SCORE_AFTER = re.compile(r"[-–](\d{1,3})(?![\d.,%/]*[\d%])")
_NAME_BEFORE = re.compile(rf"{_LETTER}[-‑–.]?$|\d[.,:/]$|#$|\^$|\*\*$")
_AFTER = re.compile(
    r"(?:st|nd|rd|th|s|er|e|re|ème|º|ª)\b|[.,:/]\d"
    r"|\^|\*\*|e[+-]?\d|\s?[×x·]\s?10(?:\^|\*\*|[⁰¹²³⁴-⁹])",  # powers are left as printed
    re.IGNORECASE,
)
_ORDINAL = {"pl": re.compile(r"\d+\.\s[a-zà-ž]"), "de": re.compile(r"\d{1,2}\.\s[^\W\d_]")}
"""A full stop makes an ordinal of digits: "1500. rocznica", "am 21. Spieltag"."""
_MIXED = re.compile(r"[\s-](1)/([234])(?!\w|[/.,]\d)")
_EITHER_MARK = frozenset({"es"})
"""Languages whose countries part thousands by different marks: "1,834" is decimal in Madrid, not in Lima."""
_LINK = re.compile(r"\b(?:https?://|www\.|[a-z][\w-]{0,40}\.[a-z]{2,4}/)\S+|\bIP:?\s\d\S+")
_PHONE = re.compile(
    r"(?<![\w.,])(?:\+\d{1,3}(?:[\s.()/-]{1,2}\d{1,5}){2,}|(?=(?:\d[\s/-]?){9})0\d{1,4}[\s/-]\d{2,}(?:[\s-]\d{2,})*"
    r"|(?:\(\d{3}\)\s?|\d{3}[\s.])\d{3}-\d{4}|(?=(?:\d[-.]?){9,15}(?!\w))\d{1,4}(?:-\d{2,5}|\.\d{2,5}){2,})(?![\w%])"
)
"""Numbers that one calls: +48 22 555 01 90, 020 7946 0958, 1-800-555-0199."""
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_MARKER = re.compile(r"\)(?!\w)")
_BRACKET = 200
"""Characters before a number in which its bracket opens; more would make a row of numbers quadratic."""
_SCORE_IN_WORDS = re.compile(r"-to-\w")
_LISTED = re.compile(r"\W*\d{1,3}\s?(?:[.)/]\s|[.)/]?$)")
"""The number of a line in a list ("5/ They now want …"), which counts nothing."""
_IN_COMPOUND = re.compile(rf"{_LETTER}-$")


def find(text: str, lang: str) -> list[Numeral]:
    """The numerals in order; a language without a list of words is read by its digits alone."""
    words = number_words.of(lang)
    text = _LINK.sub(_blank, text)
    text = _PHONE.sub(
        lambda found: found.group() if _THOUSANDS.fullmatch(found.group()) else _blank(found), text
    )
    text = _gallery(lang).sub(_blank, text)
    listed = _LISTED.match(text)
    tokens = [Token(m.start(), m.end(), m.group()) for m in _tokens(text, lang)]
    tokens = [token for token in tokens if not listed or token.start >= listed.end()]
    found = []
    at = 0
    while at < len(tokens):
        numeral, after = _at(text, tokens, at, words, lang)
        if numeral is not None and numeral.scale >= 1000:
            numeral, after = _going_on(text, tokens, after, words, numeral)
        if numeral is not None and numeral.value < LARGEST:
            found.append(numeral)
        at = after
    return found


def _going_on(
    text: str, tokens: list[Token], at: int, words: NumberWords, numeral: Numeral
) -> tuple[Numeral, int]:
    """The numeral with the smaller one behind its scale: "31 mil 522", "1 mln 200 tys."."""
    goes_on = tokens[at - 1].word in words.syntax.get("goes_on", frozenset())
    if not goes_on or at == len(tokens) or not re.fullmatch(r"\d{1,3}", tokens[at].text):
        return numeral, at
    if text[numeral.end : tokens[at].start] not in {" ", "\u00a0"} or _AFTER.match(text, tokens[at].end):
        return numeral, at
    alone = Numeral(tokens[at].start, tokens[at].end, float(tokens[at].text), 1.0)
    less, after = scaled(text, tokens, at + 1, words, alone)
    if less.scale >= numeral.scale or (less.scale == 1 and numeral.scale != 1000):
        return numeral, at
    return replace(numeral, end=less.end, value=numeral.value + less.value, step=less.step), after


@cache
def _gallery(lang: str) -> re.Pattern[str]:
    """How many pictures a page shows: "Slideshow (4 Images)"."""
    return re.compile(rf"\(\d+\s(?:{lexicons.any_of(number_words.roles(lang, 'gallery'))})\)", re.IGNORECASE)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _tokens(text: str, lang: str) -> Iterator[re.Match[str]]:
    """Numbers and words; in English a plain space does not part thousands ("8 150 people" are two)."""
    at = 0
    while match := _TOKEN.search(text, at):
        if lang in {"en", ""} and " " in match.group() and not match.group().endswith(" 000"):
            match = re.compile(r"\d+").match(text, match.start()) or match
        yield match
        at = match.end()


def _at(text: str, tokens: list[Token], at: int, words: NumberWords, lang: str) -> tuple[Numeral | None, int]:
    """The numeral that begins at a token, and the token after it."""
    token = tokens[at]
    if token.text[0].isdecimal():
        return _digits(text, tokens, at, words, lang)
    word = token.word
    few = word in words.syntax.get("few", frozenset())
    bare_thousand = lang != "en" and words.scales.get(word) == 1000
    in_words = word in words.values or bare_thousand or spelled.article(tokens, at, words)
    compound = number_words.german(word) if lang == "de" else 0.0
    if not (few or in_words or compound):
        return None, at + 1
    compounded = _IN_COMPOUND.search(text, max(0, token.start - 2), token.start)
    if compounded or _is_numbered(tokens, at, words) or _SCORE_IN_WORDS.match(text, token.end):
        return None, at + 1  # one-on-one, game seven, six-to-three
    if few:
        return spelled.few(tokens, at, words)
    if in_words:
        return spelled.read(text, tokens, at, words)
    return scaled(text, tokens, at + 1, words, Numeral(token.start, token.end, compound, 1, kind="spelled"))


# --- digits --------------------------------------------------------------------------------------


def _digits(
    text: str, tokens: list[Token], at: int, words: NumberWords, lang: str
) -> tuple[Numeral | None, int]:
    token = tokens[at]
    before = text[max(0, token.start - 3) : token.start]
    glued = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].start == token.end else None
    unclear = _NAME_BEFORE.search(before) or len(re.sub(r"\D", "", token.text)) > LONGEST
    unclear = unclear or _is_marker(text, token) or _is_dialled(tokens, at, words)
    if unclear or _is_numbered(tokens, at, words) or _in_score(text, token):
        return None, at + 1
    in_words = at + 1 < len(tokens) and tokens[at + 1].word in words.scales
    value, step = _value(token.text, lang, either=lang in _EITHER_MARK and not in_words)
    numeral = Numeral(token.start, token.end, value, step)
    if glued and not glued.text[0].isalpha():  # 2½, 10²
        share = _fraction(glued.text)
        with_share = replace(numeral, end=glued.end, value=value + share)
        return scaled(text, tokens, at + 2, words, with_share) if share else (None, at + 2)
    if glued and (scale := _glued_scale(text, glued, words)):
        return replace(numeral, end=glued.end, value=value * scale, step=step * scale, scale=scale), at + 2
    if half := _MIXED.match(text, token.end):  # 5 1/2
        with_part = replace(numeral, end=half.end(), value=value + int(half[1]) / int(half[2]))
        return scaled(text, tokens, at + 3, words, with_part)
    ordinal = lang in _ORDINAL and _ORDINAL[lang].match(text, token.start)
    if ordinal or _AFTER.match(text, token.end):
        return None, at + 1
    return scaled(text, tokens, at + 1, words, numeral)


def _is_numbered(tokens: list[Token], at: int, words: NumberWords) -> bool:
    """Whether a number is the name of the thing before it: "Line 4", "game seven"."""
    return at > 0 and tokens[at - 1].word in words.syntax.get("numbered", frozenset())


def _is_marker(text: str, token: Token) -> bool:
    """Whether digits number a point of a list in a sentence: "1) listen; 2) ask"."""
    before = text[max(0, token.start - _BRACKET) : token.start]
    opened = before.rfind("(") > before.rfind(")")
    return len(token.text) < 3 and not opened and _MARKER.match(text, token.end) is not None


def _is_dialled(tokens: list[Token], at: int, words: NumberWords) -> bool:
    """Whether digits are the number of a service that is called: "911 calls", "dialled 999"."""
    if tokens[at].text not in words.syntax.get("emergency", frozenset()):
        return False
    before, after = (
        {token.word for token in tokens[max(0, at - 1) : at]},
        {t.word for t in tokens[at + 1 : at + 2]},
    )
    return bool(
        before & words.syntax.get("dialled_before", frozenset())
        or after & words.syntax.get("dialled_after", frozenset())
    )


def _in_score(text: str, token: Token) -> bool:
    """Whether digits are half of a score ("won 8-7", "a 5-0 vote"); a range prints the lower number first."""
    before = _SCORE_BEFORE.search(text, max(0, token.start - 5), token.start)
    after = _SCORE_AFTER.match(text, token.end)
    if not token.text.isdecimal() or len(token.text) > 3:
        return False
    return bool(
        (before and int(before[1]) >= int(token.text)) or (after and int(token.text) >= int(after[1]))
    )


def _value(printed: str, lang: str, either: bool) -> tuple[float, float]:
    """The value of printed digits, and its precision; ``either`` mark may part thousands."""
    decimal = "." if lang in {"en", "", "zh", "ja", "ko", "he", "th"} else ","
    plain = re.sub(r"['’\u00a0\u202f ]", "", printed)
    marks = [char for char in plain if char in ".,"]
    last = plain[max(plain.rfind("."), plain.rfind(",")) + 1 :] if marks else ""
    thousands = either or last == "000" or marks[-1:] != [decimal] or len(marks) > 1
    grouping = len(last) == 3 and thousands and plain[0] != "0"
    if not marks or (grouping and len(set(marks)) == 1):
        return float(re.sub(r"[.,]", "", plain)), 1.0
    whole = plain[: -len(last) - 1]
    if len(set(marks)) == 1 and len(marks) > 1:
        return float(re.sub(r"[.,]", "", plain)), 1.0
    return float(re.sub(r"[.,]", "", whole) + "." + last), 10.0 ** -len(last)


def _fraction(sign: str) -> float:
    """The value of "½"; 0 for other signs, as superscripts."""
    value = unicodedata.numeric(sign, 0.0) if len(sign) == 1 else 0.0
    return value if value < 1 else 0.0


def _glued_scale(text: str, suffix: Token, words: NumberWords) -> float:
    """1.2m, 40bn: the scale, or 0. A length is told by the words beside it ("a 2m wall", "2m high")."""
    length = suffix.text == "m" and bool(
        re.search(r"\b(?:a|the)\s[\d.,]+$", text[max(0, suffix.start - 20) : suffix.start])
        or re.match(
            r"[\s-]*(?:high|long|tall|wide|deep|away|below|above|from|of|by)\b",
            text[suffix.end : suffix.end + 12],
        )
    )
    return 0.0 if length else words.glued.get(suffix.word, words.scales.get(suffix.word, 0.0))
