"""Measures extraction: outcomes over folders of real files, speed, memory, quality of OCR.

    python -m tests.bench.extract [FOLDER...]

Without folders, those of the corpora: FOIA_CORPORA, or ../shared/corpora beside the project.
"""

from __future__ import annotations

import difflib
import os
import re
import resource
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from index.extract import Outline, extract, read_pages
from index.pages import FilingError, Page, Quality
from tests.index.extract.samples import LETTER, lines, pdf, saved, whole_page

CORPORA = Path(os.environ.get("FOIA_CORPORA", Path(__file__).parents[3] / "shared" / "corpora"))
FOLDERS = ("hard", "letters", "productions", "email", "messages")
CORES = 2


@dataclass
class Outcome:
    """What became of the files of one folder."""

    files: int = 0
    taken: int = 0
    parts: int = 0
    pages: Counter[Quality] = field(default_factory=Counter)
    silent: int = 0  # pages without text and without a note
    hidden: int = 0
    suspect: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    crashed: list[str] = field(default_factory=list)
    seconds: float = 0.0


def each_file(folder: Path) -> list[Path]:
    """The files below a folder, always in the same order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def outcomes(folder: Path) -> Outcome:
    """Read every file of a folder, on two cores."""
    made = Outcome()
    lock = threading.Lock()
    start = time.monotonic()
    with ThreadPoolExecutor(CORES) as pool:
        list(pool.map(lambda path: read_one(path, made, lock), each_file(folder)))
    made.seconds = time.monotonic() - start
    return made


def read_one(
    source: Path | tuple[str, bytes], made: Outcome, lock: threading.Lock, depth: int = 0
) -> None:
    """Read one file and what is in it."""
    name = source.name if isinstance(source, Path) else source[0]
    try:
        found = extract(source, depth=depth)
    except FilingError as error:
        with lock:
            made.files += 1
            made.refused[re.sub(r"\(.*?\)|\d+", "#", str(error).split(". ")[0])[:90]] += 1
        return
    except Exception as error:
        with lock:
            made.files += 1
            made.crashed.append(f"{name}: {error!r}")
        return
    with lock:
        made.files += 1
        made.taken += 1
        made.parts += len(found.parts)
        made.pages.update(page.quality for page in found.pages)
        made.silent += sum(not page.text.strip() and not page.note for page in found.pages)
        made.hidden += len(found.hidden_text)
        made.suspect += len(found.suspect_text)
    for part in found.parts:
        read_one(part, made, lock, depth + (found.media_type == "application/zip"))


def table(folders: list[Path]) -> None:
    """Print what became of the files."""
    head = "folder files taken parts pages text ocr garbled empty silent hidden suspect crashed s"
    print(f"{head.split(maxsplit=1)[0]:<14}" + "".join(f"{one:>9}" for one in head.split()[1:]))
    reasons: Counter[str] = Counter()
    for folder in folders:
        made = outcomes(folder)
        reasons += made.refused
        row = [made.files, made.taken, made.parts, made.pages.total()]
        row += [made.pages[quality] for quality in Quality]
        row += [made.silent, made.hidden, made.suspect, len(made.crashed)]
        print(f"{folder.name:<14}" + "".join(f"{one:>9,}" for one in row) + f"{made.seconds:>9.1f}")
        for crash in made.crashed:
            print("   crashed:", crash)
    print("refused, by reason:")
    for reason, count in reasons.most_common():
        print(f"   {count:>4}  {reason}")


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def recall(truth: str, read: str) -> float:
    """The share of the true words that were read."""
    wanted, got = Counter(words(truth)), Counter(words(read))
    return (wanted & got).total() / max(1, wanted.total())


def precision(truth: str, read: str) -> float:
    """The share of the words read that are true."""
    return recall(read, truth)


def error_rate(truth: str, read: str) -> float:
    """The share of characters that would have to be changed, blanks made equal."""
    truth, read = " ".join(truth.split()), " ".join(read.split())
    right = sum(
        block.size
        for block in difflib.SequenceMatcher(
            None, truth, read, autojunk=False
        ).get_matching_blocks()
    )
    return (max(len(truth), len(read)) - right) / max(1, len(truth))


TYPED = f"U.S. Department of Homeland Security\n500 12th St SW, Stop 5009\nMarch 3, 2023\n\n{LETTER}\n\nRE: ICE FOIA Case Number 2023-ICFO-09214\n\nPortions of 158 pages are withheld under 5 U.S.C. 552 (b)(6), (b)(7)(C) and (b)(7)(E).\nYou have 90 working days from the date of this letter to appeal. Fees: $1,234.50.\nTelephone 202-555-0143 or e-mail foia.desk@agency.example if anything is unclear."  # fmt: skip


def typed(*, skew: float = 0.0, fax: bool = False) -> Image.Image:
    """The typed page as it comes from a printer, a scanner or a fax."""
    page = Image.new("L", (1700, 2200), "white")
    draw = ImageDraw.Draw(page)
    draw.multiline_text((130, 180), TYPED, "black", ImageFont.load_default(30), spacing=12)
    if skew:
        page = page.rotate(skew, Image.Resampling.BICUBIC, fillcolor="white")
        page = page.filter(ImageFilter.GaussianBlur(1.1))
        noise = Image.effect_noise(page.size, 40)
        page = Image.blend(page, noise, 0.15)
    if fax:
        page = page.resize((850, 1100), Image.Resampling.BILINEAR)
        page = page.point(lambda grey: 255 if grey > 140 else 0).convert("1").convert("L")
    return page


def quality() -> None:
    """Print how well typed pages are read."""
    print("typed page           word recall  word precision  character errors  confidence")
    pages = {"clean": typed(), "skewed 0.7°, noisy": typed(skew=0.7), "fax": typed(fax=True)}
    for name, picture in pages.items():
        page = extract((f"{name}.png", saved(picture, "PNG", dpi=(200, 200)))).pages[0]
        sure = page.confidence or 0.0
        print(
            f"{name:<20}{recall(TYPED, page.text):>12.3f}{precision(TYPED, page.text):>16.3f}"
            f"{error_rate(TYPED, page.text):>18.3f}{sure:>12.2f}  {page.quality.value}"
        )


def productions() -> None:
    """Compare OCR of the FBI's scans with the text of the same pages that others extracted."""
    texts = {path.stem: path for path in (CORPORA / "scale" / "fbi-cooper").rglob("*.txt")}
    for file in sorted((CORPORA / "productions" / "fbi-cooper").rglob("*.pdf")):
        near = [path for stem, path in texts.items() if file.stem in stem]
        if not near:
            continue
        print(file.stem, compared(near[0], file))


def compared(text: Path, file: Path) -> str:
    """Compare page by page, over pages with words in both."""
    truths = text.read_text(encoding="utf-8", errors="replace").split("\f")
    rows = []
    for page in extract(file, workers=CORES).pages:
        truth = truths[page.number - 1] if page.number <= len(truths) else ""
        if len(words(truth)) > 20 and len(words(page.text)) > 20:
            figures = (recall(truth, page.text), precision(truth, page.text))
            rows.append((*figures, error_rate(truth, page.text)))
    if not rows:
        return "no page with words in both"
    means = [sum(row[place] for row in rows) / len(rows) for place in range(3)]
    middle = [sorted(row[place] for row in rows)[len(rows) // 2] for place in range(3)]
    return (
        f"{len(rows)} pages: recall {means[0]:.3f} (median {middle[0]:.3f}), precision"
        f" {means[1]:.3f} ({middle[1]:.3f}), character errors {means[2]:.3f} ({middle[2]:.3f})"
    )


def text_speed(pages: int = 300) -> float:
    """Text PDFs: pages a second on two cores, everything on."""
    real = [path for path in each_file(CORPORA / "letters") if path.suffix == ".pdf"]
    made = [("made.pdf", pdf([lines(LETTER)] * 50))] * (pages // 50)
    sources: list[Path | tuple[str, bytes]] = [*real, *made] if real else [*made]
    extract(("warm.txt", b"warm"))
    start = time.monotonic()
    with ThreadPoolExecutor(CORES) as pool:
        counts = list(pool.map(lambda one: len(extract(one, ocr=False).pages), sources))
    return sum(counts) / (time.monotonic() - start)


def ocr_speed(pages: int = 24) -> float:
    """Scans: pages a second on two cores, one file, two workers."""
    file = pdf([whole_page()] * pages, images=[typed(skew=0.7)])
    start = time.monotonic()
    found = [one for one in read_pages(("scan.pdf", file), workers=CORES) if isinstance(one, Page)]
    return len(found) / (time.monotonic() - start)


def first_page_after(pages: int = 103) -> str:
    """A long scan: when its outline and its first page come."""
    file = pdf([whole_page()] * pages, images=[typed()])
    start = time.monotonic()
    stream: Iterator[Page | Outline] = read_pages(("scan.pdf", file), workers=CORES)
    outline = next(one for one in stream if isinstance(one, Outline))
    told = time.monotonic() - start
    next(stream)
    first = time.monotonic() - start
    rest = sum(1 for _ in stream) + 1
    return (
        f"{len(outline.ocr)}-page scan: outline after {told:.2f} s, first page after {first:.2f} s,"
        f" all {rest} after {time.monotonic() - start:.1f} s"
    )


def memory() -> str:
    """The most that this process and its largest child held."""
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    mine = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return f"memory: parent {mine:.0f} MB"


class Watch(threading.Thread):
    """Watches what the children hold at once, where the system tells."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.wait(0.2):
            self.most = max(self.most, sum(_resident(pid) for pid in _below(os.getpid())))

    def stop(self) -> int:
        self._done.set()
        self.join()
        return self.most // (1024 * 1024)


def _below(parent: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{parent}/task").glob("*/children")
        for one in children:
            for child in one.read_text().split():
                yield int(child)
                yield from _below(int(child))
    except OSError:
        return


def _resident(pid: int) -> int:
    """The share of memory that is this process's own part."""
    try:
        found = re.search(
            r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE
        )
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0


def main() -> None:
    """Print every figure."""
    folders = [Path(one) for one in sys.argv[1:]] or [CORPORA / name for name in FOLDERS]
    watch = Watch()
    watch.start()
    print(
        f"text PDF: {text_speed():.0f} pages/s   OCR: {ocr_speed():.2f} pages/s   ({CORES} cores)"
    )
    print(first_page_after())
    quality()
    missing = [folder for folder in folders if not folder.is_dir()]
    for folder in missing:
        print(f"{folder.name}: not here; set FOIA_CORPORA to the folder of corpora")
    table([folder for folder in folders if folder not in missing])
    if CORPORA.is_dir() and len(sys.argv) == 1:
        productions()
    print(memory(), f"children together {watch.stop()} MB")


if __name__ == "__main__":
    main()
