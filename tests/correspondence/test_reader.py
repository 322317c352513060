"""Letters by their phrases. The letters here are our own, with the words that real ones use."""

from __future__ import annotations

import pytest

from bot.correspondence.kinds import LetterType
from bot.correspondence.reader import read_letter as read
from tests.support.growth import grows_linearly

pytestmark = pytest.mark.slow


def kinds(text: str) -> set[str]:
    return {kind.value for kind in read(text).types}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("This acknowledges receipt of your FOIA request.", "acknowledgment"),
        ("Your request has been assigned control number 2021-46490.", "acknowledgment"),
        ("We will invoke a 10-day extension for your request, 5 U.S.C. 552(a)(6)(B).", "extension"),
        ("The matter involves unusual circumstances; EOIR is extending the time limit by an additional 10 working days.", "extension"),
        ("Your request is too broad in scope or did not specifically identify the records.", "clarification"),
        ("The estimated fee for your request is $125.50.", "fee_estimate"),
        ("I have determined that your fee waiver request is denied.", "fee_waiver_denied"),
        ("Your request for expedited treatment is denied.", "expedite_denied"),
        ("Your request for expedited processing has been granted.", "expedite_granted"),
        ("We are writing to inquire whether you are still interested in pursuing this case.", "still_interested"),
        ("This is our first interim response to your request.", "interim_release"),
        ("This is the final response to your request. All pages are released in their entirety.", "final_release"),
        ("45 pages are partially releasable.", "partial_denial"),
        ("Your request is denied.", "full_denial"),
        ("We were unable to locate or identify any responsive records.", "no_records"),
        ("We can neither confirm nor deny the existence of such records.", "glomar"),
        ("We have referred your request to CBP.", "referral"),
        ("Your request has been administratively closed.", "administrative_closure"),
        ("This acknowledges receipt of your administrative appeal.", "appeal_acknowledgment"),
        ("After review I am affirming the component's action.", "appeal_affirmed"),
        ("Case 1:20-cv-01196-TFH Document 1 Filed 05/07/20", "litigation_filing"),
        ("Dear FOIA Officer: I request copies of the following records.", "request"),
    ],
)  # fmt: skip
def test_a_letter_is_known_by_what_it_does(words: str, kind: str) -> None:
    assert kinds(words) == {kind}
    assert kinds(words.replace(" ", "\n  ")) == {kind}


def test_every_type_has_its_phrases() -> None:
    from bot.correspondence.kinds import _wordings

    assert {wording.type for wording in _wordings()} == set(LetterType) - {LetterType.NOT_A_LETTER}


def test_a_threat_is_no_closure_and_a_quoted_letter_gives_nothing() -> None:
    threat = "If we do not hear from you, your request will be considered closed."

    assert "administrative_closure" not in kinds(threat)
    assert not kinds(
        "Thank you, noted.\n\nOn May 2, 2023, A. Person wrote:\n> Your request is denied."
    ) - {"not_foia/other", "status_update"}


def test_receipt_told_on_the_way_to_a_decision_is_no_acknowledgment() -> None:
    text = "We received your FOIA request on May 2, 2023. We were unable to locate any records."

    assert kinds(text) == {"no_records"}


FINAL = """U.S. Immigration and Customs Enforcement
Washington, DC 20536

March 1, 2024

RE: ICE FOIA Case Number 2024-ICFO-00123

This is the final response to your request received on November 14, 2023.
ICE reviewed a total of 379 pages. Of those pages, 302 pages are releasable in their entirety,
53 pages are partially releasable, and 24 pages are withheld in their entirety pursuant to
5 U.S.C. 552 (b)(6) and (b)(7)(C).
You may appeal this determination within 90 days of the date of this letter.
"""


def test_what_a_final_letter_prints_is_read_out_with_its_words() -> None:
    letter = read(FINAL)

    assert letter.letter_date is not None
    assert letter.received is not None
    assert letter.agency is not None
    assert letter.appeal_days is not None
    assert (letter.letter_date.value, letter.received.value) == ("2024-03-01", "2023-11-14")
    assert (letter.known_agency, letter.appeal_days.value) == ("ICE", "90")
    assert [number.value for number in letter.numbers] == ["2024-ICFO-00123"]
    assert [code.value for code in letter.exemptions] == ["(b)(6)", "(b)(7)(C)"]
    assert [count.value for count in letter.counts.values()] == ["379", "302", "53", "24"]
    assert letter.adds_up() is True
    assert letter.letter_date.quote == "March 1, 2024"
    assert kinds(FINAL) == {"partial_denial"}


def test_counts_that_do_not_add_up_are_said_and_not_corrected() -> None:
    letter = read(FINAL.replace("24 pages", "42 pages"))

    assert letter.adds_up() is False
    assert letter.counts["pages_withheld"].value == "42"


def test_the_date_to_answer_by_and_the_fee_are_read_only_where_they_are_asked_for() -> None:
    asked = read("The estimated fee is $125.50. Please respond no later than January 16, 2024.")
    told = read("We received your request. The report of January 16, 2024 cost $125.50.")

    assert asked.reply_by is not None
    assert asked.fee is not None
    assert (asked.reply_by.value, asked.fee.value) == ("2024-01-16", "125.50")
    assert (told.reply_by, told.letter_date) == (None, None)


def test_a_states_department_is_not_the_federal_one() -> None:
    state = read("West Virginia Department of Homeland Security")
    federal = read("U.S. Department of Homeland Security\n\nDear Requester:\nNoted.")

    assert state.known_agency == ""
    assert federal.known_agency == "DHS"


@pytest.mark.parametrize(
    "text",
    ["estimated fee " * 4_000, "$ 5" * 17_000, "your " * 10_000, "received " * 6_000, "appeal " * 7_000,
     " " * 50_000, "January 1 " * 5_000, "\n" * 50_000, "pages " * 9_000, "additional records " * 2_700],
    ids=lambda text: text[:12].strip() or "blank",
)  # fmt: skip
def test_hostile_characters_take_no_more_than_their_share(text: str) -> None:
    assert grows_linearly(read, text[: len(text) // 4], text)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("If a response is not received within 30 days, your request will be closed.", "30"),
        ("It is abandoned if we do not receive your deposit within forty-five (45) days.", "45"),
        (
            "It is held in abeyance pending a response from you, within 30 days of this letter.",
            "30",
        ),
        ("We will respond within 20 days, or the matter is closed.", None),
        ("You may appeal within 90 days. We closed your request; pay the fee.", None),
        ("Please respond within 30 days.", None),
    ],
)
def test_days_to_answer_are_ours_and_have_a_consequence(words: str, days: str | None) -> None:
    found = read(words).reply_days

    assert (found.value if found else None) == days


@pytest.mark.parametrize(
    ("words", "counts", "adds_up"),
    [
        ("We reviewed 300 pages. We released 100 in full, 50 in part, and 150 were withheld in full.",
         (300, 100, 50, 150), True),
        ("We located 300 pages: 100 in full, 50 in part, 150 withheld.", (300, 100, 50, 150), True),
        (("After reviewing 300 pages, we released 100 pages in full and 50 pages in part and withheld "
         "150 pages in their entirety."), (300, 100, 50, 150), True),
        ("We processed 300 pages and withheld 150 pages in full.", (300, None, None, 150), None),
        (("We processed 300 pages. We released 100 pages in full, 50 pages in part and withheld 90 "
         "pages in full."), (300, 100, 50, 90), False),
        ("We processed 30 pages and withheld 150 pages in full.", (30, None, None, 150), False),
    ],
)  # fmt: skip
def test_counts_in_a_list_are_pages_and_only_what_is_printed_whole_can_fail_to_add_up(
    words: str, counts: tuple[int | None, ...], adds_up: bool | None
) -> None:
    letter = read(f"This responds to your request. {words}")
    names = ("pages_reviewed", "pages_released_full", "pages_released_part", "pages_withheld")
    found = tuple(letter.counts[n].number if n in letter.counts else None for n in names)

    assert (found, letter.adds_up()) == (counts, adds_up)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("We are withholding all 214 pages in full under (b)(5). This is our final response.", "full_denial"),
        ("This completes our response. All 214 pages are withheld in full under (b)(5).", "full_denial"),
        ("Enclosed are 10 pages. This completes our response. We withhold 204 in full.", "partial_denial"),
        ("Enclosed are 10 pages. We are withholding all records in full of one office. Final response.", "partial_denial"),
    ],
)  # fmt: skip
def test_a_final_response_that_withholds_all_is_a_full_denial(words: str, kind: str) -> None:
    head = "Federal Bureau of Investigation\n\nNovember 7, 2023\n\nDear Requester:\n\n"

    assert [one.value for one in read([(1, head + words)]).types] == [kind]


def test_blank_pages_are_no_parts() -> None:
    from bot.correspondence.segments import segments
    from bot.correspondence.source import from_text

    letter = "Agency\nMay 1, 2023\n\nDear Requester:\n\nNo records were found.\n\nSincerely,\n"

    assert len(segments(from_text(letter + "\f \n" * 5_000))) < 10
