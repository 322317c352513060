"""The questions beyond status and dates: what each answer says, and what to record if it cannot."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.answers.filing_values import (
    AskAnswer,
    ShowAnswer,
)
from bot.answers.values import (
    Choice,
    DraftAnswer,
    FactsAnswer,
    Notice,
)
from bot.invocation import Ask
from bot.queries.produced import Stamps, gaps
from bot.queries.speed import median
from tests.conftest import Team

pytestmark = pytest.mark.slow

LETTER = b"""Office of Sample Records

December 1, 2023

Re: 2024-ICFO-00001

Dear Requester:

This acknowledges receipt of your request. Your request for expedited processing is denied. You
have not shown a compelling need.
"""


@pytest.fixture
def matter(team: Team) -> Team:
    """The founding matter half a year on."""
    team.founding()
    team.clock[0] = datetime(2024, 6, 3, 15, tzinfo=UTC)
    for line in (
        "log breach/ICE expedite requested 2023-11-09",
        "log breach/ICE acknowledged 2023-12-01 number 2024-ICFO-00001",
        "log breach item 1 communications about the disclosure",
        "log breach item 2 who downloaded the file",
        "log breach/ICE produced 2024-02-01 pages 120 bates ICE-0001..ICE-0120 items 1",
        "log breach/ICE produced 2024-04-01 pages 40 bates ICE-0131..ICE-0170 withheld 30",
        "log breach/ICE fee letter 2024-02-05 amount 120 due 2024-07-01",
        'log breach/DHS contact "FOIA Officer" phone 202-555-0100 email foia@hq.dhs.gov',
        'log breach/DHS called 2024-05-02 contact "FOIA Officer" note estimate in June',
        "log breach case 3:24-cv-00123 D. Or. filed 2024-05-01",
        "log breach/ICE schedule 500 pages processed monthly from 2024-06-17 on 2024-05-20",
        "log breach status report due 2024-06-20 on 2024-05-20",
    ):
        answer = team.say(line)
        assert getattr(answer, "tone", "") == "done", answer
    return team


def facts(answer: object) -> str:
    assert isinstance(answer, FactsAnswer), answer
    return str((answer.title, answer.facts, answer.sections))


def test_no_determination_is_no_window_and_says_what_to_record(team) -> None:
    team.founding()

    said = facts(team.say("when does our appeal window close on the breach?"))

    assert "No determination yet, so no window" in said
    assert "log ice-data-breach/ICE determined" in said


def test_the_window_is_the_earlier_reading_with_the_other_beside_it(team) -> None:
    team.founding()
    team.say("log breach/ICE determined 2023-12-04 denied")

    answer = team.say("window breach/ICE")

    assert answer.to_json()["windows"][0]["due"] == "2024-03-03"
    said = facts(answer)
    assert "Sun Mar 3, 2024" in said
    assert "90 working days" in said


def test_between_two_readings_it_says_to_appeal_at_once(team) -> None:
    team.founding()
    team.say("log breach/ICE determined 2023-12-04 denied")
    team.clock[0] = datetime(2024, 3, 5, 15, tzinfo=UTC)

    assert "Appeal at once" in facts(team.say("window breach"))


def test_what_is_produced_is_counted_and_what_is_missing_named(matter) -> None:
    answer = matter.say("what have they produced on the breach and what is missing?")

    said = facts(answer)
    assert "Produced so far: 160 pages" in said
    assert "ICE-0121..ICE-0130" in said
    assert "Item 2 unanswered" in said
    assert answer.to_json()["components"][0]["gaps"] == ["ICE-0121..ICE-0130"]


def test_gaps_are_found_per_prefix_and_overlaps_are_none() -> None:
    runs = [
        Stamps("A-", 1, 10, 3),
        Stamps("A-", 5, 20, 3),
        Stamps("A-", 25, 30, 3),
        Stamps("B", 1, 2, 1),
    ]

    assert [str(gap) for gap in gaps(runs)] == ["A-021..A-024"]


def test_fees_say_what_is_asked_and_that_the_waiver_was_never_asked(matter) -> None:
    said = facts(matter.say("did ICE say anything about fees on the breach request"))

    assert "$120" in said
    assert "no request for a waiver" in said


def test_a_contact_has_its_telephone_and_when_it_was_last_used(matter) -> None:
    said = facts(matter.say("who is our contact at DHS for the breach?"))

    assert "202-555-0100" in said
    assert "foia@hq.dhs.gov" in said
    assert "last used Thu May 2, 2024" in said


def test_the_docket_gives_the_next_dates_and_promised_against_done(matter) -> None:
    answer = matter.say("what's on the docket for the breach?")

    said = facts(answer)
    assert "3:24-cv-00123 D. Or." in said
    assert "status report: " in said or "status report'" in said
    assert "process 500 pages per month" in said
    assert answer.to_json()["cases"][0]["pages"]["processed"] == 0


def test_without_a_suit_the_docket_says_how_to_record_one(team) -> None:
    team.founding()

    assert "log ice-data-breach case" in facts(team.say("docket breach"))


def test_a_draft_fills_facts_marks_gaps_and_names_what_shows_them(matter) -> None:
    answer = matter.say("draft a follow-up to ICE on the breach")

    assert isinstance(answer, DraftAnswer)
    assert "2024-ICFO-00001" in answer.text
    # Nobody has shown the receipt: the acknowledgment is the latest day that it can have been.
    assert "Fri Dec 1, 2023 [inferred: prove it before sending]" in answer.text
    assert "Tue Jan 2, 2024" in answer.text
    assert any("no letter tied to it" in source for source in answer.sources)
    appeal = matter.say("draft breach/DHS appeal")
    assert isinstance(appeal, DraftAnswer)
    assert "[GAP: the tracking number]" in appeal.text
    assert any("log ice-data-breach/DHS determined" in gap for gap in appeal.gaps)


def test_a_letter_goes_to_one_agency(matter) -> None:
    answer = matter.say("draft a follow-up on the breach")

    assert isinstance(answer, Choice)
    assert len(answer.buttons) == 2


def test_open_requests_count_in_how_slow_an_agency_is(matter) -> None:
    said = facts(matter.say("how slow is ICE?"))

    assert "n = 1, 1 still open" in said
    assert "not reached" in said
    assert median([(10, True), (20, True), (90, False)]) == 20
    assert median([(10, True), (30, False), (90, False)]) is None
    assert median([(10, True)]) == 10


def test_what_may_be_said_in_public_counts_nothing_restricted(matter) -> None:
    matter.desk.take_file("letter.txt", LETTER, _ask(matter), "ice-data-breach")

    said = facts(matter.say("what can we say publicly about the breach?"))

    assert "Request sent" in said
    assert "1 filing for the team only" in said
    assert "Note" not in said
    matter.say("level letter.txt public")
    assert "letter.txt" in facts(matter.say("public breach"))


def _ask(team: Team) -> Ask:
    return Ask("", team.LEAD, team.DM, team.desk.now(), team.desk.today(), "dm")


def test_which_letter_did_it_gives_page_quote_and_date(matter) -> None:
    matter.desk.take_file("letter.txt", LETTER, _ask(matter), "ice-data-breach")

    answer = matter.say("which letter denied expedited processing?")

    assert isinstance(answer, AskAnswer)
    assert answer.answered
    assert [(hit.doc, hit.page) for hit in answer.citations] == [("letter.txt", 1)]
    assert answer.citations[0].quote == "Your request for expedited processing is denied."
    assert "Fri Dec 1, 2023" in answer.answer
    assert "read from its words" in answer.answer


def test_a_letter_tied_to_its_event_is_shown(matter) -> None:
    matter.desk.take_file("letter.txt", LETTER, _ask(matter), "ice-data-breach")
    matter.say("log breach/ICE expedite-denied --on 2023-12-02 --letter letter.txt")

    shown = matter.say("show me the denial of expedited processing for the breach")

    assert isinstance(shown, ShowAnswer)
    assert "compelling need" in shown.text
    cited = matter.say("cite breach: expedited processing denied")
    assert isinstance(cited, AskAnswer)
    assert "(recorded)" in cited.answer


def test_no_letter_on_file_is_not_the_same_as_it_did_not_happen(matter) -> None:
    answer = matter.say("which letter denied the fee waiver on the breach?")

    assert isinstance(answer, AskAnswer)
    assert not answer.answered
    assert "does not mean that it did not happen" in answer.answer


def test_mark_gives_the_way_and_changes_nothing(matter) -> None:
    said = facts(matter.say("mark the breach production done"))

    assert "A question changes nothing" in said
    assert "log ice-data-breach/ICE produced" in said


def test_news_lists_and_due_lists_can_be_of_one_agency(matter) -> None:
    news = matter.say("any word from DHS?")
    assert {item.agency for item in news.items} == {"DHS"}
    due = matter.say("what is due at ICE in the next 30 days?")
    assert due.items
    assert {item.agency for item in due.items} == {"ICE"}
    owed = matter.say("what do we owe on the breach?")
    assert {item.slug for item in owed.items} == {"ice-data-breach"}


def test_what_was_read_as_status_can_still_be_asked_of_the_filings(team: Team) -> None:
    team.founding()

    answer = team.say("where does the ice data breach request stand")

    assert answer.buttons[-1].line == "ask where does the ice data breach request stand"
    assert not [b for b in team.say("status breach").buttons if b.line.startswith("ask ")]


@pytest.mark.parametrize("verb", ["status", "history", "why", "timeline", "number", "window"])
def test_a_component_of_a_request_can_be_meant_by_reference(team: Team, verb: str) -> None:
    team.founding()

    for words in ("#r1/ICE", "breach/ICE"):
        assert not isinstance(team.say(f"{verb} {words}"), Notice)


def test_an_article_before_a_name_that_begins_with_an_agency_changes_nothing(team: Team) -> None:
    team.founding()

    asked = team.say("what is the status of the ice data breach request")

    assert asked.understood == "status · ICE data breach"
    assert team.say("status of ice data breach").understood == "status of ice data breach"
