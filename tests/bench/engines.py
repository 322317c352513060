"""Our search, SQLite FTS5 and tantivy on the same pages; the last two for comparison only."""

from __future__ import annotations

import importlib.util
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from index.engine.whoosh_engine import WhooshEngine
from index.pages import Entry, Scope
from index.query.answering import answer
from index.terms.parse import parse


class Searcher(Protocol):
    name: str

    def build(self, pages: Sequence[str], folder: Path) -> Path:
        """Build the index; give where it lies."""

    def open(self, folder: Path) -> None: ...

    def search(self, words: Sequence[str]) -> object: ...

    def phrase(self, words: Sequence[str]) -> object: ...

    def with_quotes(self, words: Sequence[str]) -> object: ...

    def close(self) -> None: ...


class Ours:
    """The engine, its answers, and the texts of the pages in a table as the store has them."""

    name = "ours"

    def build(self, pages: Sequence[str], folder: Path) -> Path:
        shutil.rmtree(folder / "ours", ignore_errors=True)
        engine = WhooshEngine(folder / "ours")
        entries = (
            Entry(n, n // 20, f"filing {n // 20}", n % 20 + 1, page)
            for n, page in enumerate(pages, 1)
        )
        engine.rebuild(entries, len(pages), lambda *_: None)
        engine.close()
        return folder / "ours"

    @staticmethod
    def keep_texts(pages: Sequence[str], folder: Path) -> None:
        (folder / "texts.db").unlink(missing_ok=True)
        texts = sqlite3.connect(folder / "texts.db")
        texts.execute("CREATE TABLE page (id INTEGER PRIMARY KEY, text TEXT)")
        texts.executemany("INSERT INTO page VALUES (?, ?)", enumerate(pages, 1))
        texts.commit()
        texts.close()

    def open(self, folder: Path) -> None:
        self.texts = sqlite3.connect(folder / "texts.db")
        self.engine = WhooshEngine(folder / "ours")
        self.engine.count()

    def read(self, ids: Sequence[int]) -> dict[int, str]:
        marks = ",".join("?" * len(ids))
        return dict(
            self.texts.execute(f"SELECT id, text FROM page WHERE id IN ({marks})", list(ids))
        )

    def search(self, words: Sequence[str]) -> object:
        return self.engine.search(parse(" ".join(words)), Scope())

    def phrase(self, words: Sequence[str]) -> object:
        return self.engine.search(parse(f'"{" ".join(words)}"'), Scope())

    def with_quotes(self, words: Sequence[str]) -> object:
        return answer(self.engine, " ".join(words), Scope(), self.read)

    def close(self) -> None:
        self.engine.close()
        self.texts.close()


class Fts5:
    name = "SQLite FTS5"

    def open(self, folder: Path) -> None:
        self.base = sqlite3.connect(folder / "fts5.db")
        self.base.execute("SELECT rowid FROM page LIMIT 1").fetchall()

    def build(self, pages: Sequence[str], folder: Path) -> Path:
        (folder / "fts5.db").unlink(missing_ok=True)
        self.base = sqlite3.connect(folder / "fts5.db")
        self.base.execute("CREATE VIRTUAL TABLE page USING fts5(text, tokenize='porter unicode61')")
        self.base.executemany("INSERT INTO page(text) VALUES (?)", ((page,) for page in pages))
        self.base.execute("INSERT INTO page(page) VALUES ('optimize')")
        self.base.commit()
        self.base.close()
        return folder / "fts5.db"

    def _rows(self, what: str, match: str) -> object:
        sql = f"SELECT {what} FROM page WHERE page MATCH ? ORDER BY rank LIMIT 10"
        return self.base.execute(sql, (match,)).fetchall()

    def search(self, words: Sequence[str]) -> object:
        return self._rows("rowid, rank", " OR ".join(f'"{word}"' for word in words))

    def phrase(self, words: Sequence[str]) -> object:
        return self._rows("rowid, rank", f'"{" ".join(words)}"')

    def with_quotes(self, words: Sequence[str]) -> object:
        match = " OR ".join(f'"{word}"' for word in words)
        sql = (
            "SELECT snippet(page, 0, '', '', '…', 40) FROM page WHERE page MATCH ? AND rowid IN "
            "(SELECT rowid FROM page WHERE page MATCH ? ORDER BY rank LIMIT 10)"
        )
        return self.base.execute(sql, (match, match)).fetchall()

    def close(self) -> None:
        self.base.close()


class Tantivy:
    name = "tantivy"

    def open(self, folder: Path) -> None:
        import tantivy

        self.tantivy: Any = tantivy
        self.index = tantivy.Index.open(str(folder / "tantivy"))
        self.searcher = self.index.searcher()

    def build(self, pages: Sequence[str], folder: Path) -> Path:
        import tantivy

        place = folder / "tantivy"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        schema = tantivy.SchemaBuilder().add_text_field(
            "text", stored=True, tokenizer_name="en_stem"
        )
        index = tantivy.Index(schema.build(), path=str(place))
        writer = index.writer(heap_size=128_000_000, num_threads=1)
        for page in pages:
            writer.add_document(tantivy.Document(text=page))
        writer.commit()
        writer.wait_merging_threads()
        return place

    def _query(self, text: str) -> Any:
        return self.index.parse_query(text, ["text"])

    def search(self, words: Sequence[str]) -> object:
        return self.searcher.search(self._query(" OR ".join(words)), 10).hits

    def phrase(self, words: Sequence[str]) -> object:
        return self.searcher.search(self._query(f'"{" ".join(words)}"'), 10).hits

    def with_quotes(self, words: Sequence[str]) -> object:
        query = self._query(" OR ".join(words))
        maker = self.tantivy.SnippetGenerator.create(
            self.searcher, query, self.index.schema, "text"
        )
        hits = self.searcher.search(query, 10).hits
        return [maker.snippet_from_doc(self.searcher.doc(place)).to_html() for _, place in hits]

    def close(self) -> None:
        del self.searcher, self.index


def engines(*, only_ours: bool = False) -> dict[str, Callable[[], Searcher]]:
    """Ours first, then the rivals that are installed."""
    found: dict[str, Callable[[], Searcher]] = {"ours": Ours}
    if not only_ours:
        found["FTS5"] = Fts5
        if importlib.util.find_spec("tantivy"):
            found["tantivy"] = Tantivy
    return found
