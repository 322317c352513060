"""Whose words: a party's paper is its argument, a court's order and an agency's letter are not."""

from __future__ import annotations

import pytest

from bot.documents.voices import voice

CAPTION = (
    "UNITED STATES DISTRICT COURT\nDISTRICT OF OREGON\nSAMPLE LAW PROJECT, Plaintiff,\nv.\n"
    "U.S. IMMIGRATION AND CUSTOMS ENFORCEMENT, Defendant.\nNo. 3:24-cv-00123-AB\n"
)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("DEFENDANT'S MEMORANDUM OF LAW IN SUPPORT OF ITS MOTION", "ICE argues"),
        ("MEMORANDUM OF LAW IN SUPPORT OF PLAINTIFF'S MOTION", "the plaintiff argues"),
        ("BRIEF OF AMICI CURIAE TWO SAMPLE CLINICS", "amici argue"),
        ("COMPLAINT FOR INJUNCTIVE RELIEF", "the complaint alleges"),
        ("OPINION AND ORDER on Defendant's motion", ""),
    ],
)
def test_a_paper_of_a_case_says_whose_argument_it_is(title: str, said: str) -> None:
    assert voice(f"{CAPTION}{title}\nThe records are many.") == said


def test_a_letter_is_nobody_s_argument() -> None:
    assert voice("Dear Requester: we located 37 pages and release them in full.") == ""
