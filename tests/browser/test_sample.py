"""The bundled sample as the demo opens it."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from aggregator.store import Store
from tests.browser.conftest import serve, visit

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.xdist_group("demo")]


@pytest.fixture(scope="module")
def sample(demo: tuple[Path, str], browser: Browser) -> Iterator[tuple[str, str]]:
    """The dashboard over the demo's database, and the main event's id."""
    folder, _ = demo
    [database] = folder.glob("*.db")
    store = Store.open(database)
    main_event = store.events.ids(order="most outlets")[0]
    store.close()
    for address in serve(database):
        yield address, main_event


def test_the_main_event_opens_by_its_link_under_the_banner(page: Page, sample: tuple[str, str]) -> None:
    address, main_event = sample
    visit(page, f"{address}/event?event={main_event}")
    expect(page.get_by_text("Outlets and articles are invented.")).to_be_visible()
    assert page.locator("table.px-compare thead th .px-outlet").count() >= 4


def test_its_tables_can_be_taken_away_and_count_as_the_page_does(
    page: Page, sample: tuple[str, str], tmp_path: Path
) -> None:
    address, main_event = sample
    visit(page, f"{address}/event?event={main_event}")
    page.get_by_role("button", name="Export CSV").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Plain CSV").click()
    download.value.save_as(tmp_path / "event.zip")
    text = zipfile.ZipFile(tmp_path / "event.zip").read("events.csv").decode()
    [row] = csv.DictReader(io.StringIO(text, newline=""))
    assert row["event_id"] == main_event
    expect(page.get_by_text(f"{row['outlets']} outlets · {row['origins']} origins").first).to_be_visible()


def test_a_fact_of_it_opens_its_evidence(page: Page, sample: tuple[str, str]) -> None:
    address, main_event = sample
    visit(page, f"{address}/event?event={main_event}&view=Facts")
    page.locator("td button.px-open").first.click()
    opened = page.locator(".px-popover:popover-open")
    expect(opened).to_contain_text("characters")
    expect(opened.get_by_role("link", name="Read in the article")).to_be_visible()
