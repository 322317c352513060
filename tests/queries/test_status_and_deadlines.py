"""What people are told about the founding matter, and that lists cannot disagree."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.answers.values import (
    DueAnswer,
    FactsAnswer,
    HelpAnswer,
    NewsAnswer,
    Notice,
    StatusAnswer,
    WhyAnswer,
)
from bot.law.kinds import Kind
from bot.store import deadline_grounds, deadline_rows, requests
from bot.store.tables import DeadlineRow

pytestmark = pytest.mark.slow


def test_why_gives_start_skipped_days_citation_and_how_late(team) -> None:
    team.founding()

    answer = team.say("why ice data breach")

    assert isinstance(answer, WhyAnswer)
    ice = next(d for d in answer.deadlines if d.agency == "ICE" and d.limit == "determination")
    assert ice.due == date(2023, 12, 11)
    assert ice.skipped == (
        (date(2023, 11, 10), "Veterans Day (observed)"),
        (date(2023, 11, 23), "Thanksgiving Day"),
    )
    assert ice.certainty == "assumed"
    assert "1 working day late" in ice.explanation
    assert {d.agency for d in answer.deadlines} == {"ICE", "DHS"}


def test_why_of_dates_that_are_over_says_what_became_of_them(team) -> None:
    team.say("new Hiring to CBP sent 2023-10-02 received 2023-10-02")
    team.say("log hiring/CBP determined 2023-10-20 full-grant")

    over = team.say("why hiring")
    assert isinstance(over, Notice)
    assert "CBP, Determination" in over.lines[0]
    assert ": met" in over.lines[0]
    assert "Log when it was sent" not in over.lines[0]

    answer = team.say("why hiring determination")
    assert isinstance(answer, WhyAnswer)
    [met] = answer.deadlines
    assert met.explanation.endswith("It is met.")
    assert met.days_left is None  # a date that is met is not late, however long ago it was


@pytest.mark.parametrize(
    ("moment", "timeliness"),
    [
        (datetime(2023, 12, 1, 17, tzinfo=UTC), "on_time"),
        (datetime(2023, 12, 8, 17, tzinfo=UTC), "due_soon"),
        (datetime(2023, 12, 11, 17, tzinfo=UTC), "due_today"),
        # Still the eleventh in New York, where the agency sits.
        (datetime(2023, 12, 12, 3, tzinfo=UTC), "due_today"),
        (datetime(2023, 12, 12, 17, tzinfo=UTC), "overdue"),
    ],
)
def test_due_and_overdue_never_both_list_a_deadline(
    team, moment: datetime, timeliness: str
) -> None:
    team.clock[0] = datetime(2023, 11, 9, 17, tzinfo=UTC)
    team.founding()
    team.clock[0] = moment

    status, due, overdue = team.say("status breach"), team.say("due 40"), team.say("overdue")

    assert isinstance(status, StatusAnswer)
    assert isinstance(due, DueAnswer)
    assert isinstance(overdue, DueAnswer)
    assert {c.timeliness for c in status.requests[0].components} == {timeliness}
    listed = {item.version for item in due.items}, {item.version for item in overdue.items}
    assert not listed[0] & listed[1]
    assert bool(listed[1]) == (timeliness == "overdue")


def test_a_request_without_receipt_is_named_beside_every_list(team) -> None:
    team.say("new Detention contracts to ICE sent 2023-11-09")

    answer = team.say("overdue")

    assert isinstance(answer, DueAnswer)
    assert answer.unknown == ("detention-contracts/ICE",)


def test_ripe_says_since_when_and_that_a_lawyer_decides(team) -> None:
    team.founding()

    answer = team.say("can we sue over the ice data breach?")

    assert isinstance(answer, FactsAnswer)
    assert answer.to_json()["components"][0]["since"] == "2023-12-12"
    assert "legal advice" in answer.facts[0].label


def test_status_pages_by_buttons(team) -> None:
    for number in range(8):
        team.say(f"new Matter {number} to ICE sent 2023-11-0{number + 1} assume received")

    first = team.say("status")
    assert isinstance(first, StatusAnswer)
    more = next(button for button in first.buttons if button.label == "Show more")
    second = team.say(more.line)

    assert isinstance(second, StatusAnswer)
    slugs = [card.slug for card in (*first.requests, *second.requests)]
    assert len(slugs) == len(set(slugs)) == 8


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("where does our ICE data breach request stand?", StatusAnswer),
        ("what's overdue?", DueAnswer),
        ("what do we owe", DueAnswer),
        ("what is due this week?", DueAnswer),
        ("any news since monday?", NewsAnswer),
        ("why is the ice data breach due then", WhyAnswer),
        ("may we sue over the breach", FactsAnswer),
        ("help", HelpAnswer),
        ("statsu", StatusAnswer),
    ],
)
def test_plain_words_reach_the_same_answers(team, words: str, kind: type) -> None:
    team.founding()

    assert isinstance(team.say(words), kind)


def test_somebody_not_on_the_list_hears_one_sentence(team) -> None:
    team.founding()

    for line in ("status", "log breach/ICE acknowledged 2023-12-01", "help", "find breach"):
        answer = team.say(line, team.OUTSIDER)
        assert isinstance(answer, Notice)
        assert answer.tone == "refused"
        assert "breach" not in answer.title


def test_a_question_about_a_person_gets_the_fixed_reply_whoever_it_is(team) -> None:
    team.founding()

    known = team.say("is Maria Lopez one of the 6,252?")
    other = team.say("is Jonas Feldmann one of the 6,252?")

    assert isinstance(known, Notice)
    assert known == other
    assert "Maria" not in str(known)


def test_a_member_may_not_change_who_is_on_the_team(team) -> None:
    answer = team.say("people add @U0FRIEND", team.MEMBER)

    assert isinstance(answer, Notice)
    assert answer.tone == "refused"


def test_the_last_lead_cannot_be_removed(team) -> None:
    answer = team.say("people remove <@U0LEAD>")

    assert isinstance(answer, Notice)
    assert answer.tone == "refused"


def test_a_fault_gives_a_reference_and_no_words_of_the_error(team, monkeypatch, caplog) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("words of a filing")

    monkeypatch.setattr("bot.queries.status.where_it_stands", broken)

    answer = team.say("status")

    assert isinstance(answer, Notice)
    assert answer.reference
    assert answer.reference in caplog.text
    assert "words of a filing" not in caplog.text + str(answer)


def test_a_choice_of_counsel_computes_every_deadline_anew(team) -> None:
    team.say("new Holiday case to ICE sent 2023-12-02 received 2023-12-02")
    before = team.say("why holiday case determination")

    chosen = team.say("choices weekend-receipt that-day")

    assert isinstance(chosen, Notice)
    assert chosen.tone == "done"
    after = team.say("why holiday case determination")
    assert isinstance(before, WhyAnswer)
    assert isinstance(after, WhyAnswer)
    # Received on a Saturday: counted from that day, or as received on Monday.
    assert (before.deadlines[0].due, after.deadlines[0].due) == (
        date(2024, 1, 3),
        date(2024, 1, 2),
    )
    listed = team.say("due 60")
    assert isinstance(listed, DueAnswer)
    assert date(2024, 1, 2) in {item.due for item in listed.items}


def test_an_answer_that_is_none_is_refused(team) -> None:
    answer = team.say("choices weekend-receipt whenever")

    assert isinstance(answer, Notice)
    assert answer.tone == "refused"


def test_an_agencys_estimate_stands_beside_the_computed_date_never_instead(team) -> None:
    team.founding()

    team.say("log breach/ICE estimate-given --on 2023-12-01 --due 2024-03-01")

    answer = team.say("status breach")
    assert isinstance(answer, StatusAnswer)
    ice = answer.requests[0].components[0]
    assert any("Fri Mar 1, 2024" in flag for flag in ice.flags)
    assert date(2023, 12, 11) in {line.due for line in ice.deadlines}


def test_status_mine_lists_what_i_own_and_only_that(team) -> None:
    team.founding()
    team.say("new Detention contracts --to ICE --sent 2023-11-10 --owner U0MEMBER")

    mine = team.say("status mine", person=team.MEMBER)
    nobodys = team.say("status my requests", person=team.LEAD)

    assert isinstance(mine, StatusAnswer)
    assert [card.name for card in mine.requests] == ["Detention contracts"]
    assert isinstance(nobodys, StatusAnswer)
    assert [card.name for card in nobodys.requests] == ["ICE data breach"]


def test_the_history_of_a_request_has_pages(team) -> None:
    team.founding()
    for day in range(1, 31):
        team.say(f"log breach/ICE note --on 2023-11-{day:02} --note call")

    first = team.say("history breach")
    second = team.say(next(b.line for b in first.buttons if b.label == "Show more"))

    assert isinstance(first, NewsAnswer)
    assert isinstance(second, NewsAnswer)
    assert first.about == second.about == "ICE data breach"
    assert len(first.items) == 15
    assert second.start == 15
    assert not {item.on for item in first.items[:14]} & {item.on for item in second.items}


def test_urgency_puts_our_near_dates_first_then_dates_then_none(team) -> None:

    team.say("new Undated --to ICE --sent 2023-12-01")
    team.say("new Late --to ICE --sent 2023-11-02 --received 2023-11-02")
    team.say("new Upcoming --to ICE --sent 2023-11-09 --received 2023-11-09")
    team.say("new Ours --to ICE --sent 2023-12-01 --received 2023-12-01")
    team.say("log ours/ICE clarification-asked --on 2023-12-11")

    with team.desk.room() as room:
        ids = deadline_rows.by_urgency(room.session, team.desk.today())
        names = [one.name for one in requests.by_ids(room.session, ids)]

    assert names == ["Ours", "Late", "Upcoming", "Undated"]


def test_four_characters_of_a_tracking_number_find_the_request_and_three_do_not(team) -> None:
    team.founding()
    team.say("log breach/ICE acknowledged 2023-12-01 number 2023-ICFO-07431")
    with team.desk.store.read() as session:
        assert [one.name for one in requests.matching(session, "7431")] == ["ICE data breach"]
        assert requests.matching(session, "431") == []


def test_a_deadline_rests_on_its_event_and_not_on_a_note_of_that_day(team) -> None:
    team.say("new Visas to ICE sent 2023-11-08 received 2023-11-09")
    team.say("log visas/ICE note 2023-11-09 the clerk was friendly")
    with team.desk.store.read() as session:
        row = session.query(DeadlineRow).filter_by(limit="determination", state="open").one()
        found = deadline_grounds.ground(session, row.id, "")

    assert found is not None
    assert found.kind is Kind.RECEIVED
