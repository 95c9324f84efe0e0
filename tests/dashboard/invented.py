"""An invented event with everything a view can show, put through the store as the pipeline would."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aggregator.compare.timeline import moments
from aggregator.store import Store
from aggregator.types import (
    ENGINES,
    Article,
    Attribution,
    Cell,
    Certainty,
    Comparison,
    Dossier,
    Event,
    EventSummary,
    Fact,
    Feed,
    Indirect,
    Label,
    Member,
    NumberLine,
    Origin,
    Outlet,
    Part,
    Printing,
    Quantity,
    Quotation,
    Sentence,
    Span,
    State,
    Statement,
    Utterance,
    Variant,
    Verdict,
)

NOW = datetime(2031, 5, 9, 12, tzinfo=UTC)
DAY = datetime(2031, 5, 6, tzinfo=UTC)
BRIDGE = "bridge-8f21c4"
LONE = "bakery-77aa01"
WAITING = "harvest-3b9d20"

OUTLETS = (
    Outlet("Coast Wire", "https://wire.example", "XA", "en", "wire", feeds=("https://wire.example/all.xml",)),
    Outlet("Tesk Herald", "https://herald.example", "XA", "en", "regional paper"),
    Outlet(
        "Market Daily", "https://market.example", "XA", "en", "business daily", "Market Holding", ("paid",)
    ),
    Outlet("Radio Halm", "https://radio.example", "XB", "en", "public broadcaster"),
    Outlet("Channel One Orv", "https://one.example", "XC", "en", "state media"),
    Outlet("Flussbote", "https://flussbote.example", "XD", "de", "newspaper"),
    Outlet("Evening Whistle", "https://whistle.example", "XA", "en", "tabloid"),
)

TEXTS: dict[str, tuple[str, str, str, int]] = {
    "wire-1": (
        "Coast Wire",
        "Marrow Bridge closed after crack found in main beam",
        "Engineers closed the Marrow Bridge on Tuesday after a crack was found in its main beam.\n\n"
        "The bridge may stay closed for six weeks, the transport office said. About 14,000 cars cross it "
        "every day.\n\n"
        "“We will open one lane early, but only when the beam has passed a load test,” said Nadia Torv, "
        "head of the transport office.",
        0,
    ),
    "herald-1": (
        "Tesk Herald",
        "Marrow Bridge shut, agency says",
        "Engineers closed the Marrow Bridge on Tuesday after a crack was found in its main beam.\n\n"
        "The bridge may stay closed for six weeks, the transport office said. About 14,000 cars cross it "
        "every day.\n\n"
        "“We will open one lane early, but only when the beam has passed a load test,” said Nadia Torv, "
        "head of the transport office.",
        21,
    ),
    "market-1": (
        "Market Daily",
        "Toll operator falls as Marrow Bridge shuts",
        "Shares of the toll operator fell three per cent after the Marrow Bridge was closed.\n\n"
        "Some 11,000 cars use the crossing daily. The operator plans to reopen it within six weeks.\n\n"
        "“We will open one lane early … when the beam has passed a load test,” stressed the office’s head.",
        55,
    ),
    "radio-1": (
        "Radio Halm",
        "What is known about the crack in the Marrow Bridge",
        "The Marrow Bridge is closed because of a crack in the main beam.\n\n"
        "Officials examine whether one lane could open early. Around 14,000 cars a day must go round by "
        "Halm.\n\n"
        "“We will open one lane early, but only when the beam has passed a load test,” Ms Torv told this "
        "station.\n\n“Nobody warned us,” said a shopkeeper on the south bank.",
        140,
    ),
    "one-1": (
        "Channel One Orv",
        "Bridge to open early, neighbour promises",
        "The neighbour’s bridge can now be used again within days.\n\n"
        "“We will open one lane early,” admitted the neighbour’s official Torv.",
        190,
    ),
    "bote-1": (
        "Flussbote",
        "Brückensperrung: Straßenverkehrsbehörde rechnet mit sechs Wochen",
        "Die Marrow-Brücke ist seit Dienstag wegen eines Risses im Hauptträger gesperrt.\n\n"
        "Täglich fahren 16.500 Autos über die Brücke.\n\n"
        "„Wir öffnen früh eine Spur, aber erst nach einer Belastungsprobe“, sagte Nadia Torv.",
        320,
    ),
    "radio-2": (
        "Radio Halm",
        "Marrow Bridge: load test set for Friday",
        "The load test of the Marrow Bridge is set for Friday.\n\nThe bridge is closed since Tuesday.",
        600,
    ),
    "whistle-1": (
        "Evening Whistle",
        "BRIDGE OF SIGHS: your commute is over",
        "Crack shuts Marrow Bridge.",
        640,
    ),
}


def articles() -> tuple[Article, ...]:
    return tuple(
        Article(
            id=id,
            outlet=outlet,
            title=title,
            text=text,
            url=f"https://{outlet.split()[0].lower()}.example/{id}",
            published=DAY + timedelta(hours=8, minutes=minutes),
            published_origin="feed",
            first_seen=NOW,
            lang="de" if outlet == "Flussbote" else "en",
            text_available="summary" if id == "whistle-1" else "full",
        )
        for id, (outlet, title, text, minutes) in TEXTS.items()
    )


def at(article_id: str, words: str, within: Span | None = None) -> Span:
    """The place of some words in an article's text."""
    start = TEXTS[article_id][2].index(words, within.start if within else 0)
    return Span(article_id, start, start + len(words))


def sentence(article_id: str, words: str) -> Sentence:
    """The sentence that holds these words."""
    return next(s for s in sentences() if s.span.article_id == article_id and words in s.text)


def sentences() -> tuple[Sentence, ...]:
    """Cut at full stops, which is right for these texts."""
    found = []
    for id, (_, _, text, _) in TEXTS.items():
        for number, paragraph in enumerate(text.split("\n\n")):
            start = text.index(paragraph)
            for piece in paragraph.replace(". ", ".\0").split("\0"):
                begin = text.index(piece, start)
                found.append(Sentence(Span(id, begin, begin + len(piece)), piece, number))
    return tuple(found)


def statement(
    id: str,
    words: str,
    certainty: Certainty,
    state: State = "stated",
    trigger: str = "",
    similarity: float = 0.91,
) -> Statement:
    found = sentence(id, words)
    inner = at(id, trigger, found.span) if trigger else None
    return Statement(found.span, found.text, similarity, certainty, state, inner)


def fact(id: str, *statements: Statement) -> Fact:
    by_article = {s.span.article_id: s for s in statements}
    cells = []
    for article in articles():
        own = by_article.get(article.id)
        state: State = "text unavailable" if article.text_available != "full" else "not found"
        cells.append(Cell(article.id, own.state if own else state, own))
    return Fact(id, statements[0], statements, tuple(cells))


def facts() -> tuple[Fact, ...]:
    return (
        fact(
            "f-closed",
            statement("wire-1", "Engineers closed", "done"),
            statement("herald-1", "Engineers closed", "done"),
            statement("radio-1", "is closed because", "done"),
            statement("bote-1", "gesperrt", "done"),
            statement("radio-2", "closed since", "done"),
            statement("whistle-1", "Crack shuts", "done"),
        ),
        fact(
            "f-weeks",
            statement("wire-1", "may stay closed", "may", "hedged", "may"),
            statement("herald-1", "may stay closed", "may", "hedged", "may"),
            statement("market-1", "plans to reopen", "plans", "hedged", "plans to"),
            statement("radio-1", "examine whether", "considers", "hedged", "examine whether"),
            statement("one-1", "can now be used", "done", "stated", "can now"),
        ),
        fact(
            "f-cars",
            statement("wire-1", "14,000 cars", "done"),
            statement("herald-1", "14,000 cars", "done"),
            statement("market-1", "11,000 cars", "done", "different", "11,000"),
            statement("radio-1", "14,000 cars", "done"),
            statement("bote-1", "16.500 Autos", "done", "different", "16.500"),
        ),
        fact("f-shares", statement("market-1", "Shares of the toll", "done")),
        fact("f-test", statement("radio-2", "set for Friday", "will", trigger="set for")),
    )


def quantity(id: str, words: str, number: str, value: float, qualifier: str, verdict: Verdict) -> Quantity:
    found = sentence(id, words)
    return Quantity(
        id=f"q-{id}",
        span=at(id, number, found.span),
        sentence=found,
        value=value,
        value_max=None,
        unit="",
        of_what="cars a day",
        qualifier=qualifier,
        printed=number,
        fact_id="f-cars",
        line_id="line-cars",
        verdict=verdict,
    )


def quantities() -> tuple[Quantity, ...]:
    return (
        quantity("wire-1", "14,000", "14,000", 14000, "about", "conflict"),
        quantity("herald-1", "14,000", "14,000", 14000, "about", "conflict"),
        quantity("market-1", "11,000", "11,000", 11000, "some", "conflict"),
        quantity("radio-1", "14,000", "14,000", 14000, "around", "conflict"),
        quantity("bote-1", "16.500", "16.500", 16500, "", "conflict"),
        Quantity(
            "q-shares",
            at("market-1", "three per cent"),
            sentence("market-1", "three per cent"),
            3.0,
            None,
            "%",
            "shares",
            "",
            "three per cent",
            "f-shares",
        ),
    )


def printing(
    id: str,
    words: str,
    verb: str,
    as_printed: str,
    variant: Variant,
    missing: Sequence[str] = (),
    verb_class: str = "neutral",
    lang: str = "en",
) -> Printing:
    attribution = Attribution("Nadia Torv", as_printed, verb=verb, verb_class=verb_class)
    quotation = Quotation(f"quote-{id}", (Part(at(id, words), words),), attribution, lang)
    return Printing(quotation, variant, tuple(missing), similarity=0.9)


def utterances() -> tuple[Utterance, ...]:
    whole = "We will open one lane early, but only when the beam has passed a load test,"
    return (
        Utterance(
            "u-lane",
            "Nadia Torv",
            (
                printing("wire-1", whole, "said", "Nadia Torv, head of the transport office", "full"),
                printing("herald-1", whole, "said", "Nadia Torv, head of the transport office", "full"),
                printing(
                    "market-1",
                    "We will open one lane early … when the beam has passed a load test,",
                    "stressed",
                    "the office’s head",
                    "trimmed_marked",
                    ["but only"],
                    "stressing",
                ),
                printing("radio-1", whole, "told", "Ms Torv", "full"),
                printing(
                    "one-1",
                    "We will open one lane early,",
                    "admitted",
                    "the neighbour’s official Torv",
                    "trimmed_unmarked",
                    ["but only when the beam has passed a load test"],
                    "conceding",
                ),
                printing(
                    "bote-1",
                    "Wir öffnen früh eine Spur, aber erst nach einer Belastungsprobe",
                    "sagte",
                    "Nadia Torv",
                    "translated",
                    lang="de",
                ),
            ),
            0,
            (
                Indirect(
                    sentence("radio-1", "examine whether").span,
                    sentence("radio-1", "examine whether").text,
                    Attribution("officials", "Officials", verb="examine"),
                    0.71,
                ),
            ),
        ),
        Utterance(
            "u-warned",
            "unknown",
            (
                Printing(
                    Quotation(
                        "quote-radio-1b",
                        (Part(at("radio-1", "Nobody warned us,"), "Nobody warned us,"),),
                        Attribution(as_printed="a shopkeeper on the south bank", verb="said"),
                        "en",
                    ),
                    "full",
                ),
            ),
            0,
        ),
    )


def comparison() -> Comparison:
    copied = at("herald-1", "Engineers closed the Marrow Bridge on Tuesday")
    return Comparison(
        event_id=BRIDGE,
        article_ids=tuple(TEXTS),
        sentences=sentences(),
        origins=tuple(
            Origin(
                id, "wire-1", "wholly", copied, at("wire-1", "Engineers closed the Marrow Bridge on Tuesday")
            )
            if id == "herald-1"
            else Origin(id, id, "original")
            for id in TEXTS
        ),
        utterances=utterances(),
        facts=facts(),
        quantities=quantities(),
        lines=(
            NumberLine(
                "line-cars", "cars a day", "", "conflict", tuple(q.id for q in quantities() if q.line_id)
            ),
        ),
        labels=(
            Label("r-torv", at("wire-1", "Nadia Torv"), "Nadia Torv"),
            Label("r-torv", at("radio-1", "Ms Torv"), "Ms Torv"),
            Label("r-torv", at("one-1", "the neighbour’s official"), "the neighbour’s official"),
        ),
        timeline=moments(articles()),
    )


def event() -> Event:
    members = tuple(
        Member(
            article.id,
            similarity=None if article.id == "wire-1" else 0.83,
            nearest="" if article.id == "wire-1" else "wire-1",
            shared=("Marrow", "Torv"),
            hours=1.0,
            band="check" if article.id == "whistle-1" else "sure",
            centre=article.id == "wire-1",
        )
        for article in articles()
    )
    return Event(BRIDGE, articles()[0].title, "wire-1", members)


def summary() -> EventSummary:
    times = tuple(article.published for article in articles() if article.published)
    return EventSummary(
        BRIDGE,
        articles()[0].title,
        "en",
        times[0],
        times[-1],
        len(TEXTS),
        tuple(dict.fromkeys(article.outlet for article in articles())),
        7,
        ("de", "en"),
        times,
        conflicts=1,
        trimmed_unmarked=1,
        summary_only=1,
        unsure=1,
    )


def dossier() -> Dossier:
    return Dossier(event(), articles(), {outlet.name: outlet for outlet in OUTLETS}, comparison(), summary())


def single(
    id: str, outlet: str, title: str, text: str = "A short text."
) -> tuple[Article, Event, EventSummary]:
    """An event of one article alone."""
    article = Article(f"{id}-a", outlet, title, text, published=DAY, published_origin="feed", lang="en")
    made = Event(id, title, article.id, (Member(article.id, centre=True),))
    return article, made, EventSummary(id, title, "en", DAY, DAY, 1, (outlet,), 1, ("en",), (DAY,))


def fill(store: Store, sample: bool = True) -> None:
    """The bridge, a single article that is compared, and one that is not yet."""
    store.sources.put_outlets(OUTLETS)
    store.sources.put_feed(
        Feed("https://wire.example/all.xml", "Coast Wire", checked=NOW, due=NOW, errors=3, error="http 404")
    )
    store.sources.put_feed(Feed("https://radio.example/all.xml", "Radio Halm", checked=NOW, due=NOW))
    if sample:
        store.sources.put_note("sample", "yes")
    alone, lone_event, lone_summary = single(LONE, "Radio Halm", "Bakery by the lock opens again")
    late, waiting_event, waiting_summary = single(WAITING, "Tesk Herald", "Harvest begins on the Tesk")
    for article in (*articles(), alone, late):
        store.articles.put(article, NOW)
    summaries = {BRIDGE: summary(), LONE: lone_summary, WAITING: waiting_summary}
    store.events.put([event(), lone_event, waiting_event], summaries)
    store.events.put_comparison(comparison(), f"{ENGINES}:bridge")
    store.events.put_comparison(lone_comparison(alone), f"{ENGINES}:lone")
    store.events.redirect({"former-bridge": BRIDGE})


def lone_comparison(article: Article) -> Comparison:
    return Comparison(
        LONE,
        (article.id,),
        (Sentence(Span(article.id, 0, len(article.text)), article.text),),
        (Origin(article.id, article.id, "original"),),
        timeline=moments([article]),
    )


def database(path: Path, sample: bool = True) -> Path:
    store = Store.open(path)
    with store.writing("test", NOW), store.transaction():
        fill(store, sample)
    store.close()
    return path
