"""What every kind of event is told with, turned into what did not happen: none is recorded so.

The table has a row a kind of event that people tell; a kind of `happenings.py` without a row
fails. Each row is put into every turn, with and without a stray word.
"""

from __future__ import annotations

from bot.language import happenings, statements
from bot.language.statements import Mood
from bot.law.events import Kind
from bot.store.name_lookup import Names
from tests.language.test_team_lines import TODAY, names
from tests.support.cases import each

__all__ = ["names"]  # the fixture

# Kind, who, in the past, as an infinitive, as a participle, what.
TOLD = [
    (Kind.APPEAL_DECIDED, "OIP", "affirmed", "affirm", "affirmed", "the phone taps appeal"),
    (Kind.REMANDED, "OIP", "remanded", "remand", "remanded", "the phone taps appeal"),
    (Kind.APPEAL_EXTENDED, "OIP", "extended", "extend", "extended", "the phone taps appeal"),
    (Kind.APPEAL_ACKNOWLEDGED, "State", "acknowledged", "acknowledge", "acknowledged", "our travel bans appeal"),
    (Kind.APPEAL_RECEIVED, "State", "received", "receive", "received", "our travel bans appeal"),
    (Kind.APPEAL_FILED, "we", "filed", "file", "filed", "the travel bans appeal"),
    (Kind.EXPEDITE_DENIED, "CBP", "denied", "deny", "denied", "expedited processing of border stops"),
    (Kind.EXPEDITE_GRANTED, "CBP", "granted", "grant", "granted", "expedited processing of border stops"),
    (Kind.EXPEDITE_REQUESTED, "we", "requested", "request", "requested", "expedited processing of border stops"),
    (Kind.FEE_WAIVER_DENIED, "CBP", "denied", "deny", "denied", "the fee waiver on border stops"),
    (Kind.FEE_WAIVER_GRANTED, "CBP", "granted", "grant", "granted", "the fee waiver on border stops"),
    (Kind.FEE_WAIVER_REQUESTED, "we", "requested", "request", "requested", "a fee waiver on border stops"),
    (Kind.FEE_ANSWERED, "we", "paid", "pay", "paid", "the CBP fee on border stops"),
    (Kind.FEE_ASKED, "CBP", "demanded", "demand", "demanded", "$120 in fees on border stops"),
    (Kind.STILL_INTERESTED_ANSWERED, "we", "told", "tell", "told", "CBP that we still want border stops"),
    (Kind.STILL_INTERESTED, "CBP", "asked", "ask", "asked", "if we are still interested in border stops"),
    (Kind.CLARIFICATION_ANSWERED, "we", "answered", "answer", "answered", "the clarification on hearing videos"),
    (Kind.CLARIFICATION_ASKED, "CBP", "asked", "ask", "asked", "us to narrow border stops"),
    (Kind.EXTENDED, "CBP", "took", "take", "taken", "10 more working days on border stops"),
    (Kind.STAY_LIFTED, "the judge", "lifted", "lift", "lifted", "the stay in transfers"),
    (Kind.STAYED, "the judge", "ordered", "order", "ordered", "a stay in transfers"),
    (Kind.CASE_CLOSED, "the court", "dismissed", "dismiss", "dismissed", "the transfers case"),
    (Kind.SERVED, "we", "served", "serve", "served", "ORR in transfers"),
    (Kind.COMPLAINT_ANSWERED, "the government", "answered", "answer", "answered", "the transfers complaint"),
    (Kind.COMPLAINT_FILED, "we", "filed", "file", "filed", "the complaint on border stops"),
    (Kind.PRODUCTION_ORDERED, "the court", "ordered", "order", "ordered", "ORR to process 500 pages a month in transfers"),
    (Kind.OGIS_OPENED, "we", "asked", "ask", "asked", "OGIS for mediation on border stops"),
    (Kind.CLOSED_ADMINISTRATIVELY, "CBP", "closed", "close", "closed", "the border stops request"),
    (Kind.REFERRED, "CBP", "referred", "refer", "referred", "border stops to USCIS"),
    (Kind.CONSULTED, "CBP", "consulted", "consult", "consulted", "USCIS on border stops"),
    (Kind.DETERMINED, "CBP", "denied", "deny", "denied", "the border stops request"),
    (Kind.INTERIM_RELEASE, "FBI", "released", "release", "released", "40 pages on informants"),
    (Kind.ACKNOWLEDGED, "CBP", "acknowledged", "acknowledge", "acknowledged", "the border stops request"),
    (Kind.RECEIVED, "CBP", "received", "receive", "received", "our border stops request"),
    (Kind.REQUEST_WITHDRAWN, "we", "withdrew", "withdraw", "withdrawn", "the border stops request"),
    (happenings.CLOSED, "we", "closed", "close", "closed", "detainers"),
    (Kind.RULING_ASKED, "CBP", "asked", "ask", "asked", "the attorney general for a ruling on border stops"),
    (Kind.RULING_GIVEN, "the attorney general", "ruled on", "rule on", "ruled on", "the border stops request"),
    (Kind.SENT, "we", "mailed", "mail", "mailed", "the border stops request"),
]  # fmt: skip
# Kinds that are told without a verb of one doer, or that promise what is to come.
_ELSEWHERE = {
    Kind.NOTE, Kind.NUMBER_ASSIGNED, Kind.COURT_DATE, Kind.ESTIMATE_GIVEN, Kind.OGIS_CLOSED,
    Kind.RECEIVED_ELSEWHERE, "release", happenings.APPEAL_WAIVED, happenings.SUIT_WAIVED,
}  # fmt: skip
TURNS = [
    "{who} did not {do} {what}", "{who} didn't {do} {what}", "{who} never {did} {what}",
    "{who} has not {done} {what} yet", "{who} hasn't {done} {what}", "{who} have yet to {do} {what}",
    "{who} failed to {do} {what}", "{who} forgot to {do} {what}", "{who} almost {did} {what}",
    "{who} will {do} {what} next week", "{who} might {do} {what}", "{who} should {do} {what}",
    "{who} is going to {do} {what} tomorrow", "{who} plans to {do} {what}",
    "{who} should have {done} {what}", "{who} may have {done} {what}",
    "if {who} {did} {what} we are done", "unless {who} {did} {what}",
    "I think {who} {did} {what}", "apparently {who} {did} {what}", "I doubt {who} {did} {what}",
    "hoping that {who} {did} {what}", "did {who} {do} {what}", "has {who} {done} {what}?",
    "{who} is supposed to {do} {what}", "nobody knows whether {who} {did} {what}",
    "it is not true that {who} {did} {what}", "my colleague says {who} {did} {what}",
    "when {who} {did} {what} before, it took a year", "{who} was about to {do} {what}",
]  # fmt: skip


def test_every_kind_that_people_tell_has_a_row() -> None:
    kinds = {one.kind for one in (*happenings.DECIDED, *happenings.HAPPENINGS)}

    assert kinds - {str(kind) for kind, *_ in TOLD} <= {str(one) for one in _ELSEWHERE}


@each("told", TOLD)
def test_told_plainly_it_is_that_event(names: Names, told: tuple[str, ...]) -> None:
    kind, who, did, *_, what = told
    said = statements.read(f"{who} {did} {what} on nov 12", names, TODAY)

    assert said is not None
    assert [str(one.kind) for one in said.effects] == [str(kind)]


@each("turn", TURNS)
@each("stray", ["", " zebra", " on nov 12"])
def test_turned_it_is_no_event(names: Names, turn: str, stray: str) -> None:
    recorded = []
    for _kind, who, did, do, done, what in TOLD:
        line = turn.format(who=who, did=did, do=do, done=done, what=what) + stray
        said = None if statements.asks(line) else statements.read(line, names, TODAY)
        if said is not None and said.mood is Mood.STATED:
            recorded += [(line, str(one.kind)) for one in said.effects if one.kind != Kind.NOTE]

    assert not recorded
