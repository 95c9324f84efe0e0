"""The texts of an event as words: what is a capital, what stands together, how a name is spelled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aggregator.compare.language.forms import Word, words
from aggregator.compare.language.grammar import Grammar, grammar
from aggregator.compare.language.pasted import without_pasted
from aggregator.types import Article, Place

IN_PLACES = frozenset({"St", "Ste", "Ft", "Mt"})
"""Short words that the name of a place or church begins with: "St. Anton"."""


@dataclass(frozen=True, slots=True)
class Text:
    """A headline or a body; places are places among its words."""

    article: Article
    place: Place
    words: Sequence[Word]
    rules: Grammar

    def is_capital(self, place: int) -> bool:
        return place < len(self.words) and self.words[place].text[0].isupper()

    def is_joined(self, place: int) -> bool:
        """Whether only white space parts a word from the one before, not even a possessive."""
        return place < len(self.words) and (
            self.words[place].gap == " " or (self.words[place].joined and not self.words[place].gap.strip())
        )

    def gap(self, place: int) -> str:
        """The marks before a word."""
        return self.words[place].gap.strip() if place < len(self.words) else ""

    def suffix(self, place: int) -> str:
        """The word here that tells the younger or the elder of one name, right behind it: Jr, III."""
        near = self.is_joined(place) or self.gap(place) == ","
        return self.words[place].text if near and self.words[place].text in self.rules.suffixes else ""

    def end(self, place: int) -> int:
        """Where a word ends in the text, with the full stop of "Jr."."""
        end = self.words[place].end
        printed = self.article.title if self.place == "headline" else self.article.text
        dotted = self.suffix(place) and not self.words[place].text.isupper() and printed[end : end + 1] == "."
        return end + bool(dotted)

    def spelled(self, start: int, end: int) -> tuple[str, ...]:
        """Words as those of a name; an initial keeps its full stop."""
        spelled = (word.text.replace("’", "'") for word in self.words[start:end])
        return tuple(f"{word}." if is_initial(word) and len(word) == 1 else word for word in spelled)


def texts(articles: Sequence[Article]) -> Iterator[Text]:
    """The headline and the body of each article."""
    for article in articles:
        rules = grammar(article.lang or "en")
        yield Text(article, "headline", _words(article.title, rules), rules)
        yield Text(article, "body", _words(without_pasted(article.text), rules), rules)


def is_initial(word: str) -> bool:
    """Whether a word is a letter or several with full stops: J, H.W."""
    return word[0].isupper() and (len(word) == 1 or word.endswith("."))


def _words(text: str, rules: Grammar) -> list[Word]:
    """The words of a text; the full stop of an initial, a title or "St" parts no words: "Sen. Ann B. Lee"."""
    found = words(text)
    for place in range(1, len(found)):
        before, word = found[place - 1].text, found[place]
        if word.gap.startswith(".") and _is_cut_short(before, rules):
            found[place] = word._replace(gap=word.gap[1:])
    return found


def _is_cut_short(word: str, rules: Grammar) -> bool:
    """Whether a full stop behind a word is that of an initial, of a title, or of the beginning of a place."""
    if word in IN_PLACES:
        return True
    if word == "I" or not rules.is_abbreviation(word):
        return False
    return is_initial(word) or (rules.is_title(word) and word not in rules.suffixes)
