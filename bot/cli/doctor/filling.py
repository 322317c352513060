"""Writes .env from what a person answers. Secrets are neither shown nor read back."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from bot.cli.doctor.finding import Finding
from bot.cli.doctor.surroundings import WHERE, kind_fault
from bot.errors import Refused, SettingsError
from bot.settings import load

FILE = Path(".env")
TEMPLATE = Path(__file__).with_name("env.txt")
SECRET = frozenset(WHERE)

# What is asked; the rest of the file keeps its defaults and its comments.
QUESTIONS = (
    ("SLACK_BOT_TOKEN", "Bot token (xoxb-…; OAuth & Permissions)"),
    ("SLACK_APP_TOKEN", "App-level token for Socket Mode (xapp-…; Basic Information)"),
    ("SLACK_SIGNING_SECRET", "Signing secret, only for HTTP (Basic Information)"),
    ("FOIA_ADMINS", "Slack user ids of the first leads, comma separated"),
    ("FOIA_OPS_CHANNEL", "Id of the channel that hears what goes wrong"),
    ("FOIA_TIMEZONE", "The team's time zone, e.g. America/Chicago"),
)


def fill(*, ask: bool) -> list[Finding]:
    """Write .env where there is none. Raises nothing: what went wrong is a finding."""
    if FILE.exists():
        return [Finding(ok=True, what=f"{FILE} is there already; it was not touched")]
    answers = _answers(_typed) if ask else {}
    try:
        write(answers)
    except Refused as error:
        return [Finding(ok=False, what=f"{FILE} is written", fix=str(error))]
    left = [name for name, _ in QUESTIONS[:1] if not answers.get(name)]
    more = "; open it and fill it in" if left else ""
    return [Finding(ok=True, what=f"{FILE} is written, for your eyes only{more}")]


def _answers(typed: Callable[[str, bool], str]) -> dict[str, str]:
    """Ask one after the other; Enter leaves a setting empty, the end of the input all others."""
    print("Enter leaves a setting empty. Tokens are not shown while you paste them.")
    answers: dict[str, str] = {}
    for name, question in QUESTIONS:
        if name == "SLACK_SIGNING_SECRET" and answers.get("SLACK_APP_TOKEN"):
            continue  # Socket Mode needs none
        try:
            while fault := _fault(name, answer := typed(question, name in SECRET).strip()):
                print(f"  {fault}.")
        except (EOFError, OSError):
            break
        answers[name] = answer
    return {name: answer for name, answer in answers.items() if answer}


def _typed(question: str, secret: bool) -> str:  # noqa: FBT001 - whether it is shown
    if secret and sys.stdin.isatty():
        return getpass.getpass(f"{question}: ")
    return input(f"{question}: ")


def _fault(name: str, answer: str) -> str:
    if not answer:
        return ""
    if any(sign in answer for sign in "\n\r'\"#$`\\"):
        return "That holds signs that cannot stand in .env"
    if name in SECRET:
        return kind_fault(name, answer)
    try:
        load({name: answer})
    except SettingsError as error:
        return str(error).rstrip(".")
    return ""


def text(answers: Mapping[str, str]) -> str:
    """Return the file: every setting with its comment, the answers filled in."""
    lines = []
    for line in TEMPLATE.read_text("utf-8").splitlines():
        name, equals, default = line.partition("=")
        filled = answers.get(name, default) if equals and not line.startswith("#") else ""
        lines.append(f"{name}={filled}" if equals and not line.startswith("#") else line)
    return "\n".join(lines) + "\n"


def write(answers: Mapping[str, str]) -> None:
    """Write .env; never over another. Raises Refused."""
    try:
        with os.fdopen(os.open(FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text(answers))
    except OSError as error:
        raise Refused(f"{FILE} cannot be written here: {error.strerror}.") from error
