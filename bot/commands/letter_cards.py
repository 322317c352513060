"""What the card of a letter shows: what it does, in its words, what that moves, what to press."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bot.answers.values import Button, Notice
from bot.answers.wording import body, carried, iso_spelt, spelt
from bot.correspondence.matching import Match
from bot.correspondence.reader import Letter
from bot.invocation import Room
from bot.law.kinds import Kind, describe
from bot.privacy.gate import Level
from bot.registry.filing_commands import DecideLetter, ReadLetter
from bot.registry.filing_queries import ShowPage
from bot.store.dialogue_tables import Proposal
from bot.store.tables import Component, Filing

READ = "read, not confirmed"  # what a card of a letter is marked with
MOST_BUTTONS = 4
_QUOTE = 240  # characters of a quote that a card shows


def which(room: Room, filing: Filing, letter: Letter, found: Match, level: Level) -> Notice:
    """Ask whose letter it is: two candidates are never guessed."""
    buttons = tuple(
        Button(
            f"{one.request.name} · {body(one.agency)}",
            ReadLetter(filing.ref, f"#c{one.id}"),
        )
        for one in found.candidates[:MOST_BUTTONS]
    )
    lines: tuple[str, ...] = (
        kinds(letter),
        f"Differs: {found.differs}. Whose letter is it?"
        if found.differs
        else f"Whose letter is it? {found.why[:1].upper()}{found.why[1:]}.",
    )
    if not buttons:
        lines = (*lines, f"Say it with: link {filing.doc} REQUEST/AGENCY")
    return Notice(
        f"{title(room, letter, filing)}: not matched",
        lines,
        buttons=buttons,
        understood=READ,
        level=level,
    )


def card(
    room: Room, row: Proposal, contradictions: Sequence[str], found: Match, letter: Letter,
    level: Level,
) -> Notice:  # fmt: skip
    """Show what a letter says: contradictions first, then each thing with its words.

    Of a letter whose sender never got the request nothing is recorded in one press.
    """
    component = room.session.get_one(Component, row.component_id)
    filing = room.session.get_one(Filing, row.filing_id)
    told = row.effects["effects"]
    new = [number for number, one in enumerate(told, start=1) if is_to_record(one)]
    things = f"{len(told)} thing{'s' if len(told) != 1 else ''}"
    lines = [f"Differs: {found.differs}."] if found.differs else []
    lines += [f"Differs from the record. {_in_words(one)}" for one in contradictions]
    lines += [_line(number, one) for number, one in enumerate(told, start=1)]
    lines += list(_two_days(letter))
    begun = {(one["label"], one["due"]) for one in row.evidence["quotes"]}
    lines += moved(row, begun)
    if row.evidence.get("beyond"):
        lines.append(
            f"Not counted before it is recorded: {row.evidence['beyond']} more. This sender's mail "
            "brought too many dates today."
        )
    lines.append(f"For {component.request.name}, {body(component.agency)}: {found.why}.")
    return Notice(
        f"{title(room, letter, filing)}: {things}",
        tuple(lines),
        buttons=_buttons(row, filing, len(new), at_once=not found.differs),
        understood=READ,
        level=level,
    )


def _two_days(letter: Letter) -> Iterator[str]:
    """Say where the letter prints several days for one thing: the earlier one is taken."""
    for type_, later in letter.later_dues.items():
        days = " and ".join(spelt(day) for day in (letter.dues[type_].day, *later))
        what = type_.value.replace("_", " ")
        yield f"The letter prints {days} for {what}: the earlier one counts."


def title(room: Room, letter: Letter, filing: Filing) -> str:
    """Name the letter: its body and its day."""
    named = letter.known_agency or (letter.agency.value if letter.agency else "")
    body = room.masked(named) if named else filing.doc  # a filing's name is kept masked
    day = letter.letter_date.day if letter.letter_date else filing.dated
    return f"{body}, letter of {spelt(day)}" if day else f"{body}, letter without a date"


def _line(number: int, one: dict[str, object]) -> str:
    """Say one effect: what, when, what it carries, its words, whether it is on record."""
    kind, on = Kind(str(one["kind"])), str(one["on"])
    details = one["details"] if isinstance(one["details"], dict) else {}
    quote = str(one["quote"])
    quote = quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1].rstrip() + "…"
    said = f"{number}. {describe(kind)}"
    said += f", {spelt(date.fromisoformat(on))}" if on else ""
    said += f" ({carried(details)})" if details else ""
    said += f": “{quote}” p. {one['page']}"
    if one.get("more"):
        return f"{said} — on record already, without {carried(more_of(one))}; that will be added"
    if one["on_record"]:
        attached = "; the letter will be attached to it" if one.get("event") else ""
        return f"{said} — on record already{attached}"
    return said + (f" — cannot be recorded: {one['problem']}" if one["problem"] else "")


def more_of(one: Mapping[str, Any]) -> dict[str, Any]:
    """Give what an event on record does not carry yet, or carries otherwise."""
    return dict(one.get("more") or {})


def is_to_record(one: Mapping[str, Any]) -> bool:
    """Whether a press would record something of this effect: the event, or what it adds to one."""
    return bool(one["new"] or more_of(one))


def moved(row: Proposal, begun: Collection[tuple[str, str]] = ()) -> list[str]:
    """Say which dates would come, move or go; those in `begun` count before it is recorded."""
    moved, said = [], set()
    for label in dict.fromkeys([*row.before, *row.after]):
        was, then = row.before.get(label), row.after.get(label)
        if was != then:
            counts = f". Counts at once, {READ}" if (label, then) in begun else ""
            moved.append(iso_spelt(f"{label}: {was or 'none'} → {then or 'closed'}") + counts)
            said.add((label, then))
    moved += [
        f"Counts at once, {READ}: {label}, {iso_spelt(due)}."
        for label, due in sorted(set(begun) - said)
    ]
    return moved


def _in_words(contradiction: str) -> str:
    """Write the dates of a contradiction as people read them, but not in the line to type."""
    told, to_type, line = contradiction.partition(" To record the letter's too: ")
    return iso_spelt(told) + to_type + line


def _buttons(row: Proposal, filing: Filing, new: int, *, at_once: bool) -> tuple[Button, ...]:
    made = []
    if new and at_once:
        label = f"Record all {new}" if new > 1 else "Record"
        made.append(Button(label, DecideLetter(row.code), style="primary"))
    elif at_once and any(one["event"] for one in row.effects["effects"]):
        made.append(Button("Attach the letter", DecideLetter(row.code), style="primary"))
    if new > int(at_once):
        made.append(Button("Choose", DecideLetter(row.code, "choose")))
    made.append(Button("Another request", DecideLetter(row.code, "other")))
    made.append(Button("Not ours", DecideLetter(row.code, "not-ours")))
    made.append(Button("Show the letter", ShowPage(filing.ref)))
    return tuple(made)


def kinds(letter: Letter) -> str:
    """Say as what a letter was read."""
    named = ", ".join(type_.value.replace("_", " ") for type_ in letter.types)
    return f"Read as: {named or 'no letter'}."
