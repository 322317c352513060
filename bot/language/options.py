"""Options in typed words: `--on 2023-12-01` as scripts write them, `on 2023-12-01` as people do."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from bot.errors import UsageError
from bot.law import dates

_OPTION = re.compile(r"(?:^|(?<=\s))--([a-z][a-z-]*)(?:[ =]|$)")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def split_options(words: str, allowed: Collection[str]) -> tuple[str, dict[str, list[str]]]:
    """Split "NAME --to ICE --alias A" into the words before the options and the options.

    Each option may stand several times; its value runs to the next option. Raises UsageError
    for an option that is not allowed.
    """
    pieces = _OPTION.split(words)
    options: dict[str, list[str]] = {}
    for name, value in zip(pieces[1::2], pieces[2::2], strict=True):
        if name not in allowed:
            known = ", ".join(f"--{one}" for one in sorted(allowed))
            raise UsageError(f"There is no option --{name} here. Known: {known}.")
        options.setdefault(name, []).append(_unquoted(value))
    return _unquoted(pieces[0]), options


def _unquoted(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1].strip()
    return text


def first(options: dict[str, list[str]], name: str) -> str:
    """Return the only value of an option, or "". Raises UsageError if it stands twice."""
    values = options.get(name, [])
    if len(values) > 1:
        raise UsageError(f"--{name} stands {len(values)} times; give it once.")
    return values[0] if values else ""


def keyword(words: str, names: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Split plain words at keywords: "X to ICE sent May 2" -> ("X", {"to": ..., "sent": ...}).

    A keyword counts only from its first use on, in any order; names hold them in lower case.
    """
    pattern = re.compile(rf"(?:^|\s)({'|'.join(map(re.escape, names))})(?=\s|:|$):?", re.IGNORECASE)
    pieces = pattern.split(words)
    found: dict[str, str] = {}
    for name, value in zip(pieces[1::2], pieces[2::2], strict=True):
        found.setdefault(name.casefold(), value.strip(" ,"))
    return pieces[0].strip(" ,"), found


def day(words: str, today: date) -> date:
    """Read a date. Raises UsageError with a question that says what to type."""
    try:
        return dates.parse_date(words, today=today)
    except ValueError as error:
        raise UsageError(str(error)) from error


def whole_numbers(said: str) -> tuple[int, ...]:
    """Read "10, 5 and 1" as days. Raises UsageError for anything else."""
    parts = said.replace(",", " ").replace(" and ", " ").split()
    if not parts or not all(part.isascii() and part.isdigit() for part in parts):
        raise UsageError("Name working days as numbers, for example: steps 10,5,1.")
    return tuple(int(part) for part in parts)


def split_page(words: str) -> tuple[str, int]:
    """Split a paging mark off ("ice @6" -> "ice", 6); people never type it, buttons did."""
    head, _, tail = words.rpartition(" @") if " @" in words else ("", "", "")
    if words.startswith("@") and words[1:].isdigit():
        return "", int(words[1:])
    return (head, int(tail)) if tail.isdigit() else (words.strip(), 0)
