"""What a letter tells of another request, or calls possible, is not done to ours."""

from __future__ import annotations

from typing import Any

import pytest

from bot.correspondence.effects import effects
from bot.correspondence.reader import Letter, read_letter
from tests.support.cases import each

_OWN, _OTHER = "CBP-FO-2027-001122", "CBP-FO-2027-003344"


def read(body: str, office: str = "U.S. Customs and Border Protection", re: str = _OWN) -> Letter:
    return read_letter(f"{office}\nNovember 19, 2026\nRe: {re}\n\nDear Requester:\n\n{body}\n")


def told(letter: Letter) -> dict[str, dict[str, Any]]:
    return {one.kind.value: dict(one.values) for one in effects(letter)}


@each(
    "body",
    [
        f"We have closed {_OTHER} as a duplicate of this one; this one stays open. We expect to respond to you by January 15, 2027.",
        f"Your other request, {_OTHER}, duplicates this one and has been administratively closed.",
        f"{_OTHER} was found to be a duplicate of your earlier request and was closed. Your request {_OWN} remains open.",
        f"As you asked, we have closed {_OTHER}, which repeats this request. This request stays open.",
        f"We closed the duplicate request that you sent through the portal ({_OTHER}). Nothing changes for {_OWN}.",
        f"You sent the same request twice. We have closed the second one and kept the first, {_OWN}.",
        "Your second request for the same records was administratively closed as a duplicate of the present one.",
    ],
)  # fmt: skip
def test_another_request_closed_closes_nothing_of_ours(body: str) -> None:
    letter = read(body)

    assert told(letter).keys() & {"closed-administratively", "determined"} == set()
    assert [one.value for one in letter.numbers if one.role == "request"] == [_OWN]


@pytest.mark.parametrize(
    "body",
    [
        f"Your request is a duplicate of {_OTHER}. We have therefore administratively closed {_OWN}.",
        f"We have closed {_OWN} as a duplicate of {_OTHER}, which stays open. You may appeal.",
        f"This request duplicates your request {_OTHER}. It has been closed.",
    ],
)  # fmt: skip
def test_ours_closed_as_a_duplicate_of_another_is_closed(body: str) -> None:
    letter = read(body)

    assert "closed-administratively" in told(letter)
    assert [one.value for one in letter.numbers if one.role == "request"] == [_OWN]


@pytest.mark.parametrize(
    "words",
    [
        "Due to a backlog, we may need a 10-day extension; if so we will tell you.",
        "An extension of up to ten days may be necessary, in which case you will be notified.",
        "It is possible that we will need an additional 10 working days; should that happen, you will hear from us.",
        "We reserve the right to invoke a ten-day extension.",
        "At this time no extension has been taken; we will write to you if one is needed.",
    ],
)  # fmt: skip
def test_time_that_may_be_taken_is_not_taken(words: str) -> None:
    appeal = f"This acknowledges your appeal of the denial. It was received on November 13, 2026 and will be decided within 20 business days. {words}"
    request = f"We received your request on November 9, 2026. {words}"

    assert "appeal-extended" not in told(read(appeal))
    assert "extended" not in told(read(request))


@pytest.mark.parametrize(
    "words",
    [
        "Because we may need to consult other offices, we are extending the time limit by ten working days.",
        "Due to a backlog we need an additional 10 working days.",
    ],
)  # fmt: skip
def test_time_that_is_taken_because_of_what_may_be_is_taken(words: str) -> None:
    shown = told(read(f"We received your request on November 9, 2026. {words}"))

    assert shown["extended"]["days"] == 10


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("After carefully considering your appeal, I am affirming, in part, CBP's action and remanding in part your request for a further search.", "partly-remanded"),
        ("We affirm the withholdings under Exemption 5 but remand, in part, for a supplemental search of e-mail.", "partly-remanded"),
        ("I am partly affirming CBP's action on your appeal, and remanding the rest to CBP for further review.", "partly-remanded"),
        ("After considering your appeal, I am affirming CBP's action. A remand is not warranted.", "affirmed"),
    ],
)  # fmt: skip
def test_an_appeal_that_is_affirmed_in_part_and_remanded_in_part(words: str, outcome: str) -> None:
    shown = told(read(words, re="Appeal No. A-2026-00912"))

    assert shown["appeal-decided"]["outcome"] == outcome
    assert ("remanded" in shown) is (outcome != "affirmed")


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("120 pages are enclosed, of which 30 are withheld in part under (b)(6).", {"processed": 120, "partial": 30}),
        ("We enclose 120 pages, 30 of which are withheld in part under (b)(6).", {"processed": 120, "partial": 30}),
        ("We located 318 pages. 201 pages are released in full, 77 pages are withheld in part and 40 pages are withheld in full.", {"processed": 318, "released": 201, "partial": 77, "withheld": 40}),
        ("Of 120 pages located, 30 are withheld in full and 90 are released in full.", {"processed": 120, "withheld": 30, "released": 90}),
    ],
)  # fmt: skip
def test_pages_withheld_in_part_are_none_withheld_in_full(
    words: str, counts: dict[str, int]
) -> None:
    shown = told(read(f"{words} You may appeal within 90 days."))["determined"]

    assert {
        name: shown[name] for name in shown if name not in {"disposition", "appeal-days"}
    } == counts


def test_a_month_cut_short_ends_no_sentence() -> None:
    letter = read("Your request reached this office on Nov. 2.")

    assert letter.received is not None
    assert letter.received.value == "2026-11-02"


_NOW = "we now release 44 pages in full and withhold 6 pages in part under (b)(5)."


@pytest.mark.parametrize(
    ("body", "disposition"),
    [
        (f"By letter of October 14, 2026 we denied your request in full under Exemption 5. After further review {_NOW} This letter supersedes our earlier one.", "partial-grant"),
        (f"On October 14, 2026 we denied your request in full. On reconsideration {_NOW}", "partial-grant"),
        ("Previously we withheld these records in their entirety. We are now making a discretionary release: 44 pages in full, 6 pages in part.", "partial-grant"),
        ("By letter of October 14, 2026 we denied your request in full. After further review we now release all 50 pages in full.", "full-grant"),
    ],
)  # fmt: skip
def test_what_an_earlier_letter_decided_is_not_decided_now(body: str, disposition: str) -> None:
    assert told(read(body))["determined"]["disposition"] == disposition


@each(
    ("body", "outcome"),
    [
        ("You appealed from CBP's failure to respond in time. As no adverse determination has been made, there is no action for this Office to consider on appeal, and your appeal is closed.", "closed"),
        ("You appealed from CBP's failure to respond. Because CBP has since responded, your appeal is moot and I am closing it.", "closed"),
        ("Your appeal is not ripe, as no determination has been made. We are therefore administratively closing your appeal file.", "closed"),
        ("As you have withdrawn your appeal, I am closing your appeal file in this Office.", "closed"),
        ("Since CBP released the records on November 2, 2026, your appeal is dismissed as moot.", "closed"),
        ("After carefully considering your appeal, I am affirming CBP's action. Your appeal is closed.", "affirmed"),
    ],
)  # fmt: skip
def test_an_appeal_that_ends_unheard_affirms_nothing_and_closes_no_request(
    body: str, outcome: str
) -> None:
    shown = told(read(body, re="Appeal No. A-2027-00100"))

    assert shown["appeal-decided"] == {"outcome": outcome}
    assert "closed-administratively" not in shown


@pytest.mark.parametrize(
    ("body", "due"),
    [
        ("It is therefore closed as of this date. If you wish to perfect it, write to us within 30 days; the request will then get a new number.", "2026-12-19"),
        ("Your request does not reasonably describe records. It is closed as of this date. You may cure these defects within 30 days of this letter.", "2026-12-19"),
        ("We have administratively closed your request because it is not perfected. If you send us the missing consent form by December 28, 2026, we will process it.", "2026-12-28"),
        ("CBP closed your request as overly broad. You have thirty days to narrow it.", "2026-12-19"),
        ("Your request is closed for insufficient information. To have it considered again, clarify it in writing no later than December 28, 2026.", "2026-12-28"),
    ],
)  # fmt: skip
def test_a_day_to_mend_a_closed_request_stands_by_itself(body: str, due: str) -> None:
    shown = told(read(f"Your request is not a proper request. {body}"))

    assert shown.keys() == {"closed-administratively", "manual-deadline"}
    assert shown["manual-deadline"]["due"] == due


@pytest.mark.parametrize(
    ("office", "name", "body"),
    [
        ("Illinois Attorney General\nPublic Access Counselor", "Illinois Attorney General, Public Access Counselor",
         "The Public Access Counselor received your Request for Review on November 12, 2026. We have asked the Chicago Police Department to respond within 7 business days."),
        ("Office of the Attorney General", "Office of the Attorney General",
         "On November 12, 2026, this office received your Request for Review in which you allege that the City denied your FOIA request of October 1, 2026."),
        ("Connecticut Freedom of Information Commission", "Connecticut Freedom of Information Commission",
         "Your complaint against the Hartford Police Department was received by the Commission on November 12, 2026. We write to tell you of your rights."),
    ],
)  # fmt: skip
def test_what_reaches_the_body_that_reviews_is_our_appeal(
    office: str, name: str, body: str
) -> None:
    letter = read(body, office, "2026 PAC 99001")
    shown = told(letter)

    assert letter.agency is not None
    assert letter.agency.value == name
    assert shown["appeal-acknowledged"]["received"] == "2026-11-12"
    assert "acknowledged" not in shown
    assert letter.received is None


@pytest.mark.parametrize(
    ("head", "body", "known"),
    [
        ("Department of Homeland Security\nPrivacy Office", "During our search 56 pages were located that originated with the U.S. Immigration and Customs Enforcement (ICE). We have referred those pages to ICE for processing and direct response to you.", "DHS"),
        ("United States Department of State", "Your request seeks records of U.S. Citizenship and Immigration Services. We forwarded your request to U.S. Citizenship and Immigration Services.", "State"),
        ("Federal Bureau of Investigation", "Some documents originated with the Drug Enforcement Administration and were referred to the Drug Enforcement Administration.", "FBI"),
        ("U.S. Department of Homeland Security", "U.S. Customs and Border Protection received your request on October 6, 2026.", "CBP"),
    ],
)  # fmt: skip
def test_whose_letter_it_is_and_not_to_whom_pages_went(head: str, body: str, known: str) -> None:
    letter = read_letter(f"{head}\nNovember 6, 2026\nRe: 2026-02020\n\n{body}\n")

    assert letter.known_agency == known


@each(
    ("body", "disposition"),
    [
        ("We have located no records responsive to item 2 of your request. As to item 1, we have determined that the records are exempt under Exemption 7(E) and will not be disclosed. This closes our file.", "full-denial"),
        ("We located no records responsive to items 1 and 2. Records responsive to item 3 are exempt under Exemption 5 and are withheld in full.", "full-denial"),
        ("We found no records for item 1. As to item 2, we release 12 pages in full.", "partial-grant"),
        ("For the first part of your request, a search produced no responsive records. The second part is denied under Exemption 5.", "partial-grant"),
        ("We found no records for item 1. As to item 2, we likewise have no responsive records.", "no-records"),
        ("We located no responsive records. If we had, they would be exempt under Exemption 5.", "no-records"),
    ],
)  # fmt: skip
def test_nothing_on_one_item_does_not_hide_that_another_is_withheld(
    body: str, disposition: str
) -> None:
    assert told(read(body))["determined"]["disposition"] == disposition


def test_our_narrowed_scope_that_reached_them_is_an_answer_and_no_receipt() -> None:
    letter = read("Thank you, we got your narrowed scope on November 16. We expect to respond to you by January 15, 2027.")  # fmt: skip
    shown = {one.kind.value: one.on for one in effects(letter)}

    assert letter.received is None
    assert str(shown["clarification-answered"]) == "2026-11-16"
    assert told(letter)["estimate-given"] == {"due": "2027-01-15"}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (f"The request you filed on November 2 ({_OTHER}) is identical to this request and has been closed out.", None),
        ("On October 1, 2026 we asked you to clarify within 30 days. You did not, and your request is closed.", "closed-administratively"),
        ("CBP has now issued its determination. Accordingly, your appeal of its failure to respond is moot, and we have closed our file.", "appeal-decided"),
        ("In our interim response of October 14, 2026 we released 12 pages in full. The remaining 30 pages are withheld in full under Exemption 5. This is our final response.", "determined"),
    ],
)  # fmt: skip
def test_what_is_closed_is_what_is_named_and_an_earlier_response_is_not_this_one(
    body: str, kind: str | None
) -> None:
    shown = told(read(body))

    assert shown.keys() == ({kind} if kind else set())
    assert shown.get("determined", {}).get("disposition") != "full-grant"


def test_a_state_s_department_is_none_of_ours() -> None:
    letter = read("We received your request on November 9, 2026.", "West Virginia Department of Homeland Security")  # fmt: skip

    assert letter.known_agency == ""


@pytest.mark.parametrize(
    ("body", "final"),
    [
        (("We are unable to respond to your request as currently written. In good faith we enclose "
         "a ledger of all payments. Please submit a narrowed request."), False),
        (("Enclosed is the list of contracts. The agency will take no further action until your "
         "request is narrowed in writing."), False),
        (("We cannot search for the rest unless you clarify the scope of your request. A copy of "
         "the policy is enclosed with this letter."), False),
        ("Enclosed are all 40 responsive pages. This completes our response to your request.", True),
        ("All responsive records are enclosed. We cannot waive the fee unless it is revised.", True),
    ],
)  # fmt: skip
def test_what_comes_with_a_request_to_narrow_it_is_a_part(body: str, *, final: bool) -> None:
    assert ("final_release" in {str(one) for one in read(body).types}) is final
