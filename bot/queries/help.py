"""What people can say, from the registry: one screen of sections, each with all that is in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.answers.values import Button, HelpAnswer, HelpLine
from bot.invocation import Ask, Room
from bot.registry import Spec, everything
from bot.registry.queries import ShowHelp


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the help: what its button says, and the names that stand in it."""

    label: str
    names: tuple[str, ...]


# What nobody put into a section stands in full on the first screen: it is never left unsaid.
SECTIONS: Mapping[str, Section] = {
    "standing": Section(
        "Where things stand",
        ("status", "due", "overdue", "owe", "news", "number", "history", "timeline", "speed"),
    ),
    "law": Section("Dates and the law", ("why", "ripe", "window", "fees", "docket", "public")),
    "reading": Section(
        "Documents",
        ("find", "ask", "show", "filings", "letter", "cite", "redactions", "produced", "read",
         "link", "level", "forget", "unmask"),
    ),
    "recording": Section(
        "Say what happened", ("log", "new", "request", "import", "undo", "unlog", "assign", "alias")
    ),
    "drafts": Section(
        "Letters and papers", ("draft", "memo", "withheld", "projection", "export", "contacts")
    ),
    "reminders": Section("Reminders", ("nudges", "remind", "mark", "home")),
    "settings": Section("Team and settings", ("channel", "choices", "people", "help")),
}  # fmt: skip

TIPS = (
    "Plain words work too: where does the ICE data breach request stand?",
    "Only you see the answer; Share here shows it to the channel.",
)


def show(room: Room, _ask: Ask, query: ShowHelp) -> HelpAnswer:
    """Answer `help [name]`: a query or command with examples, a section, or all sections."""
    registry, topic = everything(), query.topic.strip()
    command = room.settings.command
    if (named := registry.get(topic)) is not None:
        return HelpAnswer(named.summary, _lines([named], command), TIPS)
    if (section := SECTIONS.get(topic.casefold())) is not None:
        return HelpAnswer(
            section.label,
            _lines(_shown(section.names), command),
            (f"With a name you get examples: {command} help {section.names[0]}.",),
            buttons=(Button("All of the help", ShowHelp()),),
        )
    return _first_screen(command)


def _first_screen(command: str) -> HelpAnswer:
    sections = tuple(
        HelpLine(section.label, ", ".join(spec.name for spec in _shown(section.names)))
        for section in SECTIONS.values()
    )
    placed = {name for section in SECTIONS.values() for name in section.names}
    others = [spec for spec in everything() if not spec.hidden and spec.name not in placed]
    return HelpAnswer(
        "What you can say",
        (*sections, *_lines(others, command)),
        TIPS,
        buttons=tuple(Button(held.label, ShowHelp(name)) for name, held in SECTIONS.items()),
    )


def _shown(names: Iterable[str]) -> list[Spec]:
    known = map(everything().get, names)
    return [spec for spec in known if spec is not None and not spec.hidden]


def _lines(specs: Iterable[Spec], command: str) -> tuple[HelpLine, ...]:
    return tuple(
        HelpLine(
            f"{command} {spec.usage}",
            spec.summary,
            tuple(f"{command} {example}" for example in spec.examples),
        )
        for spec in specs
    )
