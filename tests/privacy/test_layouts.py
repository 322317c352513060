"""Sentences about protected persons in layouts of chats, forms, logs and five languages."""

from pathlib import Path

import pytest

from bot.privacy.mask import mask
from tests.privacy import examples

pytestmark = pytest.mark.slow


def lines(name: str) -> list[examples.Example]:
    text = Path(__file__).with_name(name).read_text("utf-8")
    return [examples.read(line) for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("typed", "least"), [(False, 0.92), (True, 0.88)])
def test_names_in_many_layouts_are_hidden(typed: bool, least: float) -> None:
    made = lines("layouts.txt")
    leaked = [
        (one.text, leaks)
        for one in made
        if (leaks := examples.leaks(one, mask(one.text, typed=typed)))
    ]
    hidden = sum(len(one.hidden) for one in made)

    assert sum(len(leaks) for _, leaks in leaked) <= (1 - least) * hidden, leaked


@pytest.mark.parametrize("typed", [False, True])
def test_officials_places_and_papers_beside_them_stay(typed: bool) -> None:
    made = lines("layouts_open.txt")

    assert [s for one in made if (s := examples.spoiled(one, mask(one.text, typed=typed)))] == []


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("told Luz Mery Quiej that we can't represent", "Quiej"),
        ("bond hearing for Emeka Obiora is monday 8:30", "Obiora"),
        ("Ruslan Usmonov lost his appeal at the BIA", "Usmonov"),
        ("a volunteer drove Maryam Osmani to the airport", "Osmani"),
        ("she's Norma Iboy, not Norma Iboj", "Iboy"),
        ("Vilma Coc: row 301, leaked", "Vilma"),
    ],
)
def test_a_note_that_tells_of_a_life_hides_whose_it_is(note: str, name: str) -> None:
    assert name not in mask(note, typed=True).text


@pytest.mark.parametrize(
    "note",
    [
        "Tom Sekula (DOJ) says production is monday",
        "ACLU's Carla Reyes will file the brief",
        "Miriam Aldous said the search is done",
        "Hector Barrios of the Miami Herald asked for the log",
    ],
)
def test_a_note_of_our_work_keeps_with_whom_we_do_it(note: str) -> None:
    assert mask(note, typed=True).text == note
