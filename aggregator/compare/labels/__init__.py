"""What outlets call those involved.

finding                the labels of an event
label_names label_nouns  names, places; nouns of the word list
label_full_names label_people label_titles  who is named in full; whom a name means; the title before it
label_descriptions label_said label_phrases  "the embattled senator"; what an article says of its persons
label_texts            the texts as words
"""

from __future__ import annotations

from aggregator.compare.labels.finding import find

__all__ = ["find"]
