"""What bodies in a state are called for short, and what is no name of theirs."""

from __future__ import annotations

import pytest

from bot.law import agencies
from bot.store.name_lookup import Names

CAL_DOJ = agencies.local_key("CA", "California Department of Justice")
PORTLAND = agencies.local_key("OR", "Portland Police Bureau")
SHERIFF = agencies.local_key("WA", "King County Sheriff")


@pytest.fixture(scope="module")
def names() -> Names:
    known = Names()
    known.at.update({1: {CAL_DOJ}, 2: {PORTLAND}, 3: {SHERIFF}, 4: {"BOP"}})
    return known


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("cal doj received it", CAL_DOJ),
        ("ca doj extended", CAL_DOJ),
        ("calif department of justice says", CAL_DOJ),
        ("california justice department says", CAL_DOJ),
        ("portland denied it", PORTLAND),
        ("king co sheriff denied it", SHERIFF),
        ("king co got it", SHERIFF),
        ("doj received it", "DOJ"),
    ],
)
def test_a_body_of_a_state_is_found_by_what_people_call_it(
    names: Names, line: str, agency: str
) -> None:
    assert names.find(line.split()).agencies == (agency,)


@pytest.mark.parametrize(
    "line", ["bop closed its portland file", "portland jail denied it", "seattle denied it"]
)
def test_a_place_is_no_body_beside_another_one(names: Names, line: str) -> None:
    assert not {PORTLAND, SHERIFF} & set(names.find(line.split()).agencies)


def test_each_token_tells_its_agency(names: Names) -> None:
    found = names.find(["bop", "and", "cal", "doj"])

    assert dict(found.whose) == {0: "BOP", 2: CAL_DOJ, 3: CAL_DOJ}
