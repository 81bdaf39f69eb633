"""Who is who: names of every shape are found whole, short forms join them, and two people stay two."""

import pytest

from gestae.extract import propose
from gestae.extract.entities import entities
from gestae.model import Source, Text
from gestae.model.ids import text_id

SOURCE = "src-0000000000000000"


def figures(body):
    """Every form by which the text names somebody or something, gathered by whom it names: kind and set of forms."""
    text = Text(id=text_id("plain-1", body), source=SOURCE, reader="plain-1", body=body)
    found = [e for e in entities(text) if e.named]
    forms: dict[int, tuple[str, list[str]]] = {}
    for one in found:
        if one.figure is not None:
            forms.setdefault(one.figure, (one.kind, []))[1].append(body[one.start : one.end])
    return list(forms.values())


def persons(body):
    return [sorted(set(forms)) for kind, forms in figures(body) if kind == "person"]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Emeka O’Hanlon", "Mr. O’Hanlon"),
        ("Dagny D'Souza", "Ms. D'Souza"),
        ("Jolanta McAteer", "McAteer"),
        ("Aurelie van der Berg", "Ms. van der Berg"),
        ("Aurelie van der Berg", "van der Berg"),
        ("Solveig Von Trapp", "Von Trapp"),
        ("Magnus St. Clair", "St. Clair"),
        ("Pilar de la Cruz", "Ms. de la Cruz"),
        ("Hans-Peter Smith-Jones", "Mr. Smith-Jones"),
        ("Lee-Ann Day-Lewis", "Ms. Day-Lewis"),
        ("Lee-Ann Lloyd-Webber", "Ms. Lloyd-Webber"),
        ("Ulises Hill", "Mr. Hill"),
        ("Quilla Day", "Ms. Day"),
        ("Bronagh Baker", "Baker"),
        ("Tobias Park", "Mr. Park"),
        ("April Underhill", "Underhill"),
        ("Kelly Brand", "Mr. Brand"),
        ("Wilhelmina Hargreaves", "Willa"),
        ("Josephine Zielinski", "Josie"),
        ("Frederica Achebe", "Freddie"),
        ("Qasim al-Amin", "Amin"),
        ("Qasim al-Amin", "al-Amin"),
        ("Abu Qasim al-Amin", "al-Amin"),
        ("Tewfik ibn Hadid", "Tewfik"),
    ],
)
def test_a_short_form_is_the_person_whose_name_it_shortens(full, short):
    body = f"The foreman, {full}, opened the gate at nine. Nobody stood near it. At ten {short} told the driver that it was shut."

    assert persons(body) == [sorted({full, short})]


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("Ann Hale", "Bruno Hale", "Hale"),
        ("Daniel Hale", "Danielle Hale", "Hale"),
        ("Leopold Von Trapp", "Solveig Von Trapp", "Von Trapp"),
    ],
)
def test_two_who_share_a_surname_stay_two_and_the_bare_surname_is_given_to_neither(one, other, both):
    body = f"{one} signed the sheet. {other} signed below. The inspector asked for both sheets. Later {both} denied it."

    assert [one] in persons(body)
    assert [other] in persons(body)
    assert [both] in persons(body)


def test_a_title_tells_which_of_two_namesakes_is_meant():
    body = "Anna Hale signed the sheet. Bruno Hale signed below. Mr. Hale denied it, and Ms. Hale said nothing."

    assert persons(body) == [["Anna Hale", "Ms. Hale"], ["Bruno Hale", "Mr. Hale"]]


def test_father_and_son_of_one_name_stay_two():
    body = "Conrad Hale Sr. told nobody. Conrad Hale Jr. ran the yard. Conrad Hale Jr. told the inspector that the crane was old."

    assert len(persons(body)) == 2


def test_a_first_name_that_is_nobodys_nickname_joins_nobody():
    body = "Margaret Osei locked the store. Mary asked her for the key."

    assert persons(body) == [["Margaret Osei"], ["Mary"]]


@pytest.mark.parametrize("words", ["The General Manager", "The Deputy Director", "The Site Manager"])
def test_a_job_written_large_is_nobodys_name(words):
    body = f"{words} opened the gate. The crane stood still, and Ilse Brandvold saw it."

    assert persons(body) == [["Ilse Brandvold"]]


@pytest.mark.parametrize("word", ["May", "March", "August"])
def test_a_month_is_no_person(word):
    assert persons(f"On 3 {word} the crane stood still. In {word} it moved again. {word} 5 was a Sunday.") == []


def test_a_country_is_a_place_and_the_word_for_its_people_is_not():
    body = "The crane was built in Norway. A Norwegian engineer said that Norway had sold it to Peru."

    assert figures(body) == [("place", ["Norway", "Norway"]), ("place", ["Peru"])]


def test_every_named_agent_of_the_proposals_is_among_the_entities():
    body = (
        "Ilse Brandvold, the foreman of Larch Haulage, told the inspector that Bruno Hale gave her the key. Ms. Brandvold said "
        "that Mr. Hale worked for Larch Haulage in Norway."
    )
    text = Text(id=text_id("plain-1", body), source=SOURCE, reader="plain-1", body=body)
    source = Source(id=SOURCE, name="paper.txt", media_type="text/plain", size=len(body), digest="0" * 64)

    named = {body[e.start : e.end] for e in entities(text)}
    agents = [a.label for a in propose(text, source).agents if a.kind != "unidentified"]

    assert {"Ilse Brandvold", "Bruno Hale"} <= set(agents)
    assert set(agents) <= named


@pytest.mark.parametrize("name", ["Abu Karim", "Zabir al-Hadid", "Joris van der Meer", "Zabir bin Tewfik", "Zabir al Hadid"])
def test_a_name_built_like_a_persons_is_one_though_it_comes_once(name):
    assert persons(f"The gate was opened by {name}. The crane stood still.") == [[name]]


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("The Zabir-based crew of Ilse Brandvold left.", "Zabir"),
        ("The Wadi al-Hadid plant stood still, and Ilse Brandvold saw it.", "Wadi al-Hadid"),
    ],
)
def test_a_word_joined_to_a_name_is_no_part_of_it_and_a_place_is_no_person(body, named):
    text = Text(id=text_id("plain-1", body), source=SOURCE, reader="plain-1", body=body)
    found = {body[e.start : e.end]: e.kind for e in entities(text) if e.named}

    assert found["Ilse Brandvold"] == "person"
    assert found.get(named) != "person"
    assert not any(form.endswith("-based") for form in found)


def test_a_ruler_is_told_by_the_regime():
    body = "The Zabir regime fell in May. In June the court heard that Zabir had no part in it."

    assert persons(body) == [["Zabir"]]


@pytest.mark.parametrize("words", ["permit", "inspection"])
def test_a_regime_of_rules_has_no_ruler(words):
    body = f"The {words.title()} regime failed, since nobody had signed the {words}. Ilse Brandvold saw it."

    assert persons(body) == [["Ilse Brandvold"]]


def test_peoples_and_ships_are_nobody():
    assert persons("Two Norwegians boarded HMS Brandvold Star. Ilse Roe saw it.") == [["Ilse Roe"]]


def test_short_letters_behind_a_place_are_those_of_the_body_that_it_ends():
    body = "The Keepers of Norway (KON) closed the gate. KON had been warned, and Norway had not."

    assert ("organisation", ["KON"]) not in [(kind, forms) for kind, forms in figures(body) if kind == "place"]
    assert not any("KON" in forms and "Norway" in forms for _, forms in figures(body))
