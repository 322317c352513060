"""A name of the roster half hidden is a name shown: what belongs to it goes with it."""

import pytest

from bot.privacy.mask import hide_names, mask
from bot.privacy.roster import Roster, hash_names
from tests.support.cases import each

KEY = b"a key for tests only"
NAMES = ("Ysolde Marchetti-Quarrie", "Abdulrahman Tesfagiorgis", "Zaynab al-Qudsi")
ROSTER = Roster.from_hashes(hash_names(NAMES, KEY), KEY)


@each(
    ("written", "left"),
    [
        ("Tesfa Giorgis called", "[name] called"),
        ("tesfa giorgis called", "[name] called"),
        ("spoke to ysolda marchetti", "spoke to [name]"),
        ("yzolde marcheti-quarry said", "[name] said"),
        ("@tesfagiorgis_a wrote", "@[name] wrote"),
        ("Y. Marchetti-Quarrie asks", "[name] asks"),
        ("Tesfagiorgis, A. was there", "[name] was there"),
        ("Mr. Y Marchetti", "Mr. [name]"),
        ("tesfagiorgis_abdul_I589.pdf", "[name]_I589.pdf"),
        ("a.tesfagiorgis", "[name]"),
        ("Zaynab Alqudsi", "[name]"),
        ("ysolde m", "[name]"),
        ("Isolda Ysolde Brimble came", "[name] came"),
    ],
)
def test_what_belongs_to_a_name_is_hidden_with_it(written: str, left: str) -> None:
    assert mask(written, roster=ROSTER, typed=True).text == left
    assert hide_names(written, ROSTER) == left


@each(
    ("written", "left"),
    [
        ("ICE moved Ysolde to Stewart", "ICE moved [name] to Stewart"),
        ("Told Ysolde yesterday", "Told [name] yesterday"),
        ("Ysolde FOIA request", "[name] FOIA request"),
        ("the Marchetti-related pages", "the [name]-related pages"),
        ("Exhibit A to Ysolde's file", "Exhibit A to [name] file"),
        ("I met Ysolde on a Monday", "I met [name] on a Monday"),
    ],
)
def test_what_does_not_belong_to_a_name_stays(written: str, left: str) -> None:
    assert mask(written, roster=ROSTER, typed=True).text == left


@pytest.mark.parametrize("written", ["tes fagiorgis won", "green wood", "data base of names"])
def test_two_words_of_english_are_no_name_in_two(written: str) -> None:
    greens = Roster.from_hashes(hash_names(["Ana Greenwood", "Bo Database"], KEY), KEY)

    assert hide_names(written, greens) == written
