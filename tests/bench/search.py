"""How fast pages are indexed and found: `python -m tests.bench.search [--pages 20000 90000]`.

Pages come from the `scale` corpus; where it is used again its pages are made distinct. Cold: our
cache is emptied before each query (the system's file cache is not). One process, one query at a
time; milliseconds of wall time and, where other work shares the machine, of CPU time.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from index.analysis import STOP_WORDS
from index.answering import answer
from index.engine_whoosh import WhooshEngine
from index.pages import Entry, Scope
from index.query import parse
from tests.bench.corpus import corpora_folder, source_pages
from tests.bench.rivals import Rival, rivals

QUERIES = 100
_WORD = re.compile(r"[A-Za-z]{4,}")


def made_pages(source: Sequence[str], count: int) -> Iterator[str]:
    """The pages of the corpus, and again with lines moved and every eighth word another."""
    draw = random.Random(11)
    vocabulary = [
        word for page in source[:: max(1, len(source) // 2000)] for word in _WORD.findall(page)
    ]
    for number in range(count):
        page = source[number % len(source)]
        if number >= len(source):
            lines = page.split("\n")
            draw.shuffle(lines)
            words = "\n".join(lines).split(" ")
            for place in range(draw.randrange(8), len(words), 8):
                words[place] = draw.choice(vocabulary)
            page = " ".join(words)
        yield page


def draw_queries(pages: Sequence[str]) -> dict[str, list[list[str]]]:
    draw = random.Random(12)
    found: dict[str, list[list[str]]] = {"1 word": [], "3 words": [], "8 words": [], "phrase": []}
    while len(found["8 words"]) < QUERIES:
        page = draw.choice(pages)
        words = [w.lower() for w in _WORD.findall(page) if w.lower() not in STOP_WORDS]
        distinct = list(dict.fromkeys(words))
        if len(distinct) < 20:
            continue
        for name, size in (("1 word", 1), ("3 words", 3), ("8 words", 8)):
            found[name].append(draw.sample(distinct, size))
        together = re.findall(r"[A-Za-z]{3,} [A-Za-z]{3,} [A-Za-z]{3,}", page)
        found["phrase"].append(draw.choice(together).lower().split() if together else words[:2])
    return found


def timed(
    run: Callable[[list[str]], object], queries: Sequence[list[str]]
) -> list[tuple[float, float]]:
    took = []
    for words in queries:
        wall, cpu = time.perf_counter(), time.process_time()
        run(words)
        took.append((1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)))
    return took


def line(name: str, took: Sequence[tuple[float, float]], more: str = "") -> None:
    shown = []
    for kind, values in (("wall", [t[0] for t in took]), ("CPU", [t[1] for t in took])):
        ordered = sorted(values)
        p50, p95 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
        shown.append(f"{kind} p50 {p50:7.2f} p95 {p95:7.2f}")
    print(f"  {name:36} {'   '.join(shown)} {more}", flush=True)


def resident_mb() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text())
    return int(found[1]) / 1024 if found else 0.0


def size_mb(folder: Path) -> float:
    paths = [folder] if folder.is_file() else folder.rglob("*")
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1e6


class Ours:
    def __init__(self, pages: Sequence[str], folder: Path) -> None:
        self.folder = folder / "ours"
        self.texts = sqlite3.connect(folder / "texts.db")
        self.texts.execute("CREATE TABLE page (id INTEGER PRIMARY KEY, text TEXT)")
        self.texts.executemany("INSERT INTO page VALUES (?, ?)", enumerate(pages, 1))
        self.texts.commit()
        self.engine = WhooshEngine(self.folder)
        entries = (
            Entry(n, n // 20, f"filing {n // 20}", n % 20 + 1, page)
            for n, page in enumerate(pages, 1)
        )
        started = time.process_time()
        self.engine.rebuild(entries, len(pages), lambda *_: None)
        self.rate = len(pages) / (time.process_time() - started)

    def read(self, ids: Sequence[int]) -> dict[int, str]:
        marks = ",".join("?" * len(ids))
        return dict(
            self.texts.execute(f"SELECT id, text FROM page WHERE id IN ({marks})", list(ids))
        )

    def search(self, words: list[str]) -> object:
        return self.engine.search(parse(" ".join(words)), Scope())

    def phrase(self, words: list[str]) -> object:
        return self.engine.search(parse(f'"{" ".join(words)}"'), Scope())

    def with_quotes(self, words: list[str]) -> object:
        return answer(self.engine, " ".join(words), Scope(), self.read)

    def cold(self, run: Callable[[list[str]], object]) -> Callable[[list[str]], object]:
        def run_cold(words: list[str]) -> object:
            self.engine.cache.clear()
            return run(words)

        return run_cold


def ours(pages: Sequence[str], folder: Path, queries: dict[str, list[list[str]]]) -> None:
    before = resident_mb()
    one = Ours(pages, folder)
    print(f" ours: {one.rate:.0f} pages a CPU second, {size_mb(one.folder):.0f} MB")
    started = time.perf_counter()
    WhooshEngine(one.folder).count()
    opened = 1000 * (time.perf_counter() - started)
    code = f"from pathlib import Path; from index.engine_whoosh import WhooshEngine as E; E(Path({str(one.folder)!r})).count()"
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    print(
        f"  opened in {opened:.0f} ms; a fresh process {1000 * (time.perf_counter() - started):.0f} ms"
    )
    runs: list[tuple[str, Callable[[list[str]], object], str]] = [
        ("1 word", one.search, "1 word"),
        ("3 words", one.search, "3 words"),
        ("8 words", one.search, "8 words"),
        ("phrase", one.phrase, "phrase"),
        ("3 words, answered with quotes", one.with_quotes, "3 words"),
        ("8 words, answered with quotes", one.with_quotes, "8 words"),
    ]
    for name, run, kind in runs:
        line(f"{name}, cold", timed(one.cold(run), queries[kind]))
        timed(run, queries[kind])
        one.engine.cache.hits = one.engine.cache.misses = 0
        took = timed(run, queries[kind])
        asked = one.engine.cache.hits + one.engine.cache.misses
        line(
            f"{name}, warm", took, f"(cache hits {100 * one.engine.cache.hits // max(asked, 1)} %)"
        )
    print(
        f"  memory grew by {resident_mb() - before:.0f} MB, cache {one.engine.cache.size / 1e6:.0f} MB"
    )
    one.engine.close()
    one.texts.close()


def rival(
    one: Rival, pages: Sequence[str], folder: Path, queries: dict[str, list[list[str]]]
) -> None:
    started = time.process_time()
    one.build(pages, folder)
    rate = len(pages) / (time.process_time() - started)
    place = folder / ("fts5.db" if one.name.startswith("SQLite") else "tantivy")
    print(f" {one.name}: {rate:.0f} pages a CPU second, {size_mb(place):.0f} MB with the text")
    for kind in ("1 word", "3 words", "8 words"):
        timed(one.search, queries[kind])
        line(f"{kind}, warm", timed(one.search, queries[kind]))
    line("phrase, warm", timed(one.phrase, queries["phrase"]))
    for kind in ("3 words", "8 words"):
        line(f"{kind} with snippets, warm", timed(one.with_quotes, queries[kind]))
    one.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora")
    parser.add_argument("--pages", type=int, nargs="+", default=[20_000, 90_000])
    parser.add_argument("--only-ours", action="store_true")
    options = parser.parse_args()
    corpora = corpora_folder(options.corpora)
    if corpora is None:
        print("There are no trial corpora here; name them with --corpora or FOIA_CORPORA.")
        return 1
    source = [page.text for page in source_pages(corpora, ("scale",)) if len(page.text) > 100]
    random.Random(10).shuffle(source)
    for count in options.pages:
        pages = list(made_pages(source, count))
        queries = draw_queries(pages)
        print(
            f"\n{count} pages, {sum(len(page.split()) for page in pages) / count:.0f} words a page"
        )
        with tempfile.TemporaryDirectory() as place:
            ours(pages, Path(place), queries)
            for one in [] if options.only_ours else rivals():
                rival(one, pages, Path(place), queries)
    return 0


if __name__ == "__main__":
    sys.exit(main())
