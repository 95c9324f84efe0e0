"""Descriptions as labels of persons: "the embattled senator", "Ann Lee, a disgraced producer".

A phrase with "the" is somebody's where its own article says who is that, and says it of one alone. A modifier
has to be said of this person too, or be one that only judges; what may mean another is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from aggregator.compare.labels import label_phrases, label_said
from aggregator.compare.labels.label_nouns import Named
from aggregator.compare.labels.label_phrases import Lexicon, Noun, Phrase, listed
from aggregator.compare.labels.label_said import Mentioned, Said
from aggregator.compare.labels.label_texts import Text

_CLEARLY = 3
"""So many times as often as all others with an office together, its bearer is the one it means."""
_SHORT = 3
"""Letters of a noun that may be printed in capitals: CEO."""


def find(texts: Sequence[Mentioned]) -> Iterator[Named]:
    """The descriptions in the texts of an event; time is linear in them."""
    by_article: defaultdict[str, list[Mentioned]] = defaultdict(list)
    for mentioned in texts:
        by_article[mentioned.text.article.id].append(mentioned)
    for article in by_article.values():
        said, beside = label_said.read(article)
        for mentioned, phrases in zip(article, beside, strict=True):
            text = mentioned.text
            apposed = {one.phrase.start: one for one in phrases if one.is_apposed}
            for one in apposed.values():
                if label_phrases.has_article(text, one.phrase):
                    yield _named(text, one.phrase, one.person)
            for place in range(len(text.words)):
                phrase = label_phrases.definite(text, place) if place not in apposed else None
                if phrase is not None and (person := _whom(said, text, phrase)):
                    yield _named(text, phrase, person)


def _named(text: Text, phrase: Phrase, person: str) -> Named:
    end = label_phrases.tail(text, phrase.noun + 1)
    return Named(text.article, text.place, text.words[phrase.start].start, text.words[end - 1].end, person)


def _whom(said: Said, text: Text, phrase: Phrase) -> str:
    """The one person of the article whom a phrase can mean; empty where none or several can."""
    word, modifiers = text.words[phrase.noun].text, phrase.modifiers(text)
    if age := label_phrases.age(word):
        return _only([one for one, known in said.ages.items() if known == age])
    lexicon = listed(text.rules.lang)
    noun = lexicon.nouns[word.casefold()]
    end = label_phrases.tail(text, phrase.noun + 1)
    is_whole = end > phrase.noun + 1 or label_phrases.stands_alone(text, end, noun)
    if not is_whole or (word.isupper() and len(word) > _SHORT):
        return ""
    office = (noun.word, label_said.marks(modifiers, text))
    telling = [one for one in modifiers if one not in office[1] and not label_phrases.age(one)]
    telling += [one.text.casefold() for one in text.words[phrase.noun + 2 : end]]
    distinct = [one for one in telling if not label_phrases.is_quality(one, lexicon)]
    if age := next(filter(None, map(label_phrases.age, modifiers)), ""):
        return _of_age(said, noun, age, said.bearers.get(office, {}), distinct)
    return _holder(said, noun, office, distinct or (telling if noun.kind == "bound" else []), lexicon)


def _holder(
    said: Said, noun: Noun, office: label_said.Office, telling: Sequence[str], lexicon: Lexicon
) -> str:
    """Who holds an office, by the words before it; nobody where one who held it once may be meant."""
    holders = said.bearers.get(office, {})
    able = holders if noun.is_office else {**_once(said, office, lexicon), **holders}
    known = _only(_told(said, telling, able)) if telling else _plain_holder(said, noun, able)
    if known not in holders or known == label_said.UNKNOWN:
        return ""
    sure = bool(telling) or holders[known]
    return known if _is_prominent(said, noun, known, sure=sure) else ""


def _is_prominent(said: Said, noun: Noun, person: str, *, sure: bool) -> bool:
    """Whether the article is about a person enough to mean this one, where others may be what the noun says.

    A senator is one of many, and the one of a passage is often not called so. "The president" may be that of
    the outlet's own country, if the only one called so is "the French president"; then it is not ``sure``.
    """
    most = max(said.named.values())
    if noun.kind in ("seat", "party"):
        return said.named[person] * _CLEARLY >= most
    return noun.kind != "sole" or sure or said.named[person] == most


def _once(said: Said, office: label_said.Office, lexicon: Lexicon) -> dict[str, bool]:
    """Who no longer holds an office but may be called by it."""
    past = [frozenset([word]) for word in sorted(lexicon.past - office[1])]
    return {one: bare for of in past for one, bare in said.bearers.get((office[0], of), {}).items()}


def _told(said: Said, telling: Sequence[str], persons: Collection[str]) -> list[str]:
    return [one for one in persons if all(said.is_told(word, one) for word in telling)]


def _plain_holder(said: Said, noun: Noun, holders: dict[str, bool]) -> str:
    """Whom a noun alone means: who was called so with nothing before it, else who is one at all.

    Of several presidents it is the one whom the article is about.
    """
    bare = [one for one, alone in holders.items() if alone]
    if not _is_clear(said, noun, bare=bool(bare)) or (noun.kind == "bound" and not bare):
        return ""
    able = bare or list(holders)
    if not noun.is_office and len(able) > 1:
        return ""
    first = max(able, key=lambda one: said.named[one], default="")
    others = sum(said.named[one] for one in holders if one != first)
    return first if said.named[first] >= (_CLEARLY if len(able) > 1 else 1) * others else ""


def _of_age(said: Said, noun: Noun, age: str, holders: dict[str, bool], telling: Sequence[str]) -> str:
    """Who is of this age; where nobody is said to be, who alone is what the noun says."""
    aged = [one for one, known in said.ages.items() if known == age]
    if not aged and not _is_clear(said, noun, bare=True):
        return ""
    able = aged or [one for one in holders if one not in said.ages]
    return _only(_told(said, telling, [one for one in able if label_said.fits_gender(noun, one)]))


def _is_clear(said: Said, noun: Noun, *, bare: bool) -> bool:
    """Whether the article leaves no room for somebody else whom it does not name."""
    others = said.others[noun.word]
    if noun.is_office:
        return bare or "owned" not in others
    return not others & {"party": set(), "lone": {"plural"}}.get(noun.kind, {"plural", "other"})


def _only(persons: Sequence[str]) -> str:
    return persons[0] if len(persons) == 1 and persons[0] != label_said.UNKNOWN else ""
