"""A statement in plain words -> a proposal, or the question that is still open about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.values import Answer, Button, Choice, Notice
from bot.commands import proposals
from bot.dispatch import audit, conversing, entries
from bot.dispatch.run import Tools, opened
from bot.invocation import Ask, Room
from bot.language import openings, statements, unplaced
from bot.language.happenings import CLOSED, CORRECTION, TAKEN_OUT
from bot.language.statement_asides import each_agency
from bot.language.statements import Effect, Mood, Statement, told_apart
from bot.law import agencies
from bot.law.event_table import OF_ALL
from bot.law.events import Kind
from bot.privacy.gate import Data, Level, Reach, decide
from bot.registry.commands import LogEvent
from bot.store import component_views
from bot.store.component_views import ComponentView
from bot.store.name_lookup import Names

_OFFERED = 5
_WHY_NOT = {
    Mood.NEGATED: "Nothing to record: you say that it has not happened.",
    Mood.INTENDED: "Nothing is recorded: that has not happened yet.",
    Mood.HEARSAY: "Nothing is recorded: that is not certain.",
    Mood.CONDITION: "Nothing is recorded: that depends on something.",
}


SAYS = re.compile(r"log #c(?P<id>\d+) says (?P<line>.+)", re.DOTALL)  # a button's line


def picked(tools: Tools, ask: Ask, line: str) -> Answer | None:
    """Answer a button that says which component request a statement is about; else None."""
    says = SAYS.fullmatch(line)
    return answer(tools, ask, says["line"], chosen=int(says["id"])) if says else None


def answer(
    tools: Tools, ask: Ask, line: str, about: Sequence[int] = (), *, chosen: int = 0
) -> Answer | None:
    """Answer a line that states something; None where it states nothing that is recorded.

    `about`: the component requests that the conversation is about, where the line names none;
    `chosen`: the one that was picked, whatever the line names.
    """
    if decide(ask.person, ask.place, Level.PUBLIC, Data.CHANGE).reach is Reach.REFUSE:
        return None
    if statements.asks(line):
        return None
    with tools.store.read() as session:
        names = Names.read(session)
        views = component_views.read(session)
    if not chosen and (listed := _of_each(tools, ask, line, names, views)) is not None:
        return listed
    said = statements.read(line, names, ask.today)
    if said is None:
        return _what(line)
    audit.note(tools.ledger, ask, LogEvent.spec, f"statement: {said.mood.value}")
    meant = [one for one in views if one.id == chosen] or _meant(said, views, about)
    if said.mood is not Mood.STATED:
        return _not_yet(said, meant)
    if said.vague_day and all(one.assumed_day for one in said.effects):
        return Notice(
            "Which day was that? Nothing is recorded.",
            (f"“{said.vague_day}” is no day, or not a single one. Say it again with the day.",),
            tone="clarify",
        )
    if not chosen and (body := unplaced.body_of(line, said)):
        return _of_another(unplaced.like(body, views), said, line)
    return _offered(tools, ask, line, said, meant, about)


def _what(line: str) -> Notice | None:
    """Ask what was done, where a line says no more than that something was."""
    if openings.NEW.match(line.strip()):
        return conversing.NEW_REQUEST
    if openings.CAME.match(line.strip()):
        return Notice(
            "What does it say? Nothing is recorded.",
            ("Share it with me, or say what it does: CBP extended it by 10 days on Nov 12.",),
            tone="clarify",
        )
    if not openings.DEED.match(line.strip()):
        return None
    return Notice(
        "What was that, and for which request? Nothing is recorded.",
        ("For example: we mailed the appeal for ice data breach today.",),
        tone="clarify",
    )


Told = tuple[ComponentView, Effect, Statement, str]  # of which, what, and the words it was in


def _offered(
    tools: Tools,
    ask: Ask,
    line: str,
    said: Statement,
    meant: Sequence[ComponentView],
    about: Sequence[int],
) -> Answer:
    if meant and said.effects[0].kind == TAKEN_OUT:
        return entries.taken_out(tools, ask, line, said.effects[0], meant)
    spoken_of = [one for one in meant if one.id in about]  # of several, the one that was spoken of
    chosen = _told(line, said, meant if said.requests else spoken_of or meant)
    return chosen if isinstance(chosen, Answer) else _shown(tools, ask, chosen, line, said.left)


def _told(line: str, said: Statement, meant: Sequence[ComponentView]) -> list[Told] | Answer:
    """Return whom each effect is of; or the question that is open about one of them."""
    chosen: list[Told] = []
    for effect in said.effects:
        fitting = _doer(effect, _fitting(effect, meant, said), said)
        if effect.kind in entries.OF_ENTRIES:
            fitting = entries.holding(effect, fitting)
        if len(fitting) > 1 and not (_of_all(effect, fitting) or entries.of_all(effect, fitting)):
            return _which(said, fitting, line)
        if not fitting:
            return _nowhere(said)
        if elsewhere := _elsewhere(effect, fitting, said):
            return elsewhere
        chosen += [(one, effect, said, line) for one in fitting]
    return chosen


def _shown(
    tools: Tools, ask: Ask, chosen: Sequence[Told], line: str, left: Sequence[str]
) -> Answer:
    with opened(tools, LogEvent.spec) as room:
        effects = []
        for view, effect, said, words in chosen:
            found = _effect(room, view, effect, said, words)
            if found is None:
                return _nothing_to_correct(view)
            effects.append(found)
        return proposals.offer(room, ask, effects, words=line, left=left)


def _of_each(
    tools: Tools, ask: Ask, line: str, names: Names, views: Sequence[ComponentView]
) -> Answer | None:
    """Answer a list, or what one line says of several agencies, each with a day of its own."""
    parts = told_apart(line, names, ask.today) or each_agency(line, ask.today)
    each = "\n".join(parts)
    listed = _listed(tools, ask, each, names, views)
    alone = each == line or statements.asks(line)
    return listed if listed is not None or alone else _each_alone(each)


_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")


def _listed(
    tools: Tools, ask: Ask, text: str, names: Names, views: Sequence[ComponentView]
) -> Answer | None:
    """Answer a pasted list, each line with its own target; None where it is no such list.

    A line that is not understood, or not of one request, is shown and blocks one-press recording.
    """
    lines = [_BULLET.sub("", one).strip() for one in text.splitlines() if one.strip()]
    if len(lines) < 2 or any(one.startswith(">") for one in lines):  # noqa: PLR2004 - a list
        return None
    chosen: list[Told] = []
    left: list[str] = []
    stating = 0
    for line in lines:
        said = None if statements.asks(line) else statements.read(line, names, ask.today)
        stated = said is not None and said.mood is Mood.STATED and not said.vague_day
        told = _told(line, said, _meant(said, views, ())) if said and stated else None
        if isinstance(told, list) and told and said:
            stating += 1
            chosen += told
            left += said.left
        elif not line.endswith(":"):
            left.append(line)
    return _shown(tools, ask, chosen, text, left) if stating > 1 else None


# What another body may have a part in, beside those that a request went to.
_OF_OTHERS = frozenset({
    Kind.REFERRED, Kind.CONSULTED, Kind.NOTE, Kind.CONTACT, Kind.RECEIVED_ELSEWHERE, *OF_ALL,
    Kind.OGIS_OPENED, Kind.OGIS_CLOSED, *entries.OF_ENTRIES,
})  # fmt: skip


def _elsewhere(effect: Effect, fitting: Sequence[ComponentView], said: Statement) -> Notice | None:
    """Ask, where a sentence says it of an agency to which the request did not go."""
    if effect.kind in _OF_OTHERS or len(said.agencies) != 1 or not said.requests:
        return None
    went = {one.agency for one in fitting}
    above = {one for at in went for one in (at, *agencies.known(at).chain)}
    agency = agencies.known(said.agencies[0])
    if agency.abbreviation in above or (agency.abbreviation == "OIP" and agency.parent in above):
        return None
    return Notice(
        f"{fitting[0].name} did not go to {agency.abbreviation}. Nothing is recorded.",
        (f"It went to {', '.join(sorted(went))}. Say it again with the right name.",),
        tone="clarify",
        buttons=(Button("Status", f"status #r{fitting[0].request_id}"),),
    )


# -- Which component request ---------------------------------------------------------------------


def _meant(
    said: Statement, views: Sequence[ComponentView], about: Sequence[int]
) -> list[ComponentView]:
    found = [one for one in views if not said.requests or one.request_id in said.requests]
    named = [one for one in found if one.agency in said.agencies]
    if not named and said.agencies and not said.requests:
        # An appeals office answers for the components below its department.
        parents = {agencies.known(one).parent or one for one in said.agencies}
        named = [one for one in found if agencies.known(one.agency).parent in parents]
        named = [one for one in named if Kind.APPEAL_FILED in one.kinds]
    if said.agencies and named:
        return named
    if said.requests:
        return found
    if said.agencies:
        return []
    return [one for one in views if one.id in about]


def _fitting(
    effect: Effect, meant: Sequence[ComponentView], said: Statement
) -> list[ComponentView]:
    """Return those that the event can have happened to; all where it fits none."""
    if len(meant) < 2 or _of_all(effect, meant):  # noqa: PLR2004 - nothing to choose
        return list(meant)
    fitting = [one for one in meant if _can(effect.kind, one)]
    if said.requests and len({one.request_id for one in meant}) == 1 and not said.agencies:
        # One letter, several agencies: which of them said it is never guessed from the dates.
        return fitting if len(fitting) == 1 else list(meant)
    return fitting or list(meant)


def _doer(effect: Effect, fitting: Sequence[ComponentView], said: Statement) -> list[ComponentView]:
    """Return who referred, where both agencies of a referral are on file: the one named first."""
    if effect.kind not in {Kind.REFERRED, Kind.CONSULTED} or len(said.agencies) < 2:  # noqa: PLR2004
        return list(fitting)
    return [one for one in fitting if one.agency == said.agencies[0]] or list(fitting)


def _of_all(effect: Effect, meant: Sequence[ComponentView]) -> bool:
    one_request = len({one.request_id for one in meant}) == 1
    return one_request and effect.kind in {*OF_ALL, CLOSED, Kind.REQUEST_WITHDRAWN}


_AFTER_APPEAL = frozenset({
    Kind.APPEAL_RECEIVED, Kind.APPEAL_ACKNOWLEDGED, Kind.APPEAL_EXTENDED, Kind.APPEAL_DECIDED,
    Kind.REMANDED,
})  # fmt: skip
_IN_COURT = frozenset({Kind.PRODUCTION, *OF_ALL} - {Kind.ITEM, Kind.COMPLAINT_FILED})
_ANY_TIME = frozenset({
    Kind.NOTE, Kind.CONTACT, Kind.NUMBER_ASSIGNED, CLOSED, *entries.OF_ENTRIES,
})  # fmt: skip


def _can(kind: str, view: ComponentView) -> bool:
    """Say whether the event can still happen there, by what is on record."""
    has = view.kinds
    if kind in _ANY_TIME:
        return view.phase != "closed" or kind in entries.OF_ENTRIES
    if kind in _AFTER_APPEAL:
        return Kind.APPEAL_FILED in has and Kind.APPEAL_DECIDED not in has
    if kind in {Kind.APPEAL_FILED, Kind.APPEAL_WAIVED}:
        return Kind.DETERMINED in has and Kind.APPEAL_FILED not in has and not _granted(view)
    if kind in _IN_COURT:
        return Kind.COMPLAINT_FILED in has
    if kind == Kind.ACKNOWLEDGED:
        return Kind.ACKNOWLEDGED not in has
    return Kind.DETERMINED not in has and view.phase != "closed"


def _granted(view: ComponentView) -> bool:
    return view.phase == "closed"


def _effect(
    room: Room, view: ComponentView, effect: Effect, said: Statement, line: str
) -> proposals.Effect | None:
    kind, details = effect.kind, dict(effect.details)
    if kind in {Kind.INTERIM_RELEASE, Kind.PRODUCTION}:
        kind = Kind.PRODUCTION if Kind.COMPLAINT_FILED in view.kinds else Kind.INTERIM_RELEASE
    if kind == Kind.REFERRED:
        details.pop("to", None)
        others = [one for one in said.agencies if one != view.agency]
        details |= {"agency": others[0]} if others else {}
    if kind in _GROUNDS and _GROUNDS[Kind(kind)] not in view.kinds:
        # What we answered is what was asked; where nothing was, what we said is kept as a note.
        asked = [answer for answer, ground in _GROUNDS.items() if ground in view.kinds]
        general = kind == Kind.CLARIFICATION_ANSWERED and len(asked) == 1
        kind, details = (asked[0], details) if general else (Kind.NOTE, {})
    kept = proposals.Effect(
        view.id, proposals.RECORDED.get(str(kind), str(kind)), effect.on, details,
        note=line if kind == Kind.NOTE else effect.reason,
        other_day=effect.other_day, assumed_day=effect.assumed_day,
        shared_day=effect.shared_day,
    )  # fmt: skip
    if kind != CORRECTION:
        return kept
    wrong = entries.wrong(room, view, effect)
    if wrong is not None:
        return replace(kept, replaces=wrong.id)
    return replace(kept, kind=Kind.NUMBER_ASSIGNED.value) if details else None


_GROUNDS = {
    Kind.STILL_INTERESTED_ANSWERED: Kind.STILL_INTERESTED,
    Kind.CLARIFICATION_ANSWERED: Kind.CLARIFICATION_ASKED,
    Kind.FEE_ANSWERED: Kind.FEE_ASKED,
}


# -- What is still open --------------------------------------------------------------------------


def _which(said: Statement, fitting: Sequence[ComponentView], line: str) -> Choice:
    del said
    shown = fitting[:_OFFERED]
    return Choice(
        question="Which one is that about? Nothing is recorded yet.",
        buttons=tuple(
            Button(f"{one.name} · {one.agency}", f"log #c{one.id} says {line}") for one in shown
        ),
        understood="a statement, of one of these",
    )


def _of_another(alike: Sequence[ComponentView], said: Statement, line: str) -> Answer:
    """Ask which body is meant, where a line names one that is on file under no such name.

    The name is not said back: it may be a person's.
    """
    return (
        _which(said, alike, line)
        if alike
        else Notice(
            "Which request is this about? Nothing is recorded.",
            ("I know no body by that name here. Say it again with the name of the request.",),
            tone="clarify",
        )
    )


def _each_alone(lines: str) -> Notice:
    return Notice(
        "That is of several agencies. Nothing is recorded.",
        ("Say it of each by itself, with the name of its request:", *lines.splitlines()),
        tone="clarify",
    )


def _nowhere(said: Statement) -> Notice:
    named = f" {', '.join(said.agencies)} has none on file." if said.agencies else ""
    return Notice(
        "Which request is that about? Nothing is recorded.",
        (f"Say it again with its name.{named}",),
        tone="clarify",
    )


def _nothing_to_correct(view: ComponentView) -> Notice:
    return Notice(
        "What should be corrected? Nothing is changed.",
        (f"I do not find what you mean on {view.name} · {view.agency}. Name the event.",),
        tone="clarify",
    )


def _not_yet(said: Statement, meant: Sequence[ComponentView]) -> Notice:
    buttons = []
    if len(meant) == 1:
        one = meant[0]
        ahead = next((day.future for day in said.days if day.future), None)
        if said.mood is Mood.INTENDED and ahead:
            line = f"remind #r{one.request_id} on {ahead.isoformat()} to do what was planned"
            buttons.append(Button("Remind us that day", line))
        buttons.append(Button("Status", f"status #r{one.request_id}"))
    return Notice(
        _WHY_NOT[said.mood],
        ("Say it when it has happened; or keep it as a note with: log REQUEST note ...",),
        tone="clarify",
        buttons=tuple(buttons),
    )
