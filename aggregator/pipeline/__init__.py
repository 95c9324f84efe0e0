"""The one recipe: collect, group, compare. Each step reads the store, calls one room, and stores.

    collecting   feeds and files  -> articles      (collect, bring_in, try_feeds)
    grouping     articles         -> events        (group, related)
    comparing    events           -> comparisons   (compare)
    correcting   what people decide about events   (Desk)
    faults       faults of our own over one feed or event, told so that the rest goes on

The rooms never meet: values go from one to the next here. ``now`` is always an argument.
"""

from __future__ import annotations

from aggregator.pipeline.collecting import bring_in, collect, try_feeds
from aggregator.pipeline.comparing import compare
from aggregator.pipeline.correcting import Desk
from aggregator.pipeline.grouping import group, related
from aggregator.pipeline.watching import Watch, unwatched
from aggregator.store import Store
from aggregator.types import Encoders, Problem

__all__ = [
    "Desk",
    "bring_in",
    "collect",
    "compare",
    "group",
    "group_and_compare",
    "related",
    "try_feeds",
]


def group_and_compare(
    store: Store, encoders: Encoders, *, rebuild: bool = False, watch: Watch = unwatched
) -> list[Problem]:
    """Group what is new, then compare what changed; what could not be compared is told."""
    group(store, encoders, rebuild=rebuild, watch=watch)
    return compare(store, encoders, watch)
