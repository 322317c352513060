"""A component request is found by its body, or by the state in which one body alone has it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.errors import NotFound
from bot.store import requests

POLICE, HARBORS, ICE = "US-OR-Portland-Police-Bureau", "US-OR-Harbors", "ICE"


def request(*agencies: str) -> Any:
    return SimpleNamespace(
        slug="tear-gas", components=[SimpleNamespace(agency=one) for one in agencies]
    )


@pytest.mark.parametrize(
    ("there", "said", "found"),
    [
        ((ICE, POLICE), "US-OR", POLICE),
        ((ICE, POLICE), "Portland Police Bureau", POLICE),
        ((ICE, POLICE), "ice", ICE),
        ((POLICE,), None, POLICE),
    ],
)
def test_a_body_is_found_by_its_name_or_its_state(
    there: tuple[str, ...], said: str | None, found: str
) -> None:
    assert requests.component(request(*there), said).agency == found


@pytest.mark.parametrize(
    ("there", "said"), [((HARBORS, POLICE), "US-OR"), ((ICE, POLICE), None), ((ICE,), "CBP")]
)
def test_what_fits_none_or_two_is_refused_with_the_names(
    there: tuple[str, ...], said: str | None
) -> None:
    with pytest.raises(NotFound, match=f"tear-gas/{there[0]}"):
        requests.component(request(*there), said)
