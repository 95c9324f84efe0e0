"""Numerals in running text: digits, number words and scales of one language.

Digits follow the language's marks ("1,640" is 1640 in English, 1.64 in German) unless the grouping shows
otherwise. A numeral is left alone where it is a name ("F-16", "Line 4"), an ordinal, or longer than a
float can hold exactly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from aggregator.compare.quantities import number_words
from aggregator.compare.quantities.number_words import NumberWords

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
_SCORE_AFTER = re.compile(r"[-–](\d{1,3})(?![\d.,%]*[\d%])")
_NAME_BEFORE = re.compile(rf"{_LETTER}[-‑–.]?$|\d[.,:/]$|#$|\^$|\*\*$")
_AFTER = re.compile(
    r"(?:st|nd|rd|th|s|er|ème|º|ª)\b|[.,:/]\d"
    r"|\^|\*\*|e[+-]?\d|\s?[×x·]\s?10(?:\^|\*\*|[⁰¹²³⁴-⁹])",  # powers are left as printed
    re.IGNORECASE,
)

_EITHER_MARK = frozenset({"es"})
"""Languages whose countries part thousands by different marks: "1,834" is decimal in Madrid, not in Lima."""
_SMALL = {"unit", "one", "teen", "tens"}
_LINK = re.compile(r"\b(?:https?://|www\.|[a-z][\w-]{0,40}\.[a-z]{2,4}/)\S+")
_LISTED = re.compile(r"\W*\d{1,3}\s?(?:[.)/]\s|[.)/]?$)")
"""The number of a line in a list ("5/ They now want …"), which counts nothing."""
_IN_COMPOUND = re.compile(rf"{_LETTER}-$")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at ``start:end``; ``step`` is the precision it is printed with (1.6bn: 100,000,000)."""

    start: int
    end: int
    value: float
    step: float
    scale: float = 1.0
    kind: str = ""
    """``vague`` (dozens), ``part`` (two thirds), ``one``, ``spelled``; empty for digits."""


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str

    @property
    def word(self) -> str:
        return self.text.casefold()


def find(text: str, lang: str) -> list[Numeral]:
    """The numerals in order; a language without a list of words is read by its digits alone."""
    words = number_words.of(lang)
    text = _LINK.sub(lambda link: " " * len(link.group()), text)
    listed = _LISTED.match(text)
    tokens = [_Token(m.start(), m.end(), m.group()) for m in _tokens(text, lang)]
    tokens = [token for token in tokens if not listed or token.start >= listed.end()]
    found = []
    at = 0
    while at < len(tokens):
        numeral, after = _at(text, tokens, at, words, lang)
        if numeral is not None and numeral.value < LARGEST:
            found.append(numeral)
        at = after
    return found


def _tokens(text: str, lang: str) -> Iterator[re.Match[str]]:
    """Numbers and words; in English a plain space does not part thousands ("8 150 people" are two)."""
    at = 0
    while match := _TOKEN.search(text, at):
        if lang in {"en", ""} and " " in match.group() and not match.group().endswith(" 000"):
            match = re.compile(r"\d+").match(text, match.start()) or match
        yield match
        at = match.end()


def _at(
    text: str, tokens: list[_Token], at: int, words: NumberWords, lang: str
) -> tuple[Numeral | None, int]:
    """The numeral that begins at a token, and the token after it."""
    token = tokens[at]
    if token.text[0].isdecimal():
        return _digits(text, tokens, at, words, lang)
    if _is_numbered(tokens, at, words) or _IN_COMPOUND.search(text[max(0, token.start - 2) : token.start]):
        return None, at + 1  # game seven, one-on-one
    bare_thousand = lang != "en" and words.scales.get(token.word) == 1000
    if token.word in words.syntax.get("few", frozenset()):
        return _few(tokens, at, words)
    if token.word in words.values or bare_thousand or _article(tokens, at, words):
        return _spelled(text, tokens, at, words)
    compound = number_words.german(token.word) if lang == "de" else None
    if compound:
        return _scaled(
            text, tokens, at + 1, words, Numeral(token.start, token.end, compound, 1, kind="spelled")
        )
    return None, at + 1


# --- digits --------------------------------------------------------------------------------------


def _digits(
    text: str, tokens: list[_Token], at: int, words: NumberWords, lang: str
) -> tuple[Numeral | None, int]:
    token = tokens[at]
    before = text[max(0, token.start - 3) : token.start]
    glued = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].start == token.end else None
    unclear = _NAME_BEFORE.search(before) or len(re.sub(r"\D", "", token.text)) > LONGEST
    if unclear or _is_numbered(tokens, at, words) or _in_score(text, token):
        return None, at + 1
    scaled = at + 1 < len(tokens) and tokens[at + 1].word in words.scales
    value, step = _value(token.text, lang, either=lang in _EITHER_MARK and not scaled)
    numeral = Numeral(token.start, token.end, value, step)
    if glued and not glued.text[0].isalpha():  # 2½, 10²
        share = _fraction(glued.text)
        with_share = replace(numeral, end=glued.end, value=value + share)
        return _scaled(text, tokens, at + 2, words, with_share) if share else (None, at + 2)
    if glued and (scale := _glued_scale(text, glued, words)):
        return replace(numeral, end=glued.end, value=value * scale, step=step * scale, scale=scale), at + 2
    if _AFTER.match(text, token.end):
        return None, at + 1
    return _scaled(text, tokens, at + 1, words, numeral)


def _is_numbered(tokens: list[_Token], at: int, words: NumberWords) -> bool:
    """Whether a number is the name of the thing before it: "Line 4", "game seven"."""
    return at > 0 and tokens[at - 1].word in words.syntax.get("numbered", frozenset())


def _in_score(text: str, token: _Token) -> bool:
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


def _glued_scale(text: str, suffix: _Token, words: NumberWords) -> float:
    """1.2m, 40bn: the scale, or 0. A length is told by the words beside it ("a 2m wall", "2m high")."""
    length = suffix.text == "m" and bool(
        re.search(r"\b(?:a|the)\s[\d.,]+$", text[max(0, suffix.start - 20) : suffix.start])
        or re.match(
            r"[\s-]*(?:high|long|tall|wide|deep|away|below|above|from|of|by)\b",
            text[suffix.end : suffix.end + 12],
        )
    )
    return 0.0 if length else words.glued.get(suffix.word, words.scales.get(suffix.word, 0.0))


def _scaled(
    text: str, tokens: list[_Token], at: int, words: NumberWords, numeral: Numeral
) -> tuple[Numeral, int]:
    """The numeral times the scale words that follow it ("40 billion", "100 tys.")."""
    while at < len(tokens) and text[numeral.end : tokens[at].start] in {" ", "\u00a0", "\u202f", "-"}:
        scale = words.scales.get(tokens[at].word)
        if not scale:
            break
        end = tokens[at].end + (
            text[tokens[at].end : tokens[at].end + 2].startswith(".") and len(tokens[at].word) < 5
        )
        numeral = replace(
            numeral,
            end=end,
            value=round(numeral.value * scale, 6),
            step=numeral.step * scale,
            scale=numeral.scale * scale,
        )
        at += 1
    return numeral, at


# --- words ---------------------------------------------------------------------------------------


def _article(tokens: list[_Token], at: int, words: NumberWords) -> bool:
    """Whether a token is the "a" of "a dozen", "a million", "a third of"."""
    if tokens[at].word not in words.syntax.get("article", frozenset()) or at + 1 >= len(tokens):
        return False
    word = tokens[at + 1].word
    return word in words.scales or words.values.get(word, (0, ""))[1] in {"hundred", "group", "part"}


def _spelled(text: str, tokens: list[_Token], at: int, words: NumberWords) -> tuple[Numeral | None, int]:
    """A numeral in words: "two hundred and forty", "half a million", "six point one"."""
    first = at
    total = current = 0.0
    kind = ""
    scale = 1.0
    while at < len(tokens) and (at == first or _joined(text, tokens, at)):
        word = tokens[at].word
        if word in words.scales:
            scale = words.scales[word]
            total, current = (total + (current or 1)) * scale if current or not total else total * scale, 0.0
        elif word in words.values:
            value, role = words.values[word]
            if role in {"part", "vague", "group"}:
                return _special(text, tokens, first, at, words, current)
            if not _may_follow(current, value, role):
                break
            current = (current or 1) * value if role == "hundred" else current + value
            kind = "one" if role == "one" and at == first else "spelled"
        elif half := _and_a_half(tokens, at, words):
            current += 0.5
            at += half
        elif not (
            _goes_on(text, tokens, at, words, total + current)
            or (at == first and _article(tokens, at, words))
        ):
            break
        at += 1
    if at == first or not (total or current or kind):
        return None, first + 1
    numeral = Numeral(
        tokens[first].start, tokens[at - 1].end, total + current, max(scale, 1.0), scale, kind or "spelled"
    )
    return _pointed(tokens, at, words, numeral)


def _joined(text: str, tokens: list[_Token], at: int) -> bool:
    return text[tokens[at - 1].end : tokens[at].start] in {" ", "-", "‑", "\u00a0"}


def _may_follow(current: float, value: float, role: str) -> bool:
    """Whether a number word can go on after the words so far ("twenty" "one", not "five" "two")."""
    if current == 0:
        return True
    if role == "hundred":
        return current < 100
    digits = str(int(current))
    zeros = len(digits) - len(digits.rstrip("0"))
    return value < float(10**zeros)


def _goes_on(text: str, tokens: list[_Token], at: int, words: NumberWords, so_far: float) -> bool:
    """Whether "and" stands inside a numeral: "two hundred and forty", not "five and two"."""
    if tokens[at].word not in words.syntax.get("joins", frozenset()) or at + 1 >= len(tokens):
        return False
    _, role = words.values.get(tokens[at + 1].word, (0.0, ""))
    return so_far >= 100 and role in _SMALL and _joined(text, tokens, at + 1)


def _and_a_half(tokens: list[_Token], at: int, words: NumberWords) -> int:
    """How many more tokens "and a half" takes at this "and"; 0 where it is something else."""
    if tokens[at].word not in words.syntax.get("joins", frozenset()):
        return 0
    more = 1
    if at + 1 < len(tokens) and tokens[at + 1].word in words.syntax.get("article", frozenset()):
        more = 2
    return (
        more if at + more < len(tokens) and words.values.get(tokens[at + more].word) == (0.5, "part") else 0
    )


def _special(
    text: str, tokens: list[_Token], first: int, at: int, words: NumberWords, count: float
) -> tuple[Numeral | None, int]:
    """Fractions, groups and vague amounts: "two thirds", "half a million", "a dozen", "dozens"."""
    value, role = words.values[tokens[at].word]
    end = tokens[at].end
    if role == "group":
        return _scaled(
            text,
            tokens,
            at + 1,
            words,
            Numeral(tokens[first].start, end, (count or 1) * value, 1, kind="spelled"),
        )
    if role == "vague":
        return _vague(tokens, first, at, words)
    after = at + 1
    if after < len(tokens) and tokens[after].word in words.syntax.get("article", frozenset()):
        after += 1
    scale = 0.0
    if after < len(tokens) and _joined(text, tokens, after):
        group, role = words.values.get(tokens[after].word, (0.0, ""))
        scale = words.scales.get(tokens[after].word, group if role == "group" else 0.0)
    if scale:
        return Numeral(
            tokens[first].start, tokens[after].end, (count or 1) * value * scale, scale * value, scale
        ), after + 1
    if first > 0 and tokens[first - 1].word in words.syntax.get("half_of_two", frozenset()):
        return None, at + 1
    of_whole = at + 1 < len(tokens) and tokens[at + 1].word in words.syntax.get("of", frozenset()) | {
        "point",
        "the",
    }
    if not (of_whole and (at > first or value == 0.5)):
        return None, at + 1
    return Numeral(tokens[first].start, end, (count or 1) * value, 0.01, kind="part"), at + 1


def _few(tokens: list[_Token], first: int, words: NumberWords) -> tuple[Numeral | None, int]:
    """ "Several hundred", "a couple of thousand": twice the scale at least."""
    at = first + 1
    if at < len(tokens) and tokens[at].word in words.syntax.get("of", frozenset()):
        at += 1
    value = 2.0
    first_scale = at
    while at < len(tokens):
        word = tokens[at].word
        scale = words.scales.get(word, 100.0 if words.values.get(word, (0, ""))[1] == "hundred" else 0.0)
        if not scale:
            break
        value *= scale
        at += 1
    if at == first_scale:
        return None, first + 1
    return Numeral(tokens[first].start, tokens[at - 1].end, value, value, value, "vague"), at


def _vague(tokens: list[_Token], first: int, at: int, words: NumberWords) -> tuple[Numeral | None, int]:
    """ "Dozens", "hundreds of thousands": the least it can mean, printed with no more precision than that."""
    value, _ = words.values[tokens[at].word]
    after = at + 1
    if after < len(tokens) and tokens[after].word in words.syntax.get("of", frozenset()):
        after += 1
    elif tokens[at].word in words.syntax.get("only_of", frozenset()):  # test scores
        return None, after
    if after < len(tokens):
        larger, role = words.values.get(tokens[after].word, (0.0, ""))
        scale = words.scales.get(
            tokens[after].word, larger / 2 if role == "vague" and larger > value else 0.0
        )
        if scale:
            value, at = value * scale, after
    return Numeral(tokens[first].start, tokens[at].end, value, value, value, "vague"), at + 1


def _pointed(tokens: list[_Token], at: int, words: NumberWords, numeral: Numeral) -> tuple[Numeral, int]:
    """A decimal in words: "six point one"."""
    if at + 1 < len(tokens) and tokens[at].word in words.syntax.get("point", frozenset()):
        value, role = words.values.get(tokens[at + 1].word, (0.0, ""))
        if role in {"unit", "one"}:
            return replace(
                numeral, end=tokens[at + 1].end, value=numeral.value + value / 10, step=0.1
            ), at + 2
    return numeral, at
