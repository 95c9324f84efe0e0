"""The dashboard as a person meets it."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import settle, turn_to, visit
from tests.dashboard.invented import BRIDGE, OUTLETS

pytestmark = pytest.mark.browser


def test_an_event_opens_by_its_link_with_outlets_side_by_side(page: Page, served: str) -> None:
    visit(page, f"{served}/event?event={BRIDGE}")
    heads = page.locator("table.px-compare thead th .px-outlet").all_inner_texts()
    assert set(heads) == {outlet.name for outlet in OUTLETS}
    columns = [
        cell.bounding_box() for cell in page.locator("table.px-compare tbody tr").first.locator("td").all()
    ]
    assert len({round(box["y"]) for box in columns if box}) == 1
    assert len({round(box["x"]) for box in columns if box}) == len(columns)


def test_the_list_leads_to_the_event_and_back(page: Page, served: str) -> None:
    visit(page, served)
    page.get_by_role("link", name="Marrow Bridge closed after crack").click()
    page.wait_for_url(f"**/event?event={BRIDGE}")
    page.get_by_role("link", name="All events").click()
    expect(page.get_by_text("2 told by one outlet alone")).to_be_visible()


def test_back_leads_from_an_article_to_its_view_and_then_to_the_list_as_it_was_filtered(
    page: Page, served: str
) -> None:
    visit(page, served)
    search = page.get_by_role("textbox", name="Search headlines and texts")
    search.fill("crack")
    search.press("Enter")
    expect(page.get_by_text("1 event,")).to_be_visible()
    page.get_by_role("link", name="Marrow Bridge closed after crack").click()
    page.wait_for_url("**/event?event=*")
    expect(page).to_have_title(re.compile("Marrow Bridge closed after crack.* · Parallax"))
    turn_to(page, "Quotes")
    page.get_by_role("link", name="In the article").first.click()
    page.wait_for_url("**/article?*")
    page.go_back()
    page.wait_for_url("**/event?*view=Quotes*")
    page.go_back()
    expect(page.get_by_text("1 event,")).to_be_visible()
    expect(search).to_have_value("crack")


def test_a_page_begins_below_the_header_on_a_telephone(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    visit(page, f"{served}/event?event={BRIDGE}")
    header = page.locator('[data-testid="stHeader"]').bounding_box()
    banner = page.locator(".px-banner").bounding_box()
    context.close()
    assert header and banner
    assert banner["y"] >= header["y"] + header["height"]


def test_the_last_time_of_the_axis_stays_inside_the_chart(page: Page, served: str) -> None:
    visit(page, f"{served}/event?event={BRIDGE}&view=Timeline")
    chart = page.locator(".px-chart").bounding_box()
    label = page.locator(".px-tick").last.bounding_box()
    assert chart and label
    assert label["x"] + label["width"] <= chart["x"] + chart["width"] + 1


@pytest.mark.parametrize("profile", ["Plain CSV", "CSV for Excel"])
def test_the_tables_of_an_event_come_as_a_zip_that_can_be_read_back(
    page: Page, served: str, tmp_path: Path, profile: str
) -> None:
    visit(page, f"{served}/event?event={BRIDGE}")
    page.get_by_role("button", name="Export CSV").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=profile).click()
    download.value.save_as(tmp_path / "event.zip")
    archive = zipfile.ZipFile(tmp_path / "event.zip")
    text = archive.read("facts.csv").decode("utf-8-sig" if "Excel" in profile else "utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    visit(page, f"{served}/event?event={BRIDGE}&view=Facts")
    told = [row for row in rows if row["sentence"]]
    assert page.locator("table.px-facts td button.px-open").count() == len(told)
    assert {row["outlet"] for row in rows} == {outlet.name for outlet in OUTLETS}


def test_a_cell_opens_its_sentence_which_leads_to_the_article(page: Page, served: str) -> None:
    visit(page, f"{served}/event?event={BRIDGE}&view=Facts")
    page.locator("td button.px-open", has_text="examine whether").click()
    opened = page.locator(".px-popover:popover-open")
    expect(opened).to_contain_text("Officials examine whether one lane could open early.")
    expect(opened).to_contain_text("characters 66–118")
    opened.get_by_role("link", name="Read in the article").click()
    page.wait_for_url("**/article?article=radio-1&at=66-118&view=Facts")
    settle(page)
    here = page.locator(".px-here")
    expect(here).to_contain_text("Officials examine whether")
    expect(here).to_be_in_viewport()


def test_pinning_outlets_changes_the_address_which_opens_the_same_again(page: Page, served: str) -> None:
    visit(page, f"{served}/event?event={BRIDGE}")
    page.get_by_role("combobox", name="Pin two to four outlets").click()
    page.get_by_role("option", name="Flussbote").click()
    page.wait_for_url("**pin=Flussbote**")
    settle(page)
    visit(page, page.url)
    assert page.locator("table.px-compare thead th .px-outlet").all_inner_texts() == ["Flussbote"]


def test_no_view_is_wider_than_a_telephone(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    visit(page, f"{served}/event?event={BRIDGE}")
    widths = {}
    for view in ("Facts", "Quotes", "Numbers", "Timeline", "Articles", "Compare"):
        turn_to(page, view)
        main = page.locator('[data-testid="stMainBlockContainer"]')
        widths[view] = main.evaluate("element => element.scrollWidth")
    context.close()
    assert max(widths.values()) <= 390, widths
