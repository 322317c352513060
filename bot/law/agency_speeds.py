"""What an agency publishes of its own speed, as data with year and source."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from bot.law.agencies import known
from bot.law.wording import spell


@dataclass(frozen=True, slots=True)
class Published:
    """One track of one annual report; days are working days, None where the report has none."""

    agency: str
    year: int
    track: str
    source: str
    seen: date
    median: float | None = None
    average: float | None = None
    oldest: int | None = None
    backlog: int | None = None

    @property
    def in_words(self) -> str:
        """Say the figures with year and source."""
        said = [
            f"{name} {value:,g} working days"
            for name, value in (("median", self.median), ("average", self.average),
                                ("oldest open", self.oldest))
            if value is not None
        ]  # fmt: skip
        said += [f"backlog {self.backlog:,} requests"] if self.backlog is not None else []
        return f"{', '.join(said)} ({self.source}, read {spell(self.seen)})"


@cache
def all_published() -> tuple[Published, ...]:
    """Give every figure that came with the program."""
    return read(files("bot.law").joinpath("agency_speeds.toml").read_text(encoding="utf-8"))


def read(text: str) -> tuple[Published, ...]:
    """Read rows of figures. Raises ValueError naming a row without year, source or day."""
    return tuple(_row(row) for row in tomllib.loads(text).get("published", ()))


def _row(row: dict[str, Any]) -> Published:
    missing = [name for name in ("agency", "year", "track", "source", "seen") if not row.get(name)]
    if missing:
        raise ValueError(f"A published figure lacks {', '.join(missing)}: {row}.")
    return Published(**row)


def of_agency(agency: str) -> tuple[Published, ...]:
    """Give an agency's figures, the newest year first; of a component else its department's."""
    mine = [one for one in all_published() if one.agency == agency]
    if not mine and (parent := known(agency).parent):
        mine = [one for one in all_published() if one.agency == parent]
    return tuple(sorted(mine, key=lambda one: (-one.year, one.track)))
