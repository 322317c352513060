"""A letter on file is read, shown as a proposal, and recorded in one press, with one undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.answers.values import Answer, Button, Choice, Notice
from bot.answers.wording import spelt
from bot.commands.requests import stamp
from bot.correspondence import proposing
from bot.correspondence.effects import effects
from bot.correspondence.matching import Match, match
from bot.correspondence.reader import Letter, read_letter
from bot.errors import NotFound, Refused, UsageError
from bot.invocation import Ask, Room
from bot.law.events import ImpossibleEvent, Kind
from bot.law.kinds import describe
from bot.privacy.gate import Level
from bot.registry.commands import DecideLetter, LinkFiling, ReadLetter, TakeBack
from bot.registry.queries import ShowPage, ShowStatus
from bot.store import (
    event_log,
    filing_changes,
    letter_matching,
    pages,
    proposals,
    requests,
    undo_log,
)
from bot.store.dialogue_tables import Proposal
from bot.store.event_log import NewEvent
from bot.store.session import Session
from bot.store.tables import Component, EventRow, Filing

READ = "read, not confirmed"  # what a card of a letter is marked with
_QUOTE = 240  # characters of a quote that a card shows
_BUTTONS = 4


def read(room: Room, ask: Ask, command: ReadLetter) -> Notice:
    """Read a letter on file and propose what it shows. Raises NotFound for no such filing."""
    return propose(room, ask, _readable(room, ask, command.filing), command.about)


def _readable(room: Room, ask: Ask, words: str) -> Filing:
    """Find a filing that this person may read here; a pointer to one is not enough."""
    sight = pages.sight_of(room.session, ask.person)
    filing = pages.one(room.session, sight, words)
    if sight.is_pointer(filing):
        raise Refused(f"{filing.doc} is restricted: a lead decides who reads it.")
    return filing


def propose(room: Room, ask: Ask, filing: Filing, about: str = "") -> Notice:
    """Keep a proposal for a letter and return its card; `about` names the request, if known."""
    letter, text = _letter(room.session, filing)
    found = _whose(room.session, letter, text, filing, about)
    level = Level(filing.level)
    shown = effects(letter, dated=filing.dated)
    if found.component is None and shown:
        return _which(room, filing, letter, found, level)
    plan = _plan(room, ask, filing, found.component, letter) if found.component else None
    if found.component is None or plan is None or not plan.planned:
        return Notice(
            f"{filing.doc}: nothing in it starts, stops or ends a clock.",
            (_kinds(letter),),
            buttons=(Button("Show", ShowPage(filing.ref)),),
            level=level,
        )
    row = _keep(room, ask, filing, found.component, plan)
    return _card(room, row, plan.contradictions, found, letter, level)


def _plan(
    room: Room, ask: Ask, filing: Filing, component: Component, letter: Letter
) -> proposing.Plan:
    shown = effects(letter, dated=filing.dated)
    return proposing.plan(room.session, component, letter, shown, room.choices, ask.today)


def _letter(session: Session, filing: Filing) -> tuple[Letter, str]:
    rows = letter_matching.pages_of(session, filing.id)
    return read_letter(rows), "\n".join(text for _, text in rows)


def _kinds(letter: Letter) -> str:
    named = ", ".join(type_.value.replace("_", " ") for type_ in letter.types)
    return f"Read as: {named or 'no letter'}."


def _whose(session: Session, letter: Letter, text: str, filing: Filing, about: str) -> Match:
    """Find whose letter it is: as somebody said, by its number, or by what it is filed under."""
    if about:
        component = _component(session, about)
        return Match(component, 1.0, "as you said", (component,))
    found = match(session, letter, text)
    if found.component is not None and found.sure > 0.9:  # noqa: PLR2004 - by its number
        return found
    filed = letter_matching.of_filing(session, filing.id)
    mine = [one for one in filed if one in found.candidates] or filed
    if len(mine) == 1:
        return Match(mine[0], 0.9, "it is filed under that request", tuple(mine))
    if mine:
        return Match(None, 0.0, "it is filed under a request with several agencies", tuple(mine))
    return found


def _component(session: Session, about: str) -> Component:
    head, slash, tail = about.strip().rpartition("/")
    if about.startswith("#c") and about[2:].isdigit():
        component = session.get(Component, int(about[2:]))
        if component is None:
            raise NotFound("That request is not on record any more.")
        return component
    request = requests.one(session, head if slash else about)
    return requests.component(request, tail if slash else None)


def _which(room: Room, filing: Filing, letter: Letter, found: Match, level: Level) -> Notice:
    """Ask whose letter it is: two candidates are never guessed."""
    buttons = tuple(
        Button(
            f"{one.request.name} · {one.agency}",
            ReadLetter(filing.ref, f"#c{one.id}"),
        )
        for one in found.candidates[:_BUTTONS]
    )
    lines: tuple[str, ...] = (
        _kinds(letter),
        f"Whose letter is it? {found.why[:1].upper()}{found.why[1:]}.",
    )
    if not buttons:
        lines = (*lines, f"Say it with: link {filing.doc} REQUEST/AGENCY")
    return Notice(
        f"{_title(room, letter, filing)}: not matched",
        lines,
        buttons=buttons,
        understood=READ,
        level=level,
    )


def _keep(
    room: Room, ask: Ask, filing: Filing, component: Component, plan: proposing.Plan
) -> Proposal:
    """Keep the proposal; an open one of the same letter and request gives way to it."""
    rows = [proposing.as_row(one) for one in plan.planned]
    for one in rows:
        one["details"] = {
            name: room.masked(value) if isinstance(value, str) else value
            for name, value in one["details"].items()
        }
        one["quote"] = room.masked(one["quote"])
        one["more"] = {name: one["details"][name] for name in one["more"]}
    for old in proposals.open_ones(room.session, ask.now, request_id=component.request_id):
        if old.filing_id == filing.id:
            proposals.decide(room.session, old.code, "changed", by=ask.person.id, now=ask.now)
    begun = proposing.limited(room.session, filing, plan.provisional, ask.now)
    row = proposals.add(
        room.session,
        proposals.NewProposal(
            source="letter", place=ask.place.id, level=filing.level, effects=rows,
            request_id=component.request_id, component_id=component.id, filing_id=filing.id,
            before=plan.before, after=plan.after, evidence=begun,
            record_version=proposals.record_version(room.session, [component.id]),
        ),
        ask.now,
    )  # fmt: skip
    if len(begun) < len(plan.provisional):
        row.evidence = {**row.evidence, "beyond": len(plan.provisional) - len(begun)}
    return row


def _card(
    room: Room, row: Proposal, contradictions: Sequence[str], found: Match, letter: Letter,
    level: Level,
) -> Notice:  # fmt: skip
    """Show what a letter says: contradictions first, then each thing with its words."""
    component = room.session.get_one(Component, row.component_id)
    filing = room.session.get_one(Filing, row.filing_id)
    told = row.effects["effects"]
    new = [number for number, one in enumerate(told, start=1) if _to_record(one)]
    things = f"{len(told)} thing{'s' if len(told) != 1 else ''}"
    lines = [f"Differs from the record. {one}" for one in contradictions]
    lines += [_line(number, one) for number, one in enumerate(told, start=1)]
    lines += _moved(row)
    lines += [
        f"Counts at once, {READ}: {one['label']}, {spelt(date.fromisoformat(one['due']))}."
        for one in row.evidence["quotes"]
    ]
    if row.evidence.get("beyond"):
        lines.append(
            f"Not counted before it is recorded: {row.evidence['beyond']} more. This sender's mail "
            "brought too many dates today."
        )
    lines.append(f"For {component.request.name}, {component.agency}: {found.why}.")
    return Notice(
        f"{_title(room, letter, filing)}: {things}",
        tuple(lines),
        buttons=_buttons(row, filing, len(new)),
        understood=READ,
        level=level,
    )


def _title(room: Room, letter: Letter, filing: Filing) -> str:
    body = room.masked(
        letter.known_agency or (letter.agency.value if letter.agency else filing.doc)
    )
    day = letter.letter_date.day if letter.letter_date else filing.dated
    return f"{body}, letter of {spelt(day)}" if day else f"{body}, letter without a date"


def _line(number: int, one: dict[str, object]) -> str:
    """Say one effect: what, when, what it carries, its words, whether it is on record."""
    kind, on = Kind(str(one["kind"])), str(one["on"])
    details = one["details"] if isinstance(one["details"], dict) else {}
    carried = "; ".join(f"{name} {value}" for name, value in details.items())
    quote = str(one["quote"])
    quote = quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1].rstrip() + "…"
    said = f"{number}. {describe(kind)}"
    said += f", {spelt(date.fromisoformat(on))}" if on else ""
    said += f" ({carried})" if carried else ""
    said += f": “{quote}” p. {one['page']}"
    if one.get("more"):
        more = "; ".join(f"{name} {value}" for name, value in _more(one).items())
        return f"{said} — on record already, without {more}; that will be added"
    if one["on_record"]:
        attached = "; the letter will be attached to it" if one.get("event") else ""
        return f"{said} — on record already{attached}"
    return said + (f" — cannot be recorded: {one['problem']}" if one["problem"] else "")


def _more(one: Mapping[str, Any]) -> dict[str, Any]:
    """Give what an event on record does not carry yet, or carries otherwise."""
    return dict(one.get("more") or {})


def _to_record(one: Mapping[str, Any]) -> bool:
    """Whether a press would record something of this effect: the event, or what it adds to one."""
    return bool(one["new"] or _more(one))


def _moved(row: Proposal) -> list[str]:
    """Say which dates would come, move or go."""
    moved = []
    for label in dict.fromkeys([*row.before, *row.after]):
        was, then = row.before.get(label), row.after.get(label)
        if was != then:
            moved.append(f"{label}: {was or 'none'} → {then or 'closed'}")
    return moved


def _buttons(row: Proposal, filing: Filing, new: int) -> tuple[Button, ...]:
    made = []
    if new:
        label = f"Record all {new}" if new > 1 else "Record"
        made.append(Button(label, DecideLetter(row.code), style="primary"))
    elif any(one["event"] for one in row.effects["effects"]):
        made.append(Button("Attach the letter", DecideLetter(row.code), style="primary"))
    if new > 1:
        made.append(Button("Choose", DecideLetter(row.code, "choose")))
    made.append(Button("Another request", DecideLetter(row.code, "other")))
    made.append(Button("Not ours", DecideLetter(row.code, "not-ours")))
    made.append(Button("Show the letter", ShowPage(filing.ref)))
    return tuple(made)


# -- Deciding --------------------------------------------------------------------------------------


def decide(room: Room, ask: Ask, command: DecideLetter) -> Answer:
    """Record, choose from, move or put aside a proposal. Raises Refused where it is decided."""
    row = proposals.by_code(room.session, command.code.strip())
    if row is None:
        raise NotFound("That proposal is not on file any more. Read the letter again: read FILING.")
    if not proposals.is_open(row, ask.now):
        raise Refused(
            f"That was decided already ({row.state}). Read the letter again: read FILING."
        )
    if not proposals.may_press(row, ask.person.id):
        raise Refused("Only those to whom it was shown decide about it.")
    chosen = {"record": _record, "choose": _choose, "other": _other, "not-ours": _put_aside}
    if command.what not in chosen:
        raise UsageError("Say record, choose, other or not-ours.")
    return chosen[command.what](room, ask, row, command)


def _record(room: Room, ask: Ask, row: Proposal, command: DecideLetter) -> Notice:
    """Record what was proposed, the letter attached to each, in one transaction with one undo."""
    component = room.session.get_one(Component, row.component_id)
    filing = room.session.get_one(Filing, row.filing_id)
    if not _still_true(room, ask, row, component, filing):
        again = propose(room, ask, filing, f"#c{component.id}")
        return Notice(
            "The record has changed since; this is how it looks now.",
            (again.title, *again.lines), buttons=again.buttons, level=again.level,
        )  # fmt: skip
    told = row.effects["effects"]
    wanted = [
        n for n, one in enumerate(told, start=1) if _to_record(one) and n in (command.only or (n,))
    ]
    chosen = [told[n - 1] for n in wanted]
    bare = _bare(room.session, component, told, command.only)
    if not chosen and not bare:
        raise Refused("Nothing of it is to be recorded: it is on record, or cannot be.")
    undo = _write(room, ask, row, component, (chosen, bare))
    filing_changes.link(room.session, filing, component.request_id, None)
    deed = undo_log.remember(
        room.session, by=ask.person.id, now=ask.now,
        what=f"{len(chosen) or len(bare)} from a letter for {component.request.slug}", undo=undo,
    )  # fmt: skip
    proposals.decide(
        room.session, row.code, "recorded", by=ask.person.id, now=ask.now, deed_id=deed.id
    )
    moved = _moved(row) if len(wanted) == len(told) else []
    return _recorded(row, component, chosen, bare, moved)


def _write(
    room: Room,
    ask: Ask,
    row: Proposal,
    component: Component,
    meant: tuple[Sequence[dict[str, Any]], Sequence[EventRow]],
) -> dict[str, Any]:
    """Record the chosen effects and attach the letter to the bare events; return the undo."""
    chosen, bare = meant
    new = [_new_event(one, row.filing_id) for one in chosen if one["new"]]
    try:
        added = event_log.record_all(room.session, component, new, stamp(room, ask))
    except ImpossibleEvent as error:
        raise Refused(f"Nothing was recorded: {error}") from error
    amended = [_amended(room, ask, one, row.filing_id) for one in chosen if _more(one)]
    attached = event_log.attach(room.session, bare, row.filing_id, stamp(room, ask))
    return {
        "events": [one.id for one in added], "attached": [one.id for one in attached],
        "amended": amended, "proposal": True,
    }  # fmt: skip


def _recorded(
    row: Proposal,
    component: Component,
    chosen: Sequence[dict[str, Any]],
    bare: Sequence[EventRow],
    moved: Sequence[str],
) -> Notice:
    lines = [_recorded_line(one) for one in chosen]
    lines += [f"Attached to: {describe(Kind(one.kind))}, {spelt(one.on)}" for one in bare]
    whose = f"{component.request.name}, {component.agency}"
    return Notice(
        f"Recorded from the letter: {len(chosen)} for {whose}.",
        (*lines, *moved),
        tone="done",
        buttons=(
            Button("Undo", TakeBack()),
            Button("Status", ShowStatus(f"#r{component.request_id}")),
        ),
        level=Level(row.level),
    )


def _amended(room: Room, ask: Ask, one: Mapping[str, Any], filing_id: int | None) -> dict[str, Any]:
    """Add to an event on record what the letter tells beyond it; return how to take that back."""
    row = event_log.follower(room.session, int(one["event"]))
    was = {"details": dict(row.details), "filing": row.filing_id}
    told = event_log.amend(
        room.session, row, {**row.details, **_more(one)}, filing_id, stamp(room, ask)
    )
    return {"event": told.id, **was}


def _recorded_line(one: Mapping[str, Any]) -> str:
    what = f"{describe(Kind(one['kind']))}, {spelt(date.fromisoformat(one['on']))}"
    added = "; ".join(f"{name} {value}" for name, value in _more(one).items())
    return f"Added to {what}: {added}" if added and not one["new"] else what


def _bare(
    session: Session, component: Component, told: Sequence[dict[str, Any]], only: Sequence[int]
) -> list[EventRow]:
    """Return the events on record that the letter shows and that no letter is attached to."""
    meant = {
        one.get("event", 0)
        for number, one in enumerate(told, start=1)
        if number in (only or (number,)) and not _more(one)
    }
    live = event_log.live(session, [component.id])
    return [row for row in live if row.id in meant and row.filing_id is None]


def _still_true(room: Room, ask: Ask, row: Proposal, component: Component, filing: Filing) -> bool:
    """Whether the record is as it was, or the letter would still do to it what was shown."""
    if row.record_version == proposals.record_version(room.session, [component.id]):
        return True
    letter, _ = _letter(room.session, filing)
    plan = _plan(room, ask, filing, component, letter)
    was = [(one["new"], bool(_more(one))) for one in row.effects["effects"]]
    return [(one.is_new, bool(one.more)) for one in plan.planned] == was and dict(
        plan.after
    ) == row.after


def _new_event(one: dict[str, object], filing_id: int | None) -> NewEvent:
    details = one["details"] if isinstance(one["details"], dict) else {}
    return NewEvent(
        kind=Kind(str(one["kind"])),
        on=date.fromisoformat(str(one["on"])),
        details=details,
        filing_id=filing_id,
    )


def _choose(_: Room, __: Ask, row: Proposal, ___: DecideLetter) -> Choice:
    """Offer each effect alone."""
    told = row.effects["effects"]
    return Choice(
        "Which of these shall be recorded?",
        tuple(
            Button(describe(Kind(one["kind"])), DecideLetter(row.code, "record", (number,)))
            for number, one in enumerate(told, start=1)
            if _to_record(one)
        ),
    )


def _other(room: Room, _: Ask, row: Proposal, __: DecideLetter) -> Choice:
    """Offer the other requests at that body, then those of the newest."""
    mine = room.session.get_one(Component, row.component_id)
    near = [one for one in letter_matching.at(room.session, [mine.agency]) if one.id != mine.id]
    near += [one for one in mine.request.components if one.id != mine.id]
    if not near:
        raise Refused(
            "No other request is on record there. Say whose it is: link FILING REQUEST/AGENCY."
        )
    return Choice(
        "Whose letter is it?",
        tuple(
            Button(
                f"{one.request.name} · {one.agency}",
                ReadLetter(f"#f{row.filing_id}", f"#c{one.id}"),
            )
            for one in near[:_BUTTONS]
        ),
    )


def _put_aside(room: Room, ask: Ask, row: Proposal, _: DecideLetter) -> Notice:
    proposals.decide(room.session, row.code, "put-aside", by=ask.person.id, now=ask.now)
    return Notice("Put aside. Nothing is recorded; the letter stays on file.", tone="done")


def link(room: Room, ask: Ask, command: LinkFiling) -> Notice:
    """File a letter where somebody says, and read it as that request's."""
    about = command.about
    filing = _readable(room, ask, command.filing)
    request = requests.one(room.session, about.partition("/")[0])
    filing_changes.link(room.session, filing, request.id, None)
    done = f"{filing.doc} is filed under {request.slug}."
    if "/" not in about and len(request.components) != 1:
        return Notice(done, tone="done", level=Level(filing.level))
    card = propose(room, ask, filing, about)
    return Notice(
        done, (card.title, *card.lines), tone="done", buttons=card.buttons, level=card.level
    )
