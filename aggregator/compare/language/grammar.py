"""What the lexicons say about a word of one language, and text cut into tokens.

There is no parser here: small closed classes (determiners, prepositions, subordinators, auxiliaries) and
an open list of reporting verbs are enough to find the phrase beside a cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from aggregator import lexicons

LANGUAGES = frozenset({"en", "de", "pl", "uk", "ru", "fr", "es"})
PRO_DROP = frozenset({"pl", "uk", "ru", "es"})
"""Languages in which a verb without subject speaks of the person just named ("– dodał.")."""
_TOKEN = re.compile(r"\S(?:(?<=\w)\w*(?:[.'’&/-]\w+)*)?")
_FRENCH_INVERSION = re.compile(r"(\w+?)(?:-t)?-(ils?|elles?|on|je|nous)$")
_NUMBERING = frozenset({"no", "nos"})
"""Abbreviations before a number that are words elsewhere: "the No. 2 senator"."""
_DIGIT = re.compile(r"\s?\d")
_INITIAL = re.compile(r"[^\W\d_](?:\.[^\W\d_])*$")


class Token(NamedTuple):
    """A word or a single mark of punctuation at ``start:end`` of the text it was cut from."""

    text: str
    start: int
    end: int
    lower: str
    is_word: bool
    is_capital: bool


def _token(text: str, start: int) -> Token:
    first = text[0]
    fields = (text, start, start + len(text), text.lower(), first.isalnum(), first.isupper())
    # A text has thousands: a tuple made at once takes two thirds of the time that the class takes.
    return tuple.__new__(Token, fields)


@cache
def verb_forms(kind: str, lang: str) -> frozenset[str]:
    """The forms of one kind and language in lexicons/verb_forms.csv."""
    return frozenset(lexicons.forms("verb_forms", lang=lang, kind=kind))


@dataclass(frozen=True, slots=True)
class Verb:
    lemma: str
    verb_class: str
    beside: bool = False
    """Reports speech only right beside a quotation; elsewhere it has other meanings (go, open, find)."""


@dataclass(frozen=True)
class Grammar:
    """The word classes of one language; every set holds lower-case forms."""

    lang: str
    verbs: Mapping[str, Verb]
    determiners: frozenset[str]
    subordinators: frozenset[str]
    reporting: frozenset[str]
    """Subordinators that begin what a verb reports: that, dass."""
    relatives: frozenset[str]
    conjunctions: frozenset[str]
    auxiliaries: frozenset[str]
    prepositions: frozenset[str]
    links: frozenset[str]
    """Words that may stand inside a name or a role: of, de, von, ds."""
    expletives: frozenset[str]
    reported: frozenset[str]
    """Verb forms that mark reported speech by themselves (German subjunctive: sei, habe)."""
    perfect: frozenset[str]
    """Auxiliaries that stand where the verb would, the verb itself at the end (German: hat … gesagt)."""
    pronouns: Mapping[str, str]
    """Personal pronouns and their gender (m, f, or empty)."""
    plural_pronouns: frozenset[str]
    sources_before: frozenset[str]
    """Phrases before a source: according to, laut."""
    sources_after: frozenset[str]
    abbreviations: frozenset[str]
    titles: Mapping[str, str]
    """Titles and offices that stand before a name, and the gender they tell (m, f, or empty)."""

    roles: Mapping[str, str]
    """Nouns for offices, professions and bodies, and the gender they tell (m, f, or empty)."""
    offices: frozenset[str]
    """Those of the roles that few hold, so that two of them are two persons: mayor, but not official."""
    unnamed: frozenset[str]
    """Roles that name nobody in particular, so that "the official" is no person named, and bodies."""
    held_by_bodies: frozenset[str]
    """Nouns for bodies among the roles: ministry, office."""
    definite: frozenset[str]
    """Definite articles; empty in a language without articles."""
    indefinite: frozenset[str]
    possessives: frozenset[str]
    """Those of the third person; empty in a language whose verbs leave the pronoun out."""
    bodies: frozenset[str]
    """Nouns that end the names of bodies, places and things: House, Committee, Day."""
    media: frozenset[str]
    """Nouns for what carries news, which also end its names: newspaper, Times."""
    messages: frozenset[str]
    """Nouns for what somebody writes or says, in whose words he speaks: statement, letter, tweet."""
    modifiers: frozenset[str]
    """Words that make another office of one: vice, former, deputy."""
    fields: frozenset[str]
    """Words of titles that are none alone: defence, foreign, prime."""
    suffixes: frozenset[str]
    """Words behind a name that part the younger from the elder: Jr, III."""
    naming: frozenset[str]
    """Words after which a name or a title stands in marks: film, titled, Motto."""

    def verb(self, token: Token) -> Verb | None:
        """The reporting verb a token is a form of."""
        return self.verbs.get(token.lower)

    @cached_property
    def openers(self) -> frozenset[str]:
        """Words that begin an adverbial or a clause: prepositions, subordinators, relatives."""
        return self.prepositions | self.subordinators | self.relatives

    @cached_property
    def closed(self) -> frozenset[str]:
        """Words that can be neither noun nor verb."""
        return self.openers | self.conjunctions | self.determiners | self.links

    @cached_property
    def articles(self) -> frozenset[str]:
        return self.definite | self.indefinite

    @cached_property
    def joining(self) -> frozenset[str]:
        """Words that end no phrase: of, and."""
        return self.links | self.conjunctions

    @cached_property
    def loose(self) -> frozenset[str]:
        """Words that begin no phrase, unless they are articles too."""
        return (self.joining | self.prepositions | self.auxiliaries) - self.determiners

    @cached_property
    def source_openers(self) -> frozenset[str]:
        """The first words of the phrases before a source."""
        return frozenset(phrase.split()[0] for phrase in self.sources_before)

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Words of the closed classes, which belong to no name where they begin a sentence."""
        return (
            self.determiners | self.prepositions | self.conjunctions | self.auxiliaries | self.subordinators
        ) - self.links | self.determiners

    @cached_property
    def first_words(self) -> frozenset[str]:
        """Words that belong to no name where they begin one."""
        return self.function_words | self.conjunctions | self.pronouns.keys()

    def title_gender(self, word: str) -> str:
        """The gender that a title tells: m, f, or empty."""
        return self.titles.get(word.lower().strip("."), "")

    def roles_in(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The offices that words name, each with what makes another of it, and its noun alone.

        That is a modifier ("former mayor"), the body before it ("Porto mayor"), or "of" behind it.
        """
        plain = [word.lower() for word in words]
        for at, word in enumerate(plain):
            if word not in self.roles:
                continue
            start = at
            while start and plain[start - 1] in self.modifiers:
                start -= 1
            before = plain[start - 1] if start and words[start - 1][0].isupper() else ""
            if before and (before not in self.titles or before in self.bodies | self.fields):
                start -= 1
            end = at + 2 if at + 1 < len(plain) and plain[at + 1] in self.links else at + 1
            yield " ".join(plain[start:end]), word

    def is_held(self, noun: str) -> bool:
        """Whether a noun is an office or a profession, which persons have and bodies do not."""
        return noun in self.roles and noun not in self.held_by_bodies

    def is_title(self, word: str) -> bool:
        """A title or an office before a name; in German also a compound of one (Regierungssprecher)."""
        return _is_title(self.lang, word)

    @cached_property
    def ends_of_compounds(self) -> tuple[str, ...]:
        """The roles that end longer words in German."""
        return tuple(role for role in self.roles if len(role) >= 4)

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """The tokens of ``text[start:end]``; a full stop stays with an abbreviation (Mr., U.S., J.)."""
        cut: list[Token] = []
        french = self.lang == "fr"
        for match in _TOKEN.finditer(text, start, end):
            word, first = match.group(), match.start()
            behind = word == "." and cut and cut[-1].end == first
            if behind and self.keeps_full_stop(cut[-1].text, text, first + 1):
                cut[-1] = _token(cut[-1].text + ".", cut[-1].start)
            elif french and (inverted := _FRENCH_INVERSION.match(word)):
                cut.append(_token(inverted[1], first))
                cut.append(_token(inverted[2], first + inverted.start(2)))
            else:
                cut.append(_token(word, first))
        return cut

    def keeps_full_stop(self, word: str, text: str, behind: int) -> bool:
        """Whether the full stop between ``word`` and ``behind`` belongs to the word."""
        numbers = self.lang == "en" and word.lower() in _NUMBERING and bool(_DIGIT.match(text, behind))
        return numbers or self.is_abbreviation(word)

    def is_abbreviation(self, word: str) -> bool:
        """Whether a full stop after ``word`` belongs to it and ends no sentence."""
        return bool(_INITIAL.match(word)) or word.lower() in self.abbreviations


@cache
def grammar(lang: str) -> Grammar:
    """The grammar of ``lang`` (ISO 639-1, a region may follow); English for a language without lexicon."""
    lang = lang[:2].lower() if lang[:2].lower() in LANGUAGES else "en"
    kinds = {
        row["kind"]: lexicons.split(row["forms"]) for row in lexicons.rows("grammar") if row["lang"] == lang
    }
    pronouns = [row for row in lexicons.rows("pronouns") if row["lang"] == lang]
    according = [row for row in lexicons.rows("according") if row["lang"] == lang]
    return Grammar(
        lang=lang,
        verbs=_verbs(lang),
        determiners=frozenset(kinds["determiner"]),
        subordinators=frozenset(kinds["subordinator"]),
        reporting=frozenset(kinds["that"]),
        relatives=frozenset(kinds["relative"]),
        conjunctions=frozenset(kinds["conjunction"]),
        auxiliaries=frozenset(kinds["auxiliary"]),
        prepositions=frozenset(kinds["preposition"]),
        links=frozenset(kinds["link"]),
        expletives=frozenset(kinds["it"]),
        reported=frozenset(kinds.get("reported", ())),
        perfect=frozenset(kinds.get("perfect", ())),
        pronouns={row["form"]: row["gender"] for row in pronouns},
        plural_pronouns=frozenset(row["form"] for row in pronouns if row["number"] == "pl"),
        sources_before=frozenset(row["form"] for row in according if row["position"] == "before"),
        sources_after=frozenset(row["form"] for row in according if row["position"] == "after"),
        abbreviations=(_lower("abbreviations", lang) | _lower("dotted", lang)) - _NUMBERING,
        roles={row["form"]: row["gender"] for row in lexicons.rows("roles") if row["lang"] == lang},
        offices=_roles_of(lang, "office"),
        unnamed=_roles_of(lang, "unnamed") | _roles_of(lang, "body"),
        held_by_bodies=_roles_of(lang, "body"),
        definite=frozenset(kinds.get("definite", ())),
        indefinite=frozenset(kinds.get("indefinite", ())),
        possessives=frozenset(kinds.get("possessive", ())),
        bodies=_bodies("body", lang),
        media=_bodies("medium", lang),
        messages=_bodies("message", lang),
        modifiers=frozenset(kinds.get("modifier", ())),
        fields=frozenset(kinds.get("field", ())),
        suffixes=frozenset(kinds.get("suffix", ())),
        naming=_lower("naming", lang),
        titles={row["form"]: row["gender"] for row in lexicons.rows("titles") if row["lang"] == lang},
    )


@lru_cache(maxsize=1 << 14)
def _is_title(lang: str, word: str) -> bool:
    """Asked again and again for the names of one article."""
    rules, plain = grammar(lang), word.lower().strip(".")
    parts = {plain, plain.rsplit("-", 1)[-1], plain.removesuffix("-elect")}
    if plain in rules.roles or parts & rules.titles.keys():
        return True
    return lang == "de" and plain.endswith(rules.ends_of_compounds)


def _lower(name: str, lang: str) -> frozenset[str]:
    return frozenset(form.lower() for form in lexicons.words(name, "form", lang))


def _roles_of(lang: str, of: str) -> frozenset[str]:
    return frozenset(row["form"] for row in lexicons.rows("roles") if (row["lang"], row["of"]) == (lang, of))


def _bodies(kind: str, lang: str) -> frozenset[str]:
    return frozenset(lexicons.forms("bodies", kind=kind, lang=lang))


def _verbs(lang: str) -> dict[str, Verb]:
    verbs: dict[str, Verb] = {}
    for row in lexicons.rows("reporting_verbs"):
        if row["lang"] == lang:
            for form in lexicons.split(row["forms"]):
                verbs.setdefault(form, Verb(row["lemma"], row["class"], row["beside"] == "yes"))
    return verbs
