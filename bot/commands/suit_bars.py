"""What a correction does to the last day to sue: said before and after, and a lead's to make."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.answers.wording import spelt
from bot.errors import Refused
from bot.invocation import Ask
from bot.privacy.gate import Role

Bars = Mapping[int, date]  # component request: its last day to sue


def corrected(ask: Ask, before: Bars, after: Bars) -> tuple[str, ...]:
    """Say each last day to sue that a correction moves later, before and after.

    Raises Refused where a member moves one: a right could be lost on a slip.
    """
    moved = tuple(
        f"The last day to sue moves from {spelt(was)} to {spelt(after[number])}: check it."
        if number in after
        else f"No last day to sue is on record any more; it was {spelt(was)}: check it."
        for number, was in before.items()
        if after.get(number, date.max) > was
    )
    if moved and ask.person.role is Role.MEMBER:
        raise Refused(
            f"Nothing was changed: that is for a lead to correct. {moved[0]} "
            "Ask a lead (people lists them)."
        )
    return moved
