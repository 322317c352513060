"""Sentences that say what happened: what would be recorded of them, and what never is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import days, statements
from bot.language.statements import Mood
from bot.store.name_lookup import Names
from tests.support.cases import each

TODAY = date(2026, 11, 16)  # a Monday
ON_FILE = {
    1: ("prison-phone-rates", "Prison phone rates", ("phones",), {"BOP"}, ("2026-04410",)),
    2: ("border-drones", "Border drones", ("drones",), {"CBP", "ICE"}, ("CBP-FO-2027-001234",)),
    3: ("visa-bans", "Visa bans", (), {"State"}, ("F-2026-12345",)),
    4: ("shelter-contracts", "Shelter contracts", ("shelters",), {"ORR"}, ()),
    5: ("asylum-clock", "Asylum clock memos", ("clock memos",), {"USCIS"}, ()),
}


@pytest.fixture(scope="module")
def names() -> Names:
    known = Names()
    for number, (slug, name, aliases, agencies, numbers) in ON_FILE.items():
        known.shown[number], known.slugs[number] = name, slug
        known._add(number, [slug, name, *aliases])
        known.at[number] = set(agencies)
        for one in numbers:
            known.numbers.setdefault(one.replace("-", "").casefold(), set()).add(number)
    return known


# What is said, and (kind, day, details) of each event that it states; days by their month-day.
STATED = [
    ("State denied expedited processing and granted the fee waiver on nov 3",
     [("expedite-denied", "11-03", {}), ("fee-waiver-granted", "11-03", {})]),
    ("Our fee waiver was refused by BOP on November 3", [("fee-waiver-denied", "11-03", {})]),
    ("CBP was sued by us over border drones on nov 13", [("complaint-filed", "11-13", {})]),
    ("we were told by ORR on the 12th that no records were found for shelters",
     [("determined", "11-12", {"disposition": "no-records"})]),
    ("nov 9: bop granted the fee waiver and asked us to narrow phones",
     [("fee-waiver-granted", "11-09", {}), ("clarification-asked", "11-09", {})]),
    ("BOP acknowledged the phones request today", [("acknowledged", "11-16", {})]),
    ("got the ack letter from bop, dated nov 9, number 2026-04410",
     [("acknowledged", "11-09", {"number": "2026-04410"})]),
    ("State took another 10 working days on the visa bans, letter of 11/12",
     [("extended", "11-12", {"days": 10})]),
    ("uscis extended by 10 days yesterday", [("extended", "11-15", {"days": 10})]),
    ("they need 10 more days on clock memos, emailed friday", [("extended", "11-13", {"days": 10})]),
    ("bop invoked unusual circumstances on nov 10", [("extended", "11-10", {})]),
    ("State denied the visa bans in full on Nov 5", [("determined", "11-05", {"disposition": "full-denial"})]),
    ("visa bans: denied in part, letter dated October 30",
     [("determined", "10-30", {"disposition": "partial-denial"})]),
    ("bop says they have no responsive records, dated 11/2",
     [("determined", "11-02", {"disposition": "no-records"})]),
    ("uscis glomared us on the 3rd", [("determined", "11-03", {"disposition": "glomar"})]),
    ("bop granted phones in full last friday", [("determined", "11-13", {"disposition": "full-grant"})]),
    ("we appealed the visa bans denial this morning", [("appeal-filed", "11-16", {})]),
    ("I faxed the appeal for phones on nov 12", [("appeal-filed", "11-12", {})]),
    ("the visa bans appeal went out yesterday", [("appeal-filed", "11-15", {})]),
    ("State acknowledged our appeal on 11/10", [("appeal-acknowledged", "11-10", {})]),
    ("State got the visa bans appeal on the 11th", [("appeal-received", "11-11", {})]),
    ("the visa bans appeal was denied on Nov 9", [("appeal-decided", "11-09", {"outcome": "affirmed"})]),
    ("they upheld it on phones, nov 6", [("appeal-decided", "11-06", {"outcome": "affirmed"})]),
    ("OIP reversed on phones 11/12", [("appeal-decided", "11-12", {"outcome": "reversed"})]),
    ("State remanded visa bans on november 4", [("remanded", "11-04", {})]),
    ("CBP denied expedited processing on nov 2", [("expedite-denied", "11-02", {})]),
    ("bop turned down our expedite request yesterday", [("expedite-denied", "11-15", {})]),
    ("USCIS granted expedited processing today", [("expedite-granted", "11-16", {})]),
    ("bop refused the fee waiver, nov 3", [("fee-waiver-denied", "11-03", {})]),
    ("State gave us the fee waiver on Oct 29", [("fee-waiver-granted", "10-29", {})]),
    ("ORR wants $1,250 for shelters, we have until dec 5",
     [("fee-asked", "11-16", {"amount": "1250", "due": "2026-12-05"})]),
    ("bop sent a fee letter for $80.50 on 11/9", [("fee-asked", "11-09", {"amount": "80.50"})]),
    ("paid ORR the $1,250 yesterday", [("fee-answered", "11-15", {"amount": "1250"})]),
    ("uscis asked us to narrow it on nov 12, answer by Dec 11",
     [("clarification-asked", "11-12", {"due": "2026-12-11"})]),
    ("bop says our phones request is too broad, letter from Nov 6", [("clarification-asked", "11-06", {})]),
    ("we answered uscis's clarification questions yesterday", [("clarification-answered", "11-15", {})]),
    ("bop wants to know if we are still interested, reply by 12/1",
     [("still-interested", "11-16", {"due": "2026-12-01"})]),
    ("told bop today we are still interested in phones", [("still-interested-answered", "11-16", {})]),
    ("BOP released 120 pages on phones nov 10", [("interim-release", "11-10", {"pages": 120})]),
    ("got the second production from ORR, ORR-000100 through ORR-000250",
     [("interim-release", "11-16", {"bates": "ORR-000100..ORR-000250"})]),
    ("we sued State over visa bans on nov 2, 1:26-cv-01234",
     [("complaint-filed", "11-02", {"number": "1:26-cv-01234"})]),
    ("State was served on the 9th", [("served", "11-09", {})]),
    ("the hearing on visa bans was moved to jan 14",
     [("court-date", "11-16", {"due": "2027-01-14"})]),
    ("not going to appeal visa bans", [("appeal-waived", "11-16", {})]),
    ("we decided not to appeal phones", [("appeal-waived", "11-16", {})]),
    ("we won't sue over clock memos", [("suit-waived", "11-16", {})]),
    ("bop closed the phones request on nov 4 because we never answered",
     [("closed-administratively", "11-04", {})]),
    ("we withdrew shelters yesterday", [("request-withdrawn", "11-15", {})]),
    ("called BOP about phones, they had nothing new", [("note", "11-16", {})]),
    ("left a voicemail for uscis on friday", [("note", "11-13", {})]),
    ("CBP acknowledged 11/3 and denied expedited processing 11/9",
     [("acknowledged", "11-03", {}), ("expedite-denied", "11-09", {})]),
    ("uscis denied clock memos 11/12, we appealed the same day",
     [("determined", "11-12", {"disposition": "full-denial"}), ("appeal-filed", "11-12", {})]),
    ("bop received the phones letter on oct 20", [("received", "10-20", {})]),
    ("fedex shows it was delivered to State on nov 3", [("received", "11-03", {})]),
    ("bop expects to finish phones by march 1", [("estimate-given", "11-16", {"due": "2027-03-01"})]),
]  # fmt: skip


@each(("line", "wanted"), STATED)
def test_what_a_sentence_states(names: Names, line: str, wanted: list) -> None:
    said = statements.read(line, names, TODAY)

    assert said is not None
    assert said.mood is Mood.STATED
    found = [(one.kind, one.on.isoformat()[5:], one.details) for one in said.effects]
    assert [one[:2] for one in found] == [one[:2] for one in wanted]
    for (_, _, got), (_, _, must) in zip(found, wanted, strict=True):
        assert {name: got.get(name) for name in must} == must


# What stands beside an event: line, the events, and what is left over as not understood.
ASIDES = [
    ("ORR sent 40 pages on shelters on Nov 12, 12 withheld in full under b6",
     [("interim-release", "11-12", {"pages": 40, "withheld": 12})], ()),
    ("ORR released 40 pages and withheld 12 pages in full on Nov 12 on shelters",
     [("interim-release", "11-12", {"pages": 40, "withheld": 12})], ()),
    ("BOP denied phones Nov 2, letter received Nov 9, we have 30 days to appeal",
     [("determined", "11-02", {"disposition": "full-denial", "appeal-days": 30})], ()),
    ("BOP denied phones Nov 2, letter went out Nov 9",
     [("determined", "11-02", {"disposition": "full-denial"})], ("Nov 9",)),
    ("BOP denied phones on Nov 4, two weeks to appeal",
     [("determined", "11-04", {"disposition": "full-denial", "appeal-days": 14})], ()),
    ("BOP denied phones on Nov 4, 30 working days to appeal",
     [("determined", "11-04", {"disposition": "full-denial"})], ("30 working days",)),
    ("BOP denied phones on Nov 4, appeal due by Dec 10",
     [("determined", "11-04", {"disposition": "full-denial", "appeal-by": "2026-12-10"})], ()),
    ("BOP denied the fee waiver on phones on Nov 4, appeal by Feb 1",
     [("fee-waiver-denied", "11-04", {"appeal-by": "2027-02-01"})], ()),
    ("we mailed our appeal on visa bans Nov 4, State received it Nov 7",
     [("appeal-filed", "11-04", {}), ("appeal-received", "11-07", {})], ()),
    ("sent BOP a request for phones on Oct 20, they got it Oct 22",
     [("received", "10-22", {})], ("Oct 20",)),
    ("BOP finally answered phones on Nov 5 with 300 pages, nothing withheld in full",
     [("interim-release", "11-05", {"pages": 300})], ()),
    ("BOP released 300 pages on phones on Nov 5 without redactions",
     [("interim-release", "11-05", {"pages": 300})], ()),
    ("not ICE but CBP denied border drones on Nov 5",
     [("determined", "11-05", {"disposition": "full-denial"})], ()),
]  # fmt: skip


@each(("line", "events", "left"), ASIDES)
def test_what_stands_beside_an_event_is_its_detail_or_left_over(
    names: Names, line: str, events: list, left: tuple[str, ...]
) -> None:
    said = statements.read(line, names, TODAY)

    assert said is not None
    assert [(e.kind, e.on.isoformat()[5:], dict(e.details)) for e in said.effects] == events
    assert said.left == left


def test_who_it_was_not_is_not_named(names: Names) -> None:
    said = statements.read("not ICE but CBP denied border drones on Nov 5", names, TODAY)

    assert said is not None
    assert said.agencies == ("CBP",)


NOT_STATED = [
    "bop has not acknowledged phones yet",
    "no determination from uscis yet",
    "we never got the ack from bop",
    "we did not appeal visa bans",
    "we'll appeal visa bans next week",
    "going to sue State over visa bans",
    "I should mail the phones appeal tomorrow",
    "drafting the visa bans appeal",
    "if bop denies phones we appeal",
    "I think uscis denied clock memos",
    "apparently State remanded visa bans",
    "maybe bop extended phones",
    "the visa bans appeal is ready to be filed",
    "still waiting for ORR to send the production",
    "we might withdraw shelters",
    "bop may extend phones",
    "sounds like State will deny visa bans",
    "State has yet to acknowledge the visa bans appeal",
]


@each("line", NOT_STATED)
def test_what_did_not_happen_gives_no_event(names: Names, line: str) -> None:
    said = statements.read(line, names, TODAY)

    assert said is None or (said.mood is not Mood.STATED and not said.effects), said


QUESTIONS = [
    "did bop acknowledge phones",
    "has State decided the visa bans appeal?",
    "when did uscis extend clock memos",
    "which letter denied expedited processing",
    "what did BOP release",
    "who denied the fee waiver",
    "show me the denial for visa bans",
    "can we appeal visa bans",
    "bop denied phones?",
    "remind me to appeal visa bans on dec 1",
    "how many pages were released on phones",
]


@each("line", QUESTIONS)
def test_a_question_states_nothing(names: Names, line: str) -> None:
    assert statements.read(line, names, TODAY) is None


KERNELS = [line for line, events in STATED if len(events) == 1 and line.isascii()]
TURNED = [
    "I think {}", "apparently {}", "not sure but maybe {}", "supposedly {}", "rumor is that {}",
    "did it happen that {}?", "{}?", "it looks like {}", "I heard {}",
]  # fmt: skip


@given(line=st.sampled_from(KERNELS), turned=st.sampled_from(TURNED))
def test_a_doubt_put_before_any_statement_makes_it_none(
    names: Names, line: str, turned: str
) -> None:
    said = statements.read(turned.format(line), names, TODAY)

    assert said is None or not said.effects


@given(
    line=st.sampled_from(KERNELS),
    stray=st.lists(
        st.sampled_from(["zebra", "lunch", "quarterly", "frisbee"]), min_size=1, max_size=3
    ),
)
def test_a_stray_word_is_named_and_never_dropped(names: Names, line: str, stray: list[str]) -> None:
    said = statements.read(f"{line} {' '.join(stray)}", names, TODAY)

    if said is not None and said.effects and any(e.kind != "note" for e in said.effects):
        reasons = " ".join(one.reason for one in said.effects)  # kept word for word as the note
        assert set(stray) <= {*said.left, *reasons.split()}


SAID_DAYS = [
    ("yesterday", "2026-11-15"), ("last Friday", "2026-11-13"), ("the 3rd", "2026-11-03"),
    ("Mar 8", "2026-03-08"), ("11/20", "2025-11-20"), ("dated oct 14", "2026-10-14"),
    ("3 June 2024", "2024-06-03"), ("8 March", "2026-03-08"), ("on Dec 4", "2025-12-04"),
    ("two weeks ago", "2026-11-02"), ("2024-05-15", "2024-05-15"), ("13/11", "2026-11-13"),
    ("the day before yesterday", "2026-11-14"), ("Nov. 2nd, 2025", "2025-11-02"),
]  # fmt: skip


@each(("words", "past"), SAID_DAYS)
def test_a_day_as_people_say_it_is_the_nearest_past_one(words: str, past: str) -> None:
    (found,) = days.find(words, TODAY)

    assert str(found.past) == past


@pytest.mark.parametrize(
    ("words", "future"),
    [("dec 4", "2026-12-04"), ("11/20", "2026-11-20"), ("friday", "2026-11-20"), ("the 3rd", "2026-12-03")],
)  # fmt: skip
def test_a_day_to_come_is_the_nearest_future_one(words: str, future: str) -> None:
    (found,) = days.find(words, TODAY)

    assert str(found.future) == future


@each(
    "line",
    [
        "The court denied our motion on border drones",
        "ICE denied that it received border drones",
        "ICE did everything but deny border drones",
        "my colleague says ICE denied border drones",
        "ICE denied border drones, no wait, it was CBP",
        "the judge denied a motion on the border drones today",
    ],
)
def test_what_decides_no_request_is_no_determination(names: Names, line: str) -> None:
    said = statements.read(line, names, TODAY)

    sure = said is not None and said.mood is Mood.STATED
    assert not sure or "determined" not in [one.kind for one in said.effects]


@pytest.mark.parametrize("day", ["11/31/2026", "2026-13-40", "Nov 31", "the 31st of November"])
def test_a_day_that_there_is_not_is_said_to_be_none(names: Names, day: str) -> None:
    said = statements.read(f"ICE denied border drones on {day}", names, TODAY)

    assert said.vague_day
    assert all(one.assumed_day for one in said.effects)


@pytest.mark.parametrize(
    ("line", "on"),
    [
        ("on nov 12 BOP sent 40 pages on phones and denied the rest", "2026-11-12"),
        ("got 40 pages from BOP on phones Nov 10, the rest denied", "2026-11-10"),
        ("State released 12 pages of visa bans yesterday, refusing everything else", "2026-11-15"),
        (
            "uscis granted clock memos in part and rejected the remainder, dated oct 30",
            "2026-10-30",
        ),
    ],
)
def test_pages_with_the_rest_denied_are_one_decision_in_part(
    names: Names, line: str, on: str
) -> None:
    said = statements.read(line, names, TODAY)

    assert said is not None
    (one,) = said.effects
    assert (one.kind, one.on.isoformat(), said.left) == ("determined", on, ())
    assert one.details["disposition"] == "partial-grant"


@pytest.mark.parametrize(
    "line",
    [
        "CBP says they never received border drones",
        "CBP denied receiving the border drones request",
        "ICE denies it ever got the drones letter",
        "CBP denied having any border drones request",
    ],
)
def test_a_receipt_that_is_denied_is_none(names: Names, line: str) -> None:
    said = statements.read(line, names, TODAY)

    assert said is not None
    assert (said.mood, said.effects) == (Mood.NEGATED, ())


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("the phones request was stamped received on nov 9", "received"),
        ("BOP date-stamped phones in on nov 9", "received"),
        ("the visa bans appeal was stamped received nov 9", "appeal-received"),
    ],
)
def test_the_stamp_of_a_mail_room_shows_receipt(names: Names, line: str, kind: str) -> None:
    said = statements.read(line, names, TODAY)

    assert said is not None
    assert [(one.kind, one.on.isoformat()) for one in said.effects] == [(kind, "2026-11-09")]
