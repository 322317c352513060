"""How fast filings are taken: 10,000 pages of text, masking and indexing included.

Run: python -m tests.bench.take [--pages 10000] [--files 1000]
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.settings import Settings
from bot.wiring.container import open_desk

WORDS = [
    "the",
    "agency",
    "has",
    "located",
    "responsive",
    "records",
    "and",
    "withholds",
    "portions",
    "under",
    "exemption",
    "fee",
    "waiver",
    "expedited",
    "processing",
    "request",
    "component",
    "search",
    "custodian",
    "officer",
    "detention",
    "data",
    "breach",
    "release",
    "notice",
    "appeal",
    "component",
    "determination",
    "field",
    "office",
    "records",
    "schedule",
    "contract",
    "hard",
    "drive",
    "server",
    "review",
    "consultation",
    "referral",
    "litigation",
    "status",
    "interim",
    "production",
    "schedule",
]


def page(rng: random.Random, number: int) -> str:
    """About 2,700 characters, with what real pages carry."""
    lines = [f"Sample page {number}. Request 2024-ICFO-{number % 100_000:05d}."]
    for _ in range(34):
        said = [
            rng.choice(WORDS) + ("" if rng.random() < 0.8 else str(rng.randrange(1000)))
            for _ in range(11)
        ]
        lines.append(" ".join(said) + ".")
    if rng.random() < 0.1:
        lines.append(f"The file of A{rng.randrange(200_000_000, 220_000_000)} under (b)(6).")
    return "\n".join([*lines, f"ICE-{number:07d}"])


def corpus(folder: Path, pages: int, files: int) -> int:
    """Write the files; return how many bytes."""
    rng = random.Random(7)
    size = 0
    for number in range(files):
        each = [page(rng, number * (pages // files) + n) for n in range(pages // files)]
        text = "\f".join(each)
        (folder / f"file-{number:05d}.txt").write_text(text, encoding="utf-8")
        size += len(text)
    return size


def main() -> None:
    """Take the pages and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=1_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "in")
        folder.mkdir()
        size = corpus(folder, given.pages, given.files)
        desk = open_desk(Settings(data=Path(name, "data")))
        began, cpu = time.monotonic(), time.process_time()
        report = desk.library.take([folder], by="bench", now=datetime.now(UTC))
        spent = time.monotonic() - began
        indexed = desk.library.index.engine.count()
        own = resource.getrusage(resource.RUSAGE_SELF)
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(
            f"{report.pages:,} pages of {report.added:,} files, {size / 1e6:.1f} MB: {spent:.1f} s,"
        )
        print(
            f"{report.pages / spent:.0f} pages/s; indexed {indexed:,}; this process {time.process_time() - cpu:.1f} s of CPU,"
        )
        print(
            f"others {children.ru_utime + children.ru_stime:.1f} s; memory {own.ru_maxrss // 1024} MB here, {children.ru_maxrss // 1024} MB in the largest child"
        )
        again = time.monotonic()
        second = desk.library.take([folder], by="bench", now=datetime.now(UTC))
        print(f"again: {second.unchanged:,} unchanged in {time.monotonic() - again:.1f} s")
        desk.close()


if __name__ == "__main__":
    main()
