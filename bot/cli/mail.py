"""The mailbox from the command line: say what is wrong with its settings, or look once."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.cli.desk import desk_of
from bot.cli.output import tell
from bot.errors import Refused, UsageError

if TYPE_CHECKING:
    from bot.correspondence.mail_intake import Looked


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
    report = _report(looked)
    words = f"{len(looked.taken)} mails taken, {looked.known} on file already."
    if looked.started:
        words = "The first look: mail from now on is taken. Older: foia mail once --since DAY."
    tell(given, report, [words, *looked.aside])
    return 0


def _report(looked: Looked) -> dict[str, Any]:
    return {
        "taken": len(looked.taken), "known": looked.known, "bounced": looked.bounced,
        "aside": looked.aside, "started": looked.started,
    }  # fmt: skip


def handed(given: Namespace) -> int:
    """Answer `foia add --mail PATH...`: mail fetched by other means; 1 if none was taken."""
    from bot.commands import mail as box
    from bot.correspondence import mail_files

    if given.request or given.level:
        raise UsageError("Mail is filed by what it says: leave --request and --level out.")
    desk = desk_of(given)
    try:
        looked = box.handed(desk.library, desk.settings, mail_files.raws(given.paths), desk.now())
    finally:
        desk.close()
    words = f"{len(looked.taken)} mails taken, {looked.known} on file already."
    tell(given, _report(looked), [words, *looked.aside])
    return 0 if looked.taken or looked.known else 1


def _since(words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise UsageError(f"--since {words} is no day; write it like 2024-01-31.") from error
