"""What stands in an article's text but tells nothing of the event makes no fact."""

import pytest

from aggregator.compare.facts.furniture import is_furniture


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Image copyright Anna Lind Image caption The harbour on Monday"),
        ("en", "Enlarge this image toggle caption Anna Lind/AP"),
        ("en", "The harbour after the storm. (Photo: Anna Lind)"),
        ("en", "Anna Lind/Reuters"),
        ("en", "REUTERS/Anna Lind"),
        ("en", "FILE - In this May 4, 2021, file photo, boats lie in the harbour."),
        ("en", "Contributing: Anna Lind, Mara Holm"),
        ("en", "Mara Holm contributed to this report."),
        ("en", "Follow us on every device you own."),
        ("en", "Read more: What the ferry's owner knew"),
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
