"""Names of public people that were masked by mistake: a lead shows them, or masks them again."""

from __future__ import annotations

from bot.answers.values import Notice
from bot.documents import mask_plans
from bot.errors import Refused, UsageError
from bot.invocation import Ask, Room
from bot.queries.filings import may_decide
from bot.registry.settings_commands import UnmaskName

_AGAIN = " again"
_LATER = (
    "What is on file is masked anew in the background; until then its filings are in no search."
)


def unmask(room: Room, ask: Ask, command: UnmaskName) -> Notice:
    """Let a name be shown, or mask it as before. The name is not said back.

    A name on the roster stays masked, and is kept nowhere in the clear.
    """
    if not may_decide(ask):
        raise Refused("Only a lead can do that. Ask one: people lists them.")
    name = command.name.removesuffix(_AGAIN)
    again = name != command.name
    if len(name.split()) < 2:  # noqa: PLR2004
        raise UsageError("Name first and last name: one word alone may be anybody's.")
    if not again and room.library.protects([name]):
        raise Refused(
            "A name on the roster stays masked, and is kept nowhere in the clear: nothing was "
            "changed. If it is on the roster by mistake, it is taken off at the command line."
        )
    known = mask_plans.public_names(room.session)
    kept = [one for one in known if one.casefold() != name.casefold()]
    mask_plans.set_public(room.session, kept if again else [*kept, name])
    said = "masked again" if again else "shown from now on; names on the roster stay masked"
    return Notice(f"That name is {said}.", (_LATER,), tone="done")
