"""A letter that arrives is read, matched, proposed and recorded in one press, with one undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from bot.answers.values import Answer, Button, Choice, Notice
from bot.queries import provisional
from bot.registry.filing_commands import DecideLetter, ReadLetter
from bot.store.dialogue_tables import Proposal
from bot.store.tables import Component, DeadlineRow, EventRow
from tests.conftest import Team
from tests.correspondence.sample_letters import SAMPLES
from tests.support.growth import statements

pytestmark = pytest.mark.slow

TEXTS = {name: text for name, _, _, text in SAMPLES}


@pytest.fixture
def matter(team: Team) -> Team:
    """The founding matter, sent and assumed received on November 9, 2023."""
    team.clock[0] = datetime(2023, 12, 1, 15, tzinfo=UTC)
    team.say("new ICE data breach --to ICE,DHS --sent 2023-11-09 --assume-received --alias breach")
    return team


def shared(team: Team, name: str, text: str) -> Notice:
    """Share a letter in a direct message, as somebody does with a file."""

    from bot.invocation import Ask

    ask = Ask("", team.LEAD, team.DM, team.desk.now(), team.desk.today(), "dm")
    answer = team.desk.take_file(name, text.encode(), replace(ask), "")
    assert isinstance(answer, Notice)
    return answer


def press(team: Team, answer: Answer, label: str) -> Any:
    buttons: tuple[Button, ...] = getattr(answer, "buttons", ())
    button = next(one for one in buttons if one.label.startswith(label))
    return team.say(button.says, surface="button")  # type: ignore[arg-type]


def dues(team: Team, agency: str = "ICE") -> dict[str, date | None]:
    with team.desk.store.read() as session:
        rows = session.execute(
            select(DeadlineRow.limit, DeadlineRow.due)
            .join(Component, Component.id == DeadlineRow.component_id)
            .where(Component.agency == agency, DeadlineRow.state == "open")
        )
        return {row.limit: row.due for row in rows}


def events(team: Team, agency: str = "ICE") -> list[str]:
    with team.desk.store.read() as session:
        rows = session.scalars(
            select(EventRow)
            .join(Component, Component.id == EventRow.component_id)
            .where(Component.agency == agency)
            .order_by(EventRow.id)
        ).all()
        gone = {row.supersedes_id for row in rows if row.supersedes_id}
        return [row.kind for row in rows if row.id not in gone and row.kind != "withdrawn"]


def test_an_acknowledgment_with_four_effects_is_recorded_in_one_press_and_taken_back_in_one(
    matter: Team,
) -> None:
    before = dues(matter)
    card = shared(matter, "ice.txt", TEXTS["ice-acknowledgment"])

    assert card.title == "ICE, letter of Tue Nov 28, 2023: 4 things"
    assert card.lines[0].startswith("Differs from the record. Received: Thu Nov 9, 2023 on record")
    assert any("Mon Dec 11, 2023 → Wed Dec 27, 2023" in line for line in card.lines)
    assert events(matter) == ["sent", "received"]

    done = press(matter, card, "Record all 4")

    assert done.tone == "done"
    assert events(matter)[2:] == [
        "acknowledged", "extended", "expedite-denied", "fee-waiver-denied",
    ]  # fmt: skip
    assert dues(matter)["determination"] == date(2023, 12, 27)
    with matter.desk.store.read() as session:
        filed = session.scalars(select(EventRow.filing_id).order_by(EventRow.id.desc()).limit(4))
        assert set(filed) == {1}

    matter.say("undo")

    assert events(matter) == ["sent", "received"]
    assert dues(matter) == before
    assert press(matter, card, "Record all 4").tone == "done"


def test_a_second_press_and_a_press_after_the_record_moved_record_nothing_twice(
    matter: Team,
) -> None:
    card = shared(matter, "ice.txt", TEXTS["ice-acknowledgment"])
    matter.say("log ice-data-breach/ICE acknowledged --on 2023-11-28")

    again = press(matter, card, "Record all")
    assert "changed" in again.title
    assert events(matter) == ["sent", "received", "acknowledged"]

    # The acknowledgment on record names no day of receipt: the letter's is added to it.
    assert press(matter, again, "Record all 4").tone == "done"
    assert press(matter, again, "Record all 4").tone == "refused"
    assert events(matter).count("extended") == 1
    assert events(matter).count("acknowledged") == 1


def test_the_receipt_that_a_letter_shows_is_added_to_an_acknowledgment_on_record_and_taken_back(
    matter: Team,
) -> None:
    matter.say("log ice-data-breach/ICE acknowledged --on 2023-11-28 --note by phone")
    before = dues(matter)
    card = shared(
        matter,
        "ice.txt",
        "U.S. Immigration and Customs Enforcement\n\nNovember 28, 2023\n\nDear Requester:\n\n"
        "This acknowledges receipt of your Freedom of Information Act request, which we received "
        "on November 13, 2023.\n",
    )

    assert card.lines[0].startswith("Differs from the record. Received: Thu Nov 9, 2023")
    assert (
        "on record already, without received on Mon Nov 13, 2023; that will be added"
        in card.lines[1]
    )
    assert press(matter, card, "Record").tone == "done"
    assert dues(matter)["determination"] == date(2023, 12, 12)
    assert events(matter) == ["sent", "received", "acknowledged"]
    assert letters_of(matter)["acknowledged"] == 1
    matter.say("undo")
    assert (dues(matter), letters_of(matter)["acknowledged"]) == (before, None)
    assert press(matter, card, "Record").tone == "done"
    assert dues(matter)["determination"] == date(2023, 12, 12)


@pytest.mark.parametrize(
    "body",
    [
        "This is an update on the status of your request. It is being processed.",
        "This is our first interim response. We are releasing 120 pages in full.",
        "We conducted a search and located no records responsive to your request.",
    ],
)
def test_a_number_that_a_letter_prints_is_offered_where_none_is_on_record(
    matter: Team, body: str
) -> None:
    text = (
        "U.S. Immigration and Customs Enforcement\n\nNovember 28, 2023\n\n"
        f"Re: FOIA request 2024-ICFO-00501\n\nDear Requester:\n\n{body}\n"
    )
    card = shared(matter, "ice.txt", text)

    assert any("number 2024-ICFO-00501" in line for line in card.lines)
    assert press(matter, card, "Record").tone == "done"
    assert "number-assigned" in events(matter)
    again = shared(matter, "again.txt", text + "\n")
    assert not any(button.label.startswith("Record") for button in again.buttons)


def test_one_thing_alone_can_be_chosen(matter: Team) -> None:
    card = shared(matter, "ice.txt", TEXTS["ice-acknowledgment"])

    choice = press(matter, card, "Choose")
    assert isinstance(choice, Choice)
    press(matter, choice, "Time extended")

    assert events(matter) == ["sent", "received", "extended"]


def test_a_letter_for_another_request_moves_with_a_press(matter: Team) -> None:
    matter.say("new Detention deaths --to ICE --sent 2023-11-10 --assume-received")
    card = shared(matter, "ice.txt", TEXTS["ice-acknowledgment"])

    assert "not matched" in card.title
    moved = press(matter, card, "Detention deaths")
    assert press(matter, moved, "Record all 4").tone == "done"
    assert events(matter)[:2] == ["sent", "received"]


def test_not_ours_records_nothing_and_keeps_the_letter(matter: Team) -> None:
    card = shared(matter, "ice.txt", TEXTS["ice-acknowledgment"])

    assert press(matter, card, "Not ours").tone == "done"
    assert events(matter) == ["sent", "received"]
    assert press(matter, card, "Record all").tone == "refused"


def test_the_same_letter_again_finds_all_of_it_on_record(matter: Team) -> None:
    press(matter, shared(matter, "ice.txt", TEXTS["ice-acknowledgment"]), "Record all 4")

    again = matter.say(ReadLetter("ice.txt"))

    assert isinstance(again, Notice)
    assert sum("on record already" in line for line in again.lines) == 4
    assert not any(button.label.startswith("Record") for button in again.buttons)


def test_a_restricted_letter_is_read_to_nobody_by_a_pointer(matter: Team) -> None:
    shared(matter, "ice.txt", TEXTS["ice-acknowledgment"])
    matter.say("level ice.txt restricted")

    answer = matter.say(ReadLetter("ice.txt"), matter.MEMBER)

    assert isinstance(answer, Notice)
    assert answer.tone == "refused"
    assert "breach" not in " ".join([answer.title, *answer.lines]).lower()


def test_the_card_of_a_letter_restricted_since_is_pressed_by_no_member(matter: Team) -> None:
    card = shared(matter, "ice.txt", TEXTS["ice-acknowledgment"])
    before = dues(matter)
    matter.say("level ice.txt restricted")
    with matter.desk.store.write() as session:
        session.scalars(select(Proposal)).one().may_press = {}
    button = next(one for one in card.buttons if one.label.startswith("Record"))

    answer = matter.say(button.says, matter.MEMBER, surface="button")

    assert getattr(answer, "tone", "") == "refused", answer
    assert "2024-ICFO" not in repr(answer)
    assert dues(matter) == before


def test_forgetting_the_letter_empties_its_proposal(matter: Team) -> None:
    card = shared(matter, "ice.txt", TEXTS["ice-acknowledgment"])
    matter.say("forget ice.txt")

    assert press(matter, card, "Record all").tone == "refused"
    with matter.desk.store.read() as session:
        row = session.scalars(select(Proposal)).one()
        assert (row.state, row.effects) == ("dropped", {})


def test_a_link_says_whose_letter_it_is(matter: Team) -> None:
    shared(matter, "state.txt", TEXTS["state-still-interested"])

    card = matter.say("link state.txt ice-data-breach/DHS")

    assert isinstance(card, Notice)
    assert card.lines[0].startswith("State, letter of Mon May 6, 2024")
    assert any("Agency asks whether we are still interested" in line for line in card.lines)
    assert any(isinstance(button.says, DecideLetter) for button in card.buttons)


def test_a_date_that_we_could_miss_counts_at_once_and_moves_nothing_on_record(matter: Team) -> None:
    before = dues(matter)
    card = shared(
        matter,
        "ice.txt",
        "U.S. Immigration and Customs Enforcement\n\nNovember 28, 2023\n\nDear Requester:\n\n"
        "Your request is too broad. Please clarify your request by December 20, 2023, or it will be "
        "administratively closed.\n",
    )

    owed = matter.say("owe")

    assert any("Counts at once" in line for line in card.lines)
    found = [item for item in owed.items if item.certainty == "read, not confirmed"]  # type: ignore[attr-defined]
    assert [(item.due, item.whose) for item in found] == [(date(2023, 12, 20), "ours")]
    assert dues(matter) == before

    press(matter, card, "Not ours")

    assert not [
        item
        for item in matter.say("owe").items  # type: ignore[attr-defined]
        if item.certainty == "read, not confirmed"
    ]


def test_a_letter_that_nobody_decides_about_is_named_again_and_its_last_days_daily(
    matter: Team,
) -> None:
    from bot.commands.unconfirmed import remind
    from bot.store.tables import Post

    shared(
        matter,
        "ice.txt",
        "U.S. Immigration and Customs Enforcement\n\nNovember 28, 2023\n\nDear Requester:\n\n"
        "Your request is too broad. Please clarify your request by December 20, 2023, or it will be "
        "administratively closed.\n",
    )

    def said(day: int) -> list[str]:
        now = datetime(2023, 12, day, 16, tzinfo=UTC)
        for _ in range(2):
            remind(matter.desk.store, now, now.date())
        with matter.desk.store.read() as session:
            return [str(post.facts["lines"]) for post in session.scalars(select(Post)).all()]

    assert said(1) == []
    assert len(said(4)) == 1  # made on a Friday: Monday
    assert len(said(8)) == 1
    last = said(18)
    assert len(last) == 2
    assert "read, not confirmed" in last[1]
    assert "too broad" not in " ".join(last)


def test_a_letter_restricted_since_it_was_read_is_named_to_leads_alone(matter: Team) -> None:
    from bot.commands.unconfirmed import remind
    from bot.store.tables import Post, Request

    shared(
        matter,
        "ice.txt",
        "U.S. Immigration and Customs Enforcement\n\nNovember 28, 2023\n\nDear Requester:\n\n"
        "This acknowledges receipt of your Freedom of Information Act request.\n",
    )
    with matter.desk.store.write() as session:
        for request in session.scalars(select(Request)):
            request.channel = "C0HOME"

    def heard(day: int) -> set[str]:
        now = datetime(2023, 12, day, 16, tzinfo=UTC)
        remind(matter.desk.store, now, now.date())
        with matter.desk.store.write() as session:
            posts = session.scalars(select(Post)).all()
            places = {post.place for post in posts}
            for post in posts:
                session.delete(post)
        return places

    open_to_all = heard(4)
    matter.say("level ice.txt restricted")

    assert open_to_all == {"C0HOME"}
    assert heard(4) == {"U0LEAD"}


def test_an_event_on_record_gets_the_letter_and_no_date_moves_and_undo_takes_it_off(
    matter: Team,
) -> None:
    matter.say("log ice-data-breach/ICE acknowledged --on 2023-11-28 --note by phone")
    before = dues(matter)
    versions = deadline_rows(matter)
    card = shared(
        matter,
        "ice.txt",
        "U.S. Immigration and Customs Enforcement\n\nNovember 28, 2023\n\nDear Requester:\n\n"
        "This acknowledges receipt of your Freedom of Information Act request.\n",
    )

    assert "on record already; the letter will be attached to it" in card.lines[0]
    assert press(matter, card, "Attach the letter").tone == "done"
    assert letters_of(matter)["acknowledged"] == 1
    assert (dues(matter), deadline_rows(matter)) == (before, versions)
    matter.say("undo")
    assert letters_of(matter) == {"sent": None, "received": None, "acknowledged": None}
    assert (dues(matter), deadline_rows(matter)) == (before, versions)
    matter.say("undo")  # what was logged by hand goes too, though its row was followed twice
    assert events(matter) == ["sent", "received"]


def deadline_rows(team: Team) -> list[tuple[str, str, str]]:
    """Every deadline ever made, with its version and state: none may be made twice."""
    with team.desk.store.read() as session:
        rows = session.scalars(select(DeadlineRow).order_by(DeadlineRow.id))
        return [(row.limit, row.version, row.state) for row in rows]


def letters_of(team: Team, agency: str = "ICE") -> dict[str, int | None]:
    """The live events of a request, each with the filing that shows it."""
    from bot.store import event_log

    with team.desk.store.read() as session:
        number = session.scalars(select(Component.id).where(Component.agency == agency)).one()
        return {row.kind: row.filing_id for row in event_log.live(session, [number])}


DENIAL = (
    "U.S. Immigration and Customs Enforcement\n\nNovember 28, 2023\n\nDear Requester:\n\n"
    "We are withholding all responsive records in full under exemption (b)(7)(A). You may appeal "
    "within 90 days of the date of this letter.\n"
)


def test_a_decision_that_nobody_confirmed_is_shown_marked_wherever_its_dates_are_asked_for(
    matter: Team,
) -> None:
    before = dues(matter)
    card = shared(matter, "denial.txt", DENIAL)
    day = date(2024, 2, 26)

    shown = matter.say("window ice data breach")
    assert shown.title == "Appeal by Mon Feb 26, 2024 (read, not confirmed)"  # type: ignore[attr-defined]
    window = shown.to_json()
    assert window["unconfirmed"][0]["due"] == day.isoformat()
    why = matter.say("why ice data breach/ICE").to_json()
    assert any(
        one["due"] == day.isoformat() and one["certainty"] == "read, not confirmed"
        for one in why["deadlines"]
    )
    status = matter.say("status ice data breach").to_json()
    lines = status["requests"][0]["components"][0]["deadlines"]
    read = [one["due"] for one in lines if one["certainty"] == "read, not confirmed"]
    assert day.isoformat() in read  # beside it the last day to sue
    assert "not confirmed" in str(status["requests"][0]["components"][0]["flags"])
    assert "read, not confirmed" in str(matter.say("ripe ice data breach/ICE").to_json())
    assert "(b)(7)(A)" not in str([window, why, status])
    assert dues(matter) == before

    assert press(matter, card, "Record").tone == "done"
    for asked in ("window ice data breach", "why ice data breach/ICE", "status ice data breach"):
        assert "not confirmed" not in str(matter.say(asked).to_json())


def test_a_restricted_letter_shows_its_dates_and_not_what_it_does(matter: Team) -> None:
    shared(matter, "denial.txt", DENIAL)
    matter.say("level denial.txt restricted")
    matter.say(ReadLetter("denial.txt", "ice-data-breach/ICE"))

    status = str(matter.say("status ice data breach", matter.MEMBER).to_json())

    assert "2024-02-26" in status
    assert "A letter waits for a lead" in status
    assert "full-denial" not in status


def test_a_card_of_many_lines_shows_its_last_ones_too(matter: Team) -> None:
    from handlers.render import blocks

    card = shared(matter, "ice.txt", TEXTS["ice-acknowledgment"])
    long = replace(card, lines=(*card.lines, *(f"line {n}" for n in range(30))))

    assert card.lines[-1] in str(blocks.render(card, seal=matter.desk.seal).blocks)
    assert "more" in str(blocks.render(long, seal=matter.desk.seal).blocks)


def test_a_letter_of_a_denial_on_record_under_another_day_brings_its_days_to_appeal(
    matter: Team,
) -> None:
    matter.say("log ice-data-breach/ICE determined 2023-11-27 denied")
    before = dues(matter)
    card = shared(matter, "denial.txt", DENIAL.replace("90 days", "30 days"))

    assert "Mon Nov 27, 2023 on record, the letter is of Tue Nov 28, 2023" in card.lines[0]
    assert "Our appeal: Sun Feb 25, 2024 → Thu Dec 28, 2023" in repr(card.lines)
    press(matter, card, "Record")
    assert dues(matter)["appeal"] == date(2023, 12, 28)
    assert matter.say("window ice data breach").title == "Appeal by Thu Dec 28, 2023"  # type: ignore[attr-defined]
    matter.say("undo")
    assert dues(matter) == before


def test_a_letter_of_the_day_on_record_says_that_its_days_to_appeal_differ(matter: Team) -> None:
    matter.say("log ice-data-breach/ICE determined 2023-11-28 denied")
    card = shared(matter, "denial.txt", DENIAL.replace("90 days", "30 days"))

    assert "Days to appeal: none on record, the letter says 30." in card.lines[0]
    press(matter, card, "Record")
    assert dues(matter)["appeal"] == date(2023, 12, 28)


def test_days_to_appeal_logged_after_the_denial_govern_where_they_are_earlier(matter: Team) -> None:
    matter.say("log ice-data-breach/ICE determined 2023-11-28 denied")
    said = matter.say("log ice-data-breach/ICE determined 2023-11-28 denied appeal-days 30")

    assert dues(matter)["appeal"] == date(2023, 12, 28)
    assert any("the earliest governs" in line for line in said.lines)  # type: ignore[attr-defined]


@pytest.mark.parametrize("words", ["30 days to appeal", "we have 30 days to appeal"])
def test_days_to_appeal_said_after_the_denial_are_offered(matter: Team, words: str) -> None:
    matter.say("log ice-data-breach/ICE determined 2023-11-28 denied")
    said = matter.say(f"ICE denied ice data breach Nov 28, {words}")

    assert "without appeal-days 30. Record adds it." in said.question  # type: ignore[attr-defined]
    assert "Mon Feb 26, 2024 → Thu Dec 28, 2023" in said.question  # type: ignore[attr-defined]
    press(matter, said, "Record")
    assert dues(matter)["appeal"] == date(2023, 12, 28)


NEW_YORK = """New York State Department of Samples
FOIL Unit

November 18, 2026

Re: FOIL request CORR-26-10-114

Dear Requester:

We received your Freedom of Information Law request on October 21, 2026.
Your request is denied under Public Officers Law section 87(2)(f).
Copies of the policy cost $15.50; payment is due by December 15, 2026.
You may appeal this denial within 30 days to the Deputy Commissioner.
"""


def test_a_denial_beside_a_silence_opens_its_own_time_and_the_fee_date_at_once(team: Team) -> None:
    team.clock[0] = datetime(2026, 11, 28, 15, tzinfo=UTC)
    team.say("new Solitary data --to US-NY --sent 2026-10-20 --alias solitary")

    card = shared(team, "nydenial.txt", NEW_YORK.replace("We received", "On solitary: we received"))
    with team.desk.store.read() as session:
        (row,) = session.scalars(select(Proposal)).all()
        begun = {(one["label"], one["due"]) for one in row.evidence["quotes"]}

    # N.Y. Pub. Off. Law 89(4)(a): 30 days from November 18. The silence's own time ended earlier.
    assert begun >= {("Our appeal", "2026-12-18"), ("Our answer to the fee question", "2026-12-15")}
    assert "Counts at once" in repr(card)
    assert "Received by the agency, Wed Oct 21, 2026" in repr(card)  # nothing on record had it


def test_another_day_of_receipt_that_no_effect_carries_can_be_taken(matter: Team) -> None:
    text = (
        "U.S. Immigration and Customs Enforcement\n\nNovember 28, 2023\n\nDear Requester:\n\n"
        "Your request was received in this office on November 14, 2023. Due to unusual "
        "circumstances we extend the time limit by 10 additional working days.\n"
    )
    card = shared(matter, "more.txt", text)
    line = card.lines[0].partition("too: ")[2]

    assert line == "log ice-data-breach/ICE received 2023-11-14"
    assert getattr(matter.say(line), "tone", "") == "done"


_TAKES_BACK = """U.S. Immigration and Customs Enforcement

November 30, 2023

Re: 2024-ICFO-00001

Dear Requester:

{}

Sincerely,

FOIA Officer
"""


def test_a_letter_that_takes_a_denial_back_proposes_a_note_and_says_how_to_take_it_out(
    matter: Team,
) -> None:
    matter.say("log breach/ICE determined 2023-11-20 full-denial number 2024-ICFO-00001")
    body = "We are withdrawing our letter of November 20, 2023, which denied your request."

    card = shared(matter, "back.txt", _TAKES_BACK.format(body))
    done = press(matter, card, "Record")

    assert "unlog ice-data-breach/ICE determined" in card.lines[0]
    assert done.title.startswith("Recorded from the letter")
    assert events(matter)[:3] == ["sent", "received", "determined"]
    assert set(events(matter)[3:]) == {"note", "number-assigned"}


def test_of_two_days_for_one_thing_the_earlier_counts_and_the_card_says_so(matter: Team) -> None:
    body = (
        "We acknowledge your request 2024-ICFO-00001. Please clarify your request by December 20, "
        "2023, or it will be closed. We must have your clarification by December 13, 2023."
    )

    card = shared(matter, "two.txt", _TAKES_BACK.format(body))

    assert any("Wed Dec 13, 2023 and Wed Dec 20, 2023 for clarification: the earlier one" in line
               for line in card.lines)  # fmt: skip
    assert any("(by Wed Dec 13, 2023)" in line for line in card.lines)


def test_a_letter_of_a_body_to_which_the_request_was_not_sent_differs(team: Team) -> None:
    """Boats went to CBP alone; the letter is ICE's. It is asked about, and never pressed at once."""
    team.clock[0] = datetime(2023, 12, 1, 15, tzinfo=UTC)
    team.say("new Boats --to CBP --sent 2023-11-09 --assume-received")
    shared(team, "ice.txt", TEXTS["ice-acknowledgment"])
    differs = "Differs: this letter is ICE's, and Boats did not go to ICE."

    asked = [team.say("link ice.txt boats"), team.say("read ice.txt")]
    named = team.say("link ice.txt boats/CBP")

    for said in (*asked, named):
        assert any(line.startswith(differs) for line in said.lines), said
        assert not [b for b in said.buttons if b.label.startswith(("Record", "Attach"))], said
    assert "Choose" in [button.label for button in named.buttons]
    assert events(team, "CBP") == ["sent", "received"]
    team.say("new Raids --to ICE --sent 2023-11-09 --assume-received")
    again = team.say("read ice.txt")
    assert [one.label for one in again.buttons][:1] == ["Raids · ICE"]
    assert "Record all 4" in [one.label for one in press(team, again, "Raids").buttons]


def test_a_demand_that_was_read_and_is_met_on_record_waits_no_more(team: Team) -> None:
    """The letter was read; its demand was then told and met in words: owe and why name it no more."""
    team.clock[0] = datetime(2026, 11, 28, 15, tzinfo=UTC)
    team.say("new Solitary data --to US-NY --sent 2026-10-20 --alias solitary")
    shared(team, "nydenial.txt", NEW_YORK.replace("We received", "On solitary: we received"))
    assert "Our answer to the fee question" in repr(team.say("owe"))

    team.say("log solitary fee-asked 2026-11-18 amount 16")
    assert "Our answer to the fee question" in repr(team.say("owe"))
    team.say("log solitary fee-answered 2026-11-27")

    assert "Our answer to the fee question" not in repr(team.say("owe"))
    assert "Our appeal" in repr(team.say("owe"))
    team.say("undo")
    assert "Our answer to the fee question" in repr(team.say("owe"))


def test_a_denial_after_a_grant_starts_a_date_of_ours_before_and_after_the_press(
    matter: Team,
) -> None:
    # Ninety days from November 28, 2023 end on February 26, 2024.
    matter.say("log ice-data-breach/ICE determined 2023-11-20 granted")
    card = shared(matter, "denial.txt", DENIAL)

    assert "a time to appeal of its own" in card.lines[0]
    assert "(read, not confirmed)', due=datetime.date(2024, 2, 26)" in str(matter.say("owe"))
    press(matter, card, "Record")
    assert dues(matter)["appeal"] == date(2024, 2, 26)
    assert str(matter.say("owe")).count("2024, 2, 26") == 1
    assert matter.say("window ice data breach").title == "Appeal by Mon Feb 26, 2024"  # type: ignore[attr-defined]
    for question in ("window ice data breach", "ripe ice data breach"):
        assert "nothing adverse" not in str(matter.say(question))


def test_a_denial_that_waits_is_named_by_draft_and_window(matter: Team) -> None:
    shared(matter, "denial.txt", DENIAL)
    drafted = str(matter.say("draft ice data breach/ICE appeal"))
    window = matter.say("window ice data breach/ICE")

    assert "A decision waits to be confirmed" in drafted
    assert "read #f" in drafted
    assert "Mon Feb 26, 2024 (read, not confirmed)" in drafted
    assert window.title == "Appeal by Mon Feb 26, 2024 (read, not confirmed)"  # type: ignore[attr-defined]
    assert "No determination yet" not in str(window)
    assert "log ice-data-breach/ICE determined" not in str(window)


def test_why_our_answer_is_due_finds_what_they_asked_of_us(matter: Team) -> None:
    matter.say("log ice-data-breach/ICE still interested 2023-11-20 due 2023-12-20")

    for words in ("answer", "reply", "still interested"):
        told = str(matter.say(f"why ice data breach/ICE {words}"))
        assert "datetime.date(2023, 12, 20)" in told, words
    assert "What runs: " in str(matter.say("why ice data breach/ICE court date"))


def test_letters_that_wait_are_compared_with_the_record_in_one_look_at_the_events(
    matter: Team,
) -> None:
    def looks() -> int:
        with statements(matter.desk.store.engine) as ran, matter.desk.store.read() as session:
            assert list(provisional.letters(session, matter.clock[0]))
        return sum("FROM event" in one for one in ran)

    shared(matter, "denial.txt", DENIAL)
    once = looks()
    for number in range(3):
        shared(matter, f"again{number}.txt", DENIAL.replace("Dear", f"To us ({number}). Dear"))

    assert looks() == once
