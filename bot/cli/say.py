"""`foia batch say`: lines as people type them in, what became of each as JSON out.

Lines of one thread share a conversation, in order. Each thread starts from the store as it is;
what a line changes is seen by later lines of its thread and taken back at the thread's end.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any

from bot.answers.filing_values import (
    AskAnswer,
    FindAnswer,
)
from bot.answers.proposed import Proposed
from bot.answers.values import (
    Answer,
    Choice,
    FormAnswer,
    Notice,
)
from bot.dispatch import trace
from bot.documents.library import Library
from bot.errors import UsageError
from bot.invocation import Ask
from bot.privacy.gate import Level, Person, Place, PlaceKind, Role
from bot.privacy.questions import FIXED_REPLY
from bot.store import component_views, recorded_events, references
from bot.store.rehearsal import Rehearsal
from bot.wiring.container import OPERATOR, TERMINAL, Desk

if TYPE_CHECKING:
    from bot.store.audit_log import Ledger
    from bot.store.session import Session

WIDE = 200  # columns of an answer's text
_MENTION = re.compile(r"^\s*<@[\w|.-]+>[\s,:]*")


class _Unkept:
    """An audit of what is taken back again: none."""

    def note(self, line: Callable[[], object]) -> None:
        """Take nothing down."""

    def close(self) -> None:
        """Have nothing to close."""


def run(desk: Desk, now: datetime | None, lines: Iterable[str], out: IO[str]) -> int:
    """Answer each line; a bad one stops nothing. `now` is the clock of lines without their own."""
    store = Rehearsal(desk.store)
    library = Library(store, desk.settings.data, desk.settings)
    clock = [now or desk.now()]
    ledger: Ledger = _Unkept()  # type: ignore[assignment]
    rehearsed = replace(desk, store=store, library=library, ledger=ledger, clock=lambda: clock[0])
    for _, thread in groupby(_read(lines), key=lambda one: one.get("thread") or object()):
        with store.apart():
            for asked in thread:
                clock[0] = now or desk.now()
                said = _answered(rehearsed, asked, clock)
                out.write(json.dumps(said, ensure_ascii=False, default=str) + "\n")
                out.flush()
    return 0


def _read(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError:
            value = {}
        yield value if isinstance(value, dict) else {}


def moment(text: str) -> datetime | None:
    """Read a clock. Raises UsageError for what is none; None for no text."""
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"now takes a moment like 2026-11-16T15:00:00Z, not {text!r}.") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _answered(desk: Desk, asked: dict[str, Any], clock: list[datetime]) -> dict[str, Any]:
    identity = {"id": asked["id"]} if "id" in asked else {}
    if not isinstance(asked.get("line"), str):
        return identity | {"error": 'Each line is an object such as {"id": 1, "line": "..."}.'}
    try:
        clock[0] = moment(str(asked.get("now") or "")) or clock[0]
    except UsageError as error:
        return identity | {"error": str(error)}
    ask = _ask(desk, asked)
    line = _MENTION.sub("", asked["line"])
    with desk.store.read() as session:
        last = recorded_events.newest(session)
    trace.clear()
    answer = desk.say(ask, line)
    with desk.store.read() as session:
        return identity | _outcome(session, answer, last)


def _ask(desk: Desk, asked: dict[str, Any]) -> Ask:
    user, place = str(asked.get("user") or ""), str(asked.get("place") or "dm")
    if not user:
        person, where = OPERATOR, TERMINAL
    else:
        role = {"lead": Role.LEAD, "member": Role.MEMBER}.get(user) or desk.role_of(user)
        person = Person(user if user not in {"lead", "member"} else f"U0{user.upper()}", role)
        dm = place == "dm"
        kind = PlaceKind.DM if dm else PlaceKind.CHANNEL
        where = Place("D0DM" if dm else "C0TEAM", kind, allowed=True, level=Level.TEAM)
    # One conversation a thread, wherever a line of it is said.
    surface = "dm" if place == "dm" else "mention"
    thread = f"~{asked['thread']}" if asked.get("thread") else f"~{id(asked)}"
    return Ask("", person, where, desk.now(), desk.today(), surface, thread=thread)


# -- What became of a line -----------------------------------------------------------------------


def _outcome(session: Session, answer: Answer, last: int) -> dict[str, Any]:
    recorded = recorded_events.told_after(session, last)
    proposed = isinstance(answer, Proposed)
    events = list(answer.events) if isinstance(answer, Proposed) else recorded
    command, words = trace.ran()
    if isinstance(answer, Proposed):
        command = answer.command
    request, agency = _about(session, answer, command, words, events)
    return {
        "kind": _kind(answer, recorded),
        "command": command or None,
        "request": request,
        "agency": agency,
        "events": events,
        **({"recorded": True} if recorded and not proposed else {}),
        "options": _options(session, answer),
        "text": _text(answer),
        "quotes": [
            {"doc": one.doc, "page": one.page, "text": one.quote}
            for one in (*getattr(answer, "citations", ()), *(getattr(answer, "hits", ()) or ()))
        ],
    }


_TONES = {
    "smalltalk": "smalltalk", "clarify": "clarify", "declined": "declined", "done": "done",
    "trouble": "declined",
}  # fmt: skip


def _kind(answer: Answer, recorded: Sequence[object]) -> str:
    if isinstance(answer, Proposed):
        return "proposal"
    if isinstance(answer, Choice):
        return "choice"
    if isinstance(answer, FormAnswer):
        return "form"
    if isinstance(answer, Notice):
        return _kind_of_notice(answer, recorded)
    if isinstance(answer, AskAnswer) and not (answer.answered or answer.citations):
        return "declined"
    if isinstance(answer, FindAnswer) and not answer.hits:
        return "declined"
    return "answer"


def _kind_of_notice(answer: Notice, recorded: Sequence[object]) -> str:
    if FIXED_REPLY in (answer.title, *answer.lines):
        return "refused"
    if recorded:
        return "done"
    if answer.tone == "refused":
        said = " ".join([answer.title, *answer.lines])
        return "clarify" if re.search(r"(?i)\b(which|say |missing|when)\b", said) else "declined"
    return _TONES.get(answer.tone, "answer")


def _text(answer: Answer) -> str:
    from handlers.render.printing import print_answer

    out = io.StringIO()
    print_answer(answer, out, WIDE)
    return re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue()).strip()


def _about(
    session: Session, answer: Answer, command: str, words: str, events: Sequence[Mapping[str, Any]]
) -> tuple[str | None, str | None]:
    """Return the one request, and the one agency, that an answer is about."""
    data = answer.to_json()
    if isinstance(answer, Proposed) and answer.request:
        return answer.request, answer.agency or None
    slugs = {one["request"] for one in events} or set(_values(data, "slug"))
    agencies = {one["agency"] for one in events} or set(_values(data, "agency"))
    if not events and (meant := references.meant(session, words)):
        slugs = {meant[0]}
        agencies = {meant[1]} if meant[1] else agencies
    if not slugs and command == "show":
        slugs = set(component_views.requests_of(session, str(getattr(answer, "doc", ""))))
    if not slugs and command not in {"ask", "find", "help"}:
        shown = _text(answer).casefold()
        slugs = {slug for slug, name in references.names(session) if name.casefold() in shown}
    return (
        slugs.pop() if len(slugs) == 1 else None,
        agencies.pop() if len(agencies) == 1 else None,
    )


def _values(value: Any, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            if name == key and isinstance(one, str) and one:
                yield one
            else:
                yield from _values(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from _values(one, key)


def _options(session: Session, answer: Answer) -> list[dict[str, Any]]:
    if not isinstance(answer, Choice) or isinstance(answer, Proposed):
        return []
    named = dict(references.names(session))
    found = []
    for button in answer.buttons:
        command, _, words = button.line.partition(" ")
        meant = references.meant(session, words)
        slug = meant[0] if meant else None
        slug = slug or next(
            (
                one
                for one, name in named.items()
                if f" {one}" in f" {words}" or name == button.label
            ),
            None,
        )
        found.append({"command": command, "request": slug, "line": button.line})
    return found
