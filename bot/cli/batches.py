"""JSON lines in, JSON lines out, in order: one start for thousands of questions or files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from bot.dispatch import dispatch
from bot.dispatch.run import Tools
from bot.documents.library import Library
from bot.errors import BotError, UsageError
from bot.invocation import Ask
from bot.registry.filing_queries import AskFilings, FindPages
from index.pages import FilingError

_TOP = 10
Answered = Callable[[dict[str, Any]], dict[str, Any]]


def run(what: str, tools: Tools, ask: Ask, lines: Iterable[str], out: IO[str]) -> int:
    """Answer each line as `foia find`, `ask` or `read` would; a bad line stops nothing."""
    if what == "letter":
        return _run(lines, out, _lettering(tools.library))
    if what == "read":
        return _run(lines, out, _reading(tools.library))
    return _run(lines, out, _asking(what, tools, ask))


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


def _asking(what: str, tools: Tools, ask: Ask) -> Answered:
    ask = replace(ask, searching=True)

    def answer(asked: dict[str, Any]) -> dict[str, Any]:
        words = asked.get("question", asked.get("words", asked.get("text")))
        if not isinstance(words, str):
            raise UsageError('This line needs a "question".')
        top = asked.get("top", _TOP)
        most = top if isinstance(top, int) and top > 0 else _TOP
        value = FindPages(words, top=most) if what == "find" else AskFilings(words, top=most)
        return dispatch.perform(tools, ask, value).to_json()

    return answer


def _lettering(library: Library) -> Answered:
    """Return what answers {"path"} or {"text"} with what the letter says; nothing is kept."""
    from bot.correspondence import contract, effects, matching, read_letter

    library.roster()  # refuses where names are on file that cannot be read
    library.freshen()
    with library.database.read() as session:
        masker = library.masker(session)

    def answer(asked: dict[str, Any]) -> dict[str, Any]:
        pages = _pages_of(asked)
        letter = read_letter(pages)
        text = "\n".join(text for _, text in pages)
        with library.database.read() as session:
            match = matching.match(session, letter, text)
            return contract.said(letter, effects.effects(letter), match, masker.shown)

    return answer


def _pages_of(asked: dict[str, Any]) -> list[tuple[int, str]]:
    """Give the pages of a letter: of its text, where a form feed begins a page, or of its file."""
    wanted = _wanted(asked.get("pages"))
    if isinstance(asked.get("text"), str):
        pages = list(enumerate(str(asked["text"]).split("\f"), start=1))
        return [page for page in pages if not wanted or page[0] in wanted]
    if not isinstance(asked.get("path"), str):
        raise UsageError('This line needs a "path" or a "text".')
    from index.extract import read_pages
    from index.pages import Page

    found: dict[int, str] = {}
    read = read_pages(Path(asked["path"]))
    for page in read:
        if isinstance(page, Page) and (not wanted or page.number in wanted):
            found[page.number] = page.text
        if wanted and wanted <= found.keys():
            break
    read.close()  # type: ignore[attr-defined]
    return sorted(found.items())


def _wanted(pages: object) -> set[int]:
    """Read [1, 2], "1-3", "1,4" or 2 as page numbers; none for all."""
    if pages is None:
        return set()
    if isinstance(pages, int):
        return {pages}
    parts = pages.split(",") if isinstance(pages, str) else pages
    found: set[int] = set()
    try:
        for part in parts if isinstance(parts, list) else []:
            first, _, last = str(part).partition("-")
            found |= set(range(int(first), int(last or first) + 1))
    except ValueError as error:
        raise UsageError('"pages" is a list of page numbers, such as [1, 2].') from error
    return found


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
                    "text": masker.page_text(page.text),
                    "note": page.note,
                }
                for page in found.pages
            ],
            "warnings": [masker.shown(warning) for warning in found.warnings],
            "parts": [masker.shown(name) for name, _ in found.parts],
            "hidden_pages": list(found.hidden_text),
            "suspect_pages": list(found.suspect_text),
        }

    return read
