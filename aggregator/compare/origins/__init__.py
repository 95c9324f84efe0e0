"""Who copied from whom.

tracing                each article's origin and class
reuse retelling        shared words; shared facts in the same order
credits                credits to agencies
"""

from __future__ import annotations

from aggregator.compare.origins.tracing import trace

__all__ = ["trace"]
