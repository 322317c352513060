"""Any name gets the one reply; officials, bodies, cases and things are looked up."""

import pytest

from bot.privacy import wordlists
from bot.privacy.mask import mask
from bot.privacy.questions import _is_of_our_words, person_question
from tests.support.cases import each

# Of two words and one, of no list, of ordinary words, of other scripts: the words alone decide.
NAMES = (
    "Zdravka Mirolyubova-Ostrander", "Jane Miller", "Ivana Petrovic", "Xqvor Blorthing",
    "Mirolyubova", "ms. Mirolyubova", "zdravka mirolyubova", "Grace Hill", "Tobias Wrenhollow",
    "Mr. Okwuosa", "Olusegun", "王小明", "Мария Иванова", "Nguyen Thi Kim", "Abdi",
)  # fmt: skip
ABOUT_SOMEBODY = """
who is {}?
is {} in the filings?
is {} mentioned anywhere
does any page mention {}
does {} appear in the spreadsheet?
what happened to {}
what did {} ask about
tell me about {}
do you know {}
do you have anything on {}
have you heard of {}
how is {} doing
is there a record of {}
which page names {}
what does the memo say about {}
did {} pass the interview
can you look up {}
look {} up
is {} a client
is {} on the roster
what about {}
ask who is {}
when did {} apply for asylum
why did {} pay the bond
what did the officer write about {}
did {} supply the list
which database holds anything about {}
quien es {}?
que sabemos de {}
""".strip().splitlines()
ABOUT_THINGS = """
who is the FOIA officer of CBP
who is the contact at USCIS
who is the judge in the case
who is the owner of the drones request
who is Doe v. ICE about
what happened in ACLU v. DHS
what happened with the hard drive?
what did Director Smith say?
who is Director Smith
what did Judge Contreras decide
what did Acting Director Johnson write
who is Deputy Chief Ortiz?
is the drone program in the filings?
is Palantir Technologies in the filings?
is facial recognition mentioned anywhere
tell me about the NYPD robot dogs
what pages mention Border Patrol?
do you have anything on stingrays
any news of the CBP request?
is GEO Group named in the contract
is Acme Aviation LLC on any page
what about Texas Department of Public Safety
whose is CBP-FO-2027-004512
what is redacted in the Mocek production
did Leominster Public Schools answer
what does walton county charge
find quokka
find Wrenhollow
when did Tobias Wrenhollow ask the police for the balances
how much did Tobias Wrenhollow pay for the scans
how much does wrenhollow charge per hour for redacting
what book did Tobias Wrenhollow write
did Palantir or Vexatel Analytics build the plate database
which contractor runs the license plate readers, Corvane Telecom?
does Corvane operate the cameras
has Corvane Wireless sent CBP anything
does Northfield Prison have a medical director
why did the county black out a name on the list it sent Tobias Wrenhollow
""".strip().splitlines()


@each("form", ABOUT_SOMEBODY)
def test_a_question_is_about_a_person_whoever_is_named(form: str) -> None:
    assert [name for name in NAMES if not person_question(form.format(name))] == []


@each("asked", ABOUT_THINGS)
def test_officials_bodies_cases_and_things_are_no_persons(asked: str) -> None:
    assert not person_question(asked)


@pytest.mark.parametrize("asked", ["what happened to wexbridge", "is Wexbridge overdue?"])
def test_what_a_request_on_record_is_called_is_nobody(asked: str) -> None:
    assert person_question(asked)
    assert not person_question(asked, {"wexbridge"}.__contains__)


def test_a_statement_with_a_name_is_no_question() -> None:
    assert not person_question("Mirolyubova of ICE called on Nov 3 and needs ten more days")


def test_a_verb_and_the_name_of_a_request_hold_nothing_that_the_mask_hides() -> None:
    words = sorted(wordlists.of_nobody())
    for at in range(0, len(words) - 4, len(words) // 150):
        line = f"why {'-'.join(words[at : at + 3])}/ICE"
        assert _is_of_our_words(line)
        assert not mask(line, typed=True).spans
    for line in ("status maria-lopez", "find A205113482", "why krome-deaths/ICE", "status grace"):
        assert not _is_of_our_words(line)
