"""What a page says to its visitor is told from what an article says to its reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator import lexicons, notices
from tests.timing import is_linear

STORY = "A ferry ran aground off Pellen on Monday. All 212 people on board were brought ashore."
NOTICES = {
    "en": (
        "This site uses cookies.",
        "We use cookies on this website. You can change the settings in your browser at any time.",
    ),
    "de": (
        "Diese Seite verwendet Cookies.",
        "Wir verwenden Cookies auf unserer Website. Lesen Sie die Datenschutzhinweise.",
    ),
    "pl": (
        "Ta strona używa plików cookie.",
        "Używamy plików cookie w naszym serwisie. Możesz to zmienić w ustawieniach przeglądarki.",
    ),
    "uk": (
        "Цей сайт використовує файли cookie.",
        "Ми використовуємо файли cookie на нашому сайті. Ви можете вимкнути їх у налаштуваннях.",
    ),
    "ru": (
        "Этот сайт использует файлы cookie.",
        "Мы используем файлы cookie на нашем сайте. Вы можете отключить их в настройках.",
    ),
    "fr": (
        "Ce site dépose des cookies.",
        "Nous utilisons des cookies sur notre site. Vous pouvez modifier vos paramètres.",
    ),
    "es": (
        "Este sitio utiliza cookies.",
        "Utilizamos cookies en nuestro sitio. Si continúa navegando, usted acepta su uso.",
    ),
    "it": (
        "Questo sito utilizza cookie.",
        "Utilizziamo i cookie su questo sito. Potete cambiare le vostre impostazioni.",
    ),
    "pt": (
        "Este site usa cookies.",
        "Utilizamos cookies no nosso site. Você pode mudar as suas preferências.",
    ),
    "nl": (
        "Deze website gebruikt cookies.",
        "Wij gebruiken cookies op onze website. U kunt uw instellingen wijzigen.",
    ),
    "tr": (
        "Bu sitede çerezler kullanılmaktadır.",
        "Sitemizde çerezler kullanıyoruz. Ayarlarınızı değiştirebilirsiniz, lütfen tıklayın.",
    ),
}
"""What a site says of itself, and what it says to its visitor."""


@pytest.mark.parametrize(("lang", "notice"), [(lang, one) for lang, both in NOTICES.items() for one in both])
def test_a_request_to_accept_cookies_is_no_part_of_the_article(lang: str, notice: str) -> None:
    assert notices.without(f"{STORY}\n\n{notice}", lang) == STORY
    assert notices.without(f"{notice}\n{STORY}", lang) == STORY


BUTTONS = {
    "en": "OK",
    "de": "Akzeptieren",
    "pl": "Zaakceptuj i zamknij",
    "uk": "Прийняти",
    "ru": "Принять",
    "fr": "Tout accepter",
    "es": "Aceptar",
    "it": "Accetto",
    "pt": "Aceitar",
    "nl": "Akkoord",
    "tr": "Kabul et",
}


@pytest.mark.parametrize("lang", NOTICES)
def test_a_button_beside_a_notice_is_part_of_it(lang: str) -> None:
    notice = NOTICES[lang][1]
    assert notices.without(f"{STORY}\n{BUTTONS[lang]}\n\n{notice}", lang) == STORY
    assert notices.without(f"{notice}\n{BUTTONS[lang]}\n\n{STORY}", lang) == STORY
    assert notices.without(f"{STORY}\n{BUTTONS[lang]}", lang) == f"{STORY}\n{BUTTONS[lang]}"


@pytest.mark.parametrize(
    ("lang", "notice"),
    [
        ("de", "Registrieren Sie sich kostenlos."),
        ("de", "Jetzt registrieren oder anmelden."),
        ("de", "Newsletter abonnieren."),
        ("pl", "Potrzebujemy Twojej zgody na dopasowanie treści marketingowych."),
        ("pl", "Szanujemy Twoją prywatność i Twoje zgody."),
        ("es", "Suscríbete a nuestra newsletter en este correo."),
        ("fr", "Abonnez-vous à la newsletter du site."),
    ],
)
def test_a_call_to_register_is_no_part_of_the_article(lang: str, notice: str) -> None:
    assert notices.without(f"{STORY}\n\n{notice}", lang) == STORY


@pytest.mark.parametrize(
    "notice",
    [
        "You are blocking ads! Please turn off your ad blocker to support our newsroom.",
        "Please enable JavaScript in your browser to see this.",
        "Sign up for our newsletter and get the morning's news in your inbox.",
        "By signing up you agree to our privacy policy.\nOK\nRegister now for our newsletter",
        "Our system has seen unusual traffic from your IP address. Please click to show that you are human.",
    ],
)
def test_so_are_ad_blockers_robots_and_newsletters(notice: str) -> None:
    assert notices.without(f"{notice}\n{STORY}", "en") == STORY


@pytest.mark.parametrize(
    "told",
    [
        "The regulator fined the shop for setting cookies without consent on its website.",
        "Bake your cookies for ten minutes, and you will have a plate for eight.",
        "“Our newsletter reached every house,” the mayor said. The street was closed at noon.",
        "Hackers took personal data of 4,000 patients from the clinic, its director said.",
        "He set up an account, and we met on the website of a bank.",
    ],
)
def test_news_about_these_things_is_no_notice(told: str) -> None:
    assert notices.without(f"{told} {STORY}", "en") == f"{told} {STORY}"


def test_words_of_the_article_that_run_into_a_notice_stay() -> None:
    glued = (
        "Ferry runs aground in fog off the coast of Pellen We use cookies on our website to know you. "
        "Sign up to our newsletter Enter your email A ferry ran aground in thick fog off Pellen on Monday."
    )
    kept = notices.without(glued, "en")
    assert kept.startswith("Ferry runs aground in fog off the coast of Pellen")
    assert kept.endswith("A ferry ran aground in thick fog off Pellen on Monday.")
    assert "cookies" not in kept
    assert "newsletter" not in kept


def test_small_capitals_matter_where_a_word_is_another_without_them() -> None:
    she = "Der Newsletter der Partei zeigt Werbung, und sie kandidiert."
    assert notices.without(she, "de") == she
    assert notices.without("Stimmen Sie dem Newsletter zu.", "de") == ""


@given(st.lists(st.sampled_from([STORY, "OK", "x", "\n", " ", "Fog.", *NOTICES["en"]]), max_size=12))
def test_what_is_blanked_leaves_all_else_where_it_was(parts: list[str]) -> None:
    text = " ".join(parts)
    told = notices.blanked(text, "en")
    assert len(told) == len(text)
    for start, end in notices.spans(text, "en"):
        assert not told[start:end].strip()
    assert all(new in {old, " ", "\n"} for old, new in zip(text, told, strict=True))


@pytest.mark.parametrize(
    "piece",
    [
        "cookies on your website ",
        "Your cookies, our website. Fog\n",
        "You. Cookies! ",
        "    ",
        "our \n",
        'settings."" ',
    ],
)
def test_time_is_linear_in_the_text(piece: str) -> None:
    assert is_linear(lambda text: notices.blanked(f"{text} cookies", "en"), piece)


def test_every_language_has_all_kinds_of_words() -> None:
    kinds = {(row["lang"], row["kind"]) for row in lexicons.rows("notices")}
    assert kinds == {(lang, kind) for lang in NOTICES for kind in ("subject", "beside", "visitor", "button")}
