"""Who states which fact, and how firmly.

lining_up              the facts of an event, with a cell per article
statements             sentences as statements: what is read from each before they are compared
clauses datelines      where clauses stand on their own; where a sentence begins behind place and agency
furniture              what tells nothing of the event
agreement clusters     how probably two statements are the same; which make one fact
certainty              the ladder from done to denied
disagreement           statements of one fact that print another value
"""

from __future__ import annotations

from aggregator.compare.facts.lining_up import line_up

__all__ = ["line_up"]
