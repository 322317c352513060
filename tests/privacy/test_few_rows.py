"""Rows of one to four people without a header, and what stays open beside them."""

import pytest

from bot.privacy.cells import is_somebody
from bot.privacy.mask import mask
from bot.privacy.roster import Roster, hash_names
from tests.bench import few_rows
from tests.support.cases import each

_KEY = b"k" * 32


@pytest.mark.parametrize("typed", [False, True])
def test_few_rows_about_people_are_hidden_whatever_parts_their_cells(typed: bool) -> None:
    made = [few_rows.people(seed) for seed in range(60)]

    words = [word for one in made for word in one.hidden]
    texts = [(one, mask(one.text, typed=typed).text) for one in made]
    readable = [word for one, text in texts for word in one.hidden if word in text]

    assert len(readable) <= 0.03 * len(words), readable[:20]


@each("seed", range(0, 60, 3))
def test_few_rows_about_nobody_stay_open(seed: int) -> None:
    text = few_rows.other(seed)

    assert mask(text).text == text


@each(
    "text",
    [
        "Haile;Selam;Eritrea\nTesfay;Luam;Eritrea\nOkoro;Chidi;Nigeria",
        "Haile;Selam;Eritrea",
        "`Haile;Selam;Eritrea`\n`Tesfay;Luam;Eritrea`\n`Okoro;Chidi;Nigeria`",
        "the list: Haile;Selam;Eritrea Tesfay;Luam;Eritrea Okoro;Chidi;Nigeria",
        "1. Haile | Selam | positive | Eritrea\n1. Okoro | Chidi | failed | Cuba",
        "spoke to Selam Haile (Eritrea), Luam Tesfay (Eritrea) and Chidi Okoro (Nigeria)",
        "Clients:\nSelam Haile\nLuam Tesfay\nChidi Okoro",
        "Okoro;Austin;Nigeria",
    ],
)
def test_what_people_paste_into_notes_keeps_no_name(text: str) -> None:
    shown = mask(text, typed=True).text

    names = ["Haile", "Selam", "Tesfay", "Luam", "Okoro", "Chidi", "Austin"]
    assert [word for word in names if word in shown] == []
    assert mask(shown, typed=True).spans == ()


@pytest.mark.parametrize(
    "text",
    ["San Pedro Sula, Honduras", "Maria Santos, FOIA Officer, ICE", "Staff:\nAna Lee\nTom Wong"],
)
def test_cities_and_officials_of_one_line_stay(text: str) -> None:
    assert mask(text, typed=True).text == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Smith | Eritrea | Krome", "[name] | Eritrea | Krome"),
        ("Name,Country\nSmith,Eritrea", "Name,Country\n[name],Eritrea"),
        ("Smith | 12 | 4", "Smith | 12 | 4"),
        ("Page | Country | Fear", "Page | Country | Fear"),
        ("Smith said so", "Smith said so"),
    ],
)
def test_a_common_name_of_the_roster_alone_in_a_cell(text: str, shown: str) -> None:
    roster = Roster.from_hashes(hash_names(["Grace Smith", "Ana Page"], _KEY), _KEY)

    assert mask(text, roster=roster, typed=True).text == shown


@each(
    ("text", "shown"),
    [
        ("Detainee Jordan Pettibone", "Detainee [name]"),
        ("A-file of Chad Ossenbeck", "A-file of [name]"),
        ("Amir Jordan - A-file", "[name] - A-file"),
        ("Jordan Border Police records", "Jordan Border Police records"),
        ("Georgia detention records", "Georgia detention records"),
        ("detainees from Jordan Valley", "detainees from Jordan Valley"),
    ],
)
def test_names_that_are_names_of_places_too(text: str, shown: str) -> None:
    assert mask(text, typed=True).text == shown


@each(
    ("title", "somebody"),
    [
        ("Jordan Pettibone", True),
        ("Lopez, Maria", True),
        ("ICE data breach", False),
        ("Detention deaths", False),
        ("Flores settlement", False),
        ("El Paso", False),
        ("Otay Mesa", False),
    ],
)
def test_a_request_is_not_called_by_a_persons_name(title: str, somebody: bool) -> None:
    assert is_somebody(title) is somebody
