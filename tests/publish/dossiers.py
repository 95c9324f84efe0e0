"""A small event made by hand: two outlets, one quote, one fact, one number."""

from datetime import UTC, datetime

from aggregator.types import (
    Article,
    Attribution,
    Cell,
    Comparison,
    Dossier,
    Event,
    EventSummary,
    Fact,
    Label,
    Member,
    Moment,
    NumberLine,
    Origin,
    Outlet,
    Part,
    Printing,
    Quantity,
    Quotation,
    Sentence,
    Span,
    Statement,
    Utterance,
)

NINE = datetime(2025, 3, 12, 9, 12, tzinfo=UTC)
TEN = datetime(2025, 3, 12, 10, 5, tzinfo=UTC)
FIRST_TEXT = "The dam may open early. “Nothing is final until both sides have voted,” Ilse Garrow said."
SECOND_TEXT = "Some 1,200 people left. “Nothing is final,” Garrow admitted."


def attribution(printed: str, verb: str, verb_class: str) -> Attribution:
    return Attribution("Ilse Garrow", printed, None, verb, verb_class)


def quotation(id: str, article_id: str, text: str, words: str, who: Attribution) -> Quotation:
    start = text.index(words)
    return Quotation(id, (Part(Span(article_id, start, start + len(words)), words),), who, "en")


def small_dossier() -> Dossier:
    first = Article(
        "a1", "Nordwire", "Accord on the dam", FIRST_TEXT, "https://n.example/1", published=NINE, lang="en"
    )
    second = Article(
        "a2", "=Spark", 'Deal, "at last"', SECOND_TEXT, "https://s.example/1", published=TEN, lang="de"
    )
    full = quotation(
        "q1",
        "a1",
        FIRST_TEXT,
        "Nothing is final until both sides have voted,",
        attribution("Ilse Garrow", "said", "neutral"),
    )
    cut = quotation(
        "q2", "a2", SECOND_TEXT, "Nothing is final,", attribution("Garrow", "admitted", "conceding")
    )
    sentence = Sentence(Span("a2", 0, 23), SECOND_TEXT[:23])
    statement = Statement(Span("a1", 0, 23), FIRST_TEXT[:23], 0.9, "may", "hedged", Span("a1", 8, 11))
    comparison = Comparison(
        event_id="e1",
        article_ids=("a1", "a2"),
        sentences=(sentence,),
        origins=(Origin("a1", "a1", "original"), Origin("a2", "a1", "wholly")),
        utterances=(
            Utterance(
                "u1",
                "Ilse Garrow",
                (
                    Printing(full, "full"),
                    Printing(cut, "trimmed_unmarked", ("until both sides have voted",), (), 0.61803),
                ),
                0,
            ),
        ),
        facts=(
            Fact("f1", statement, (statement,), (Cell("a1", "hedged", statement), Cell("a2", "not found"))),
        ),
        quantities=(
            Quantity(
                "n1",
                Span("a2", 5, 10),
                sentence,
                1200.0,
                None,
                "people",
                "left",
                "about",
                "Some 1,200",
                "f1",
                "l1",
            ),
        ),
        lines=(NumberLine("l1", "people left", "people", "agree", ("n1",)),),
        labels=(
            Label(
                "garrow", Span("a2", SECOND_TEXT.index("Garrow"), SECOND_TEXT.index("Garrow") + 6), "Garrow"
            ),
        ),
        timeline=(Moment("a1", 0, "published"), Moment("a2", 53, "published")),
    )
    summary = EventSummary(
        "e1", "Accord on the dam", "en", NINE, TEN, 2, ("Nordwire", "=Spark"), 1, ("de", "en")
    )
    members = (
        Member("a1", 0.9, "a2", centre=True),
        Member("a2", 0.74321, "a1", ("Garrow", "Brenn"), 0.883),
    )
    outlets = {"Nordwire": Outlet("Nordwire", country="VL")}
    return Dossier(
        Event("e1", "Accord on the dam", "a1", members), (first, second), outlets, comparison, summary
    )
