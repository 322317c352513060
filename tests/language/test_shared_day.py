"""One day said for several events, and days by which something is due, told late."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language import statements
from bot.store.name_lookup import Names
from tests.support.cases import each

TODAY = date(2026, 11, 28)
ON_FILE = {
    1: ("alpha-files", "Alpha files", "ICE"),
    2: ("border-towers", "Border towers", "CBP"),
    3: ("drone-flights", "Drone flights at protests", "US-NY-NYPD"),
}


@pytest.fixture(scope="module")
def names() -> Names:
    known = Names()
    for number, (slug, name, agency) in ON_FILE.items():
        known.shown[number], known.slugs[number] = name, slug
        known._add(number, [slug, name])
        known.at[number] = {agency}
    return known


def told(names: Names, line: str) -> list[tuple[str, str, bool, bool]]:
    said = statements.read(line, names, TODAY)
    assert said is not None
    return [(one.kind, f"{one.on:%m-%d}", one.assumed_day, one.shared_day) for one in said.effects]


@pytest.mark.parametrize(
    ("line", "kind", "day"),
    [
        ("ICE acknowledged Alpha files on Nov 5 and denied our fee waiver", "fee-waiver-denied", "11-05"),
        ("CBP acknowledged border towers on Oct 9, number CBP-FO-2027-001, and took 10 more days",
         "extended", "10-09"),
        ("CBP acknowledged border towers on Oct 9 and invoked 10 more days", "extended", "10-09"),
        ("CBP partially denied border towers on Nov 10 under exemptions 7(E) and 5, released 140 pages",
         "interim-release", "11-10"),
    ],
)  # fmt: skip
def test_a_day_said_once_is_the_day_of_both(names: Names, line: str, kind: str, day: str) -> None:
    first, second = told(names, line)

    assert first[1:] == (day, False, False)
    assert second == (kind, day, False, True)


@pytest.mark.parametrize(
    "line",
    [
        "CBP acknowledged border towers on Nov 10 and ICE denied our fee waiver",  # another agency
        "CBP acknowledged border towers on Nov 10 and we appealed",  # we, not they
        "CBP acknowledged border towers on Nov 10 and now wants $50",  # later
        "CBP acknowledged border towers on Nov 10. They denied our fee waiver.",
    ],
)  # fmt: skip
def test_a_day_of_another_is_not_taken(names: Names, line: str) -> None:
    assert told(names, line)[-1][1:] == ("11-28", True, False)


@each(
    ("line", "on", "due"),
    [
        ("NYPD said on October 19 it will respond by November 20", "10-19", "2026-11-20"),
        ("ICE said on Nov 5 it will finish Alpha files by November 20", "11-05", "2026-11-20"),
        ("ICE said on Nov 5 it will finish Alpha files by March 1", "11-05", "2027-03-01"),
        ("CBP acknowledged border towers on Oct 9 and expects to finish by Nov 20", "10-09", "2026-11-20"),
        ("CBP pushed border towers to Dec 15 on Nov 20", "11-20", "2026-12-15"),
        ("CBP expects to finish border towers by Nov 20", "11-28", "2026-11-20"),  # passed: asked
        ("on Oct 19 NYPD gave an estimated date of Nov 20 for the drone request", "10-19", "2026-11-20"),
        ("NYPD gave on Oct 19 an estimated date of Nov 20 for the drone request", "10-19", "2026-11-20"),
    ],
)  # fmt: skip
def test_what_is_due_comes_after_the_day_it_was_said(
    names: Names, line: str, on: str, due: str
) -> None:
    said = statements.read(line, names, TODAY)

    assert said is not None
    assert f"{said.effects[-1].on:%m-%d}" == on
    assert said.effects[-1].details["due"] == due
