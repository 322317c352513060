"""Letters once taken for another: an appeal's for the request's, news for an extension."""

from __future__ import annotations

from typing import Any

import pytest

from bot.correspondence.effects import effects
from bot.correspondence.reader import Letter, read_letter
from tests.support.cases import each

_UNDER = " under Exemptions (b)(5) and (b)(7)(E). You may appeal within 90 days of this letter."
_MORE = " Because of unusual circumstances we are extending the time limit by ten working days."
_CLOSED = "We have not received your response, and have administratively closed your request. "
_COST = "The search takes 24 hours at $41.00 an hour; the estimated total is $984.00. "


def read(body: str, office: str = "Department of Homeland Security") -> Letter:
    head = f"{office}\n\nNovember 20, 2026\n\nRE: 2026-HQFO-01871\n\nDear Requester:\n\n"
    return read_letter(f"{head}{body}\n\nSincerely,\n\nFOIA Officer\n")


def told(body: str, office: str = "Department of Homeland Security") -> dict[str, dict[str, Any]]:
    return {one.kind.value: dict(one.values) for one in effects(read(body, office))}


@each(
    ("body", "disposition"),
    [
        ("The processing of your request is complete. We located 31 records. We have determined that all 31 must be withheld in full", "full-denial"),
        ("We completed our review of your request. We located 40 documents, and all forty have been withheld in their entirety", "full-denial"),
        ("This completes our processing. We identified 55 pages and are withholding every one of them in full", "full-denial"),
        ("We conclude our processing. 18 records were located; the 18 records must be withheld in their entirety", "full-denial"),
        ("The processing of your request is complete. We located 31 records. All of the records are exempt from disclosure in full", "full-denial"),
        ("This is our final response. We located 7 pages; none may be released", "full-denial"),
        ("Our processing is complete. We located 31 records. Not all 31 must be withheld in full; 10 are released and 21 are withheld", "partial-grant"),
    ],
)  # fmt: skip
def test_that_all_is_withheld_denies_in_full(body: str, disposition: str) -> None:
    assert told(body + _UNDER)["determined"]["disposition"] == disposition


@pytest.mark.parametrize(
    "body",
    [
        "This is to acknowledge receipt on November 20, 2026 of your letter of November 19, 2026, in which you appealed the Department's November 12, 2026 decision.",
        "This acknowledges your letter of November 19, 2026, appealing the denial of your request. We received it on November 20, 2026.",
        "Your letter of November 19, 2026, by which you appeal from our determination of November 12, 2026, reached this office on November 20, 2026.",
        "On November 20, 2026 we received the letter in which you challenge on appeal the withholding of the records.",
        "Thank you for your appeal of November 19, 2026, which was received on November 20, 2026.",
    ],
)  # fmt: skip
def test_an_appeal_acknowledged_says_nothing_of_the_request(body: str) -> None:
    shown = told(body + _MORE)

    assert shown.keys() & {"acknowledged", "extended", "received", "determined"} == set()
    assert shown["appeal-acknowledged"]["received"] == "2026-11-20"
    assert shown["appeal-extended"]["days"] == 10


@pytest.mark.parametrize(
    "body",
    [
        "We deny your request for records about visa bond waivers under Exemption 5.",
        "We are unable to release the documents concerning priority enforcement; all 12 pages are withheld in full under Exemption 7(E).",
        "We acknowledge your letter of November 19, 2026, in which you appealed the decision to withhold records about visa bond waivers. We regret that we are unable to respond within 20 working days, and extend the time limit by ten working days.",
    ],
)  # fmt: skip
def test_what_the_records_are_about_is_no_plea(body: str) -> None:
    shown = told(body)

    assert "fee-waiver-denied" not in shown
    assert "expedite-denied" not in shown


def test_a_petition_is_ruled_on_and_extends_nothing() -> None:
    shown = told(
        "On November 16, 2026 we received your petition for review of the Police Bureau's denial of your request. Our office will issue an order by December 3, 2026.\n\nPlease submit any further argument by Tuesday, December 1, 2026 at noon.",
        "Multnomah County District Attorney\nPortland, Oregon",
    )  # fmt: skip

    assert shown.keys() == {"appeal-acknowledged", "manual-deadline"}
    assert shown["manual-deadline"]["due"] == "2026-12-01"


@each(
    "body",
    [
        "Your request for memos reached the Privacy Office on September 17, 2026, but was first received by another component on September 15, 2026.",
        "We acknowledge your request. It was first received by another component on September 15, 2026, and reached the Privacy Office on September 17, 2026.",
        "Your request was received by another DHS component on September 15, 2026, and by this office on September 17, 2026.",
        "Your request was initially received by FEMA on September 15, 2026. This office received it on September 17, 2026.",
        "Your request was misdirected to another component, which received it on September 15, 2026. We received the request on September 17, 2026.",
        "The request was received by this office on September 17, 2026; a different component had received it on September 15, 2026.",
    ],
)  # fmt: skip
def test_a_request_is_received_by_the_right_component(body: str) -> None:
    received = read(body).received

    assert received is not None
    assert received.value == "2026-09-17"


@pytest.mark.parametrize(
    ("body", "extends"),
    [
        ("Your request is in process. We expect to finish by January 29, 2027.", False),
        ("We hope to complete our review by January 29, 2027.", False),
        ("Staff expect to complete your request no later than January 29, 2027.", False),
        ("We need additional time to respond and will respond by January 29, 2027.", True),
    ],
)
def test_a_day_by_which_they_expect_to_finish_extends_nothing(body: str, *, extends: bool) -> None:
    shown = told(body)

    assert ("extended" in shown) == extends
    assert extends or shown["estimate-given"]["due"] == "2027-01-29"


@pytest.mark.parametrize(
    ("body", "amount"),
    [
        ("As the fee exceeds $250, you must make an advance payment of half, $492.00.", "492"),
        ("Please send a deposit of $492.00 (50 percent) to this office.", "492"),
        ("An advance payment is not required. Please agree to pay that amount.", "984"),
        ("You must pay the full amount of $984.00 in advance.", "984"),
    ],
)
def test_the_amount_is_what_must_be_paid_now(body: str, amount: str) -> None:
    assert told(_COST + body)["fee-asked"]["amount"] == amount


@pytest.mark.parametrize(
    ("body", "due"),
    [
        ("If you contact us within ten (10) working days it will be reopened; you may also appeal within 90 calendar days.", "2026-12-07"),
        ("Should you write to us by December 4, 2026, the request will be reinstated.", "2026-12-04"),
        ("You have 20 working days to ask that the request be reopened.", "2026-12-21"),
        ("You may appeal within 90 days.", None),
    ],
)  # fmt: skip
def test_the_day_to_have_a_closed_request_reopened_is_ours(body: str, due: str | None) -> None:
    assert told(_CLOSED + body).get("manual-deadline", {}).get("due") == due


def test_records_referred_elsewhere_are_part_of_the_count() -> None:
    letter = read("We located 212 pages. We are releasing 150 pages in full and 40 pages in part. We are withholding 12 pages in full under Exemption 5. The remaining 10 pages originated with the Department of State and have been referred to that agency for its direct response to you.")  # fmt: skip

    assert letter.referred_to == "State"
    assert letter.adds_up() is not False
