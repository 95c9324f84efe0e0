"""The vocabulary: frozen dataclasses, the only words the rooms share, in the order in which data flows.

Times are aware and in UTC. Offsets count code points of the stored text.
"""

from aggregator.types.articles import Article, Intake, Problem, TextAvailable
from aggregator.types.comparison import ENGINES, Comparison, Dossier, Moment, Origin, OriginClass
from aggregator.types.events import (
    AssignmentSource,
    Band,
    Constraints,
    Correction,
    CorrectionKind,
    Event,
    EventSummary,
    Member,
    Neighbour,
    Passage,
    count_outlets,
)
from aggregator.types.evidence import UNKNOWN, Place, Sentence, Span
from aggregator.types.facts import (
    Cell,
    Certainty,
    Fact,
    Label,
    LabelKind,
    NumberLine,
    Quantity,
    State,
    Statement,
    Verdict,
)
from aggregator.types.quotes import Attribution, Indirect, Part, Printing, Quotation, Utterance, Variant
from aggregator.types.sources import Failed, Feed, Fetched, NotModified, Outcome, Outlet
from aggregator.types.vectors import Encoder, Encoders, Matrix

__all__ = [
    "ENGINES",
    "UNKNOWN",
    "Article",
    "AssignmentSource",
    "Attribution",
    "Band",
    "Cell",
    "Certainty",
    "Comparison",
    "Constraints",
    "Correction",
    "CorrectionKind",
    "Dossier",
    "Encoder",
    "Encoders",
    "Event",
    "EventSummary",
    "Fact",
    "Failed",
    "Feed",
    "Fetched",
    "Indirect",
    "Intake",
    "Label",
    "LabelKind",
    "Matrix",
    "Member",
    "Moment",
    "Neighbour",
    "NotModified",
    "NumberLine",
    "Origin",
    "OriginClass",
    "Outcome",
    "Outlet",
    "Part",
    "Passage",
    "Place",
    "Printing",
    "Problem",
    "Quantity",
    "Quotation",
    "Sentence",
    "Span",
    "State",
    "Statement",
    "TextAvailable",
    "Utterance",
    "Variant",
    "Verdict",
    "count_outlets",
]
