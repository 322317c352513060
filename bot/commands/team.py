"""The team's list, and what counsel chose; leads only (the gate sees to that)."""

from __future__ import annotations

from bot.answers.values import Button, Fact, FactsAnswer, Notice
from bot.commands.identifiers import identifier
from bot.errors import NotFound, Refused, UsageError
from bot.invocation import Ask, Room
from bot.law import choices as law
from bot.privacy.gate import Person, Role
from bot.registry.commands import TakeBack
from bot.registry.settings_commands import ChangeTeam, ChooseReading
from bot.store import legal_choices, undo_log
from bot.store import people as roll


def people(room: Room, ask: Ask, command: ChangeTeam) -> FactsAnswer | Notice:
    """Answer `people`, `people add @name [as lead]`, `people remove @name`."""
    if not command.what:
        return _everyone(room)
    person = identifier(room, command.person)
    if command.what not in {"add", "remove"} or not person:
        raise UsageError(
            "For example: people add @name, people add @name as lead, people remove @name."
        )
    if command.what == "add":
        return _add(room, ask, person, command.role)
    return _remove(room, ask, person)


def _add(room: Room, ask: Ask, person: str, role: str) -> Notice:
    if role not in {"", "member", "lead"}:
        raise UsageError("A person is member or lead.")
    given = Role(role or "member")
    if ask.facts_of is not None:
        _refuse_unless_full(ask.facts_of(person))
    roll.put(room.session, person, given, by=ask.person.id, now=ask.now)
    return Notice(f"{person} is on the team's list as {given}.", _unchecked(room, ask), tone="done")


def _unchecked(room: Room, ask: Ask) -> tuple[str, ...]:
    """Say at the command line that nobody could be asked who that is."""
    if ask.surface != "cli" or room.settings.slack_bot_token:
        return ()
    return ("Taken as it is, unchecked: without SLACK_BOT_TOKEN nobody can ask Slack who that is.",)


def _refuse_unless_full(person: Person) -> None:
    """Raise Refused for whoever is no full, active member of this workspace."""
    if not person.known:
        raise Refused("Slack does not say who that is. Try again in a minute; nothing was changed.")
    if person.deleted or person.bot or person.guest or person.stranger or not person.own_team:
        raise Refused(
            "Only full, active members of this workspace can be on the team's list: no guests, no "
            "people of other organizations, no bots, nobody who was deactivated."
        )


def _remove(room: Room, ask: Ask, person: str) -> Notice:
    if roll.leads(room.session) == [person]:
        raise Refused("That is the only lead. Make somebody else a lead first.")
    if not roll.remove(room.session, person, ask.now):
        raise NotFound(f"{person} is not on the team's list.")
    return Notice(f"{person} is off the team's list.", tone="done")


def _everyone(room: Room) -> FactsAnswer:
    rows = roll.everyone(room.session)
    return FactsAnswer(
        title="The team",
        facts=tuple(Fact(row.id, row.role) for row in rows) or (Fact("Nobody yet", ""),),
        data={"people": [{"id": row.id, "role": row.role} for row in rows]},
        understood="who is on the team",
    )


def choices(room: Room, ask: Ask, command: ChooseReading) -> FactsAnswer | Notice:
    """Answer `choices`, or `choices NAME ANSWER`: then every deadline is computed anew."""
    if command.name:
        was = legal_choices.chosen(room.session).get(command.name)
        legal_choices.choose(room.session, {command.name: command.answer}, ask.now)
        undo_log.remember(
            room.session, by=ask.person.id, now=ask.now, what=f"the choice of {command.name}",
            undo={"choice": command.name, "was": was},
        )  # fmt: skip
        return Notice(
            f"Chosen: {command.name} is {command.answer}. Every deadline was computed anew.",
            ("Restart the worker, so that its audit uses the choice too.",),
            tone="done",
            buttons=(Button("Undo", TakeBack()),),
        )
    made = legal_choices.chosen(room.session)
    return FactsAnswer(
        title="Where the law is unsettled",
        facts=tuple(
            Fact(key, f"{made.get(key, 'default, the safe side')}. {question}")
            for key, question in law.QUESTIONS.items()
        ),
        data={"choices": made, "questions": dict(law.QUESTIONS)},
        understood="what counsel chose",
    )
