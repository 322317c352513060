"""The mailbox from the command line: say what is wrong with its settings, or look once."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from bot.cli.desk import desk_of
from bot.cli.output import tell
from bot.errors import Refused, UsageError


def mail(given: Namespace) -> int:
    """Answer `foia mail check` and `foia mail once [--since DAY]`."""
    from bot.commands import mail as box

    desk = desk_of(given)
    try:
        if given.what == "check":
            faults = box.check(desk.settings)
            if faults and not faults[0].startswith("FOIA_MAIL_AUTHSERV"):
                raise Refused(" ".join(faults))
            tell(
                given, {"ok": not faults, "faults": faults}, faults or ["The mailbox can be read."]
            )
            return 0
        looked = box.once(desk.library, desk.settings, desk.now(), since=_since(given.since))
    finally:
        desk.close()
    report = {
        "taken": len(looked.taken), "known": looked.known, "bounced": looked.bounced,
        "aside": looked.aside, "started": looked.started,
    }  # fmt: skip
    words = f"{len(looked.taken)} mails taken, {looked.known} on file already."
    if looked.started:
        words = "The first look: mail from now on is taken. Older: foia mail once --since DAY."
    tell(given, report, [words, *looked.aside])
    return 0


def _since(words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise UsageError(f"--since {words} is no day; write it like 2024-01-31.") from error
