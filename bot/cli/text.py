"""Text in, text out: batch, mask, and the roster of names that the mask always hides."""

from __future__ import annotations

import json
import secrets
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.desk import desk_of
from bot.cli.output import tell
from bot.errors import NotFound, Refused, UsageError

if TYPE_CHECKING:
    from bot.documents.library import Library
    from bot.privacy.mask import Masked
    from bot.privacy.roster import Roster


def batch(given: Namespace) -> int:
    """Answer JSON lines with JSON lines, in order."""
    from bot.cli import batches

    if given.what == "mask":
        return _mask_lines(given)
    desk = desk_of(given)
    try:
        if given.what == "say":
            from bot.cli import say

            return say.run(desk, say.moment(given.now), sys.stdin, sys.stdout)
        return batches.run(given.what, desk, desk.operator(), sys.stdin, sys.stdout)
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
    from bot.store.database import is_there

    if not is_there(settings.load(data=getattr(given, "data", None)).database):
        return None  # a refusal makes no store
    desk = desk_of(given)
    try:
        return desk.library.roster()
    finally:
        desk.close()


def roster(given: Namespace) -> int:
    """Add names to those always hidden, list their count and ages, or remove some."""
    if given.what != "list" and given.file is None:
        raise UsageError(f"Say which file: roster {given.what} FILE.")
    desk = desk_of(given)
    try:
        job = {"add": _add, "remove": _remove, "list": _ages}[given.what]
        return job(given, desk.library)
    finally:
        desk.close()


def _add(given: Namespace, library: Library) -> int:
    """Judge every line first; only keyed hashes of names are kept. 1 if no line was taken."""
    from bot.privacy import rosterlines

    lines = rosterlines.read(_readable(given.file))
    fit = [line for line in lines if not line.why]
    refused = [{"line": line.number, "why": line.why} for line in lines if line.why]
    hides = [
        {"line": line.number, "pages": pages, "alone": len(line.alone), "words": list(line.english)}
        for line, pages in zip(fit, library.pages_naming([f.name for f in fit]), strict=True)
    ]
    count = library.add_to_roster([f.name for f in fit]) if fit and not given.dry_run else 0
    for one in refused:
        print(f"foia: line {one['line']} was not taken: {one['why']}.", file=sys.stderr)
    said = [_would_hide(one) for one in hides]
    if given.dry_run:
        said.append(f"{len(fit)} lines are names; nothing was added.")
    else:
        said.append(f"{count} names added; {_masked_again(library)}")
    tell(given, {"added": count, "refused": refused, "hides": hides}, said)
    return 0 if fit or not refused else 1


def _would_hide(one: dict[str, Any]) -> str:
    """Say what a line hides, by its number: the names themselves belong into no log."""
    ordinary = f"; ordinary words: {', '.join(one['words'])}" if one["words"] else ""
    alone = "its parts beside one another"
    if one["alone"]:
        alone = "also by its rarer part alone"
    alone += ", a common first name also where it is greeted or signs"
    return f"line {one['line']}: hidden on {one['pages']:,} pages on file, {alone}{ordinary}"


def _remove(given: Namespace, library: Library) -> int:
    names = [line.strip() for line in _readable(given.file).splitlines() if line.strip()]
    count = library.remove_from_roster(names)
    words = f"{count} names removed; {_masked_again(library)}"
    tell(given, {"removed": count}, [words])
    return 0 if count or not names else 1


def unmask(given: Namespace) -> int:
    """Show names of public people that were masked by mistake, or mask them again; list them."""
    short = [name for name in given.names if len(name.split()) < 2]  # noqa: PLR2004
    if short:
        raise UsageError("Name first and last name, quoted: one word alone may be anybody's.")
    desk = desk_of(given)
    try:
        # A name to be masked again is dropped whatever the roster says.
        if not given.again and desk.library.protects(given.names):
            raise Refused(
                "A name on the roster stays masked, and is kept nowhere in the clear: nothing was "
                "changed. If it is on the roster by mistake, take it off first: roster remove FILE."
            )
        key = "drop" if given.again else "add"
        names = desk.library.public_names(**{key: given.names})
        said = [f"{len(names)} names of public people are shown: {'; '.join(names) or 'none'}."]
        if given.names:
            said.append(
                f"{_masked_again(desk.library).capitalize()}; the roster's names stay masked."
            )
        tell(given, {"public": list(names)}, said)
        return 0
    finally:
        desk.close()


def _masked_again(library: Library) -> str:
    """Mask what is on file at once: until then its filings are left out of every search."""
    filings = library.remask()
    library.refresh_index(wait=5.0)
    return f"{filings:,} filings were masked again"


def _ages(given: Namespace, library: Library) -> int:
    days = library.roster_ages()
    dated = [day for day in days if day]
    value = {
        "names": len(days),
        "oldest": min(dated, default=None),
        "newest": max(dated, default=None),
        "undated": len(days) - len(dated),
    }
    said = f"{len(days)} names are protected."
    if dated:
        said += (
            f" The first of those with a date was added on {min(dated)}, the last on {max(dated)}."
        )
    tell(given, value, [said])
    return 0


def _readable(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}.") from error
    except OSError as error:
        raise NotFound(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise NotFound(f"{path} is not text in UTF-8; save it as that, one name a line.") from error
