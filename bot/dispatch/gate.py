"""A verb behind the gate: decide, run in one session, look at what came back, audit."""

from __future__ import annotations

from typing import Protocol

from bot.answers.values import Answer, Notice
from bot.dispatch import hiding, trace
from bot.documents.library import Library
from bot.invocation import Ask, Room
from bot.privacy.gate import NOT_FOR_YOU, NOT_HERE, Data, Level, Reach, Role, decide
from bot.privacy.mask import hide_names
from bot.privacy.questions import FIXED_REPLY, person_question
from bot.settings import Settings
from bot.store import legal_choices
from bot.store.audit_log import Ledger
from bot.store.database import Database
from bot.store.tables import AuditRow
from bot.verbs import Verb


class Tools(Protocol):
    """What verbs need of the desk."""

    @property
    def settings(self) -> Settings:
        """The settings."""

    @property
    def store(self) -> Database:
        """The database."""

    @property
    def library(self) -> Library:
        """The filings and their index."""

    @property
    def ledger(self) -> Ledger:
        """The audit."""


def through_the_gate(tools: Tools, ask: Ask, verb: Verb, line: str) -> Answer:
    """Run a verb if the gate lets it pass, and audit it. Raises what the verb raises."""
    trace.note(verb.name, ask.words)
    if (refusal := refused(tools, ask, verb, line)) is not None:
        return refusal
    answer = _within_level(ask, verb, _run(tools, ask, verb))
    audit(tools, ask, verb, type(answer).__name__)
    return answer


def refused(tools: Tools, ask: Ask, verb: Verb, line: str) -> Notice | None:
    """Return what the gate refuses with; None lets pass. Nothing is looked up before it."""
    decision = decide(ask.person, ask.place, Level.PUBLIC, verb.data)
    if decision.reach is Reach.REFUSE:
        audit(tools, ask, verb, f"refused: {decision.reason}")
        return Notice(_refusal(ask, verb), tone="refused")
    if verb.data in {Data.STATUS, Data.FILING} and person_question(line):
        # One fixed reply, without a look-up: even "not found" would be an answer.
        audit(tools, ask, verb, "person question")
        return Notice(FIXED_REPLY, tone="refused")
    return None


def _within_level(ask: Ask, verb: Verb, answer: Answer) -> Answer:
    """Look at what came back once more: restricted words go to nobody whom the gate refuses."""
    if verb.data is not Data.FILING or answer.level is not Level.RESTRICTED:
        return answer
    pointer = bool(getattr(answer, "pointer", False))
    decision = decide(ask.person, ask.place, answer.level, verb.data, named=pointer)
    if decision.reach is Reach.REFUSE or decision.pointer is not pointer:
        return Notice(NOT_HERE, tone="refused")
    return answer


LEADS_ONLY = "Only a lead can do that. Ask one of your team's leads."


def _refusal(ask: Ask, verb: Verb) -> str:
    if ask.person.role is None:
        return NOT_FOR_YOU
    if verb.data is Data.SETTINGS and ask.person.role is Role.MEMBER:
        return LEADS_ONLY
    return NOT_HERE  # also where facts about person or place could not be had


def _run(tools: Tools, ask: Ask, verb: Verb) -> Answer:
    # Settings and changes write; all else sees one moment of the store and keeps nothing.
    writes = verb.data in {Data.CHANGE, Data.SETTINGS}
    with tools.store.write() if writes else tools.store.read() as session:
        room = Room(session, tools.settings, tools.library, legal_choices.in_force(session))
        answer = verb.run(room, ask)
        names = tools.library.names(session)
        return answer if names is None else hiding.hidden(answer, lambda t: hide_names(t, names))


def audit(tools: Tools, ask: Ask, verb: Verb, outcome: str) -> None:
    """Note who asked what kind of thing where, and the kind of answer; never content."""
    if ask.surface == "cli" and verb.data is not Data.CHANGE:
        return  # whoever reads at the command line could read the file itself
    tools.ledger.note(
        lambda: AuditRow(
            at=ask.now,
            person=ask.person.id,
            place=ask.place.id,
            surface=ask.surface,
            verb=verb.name,
            outcome=outcome,
        )
    )
