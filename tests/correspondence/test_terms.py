"""Days in which we are to answer, where no threat follows: read, counted, and never the agency's."""

from __future__ import annotations

from bot.correspondence.effects import effects
from bot.correspondence.reader import read_letter
from tests.support.cases import each

_HEAD = "U.S. Immigration and Customs Enforcement\n\nNovember 20, 2026\n\nRE: 2026-ICFO-05512\n\n"
_ASKS = {"clarification-asked", "fee-asked", "still-interested"}
FEE = "We estimate the fee will be $375.00. "
VAGUE = "The request does not reasonably describe the records. "


def dues(body: str) -> list[object]:
    """Give the days of ours that a letter of November 20, 2026 (a Friday) asks for."""
    letter = read_letter(f"{_HEAD}Dear Requester:\n\n{body}\n\nSincerely,\n\nFOIA Officer\n")
    found = [one for one in effects(letter) if one.kind.value in _ASKS]
    return [one.values["due"] for one in found if "due" in one.values]


@each(
    ("body", "due"),
    [
        (FEE + "Please let us know within 10 business days of the date of this letter whether you agree to pay that amount.", "2026-12-07"),
        (FEE + "You have ten (10) business days from the date of this letter to agree to pay.", "2026-12-07"),
        (FEE + "Your agreement to pay must reach us not later than 10 working days after the date above.", "2026-12-07"),
        (FEE + "Payment is due within twenty working days of this letter.", "2026-12-21"),
        (FEE + "Tell us, not later than two weeks from the date of this letter, whether you accept it.", "2026-12-04"),
        (VAGUE + "Please provide, within 20 business days of the date of this letter, the names of the contractors.", "2026-12-21"),
        (VAGUE + "Within 20 business days of the date of this letter, please clarify the period of time.", "2026-12-21"),
        (VAGUE + "We need the names of the contractors from you within ten business days.", "2026-12-07"),
        (FEE + "We would appreciate your written consent within 10 business days of this letter.", "2026-12-07"),
        (VAGUE + "A narrower request must be filed with us within twelve business days.", "2026-12-09"),
        ("Please clarify the period of time. Your response is required no later than ten working days from this letter.", "2026-12-07"),
        (FEE + "We must have your written agreement to pay within five business days of the date of this letter.", "2026-11-30"),
        (FEE + "This office needs to receive your check not later than ten days after the date above.", "2026-11-30"),
        (VAGUE + "This office shall have your narrowed request by close of business on December 4, 2026.", "2026-12-04"),
        (VAGUE + "If nothing is heard by close of business on December 4, 2026, it is closed.", "2026-12-04"),
        ("Please tell us whether the records are still wanted. An answer should reach us within 30 days.", "2026-12-20"),
        ("Are you still interested in this request? Please reply within thirty (30) business days.", "2027-01-06"),
    ],
)  # fmt: skip
def test_days_that_a_question_carries_are_counted_from_the_letter(body: str, due: str) -> None:
    assert dues(body) == [due]


@each(
    "body",
    [
        VAGUE + "Please clarify it. Once we receive your clarification we will respond within 20 working days.",
        FEE + "Please pay by check. The records will be sent within 60 days of receipt of your payment.",
        FEE + "The FOIA gives agencies twenty working days to respond to a request.",
        FEE + "Please allow 60 business days for processing after payment.",
        VAGUE + "Please note that we have 20 working days to respond.",
        "Please clarify the period of time. Our office is closed for ten days.",
        "Please clarify the period of time. The search will take five business days.",
        "Please clarify the period of time. A response is normally issued within 20 working days.",
        "Please clarify the period of time. Expect our answer in two weeks.",
        VAGUE + "Please list the employees who were present within 5 days of the raid.",
        VAGUE + "If you have any questions, please contact us within 90 days.",
    ],
)  # fmt: skip
def test_days_in_which_they_act_are_no_term_of_ours(body: str) -> None:
    assert dues(body) == []
