"""What an answer to "may we sue?" consists of; the federal and the states' roads both give one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from bot.law.kinds import Kind
from bot.law.value import record
from bot.law.wording import spell

if TYPE_CHECKING:
    from bot.law.deadline import Deadline
    from bot.law.standing import Standing

FEDERAL = "5 U.S.C. 552(a)(6)(C)(i), (a)(4)(B)"
NEED = "We need the received date"
_DECISIONS = frozenset({Kind.DETERMINED.value, Kind.CLOSED_ADMINISTRATIVELY.value})
RECEIPT = "proof of the day on which the agency received the request"


@record
class Ripe:
    """Whether suit is ripe, since which day, why, and each fact as (label, value).

    `ripe` is None where the record cannot tell: no day of receipt, or one that is only assumed
    (then `since` is what it would be), or a law that we do not hold. The first fact is the answer
    in words; `law` names the law that was applied, `gaps` what is missing to prove it.
    """

    ripe: bool | None
    since: date | None
    because: str
    facts: tuple[tuple[str, str], ...] = ()
    law: str = FEDERAL
    gaps: tuple[str, ...] = ()


def in_a_word(found: Ripe, received_on: date | None, who: str) -> str:
    """Say yes or no, or on what it hangs: that the body (`who`) had the request that day."""
    if found.ripe:
        return f"Yes, since {spell(found.since)}. " if found.since else "Yes. "
    if found.ripe is not None:
        return "No. "
    if found.since is None:
        return "Cannot tell. "
    had = f"received it on {spell(received_on)}" if received_on else "had it"
    return f"Yes, if {who} {had}, which nothing on file proves. "


_SURE = {"assumed": " (assumed)", "inferred": " at the latest: their letter of that day shows it"}


def received(on: date, certainty: str) -> str:
    """Say the day of receipt, and how far it is shown."""
    return f"{spell(on)}{_SURE.get(certainty, '')}"


@record
class Told:
    """Facts while they are gathered."""

    facts: list[tuple[str, str]] = field(default_factory=list)

    def say(self, label: str, value: str) -> None:
        """Add a labelled fact."""
        self.facts.append((label, value))


def ran_out(windows: Sequence[Deadline]) -> str:
    """Say when times of ours ended: the day that governs, and the last of another reading."""
    first = min(one.due for one in windows if one.due)
    last = max(reading.due for one in windows for reading in one.readings)
    beside = f" (by another reading {spell(last)})" if last != first else ""
    return spell(first) + beside


def unappealed(standing: Standing, today: date) -> str:
    """Say beside an appeal that another decision against us is not appealed; "" where none is."""
    said = ""
    for one in standing.deadlines:
        if one.limit == "appeal" and one.is_open and one.due and one.start_event in _DECISIONS:
            when = "is due" if one.due >= today else "was due"
            said += f" {one.label} {when} {spell(one.due)}; that one is not exhausted without it."
    return said
