"""Limits as data: one row a rule, read from limits.toml and states.toml.

`limit_for` picks the row of an agency: its own, its department's, or the statute's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from bot.law.agencies import STATES, Agency, known
from bot.law.value import value
from bot.law.wording import count

Unit = Literal["working", "calendar", "months", "years", "none"]
Whose = Literal["ours", "theirs"]
Roll = Literal["none", "next", "both"]

NOT_APPROVED = "not yet approved by counsel"

# What a state's row leaves unsaid: label, start, whose.
_STATE_ROWS: dict[str, tuple[str, str, Whose]] = {
    "determination": ("Determination", "receipt of the request", "theirs"),
    "acknowledgment": ("Acknowledgment", "receipt of the request", "theirs"),
    "appeal-determination": ("Decision on the appeal", "receipt of the appeal", "theirs"),
    "appeal": ("Our appeal", "date of the denial", "ours"),
    "suit": ("Last day to sue", "date of the final denial", "ours"),
    "ruling-brief": ("Their reasons to the Attorney General", "receipt of the request", "theirs"),
    "ruling": ("Ruling of the Attorney General", "his receipt of their question", "theirs"),
    "ruling-suit": ("Their suit against the ruling", "their receipt of the ruling", "theirs"),
    "fee-reply": ("Our answer to the agency", "date of the agency's estimate", "ours"),
    "clarification-reply": ("Our answer to the agency", "date of the agency's question", "ours"),
    "silence-appeal": ("Our petition against the silence", "the request", "ours"),
}


class UnknownLimit(ValueError):  # noqa: N818 - reads as what happened
    """No rule of that name; the message lists those there are."""


@value
class Alternative:
    """Another reading of the same rule."""

    amount: int
    unit: Unit
    why: str
    citation: str = ""  # where another text than the rule's own says it


@dataclass(slots=True, eq=False)
class Limit:
    """One time rule. `amount` counts `unit`s after the day of the start event.

    `unit` "none" (amount 0): the law sets no number. `source` is S (text seen), K (from knowledge)
    or S2 (machine-written collection); `confidence` H, M, L for states. `extension` is the most
    that a notice may add. `calendar` is "federal", "court" or a state's code.
    """

    id: str
    name: str
    label: str
    amount: int
    unit: Unit
    starts: str
    whose: Whose
    citation: str
    source: str
    agency: str = ""
    from_receipt: bool = False
    roll: Roll = "none"
    calendar: str = "federal"
    extension: int = 0
    extension_unit: Unit = "working"
    because: str = ""
    also: tuple[Alternative, ...] = ()
    confidence: str = ""
    note: str = ""
    since: date | None = None
    until: date | None = None
    email_next_working: bool = False
    approved_by: str = ""
    approved_on: str = ""

    @property
    def approved(self) -> str:
        """Who signed the rule and when, or that nobody has."""
        if not self.approved_by:
            return NOT_APPROVED
        return f"approved by {self.approved_by} on {self.approved_on}"

    @property
    def in_words(self) -> str:
        """The rule in a line for people: how long, from what, under which law, how sure."""
        length = "no number of days" if self.unit == "none" else count(self.amount, self.unit)
        more = f", {self.extension} more by notice" if self.extension else ""
        sure = {"H": "fairly sure", "M": "to be checked", "L": "unsure"}.get(self.confidence, "")
        said = f"{length} from {self.starts}{more} ({self.citation}{sure and ', ' + sure})"
        return f"{said}. {self.note}".strip()

    def holds_on(self, day: date) -> bool:
        """Whether the rule was in force for a clock that starts that day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


def all_limits() -> tuple[Limit, ...]:
    """List every rule that we know, federal first."""
    return (*_federal_limits(), *_state_limits())


@cache
def _federal_limits() -> tuple[Limit, ...]:
    return tuple(_federal(row) for row in tomllib.loads(_read("limits.toml"))["limit"])


@cache
def _state_limits() -> tuple[Limit, ...]:
    states = tomllib.loads(_read("states.toml"))
    return tuple(_of_state(code, row) for code in STATES for row in states[code])


def limit_for(name: str, agency: Agency | str | None = None, on: date | None = None) -> Limit:
    """Give the rule of that name for an agency; without one, the statute's.

    `on` is the start of the clock: rules change. Without it, today's rule. Raises UnknownLimit.
    """
    if not isinstance(agency, Agency):
        agency = known(agency) if agency else None
    chain = agency.chain if agency else ("",)
    rule = rule_of(name, chain, on)
    if rule is None:
        raise _refusal(name, chain)
    return rule


def rule_of(name: str, chain: tuple[str, ...], on: date | None = None) -> Limit | None:
    """Give what `limit_for` gives for an agency's chain, but None where there is no such rule."""
    rows = _rows(name, chain)
    if not rows:
        return None
    if on is None or len(rows) == 1:
        return rows[0]
    for row in rows:
        if row.holds_on(on):
            return row
    return rows[-1]


def rules_of(abbreviation: str) -> tuple[Limit, ...]:
    """List the rules of one agency or state that are in force today."""
    return tuple(row for row in all_limits() if row.agency == abbreviation and row.until is None)


def names() -> tuple[str, ...]:
    """List the names of limits, as typed on the command line."""
    return tuple(dict.fromkeys(limit.name for limit in all_limits()))


@cache
def _rows(name: str, chain: tuple[str, ...]) -> tuple[Limit, ...]:
    """Give the rows of the nearest agency in the chain, those in force today first."""
    for abbreviation in chain:
        known_here = _state_limits() if abbreviation.startswith("US-") else _federal_limits()
        rows = [row for row in known_here if (row.name, row.agency) == (name, abbreviation)]
        if rows:
            return tuple(sorted(rows, key=lambda row: row.until is not None))
    return ()


def _refusal(name: str, chain: tuple[str, ...]) -> UnknownLimit:
    if name not in names():
        return UnknownLimit(f"There is no limit called {name!r}. Use one of {', '.join(names())}.")
    there = dict.fromkeys(row.name for row in all_limits() if row.agency in chain)
    return UnknownLimit(
        f"We hold no {name!r} limit of {chain[0] or 'the statute'}"
        + (f"; there is {', '.join(there)}." if there else ".")
    )


def _read(name: str) -> str:
    return files("bot.law").joinpath(name).read_text(encoding="utf-8")


def _federal(row: Mapping[str, Any]) -> Limit:
    values = dict(row)
    values["also"] = _alternatives(row)
    values["id"] = _id(row["name"], row["agency"], row.get("until"))
    return Limit(**values)


def _of_state(code: str, row: Mapping[str, Any]) -> Limit:
    label, starts, whose = _STATE_ROWS[row["name"]]
    unit: Unit = row.get("unit", "none")
    row = dict(row)
    body = row.pop("of", "")
    whom = f"US-{code}" + (f":{body}" if body else "")
    values: dict[str, Any] = {
        "label": label, "starts": starts, "whose": whose, "amount": 0, "unit": unit,
        "source": "K", "agency": whom, "calendar": f"US-{code}",
        "extension_unit": unit, "from_receipt": whose == "theirs",
    } | row  # fmt: skip
    values["also"] = _alternatives(row)
    values["id"] = _id(row["name"], whom, row.get("until"))
    return Limit(**values)


def _alternatives(row: Mapping[str, Any]) -> tuple[Alternative, ...]:
    return tuple(Alternative(**other) for other in row.get("also", ()))


def _id(name: str, agency: str, until: date | None) -> str:
    return name + (f"/{agency}" if agency else "") + (f"/until-{until}" if until else "")
