"""A letter on file is read and shown as a proposal; `letter_decisions` records it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.values import Button, Notice
from bot.commands import letter_cards
from bot.correspondence import proposing
from bot.correspondence.effects import effects
from bot.correspondence.matching import Match, can_be_theirs, match
from bot.correspondence.reader import Letter, read_letter
from bot.errors import NotFound, Refused
from bot.invocation import Ask, Room
from bot.privacy.gate import Level
from bot.registry.filing_commands import LinkFiling, ReadLetter
from bot.registry.filing_queries import ShowPage
from bot.store import (
    filing_changes,
    letter_matching,
    pages,
    proposals,
    requests,
    undo_log,
)
from bot.store.dialogue_tables import Proposal
from bot.store.session import Session
from bot.store.tables import Component, Filing


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
    letter, text = letter_of(room.session, filing)
    found = _whose(room.session, letter, text, filing, about)
    level = Level(filing.level)
    shown = effects(letter, dated=filing.dated)
    if found.component is None and shown:
        return letter_cards.which(room, filing, letter, found, level)
    plan = plan_of(room, ask, filing, found.component, letter) if found.component else None
    if found.component is None or plan is None or not plan.planned:
        return Notice(
            f"{filing.doc}: nothing in it starts, stops or ends a clock.",
            (letter_cards.kinds(letter),),
            buttons=(Button("Show", ShowPage(filing.ref)),),
            level=level,
        )
    row = _keep(room, ask, filing, found.component, plan)
    return letter_cards.card(room, row, plan.contradictions, found, letter, level)


def plan_of(
    room: Room, ask: Ask, filing: Filing, component: Component, letter: Letter
) -> proposing.Plan:
    """Compare what a letter does with the record of a component request."""
    shown = effects(letter, dated=filing.dated)
    return proposing.plan(room.session, component, letter, shown, room.choices, ask.today)


def letter_of(session: Session, filing: Filing) -> tuple[Letter, str]:
    """Read a filing as a letter; its text beside it."""
    rows = letter_matching.pages_of(session, filing.id)
    return read_letter(rows), "\n".join(text for _, text in rows)


def _whose(session: Session, letter: Letter, text: str, filing: Filing, about: str) -> Match:
    """Find whose letter it is: as somebody said, by its number, or by what it is filed under."""
    found = match(session, letter, text)
    if about:
        component = _component(session, about)
        differs = "" if found.component is component else _of_another(letter, [component])
        if differs and not _names_body(about):
            return Match(None, 0.0, differs, found.candidates, differs)
        return Match(component, 1.0, "as you said", (component,), differs)
    if found.component is not None and found.sure > 0.9:  # noqa: PLR2004 - by its number
        return found
    filed = letter_matching.of_filing(session, filing.id)
    if differs := _of_another(letter, filed):
        return Match(None, 0.0, differs, found.candidates, differs)
    filed = [one for one in filed if can_be_theirs(letter, one)]
    mine = [one for one in filed if one in found.candidates] or filed
    if len(mine) == 1:
        return Match(mine[0], 0.9, "it is filed under that request", tuple(mine))
    if mine:
        return Match(None, 0.0, "it is filed under a request with several agencies", tuple(mine))
    return found


def _names_body(about: str) -> bool:
    return "/" in about or about.startswith("#c")


def _of_another(letter: Letter, filed: Sequence[Component]) -> str:
    """Say that a letter lies under requests that never went to its sender; "" where one did."""
    if not filed or any(can_be_theirs(letter, one) for one in filed):
        return ""
    names = ", ".join(dict.fromkeys(one.request.name for one in filed))
    sender = letter.known_agency
    return f"this letter is {sender}'s, and {names} did not go to {sender}"


def _component(session: Session, about: str) -> Component:
    head, slash, tail = about.strip().rpartition("/")
    if about.startswith("#c") and about[2:].isdigit():
        component = session.get(Component, int(about[2:]))
        if component is None:
            raise NotFound("That request is not on record any more.")
        return component
    request = requests.one(session, head if slash else about)
    return requests.component(request, tail if slash else None)


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


def link(room: Room, ask: Ask, command: LinkFiling) -> Notice:
    """File a letter where somebody says, and read it as that request's."""
    about = command.about
    filing = _readable(room, ask, command.filing)
    request = requests.one(room.session, about.partition("/")[0])
    if filing_changes.link(room.session, filing, request.id, None):
        undo_log.remember(
            room.session, by=ask.person.id, now=ask.now, what=f"a filing under {request.slug}",
            undo={"linked": filing.id, "to": request.id},
        )  # fmt: skip
    done = f"{filing.doc} is filed under {request.slug}."
    if "/" not in about and len(request.components) != 1:
        return Notice(done, tone="done", level=Level(filing.level))
    card = propose(room, ask, filing, about)
    return Notice(
        done, (card.title, *card.lines), tone="done", buttons=card.buttons, level=card.level
    )
