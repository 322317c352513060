"""The trial corpora as pages; extracted texts are kept outside the repository."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.pages import Entry

PARTS = ("letters", "productions", "messages", "scale")
_ROOT = Path(__file__).resolve().parents[2]
_PLAIN = {".txt"}
_LEFT_OUT = {"LICENSE", "LICENSE.txt"}


@dataclass(frozen=True, slots=True)
class SourcePage:
    doc: str
    number: int
    text: str


def corpora_folder(given: str | None = None) -> Path | None:
    """The folder of trial corpora, where there is one."""
    named = given or os.environ.get("FOIA_CORPORA")
    folder = Path(named) if named else _ROOT.parent / "shared" / "corpora"
    return folder if folder.is_dir() else None


def source_pages(corpora: Path, parts: Sequence[str] = PARTS) -> Iterator[SourcePage]:
    for part in parts:
        for path in sorted((corpora / part).rglob("*")):
            if path.is_file() and path.name not in _LEFT_OUT:
                doc = path.relative_to(corpora).as_posix()
                for number, text in enumerate(_texts(path, doc), 1):
                    yield SourcePage(doc, number, text)


def entries(pages: Sequence[SourcePage]) -> Iterator[Entry]:
    filings: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        filing = filings.setdefault(page.doc, len(filings) + 1)
        yield Entry(number, filing, page.doc, page.number, page.text)


def _texts(path: Path, doc: str) -> list[str]:
    if path.suffix.lower() in _PLAIN:
        text = path.read_text(encoding="utf-8", errors="replace")
        parts = text.split("\f")
        return parts[:-1] if len(parts) > 1 and not parts[-1].strip() else parts
    cache = Path(tempfile.gettempdir()) / "foia-bench-texts"
    cache.mkdir(exist_ok=True)
    kept = cache / f"{hashlib.sha1(doc.encode(), usedforsecurity=False).hexdigest()}.json"
    if not kept.exists():
        kept.write_text(json.dumps({"path": doc, "pages": _extracted(path)}), encoding="utf-8")
    found: list[str] = json.loads(kept.read_text(encoding="utf-8"))["pages"]
    return found


def _extracted(path: Path) -> list[str]:
    from index.extract import extract
    from index.pages import FilingError

    try:
        found = extract(path).pages
    except FilingError as exc:
        print(f"left out {path.name}: {exc}")
        return []
    texts = [""] * max((page.number for page in found), default=0)
    for page in found:
        texts[page.number - 1] = page.text
    return texts
