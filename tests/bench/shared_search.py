"""Both engines on the same pages: `python -m tests.bench.shared_search [--corpora DIR] [--pages N]`.

The trial corpora (and, with `--pages`, as many made pages) in Whoosh's folder, in PostgreSQL and in
SQLite FTS5: pages indexed in a CPU second (PostgreSQL's own counted), the given questions at
hit@1, @3, @10, and p50/p95 of finding 1, 3 and 8 words with quotes, warm, in CPU time of the asker
and the server. Beside it what stock GIN over tsvector with ts_rank takes.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import psycopg
from sqlalchemy import make_url

from bot.store import migrations
from bot.store.database import Database
from index.engine.port import Engine
from index.engine.postgres import PostgresEngine
from index.engine.whoosh_engine import WhooshEngine
from index.pages import Change, Entry, Scope
from index.query.answering import answer
from index.terms.parse import parse
from tests.bench import questions
from tests.bench.corpus import SourcePage, corpora_folder, entries, source_pages
from tests.bench.engines import Fts5
from tests.bench.machines import Server
from tests.bench.made import draw_queries, made_pages


class Lent:
    """One connection to PostgreSQL, and the CPU time that its server process has used."""

    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url)
        found = self.connection.execute("select pg_backend_pid()").fetchone()
        self.connection.rollback()
        self.server = psutil.Process(found[0] if found else 0)
        self.more: list[psycopg.Connection[Any]] = []
        self.url = url

    @contextmanager
    def lend(self) -> Iterator[Any]:
        """Lend the connection; a rebuild holds one more for its lock."""
        if self.connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE:
            with self.connection.transaction():
                yield self.connection
        else:
            with psycopg.connect(self.url) as other:
                yield other

    def cpu(self) -> float:
        used = self.server.cpu_times()
        return float(used.user + used.system)


def both_cpu(lent: Lent | None) -> float:
    return time.process_time() + (lent.cpu() if lent else 0.0)


def built(name: str, engine: Engine, pages: Sequence[SourcePage], lent: Lent | None) -> float:
    """Fill in commits as uploads come (500 pages), then merge; pages in a CPU second."""
    began = both_cpu(lent)
    some: list[Change] = []
    for entry in entries(pages):
        some.append(Change(entry.id, entry))
        if len(some) == 2000:
            engine.apply(some)
            some = []
    engine.apply(some)
    mid = both_cpu(lent)
    engine.compact()
    rate = len(pages) / (mid - began)
    print(
        f"{name}: {rate:.0f} pages a CPU second, merging {both_cpu(lent) - mid:.0f} s", flush=True
    )
    return rate


def asked(engine: Engine, texts: dict[int, str]) -> Callable[[str], questions.Outcome]:
    def ask(words: str) -> questions.Outcome:
        found = answer(engine, words, Scope(), lambda ids: {n: texts[n] for n in ids})
        return questions.Outcome([(hit.doc, hit.number) for hit in found.hits], found.answered)

    return ask


def timed(run: Callable[[str], object], lines: Sequence[str], lent: Lent | None) -> str:
    """Ask everything twice; p50/p95 of the second time in milliseconds of CPU (server's too)."""
    for line in lines:
        run(line)
    took, began = [], lent.cpu() if lent else 0.0
    for line in lines:
        start = time.process_time()
        run(line)
        took.append(1000 * (time.process_time() - start))
    served = 1000 * ((lent.cpu() if lent else 0.0) - began) / len(lines)
    took.sort()
    more = f" (+{served:.1f} at the server)" if lent else ""
    return f"{took[len(took) // 2]:.1f}/{took[int(len(took) * 0.95)]:.1f}{more}"


def fts5(pages: Sequence[SourcePage], folder: Path) -> Fts5:
    one = Fts5()
    one.build([page.text for page in pages], folder)
    one.open(folder)
    return one


def gin(lent: Lent, pages: Sequence[SourcePage], lines: Sequence[str]) -> None:
    """What PostgreSQL's own search takes: GIN over tsvector, OR of all words by ts_rank."""
    connection, began = lent.connection, both_cpu(lent)
    with connection.transaction():
        connection.execute("create table stock (id int primary key, v tsvector)")
        with connection.cursor() as cursor:
            cursor.executemany(
                "insert into stock values (%s, to_tsvector('english', %s))",
                [(n, page.text.replace("\0", "")) for n, page in enumerate(pages, 1)],
            )
        connection.execute("create index on stock using gin (v)")
    print(f"GIN over tsvector: {len(pages) / (both_cpu(lent) - began):.0f} pages a CPU second")
    ranked = "select id from stock where v @@ q order by ts_rank(v, q) desc limit 10"
    took = []
    for line in lines:
        q = " | ".join(word for word in line.split() if word.isalnum())
        start = lent.cpu()
        with connection.transaction():
            connection.execute(
                f"with p as (select to_tsquery('english', %s) q) {ranked.replace('stock', 'stock, p')}",
                (q,),
            )
        took.append(1000 * (lent.cpu() - start))
    took.sort()
    print(
        f"GIN, ts_rank over OR, 8 words: {took[len(took) // 2]:.0f}/{took[int(len(took) * 0.95)]:.0f} ms at the server"
    )


def sampled(pages: list[SourcePage], corpora: Path, most: int) -> list[SourcePage]:
    """Leave the filings that the questions are about, and others by the hash of their name."""
    if not most or len(pages) <= most:
        return pages
    said = (corpora / "questions" / "questions.jsonl").read_text(encoding="utf-8")
    about = {page.doc for page in pages if page.doc in said}
    rest = sorted(
        {page.doc for page in pages} - about, key=lambda doc: hashlib.sha256(doc.encode()).digest()
    )
    sizes = Counter(page.doc for page in pages)
    kept, room = set(about), most - sum(sizes[doc] for doc in about)
    for doc in rest:
        if sizes[doc] <= room:
            kept.add(doc)
            room -= sizes[doc]
    return [page for page in pages if page.doc in kept]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora")
    parser.add_argument("--pages", type=int, default=0, help="made pages instead of the corpora")
    parser.add_argument("--sample", type=int, default=0, help="so many of the corpora's pages")
    given = parser.parse_args()
    corpora = corpora_folder(given.corpora)
    if corpora is None:
        print("There are no trial corpora here; name them with --corpora or FOIA_CORPORA.")
        return 1
    if given.pages:
        made = made_pages(corpora, given.pages)
        pages = [SourcePage(f"filing {n // 20}", n % 20 + 1, text) for n, text in enumerate(made)]
    else:
        pages = sampled(list(source_pages(corpora)), corpora, given.sample)
    with tempfile.TemporaryDirectory(prefix="s") as folder:
        Path(folder).chmod(0o755)
        server = Server(Path(folder))
        try:
            measure(corpora, pages, server, Path(folder), made=bool(given.pages))
        finally:
            server.close()
    return 0


def measure(corpora: Path, pages: list[SourcePage], server: Server, folder: Path, *, made: bool) -> None:  # fmt: skip
    database = Database(
        make_url(server.url).set(drivername="postgresql+psycopg").render_as_string()
    )
    migrations.upgrade(database.engine)
    database.close()
    lent = Lent(server.url)
    engines: dict[str, tuple[Engine, Lent | None]] = {
        "Whoosh": (WhooshEngine(folder / "whoosh"), None),
        "PostgreSQL": (PostgresEngine(lent.lend), lent),
    }
    print(f"{len(pages)} pages", flush=True)
    for name, (engine, used) in engines.items():
        built(name, engine, pages, used)
    texts = {number: page.text for number, page in enumerate(pages, 1)}
    if not made:
        scorer = questions.load_scorer(corpora / "questions")
        given = questions._questions(corpora / "questions" / "questions.jsonl")
        for name, (engine, _) in engines.items():
            questions.measure(name, asked(engine, texts), given, scorer)
    drawn = draw_queries([page.text for page in pages])
    stock = fts5(pages, folder)
    for kind in ("1 word", "3 words", "8 words"):
        lines = [" ".join(words) for words in drawn[kind]]
        for name, (engine, used) in engines.items():
            print(f"{kind}, {name}: {timed(asked(engine, texts), lines, used)}", flush=True)
        print(f"{kind}, FTS5: {timed(lambda line: stock.with_quotes(line.split()), lines, None)}")
    seen(engines["PostgreSQL"][0], lent)
    size = lent.connection.execute("select pg_total_relation_size('search_blocks')").fetchone()
    print(f"PostgreSQL's tables: {(size or [0])[0] / 1e6:.0f} MB")
    lent.connection.rollback()
    gin(lent, pages, [" ".join(words) for words in drawn["8 words"]][:40])


def seen(engine: Engine, lent: Lent) -> None:
    """How long a commit of one page takes, and its first sight by another process's engine."""
    other = PostgresEngine(Lent(lent.url).lend)
    other.count()
    took = []
    for number in range(20):
        entry = Entry(9_000_000 + number, 9_000_000, "new.txt", 1, f"a quokka number {number}")
        engine.apply([Change(entry.id, entry)])
        start = time.perf_counter()
        assert entry.id in {
            hit.page for hit in other.search(parse("quokka"), Scope(), limit=99).hits
        }
        took.append(1000 * (time.perf_counter() - start))
    took.sort()
    print(
        f"a commit seen by another process's first search after it: p50 {took[10]:.0f} ms, most {took[-1]:.0f} ms"
    )


if __name__ == "__main__":
    raise SystemExit(main())
