"""Turning the pages of a long list."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import serve, settle, visit
from tests.dashboard import crowded

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    """The address of a dashboard over sixty events."""
    yield from serve(crowded.database(tmp_path_factory.mktemp("many") / "many.db", 2, 5, events=60))


def test_a_turned_page_is_read_from_its_beginning(page: Page, many: str) -> None:
    visit(page, many)
    for number in (2, 3, 2):
        turned = page.get_by_test_id("stPagination").get_by_text(str(number), exact=True)
        turned.scroll_into_view_if_needed()
        turned.click()
        page.wait_for_url(re.compile(rf"page={number}"))
        settle(page)
        expect(page.locator("h2").first).to_be_in_viewport()
