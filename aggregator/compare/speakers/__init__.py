"""Who says a quotation: the cue beside it, and whom that cue means.

attribution            what stands beside each run of quotations, from one to the next
cue cues               the words that give a quotation to somebody
cues_before cues_after where they stand
phrases subjects       the source's words, and the subject of the verb
word_classes           what a word is where it stands
hearers                who is told
persons mentions       the persons of an article, and where it speaks of them
referents              whom a role or a pronoun means
described              whom a description means, by the labels of the event
"""

from __future__ import annotations

from aggregator.compare.speakers.attribution import attribute, cue_of, joins, resolve
from aggregator.compare.speakers.cues import Cues

__all__ = ["Cues", "attribute", "cue_of", "joins", "resolve"]
