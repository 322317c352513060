"""The policy of `policy.toml` as a value, with the overrides of a place and of a request."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import time
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.errors import Refused

HERE = Path(__file__).parent
MOST_STEPS, MOST_DAYS = 12, 250
WHICH = ("all", "ours", "theirs", "off")
EARLIEST, LATEST = time(5), time(22)  # never in the small hours, where clocks change


@dataclass(frozen=True, slots=True)
class Policy:
    """Which steps a deadline gets, and at what time of day they are said."""

    before: tuple[int, ...]
    on_the_day: bool
    daily: int
    raise_on: tuple[int, ...]
    weekly: bool
    after: tuple[int, ...]
    quiet: frozenset[str]
    at: time
    opens: time
    closes: time
    digest_weekday: int = 0
    bar_before: tuple[int, ...] = ()  # calendar days before the last day to sue
    bar_daily: int = 0
    bar_after: tuple[int, ...] = ()  # working days
    ours_here: bool = True  # False: dates of ours are told in the ops place, never in none

    def stamp(self) -> str:
        """Return a short text that differs when anything of the policy differs."""
        facts = {name: str(sorted(value) if isinstance(value, frozenset) else value)
                 for name, value in asdict(self).items()}  # fmt: skip
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:12]

    def overridden(self, *overrides: Mapping[str, Any]) -> Policy:
        """Return this policy with overrides laid over it, the last one winning.

        Raises Refused naming the value that does not fit.
        """
        policy = self
        for override in overrides:
            if override:
                policy = _laid_over(policy, override)
        return policy


@lru_cache(maxsize=1)
def default() -> Policy:
    """Return the policy that comes with the program."""
    data = tomllib.loads((HERE / "policy.toml").read_text(encoding="utf-8"))
    ours, bar, sending = data["ours"], data["bar"], data["sending"]
    return Policy(
        before=tuple(ours["before"]),
        on_the_day=ours["on_the_day"],
        daily=ours["daily"],
        raise_on=tuple(ours["raise_on"]),
        weekly=ours["weekly"],
        after=tuple(data["theirs"]["after"]),
        quiet=frozenset(data["quiet"]["limits"]),
        at=time.fromisoformat(sending["at"]),
        opens=time.fromisoformat(sending["opens"]),
        closes=time.fromisoformat(sending["closes"]),
        digest_weekday=sending["digest_weekday"],
        bar_before=tuple(bar["before"]),
        bar_daily=bar["daily"],
        bar_after=tuple(bar["after"]),
    )


def check(override: Mapping[str, Any]) -> dict[str, Any]:
    """Return an override fit to be stored. Raises Refused naming the value that does not fit."""
    default().overridden(override)
    return {key: list(value) if isinstance(value, tuple | set) else value
            for key, value in override.items()}  # fmt: skip


def _laid_over(policy: Policy, override: Mapping[str, Any]) -> Policy:
    if unknown := override.keys() - {"before", "after", "at", "hours", "nudges"}:
        raise Refused(
            f"{min(unknown)!r} cannot be set for a place or a request; "
            "use before, after, at, hours or nudges."
        )
    if "hours" in override:
        opens, closes = _hours(override["hours"])
        at = policy.at if opens <= policy.at <= closes else opens
        policy = replace(policy, opens=opens, closes=closes, at=at)
    if "at" in override:
        policy = replace(policy, at=_hour(override["at"], policy))
    if "before" in override:
        policy = replace(policy, before=_days("before", override["before"]))
    if "after" in override:
        policy = replace(policy, after=_days("after", override["after"]))
    return _muted(policy, override["nudges"]) if "nudges" in override else policy


def _muted(policy: Policy, which: object) -> Policy:
    """Say less in a place. Theirs wait for the weekly digest; ours are told in the ops place."""
    if which not in WHICH:
        raise Refused(f"Nudges can be {', '.join(WHICH)}; {which!r} is none of them.")
    return replace(
        policy,
        after=policy.after if which in {"all", "theirs"} else (),
        ours_here=which in {"all", "ours"},
    )


def _days(key: str, value: Any) -> tuple[int, ...]:
    days = (
        tuple(sorted({*value}, reverse=key == "before")) if isinstance(value, list | tuple) else ()
    )
    fit = days and all(isinstance(day, int) and 0 < day <= MOST_DAYS for day in days)
    if not fit or len(days) > MOST_STEPS:
        raise Refused(
            f"{key!r} needs one to {MOST_STEPS} whole working days, each at most {MOST_DAYS}."
        )
    return days


def _hours(value: Any) -> tuple[time, time]:
    first, _, last = str(value).partition("-")
    opens, closes = _time(first), _time(last)
    if not EARLIEST <= opens < closes <= LATEST:
        raise Refused(f"Hours lie between {EARLIEST:%H:%M} and {LATEST:%H:%M}, as in 09:00-17:00.")
    return opens, closes


def _time(words: Any) -> time:
    hour, _, minute = str(words).strip().partition(":")
    try:
        return time(int(hour), int(minute or 0))
    except ValueError as error:
        raise Refused(f"{words!r} is no time of day. Write one like 09:30.") from error


def _hour(value: Any, policy: Policy) -> time:
    at = _time(value)
    if not policy.opens <= at <= policy.closes:
        raise Refused(
            f"Nudges are sent between {policy.opens:%H:%M} and {policy.closes:%H:%M}; "
            f"{at:%H:%M} is outside."
        )
    return at
