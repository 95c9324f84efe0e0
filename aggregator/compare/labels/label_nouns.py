"""What things are called where words differ by outlet: government or regime, accord or deal, strike or raid.

``lexicons/label_sets.csv`` holds the sets of nouns that can stand for one another, plain and marked ones;
``countries.csv`` tells whose government "the Kiev regime" is. A government without its country is
nobody's, except where a marked word repeats the article's one marked naming ("the regime").

A thing has no such mark of its own: "the attack" may be another in each sentence. It is taken for the event's
where two outlets lead with it; what both only mention further down rarely is one thing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from aggregator import lexicons
from aggregator.compare.language.forms import Forms, Match, Word, words
from aggregator.compare.language.grammar import grammar
from aggregator.types import Article, Place

_LEAD = 60
"""Words in which an article says what it is about, as first paragraphs do where paragraphs are marked."""
_BEFORE = 3
"""Words between a country and its government: "Ukraine's new interim government"."""
_LINKS = 2
_ARTICLES = frozenset({"a", "an", "the"})
"""What follows an English verb, hardly ever a noun that has none before it."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of a set; ``of`` names what has to modify it."""

    set: str
    of: str
    marked: bool
    not_after: frozenset[str]
    not_before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """A mention: ``text[start:end]`` of the body or the headline names ``referent``."""

    article: Article
    place: Place
    start: int
    end: int
    referent: str
    marked: bool = False
    word: str = ""
    """The noun in small letters, where other words could stand for it without more being said."""
    leads: bool = False
    """Stands in the headline or among the article's first words."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A noun where it stands; several nouns where sets share a form ("strike")."""

    named: Named
    nouns: tuple[Noun, ...]


def find(articles: Sequence[Article]) -> tuple[Named, ...]:
    """The mentions of governments, and of the things that the event is about; time is linear in the texts.

    By article, the headline first. A marked word is found wherever it stands.
    """
    mentions = [mention for article in articles for mention in _mentions(article)]
    clear = Counter(mention.nouns[0].set for mention in mentions if len(mention.nouns) == 1)
    decided = [_decide(mention, clear) for mention in mentions]
    found = [named for named in decided if named is not None]
    topics = _topics(found)
    return tuple(named for named in found if not named.word or named.marked or named.referent in topics)


def _topics(found: Sequence[Named]) -> set[str]:
    """The things that two outlets lead with."""
    outlets: defaultdict[str, set[str]] = defaultdict(set)
    for named in found:
        if named.leads:
            outlets[named.referent].add(named.article.outlet)
    return {referent for referent, leading in outlets.items() if len(leading) > 1}


def _decide(mention: _Mention, clear: Counter[str]) -> Named | None:
    """A form of several sets means the one that the event names clearly; none where that is open."""
    first, *others = sorted(mention.nouns, key=lambda noun: -clear[noun.set])
    if others and clear[first.set] == clear[others[0].set]:
        return None
    named = mention.named
    referent = named.referent or first.set
    return replace(named, referent=referent, marked=first.marked, word="" if first.of else named.word)


def _mentions(article: Article) -> Iterator[_Mention]:
    lang = article.lang or "en"
    nouns = _nouns(lang)
    places: tuple[tuple[Place, str], ...] = (("headline", article.title), ("body", article.text))
    texts = [(place, found, list(nouns.find(found))) for place, text in places for found in [words(text)]]
    repeated = _one_marked_government([(found, matches) for _, found, matches in texts])
    for place, found, matches in texts:
        for group in _groups(matches):
            start, end, referent = _modified(found, group[0], lang)
            values = tuple(match.value for match in group if _allowed(found, match, lang))
            if values and values[0].of and not referent:
                referent = repeated if values[0].marked else ""
                if not referent:
                    continue
            if values:
                word = " ".join(one.text.casefold() for one in found[group[0].start : group[0].end])
                leads = place == "headline" or start < _LEAD
                named = Named(
                    article, place, found[start].start, found[end - 1].end, referent, word=word, leads=leads
                )
                yield _Mention(named, values)


def _groups(matches: Sequence[Match[Noun]]) -> Iterator[list[Match[Noun]]]:
    """Matches of one place together."""
    group: list[Match[Noun]] = []
    for match in matches:
        if group and group[0].start != match.start:
            yield group
            group = []
        group.append(match)
    if group:
        yield group


def _allowed(found: Sequence[Word], match: Match[Noun], lang: str) -> bool:
    """Not in "a great deal", "to strike", "riot gear", nor where it is a verb: "strikes a tone"."""
    before = found[match.start - 1].text.casefold() if match.start and found[match.start].joined else ""
    near = match.end < len(found) and found[match.end].joined and not found[match.end].gap.strip()
    after = found[match.end].text.casefold() if near else ""
    is_verb = lang == "en" and after in _ARTICLES and before not in _ARTICLES
    return before not in match.value.not_after and after not in match.value.not_before and not is_verb


def _modified(found: Sequence[Word], match: Match[Noun], lang: str) -> tuple[int, int, str]:
    """The range of words with the country before or behind the noun, and the referent that they form."""
    if match.value.of != "country":
        return match.start, match.end, ""
    for start in range(match.start - 1, max(match.start - 1 - _BEFORE, -1), -1):
        if not found[start + 1].joined:
            break
        country = _country(found, start)
        if country is not None and country.end <= match.start:
            between = {word.text.casefold() for word in found[country.end : match.start]}
            if between & grammar(lang).first_words:
                break  # "in Iran for what authorities call"
            return start, match.end, f"{match.value.set} of {country.value}"
    at = match.end
    while (
        at < min(match.end + _LINKS, len(found) - 1) and found[at].joined and found[at].text in _links(lang)
    ):
        at += 1
    country = _country(found, at) if at < len(found) and found[at].joined else None
    if country is not None:
        return match.start, country.end, f"{match.value.set} of {country.value}"
    return match.start, match.end, ""


def _country(found: Sequence[Word], place: int) -> Match[str] | None:
    matches = _countries().at(found, place)
    return matches[0] if matches else None


def _one_marked_government(texts: Sequence[tuple[Sequence[Word], Sequence[Match[Noun]]]]) -> str:
    """The government that an article names with a marked word and its country, where it is one alone."""
    named = {
        referent
        for found, matches in texts
        for match in matches
        if match.value.of and match.value.marked
        for _, _, referent in [_modified(found, match, "en")]
        if referent
    }
    return named.pop() if len(named) == 1 else ""


@cache
def _nouns(lang: str) -> Forms[Noun]:
    entries = []
    for row in lexicons.rows("label_sets"):
        if row["lang"] != lang or row["set"] == "link":
            continue
        not_after = frozenset(lexicons.split(row["not_after"]))
        not_before = frozenset(lexicons.split(row["not_before"]))
        for kind in ("plain", "marked"):
            noun = Noun(row["set"], row["of"], kind == "marked", not_after, not_before)
            entries += [(form, noun) for form in lexicons.split(row[kind])]
    return Forms(entries)


@cache
def _links(lang: str) -> frozenset[str]:
    return frozenset(
        form
        for row in lexicons.rows("label_sets")
        if row["set"] == "link" and row["lang"] == lang
        for form in lexicons.split(row["plain"])
    )


@cache
def _countries() -> Forms[str]:
    """Names, adjectives and capitals of countries in all languages together."""
    return Forms(
        (form, row["country"])
        for row in lexicons.rows("countries")
        for column in ("names", "adjectives", "capitals")
        for form in lexicons.split(row[column])
    )
