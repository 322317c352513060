"""JSON lines in, JSON lines out, in order: one start for thousands of questions or files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from bot.documents.library import Library
from bot.errors import BotError, UsageError
from bot.invocation import Ask, Room
from bot.law.choices import DEFAULT
from bot.queries import filings
from bot.registry.queries import AskFilings, FindPages
from index.pages import FilingError

_TOP = 10
Answered = Callable[[dict[str, Any]], dict[str, Any]]


def run(what: str, library: Library, ask: Ask, lines: Iterable[str], out: IO[str]) -> int:
    """Answer each line as `foia find`, `ask` or `read` would; a bad line stops nothing."""
    if what == "read":
        return _run(lines, out, _reading(library))
    return _run(lines, out, _asking(what, library, ask))


def _run(lines: Iterable[str], out: IO[str], answer: Answered) -> int:
    for line in lines:
        if not line.strip():
            continue
        asked: dict[str, Any] = {}
        try:
            asked = _read(line)
            said = answer(asked)
        except (BotError, FilingError) as error:
            said = {"error": str(error)}
        identity = {"id": asked["id"]} if "id" in asked else {}
        out.write(json.dumps(identity | said, ensure_ascii=False) + "\n")
        out.flush()
    return 0


def _read(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise UsageError("This line is no JSON.") from error
    if not isinstance(value, dict):
        raise UsageError('Each line is an object, such as {"id": 1, "question": "..."}.')
    return value


def _asking(what: str, library: Library, ask: Ask) -> Answered:
    def answer(asked: dict[str, Any]) -> dict[str, Any]:
        words = asked.get("question", asked.get("words", asked.get("text")))
        if not isinstance(words, str):
            raise UsageError('This line needs a "question".')
        top = asked.get("top", _TOP)
        most = top if isinstance(top, int) and top > 0 else _TOP
        with library.database.read() as session:
            room = Room(session, library.settings, library, DEFAULT)
            if what == "find":
                return filings.find(room, ask, FindPages(words, top=most)).to_json()
            return filings.ask(room, ask, AskFilings(words, top=most)).to_json()

    return answer


def _reading(library: Library) -> Answered:
    """Return what answers {"path"} with the file's pages, masked, without keeping anything."""
    library.roster()  # refuses where names are on file that cannot be read
    with library.database.read() as session:
        masker = library.masker(session)

    def read(asked: dict[str, Any]) -> dict[str, Any]:
        from index.extract import extract

        if not isinstance(asked.get("path"), str):
            raise UsageError('This line needs a "path".')
        found = extract(Path(asked["path"]))
        return {
            "title": masker.shown(found.title),
            "media_type": found.media_type,
            "pages": [
                {
                    "page": page.number,
                    "quality": page.quality.value,
                    "confidence": page.confidence,
                    "text": masker.shown(page.text),
                    "note": page.note,
                }
                for page in found.pages
            ],
            "warnings": [masker.shown(warning) for warning in found.warnings],
            "parts": [masker.shown(name) for name, _ in found.parts],
        }

    return read
