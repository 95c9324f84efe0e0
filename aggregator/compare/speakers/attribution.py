"""Says who spoke each quotation of an article, in the article's words and by the fullest name it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aggregator.compare.language.frames import LONGEST_SENTENCE, QUOTE, Frames
from aggregator.compare.language.grammar import PRO_DROP, Grammar, Token
from aggregator.compare.language.marks import Marked
from aggregator.compare.speakers.cue import NEAR, SUBJECT, TOUCHING, Cue
from aggregator.compare.speakers.cues import Cues, is_reported, of_sentence, subject_of_sentence
from aggregator.compare.speakers.referents import Meant, Referents
from aggregator.types import UNKNOWN, Attribution, Place, Span

NEUTRAL = "neutral"
"""The class where an attribution has no verb: a name and a colon."""
_SENTENCES_BACK = 5
_LONGEST_ASIDE = 40
_FEW_WORDS = 4
_OPEN_ENDS = set(",?!…–—-")
_TIES = {",", "-", "–", "—"}
_STOPS = {".", "!", "?", ";", ":", QUOTE}


@dataclass(frozen=True, slots=True)
class Run:
    """The marked spans that form one quotation, in order."""

    spans: tuple[Marked, ...]

    @property
    def start(self) -> int:
        return self.spans[0].outer_start

    @property
    def end(self) -> int:
        return self.spans[-1].outer_end


@dataclass(frozen=True, slots=True)
class Attributed:
    """A quotation's cue: ``own`` where it stands beside the quotation, else taken over from before."""

    cue: Cue | None
    own: bool


def cue_of(run: Run, cues: Cues) -> Cue | None:
    """The best cue beside any part of a quotation."""
    found = [cue for span in run.spans if (cue := cues.beside(span)) is not None]
    return max(found, key=lambda cue: cue.trust, default=None)


def attribute(runs: Sequence[Run], cues: Cues) -> list[Attributed]:
    """The cue of every quotation of one text; a quotation without its own continues what was said before."""
    result: list[Attributed] = []
    frames = cues.frames
    for number, run in enumerate(runs):
        own = _label_inside(run, frames) or cue_of(run, cues)
        if own is not None and own.trust > SUBJECT and own.phrase is not None:
            result.append(Attributed(own, own=True))
            continue
        if own is not None and own.phrase is None and own.verb is not None:
            result.append(
                Attributed(
                    _with_subject(own, run, runs[max(0, number - 1) : number], result, frames), own=True
                )
            )
            continue
        goes_on = number > 0 and _goes_on(runs[number - 1], result[-1], run, frames)
        reported = own is None or goes_on or _in_reported_speech(run, frames)
        before = _said_before(run, runs[number - 1], result[-1], frames) if number else None
        told = _told_before(run, frames) if reported and not goes_on else None
        known = told if told is not None and told.trust > SUBJECT else before or told
        cue = known if reported else own
        result.append(Attributed(cue or own, own=cue is own and own is not None))
    return result


def _with_subject(
    cue: Cue, run: Run, previous: Sequence[Run], attributed: Sequence[Attributed], frames: Frames
) -> Cue:
    """A verb without subject ("– dodał.") speaks of who spoke before."""
    before = _said_before(run, previous[0], attributed[-1], frames) if previous else None
    subject = before or _told_before(run, frames)
    if subject is None:
        return cue
    trust = SUBJECT if subject.trust == SUBJECT else cue.trust
    return replace(cue, phrase=subject.phrase, trust=trust)


def _label_inside(run: Run, frames: Frames) -> Cue | None:
    """The "NAME:" that stands between the opening mark and the words."""
    first = run.spans[0]
    label = frames.text[first.outer_start : first.start].strip(" \"“„«`,'")
    if not label.endswith(":"):
        return None
    start = frames.text.index(label, first.outer_start)
    return Cue((start, start + len(label) - 1), None, "", TOUCHING)


def _in_reported_speech(run: Run, frames: Frames) -> bool:
    start, end = frames.sentence_bounds(run.start)
    return end - start < LONGEST_SENTENCE and is_reported(frames.tokens(start, end), frames.grammar)


def _goes_on(previous: Run, attributed: Attributed, run: Run, frames: Frames) -> bool:
    """Whether a few small words lead from what somebody said to this: 'called it an "abuse" to "promote'."""
    if attributed.cue is None or attributed.cue.trust == SUBJECT:
        return False
    between = frames.tokens(previous.end, run.start)
    small = all(token.is_word and not token.is_capital for token in between)
    same = frames.sentence_bounds(previous.start) == frames.sentence_bounds(run.start)
    return same and small and len(between) <= _FEW_WORDS


def _said_before(run: Run, previous: Run, attributed: Attributed, frames: Frames) -> Cue | None:
    """The cue of the quotation before, where this one follows in the same or the next paragraph."""
    apart = frames.paragraph(run.start) - frames.paragraph(previous.start)
    cue = attributed.cue
    if cue is None or cue.phrase is None or apart > 1:
        return None
    guessed = apart == 1 and _is_of_others(run, cue, frames)
    return replace(cue, trust=SUBJECT if guessed else min(cue.trust, NEAR))


def _is_of_others(run: Run, cue: Cue, frames: Frames) -> bool:
    """Whether a quotation stands in a sentence whose words before it tell nothing of who spoke before."""
    first = run.spans[0]
    before = frames.frame(first.outer_start, first.outer_end).before
    alone = not any(token.is_word for token in before) or before[-1].text == ":"
    if alone or not frames.grammar.possessives:
        return False
    name = frames.text[slice(*cue.phrase or (0, 0))].split(",")[0].split()[-1].lower()
    about = {name, *frames.grammar.pronouns, *frames.grammar.possessives}
    return not any(token.lower in about for token in before)


def _told_before(run: Run, frames: Frames) -> Cue | None:
    """Who the nearest sentence before lets speak, in this paragraph or at the end of the one before."""
    at, _ = frames.sentence_bounds(run.start)
    paragraph = frames.paragraph(run.start)
    subject: Cue | None = None
    for _ in range(_SENTENCES_BACK):
        end = frames.end_before(at)
        if end == 0 or frames.paragraph(end - 1) < paragraph - 1:
            return subject
        start, _ = frames.sentence_bounds(end - 1)
        tokens = frames.tokens(max(start, end - LONGEST_SENTENCE), end)
        if any(token.text == QUOTE for token in tokens):
            return subject
        cue = of_sentence(tokens, frames.grammar)
        if cue is not None:
            return cue
        subject = subject or subject_of_sentence(tokens, frames.grammar)
        if not is_reported(tokens, frames.grammar):
            return subject
        at = start
    return subject


def joins(first: Marked, second: Marked, cues: Cues) -> bool:
    """Whether two marked spans are one quotation: parted by its attribution only, or by a paragraph's end."""
    frames = cues.frames
    if not first.closed and not first.dash:
        own_label = ":" in frames.text[second.outer_start : second.start]
        return not own_label and frames.text[first.outer_end : second.outer_start].isspace()
    if frames.paragraph(first.outer_start) != frames.paragraph(second.outer_start):
        return False
    between = frames.tokens(first.outer_end, min(second.outer_start, first.outer_end + LONGEST_SENTENCE))
    tied = frames.text[first.end - 1] in _OPEN_ENDS or (between and between[0].text in _TIES)
    if not tied or any(token.text in _STOPS for token in between[:-1]):
        return False
    words = [token for token in between if token.is_word]
    verbs = [token for token in words if frames.grammar.verb(token) is not None]
    if len(verbs) > 1 or not words or _leads_to_name(words[-1], frames) or len(words) > _LONGEST_ASIDE:
        return False
    cue = cues.behind(first, between)
    touches = cue is not None and cue.trust >= TOUCHING
    return touches and (between[-1].text in _TIES or _continues(second, cues))


def _leads_to_name(last: Token, frames: Frames) -> bool:
    """Whether a word leads to the name of a show and not to more speech: 'he said on "…"', "Hull's"."""
    possessive = last.text.endswith(("'s", "’s"))
    return frames.grammar.lang == "en" and (possessive or last.lower in frames.grammar.prepositions)


def _continues(second: Marked, cues: Cues) -> bool:
    """After a full stop a quotation goes on where it has no cue of its own behind it."""
    frame = cues.frames.frame(second.outer_start, second.outer_end)
    if second.dash and frame.after and frame.after[0].text in _TIES:
        return False
    own = cues.behind(second, frame.after)
    return own is None or own.trust < TOUCHING


def resolve(
    article_id: str, found: Attributed, place: Place, frames: Frames, referents: Referents, base: int = 0
) -> Attribution:
    """The attribution in the vocabulary's terms; unknown where there is no cue or its phrase tells nobody.

    ``base`` is added to the offsets of ``frames``, whose text may be the inside of another quotation.
    """
    cue = found.cue
    guessed = cue is not None and not found.own and cue.trust == SUBJECT
    if cue is None or cue.phrase is None or guessed:
        return Attribution()
    start, end = cue.phrase
    printed = frames.text[start:end]
    verb_span = Span(article_id, cue.verb[0] + base, cue.verb[1] + base, place) if cue.verb else None
    meant = referents.meant(printed, start + base)
    if cue.trust == SUBJECT and not _is_somebody(meant, printed, frames.grammar):
        return Attribution(verb=_verb(cue, frames), verb_class=cue.verb_class, verb_span=verb_span)
    return Attribution(
        speaker=meant.speaker or UNKNOWN,
        as_printed=" ".join(printed.split()),
        speaker_span=Span(article_id, start + base, end + base, place),
        verb=_verb(cue, frames),
        verb_class=cue.verb_class or NEUTRAL,
        verb_span=verb_span,
        is_person=meant.is_person,
    )


def _verb(cue: Cue, frames: Frames) -> str:
    return frames.text[slice(*cue.verb)] if cue.verb else ""


def _is_somebody(meant: Meant, printed: str, grammar: Grammar) -> bool:
    """Whether the words that a sentence begins with name somebody.

    In languages of free word order they need not be its subject: a person, an office or a body, a name of
    several words or an abbreviation may speak, any other word does not.
    """
    if meant.is_person or grammar.lang not in PRO_DROP:
        return True
    words = [word.strip(".,").lower() for word in printed.split()]
    name = [word for word in meant.speaker.split() if word not in grammar.links]
    named = len(name) > 1 and all(word[0].isupper() for word in name)
    return (
        named
        or meant.speaker.isupper()
        or any(word in grammar.roles or grammar.is_title(word) for word in words)
    )
