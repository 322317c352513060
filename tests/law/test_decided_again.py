"""A decision after a decision: each that is against us has its own time to appeal; none is doubled.

Dates were counted by hand: 5 U.S.C. 552(a)(6)(A)(i)(III)(aa), ninety calendar days.
"""

from __future__ import annotations

from datetime import date

from bot.law.agencies import known
from bot.law.events import Event, Kind
from bot.law.possible import check
from bot.law.standing import Appeal, Standing, State, fold
from tests.law.test_standing import on

GRANT, PART, DENIAL, NONE = "full-grant", "partial-grant", "full-denial", "no-records"


def decided(day: str, disposition: str, **more: str | int) -> Event:
    return on(Kind.DETERMINED, day, disposition=disposition, **more)


def appealed(day: str, *then: tuple[str, str]) -> list[Event]:
    return [on(Kind.APPEAL_FILED, day), *(on(Kind.APPEAL_DECIDED, d, outcome=o) for d, o in then)]


def epa(*events: Event) -> Standing:
    begun = [on(Kind.SENT, "2026-04-01"), on(Kind.RECEIVED, "2026-04-01")]
    return fold([*begun, *events], known("EPA"))


def windows(standing: Standing) -> list[str]:
    """Give the open days to appeal, each with those shown beside it."""
    mine = [d for d in standing.deadlines if d.limit == "appeal" and d.is_open]
    return [" ".join(r.due.isoformat() for r in d.readings) for d in mine]


CASES: dict[str, tuple[list[Event], list[str]]] = {
    "grant, then part": ([decided("2026-11-10", GRANT), decided("2026-11-23", PART)], ["2027-02-21"]),
    "grant, then no records": (
        [decided("2026-11-10", GRANT), decided("2026-11-23", NONE)], ["2027-02-21"],
    ),
    "grant and denial on one day": (
        [decided("2026-11-23", GRANT), decided("2026-11-23", DENIAL)], ["2027-02-21"],
    ),
    "grant, closed by them": (
        [decided("2026-11-10", GRANT), on(Kind.CLOSED_ADMINISTRATIVELY, "2026-11-23")],
        ["2027-02-21"],
    ),
    "an appeal was decided, then part": (
        [decided("2026-06-01", DENIAL), *appealed("2026-06-10", ("2026-07-01", "affirmed")),
         decided("2026-11-23", PART)], ["2027-02-21"],
    ),
    "an appeal is pending, then part of the same sort, soon": (
        [decided("2026-11-10", PART), *appealed("2026-11-12"), decided("2026-11-23", PART)],
        ["2027-02-21"],
    ),
    "denial, remand, grant, denial": (
        [decided("2026-06-01", DENIAL), *appealed("2026-06-10", ("2026-07-01", "remanded")),
         decided("2026-11-10", GRANT), decided("2026-11-23", DENIAL)], ["2027-02-21"],
    ),
    "part and part, weeks apart": (
        [decided("2026-10-01", PART), decided("2026-11-23", PART)], ["2026-12-30", "2027-02-21"],
    ),
    "another decision, days apart": (
        [decided("2026-11-20", DENIAL), decided("2026-11-23", PART)], ["2027-02-18", "2027-02-21"],
    ),
    "one decision, told again under another day": (
        [decided("2026-11-20", DENIAL), decided("2026-11-23", DENIAL)], ["2027-02-18 2027-02-21"],
    ),
    "one decision, by two letters of one day": (
        [decided("2026-11-23", DENIAL), decided("2026-11-23", DENIAL, appeal_days=90)],
        ["2027-02-21"],
    ),
    "grant, denial, its letter again": (
        [decided("2026-11-10", GRANT), decided("2026-11-23", DENIAL), decided("2026-11-24", DENIAL)],
        ["2027-02-21 2027-02-22"],
    ),
    "one appeal against both": (
        [decided("2026-10-01", DENIAL), decided("2026-11-23", PART), *appealed("2026-11-25")], [],
    ),
    "denial, then grant": ([decided("2026-11-10", DENIAL), decided("2026-11-23", GRANT)],
                           ["2027-02-08"]),
    "grant and grant": ([decided("2026-11-10", GRANT), decided("2026-11-23", GRANT)], []),
}  # fmt: skip


def test_each_decision_against_us_opens_a_time_to_appeal_and_none_is_doubled() -> None:
    wrong = {
        name: found for name, (events, right) in CASES.items()
        if (found := windows(epa(*events))) != right
    }  # fmt: skip

    assert not wrong


def test_a_denial_after_a_grant_is_what_stands_everywhere() -> None:
    standing = epa(decided("2026-11-10", GRANT), decided("2026-11-23", DENIAL))
    today = date(2026, 11, 29)

    assert standing.appeal is Appeal.AVAILABLE
    assert (standing.disposition, standing.determined_on) == (DENIAL, date(2026, 11, 23))
    assert "the decision of Mon Nov 23, 2026 is due Sun Feb 21, 2027" in standing.headline(today)
    because = standing.ripe(today).because
    assert "Nov 23" in because
    assert because.endswith("appeal first.")
    (bar,) = [d for d in standing.deadlines if d.limit == "suit"]
    assert bar.is_open


def test_a_later_denial_is_not_exhausted_by_the_appeal_against_the_first() -> None:
    events, _ = CASES["an appeal was decided, then part"]
    because = epa(*events).ripe(date(2026, 11, 29)).because

    assert "decided on Wed Jul 1, 2026: exhausted" in because
    assert "the decision of Mon Nov 23, 2026 is due Sun Feb 21, 2027; that one is not" in because


def test_what_is_said_when_a_second_decision_is_recorded() -> None:
    first = [on(Kind.SENT, "2026-04-01"), on(Kind.RECEIVED, "2026-04-01")]

    def said(*events: Event) -> str:
        *before, new = events
        return " ".join(check(new, [*first, *before], today=date(2026, 12, 1)))

    assert "a time to appeal of its own" in said(
        decided("2026-11-10", GRANT), decided("2026-11-23", PART)
    )
    assert "the same decision" in said(decided("2026-11-20", DENIAL), decided("2026-11-23", DENIAL))
    assert "closes no time to appeal" in said(
        decided("2026-11-10", DENIAL), decided("2026-11-23", GRANT)
    )


REMANDED = on(Kind.REMANDED, "2026-07-01")
DECIDED = on(Kind.APPEAL_DECIDED, "2026-07-01", outcome="remanded")


def test_a_remand_is_the_decision_on_the_appeal_and_closes_its_date() -> None:
    denied = [decided("2026-06-01", DENIAL), *appealed("2026-06-10")]
    got = on(Kind.APPEAL_RECEIVED, "2026-06-12")
    expedite = [on(Kind.EXPEDITE_REQUESTED, "2026-04-01"), on(Kind.EXPEDITE_DENIED, "2026-04-10")]
    about = on(Kind.APPEAL_FILED, "2026-04-20", of="expedite")

    def states(*events: Event) -> list[tuple[State, date | None]]:
        found = epa(*events).deadlines
        return [(d.state, d.met_on) for d in found if d.limit == "appeal-determination"]

    met = (State.MET, date(2026, 7, 1))
    assert states(*denied, got, REMANDED) == [met]
    assert states(*denied, REMANDED) == [met]  # nobody knows when they received it
    assert states(*denied, got, DECIDED, REMANDED) == [met]
    later = on(Kind.APPEAL_DECIDED, "2026-07-06", outcome="remanded")
    assert states(*denied, got, REMANDED, later) == [(State.MET, date(2026, 7, 6))]
    # The appeal about expedition is another one: the remand of the records does not decide it.
    assert [s for s, _ in states(*expedite, about, *denied, got, REMANDED)] == [
        State.OPEN, State.MET,
    ]  # fmt: skip
    assert epa(*denied, got, REMANDED).appeal is Appeal.REMANDED
    assert epa(*denied, got, REMANDED).appeal_outcome == "remanded"
