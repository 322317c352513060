"""How fast pages are indexed and found: `python -m tests.bench.search [--sizes 20000,90000,200000]`.

One table a size, ours beside SQLite FTS5 (bm25, snippet) and tantivy on the same pages, one
question at a time; milliseconds p50/p95 of wall time and of CPU time, which other work moves less.
Cold: a process of its own for each question, that has just opened the index and searched nothing
(imports and opening are told as start-up); the file cache of the system is warm. Warm: the second
time that one process asks the same hundred questions; the hit rate of our cache stands beside.
`--keep DIR` keeps what was built for the next run.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from index.engine.port import State
from index.engine.whoosh_engine import WhooshEngine
from index.pages import Change, Entry
from tests.bench.corpus import corpora_folder
from tests.bench.engines import Ours, Searcher, engines
from tests.bench.made import Queries, draw_queries, made_pages

# What is timed: the name shown, the questions drawn for it, and the method asked.
KINDS = (
    ("1 word", "1 word", "search"),
    ("3 words", "3 words", "search"),
    ("8 words", "8 words", "search"),
    ("phrase", "phrase", "phrase"),
    ("1 word with quotes", "1 word", "with_quotes"),
    ("3 words with quotes", "3 words", "with_quotes"),
    ("8 words with quotes", "8 words", "with_quotes"),
    ("3 words, one mistyped", "mistyped", "search"),
)
CORRECTS = "3 words, one mistyped"  # only ours looks for what was meant
COLD = 40  # questions of each kind asked cold
GROWN_BY = 10  # commits
COMMIT = 40  # pages
COMPACTED_UP_TO = 90_000  # pages; beyond it takes minutes

Took = tuple[float, float]  # milliseconds: wall, CPU


def alone(work: Callable[..., Any], *given: object) -> Any:
    """Run in a fresh process, so that no engine sees another's memory."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        return pool.submit(work, *given).result()


# -- Building --------------------------------------------------------------------------------


def build(corpora: Path, count: int, folder: Path, names: Sequence[str]) -> dict[str, Any]:
    """Build what is not there yet; give what building took."""
    told = folder / "built.json"
    built: dict[str, Any] = json.loads(told.read_text()) if told.exists() else {}
    if "ours" in built and WhooshEngine(folder / "ours").health().state is not State.OK:
        del built["ours"]  # kept from another version of the code
    missing = [name for name in names if name not in built]
    if not missing and (folder / "queries.json").exists():
        return built
    pages = list(made_pages(corpora, count))
    (folder / "queries.json").write_text(json.dumps(draw_queries(pages)))
    Ours.keep_texts(pages, folder)
    for name in missing:
        started = time.process_time()
        place = engines()[name]().build(pages, folder)
        took = time.process_time() - started
        built[name] = {"pages_a_cpu_s": count / took, "mb": size_mb(place)}
        built["peak_mb"] = max(memory("VmHWM"), built.get("peak_mb", 0))
        told.write_text(json.dumps(built))
    built["words_a_page"] = sum(len(page.split()) for page in pages[::50]) / len(pages[::50])
    told.write_text(json.dumps(built))
    return built


def size_mb(place: Path) -> float:
    paths = [place] if place.is_file() else place.rglob("*")
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1e6


def memory(line: str) -> float:
    """Give a line of the process's status in MB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    found = re.search(rf"{line}:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


# -- Timing ----------------------------------------------------------------------------------


def timed(run: Callable[[list[str]], object], words: list[str]) -> Took:
    wall, cpu = time.perf_counter(), time.process_time()
    run(words)
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)


def warm(name: str, folder: Path, kinds: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    """Ask every question twice and time the second; one process for all kinds."""
    queries: Queries = json.loads((folder / "queries.json").read_text())
    one = engines()[name]()
    before = memory("RssAnon")
    started = time.perf_counter()
    one.open(folder)
    opened = 1000 * (time.perf_counter() - started)
    found: dict[str, Any] = {"open_ms": opened, "opened_mb": memory("RssAnon") - before}
    for shown, drawn, method in kinds:
        run = getattr(one, method)
        for words in queries[drawn]:
            run(words)
        if isinstance(one, Ours):
            one.engine.cache.hits = one.engine.cache.misses = 0
        found[shown] = {"took": [timed(run, words) for words in queries[drawn]]}
        if isinstance(one, Ours):
            cache = one.engine.cache
            found[shown]["hits"] = 100 * cache.hits / max(cache.hits + cache.misses, 1)
    found["asked_mb"] = memory("RssAnon") - before
    if isinstance(one, Ours):
        found["cache_mb"] = one.engine.cache.size / 1e6
    one.close()
    return found


def cold(name: str, folder: Path, kinds: Sequence[tuple[str, str, str]]) -> dict[str, list[Took]]:
    """Ask every question in a process of its own."""
    queries: Queries = json.loads((folder / "queries.json").read_text())
    return {
        shown: [_cold(engines()[name], folder, method, words) for words in queries[drawn][:COLD]]
        for shown, drawn, method in kinds
    }


def _cold(make: Callable[[], Searcher], folder: Path, method: str, words: list[str]) -> Took:
    read, write = os.pipe()
    child = os.fork()
    if not child:
        one = make()
        one.open(folder)
        took = timed(getattr(one, method), words)
        os.write(write, json.dumps(took).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        wall, cpu = json.loads(told.read())
    os.waitpid(child, 0)
    return wall, cpu


def start_up(name: str, folder: Path) -> float:
    """Give the milliseconds from nothing to an open index: interpreter, imports, opening."""
    code = (
        "from pathlib import Path; from index.engine.whoosh_engine import WhooshEngine as E; "
        f"E(Path({str(folder / 'ours')!r})).count()"
    )
    took = []
    for _ in range(3 if name == "ours" else 0):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        took.append(1000 * (time.perf_counter() - started))
    return min(took, default=0.0)


# -- Growth ----------------------------------------------------------------------------------


def growth(folder: Path, count: int) -> list[str]:
    """Add and drop pages on a copy, and say what a commit and the night's merge cost."""
    queries: Queries = json.loads((folder / "queries.json").read_text())
    copy = folder / "grown"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder / "ours", copy / "ours", copy_function=os.link)
    os.link(folder / "texts.db", copy / "texts.db")
    one = Ours()
    one.open(copy)
    texts = one.read(range(1, 1 + GROWN_BY * COMMIT))
    commits = [
        timed(lambda _, batch=batch: one.engine.apply(batch), [])
        for batch in _batches(texts, count)
    ]
    asked = [timed(one.search, words) for words in queries["3 words"]]
    dropped = timed(lambda _: one.engine.apply([Change(n, None) for n in range(1, 1 + COMMIT)]), [])
    told = (
        f"a commit of {COMMIT} pages {cell(commits)}, dropping {COMMIT} {cell([dropped])}, "
        f"3 words after {GROWN_BY} commits {cell(asked)} ms CPU"
    )
    lines = [told]
    if count <= COMPACTED_UP_TO:
        merged = timed(lambda _: one.engine.compact(), [])
        lines.append(f"merging all into one segment {merged[1] / 1000:.1f} s CPU")
    one.close()
    shutil.rmtree(copy)
    return lines


def _batches(texts: dict[int, str], count: int) -> list[list[Change]]:
    words = list(texts.values())
    random.Random(13).shuffle(words)
    numbered = list(enumerate(words, count + 1))
    return [
        [Change(n, Entry(n, n // 20, f"new {n // 20}", n % 20 + 1, text)) for n, text in part]
        for part in (numbered[at : at + COMMIT] for at in range(0, len(numbered), COMMIT))
    ]


# -- Showing ---------------------------------------------------------------------------------


def percentiles(took: Sequence[Took], which: int) -> tuple[float, float]:
    ordered = sorted(one[which] for one in took)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]


def cell(took: Sequence[Took], which: int = 1) -> str:
    p50, p95 = percentiles(took, which)
    return f"{p50:.2f}/{p95:.2f}"


def table(
    names: Sequence[str], colds: dict[str, Any], warms: dict[str, Any], kinds: Sequence[str]
) -> None:
    heads = "".join(f"{name + ' ' + how:>16}" for name in names for how in ("cold", "warm"))
    print(f"  {'ms p50/p95':30}{heads}{'cache hits':>12}")
    for kind in kinds:
        for which, unit in enumerate(("wall", "CPU")):
            row = ""
            for name in names:
                known = kind in warms[name]
                row += f"{cell(colds[name][kind], which) if known else '-':>16}"
                row += f"{cell(warms[name][kind]['took'], which) if known else '-':>16}"
            hits = f"{warms['ours'][kind]['hits']:.0f} %" if not which else ""
            print(f"  {kind if not which else '':24}{unit:6}{row}{hits:>12}")


def behind(warms: dict[str, Any], colds: dict[str, Any]) -> list[str]:
    """Name where FTS5 is ahead of ours in CPU time."""
    found = []
    for kind, _, _ in KINDS:
        if kind not in warms.get("FTS5", {}):
            continue
        for how, us, them in (
            ("warm", warms["ours"][kind]["took"], warms["FTS5"][kind]["took"]),
            ("cold", colds["ours"][kind], colds["FTS5"][kind]),
        ):
            for place, ours, theirs in zip(
                ("p50", "p95"), percentiles(us, 1), percentiles(them, 1), strict=True
            ):
                if ours > theirs:
                    found.append(f"{kind} {how} {place} ({ours:.2f} against {theirs:.2f})")
    return found


def measure(corpora: Path, count: int, folder: Path, names: Sequence[str]) -> None:
    began = time.perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    built = alone(build, corpora, count, folder, names)
    print(f"\n{count} pages, {built['words_a_page']:.0f} words a page")
    warms, colds = {}, {}
    for name in names:
        kinds = [kind for kind in KINDS if name == "ours" or kind[0] != CORRECTS]
        colds[name] = alone(cold, name, folder, kinds)
        warms[name] = alone(warm, name, folder, kinds)
    table(names, colds, warms, [kind[0] for kind in KINDS])
    for name in names:
        made, seen = built[name], warms[name]
        more = ""
        if name == "ours":
            more = f", cache {seen['cache_mb']:.0f} MB; a fresh process ready in {start_up(name, folder):.0f} ms"
        print(
            f"  {name}: {made['pages_a_cpu_s']:.0f} pages a CPU second, {made['mb']:.0f} MB on disk, "
            f"opened in {seen['open_ms']:.0f} ms, memory {seen['opened_mb']:.0f} MB open, "
            f"{seen['asked_mb']:.0f} MB after all questions{more}"
        )
    for line in alone(growth, folder, count):
        print(f"  ours: {line}")
    print(f"  FTS5 is ahead in CPU time at: {'; '.join(behind(warms, colds)) or 'nothing'}")
    print(f"  this size took {time.perf_counter() - began:.0f} s", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora")
    parser.add_argument("--sizes", default="20000,90000", help="pages, with commas between")
    parser.add_argument("--keep", metavar="DIR", help="keep what is built there for the next run")
    parser.add_argument("--only-ours", action="store_true")
    options = parser.parse_args()
    corpora = corpora_folder(options.corpora)
    if corpora is None:
        print("There are no trial corpora here; name them with --corpora or FOIA_CORPORA.")
        return 1
    names = list(engines(only_ours=options.only_ours))
    with tempfile.TemporaryDirectory() as temporary:
        for size in options.sizes.split(","):
            folder = Path(options.keep or temporary) / size
            measure(corpora, int(size), folder, names)
            if not options.keep:
                shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
