from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.commands import filings as actions
from bot.errors import NotFound, Refused, UsageError
from bot.invocation import Ask
from bot.language import Setting, value_of
from bot.privacy.gate import Level, Person, Place, PlaceKind, Role
from bot.queries import filings, redactions
from bot.registry import filing_commands as fc
from bot.registry import filing_queries as fq

pytestmark = pytest.mark.slow

LEAD, MEMBER, OTHER = (Person(f"U0{name}", role) for name, role in
                       (("LEAD", Role.LEAD), ("MEMBER", Role.MEMBER), ("OTHER", Role.MEMBER)))  # fmt: skip
DM = Place("D01", PlaceKind.DM, allowed=True)


def said(team, words: str, person: Person = MEMBER) -> Ask:
    return Ask(words, person, DM, team.desk.now(), team.desk.today(), "slash")


def run(
    team: Any, function: Any, words: str, person: Person = MEMBER, *, write: bool = False
) -> Any:
    asked = said(team, "", person)
    value = value_of(KINDS[function].spec, words, Setting(asked.today))
    with team.desk.room(write=write) as room:
        return function(room, asked, value)


KINDS = {
    filings.find: fq.FindPages, filings.ask: fq.AskFilings, filings.filings: fq.ListFilings,
    redactions.redactions: fq.ListRedactions, filings.show: fq.ShowPage,
    actions.set_level: fc.SetFilingLevel, actions.forget: fc.ForgetFiling,
}  # fmt: skip


@pytest.fixture
def filed(team: Any, tmp_path: Path) -> Path:
    """Two filings for the team, and one that is restricted."""
    root = tmp_path / "in"
    (root / "ice").mkdir(parents=True)
    (root / "ice" / "letter.txt").write_text(
        "Sample. The root cause was a spreadsheet with live data.\fSample. Names are withheld under (b)(6)."
    )
    (root / "note.txt").write_text("Sample. The fee waiver was granted in full.")
    take = team.desk.library.take
    take([root], by="U0LEAD", now=team.desk.now())
    (root / "secret.txt").write_text("Sample. Quixotic spreadsheet of live data under (b)(5).")
    take([root / "secret.txt"], by="operator", now=team.desk.now(), level="restricted")
    return root


def test_find_gives_pages_with_verbatim_quotes(team, filed) -> None:
    found = run(team, filings.find, "root cause")

    assert (found.hits[0].doc, found.hits[0].page) == ("ice/letter.txt", 1)
    assert found.hits[0].quote in (filed / "ice" / "letter.txt").read_text()
    assert found.searched == {"filings": 2, "pages": 3, "unreadable": 0}
    assert found.level is Level.TEAM


def test_an_answer_to_a_question_is_cited(team, filed) -> None:
    found = run(team, filings.ask, "what was the root cause")

    assert found.answered
    assert (found.citations[0].doc, found.citations[0].page) == ("ice/letter.txt", 1)


def test_what_the_filings_do_not_say_is_said_with_what_was_searched(team, filed) -> None:
    found = run(team, filings.ask, "how many helicopters were leased in Nebraska")

    assert not found.answered
    assert "3 pages of 2 filings" in found.answer


def test_a_viewer_sees_no_word_count_or_suggestion_of_a_restricted_filing(team, filed) -> None:
    assert run(team, filings.find, "quixotic").total == 0
    assert run(team, filings.find, "quixotc").corrections == ()
    assert run(team, filings.find, "spreadsheet live data").total == 1
    assert run(team, filings.filings, "").total == 2
    assert run(team, redactions.redactions, "b5").data["pages"] == []
    with pytest.raises(NotFound) as refused:
        run(team, filings.show, "secret.txt")
    with pytest.raises(NotFound) as missing:
        run(team, filings.show, "nothing.txt")
    assert str(refused.value).replace("secret", "nothing") == str(missing.value)


def test_who_is_named_on_a_restricted_filing_gets_a_pointer_and_no_word_of_it(team, filed) -> None:
    run(team, actions.set_level, "note.txt restricted <@U0MEMBER>", LEAD, write=True)

    found = run(team, filings.find, "fee waiver granted")
    shown = run(team, filings.show, "note.txt")

    assert found.hits == ()
    assert "note.txt, page 1" in found.note
    assert "granted" not in found.note
    assert (shown.text, shown.level) == ("", Level.RESTRICTED)
    assert run(team, filings.find, "fee waiver granted", OTHER).note == ""


def test_the_operator_sees_all_levels(team, filed) -> None:
    with team.desk.room() as room:
        found = filings.find(room, team.desk.operator(), fq.FindPages("quixotic"))

    assert found.hits[0].doc == "secret.txt"


def test_a_lead_sees_what_is_held_until_a_lead_decides(team, filed) -> None:
    numbers = "\n".join(f"Sample {n}: A{200_000_000 + n * 1_111_111}" for n in range(5))
    (filed / "list.txt").write_text(numbers)
    team.desk.library.take([filed / "list.txt"], by="operator", now=team.desk.now())

    assert "list.txt" in {line.doc for line in run(team, filings.filings, "", LEAD).filings}
    assert "list.txt" not in {line.doc for line in run(team, filings.filings, "").filings}
    run(team, actions.set_level, "list.txt team", LEAD, write=True)
    assert "list.txt" in {line.doc for line in run(team, filings.filings, "").filings}


@pytest.mark.parametrize(
    "words", ["ice/letter.txt 2", "letter.txt 2", "letter 2", "LETTER.TXT page 2"]
)
def test_a_page_is_shown_by_any_of_its_names(team, filed, words: str) -> None:
    shown = run(team, filings.show, words)

    assert (shown.doc, shown.page, shown.pages) == ("ice/letter.txt", 2, 2)
    assert "withheld" in shown.text


def test_a_button_s_reference_shows_its_page(team, filed) -> None:
    hit = run(team, filings.find, "names withheld").hits[0]

    assert run(team, filings.show, f"#{hit.ref}").page == 2


def test_a_page_that_is_not_there_is_refused_with_those_that_are(team, filed) -> None:
    with pytest.raises(NotFound, match="pages 1 to 2"):
        run(team, filings.show, "letter.txt 9")


def test_redactions_name_pages_by_code_with_counts(team, filed) -> None:
    found = run(team, redactions.redactions, "b6")

    assert found.data["codes"] == [{"code": "(b)(6)", "pages": 1, "marks": 1}]
    assert found.data["pages"][0]["doc"] == "ice/letter.txt"


def test_a_code_that_is_no_exemption_is_refused(team, filed) -> None:
    with pytest.raises(UsageError, match="no exemption"):
        run(team, redactions.redactions, "zebra")


def test_only_a_lead_forgets(team, filed) -> None:
    with pytest.raises(Refused):
        run(team, actions.forget, "note.txt", write=True)

    run(team, actions.forget, "note.txt", LEAD, write=True)

    assert run(team, filings.find, "fee waiver granted").total == 0
    assert run(team, filings.filings, "").total == 1


def test_forgetting_names_the_backups_that_still_hold_it(team, filed) -> None:
    with team.desk.room(write=True) as room:
        actions.remember_backup(room.session, "/backups/monday", team.desk.now())

    notice = run(team, actions.forget, "note.txt", LEAD, write=True)

    assert any("/backups/monday" in line for line in notice.lines)


def test_an_upload_is_taken_and_can_be_shown(team) -> None:
    notice = team.desk.take_file("up.txt", b"Sample. An uploaded letter.", said(team, ""), "")

    assert notice.tone == "done"
    assert run(team, filings.show, notice.buttons[0].line.removeprefix("show ")).doc == "up.txt"


def test_an_empty_library_says_that_nothing_was_found(team) -> None:
    assert run(team, filings.find, "anything").total == 0
    assert not run(team, filings.ask, "what happened").answered


def test_what_we_asked_for_is_no_answer_to_what_happened(team, tmp_path) -> None:
    (tmp_path / "1-request.txt").write_text(
        "Dear FOIA Officer,\nWe request copies of any report on the root cause of the breach of "
        "November 28, 2022, and of the root cause analysis of the breach.\nSincerely, counsel\n"
    )
    (tmp_path / "2-letter.txt").write_text(
        "The breach was possible because a contractor switched off the review of web pages. That "
        "was its root cause, and it lasted for five hours.\n"
    )
    team.desk.library.take([tmp_path], by="U1", now=team.desk.now())

    answer = team.say("ask what is the root cause of the breach")

    assert answer.citations[0].doc == "2-letter.txt"
    assert "switched off" in answer.citations[0].quote


def test_what_we_asked_for_is_the_answer_to_what_we_asked_for(team, tmp_path) -> None:
    (tmp_path / "1-request.txt").write_text(
        "Dear FOIA Officer,\nWe request copies of any report on the root cause of the breach.\n"
    )
    team.desk.library.take([tmp_path], by="U1", now=team.desk.now())

    answer = team.say("ask what did we request on the root cause")

    assert "We request copies" in answer.citations[0].quote
