"""Calendar entries (iCalendar, RFC 5545) as lines that people read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(r"([A-Za-z-]+)((?:;[^:\"]*(?:\"[^\"]*\")?)*):(.*)")
_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z?))?")
_METHODS = {
    "REQUEST": "Calendar invitation",
    "CANCEL": "Calendar: this entry is cancelled",
    "REPLY": "Calendar: an answer to an invitation",
    "COUNTER": "Calendar: another time is proposed",
}
_KINDS = {"VEVENT": "Calendar entry", "VTODO": "Calendar: a task", "VJOURNAL": "Calendar: a note"}
_SHOWN = {
    "SUMMARY": "",
    "DTSTART": "From",
    "DTEND": "To",
    "DUE": "Due",
    "DURATION": "Lasts",
    "RRULE": "Repeats",
    "LOCATION": "Where",
    "STATUS": "Status",
    "ORGANIZER": "Organizer",
    "ATTENDEE": "Invited",
    "DESCRIPTION": "",
    "COMMENT": "Comment",
    "ATTACH": "Attached",
}
_ESCAPED = re.compile(r"\\([nN,;\\])")


def is_calendar(text: str) -> bool:
    """Say whether this is a calendar file."""
    return text.lstrip("\ufeff \r\n\t").upper().startswith("BEGIN:VCALENDAR")


def readable(text: str) -> str:
    """Give the entries of a calendar file, one paragraph each; lines that say nothing are left."""
    unfolded = _FOLD.sub("", text)
    method = re.search(r"(?im)^METHOD:\s*(\w+)", unfolded)
    head = _METHODS.get(method[1].upper(), "") if method else ""
    return "\n\n".join("\n".join(entry) for entry in _entries(unfolded, head) if len(entry) > 1)


def _entries(text: str, head: str) -> Iterator[list[str]]:
    entry: list[str] | None = None
    inner = ""
    for line in text.splitlines():
        name, _, rest = line.partition(":")
        word, kind = name.upper(), rest.strip().upper()
        if word == "BEGIN" and kind in _KINDS:
            entry = [f"{head or _KINDS[kind]}:"]
        elif word == "END" and kind in _KINDS and entry is not None:
            yield entry
            entry = None
        elif word in {"BEGIN", "END"} and entry is not None:
            inner = kind if word == "BEGIN" else ""
        elif entry is not None and not inner and (said := _said(line)):
            entry.append(said)


def _said(line: str) -> str:
    found = _LINE.fullmatch(line.strip())
    if not found or found[1].upper() not in _SHOWN:
        return ""
    name, options, value = found[1].upper(), found[2], found[3]
    value = _ESCAPED.sub(lambda mark: "\n" if mark[1] in "nN" else mark[1], value).strip()
    if name.startswith("DT") or name == "DUE":
        value = _moment(value, options)
    elif name in {"ORGANIZER", "ATTENDEE"}:
        value = _person(value, options)
    label = _SHOWN[name]
    return f"{label}: {value}" if label and value else value


def _moment(value: str, options: str) -> str:
    found = _MOMENT.fullmatch(value)
    if not found:
        return value
    try:
        day = datetime(int(found[1]), int(found[2]), int(found[3]))  # noqa: DTZ001 - only a day
    except ValueError:
        return value
    words = f"{day:%a %b} {day.day} {day.year}"
    if found[4] is None:
        return words
    zone = re.search(r"(?i);TZID=\"?([^;:\"]+)", options)
    where = "UTC" if found[7] else (zone[1] if zone else "")
    return f"{words}, {found[4]}:{found[5]} {where}".strip()


def _person(value: str, options: str) -> str:
    name = re.search(r"(?i);CN=(?:\"([^\"]*)\"|([^;:]*))", options)
    address = re.sub(r"(?i)^mailto:", "", value)
    called = (name[1] or name[2] or "").strip() if name else ""
    return f"{called} <{address}>" if called and called != address else address
