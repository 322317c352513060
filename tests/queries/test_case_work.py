"""What a litigator takes along: the withholding log and the projection of a production."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.answers.values import DraftAnswer, FactsAnswer, FileAnswer
from bot.law.events import Event, Kind
from bot.law.projection import projected
from bot.queries.withholding import beside
from tests.conftest import Team

DENIAL = b"""Office of Sample Records

March 1, 2024

Re: 2024-ICFO-00001

We withhold portions under (b)(5) because they would disclose deliberations before a decision.
Names of officers are withheld pursuant to (b) (7)(C) to protect their privacy.
"""


@pytest.fixture
def case(team: Team, tmp_path: Path) -> Team:
    team.founding()
    team.clock[0] = datetime(2024, 12, 2, 15, tzinfo=UTC)
    (tmp_path / "denial.txt").write_bytes(DENIAL)
    team.desk.library.take([tmp_path / "denial.txt"], request="ice-data-breach", level="team",
                           by="operator", now=team.clock[0])  # fmt: skip
    for line in (
        "log breach case 3:24-cv-00123 D. Or. filed 2024-05-01",
        "log breach/ICE schedule 500 pages processed monthly from 2024-06-17 on 2024-05-20",
        "log breach/ICE produced 2024-06-28 processed 300 released 100",
        "log breach/ICE produced 2024-09-30 processed 300 released 80",
    ):
        answer = team.say(line)
        assert getattr(answer, "tone", "") == "done", answer
    return team


def test_the_projection_says_when_it_is_done_at_this_rate(case: Team) -> None:
    told = case.say("projection breach/ICE 12000")

    assert isinstance(told, FactsAnswer)
    (part,) = told.to_json()["components"]
    # 600 pages in 196 days since the order are 93.2 a month; 11,400 pages more take 123 months.
    assert (part["processed"], part["promised"], part["months"]) == (600, 3000, 123)
    assert part["done_on"] == "2035-03-02"
    assert "done in 123 months" in told.title
    assert "2,400 behind" in repr(told)


def test_the_projection_comes_as_a_table_and_as_a_picture(case: Team) -> None:
    table, picture = case.say("projection breach/ICE csv"), case.say("projection breach/ICE png")

    assert isinstance(table, FileAnswer)
    assert b"2024-09-30,2000,600,180" in table.content
    assert isinstance(picture, FileAnswer)
    assert picture.content.startswith(b"\x89PNG")
    assert picture.alt


def test_without_a_number_of_all_pages_no_end_is_invented() -> None:
    one = projected([Event(Kind.PRODUCTION, date(2024, 1, 2), details={"pages": 100})], [],
                    date(2024, 3, 1))  # fmt: skip

    assert one.rate is not None
    assert (one.months, one.done_on, one.promised) == (None, None, None)


def test_the_withholding_log_names_page_exemption_words_and_reason(case: Team) -> None:
    told = case.say("withheld breach csv")

    assert isinstance(told, FileAnswer)
    assert told.data is not None
    entries = {entry["exemption"]: entry for entry in told.data["entries"]}
    assert set(entries) == {"(b)(5)", "(b)(7)(C)"}
    assert entries["(b)(5)"]["page"] == 1
    assert "because they would disclose deliberations" in entries["(b)(5)"]["claimed reason"]
    assert "Names of officers" in entries["(b)(7)(C)"]["words beside it"]


def test_words_beside_a_mark_are_verbatim_on_one_line() -> None:
    assert beside("one\ntwo (b) (5) three", "(b)(5)") == "one two (b) (5) three"
    assert beside("nothing here", "(b)(5)") == ""


@pytest.mark.parametrize(
    ("sort", "words"),
    [
        ("status", "552(a)(7)(B)"),
        ("fee objection", "552(a)(4)(A)(iv)"),
        ("fee waiver", "likely to contribute significantly"),
        ("still interested", "do not close the request"),
        ("clarification", "withdraws any part"),
        ("ogis", "552(h)(3)"),
        ("refile", "begin your search"),
    ],
)
def test_letters_are_drafted_from_the_record_with_gaps_in_brackets(
    case: Team, sort: str, words: str
) -> None:
    told = case.say(f"draft breach/ICE {sort}")

    assert isinstance(told, DraftAnswer), told
    assert words in told.text
    assert "[" in told.text
    assert isinstance(case.say(f"draft breach/ICE {sort} docx"), FileAnswer)


def test_an_appeal_quotes_each_exemption_with_its_page_and_what_to_argue(case: Team) -> None:
    logged = case.say("log breach/ICE determined 2024-03-01 denied --letter denial.txt")
    assert getattr(logged, "tone", "") == "done", logged
    told = case.say("draft breach/ICE appeal")

    assert isinstance(told, DraftAnswer)
    assert "TOO LATE" in told.text
    assert "(b)(5): “We withhold portions under (b)(5) because they would disclose" in told.text
    assert "(page 1)" in told.text
    assert "foreseeable harm, 552(a)(8)(A)(i)" in told.text


def test_a_states_letter_of_the_federal_statute_is_refused(case: Team) -> None:
    case.say("new hotel --to US-OR --sent 2024-10-07 --received 2024-10-07")

    assert "does not bind Oregon" in repr(case.say("draft hotel fee waiver"))


def test_a_letter_names_the_receipt_that_the_clock_runs_from_and_no_lateness_that_is_met(
    team: Team,
) -> None:
    team.founding()
    team.clock[0] = datetime(2026, 11, 28, 15, tzinfo=UTC)
    for line in (
        "new austin to US-TX sent 2026-09-01 received 2026-09-02",
        "log austin ruling-asked 2026-09-15",
        "new routed to CBP sent 2026-06-01",
        "log routed received-elsewhere 2026-06-03",
        "log routed received 2026-07-20",
    ):
        assert getattr(team.say(line), "tone", "") == "done", line
    texas, routed = team.say("draft austin follow-up"), team.say("draft routed follow-up")
    why = repr(team.say("why routed"))

    assert isinstance(texas, DraftAnswer)
    assert isinstance(routed, DraftAnswer)
    # Met by the question to the Attorney General: 45 business days from September 15.
    assert " late" not in texas.text
    assert "by Wed Nov 18, 2026 (Tex. Gov. Code 552.306" in texas.text
    # Ten working days after June 3 the clock starts, whenever the right component had it.
    assert "received it on Wed Jun 17, 2026 at the latest" in routed.text
    assert "Wed Jun 17, 2026" in why


def test_an_order_without_an_end_goes_on_promising(case: Team) -> None:
    case.clock[0] = datetime(2026, 11, 30, 15, tzinfo=UTC)

    (part,) = case.say("projection breach/ICE 20000").to_json()["components"]
    assert part["promised"] == 30 * 500  # June 2024 to November 2026, each month
    (part,) = case.say("projection breach/ICE 12000").to_json()["components"]
    assert part["promised"] == 12000  # no more than all pages that there are


def test_words_beside_a_mark_begin_and_end_with_a_whole_word() -> None:
    text = "wordwordword " * 30 + "withheld under (b)(5) today " + "wordwordword " * 30

    said = beside(text, "(b)(5)").strip("…")
    assert set(said.split()) <= {"wordwordword", "withheld", "under", "(b)(5)", "today"}


def test_a_complaint_pleads_the_receipt_that_a_letter_states_and_the_exemptions_it_prints(
    case: Team,
) -> None:
    for line in (
        "log breach/ICE acknowledged 2023-12-01 --received 2023-11-13 --letter denial.txt",
        "log breach/ICE determined 2024-03-01 denied --letter denial.txt",
    ):
        assert getattr(case.say(line), "tone", "") == "done", line
    told = case.say("memo breach/ICE")

    assert isinstance(told, DraftAnswer)
    facts = told.text.partition("PARAGRAPHS FOR A COMPLAINT")[2]
    assert "stated that it received it on November 13, 2023" in facts
    assert "assumed: prove it" not in facts
    assert "claiming exemptions (b)(5), (b)(7)(C). [Source: Ex. A (denial.txt, page 1)]" in facts
    assert len(told.sources) == 1


@pytest.fixture
def three(team: Team) -> Team:
    """A denial in New York, an appeal to CBP, and a silence in Oregon."""
    team.founding()
    team.clock[0] = datetime(2026, 11, 28, 15, tzinfo=UTC)
    for line in (
        "new drones to US-NY-NYPD sent 2026-10-12 received 2026-10-13",
        "log drones determined 2026-11-20 denied",
        "new towers to CBP sent 2026-10-02 received 2026-10-05",
        "log towers determined 2026-11-10 denied",
        "log towers appealed 2026-11-24",
        "log towers appeal-received 2026-11-24",
        "new fusion to US-OR sent 2026-11-03 received 2026-11-03",
    ):
        assert getattr(team.say(line), "tone", "") == "done", line
    return team


def test_an_appeal_names_the_time_of_the_decision_that_it_is_against(three: Team) -> None:
    told = three.say("draft drones appeal")

    assert isinstance(told, DraftAnswer)
    assert "full denial) of Fri Nov 20, 2026" in told.text
    assert "by Sun Dec 20, 2026, which is no working day: by Fri Dec 18, 2026" in told.text
    assert "Nov 19" not in told.text  # the end of the time against the silence


def test_a_follow_up_says_nothing_that_is_not_so(three: Team) -> None:
    appealed, named = three.say("draft towers follow-up"), three.say("draft towers")
    denied = three.say("draft drones follow-up")

    for one in (appealed, named):
        assert isinstance(one, DraftAnswer)
        assert "Your decision is due by Wed Dec 23, 2026" in one.text  # 20 working days
        assert "determination was due" not in one.text
    assert "it came on Fri Nov 20, 2026. What fits NYPD (NY) now: appeal." in repr(denied)
    again = three.say("draft towers appeal")
    assert isinstance(again, DraftAnswer)
    assert "By the record we appealed on Tue Nov 24, 2026" in again.text


@pytest.mark.parametrize(
    "line",
    ["draft towers petition", "draft towers/CBP mandamus", "draft drones ag-comments",
     "draft a petition for towers", "draft fusion/US-OR motion"],
)  # fmt: skip
def test_a_letter_that_there_is_not_is_refused_with_what_fits(three: Team, line: str) -> None:
    told = repr(three.say(line))

    assert "There is no draft called" in told
    assert "What fits " in told


def test_a_states_review_is_drafted_by_its_own_name(three: Team) -> None:
    told = three.say("draft fusion petition")

    assert isinstance(told, DraftAnswer)
    assert "Re: Petition" in told.text
