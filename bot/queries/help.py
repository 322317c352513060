"""What people can say, from the registry."""

from __future__ import annotations

from bot.answers.values import HelpAnswer, HelpLine
from bot.invocation import Ask, Room
from bot.registry import everything
from bot.registry.queries import ShowHelp


def show(room: Room, _ask: Ask, query: ShowHelp) -> HelpAnswer:
    """Answer `help [name]`: one query or command with examples, or all of them."""
    registry = everything()
    named = registry.get(query.topic.strip())
    chosen = [named] if named else [spec for spec in registry if not spec.hidden]
    command = room.settings.command
    return HelpAnswer(
        title=named.summary if named else "What you can say",
        lines=tuple(
            HelpLine(
                f"{command} {spec.usage}",
                spec.summary,
                tuple(f"{command} {example}" for example in spec.examples),
            )
            for spec in chosen
        ),
        tips=(
            "Plain words work too: where does the ICE data breach request stand?",
            "Only you see the answer; Share here shows it to the channel.",
        ),
    )
