"""SQLite FTS5 and tantivy on the same pages, for comparison only."""

from __future__ import annotations

import importlib.util
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol


class Rival(Protocol):
    name: str

    def build(self, pages: Sequence[str], folder: Path) -> None: ...

    def search(self, words: Sequence[str]) -> object: ...

    def phrase(self, words: Sequence[str]) -> object: ...

    def with_quotes(self, words: Sequence[str]) -> object: ...

    def close(self) -> None: ...


class Fts5:
    name = "SQLite FTS5"

    def build(self, pages: Sequence[str], folder: Path) -> None:
        self.base = sqlite3.connect(folder / "fts5.db")
        self.base.execute("CREATE VIRTUAL TABLE page USING fts5(text, tokenize='porter unicode61')")
        self.base.executemany("INSERT INTO page(text) VALUES (?)", ((page,) for page in pages))
        self.base.execute("INSERT INTO page(page) VALUES ('optimize')")
        self.base.commit()

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

    def build(self, pages: Sequence[str], folder: Path) -> None:
        import tantivy

        self.tantivy: Any = tantivy
        (folder / "tantivy").mkdir()
        schema = tantivy.SchemaBuilder().add_text_field(
            "text", stored=True, tokenizer_name="en_stem"
        )
        self.index = tantivy.Index(schema.build(), path=str(folder / "tantivy"))
        writer = self.index.writer(heap_size=128_000_000, num_threads=1)
        for page in pages:
            writer.add_document(tantivy.Document(text=page))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

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


def rivals() -> list[Rival]:
    found: list[Rival] = [Fts5()]
    if importlib.util.find_spec("tantivy"):
        found.append(Tantivy())
    return found
