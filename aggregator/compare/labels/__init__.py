"""What outlets call those involved.

finding                the labels of an event
label_names label_nouns  names, places; nouns of the word list
"""

from __future__ import annotations

from aggregator.compare.labels.finding import find

__all__ = ["find"]
