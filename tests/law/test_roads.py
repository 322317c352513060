"""The roads of fifteen states: what silence means, which review, which court, whose dates."""

from __future__ import annotations

from datetime import date

import pytest

from bot.law.agencies import STATES, known
from bot.law.calculator import compute
from bot.law.events import Event, Kind
from bot.law.roads import all_roads, road_of
from bot.law.standing import Deadline, Standing, fold
from tests.law.test_limitation import on
from tests.support.cases import each

FIFTEEN = {"OR", "WA", "CA", "NY", "IL", "TX", "FL", "MA", "PA", "NJ", "VA", "MI", "OH", "GA", "CO"}
TOPICS = {"response", "extension", "counting", "silence", "review", "court", "court's time",
          "closing"}  # fmt: skip


def asked(state: str, *events: Event, day: str = "2026-10-05") -> Standing:
    return fold([on(Kind.SENT, day), on(Kind.RECEIVED, day), *events], known(f"US-{state}"))


def one(standing: Standing, limit: str) -> Deadline:
    (found,) = [d for d in standing.deadlines if d.limit == limit]
    return found


def test_fifteen_states_have_every_cell_with_a_citation_and_how_sure_it_is() -> None:
    assert set(all_roads()) == FIFTEEN
    for state, road in all_roads().items():
        assert {cell.topic for cell in road.cells} >= TOPICS - {"our time for review"}, state
        for cell in road.cells:
            assert cell.sure in {"H", "M", "L"}, (state, cell.topic)
            assert cell.citation or cell.says.startswith("Nothing"), (state, cell.topic)
            assert cell.source or cell.sure != "H", (state, cell.topic)  # sure: where it was read
            if cell.sure != "H":
                assert "heck it" in cell.in_words or "ask counsel" in cell.in_words


@each("state", sorted(FIFTEEN))
def test_no_federal_law_is_said_of_a_state(state: str) -> None:
    denied = asked(state, on(Kind.DETERMINED, "2026-10-09", disposition="full-denial"))
    for standing in (asked(state), denied):
        told = standing.ripe(date(2026, 11, 28))
        said = repr(told) + standing.headline(date(2026, 11, 28)) + repr(standing.flags)
        assert "552(a)" not in said.replace("Gov. Code 552", "")
        assert "U.S.C." not in said
        assert STATES[state] in told.law


@pytest.mark.parametrize("state", ["FL", "OH"])
def test_where_the_law_sets_no_days_counsel_says_what_is_late(state: str) -> None:
    told = asked(state).ripe(date(2026, 11, 28))

    assert told.ripe is None
    assert told.gaps == ("what a court would call late",)
    denied = asked(state, on(Kind.DETERMINED, "2026-10-09", disposition="full-denial"))
    assert denied.ripe(date(2026, 11, 28)).ripe is True


def test_oregon_petitions_before_court_and_the_order_is_due_in_seven_days() -> None:
    # Fifteen business days from October 5 over Columbus/Indigenous Peoples' Day, read both ways.
    silent = asked("OR")
    told = silent.ripe(date(2026, 11, 28))
    assert told.ripe is False
    assert "petition first, to the Attorney General for a state agency" in told.because
    petition = (on(Kind.APPEAL_FILED, "2026-11-02"), on(Kind.APPEAL_RECEIVED, "2026-11-02"))
    asked_for = asked("OR", *petition)
    assert one(asked_for, "appeal-determination").due == date(2026, 11, 9)
    told = asked_for.ripe(date(2026, 11, 10))
    assert (told.ripe, told.since) == (True, date(2026, 11, 10))
    assert "circuit court" in told.because


def test_texas_has_no_appeal_and_presumes_public_what_was_not_asked_about() -> None:
    told = asked("TX").ripe(date(2026, 11, 28))

    assert told.ripe is True
    assert "mandamus" in told.because
    assert "appeal" not in [d.limit for d in asked("TX").deadlines]
    facts = dict(told.facts)
    assert "presumed public" in facts["Silence"]
    assert "no appeal" in facts["Review"]


def test_silence_in_pennsylvania_starts_our_fifteen_business_days() -> None:
    standing = asked("PA", day="2024-03-04")
    window = one(standing, "appeal")

    # Five business days: March 11; fifteen more: April 1 (Good Friday is disputed: earlier).
    assert one(standing, "determination").due == date(2024, 3, 11)
    assert window.due == date(2024, 4, 1)
    assert window.start_event == "silence"
    assert "counts as a denial" in window.explanation


def test_an_answer_in_time_starts_no_window_from_silence() -> None:
    standing = asked("PA", on(Kind.DETERMINED, "2024-03-08", disposition="full-grant"),
                     day="2024-03-04")  # fmt: skip

    assert [d.limit for d in standing.deadlines] == ["determination"]


def test_new_york_appeals_then_has_four_months() -> None:
    standing = asked(
        "NY",
        on(Kind.DETERMINED, "2026-10-08", disposition="full-denial"),
        on(Kind.APPEAL_FILED, "2026-10-20"),
        on(Kind.APPEAL_RECEIVED, "2026-10-20"),
        on(Kind.APPEAL_DECIDED, "2026-10-30", outcome="affirmed"),
    )

    assert one(standing, "suit").due == date(2027, 2, 28)  # CPLR 217: four months from October 30
    assert standing.ripe(date(2026, 11, 28)).ripe is True


@pytest.mark.parametrize(
    ("state", "due"),
    # From a denial of October 8, 2026: 45 days, one year, 180 days.
    [("NJ", date(2026, 11, 22)), ("WA", date(2027, 10, 8)), ("MI", date(2027, 4, 6))],
)
def test_the_time_to_sue_runs_from_the_denial(state: str, due: date) -> None:
    standing = asked(state, on(Kind.DETERMINED, "2026-10-08", disposition="full-denial"))

    assert one(standing, "suit").due == due


def test_a_late_denial_in_new_jersey_leaves_the_bar_at_the_silence() -> None:
    standing = asked("NJ", on(Kind.DETERMINED, "2026-11-20", disposition="full-denial"))

    assert one(standing, "suit").due == date(2026, 11, 29)  # 45 days from October 15


def test_massachusetts_says_fifteen_for_an_agency_and_twenty_five_for_a_municipality() -> None:
    told = compute("determination", date(2026, 10, 5), agency="US-MA")

    assert "15 business days for an agency and 25 for a municipality" in told.explanation
    assert "up to 20 and 30" in told.explanation
    assert told.citation == "G.L. c. 66, s. 10(b)"


def test_a_states_holidays_are_read_both_ways_where_it_is_not_settled_whom_they_bind() -> None:
    # Illinois: Pulaski Day, March 2, 2026, and the day after Thanksgiving, November 27.
    spring = compute("determination", date(2026, 2, 25), agency="US-IL")
    autumn = compute("determination", date(2026, 11, 20), agency="US-IL")

    assert [r.due.isoformat() for r in spring.readings] == ["2026-03-04", "2026-03-05"]
    assert [r.due.isoformat() for r in autumn.readings] == ["2026-11-30", "2026-12-01"]
    assert "whose holidays bind this body" in spring.readings[1].because
    assert autumn.due == date(2026, 12, 1)  # theirs: the later


def test_a_date_that_a_letter_or_a_court_set_is_told_without_an_empty_law() -> None:
    told = asked(
        "OR",
        on(Kind.CLARIFICATION_ASKED, "2026-10-09", due="2026-10-30"),
    ).ripe(date(2026, 11, 28))

    assert all("()" not in value for _, value in told.facts)
    assert ("Our answer to the clarification request", "Fri Oct 30, 2026") in told.facts


def test_a_state_that_is_not_worked_out_says_so() -> None:
    assert road_of("ND") is None  # codespell:ignore
    told = asked("ND").ripe(date(2026, 11, 28))  # codespell:ignore

    assert told.ripe is None
    assert "not worked out here yet: ask counsel" in told.because


ASKED = on(Kind.CLARIFICATION_ASKED, "2024-03-06")
ANSWERED = on(Kind.CLARIFICATION_ANSWERED, "2024-03-13")


@pytest.mark.parametrize(
    ("state", "dues"),
    [
        # ORS 192.329(3), (4): suspended; neither day of the question nor of the answer counts.
        ("OR", ["2024-03-29", "2024-04-02"]),
        # RCW 42.56.520(1)(d): the question is one of the five answers and stops nothing.
        ("WA", ["2024-03-11"]),
        # Tex. Gov. Code 552.222; City of Dallas v. Abbott, 304 S.W.3d 380: ten days from the answer.
        ("TX", ["2024-03-26", "2024-03-27"]),
        # Pennsylvania: no text; five business days of March 4, or with the days of the question.
        ("PA", ["2024-03-11", "2024-03-15", "2024-03-19"]),
    ],
)
def test_a_question_stops_a_states_time_only_where_its_law_says_so(
    state: str, dues: list[str]
) -> None:
    clock = one(asked(state, ASKED, ANSWERED, day="2024-03-04"), "determination")

    assert [r.due.isoformat() for r in clock.readings] == dues
    assert clock.due == date.fromisoformat(dues[-1])


def test_where_nobody_can_say_our_own_time_runs_while_their_clock_may_stand() -> None:
    standing = asked("PA", ASKED, day="2024-03-04")

    assert one(standing, "determination").due is None
    # Fifteen business days from March 11, over Good Friday only where it binds.
    assert one(standing, "appeal").due == date(2024, 4, 1)
    assert any("does not settle" in flag for flag in standing.flags)
    told = standing.ripe(date(2024, 3, 20))
    assert told.ripe is None
    assert "if it does not, the time ran out on Mon Mar 11, 2024" in told.because


def test_our_review_of_a_silence_does_not_wait_for_a_receipt_on_record() -> None:
    sent = fold([on(Kind.SENT, "2024-03-04")], known("US-PA"))

    assert one(sent, "appeal").due == date(2024, 4, 1)
    assert one(sent, "determination").due is None


# N.Y. Pub. Off. Law 89(3)(a): five business days from October 13, 2026 end on October 20; 89(4)(a):
# 30 days against the silence end on November 19, against a denial of November 20 on December 20, a
# Sunday, and by Gen. Constr. Law 25-a the act may be done on Monday.
@pytest.mark.parametrize(
    ("denied", "state"), [("2026-11-20", "superseded"), ("2026-11-12", "open")]
)
def test_a_denial_after_the_time_against_the_silence_ends_it_and_an_earlier_one_leaves_it(
    denied: str, state: str
) -> None:
    standing = asked("NY", on(Kind.DETERMINED, denied, disposition="full-denial"), day="2026-10-13")
    silent, decided = (
        next(d for d in standing.deadlines if d.start_event == start)
        for start in ("silence", "determined")
    )

    assert (silent.due, str(silent.state)) == (date(2026, 11, 19), state)
    assert decided.is_open
    told = [flag for flag in standing.flags if "opens a time of its own" in flag]
    assert bool(told) == (state == "superseded")


def test_new_york_may_act_on_the_next_business_day_and_the_safe_day_stays() -> None:
    told = compute("appeal", date(2026, 11, 20), agency="US-NY")

    assert [r.due for r in told.readings] == [date(2026, 12, 20), date(2026, 12, 21)]
    assert told.due == date(2026, 12, 20)
    assert "act by Fri Dec 18, 2026" in told.explanation
    assert "25-a" in told.explanation


def test_new_yorks_public_holidays_alone_move_a_date_of_ours() -> None:
    # Gen. Constr. Law 24 names the days, and the Monday after where one is a Sunday; the day after
    # Thanksgiving, the Friday before a Saturday and Susan B. Anthony Day are none of them.
    moved = {
        "2026-10-27": ["2026-11-26", "2026-11-27"],  # Thanksgiving: the Friday is a business day
        "2026-10-04": ["2026-11-03", "2026-11-04"],  # the general election
        "2026-01-13": ["2026-02-12", "2026-02-13"],  # Lincoln
        "2027-06-05": ["2027-07-05", "2027-07-06"],  # Sunday, July 4: the Monday
        "2026-06-03": ["2026-07-03"],
        "2028-10-11": ["2028-11-10"],
        "2028-01-16": ["2028-02-15"],
    }
    found = {
        start: [
            reading.due.isoformat()
            for reading in compute("appeal", date.fromisoformat(start), agency="US-NY").readings
        ]
        for start in moved
    }

    assert found == moved


@pytest.mark.parametrize(
    ("body", "most"),
    [
        ("City of Sample", 15),
        ("Town of Sample Police Department", 15),
        ("Executive Office of Samples", 5),
        ("Massachusetts State Police", 5),
        ("Sample Board", 15),  # its name shows nothing: the note says both
    ],
)
def test_massachusetts_tells_an_agency_from_a_municipality_where_the_name_shows_it(
    body: str, most: int
) -> None:
    # G.L. c. 66, s. 10(b)(vi): in all 15 business days, or 25.
    standing = fold(
        [on(Kind.SENT, "2026-10-05"), on(Kind.RECEIVED, "2026-10-05"),
         on(Kind.EXTENDED, "2026-10-14", days=15)],
        known(f"US-MA-{body}"),
    )  # fmt: skip
    clock = one(standing, "determination")

    assert clock.rule is not None
    assert clock.rule.extension == most
    assert len(clock.readings) == (2 if most < 15 else 1)  # what is beyond is no notice of the law


# Tex. Gov. Code 552.2615(b): 10 business days from the estimate of November 20, 2026, over
# Thanksgiving; 552.222(d): by the 61st day after the question.
@pytest.mark.parametrize(
    ("kind", "dues"),
    [
        (Kind.FEE_ASKED, ["2026-12-07", "2026-12-08"]),
        (Kind.CLARIFICATION_ASKED, ["2027-01-20"]),
    ],
)
def test_texas_counts_a_request_as_withdrawn_that_is_not_answered_for(
    kind: Kind, dues: list[str]
) -> None:
    standing = asked("TX", on(kind, "2026-11-20"), day="2026-11-16")
    reply = one(standing, "reply")

    assert [r.due.isoformat() for r in reply.readings] == dues
    assert reply.whose == "ours"
    assert "counts as withdrawn" in reply.explanation


def test_money_asked_by_the_denial_itself_stays_due_and_an_older_question_is_over() -> None:
    denied = on(Kind.DETERMINED, "2026-10-09", disposition="partial-grant")
    for day, state in (("2026-10-09", "open"), ("2026-10-08", "withdrawn")):
        standing = asked("NY", on(Kind.FEE_ASKED, day, due="2026-11-02"), denied)
        assert str(one(standing, "reply").state) == state


def test_a_headline_names_our_own_time_that_ran_out_beside_what_they_owe() -> None:
    told = asked("NY", day="2026-10-13").headline(date(2026, 11, 28))

    assert told.startswith("Overdue. Determination was due Tue Oct 20, 2026")
    assert told.endswith("; our appeal against the silence was due Thu Nov 19, 2026")
