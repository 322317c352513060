"""What the audit of delivery found, line by line: a real worker, Slack over HTTP, a clock that turns.

Days are counted from one that is the same each time; see edge.py.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import migrations, people
from bot.store.database import Database
from handlers.devkit.standin import Standin
from tests.reminders.edge import OPS, PATIENCE, Edge

pytestmark = pytest.mark.heavy

MARK = "ossible repeat"
HOURS = 3600.0
TUESDAY, SUNDAY = 1, 6


@pytest.fixture
def edge(tmp_path: Path) -> Iterator[Edge]:
    with closing(Database(f"sqlite:///{tmp_path}/foia.db")) as database, Standin() as slack:
        migrations.upgrade(database.engine)
        slack.add_channel(OPS, "ops", [slack.bot_user])
        slack.add_user("U0LEAD", "lead")
        edge = Edge(tmp_path, slack, database)
        with database.write() as session:
            people.seed(session, ["U0LEAD"], edge.now)
        with edge.worker():
            yield edge


def test_line_3_an_item_of_a_digest_whose_answer_was_lost_comes_back_marked(edge: Edge) -> None:
    edge.go("10:05")
    edge.slack.scopes = frozenset({"chat:write", "im:write"})  # history unreadable
    edge.slack.fail("chat.postMessage", "accept-and-drop")
    dates = [edge.deadline(edge.request("C3"), edge.day(-1), agency=f"A{n}") for n in range(7)]
    assert edge.until(lambda: len(edge.said("C3")) == 1)  # a digest; its answer is lost
    edge.settle(dates[0])
    edge.pass_on(400)
    assert edge.until(lambda: len(edge.said("C3")) == 2)
    edge.change("DeadlineRow", dates[0], state="open")
    edge.pass_on(61)
    assert edge.until(lambda: len(edge.said("C3")) == 3, passing=61)

    assert [MARK in one for one in edge.said("C3")] == [False, True, True]


def test_line_5_what_waits_while_its_request_moves_goes_to_the_new_place(edge: Edge) -> None:
    edge.go("10:05")
    edge.slack.fail("chat.postMessage", "429", retry_after=3600)
    request = edge.request("C5OLD")
    edge.deadline(request, edge.day(-1))
    assert edge.until(lambda: not edge.slack.failures["chat.postMessage"])
    edge.request("C5NEW")
    edge.change("Request", request, channel="C5NEW")
    edge.pass_on(3700)

    assert edge.until(lambda: edge.said("C5NEW") or edge.said("C5OLD"), passing=3700)

    assert not edge.said("C5OLD")


def test_line_9_a_word_on_no_list_goes_elsewhere_after_three_tries_and_ops_hear(
    edge: Edge,
) -> None:
    edge.go("10:05")
    edge.slack.fail("chat.postMessage", "a_word_on_no_list", times=3)
    edge.deadline(edge.request("C9", owner="operator"), edge.day(-1))
    for left in (2, 1, 0):
        assert edge.until(
            lambda left=left: sum(f.times for f in edge.slack.failures["chat.postMessage"]) == left,
            passing=130,
        )

    assert edge.until(lambda: any("a_word_on_no_list" in one for one in edge.said(OPS)), 130)

    assert any("ICE's determination" in one for one in edge.said(OPS))
    asked = {call.arguments.get("channel") for call in edge.slack.calls}
    assert "operator" not in asked


def test_line_9_where_answers_are_lost_for_an_hour_it_stands_there_three_times_at_most(
    edge: Edge,
) -> None:
    edge.go("10:05")
    edge.slack.scopes = frozenset({"chat:write", "im:write"})
    edge.slack.fail("chat.postMessage", "accept-and-drop", times=99)
    edge.deadline(edge.request("C9B"), edge.day(-1))
    for copies in (1, 2, 3):
        assert edge.until(lambda copies=copies: len(edge.said("C9B")) == copies)
        edge.pass_on(133 * 3**copies)
    edge.slack.failures.clear()
    assert edge.until(lambda: any("confirmed none of 3" in one for one in edge.said(OPS)))

    assert [MARK in one for one in edge.said("C9B")] == [False, True, True]


def test_line_6_a_clock_eleven_hours_ahead_says_nothing_early(edge: Edge) -> None:
    today = edge.go("22:30", TUESDAY, off=11 * HOURS)
    edge.deadline(edge.request("C6"), today)
    assert edge.until(lambda: any("minutes ahead of" in one for one in edge.said(OPS)))
    edge.looked()

    assert not edge.said("C6")  # due that day: overdue from tomorrow on
    edge.go("09:01", off=11 * HOURS)
    assert edge.until(lambda: edge.said("C6"))


def test_line_10_after_three_weeks_off_on_a_sunday_night_only_what_cannot_wait_is_said(
    edge: Edge,
) -> None:
    edge.go("02:00", SUNDAY)
    request = edge.request("C10")
    for n in range(3):
        edge.deadline(request, edge.day(-12), agency=f"A{n}")
    edge.deadline(edge.request("C10", name="Other"), edge.day(1), "ours", "DHS")
    edge.looked()
    night = edge.said("C10")
    edge.go("09:01")
    assert edge.until(lambda: any("A0" in one for one in edge.said("C10")))

    assert all("appeal" in one and "A0" not in one for one in night)
    assert "in 0 working days" not in str(edge.said("C10"))


def test_line_7_our_appeal_leads_the_digest_before_any_number_of_late_agency_dates(
    edge: Edge,
) -> None:
    edge.go("16:00", SUNDAY)
    request = edge.request("C7")
    for n in range(64):
        edge.deadline(request, edge.day(-90 - n % 28), agency=f"A{n}")
    edge.deadline(edge.request("C7", name="Other"), edge.day(4), "ours", "DHS")
    edge.go("09:01")

    assert edge.until(lambda: edge.said("C7"))

    first = edge.said("C7")[0]
    assert not any(f"A{n}'s" in first[: first.index("DHS")] for n in range(64))


def test_line_8_where_ops_cannot_be_reached_nobody_is_told_that_all_is_quiet(edge: Edge) -> None:
    edge.go("16:00", SUNDAY)
    edge.deadline(edge.request("C8"), edge.day(-6))
    edge.looked()  # what the week before had to say is said
    edge.refuses.write_text(OPS)
    edge.go("09:01")
    assert edge.until(lambda: edge.said("C8"))
    edge.looked()

    to_lead = edge.said(edge.slack.dm_of("U0LEAD"))
    assert all("1 agency date" in one for one in to_lead if "All quiet" in one), to_lead


def test_line_11_a_locked_store_is_a_line_in_the_log_and_no_traceback(edge: Edge) -> None:
    today = edge.go("22:30", TUESDAY)
    edge.deadline(edge.request("C11"), today)  # overdue from tomorrow on
    edge.looked()
    before = edge.log.stat().st_size
    other = sqlite3.connect(edge.folder / "foia.db", isolation_level=None, timeout=PATIENCE)
    with closing(other):
        other.execute("BEGIN IMMEDIATE")
        edge.go("09:01")
        assert edge.until(lambda: "the sweep had to stop" in _since(edge.log, before))

    assert edge.until(lambda: edge.said("C11"))
    assert "Traceback" not in _since(edge.log, before)


def _since(log: Path, before: int) -> str:
    return log.read_bytes()[before:].decode()
