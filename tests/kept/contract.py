"""What people and scripts rely on, as one JSON value: it may grow, nothing in it changes or goes.

`python -m tests.kept.contract` prints it for the present code. What is kept beside, as
`contract.json`, is that of the first release; it is edited by hand alone, with a line in the
change log for each thing that changes on purpose.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from bot import settings
from bot.cli.main import build_parser, main
from bot.registry import everything
from bot.wiring import container
from handlers.listeners import routes

TODAY = datetime(2024, 6, 3, 15, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
LETTER = "Re: 2024-ICFO-90001\nExpedited processing is denied. We withheld page 2 under (b)(5).\n"
TRACKER = "Request,Agency,Date sent,Received\nHarbor logs,ICE,2024-01-08,2024-01-09\n"
# Each line is typed in turn, in one folder, as JSON; its exit code and the keys that come are kept.
SCENE: tuple[tuple[str, ...], ...] = (
    ("request", "add", "ICE data breach", "--to", "ICE,DHS", "--sent", "2023-11-09",
     "--assume-received", "--channel", "C0FOIA0001", "--owner", "U0LEAD0001", "--alias", "breach"),
    ("log", "ice-data-breach/ICE", "acknowledged", "--on", "2023-12-01", "--set",
     "number=2024-ICFO-90001", "--note", "by mail"),
    ("log", "ice-data-breach/ICE", "determined", "--on", "2024-03-01", "--set",
     "disposition=full-denial"),
    ("log", "ice-data-breach/DHS", "received", "--on", "2023-11-13", "--assumed"),
    ("log", "ice-data-breach/ICE", "produced", "--on", "2024-05-01", "--set", "pages=120"),
    ("log", "ice-data-breach/ICE", "nonsense", "--on", "2023-12-01"),
    ("log", "nothing-like-it", "acknowledged", "--on", "2023-12-01"),
    ("log", "ice-data-breach/ICE", "acknowledged", "--on", "tomorrow-ish"),
    ("request", "list"), ("request", "show", "breach"), ("request", "show", "no such request"),
    ("status",), ("status", "breach"), ("overdue",), ("owe",), ("news",), ("history", "breach"),
    ("news", "--since", "2024-01-01"), ("due",), ("due", "--days", "400"),
    ("why", "breach/ICE", "determination"), ("ripe", "breach"), ("number", "breach"),
    ("number", "2024-ICFO-90001"), ("window", "breach"), ("produced", "breach"), ("fees", "breach"),
    ("contacts", "breach"), ("docket", "breach"), ("speed", "ICE"), ("public", "breach"),
    ("mark", "breach"), ("draft", "breach/DHS", "follow-up"), ("timeline", "breach"),
    ("choices",), ("choices", "weekend-receipt", "next-working"), ("people",),
    ("people", "add", "U0LEAD0001", "as", "lead"), ("people", "remove", "U0NOBODY01"),
    ("assign", "breach", "to", "U0LEAD0001"), ("alias", "breach", "as", "leak"),
    ("places",), ("places", "allow", "C0FOIA0001"), ("places", "hours", "C0FOIA0001", "9-17"),
    ("places", "stop", "C0FOIA0001"),
    ("add", "letter.txt", "--request", "ice-data-breach"), ("add", "no-such-file.pdf"),
    ("filings",), ("filings", "--request", "ice-data-breach"), ("show", "letter.txt"),
    ("show", "letter.txt", "1"), ("show", "none.txt"),
    ("find", "expedited"), ("find", "expedited", "--request", "ice-data-breach", "--top", "3"),
    ("ask", "which letter denied expedited processing?"), ("redactions",), ("redactions", "b5"),
    ("letter", "breach:", "denial"), ("cite", "breach:", "expedited", "processing", "denied"),
    ("deadline", "--limit", "determination", "--start", "2024-03-01", "--agency", "DHS",
     "--extended", "10", "--tolled", "2024-03-05:2024-03-08"),
    ("deadline", "--limit", "appeal", "--start", "2024-03-01"),
    ("deadline", "--limit", "nonsense", "--start", "2024-03-01"),
    ("import", "tracker.csv"), ("import", "tracker.csv", "--yes"),
    ("export", "json", "-"), ("export", "csv", "out.csv"), ("export", "ics", "out.ics"),
    ("export", "xlsx", "out.xlsx"), ("undo",),
    ("nudges",), ("nudges", "--days", "5"), ("nudges", "verify"), ("sweep", "--dry-run"),
    ("sweep",), ("check",), ("audit", "--last", "3"), ("doctor",), ("vault", "check"),
    ("vault", "rotate"), ("vault", "drop-old-keys"), ("backup", "copies"), ("db", "upgrade"),
    ("index", "rebuild"), ("roster", "add", "names.txt"), ("mask",),
    ("mask", "--roster", "names.txt"), ("batch", "find"), ("batch", "ask"), ("batch", "mask"),
    ("batch", "read"), ("forget", "letter.txt"), ("forget", "letter.txt"),
    ("manifest",), ("manifest", "--reconcile"), ("manifest", "--http", "https://foia.example.org"),
    ("manifest", "--http", "foia.example.org"), ("run",), ("web",), ("worker",),
    ("request",), ("nonsense",), ("find",), ("export", "pdf"),
)  # fmt: skip
TYPED = {
    ("mask",): "Marisol Quentaro called 202-555-0100.",
    ("mask", "--roster", "names.txt"): "Marisol Quentaro called.",
    ("batch", "find"): '{"id": 1, "question": "expedited"}\n',
    ("batch", "ask"): '{"id": 1, "question": "which letter denied expedited processing?"}\n',
    ("batch", "mask"): '{"id": 1, "text": "SSN 900-12-3456"}\n',
    ("batch", "read"): '{"id": 1, "path": "letter.txt"}\n',
}


def surface() -> dict[str, Any]:
    """Return the whole contract of the present code."""
    return {
        "commands": commands(),
        "verbs": verbs(),
        "settings": settings_read(),
        "procfile": (ROOT / "Procfile").read_text().splitlines(),
        "manifest": manifests(),
        "scene": scene(),
    }


def commands() -> dict[str, Any]:
    """Return every command with its positional words and options."""
    (sub,) = (a for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction))
    return {name: _arguments(parser) for name, parser in sub.choices.items()}


def _arguments(parser: argparse.ArgumentParser) -> dict[str, Any]:
    return {
        "|".join(action.option_strings) or action.dest: {
            "nargs": str(action.nargs),
            "choices": [str(one) for one in action.choices or ()],
            "default": _default(action.default),
            "required": action.required,
            "kind": type(action).__name__.strip("_"),
        }
        for action in parser._actions
        if not isinstance(action, argparse._HelpAction)
    }


def _default(value: Any) -> str:
    return "" if not value or value == argparse.SUPPRESS else str(value)


def verbs() -> dict[str, Any]:
    """Return every spoken verb with its aliases, what it touches and whether it changes things."""
    return {
        spec.name: {
            "aliases": sorted((spec.name, *spec.aliases)),
            "data": str(spec.data),
            "examples": list(spec.examples),
        }
        for spec in everything()
    }


VALUES = {
    "FOIA_DATA": "elsewhere", "DATABASE_URL": "postgresql://h/d", "FOIA_TIMEZONE": "America/Chicago",
    "FOIA_COMMAND": "/records", "FOIA_ADMINS": "U0LEAD0001", "FOIA_OPS_CHANNEL": "C0OPS",
    "FOIA_HEARTBEAT_URL": "https://beat.example.org", "FOIA_VAULT_KEY": "key",
    "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "s",
    "SLACK_API_URL": "https://slack.example.org/api/", "LOG_LEVEL": "ERROR", "PORT": "8080",
    "FOIA_DB_POOL": "10", "FOIA_SEARCH": "whoosh",
}  # fmt: skip


def settings_read() -> dict[str, dict[str, str]]:
    """Return what each variable of the environment sets, and its default."""
    plain = dataclasses.asdict(settings.load({}))
    found: dict[str, dict[str, str]] = {}
    for name, value in VALUES.items():
        read = dataclasses.asdict(settings.load({name: value}))
        changed = {key: str(read[key]) for key in plain if read[key] != plain[key]}
        found[name] = changed | {f"{key} unset": str(plain[key]) for key in changed}
    return found


def manifests() -> dict[str, Any]:
    """Return scopes, events and callbacks that the manifest asks for, in its three forms."""
    found = {}
    forms: Mapping[str, dict[str, Any]] = {
        "socket": {}, "reconcile": {"reconcile": True}, "http": {"url": "https://foia.example.org"},
    }  # fmt: skip
    for name, options in forms.items():
        made = routes.manifest(settings.load({}), everything(), **options)
        scopes = made["oauth_config"]["scopes"]
        found[name] = {
            "scopes": sorted({*scopes.get("bot", ()), *scopes.get("bot_optional", ())}),
            "events": sorted(made["settings"]["event_subscriptions"]["bot_events"]),
            "commands": [one["command"] for one in made["features"]["slash_commands"]],
            "shortcuts": sorted(one["callback_id"] for one in made["features"]["shortcuts"]),
        }
    return found


def scene() -> dict[str, Any]:
    """Type every line of SCENE; return exit codes, and the keys of the JSON that came."""
    with tempfile.TemporaryDirectory() as folder, _alone(Path(folder)):
        Path("letter.txt").write_text(LETTER)
        Path("tracker.csv").write_text(TRACKER)
        Path("names.txt").write_text("Marisol Quentaro\nTobias Wrenfield\n")
        found: dict[str, Any] = {}
        for words in SCENE:
            name = " ".join(words)
            found[f"{name} (again)" if name in found else name] = _typed(words)
        return found


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Work in a folder of our own, on one day, with no setting of the surroundings'."""
    kept = {name: value for name, value in os.environ.items() if name not in VALUES}
    before = Path.cwd()
    os.chdir(folder)
    try:
        clock = mock.patch.dict(container.open_desk.__kwdefaults__, clock=lambda: TODAY)
        with mock.patch.dict(os.environ, kept, clear=True), clock:
            yield
    finally:
        os.chdir(before)


def _typed(words: tuple[str, ...]) -> dict[str, Any]:
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    given = io.StringIO(TYPED.get(words, ""))
    with (
        mock.patch.object(sys, "stdin", given),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            code = main([*words, "--json"])
        except SystemExit as end:
            code = int(end.code or 0)
    out.flush()
    printed = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
    return {"exit": code, "keys": sorted(_keys_of(printed))}


def _keys_of(printed: str) -> set[str]:
    try:
        return set(_keys(json.loads(printed)))
    except ValueError:
        return set()


def _keys(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{path}.{key}".lstrip(".")
            yield from _keys(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner, f"{path}[]")


# How many words an argument takes, and whether it must be there: what was typed stays right.
LOOSER = {("None", "?"), ("None", "*"), ("None", "+"), ("+", "*"), ("?", "*"), (True, False)}


def lost(kept: Any, now: Any, path: str = "") -> list[str]:
    """Return what is in the kept contract and is not, or is otherwise, in the present one."""
    if isinstance(kept, dict):
        gone = [
            f"{path}/{key} is gone" for key in kept if not isinstance(now, dict) or key not in now
        ]
        held = [key for key in kept if isinstance(now, dict) and key in now]
        return gone + [said for key in held for said in lost(kept[key], now[key], f"{path}/{key}")]
    if isinstance(kept, list):
        return [f"{path}: {one!r} is gone" for one in kept if one not in now]
    return [] if kept == now or (kept, now) in LOOSER else [f"{path} was {kept!r}, is {now!r}"]


if __name__ == "__main__":
    print(json.dumps(surface(), indent=1, ensure_ascii=False))
