"""What stands beside an annotated article: differences first, and long lists folded."""

from dataclasses import replace

from markupsafe import Markup

from aggregator.dashboard.blocks import article, beside
from aggregator.dashboard.blocks.lookup import Lookup
from aggregator.types import Dossier, Fact
from tests.dashboard import invented


def of(made: Dossier, article_id: str) -> Markup:
    lookup = Lookup(made)
    return beside.beside(article.Annotated(lookup, lookup.articles[article_id]))


def with_facts(facts: list[Fact]) -> Dossier:
    made = invented.dossier()
    return replace(made, comparison=replace(made.comparison, facts=tuple(facts)))


def lacking_in(html: Markup) -> str:
    return str(html).split("Reported elsewhere")[1]


def copies(fact: Fact, number: int) -> list[Fact]:
    return [replace(fact, id=f"{fact.id}-{n}") for n in range(number)]


def test_what_differs_in_the_article_stands_before_what_it_lacks() -> None:
    html = of(invented.dossier(), "radio-1")
    assert 0 < html.index("Where outlets differ") < html.index("Reported elsewhere, not found here")


def test_what_one_outlet_alone_tells_is_folded_behind_what_several_tell() -> None:
    *_, alone = invented.dossier().comparison.facts
    shared = next(
        fact
        for fact in invented.dossier().comparison.facts
        if len({cell.article_id for cell in fact.cells if cell.statement}) > 2
    )
    lacking = next(cell.article_id for cell in shared.cells if not cell.statement)
    html = of(with_facts([*copies(shared, 2), *copies(alone, 9)]), lacking)
    before, folded = html.split("Reported elsewhere")[1].split(
        "<summary>9 more, told by one outlet alone</summary>"
    )
    assert before.count("px-item") == 2
    assert folded.count("px-item") == 9


def test_where_all_is_one_outlets_alone_a_few_are_shown() -> None:
    *_, alone = invented.dossier().comparison.facts
    teller = alone.headline.span.article_id
    other = next(cell.article_id for cell in alone.cells if cell.article_id.partition("-")[0] not in teller)
    html = of(with_facts(copies(alone, 9)), other)
    before, folded = html.split("Reported elsewhere")[1].split(
        "<summary>6 more, told by one outlet alone</summary>"
    )
    assert before.count("px-item") == 3
    assert folded.count("px-item") == 6


def test_other_values_are_told_once_each_with_the_outlets_that_print_them() -> None:
    text = of(invented.dossier(), "market-1").striptags()
    assert "here 11,000; elsewhere 14,000 (Coast Wire, Tesk Herald, Radio Halm); 16,500 (Flussbote)" in text


def test_a_statement_without_a_hedge_is_called_plain() -> None:
    facts = list(invented.dossier().comparison.facts)
    [plain] = [cell for cell in facts[1].cells if cell.statement and cell.statement.certainty == "done"]
    assert plain.statement
    bare = replace(plain, statement=replace(plain.statement, trigger=None))
    facts[1] = replace(facts[1], cells=tuple(bare if cell is plain else cell for cell in facts[1].cells))
    text = of(with_facts(facts), "radio-1").striptags()
    assert ", stated plainly" in text.partition("here “examine whether”; elsewhere")[2]
