"""Proposals, conversations and presses: each decided once, on whatever machine; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.law.choices import DEFAULT
from bot.law.events import Kind
from bot.privacy.gate import Level, Person, Role
from bot.store import conversations, event_log, filing_changes, pages, presses, proposals, requests
from bot.store.codes import is_code, new_code
from bot.store.conversations import About, Where
from bot.store.database import Database
from bot.store.dialogue_tables import Press
from bot.store.event_log import NewEvent, Stamp
from bot.store.proposals import NewProposal

pytestmark = pytest.mark.slow

NOW = datetime(2024, 3, 1, 15, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
LETTER = NewProposal(
    source="letter", place="C1", level=int(Level.TEAM), made_for="U1", may_press=("U1", "U2"),
    effects=({"kind": "extended", "on": "2024-02-29", "details": {"days": 10}},),
    evidence=({"quote": "need ten more days", "page": 1},), after={"due": "2024-03-22"},
    filing_id=7, expires_at=NOW + timedelta(days=1),
)  # fmt: skip


def kept(store: Database, new: NewProposal = LETTER) -> str:
    with store.write() as session:
        return proposals.add(session, new, NOW).code


def test_a_proposal_is_decided_once_and_carries_what_it_would_record(store: Database) -> None:
    code = kept(store)

    with store.write() as session:
        row = proposals.by_code(session, code)
        assert row is not None
        assert row.effects["effects"][0]["details"] == {"days": 10}
        assert [proposals.may_press(row, who) for who in ("U2", "U3")] == [True, False]
        first = proposals.decide(session, code, "recorded", by="U1", now=NOW)
        second = proposals.decide(session, code, "put-aside", by="U2", now=NOW)

    assert (first, second) == (True, False)
    with store.read() as session:
        row = proposals.by_code(session, code)
        assert row is not None
        assert (row.state, row.decided_by) == ("recorded", "U1")
        assert proposals.open_ones(session, NOW) == []


def test_what_nobody_decided_expires_without_its_words(store: Database) -> None:
    code, stays = kept(store), kept(store, replace(LETTER, expires_at=None))

    with store.write() as session:
        assert (
            proposals.decide(session, code, "recorded", by="U1", now=NOW + timedelta(days=2))
            is False
        )
        assert proposals.expire(session, NOW + timedelta(days=2)) == 1
        row = proposals.by_code(session, code)
        assert row is not None
        assert (row.state, row.effects, row.evidence) == ("expired", {}, {})
        assert [one.code for one in proposals.open_ones(session, NOW + timedelta(days=2))] == [
            stays
        ]


def test_a_forgotten_filing_takes_its_quotes_with_it(store: Database) -> None:
    with store.write() as session:
        filing = filing_changes.begin(
            session,
            "a" * 64,
            doc="letter.pdf",
            source="",
            size=1,
            level=Level.TEAM,
            by="U1",
            now=NOW,
        )
        code = proposals.add(session, replace(LETTER, filing_id=filing.id), NOW).code
        filing_changes.forget(session, filing)

    with store.read() as session:
        row = proposals.by_code(session, code)
        assert row is not None
        assert (row.state, row.evidence, row.effects, row.after) == ("dropped", {}, {}, {})


def test_any_event_changes_the_mark_of_the_record(store: Database) -> None:
    stamp = Stamp("U1", NOW, NOW.date(), DEFAULT)
    with store.write() as session:
        request = requests.add(session, "Harbor", ["ICE", "DHS"], by="U1", now=NOW)
        ice, dhs = request.components
        before = proposals.record_version(session, [ice.id])
        event_log.record(session, dhs, NewEvent(Kind.SENT, date(2024, 1, 8)), stamp)
        assert proposals.record_version(session, [ice.id]) == before
        row = event_log.record(session, ice, NewEvent(Kind.SENT, date(2024, 1, 8)), stamp).row
        after = proposals.record_version(session, [ice.id])
        event_log.withdraw(session, row.id, stamp)
        assert len({before, after, proposals.record_version(session, [ice.id])}) == 3


def test_a_conversation_lasts_an_hour_for_one_person_in_one_place(store: Database) -> None:
    mine = Where("U1", "C1", "17.1")
    about = About(request_id=3, limit="appeal", choices=({"command": "status", "request": 3},))
    with store.write() as session:
        conversations.remember(session, mine, About(request_id=1), NOW)
        conversations.remember(session, mine, about, NOW)

    with store.write() as session:
        assert conversations.recall(session, mine, NOW + timedelta(minutes=59)) == about
        for other in (Where("U2", "C1", "17.1"), Where("U1", "D1"), Where("U1", "C1", "17.2")):
            assert conversations.recall(session, other, NOW) == conversations.NOTHING
        assert conversations.recall(session, mine, LATER) == conversations.NOTHING
        conversations.offer(session, mine, [{"command": "owe"}], NOW)
        assert conversations.recall(session, mine, NOW).request_id == 3
        assert conversations.forget_old(session, LATER) == 1


def test_a_press_counts_once_until_it_is_taken_back(store: Database) -> None:
    with store.write() as session:
        assert [presses.begin(session, "m1:U1:undo", NOW) for _ in range(2)] == [True, False]
        presses.undo(session, "m1:U1:undo")
        assert presses.begin(session, "m1:U1:undo", NOW)
        presses.finish(session, "m1:U1:undo", NOW)
        assert not presses.begin(session, "m1:U1:undo", LATER)
        assert "undo" not in str(session.scalars(select(Press.key)).all()), "no words of a press"
        assert presses.forget_old(session, NOW + presses.KEEP + timedelta(days=1)) == 1


def test_a_press_that_died_half_way_can_be_tried_again(store: Database) -> None:
    with store.write() as session:
        assert presses.begin(session, "m1:U1:log", NOW)
        assert not presses.begin(session, "m1:U1:log", NOW + timedelta(seconds=60))
        assert presses.begin(session, "m1:U1:log", NOW + timedelta(seconds=91))
        assert presses.begin(session, "m1:U1:log", NOW - timedelta(days=1)), "a clock set back"


def test_a_filing_answers_to_its_code_and_to_its_number(store: Database) -> None:
    with store.write() as session:
        filing = filing_changes.begin(
            session, "b" * 64, doc="a.txt", source="", size=1, level=Level.TEAM, by="U1", now=NOW
        )
        assert filing.code is not None
        assert is_code(filing.code)
        sight = pages.sight_of(session, Person("operator", Role.OPERATOR))
        filing.state = pages.READY
        session.flush()
        (found,) = pages.matching(session, sight, f"#f{filing.code}")
        assert pages.matching(session, sight, f"#f{filing.id}") == [found]
        assert found.ref == f"#f{filing.code}"
        found.code = None
        assert found.ref == f"#f{filing.id}"


def test_codes_differ_and_are_never_numbers() -> None:
    made = {new_code() for _ in range(5_000)}

    assert len(made) > 4_990
    assert all(is_code(code) and not code.isdigit() for code in made)
    assert not is_code("1234567")
