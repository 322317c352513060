"""Which component requests a sentence is about, where it names a body by another's name."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dispatch.targets import elsewhere, fitting_of, meant_by
from bot.language.statements import Effect, Mood, Statement
from bot.law import agencies
from bot.law.events import Kind
from bot.store.component_views import ComponentView

ON = date(2026, 11, 18)
CAL_DOJ = agencies.local_key("CA", "California Department of Justice")


def view(number: int, agency: str, *kinds: Kind, request: int = 0) -> ComponentView:
    events = frozenset((kind.value, "2026-10-01") for kind in (Kind.SENT, *kinds))
    name = f"request {request or number}"
    return ComponentView(number, request or number, name, name, agency, "open", "", events)


VIEWS = [
    view(1, "BOP", Kind.APPEAL_FILED),
    view(2, "EOIR", Kind.COMPLAINT_FILED),
    view(3, CAL_DOJ),
]


def said(kind: str, *named: str, requests: tuple[int, ...] = ()) -> Statement:
    effect = Effect(kind, ON, {}, words="xagy0")
    return Statement(Mood.STATED, (effect,), requests, named)


@pytest.mark.parametrize(
    ("kind", "agency"),
    [
        (Kind.SERVED, "EOIR"),  # the government's counsel gets the complaint, too: Rule 4(i)
        (Kind.COMPLAINT_ANSWERED, "EOIR"),
        (Kind.RECEIVED, CAL_DOJ),  # California's, no appeal of another one's
    ],
)
def test_doj_is_counsel_in_a_suit_and_a_state_has_one_too(kind: str, agency: str) -> None:
    assert [one.agency for one in meant_by(said(kind, "DOJ"), VIEWS, ())] == [agency]


def test_a_states_doj_is_where_its_request_went() -> None:
    statement = said(Kind.EXTENDED, "DOJ", requests=(3,))

    assert elsewhere(statement.effects[0], [VIEWS[2]], statement) is None


def test_what_was_opened_after_the_suit_is_no_part_of_it() -> None:
    both = [view(1, "ICE", Kind.COMPLAINT_FILED), view(2, "DOJ", request=1)]
    statement = said(Kind.SERVED, requests=(1,))

    assert fitting_of(statement.effects[0], both, statement) == both[:1]
