from __future__ import annotations

import pytest

from bot.documents.filing_kind import described, kind_of
from bot.store.tables import Filing


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("UNITED STATES DISTRICT COURT\nFOR THE DISTRICT OF COLUMBIA\nSample complaint", "court"),
        ("Sample. This letter acknowledges receipt of your Freedom of Information Act request.", "acknowledgment"),
        ("Sample. We conducted a search and located no responsive records.", "determination"),
        ("Sample. Under the Freedom of Information Act we request copies of all logs.", "request"),
        ("Sample. The weather was fine.", "other"),
    ],
)  # fmt: skip
def test_the_kind_of_a_filing_is_told_from_how_it_begins(words: str, kind: str) -> None:
    assert kind_of(Filing(media_type="text/plain"), words) == kind


def test_a_mail_that_is_no_letter_is_a_mail() -> None:
    assert kind_of(Filing(media_type="message/rfc822"), "Sample. Lunch?") == "email"


def test_a_page_stamped_at_its_foot_is_of_a_production_a_letter_with_a_stamp_is_none() -> None:
    filing = Filing(doc="x.pdf", media_type="application/pdf")

    assert kind_of(filing, "Table of systems and their owners\n\n\nICE-000101") == "production"
    assert kind_of(filing, "This acknowledges receipt of your request.\nICE-000101") != "production"
    assert kind_of(filing, "Table of systems and their owners") == "other"


def test_a_letter_is_called_by_what_it_is() -> None:
    letter = (
        "U.S. Immigration and Customs Enforcement\nNovember 28, 2023\n\nDear Requester:\n\n"
        "This letter acknowledges receipt of your Freedom of Information Act request."
    )
    filing = Filing(media_type="application/pdf")

    kind, called = described(filing, letter)

    assert kind == "acknowledgment"
    assert called == "ICE letter, Nov 28, 2023, acknowledgment"
    assert described(filing, "Sample. The weather was fine.") == ("other", "")
