"""Text in, text out: batch, mask, and the roster of names that the mask always hides."""

from __future__ import annotations

import json
import secrets
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli import main
from bot.cli.output import tell
from bot.errors import NotFound

if TYPE_CHECKING:
    from bot.privacy.mask import Masked
    from bot.privacy.roster import Roster


def batch(given: Namespace) -> int:
    """Answer JSON lines with JSON lines, in order."""
    from bot.cli import batches

    if given.what == "mask":
        return _mask_lines(given)
    desk = main.desk_of(given)
    try:
        if given.what == "say":
            from bot.cli import say

            return say.run(desk, say.moment(given.now), sys.stdin, sys.stdout)
        return batches.run(given.what, desk.library, desk.operator(), sys.stdin, sys.stdout)
    finally:
        desk.close()


def mask(given: Namespace) -> int:
    """Mask standard input."""
    from bot.privacy.mask import mask as masked_by

    masked = masked_by(sys.stdin.read(), roster=_roster_of(given))
    tell(given, _spans(masked), [masked.text])
    return 0


def _mask_lines(given: Namespace) -> int:
    """Mask JSON lines, in order; one start for thousands. A bad line stops nothing."""
    from bot.privacy.mask import mask as masked_by

    names = _roster_of(given)
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            said = {"id": asked.get("id"), **_spans(masked_by(str(asked["text"]), roster=names))}
        except (ValueError, KeyError, AttributeError):
            said = {"error": 'Each line is an object such as {"id": 1, "text": "..."}.'}
        print(json.dumps(said, ensure_ascii=False))
    return 0


def _spans(masked: Masked) -> dict[str, Any]:
    spans = [{"start": s.start, "end": s.end, "label": s.label} for s in masked.spans]
    return {"text": masked.text, "spans": spans}


def _roster_of(given: Namespace) -> Roster | None:
    """Return the names of a file, one a line, hashed for this run only; else those on file."""
    path = given.roster
    if path is None:
        return names_on_file(given)
    from bot.privacy.roster import Roster, hash_names

    key = secrets.token_bytes(32)
    names = [line for line in _readable(path).splitlines() if line.strip()]
    return Roster.from_hashes(hash_names(names, key), key)


def names_on_file(given: Namespace) -> Roster | None:
    """Return the roster of the data folder, where there is one. Raises BotError."""
    from bot import settings

    if not settings.load(data=getattr(given, "data", None)).data.is_dir():
        return None
    desk = main.desk_of(given)
    try:
        return desk.library.roster()
    finally:
        desk.close()


def roster(given: Namespace) -> int:
    """Add names, one a line, to those always hidden; only keyed hashes are kept."""
    desk = main.desk_of(given)
    try:
        names = _readable(given.file).splitlines()
        count = desk.library.add_to_roster([name for name in names if name.strip()])
    finally:
        desk.close()
    words = f"{count} names added; pages are masked again by the worker, or by: foia index rebuild"
    tell(given, {"added": count}, [words])
    return 0


def _readable(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotFound(f"{path} cannot be read as UTF-8 text: {type(error).__name__}.") from error
