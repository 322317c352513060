"""Statements as a varied team types them: which event, which day, which details, or none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.language import statements
from bot.store.name_lookup import Names
from tests.support.cases import each

TODAY = date(2026, 11, 16)  # a Monday
ON_FILE = {
    1: ("ice-data-breach", "ICE data breach", ("breach",), {"ICE", "DHS"}),
    2: ("ice-custody-files", "ICE custody files", ("custody files",), {"ICE", "CRCL"}),
    3: ("cbp-border-stops", "CBP border stops", ("border stops",), {"CBP"}),
    4: ("uscis-work-permits", "USCIS work permits", ("work permits",), {"USCIS"}),
    5: ("eoir-hearing-videos", "EOIR hearing videos", ("hearing videos",), {"EOIR"}),
    6: ("fbi-informants", "FBI informants", ("informants",), {"FBI"}),
    7: ("travel-bans", "Travel bans", (), {"State"}),
    8: ("bop-lockdowns", "BOP lockdowns", ("lockdowns",), {"BOP"}),
    9: ("dea-phone-taps", "DEA phone taps", ("phone taps",), {"DEA"}),
    10: ("shelter-transfers", "Shelter transfers", ("transfers",), {"ORR", "DHS"}),
    11: ("detainer-policy", "Detainer policy", ("detainers",), {"ICE"}),
    12: ("nypd-helicopters", "NYPD helicopters", ("helicopters",), {"US-NY"}),
    13: ("oregon-prison-food", "Oregon prison food", ("prison food",), {"US-OR"}),
    14: ("dc-gang-list", "DC gang list", ("gang list",), {"US-DC"}),
}
RELEASES = {"interim-release", "production"}  # which of them, the case on record decides


def told() -> list[tuple[str, str]]:
    lines = Path(__file__).with_name("team_lines.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.partition(" | ") for line in lines if " | " in line]
    return [(said, wanted) for wanted, _, said in pairs if not wanted.startswith("#")]


@pytest.fixture(scope="module")
def names() -> Names:
    known = Names()
    for number, (slug, name, aliases, agencies) in ON_FILE.items():
        known.shown[number], known.slugs[number] = name, slug
        known._add(number, [slug, name, *aliases])
        known.at[number] = set(agencies)
    return known


@each(("said", "wanted"), told())
def test_a_line_states_what_was_said_and_nothing_else(names: Names, said: str, wanted: str) -> None:
    read = None if statements.asks(said) else statements.read(said, names, TODAY)
    effects = read.effects if read else ()
    kind, *rest = wanted.split()

    if kind == "none":
        assert {str(one.kind) for one in effects} <= {"note"}
        return

    assert len(effects) == 1, read
    one = effects[0]
    assert ("release" if one.kind in RELEASES else str(one.kind)) == kind
    details = {name: str(value) for name, value in one.details.items()}
    for part in rest:
        name, _, value = part.partition("=")
        assert (details.get(name) if value else one.on.isoformat()) == (value or part)
