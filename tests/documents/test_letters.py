from __future__ import annotations

import pytest

from bot.documents.filing_kind import described, kind_of

PDF = "application/pdf"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("UNITED STATES DISTRICT COURT\nFOR THE DISTRICT OF COLUMBIA\nSample complaint", "court"),
        ("Sample. This letter acknowledges receipt of your Freedom of Information Act request.", "acknowledgment"),
        ("Sample. We conducted a search and located no responsive records.", "determination"),
        ("Sample. Under the Freedom of Information Act we request copies of all logs.", "request"),
        ("Dear FOIA Officer:\n\nThe Project asks for records. We ask for a determination.", "request"),
        ("Sample. The weather was fine.", "other"),
    ],
)  # fmt: skip
def test_the_kind_of_a_filing_is_told_from_how_it_begins(words: str, kind: str) -> None:
    assert kind_of("text/plain", words) == kind


def test_a_mail_that_is_no_letter_is_a_mail() -> None:
    assert kind_of("message/rfc822", "Sample. Lunch?") == "email"


def test_a_page_stamped_at_its_foot_is_of_a_production_a_letter_with_a_stamp_is_none() -> None:
    assert kind_of(PDF, "Table of systems and their owners\n\n\nICE-000101") == "production"
    assert kind_of(PDF, "This acknowledges receipt of your request.\nICE-000101") != "production"
    assert kind_of(PDF, "Table of systems and their owners") == "other"


def test_a_letter_is_called_by_what_it_is() -> None:
    letter = (
        "U.S. Immigration and Customs Enforcement\nNovember 28, 2023\n\nDear Requester:\n\n"
        "This letter acknowledges receipt of your Freedom of Information Act request."
    )
    kind, called = described(PDF, letter)

    assert kind == "acknowledgment"
    assert called == "ICE letter, Nov 28, 2023, acknowledgment"
    assert described(PDF, "Sample. The weather was fine.") == ("other", "")


_HEAD = "U.S. Immigration and Customs Enforcement\n\nMay 2, 2017\n\nRE: 2017-ICFO-12345\n\nDear Requester:\n\n"


@pytest.mark.parametrize(
    ("page", "kind", "called"),
    [
        (f"START TYPING HERE\n\n{_HEAD}We acknowledge receipt of your request dated April 20, 2017.", "acknowledgment", "ICE letter, May 2, 2017, acknowledgment"),
        (f"{_HEAD}We conducted a search and were unable to locate any responsive records. You may appeal.", "determination", "ICE letter, May 2, 2017, no records"),
        (f"{_HEAD}We are invoking a 10-day extension of your request due to unusual circumstances.", "acknowledgment", "ICE letter, May 2, 2017, extension"),
        ("CONTRACT AGREEMENT\n\nMade on November 21, 2012 between the County and the Contractor. The Contractor acknowledges receipt of the statement of work.", "other", ""),
        ("INVOICE\nNovember 3, 2023\nBill to: County\nAmount due $120.00\nReceipt acknowledged by signature", "other", ""),
        ("Directive 11003.2: Acknowledgment of FOIA requests\n\nComponents must acknowledge receipt of requests within ten days and provide a tracking number.", "other", ""),
        ("Minutes of the meeting of Jan 8, 2024\n\nIt was reported that ICE denied the request in full.", "other", ""),
        ("Agency acknowledges delays\nNov 3, 2023\n\nThe agency had received 400 requests and denied 20 of them in full.", "other", ""),
    ],
)  # fmt: skip
def test_a_filing_is_called_by_its_own_words_and_its_kind_is_told_where_it_is_sure(
    page: str, kind: str, called: str
) -> None:
    assert described(PDF, page) == (kind, called)
