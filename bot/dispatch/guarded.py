"""Authorised before, run, authorised again with what came back, audited."""

from __future__ import annotations

from collections.abc import Callable

from bot import language
from bot.answers.values import Answer, Notice
from bot.dispatch import audit, authorize, trace
from bot.dispatch.run import Tools, opened
from bot.dispatch.run import run as run_in
from bot.invocation import Ask, Room
from bot.law import agencies
from bot.privacy.gate import Data, Level, Reach, decide
from bot.registry import Operation, Spec
from bot.store import requests


def refused(tools: Tools, ask: Ask, spec: Spec, line: str) -> Notice | None:
    """Return what a person who may not have this is told, and audit it; None lets pass."""
    trace.note(spec.name, "")
    refusal = authorize.before(ask, spec.data, line, on_record(tools), on_file(tools, ask))
    if refusal is None:
        return None
    audit.note(tools.ledger, ask, spec, refusal.reason)
    return refusal.notice


def on_record(tools: Tools) -> Callable[[str], bool]:
    """Return what says whether a word names a request, its owner or an agency; reads at need."""
    words: set[str] = set()

    def is_ours(word: str) -> bool:
        if agencies.find(word) is not None:
            return True
        if not words:
            from bot.store.name_lookup import Names  # few lines name what may be somebody

            with opened(tools, None) as room:
                words.update(Names.read(room.session).every_word(), {""})
        return word in words

    return is_ours


def on_file(tools: Tools, ask: Ask) -> Callable[[str], bool]:
    """Return what says whether pages that may be read here give a name an office."""

    def is_in_office(name: str) -> bool:
        from bot.documents import officials
        from bot.store.pages import Sight

        levels = frozenset(int(one) for one in _OPEN if _may_read(ask, one))
        with opened(tools, None) as room:
            search = room.library.search(room.session, Sight(levels))
            return officials.is_in_office(search, name)

    return is_in_office


_OPEN = (Level.PUBLIC, Level.TEAM)


def _may_read(ask: Ask, level: Level) -> bool:
    return decide(ask.person, ask.place, level, Data.FILING).reach is not Reach.REFUSE


def run(tools: Tools, room: Room, ask: Ask, value: Operation) -> Answer:
    """Run it, look at what comes back, and audit it. Raises BotError for what is refused."""
    spec = type(value).spec
    trace.note(spec.name, value.typed())
    answer = authorize.after(ask, spec.data, run_in(room, ask, value))
    audit.note(tools.ledger, ask, spec, type(answer).__name__)
    return answer


def setting(room: Room, ask: Ask) -> language.Setting:
    """Return what words are read with: the day, the surface, and the names on file."""
    session = room.session
    return language.Setting(
        ask.today,
        ask.surface,
        is_request=lambda name: requests.is_named(session, name),
        may_mean=lambda words: bool(requests.matching_ids(session, words)),
        unfound=lambda words: requests.why_not_one(session, words),
    )
