"""What a newcomer said and the bot once misread: years, rulings, what was taken back, hearsay."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language import days, new_request, statements
from bot.language.statements import Mood, Statement
from bot.store.name_lookup import Names
from tests.support.cases import each

TODAY = date(2026, 11, 28)  # a Saturday
NYPD = "US-NY-New-York-City-Police-Department"
ON_FILE = {
    1: ("cbp-drones", "CBP drones", "CBP"),
    2: ("prison-phones", "Prison phones", "BOP"),
    3: ("family-memos", "Family memos", "ORR"),
    4: ("robot-dogs", "Robot dogs", NYPD),
    5: ("border-water", "Border water", "US-TX-Texas-Department-of-Public-Safety"),
}


@pytest.fixture(scope="module")
def names() -> Names:
    known = Names()
    for number, (slug, name, agency) in ON_FILE.items():
        known.shown[number], known.slugs[number] = name, slug
        known._add(number, [slug, name])
        known.at[number] = {agency}
    return known


def read(names: Names, line: str) -> Statement:
    said = statements.read(line, names, TODAY)
    assert said is not None, line
    return said


@each(
    ("line", "on", "due"),
    [
        ("CBP asked us to clarify the drones by Nov 25", "11-28", "2026-11-25"),  # passed: asked
        ("CBP wants $90 by Nov 20 on the drones", "11-28", "2026-11-20"),
        ("CBP wants $90 by Dec 18 on the drones", "11-28", "2026-12-18"),
        ("CBP needs until Jan 8 to finish the drones", "11-28", "2027-01-08"),
        ("CBP asked us on Nov 10 to clarify the drones by Dec 11", "11-10", "2026-12-11"),
        ("CBP extended the drones by letter of Nov 3 to Nov 25", "11-03", "2026-11-25"),
        ("BOP gave us until Dec 18 to clarify the phones", "11-28", "2026-12-18"),
        ("CBP extended the drones to November 20", "11-28", "2026-11-20"),
    ],
)
def test_a_due_day_is_never_in_a_year_nobody_said(
    names: Names, line: str, on: str, due: str
) -> None:
    [effect] = read(names, line).effects

    assert (f"{effect.on:%m-%d}", effect.details["due"]) == (on, due)


@each(
    "line",
    [
        "the judge denied the motion to dismiss on the memos on Nov 20",
        "the judge granted our motion for summary judgment on the memos on Nov 20",
        "the court hearing on the memos was on Nov 20",
        "we had oral argument on the memos on Nov 20",
        "our cross-motion on the memos was denied Nov 20",
        "we argued the memos on Nov 20 in front of the judge",
        "CBP denied the drones on Nov 20 but then took it back",
        "CBP rescinded its denial of the drones on Nov 20",
        "CBP's denial of Nov 20 on the drones was withdrawn",
        "CBP withdrew the extension on the drones on Nov 20",
        "the denial that BOP sent on Nov 20 about the phones was nullified",
        "CBP walked its denial of the drones back on Nov 20",
    ],
)
def test_a_ruling_and_what_was_taken_back_are_notes(names: Names, line: str) -> None:
    said = read(names, line)

    assert [(one.kind, one.on) for one in said.effects] == [("note", date(2026, 11, 20))]


@each(
    ("line", "mood"),
    [
        ("CBP refused to deny the drones on Nov 20", Mood.NEGATED),
        ("CBP denied denying the drones", Mood.NEGATED),
        ("BOP stopped short of denying the phones on Nov 19", Mood.NEGATED),
        ("the Times reported on Nov 20 that CBP denied the drones", Mood.HEARSAY),
        ("according to Politico CBP denied the drones on Nov 20", Mood.HEARSAY),
        ("my source at CBP says they denied the drones on Nov 20", Mood.HEARSAY),
        ("CBP denied the drones on Nov 20, or so I think", Mood.HEARSAY),
        ("the AP is reporting that BOP denied the phones on Nov 18", Mood.HEARSAY),
        ("BOP denied the phones on Nov 18 if I remember correctly", Mood.HEARSAY),
    ],
)
def test_what_was_not_done_or_only_heard_is_no_event(names: Names, line: str, mood: Mood) -> None:
    assert read(names, line).mood is mood


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("after the hearing CBP denied the drones on Nov 19", "determined"),
        ("the press office of CBP acknowledged the drones on Nov 19", "acknowledged"),
        ("CBP called off the call and denied the drones on Nov 19", "determined"),
        ("we withdrew the phones request on Nov 19", "request-withdrawn"),
        ("after the conference the judge set the memos hearing for Jan 14", "court-date"),
    ],
)
def test_what_only_sounds_like_it_stays_what_it_is(names: Names, line: str, kind: str) -> None:
    assert read(names, line).effects[0].kind == kind


def test_according_to_a_letter_is_no_hearsay(names: Names) -> None:
    said = read(names, "according to their letter CBP denied the drones on Nov 20")

    assert (said.mood, said.effects[0].kind) == (Mood.STATED, "determined")


@each(
    ("said", "kept"),
    [
        ("citing (b)(5), (b)(6) and (b)(7)(E)", "citing (b)(5), (b)(6) and (b)(7)(E)"),
        ("under (b)(7)(A) and (b)(3)", "under (b)(7)(A) and (b)(3)"),
        ("based on (b)(5)/(b)(6)", "based on (b)(5)/(b)(6)"),
        ("invoking b5, b6 & b7c", "invoking b5, b6 & b7c"),
        ("exemptions 2; 5; 7(E)", "exemptions 2; 5; 7(E)"),
        ("under exemptions 5, 6 and 7(C), 12 pages", "under exemptions 5, 6 and 7(C)"),
    ],
)
def test_every_exemption_of_a_list_is_kept(names: Names, said: str, kept: str) -> None:
    [effect] = read(names, f"CBP denied the drones on Nov 19, {said}").effects

    assert effect.reason == kept


def test_a_number_beside_the_receipt_is_the_acknowledgments(names: Names) -> None:
    line = (
        "CBP acknowledged the drones on Oct 14, they received it Oct 8, number CBP-FO-2027-000123"
    )
    acknowledged, received = read(names, line).effects

    assert acknowledged.details == {"number": "CBP-FO-2027-000123"}
    assert (received.kind, f"{received.on:%m-%d}") == ("received", "10-08")


@each(
    "when",
    [
        "in early October", "late October", "mid November", "on Nov 16 or 17", "around Nov 17",
        "on Nov 16 or Nov 17", "sometime in November", "about two weeks ago", "in October",
        "at the end of October", "on the 16th or 17th", "between Nov 16 and Nov 20",
        "a couple of weeks back", "the week of Nov 9", "a few days ago", "Nov 16/17",
    ],
)  # fmt: skip
def test_a_day_that_is_not_a_single_one_is_asked_for(names: Names, when: str) -> None:
    said = read(names, f"CBP denied the drones {when}")

    assert all(one.unsure for one in said.effects) or said.vague_day


@each(
    ("text", "wrong"),
    [("Monday Nov 20", "Monday"), ("Friday, Nov 20", ""), ("Nov 20 (Tuesday)", "Tuesday"),
     ("Mon 11/16", ""), ("Tue 11/16", "Tue"), ("Monday the 20th", "Monday")],
)  # fmt: skip
def test_a_weekday_that_a_day_has_not_is_told(text: str, wrong: str) -> None:
    assert [one.wrong_weekday for one in days.find(text, TODAY)] == [wrong]


def test_a_weekday_says_which_year(names: Names) -> None:
    [said] = days.find("Monday Dec 7", TODAY)

    assert said.past == said.future == date(2026, 12, 7)


def test_what_they_will_do_beside_what_they_did_is_an_estimate(names: Names) -> None:
    said = read(names, "NYPD acknowledged the robot dogs on Oct 24 and will answer by Dec 4")

    assert [(one.kind, one.details) for one in said.effects][1] == (
        "estimate-given", {"due": "2026-12-04"},
    )  # fmt: skip
    assert (said.agencies, said.left) == ((NYPD,), ())


def test_initials_of_local_bodies_are_their_names(names: Names) -> None:
    assert read(names, "Texas DPS acknowledged the water request on Nov 5").left == ()
    both = read(names, "both CBP and NYPD denied on Nov 20")
    assert set(both.agencies) == {"CBP", NYPD}


def test_a_new_request_may_begin_with_its_day() -> None:
    said = new_request.read("On Nov 2 we filed a request with ICE about water", TODAY)
    assert said == new_request.NewSaid(("ICE",), "water", date(2026, 11, 2))
    said = new_request.read("Yesterday, we sent a FOIA request to EPA about lead pipes", TODAY)
    assert said == new_request.NewSaid(("EPA",), "lead pipes", date(2026, 11, 27))


@each(
    ("line", "on", "term"),
    [
        ("CBP wants $450 for the drones and an answer within 10 business days of Nov 18", 18, (10, "working")),
        ("CBP wants $450 for the drones, letter of Nov 18, answer within two weeks", 18, (14, "calendar")),
        ("CBP asked us on Nov 17 to clarify the drones, we have ten working days", 17, (10, "working")),
        ("CBP asked us to clarify the drones on Nov 18 and wants the answer in 10 days", 18, (10, "calendar")),
        ("CBP sent a still interested letter on the drones, Nov 16, thirty days", 16, (30, "calendar")),
        ("CBP wants $90 for the drones, letter dated Nov 18, payable in 15 days", 18, (15, "calendar")),
    ],
)  # fmt: skip
def test_a_time_for_our_answer_is_counted_from_the_letters_day(
    names: Names, line: str, on: int, term: tuple[int, str]
) -> None:
    said = read(names, line)
    (effect,) = said.effects
    assert effect.term is not None
    assert (effect.on.day, effect.term.days, effect.term.unit) == (on, *term)
    assert not said.left


def test_two_times_for_two_answers_are_asked_about(names: Names) -> None:
    said = read(
        names, "CBP asked on Nov 13 to clarify the drones within 10 days and to pay within 30 days"
    )
    assert any(one.unsure for one in said.effects)


def test_two_business_weeks_are_ten_working_days(names: Names) -> None:
    said = read(
        names, "CBP wants $90 for the drones, letter of Nov 18, answer in two business weeks"
    )
    term = said.effects[0].term
    assert term is not None
    assert (term.days, term.unit) == (10, "working")
