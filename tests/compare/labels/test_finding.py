"""What outlets call people, places and things: every mention with its place, comparable across outlets."""

from __future__ import annotations

import time
from collections import defaultdict

import pytest

from aggregator import lexicons
from aggregator.compare import labels
from aggregator.compare.language import forms
from aggregator.types import Article, Label


def article(id: str, text: str, *, lang: str = "en", outlet: str = "", title: str = "") -> Article:
    return Article(id, outlet or f"outlet {id}", title, text, lang=lang)


def printed(*articles: Article) -> dict[str, dict[str, list[str]]]:
    """Referent to article to its labels in order."""
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for label in labels.find(articles):
        found[label.referent][label.span.article_id].append(label.text)
    return {referent: dict(by_article) for referent, by_article in found.items()}


def slices(articles: tuple[Article, ...], found: tuple[Label, ...]) -> list[str]:
    by_id = {one.id: one for one in articles}
    return [
        (
            by_id[one.span.article_id].title
            if one.span.place == "headline"
            else by_id[one.span.article_id].text
        )[one.span.start : one.span.end]
        for one in found
    ]


def test_the_slice_equals_the_label_in_headline_and_body() -> None:
    articles = (
        article(
            "a", "The Kiev regime’s answer came late.\n\n“A deal”, it said.", title="KIEV REGIME signs PACT"
        ),
        article("b", "Ukraine's government signed the accord in Kyiv.", title="Accord"),
    )
    found = labels.find(articles)
    assert found
    assert slices(articles, found) == [label.text for label in found]
    assert next(label.span.place for label in found if label.span.article_id == "a") == "headline"


# --- things --------------------------------------------------------------------------------------


def test_a_regime_shows_beside_governments() -> None:
    found = printed(
        article("a", "The Kiev regime asked again."),
        article("b", "Ukraine’s new government asked again."),
        article("c", "The government of Ukraine asked; the authorities in Kyiv wait."),
    )
    assert found["government of Ukraine"] == {
        "a": ["Kiev regime"],
        "b": ["Ukraine’s new government"],
        "c": ["government of Ukraine", "authorities in Kyiv"],
    }


def test_a_marked_word_is_kept_though_no_other_outlet_names_the_referent() -> None:
    found = labels.find([article("a", "He blamed the Minsk regime."), article("b", "Nothing of that kind.")])
    assert [(one.text, one.marked, one.referent_id) for one in found] == [
        ("Minsk regime", True, "noun-government-of-belarus")
    ]


def test_a_plain_word_that_one_outlet_prints_is_nothing_to_compare() -> None:
    assert labels.find([article("a", "The Polish government waits."), article("b", "It rains.")]) == ()
    twice = [article(id, "The Polish government waits.", outlet="Same") for id in "ab"]
    assert labels.find(twice) == ()


def test_a_government_without_its_country_is_nobodys() -> None:
    both = [article("a", "The government waits."), article("b", "The government waits.")]
    assert labels.find(both) == ()


def test_a_country_on_the_other_side_of_small_words_has_nothing_to_do_with_a_government() -> None:
    a = article("a", "Held in Ukraine for what authorities call fraud. Ukraine told his administration.")
    b = article("b", "Ukraine's new interim government waits.")
    c = article("c", "The Ukrainian government waits.")
    found = printed(a, b, c)["government of Ukraine"]
    assert found == {"b": ["Ukraine's new interim government"], "c": ["Ukrainian government"]}


def test_a_bare_regime_is_the_one_that_the_article_names() -> None:
    a = article("a", "The Kiev regime asked. The regime was refused.")
    assert printed(a)["government of Ukraine"] == {"a": ["Kiev regime", "regime"]}
    two = article("a", "The Kiev regime met the Minsk regime. The regime was refused.")
    assert printed(two) == {
        "government of Ukraine": {"a": ["Kiev regime"]},
        "government of Belarus": {"a": ["Minsk regime"]},
    }


@pytest.mark.parametrize(
    ("lang", "text", "label"),
    [
        ("de", "Die ukrainische Regierung wartet.", "ukrainische Regierung"),
        ("de", "Die Regierung in Kiew wartet.", "Regierung in Kiew"),
        ("de", "Das Kiewer Regime wartet.", "Kiewer Regime"),
        ("de", "Die Regierung der Ukraine wartet.", "Regierung der Ukraine"),
        ("pl", "Czeka rząd Ukrainy.", "rząd Ukrainy"),
        ("pl", "Czeka ukraiński rząd.", "ukraiński rząd"),
        ("pl", "Mowa o reżimie kijowskim.", "reżimie kijowskim"),
        ("pl", "Czekają władze w Kijowie.", "władze w Kijowie"),
        ("uk", "Чекає уряд України.", "уряд України"),
        ("ru", "Киевский режим ждёт.", "Киевский режим"),
    ],
)
def test_one_government_is_found_in_several_languages(lang: str, text: str, label: str) -> None:
    found = printed(article("a", text, lang=lang), article("b", "The Ukrainian government waits."))
    assert found["government of Ukraine"] == {"a": [label], "b": ["Ukrainian government"]}


def test_a_surname_that_two_outlets_print_with_a_title_is_somebody() -> None:
    a = article("a", "It was President Melo who asked for the Melo plan.")
    b = article("b", "They met President Melo at noon, and Melo left.")
    assert printed(a, b)["Melo"] == {"a": ["President Melo", "Melo"], "b": ["President Melo", "Melo"]}
    assert printed(a, article("b", "Rain fell on Melo.")) == {}
    assert printed(a, article("b", "They met Mrs. Melo, and Mr. Melo left with Melo.")) == {}


def test_a_word_that_never_stands_without_the_title_is_no_surname() -> None:
    a = article("a", "Shares of General Motors fell.")
    b = article("b", "They left General Motors at noon.")
    assert printed(a, b) == {}


def test_a_title_within_a_name_makes_nobody_of_its_last_word() -> None:
    a = article("a", "It was Jan Op Gen Oste who asked, and Oste left.")
    b = article("b", "They met Jan Op Gen Oste, and Oste left.")
    assert "Oste" not in printed(a, b)


def test_words_for_one_thing_are_laid_side_by_side() -> None:
    found = printed(
        article("a", "The accord was signed at noon."),
        article("b", "They struck a deal. It is a great deal of work to deal with it."),
        article("c", "Das Sicherheitsabkommen gilt.", lang="de"),
        article("d", "Umowę podpisano.", lang="pl"),
    )
    assert found["agreement"] == {
        "a": ["accord"],
        "b": ["deal"],
        "c": ["Sicherheitsabkommen"],
        "d": ["Umowę"],
    }


def test_a_verb_or_a_part_of_a_compound_is_no_noun_of_a_set() -> None:
    a = article("a", "The march was a protest. They came to protest, and the mob slept.")
    b = article("b", "Unrest, said the men in riot gear. His stress disorder, he said, strikes a tone.")
    c = article("c", "In response to unrest he spoke. The attack the general led; it attacks the town.")
    assert printed(a, b, c)["protest"] == {"a": ["protest", "mob"], "b": ["Unrest"], "c": ["unrest"]}


def test_an_adjective_that_makes_another_label_belongs_to_it() -> None:
    found = printed(
        article("a", "They held undocumented immigrants."), article("b", "They held illegal immigrants.")
    )
    assert found["migrants"] == {"a": ["undocumented immigrants"], "b": ["illegal immigrants"]}


def test_a_thing_that_all_call_by_one_word_is_left_out() -> None:
    assert printed(article("a", "The treaty is old."), article("b", "A treaty is due.")) == {}


def test_a_thing_that_only_one_outlet_leads_with_is_not_taken_for_one_thing() -> None:
    asides = "It rained in the valley all day long. " * 8
    a = article("a", "The accord was signed at noon. It is a deal for both.")
    far = article("b", f"{asides}\n\nThe deal of last year was another. Nobody keeps a treaty.")
    assert printed(a, far) == {}
    headed = article("b", far.text, title="The deal stands")
    assert printed(a, headed)["agreement"] == {"a": ["accord", "deal"], "b": ["deal", "deal", "treaty"]}


def test_a_marked_word_for_a_thing_is_found_wherever_it_stands() -> None:
    asides = "It rained in the valley all day long. " * 8
    found = printed(article("a", f"{asides} They call it a sell-out. The deal holds."), article("b", "Rain."))
    assert found == {"agreement": {"a": ["sell-out"]}}


def test_a_word_of_two_sets_means_what_the_event_names_clearly() -> None:
    walkout = printed(article("a", "The strike goes on."), article("b", "The walkout goes on."))
    assert walkout == {"walkout": {"a": ["strike"], "b": ["walkout"]}}
    attack = printed(article("a", "The strike at dawn."), article("b", "The bombardment at dawn."))
    assert attack == {"attack": {"a": ["strike"], "b": ["bombardment"]}}
    assert printed(article("a", "The strike."), article("b", "The strikes.")) == {}


# --- persons and places --------------------------------------------------------------------------


def test_one_person_is_found_under_all_spellings_titles_and_cases() -> None:
    found = printed(
        article("a", "President Olena Hryhorenko arrived. Hryhorenko left at once."),
        article("b", "Olena Grigorenko arrived, and Ms Grigorenko left."),
        article("c", "Präsidentin Olena Hryhorenko kam.", lang="de"),
        article("d", "Rozmawiano z prezydent Oleną Hryhorenko.", lang="pl"),
    )
    assert len(found) == 1
    [person] = found.values()
    assert person["a"] == ["President Olena Hryhorenko", "Hryhorenko"]
    assert person["b"] == ["Olena Grigorenko", "Ms Grigorenko"]
    assert person["c"] == ["Präsidentin Olena Hryhorenko"]


def test_two_persons_of_one_surname_stay_apart_and_the_bare_surname_is_nobodys() -> None:
    text = "Anna Kowalska spoke before Maria Kowalska did. Kowalska was applauded."
    found = printed(article("a", text), article("b", text))
    assert found == {
        "Anna Kowalska": {"a": ["Anna Kowalska"], "b": ["Anna Kowalska"]},
        "Maria Kowalska": {"a": ["Maria Kowalska"], "b": ["Maria Kowalska"]},
    }


def bodies(referent: str, *texts: str) -> dict[str, list[str]]:
    """The labels of one referent in an event of these English texts, whose articles are a, b, c."""
    articles = [article(id, text) for id, text in zip("abc", texts, strict=False)]
    return printed(*articles).get(referent, {})


def test_a_surname_is_whose_relatives_the_others_are() -> None:
    a = "Anna Corrick won. Corrick thanked her husband, Paul Corrick."
    b = "Anna Corrick lost, and Paul Corrick, the husband of the mayor, left. Corrick wept."
    assert bodies("Anna Corrick", a, b) == {
        "a": ["Anna Corrick", "Corrick"],
        "b": ["Anna Corrick", "Corrick"],
    }


def test_a_surname_is_whose_full_name_the_event_prints_far_more_often() -> None:
    often = "Anna Corrick won. Corrick smiled. Then Anna Corrick slept, and Anna Corrick woke."
    once = "Anna Corrick met Paul Corrick. Corrick smiled."
    assert bodies("Anna Corrick", often, once)["b"] == ["Anna Corrick", "Corrick"]
    other_first = "Paul Corrick met Anna Corrick. Corrick smiled."
    assert bodies("Anna Corrick", often, other_first)["b"] == ["Anna Corrick"]


def test_a_surname_of_two_relatives_is_nobodys() -> None:
    text = "Corrick said so. His son Paul Corrick met his brother Mark Corrick. Corrick smiled."
    assert bodies("Paul Corrick", text, text) == {"a": ["son Paul Corrick"], "b": ["son Paul Corrick"]}


def test_a_title_tells_which_of_two_bears_the_surname() -> None:
    text = "Anna Corrick met Paul Corrick. Mr Corrick smiled, Ms Corrick did not, Corrick least."
    assert bodies("Anna Corrick", text, text)["a"] == ["Anna Corrick", "Ms Corrick"]
    assert bodies("Paul Corrick", text, text)["a"] == ["Paul Corrick", "Mr Corrick"]


def test_a_family_is_none_of_its_members() -> None:
    text = "Anna Corrick came. The Corricks and the Corrick family sat; Corrick stood."
    assert bodies("Anna Corrick", text, text)["a"] == ["Anna Corrick", "Corrick"]


def test_a_title_belongs_to_the_label_with_and_without_a_full_stop() -> None:
    dotted = "Sen. Anna Corrick left with Lt. Gov. Paul Brandt. Mr. Brandt waved; so did Dr. Corrick."
    plain = "Senator Anna Corrick left with Governor Paul Brandt. Mr Brandt waved."
    found = printed(article("a", dotted), article("b", plain))
    assert found["Anna Corrick"] == {"a": ["Sen. Anna Corrick", "Dr. Corrick"], "b": ["Senator Anna Corrick"]}
    assert found["Paul Brandt"] == {
        "a": ["Lt. Gov. Paul Brandt", "Mr. Brandt"],
        "b": ["Governor Paul Brandt", "Mr Brandt"],
    }


def test_initials_and_suffixes_are_parts_of_the_name() -> None:
    text = "Anna J. Corrick met Paul H.W. Brandt, Jr., and Mark Orlo III. Corrick paid."
    found = printed(article("a", text), article("b", "Anna Corrick met Paul Brandt and Mark Orlo."))
    assert found == {
        "Anna Corrick": {"a": ["Anna J. Corrick", "Corrick"], "b": ["Anna Corrick"]},
        "Paul Brandt": {"a": ["Paul H.W. Brandt, Jr."], "b": ["Paul Brandt"]},
        "Mark Orlo": {"a": ["Mark Orlo III"], "b": ["Mark Orlo"]},
    }


def test_a_full_stop_that_ends_a_sentence_parts_title_and_name() -> None:
    text = "They saw the senator. Anna Corrick left. It was Paul Corrick Jr. Anna Corrick waved."
    assert bodies("Anna Corrick", text, text)["a"] == ["Anna Corrick", "Anna Corrick"]


def test_father_and_son_of_one_name_are_two() -> None:
    text = "Paul Brandt met his son, Paul Brandt Jr., at noon. Brandt paid. Brandt Jr. slept."
    found = printed(article("a", text), article("b", text))
    assert found["Paul Brandt"]["a"] == ["Paul Brandt", "Brandt"]
    assert found["Paul Brandt Jr"]["a"] == ["Paul Brandt Jr."]


def test_other_initials_are_other_persons() -> None:
    text = "Anna B. Corrick met Anna D. Corrick, and Paul F. Orlo met Mark F. Orlo."
    assert len(printed(article("a", text), article("b", text))) == 4


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("They asked Secretary of Defense Anna Corrick.", "Secretary of Defense Anna Corrick"),
        ("They asked Minister for Defence Anna Corrick.", "Anna Corrick"),
        ("They asked District Attorney Anna Corrick.", "District Attorney Anna Corrick"),
        ("They asked the Marsh Valley school head Anna Corrick.", "Anna Corrick"),
        ("They asked the Marsh Valley head Anna Corrick.", "Marsh Valley head Anna Corrick"),
        ("They asked film director Anna Corrick.", "Anna Corrick"),
        ("They asked the director Anna Corrick.", "director Anna Corrick"),
        ("They asked about director Anna Corrick.", "director Anna Corrick"),
        ("They beat former Mayor Anna Corrick.", "former Mayor Anna Corrick"),
        ("They asked Schools and Parks Director Anna Corrick.", "Anna Corrick"),
        ("They asked Paul Orlo and Parks Director Anna Corrick.", "Parks Director Anna Corrick"),
        ("They asked Paul Orlo’s lawyer Anna Corrick.", "lawyer Anna Corrick"),
        ("A Line Of The Court Judge Anna Corrick.", "Court Judge Anna Corrick"),
        ("They asked the Parks Committee Anna Corrick led.", "Anna Corrick"),
        ("They asked the office Ms Anna Corrick led.", "Ms Anna Corrick"),
        ("They asked First Lady Anna Corrick.", "First Lady Anna Corrick"),
        ("Former Ostry Mayor Anna Corrick slept. A former mayor.", "Former Ostry Mayor Anna Corrick"),
        ("They beat former Ostry Mayor Anna Corrick.", "former Ostry Mayor Anna Corrick"),
        ("They asked Orlo & Co Chief Anna Corrick.", "Anna Corrick"),
        ("Today Mayor Anna Corrick slept.", "Mayor Anna Corrick"),
        ("On Monday Mayor Anna Corrick slept.", "Mayor Anna Corrick"),
    ],
)
def test_a_title_is_whole_or_left_out(text: str, label: str) -> None:
    assert bodies("Anna Corrick", text, "Anna Corrick met Paul Orlo.")["a"] == [label]


def test_former_belongs_to_the_noun_behind_a_surname() -> None:
    text = "Anna Corrick left. A former Corrick adviser stayed, and the former mayor Corrick came."
    assert bodies("Anna Corrick", text, text)["a"] == ["Anna Corrick", "Corrick", "former mayor Corrick"]


def test_a_name_of_three_words_is_known_by_the_surname_that_stands_alone() -> None:
    text = "Anna Brandor Corrick left. They saw Corrick again, and Anna Brandor Corrick waved."
    labels_of_a = ["Anna Brandor Corrick", "Corrick", "Anna Brandor Corrick"]
    assert bodies("Anna Brandor Corrick", text, text)["a"] == labels_of_a


def test_a_surname_to_which_a_page_joined_a_word_is_the_surname() -> None:
    text = "Anna CorrickThe Ostry show. They saw Corrick again."
    assert bodies("Anna Corrick", text, text)["a"][-1] == "Corrick"


def test_a_nickname_in_brackets_does_not_begin_another_name() -> None:
    text = "Anna Corrick left. Roberta (Annie) Paula Corrick is her full name, and Corrick knows."
    assert list(printed(article("a", text), article("b", text))) == ["Anna Corrick"]


def test_two_names_in_a_row_are_two_persons() -> None:
    text = "They saw Anna Taylor Paul Corrick. Anna Taylor slept; Paul Corrick did not."
    assert printed(article("a", text), article("b", text)).keys() == {"Anna Taylor", "Paul Corrick"}


def test_a_particle_with_a_capital_belongs_to_the_surname() -> None:
    text = "Anna Le Brun left. They saw Ms. Le Brun again."
    assert bodies("Anna Le Brun", text, text)["a"] == ["Anna Le Brun", "Ms. Le Brun"]
    many = "Anna B. C. van der Brun left."
    assert bodies("Anna B. C. van der Brun", many, many)["a"] == ["Anna B. C. van der Brun"]


@pytest.mark.parametrize(
    "part",
    [
        "Parks and Quorl Fendings",
        "the Quorl Fendings Committee",
        "AFP Fendings",
        "Oslo-owned Fendings",
        "Corrick Fendings",
        "Fendings Fendings",
    ],
)
def test_parts_of_names_and_names_in_a_row_are_nobody(part: str) -> None:
    text = f"Anna Corrick came. It rained, said {part}, a neighbour. Fendings slept."
    assert list(printed(article("a", text), article("b", text))) == ["Anna Corrick"]


def test_a_small_word_that_begins_a_sentence_is_no_given_name() -> None:
    text = "Will Corrick go? Nobody will. They saw Anna Corrick, and Corrick went."
    assert bodies("Anna Corrick", text, text)["a"] == ["Corrick", "Anna Corrick", "Corrick"]
    assert bodies("Will Corrick", "Will Corrick will go.", "They saw Will Corrick.")["a"] == ["Will Corrick"]


def test_a_given_name_that_no_list_has_is_known_by_speaking() -> None:
    a = article("a", "It will rain, said Quorl Bendivar, who keeps the gauge. The White House said nothing.")
    b = article("b", "Nobody asked Quorl Bendivar. A white house stood by the road. Bendivar shrugged.")
    assert printed(a, b) == {"Quorl Bendivar": {"a": ["Quorl Bendivar"], "b": ["Quorl Bendivar", "Bendivar"]}}


def test_a_surname_alone_is_spelt_like_the_persons_and_stands_in_no_longer_name() -> None:
    a = article(
        "a", "Anna Corrick came from Cork. The Corrick Press wrote of it. Corrick left, and Corke too."
    )
    b = article("b", "Nobody met Anna Corrick at the New Corrick bridge. Corrick was late. Kerouac slept.")
    assert printed(a, b) == {
        "Anna Corrick": {"a": ["Anna Corrick", "Corrick"], "b": ["Anna Corrick", "Corrick"]}
    }


def test_a_name_neither_begins_with_a_small_word_nor_ends_with_one() -> None:
    a = article("a", "Because Anna Kowalska slept, the house was shut. Anna Ryan House guests left, for now.")
    b = article("b", "Anna Kowalska slept because of it. Anna Ryan left the house.")
    found = printed(a, b)
    assert found["Anna Kowalska"]["a"] == ["Anna Kowalska"]
    assert found["Anna Ryan"]["a"] == ["Anna Ryan"]


def test_weekdays_and_sentence_openers_are_no_persons() -> None:
    text = "Counting Monday, it took a week. On Monday, the mayor said nothing. Even Paris said so."
    assert printed(article("a", text), article("b", text)) == {}


def test_names_of_one_place_are_laid_side_by_side() -> None:
    found = labels.find(
        [
            article("a", "Kyiv slept."),
            article("b", "KIEV slept.", title="Kiev"),
            article("c", "Kiew schlief.", lang="de"),
            article("d", "W Kijowie spano.", lang="pl"),
        ]
    )
    assert [label.text for label in found] == ["Kyiv", "Kiev", "KIEV", "Kiew", "Kijowie"]
    assert {(label.referent_id, label.kind) for label in found} == {("place-kyiv", "place")}


# --- the lists, and odd input --------------------------------------------------------------------


def test_a_capital_in_the_list_asks_for_one_in_the_text() -> None:
    listed = forms.Forms(
        [("US", "country"), ("polsk*", "adjective"), ("*pakt", "pact"), ("war crime", "phrase")]
    )
    found = forms.words("It let us go; US, polskie and Klimapakt, a war crime, a war, crime")
    assert [match.value for match in listed.find(found)] == ["country", "adjective", "pact", "phrase"]


def test_abbreviations_and_possessives_are_words_with_exact_offsets() -> None:
    text = "The U.S.’s and Ukraine's T-72 tanks"
    assert [text[one.start : one.end] for one in forms.words(text)] == [
        "The",
        "U.S.",
        "and",
        "Ukraine",
        "T-72",
        "tanks",
    ]


def test_the_lists_are_well_formed() -> None:
    for row in lexicons.rows("label_sets"):
        assert row["of"] in {"", "country"}, row
        assert lexicons.split(row["plain"]), row
    for name, column in (("countries", "names"), ("places", "forms")):
        for row in lexicons.rows(name):
            assert None not in row, row
            cells = [row[key] for key in row if key == column or key in {"adjectives", "capitals"}]
            assert all("*" not in form[:2].strip("*") for cell in cells for form in lexicons.split(cell)), row


def test_empty_and_odd_texts_have_no_labels() -> None:
    odd = ["", " \n\n ", "’s", "'s 's", "…", "\u202e", "the the", "Regime", "of Ukraine government of"]
    labels.find([article(str(place), text, title=text) for place, text in enumerate(odd)])
    assert labels.find([]) == ()
    assert labels.find([article("a", "Sprawa.", lang="xx"), article("b", "Rzecz.", lang="xx")]) == ()


def test_time_is_linear_in_the_text() -> None:
    text = "President Anna Kowalska of the Kiev regime told Reuters of a deal with Jan Nowak in Kiev. " * 1000
    begin = time.process_time()
    found = labels.find([article("a", text), article("b", text)])
    assert time.process_time() - begin < 10
    assert len(found) > 4000


def test_a_rare_given_name_begins_a_persons_name_and_no_bodys() -> None:
    text = "Aimee Corrick spoke at Anselm College. Corrick left Anselm College."
    assert bodies("Aimee Corrick", text, text)["a"] == ["Aimee Corrick", "Corrick"]
    assert not any("Anselm" in referent for referent in printed(article("a", text), article("b", text)))


def test_the_full_stop_of_a_saint_parts_neither_a_place_nor_a_title() -> None:
    found = printed(
        article(
            "a", "St. Anton County fined St. Anton police captain Ann Holm. The St. Anton Harbour said so."
        ),
        article("b", "Ann Holm left. She lived in St. Anton County, near St. Anton Harbour."),
    )
    assert found == {"Ann Holm": {"a": ["St. Anton police captain Ann Holm"], "b": ["Ann Holm"]}}


def test_whose_picture_it_is_is_nobody_in_the_story() -> None:
    credits = ("Boats at dawn. Ann Holm/Reuters", "Boats at noon. REUTERS/Ann Holm")
    assert not printed(*(article(name, text) for name, text in zip("ab", credits, strict=True)))


def test_a_press_secretary_is_titled_in_full() -> None:
    found = printed(
        article("a", "Harbour Board press secretary Ann Holm left."),
        article("b", "The deputy press secretary Ann Holm left. The press Ann Holm met was kind."),
    )
    assert found["Ann Holm"]["a"] == ["Harbour Board press secretary Ann Holm"]
    assert found["Ann Holm"]["b"] == ["deputy press secretary Ann Holm", "Ann Holm"]


def test_a_family_name_that_stands_first_is_a_surname() -> None:
    found = printed(
        article("a", "Kim Min Jun met Kim Sor An. Kim Min Jun spoke, then Kim Min Jun left. Kim slept."),
        article("b", "Mayor Kim Min-jun met Zhou Weiguo. Mr. Kim praised Zhou."),
        article("c", "Zhou Weiguo met Ann Kim."),
    )
    assert found["Kim Min Jun"]["b"] == ["Mayor Kim Min-jun", "Mr. Kim"]
    assert found["Kim Min Jun"]["a"].count("Kim") == 1
    assert found["Zhou Weiguo"] == {"b": ["Zhou Weiguo", "Zhou"], "c": ["Zhou Weiguo"]}
    assert "Kim Sor An" not in found
    assert "Ann Kim" not in found


def test_other_words_behind_such_a_name_are_no_given_name() -> None:
    found = printed(
        *(article(name, "Ann Moon of Moon Rock-led bands sold Song China and Li Bank.") for name in "ab")
    )
    assert list(found) == ["Ann Moon"]
