"""A statement in plain words -> a proposal, or the question that is still open about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.values import Answer, Button, Choice, Notice
from bot.answers.wording import body
from bot.commands import proposal_effects, proposals
from bot.commands.proposal_doubts import DECISIONS
from bot.dispatch import audit, conversing, entries, new_requests
from bot.dispatch.run import Tools, opened
from bot.dispatch.targets import doer, elsewhere, fitting_of, meant_by, of_all, referral
from bot.invocation import Ask, Room
from bot.language import openings, statements, unplaced
from bot.language.happenings import CORRECTION, TAKEN_OUT
from bot.language.statement_asides import each_agency
from bot.language.statements import Effect, Mood, Statement, told_apart
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
    if not chosen and (new := new_requests.proposed(tools, ask, line)) is not None:
        return new
    return None if statements.asks(line) else _stated(tools, ask, line, about, chosen)


def _stated(tools: Tools, ask: Ask, line: str, about: Sequence[int], chosen: int) -> Answer | None:
    with tools.store.read() as session:
        names = Names.read(session)
        views = component_views.read(session)
    if not chosen and (listed := _of_each(tools, ask, line, names, views)) is not None:
        return listed
    said = statements.read(line, names, ask.today)
    if said is None:
        return _what(line)
    audit.note(tools.ledger, ask, LogEvent.spec, f"statement: {said.mood.value}")
    meant = [one for one in views if one.id == chosen] or meant_by(said, views, about)
    if said.mood is not Mood.STATED:
        return _not_yet(said, meant)
    if (unclear := _unclear(said)) is not None:
        return unclear
    if not chosen and (named := unplaced.body_of(line, said)):
        return _of_another(unplaced.like(named, views), line)
    return _offered(tools, ask, line, said, meant, about)


def _unclear(said: Statement) -> Notice | None:
    """Ask for the day, where the one that is said is none, several, or past by now."""
    for one in said.effects:
        if str(one.details.get("due", "9")) < str(one.on):
            return Notice(
                "Which day was that said? Nothing is recorded.",
                (_PAST if one.assumed_day else _BEFORE,),
                tone="clarify",
            )
    unsure = next((one.unsure for one in said.effects if one.unsure), "")
    all_open = said.vague_day if all(one.assumed_day for one in said.effects) else ""
    if not (words := unsure or all_open):
        return None
    return Notice(
        "Which day was that? Nothing is recorded.",
        (f"“{words}” is no day, or not a single one. Say it again with the day.",),
        tone="clarify",
    )


_PAST = (
    "What they named is past by now. Say it again with the day: on Oct 19 they said ...; or, if it "
    "is to come, with its year."
)
_BEFORE = "What they named lies before the day on which it was said. Say it again with both days."


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
    if isinstance(chosen, Answer):
        return chosen
    remarks = (_TAKEN_BACK,) if said.taken_back else ()
    told = proposal_effects.Wording(line, said.left, said.doubts, remarks)
    return _shown(tools, ask, chosen, told)


_TAKEN_BACK = (
    "That they took it back is kept as a note: it moves no date. To take the entry itself out of "
    "the record, type: unlog REQUEST EVENT."
)


def _told(line: str, said: Statement, meant: Sequence[ComponentView]) -> list[Told] | Answer:
    """Return whom each effect is of; or the question that is open about one of them."""
    chosen: list[Told] = []
    for effect in said.effects:
        fitting = doer(effect, fitting_of(effect, meant, said), said)
        if effect.kind in entries.OF_ENTRIES:
            fitting = entries.holding(effect, fitting)
        if len(fitting) > 1 and not (of_all(effect, fitting) or entries.of_all(effect, fitting)):
            return _which(fitting, line)
        if not fitting:
            return _nowhere(said)
        if (other := elsewhere(effect, fitting, said)) is not None:
            return other
        if _may_be_named(effect, said, meant):
            return _which(meant, line)
        chosen += [(one, effect, said, line) for one in fitting]
    return chosen


def _may_be_named(effect: Effect, said: Statement, meant: Sequence[ComponentView]) -> bool:
    """Say whether a word left over may name one of several requests: "ICE denied the zebra one".

    What can still happen there tells which it was; a decision is not told by that alone.
    """
    several = len({one.request_id for one in meant}) > 1 and not said.requests
    return several and bool(said.left) and effect.kind in DECISIONS


def _shown(
    tools: Tools, ask: Ask, chosen: Sequence[Told], told: proposal_effects.Wording
) -> Answer:
    with opened(tools, LogEvent.spec) as room:
        effects = []
        for view, effect, said, words in chosen:
            found = _effect(room, view, effect, said, words)
            if found is None:
                return _nothing_to_correct(view)
            effects.append(found)
            if found.kind == Kind.NOTE and effect.kind in _GROUNDS:
                told = replace(told, remarks=(*told.remarks, _NOT_ASKED))
        return proposals.offer(room, ask, effects, told)


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
    doubts: list[str] = []
    stating = 0
    for line in lines:
        said = None if statements.asks(line) else statements.read(line, names, ask.today)
        stated = said is not None and said.mood is Mood.STATED and not _unclear(said)
        told = _told(line, said, meant_by(said, views, ())) if said and stated else None
        if isinstance(told, list) and told and said:
            stating += 1
            chosen += told
            left += said.left
            doubts += said.doubts
        elif not line.endswith(":"):
            left.append(line)
    told_of = proposal_effects.Wording(text, left, doubts)
    return _shown(tools, ask, chosen, told_of) if stating > 1 else None


def _effect(
    room: Room, view: ComponentView, effect: Effect, said: Statement, line: str
) -> proposal_effects.Effect | None:
    kind, details = effect.kind, dict(effect.details)
    if kind in {Kind.INTERIM_RELEASE, Kind.PRODUCTION}:
        kind = Kind.PRODUCTION if Kind.COMPLAINT_FILED in view.kinds else Kind.INTERIM_RELEASE
    if kind == Kind.REFERRED:
        details.pop("to", None)
        _by, to = referral(effect, said)
        details |= {"agency": to} if to and to != view.agency else {}
    kind = _dropped(_ruled(kind, view), view, line)
    if kind in _GROUNDS and not _asked_for(kind, view, said):
        # What we answered is what was asked; where nothing was, what we said is kept as a note.
        there = view.kinds | {one.kind for one in said.effects}
        asked = [answer for answer, ground in _GROUNDS.items() if ground in there]
        general = kind == Kind.CLARIFICATION_ANSWERED and len(asked) == 1
        kind, details = (asked[0], details) if general else (Kind.NOTE, {})
    kept = proposal_effects.Effect(
        view.id, proposal_effects.RECORDED.get(str(kind), str(kind)), effect.on, details,
        note=line if kind == Kind.NOTE else effect.reason,
        other_day=effect.other_day, assumed_day=effect.assumed_day,
        shared_day=effect.shared_day,
        term=(effect.term.days, effect.term.unit) if effect.term and kind == effect.kind else None,
    )  # fmt: skip
    if kind != CORRECTION:
        return proposal_effects.from_day(kept, kept.on, view.agency)
    wrong = entries.wrong(room, view, effect)
    if wrong is not None:
        return replace(kept, replaces=wrong.id)
    if "disposition" in details:  # no such decision is on record: then this is it
        on = next(iter(effect.of_days), effect.on)
        return replace(kept, kind=Kind.DETERMINED.value, on=on, assumed_day=not effect.of_days)
    return replace(kept, kind=Kind.NUMBER_ASSIGNED.value) if "number" in details else None


def _asked_for(kind: str, view: ComponentView, said: Statement) -> bool:
    """Say whether what was answered was asked, on record or in the same breath."""
    ground = _GROUNDS[Kind(kind)]
    return ground in view.kinds or any(one.kind == ground for one in said.effects)


def _ruled(kind: str, view: ComponentView) -> str:
    """Return what a ruling of the Attorney General is where he is whom we appealed to."""
    ours = kind == Kind.RULING_GIVEN and Kind.APPEAL_FILED in view.kinds
    return Kind.APPEAL_DECIDED.value if ours and Kind.RULING_ASKED not in view.kinds else kind


_DROPPED = re.compile(
    r"\b(?:dropp?(?:ed|ing)|abandon\w*|scrapp?(?:ed|ing)|gave up)\b"
    r"(?!.{0,20}\b(?:idea|thought|plan)\b).{0,40}\b(?:lawsuit|suit|litigation)\b",
    re.IGNORECASE,
)


def _dropped(kind: str, view: ComponentView, line: str) -> str:
    """Return what it is to drop a lawsuit: where one was filed, its end and no waiver."""
    filed = kind == Kind.SUIT_WAIVED and Kind.COMPLAINT_FILED in view.kinds
    return Kind.CASE_CLOSED.value if filed and _DROPPED.search(line) else kind


_NOT_ASKED = (
    "Nothing on record asks for that: it would be a note, and moves no date. If they asked, say "
    "first what, and when."
)
_GROUNDS = {
    Kind.STILL_INTERESTED_ANSWERED: Kind.STILL_INTERESTED,
    Kind.CLARIFICATION_ANSWERED: Kind.CLARIFICATION_ASKED,
    Kind.FEE_ANSWERED: Kind.FEE_ASKED,
}


# -- What is still open --------------------------------------------------------------------------


def _which(fitting: Sequence[ComponentView], line: str) -> Choice:
    shown = fitting[:_OFFERED]
    return Choice(
        question="Which one is that about? Nothing is recorded yet.",
        buttons=tuple(
            Button(f"{one.name} · {body(one.agency)}", f"log #c{one.id} says {line}")
            for one in shown
        ),
        understood="a statement, of one of these",
    )


def _of_another(alike: Sequence[ComponentView], line: str) -> Answer:
    """Ask which body is meant, where a line names one that is on file under no such name.

    The name is not said back: it may be a person's.
    """
    return (
        _which(alike, line)
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
    named = f" {', '.join(map(body, said.agencies))} has none on file." if said.agencies else ""
    return Notice(
        "Which request is that about? Nothing is recorded.",
        (f"Say it again with its name.{named}",),
        tone="clarify",
    )


def _nothing_to_correct(view: ComponentView) -> Notice:
    return Notice(
        "What should be corrected? Nothing is changed.",
        (f"I do not find what you mean on {view.name} · {body(view.agency)}. Name the event.",),
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
