"""What the court's own rules say of a case under the Act; data, with the text that was read.

Only what was found is loaded; of any other court the product says "none loaded".
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from bot.law.limits import Limit
from bot.law.value import value


@value
class LocalRule:
    """One rule of one court: what it says, where it was read, and its limit if it sets one."""

    court: str
    name: str
    citation: str
    says: str
    source: str
    also: tuple[str, ...] = ()
    after: str = ""  # the kind of the event from which the limit runs
    limit: Limit | None = None


def rules_of(court: str) -> tuple[LocalRule, ...]:
    """List what is loaded of a court by its name in any case, "D. Or."; () where nothing is."""
    said = _plain(court)
    return tuple(r for r in loaded() if said in {_plain(name) for name in (r.court, *r.also)})


def in_words(court: str) -> str:
    """Say what is loaded of a court's own rules, or that none is."""
    rules = rules_of(court)
    if not court or not rules:
        named = court or "the court"
        return f"Local rules of {named}: none loaded; read them, and the order of the judge."
    return " ".join(f"{rule.citation}: {rule.says}" for rule in rules)


@cache
def loaded() -> tuple[LocalRule, ...]:
    """Give every rule that is loaded."""
    return read(files("bot.law").joinpath("local_rules.toml").read_text(encoding="utf-8"))


def read(text: str) -> tuple[LocalRule, ...]:
    """Read rules from TOML. Raises KeyError for a rule without court, citation, text or source."""
    return tuple(
        LocalRule(
            court=row["court"],
            name=row["name"],
            citation=row["citation"],
            says=row["says"],
            source=row["source"],
            also=tuple(row.get("also", ())),
            after=row.get("after", ""),
            limit=_limit(row) if "amount" in row else None,
        )
        for row in tomllib.loads(text).get("rule", [])
    )


def _limit(row: dict[str, object]) -> Limit:
    return Limit(
        id=f"{row['name']}/{row['court']}",
        name=str(row["name"]),
        label=str(row["label"]),
        amount=int(str(row["amount"])),
        unit="calendar",
        starts=str(row["starts"]),
        whose="ours",
        citation=str(row["citation"]),
        source="S",
        calendar="court",
        note=str(row["says"]),
    )


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())
