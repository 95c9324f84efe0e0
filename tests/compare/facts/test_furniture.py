"""What stands in an article's text but tells nothing of the event makes no fact."""

import pytest

from aggregator.compare import sentences
from aggregator.compare.facts.furniture import furniture, is_furniture
from aggregator.types import Article


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Image copyright Anna Lind Image caption The harbour on Monday"),
        ("en", "Enlarge this image toggle caption Anna Lind/AP"),
        ("en", "The harbour after the storm. (Photo: Anna Lind)"),
        ("en", "Anna Lind/Reuters"),
        ("en", "REUTERS/Anna Lind"),
        ("en", "FILE - In this May 4, 2021, file photo, boats lie in the harbour."),
        ("en", "Write to Anna Lind at anna.lind@example.org"),
        ("en", "This story was updated on March 5 at noon."),
        ("en", "Visit the Gazette's homepage for more stories."),
        ("en", "Picture taken March 4, 2021."),
        ("en", "Contributing: Anna Lind, Mara Holm"),
        ("en", "Mara Holm contributed to this report."),
        ("en", "Follow us on every device you own."),
        ("en", "Read more: What the ferry's owner knew"),
        ("en", "More:What the ferry's owner knew, and when he knew of it."),
        ("en", "Sign up for our morning letter and stay informed."),
        ("en", "Ferry owner fined over life jackets Read more"),
        ("en", "Updated at 6:17 p.m. on Monday"),
        ("en", "Copyright © 2021 The Gazette"),
        ("en", "What a night it was. — Mara Holm (@maraholm) March 4, 2021"),
        ("en", "Boats everywhere pic.twitter.com/abc123"),
        ("en", "— Mara Holm"),
        ("en", "The full list: https://example.org/a/long/list-of-names"),
        ("en", "FERRY OWNER FINED OVER LIFE JACKETS"),
        ("en", "Ferry Owner Fined Over Missing Life Jackets"),
        ("en", "The Harbour Republic"),
        ("en", "Board Director Mara B. Holm."),
        ("en", "ADVERTISEMENT"),
        ("de", "01. Januar 2020, 22:52 Uhr"),
        ("es", "Tollen, Marina Baja."),
        ("en", "But what of the ferry's owner?"),
        ("es", "¿Quién gobernaba el barco?”"),
        ("de", "Foto: Anna Lind / dpa"),
        ("de", "Lesen Sie auch: Was der Eigner wusste"),
        ("pl", "Czytaj też: Co wiedział armator"),
        ("pl", "Fot. Anna Lind / PAP"),
        ("fr", "Lire aussi : ce que savait l’armateur"),
        ("es", "Lea también: lo que sabía el armador"),
        ("ru", "Читайте также: что знал владелец парома"),
    ],
)
def test_captions_credits_links_posts_and_headings_are_furniture(lang: str, text: str) -> None:
    assert is_furniture(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The ferry sank near Tollen island on Monday."),
        ("en", "(Anna Lind/Reuters) The ferry sank near Tollen island on Monday."),
        ("en", "Published reports said that the ferry sank."),
        ("en", "Updated figures put the loss at 38 million crowns."),
        ("en", "The photograph shows how the ferry lay on its side."),
        ("en", "Mara Holm tweeted that the ferry had sunk"),
        ("de", "Die Fähre sank am Montag vor der Insel Tollen."),
        ("de", "Das Foto zeigt die Fähre kurz vor dem Untergang."),
        ("pl", "Prom zatonął w poniedziałek koło wyspy Tollen."),
        ("en", "THE FERRY SANK NEAR TOLLEN ISLAND WITH TWENTY PEOPLE ABOARD, POLICE SAID."),
        ("ar", "غرقت العبارة قرب الجزيرة يوم الاثنين."),
        ("xx", "La pramo sinkis lundon apud la insulo."),
    ],
)
def test_sentences_about_the_event_are_not(lang: str, text: str) -> None:
    assert not is_furniture(text, lang)


def left(text: str) -> list[str]:
    """The sentences of an article that are no furniture."""
    article = Article("a", "Gazette", "Title", text, lang="en")
    split = sentences.split(article)
    out = furniture(article, split)
    return [sentence.text for sentence in split if sentence.span not in out]


SUNK = "The ferry sank near Tollen island on Monday."
SAVED = "All of its passengers were saved by fishing boats."


@pytest.mark.parametrize(
    "closed",
    [
        "A pilot watches the harbour at dawn. Boats lie near the wall. Anna Lind/AP",
        "A pilot watches the harbour at dawn. (AP Photo/Anna Lind)",
        "We saw it go down from our kitchen. Nobody helped. — Mara Holm (@maraholm) March 4, 2021",
        "We saw it go down from our kitchen. pic.twitter.com/abc123",
    ],
)
def test_a_paragraph_that_a_credit_or_a_signature_closes_is_a_caption_or_a_post(closed: str) -> None:
    assert left(f"{SUNK}\n\n{closed}\n\n{SAVED}") == [SUNK, SAVED]


def test_what_names_an_agency_in_a_sentence_or_closes_a_whole_text_closes_no_paragraph() -> None:
    told = "The owner spoke to the papers. He gave his pictures to Getty Images for nothing."
    assert "The owner spoke to the papers." in left(f"{SUNK}\n\n{told}")
    long = " ".join([SAVED, *(f"Boat number {number} took some of them ashore." for number in range(20))])
    assert SAVED in left(f"{SUNK} {long} Anna Lind/AP")


def test_a_short_line_without_an_end_mark_among_paragraphs_that_have_one_is_a_heading_or_a_link() -> None:
    assert left(f"{SUNK}\n\nWhat pilots say about the wall\n\n{SAVED}") == [SUNK, SAVED]
    assert left(f"{SUNK}\n\nOwner:what we know of the ferry's past\n\n{SAVED}") == [SUNK, SAVED]


@pytest.mark.parametrize(
    "text",
    [
        f"{SUNK}\n\n- The owner was fined last year\n\n{SAVED}",
        f"{SUNK}\n\nThe owner was fined last year",
        "The owner was fined last year\n\nThe ferry sank on Monday\n\nNobody was hurt\n\nIt rained.",
        f"{SUNK}\n\nThe owner, who was fined for a lack of life jackets, has not been seen\n\n{SAVED}",
    ],
)
def test_lists_last_lines_long_lines_and_texts_without_end_marks_keep_their_lines(text: str) -> None:
    assert left(text) == [line.strip() for line in text.split("\n\n")]
