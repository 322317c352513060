"""Figures of the mask: `python -m tests.bench.mask [CORPORA]`.

CORPORA (or FOIA_CORPORA) is a folder with `letters/` and `pii/presidio-research/`; parts that are
absent are skipped with a line that says so. Nothing of a corpus is printed but what --show asks for.
"""

import importlib.util
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.privacy.mask import mask

ORDINARY = (
    "The agency acknowledged our request on March 3, 2024 and extended the time limit by ten "
    "working days under 5 U.S.C. § 552(a)(6)(B). We ask that all component offices be searched, "
    "including electronic mail, and that segregable portions be released; see 2023-ICFO-09214.\n"
)
HOSTILE = {
    "digits": "1", "a.": "a.", "spaces": " ", "dashes": "-", "angles": "<", "digit space": "1 ",
    "A": "A", "A1": "A1", "A 1": "A 1 ", "Name:": "Name: ", "DOB": "dob ", "a@": "a@", "(": "(",
    "(1": "(1", "|": "|", "line ends": "\n", "12 Aa": "12 Aa ", "I, A": "I, A ", "born": "born ",
    "table heads": "DOB | Name\n", "A-numbers": "A205113482 ", "Mr. A": "Mr. A", "Calle": "Calle ",
    "&nbsp;": "&nbsp;", "zero-width": "\u200b", "address:": "address: ", "123-": "123-",
    "capitals": "ABCDEFGH ", "quotes": '"', "x@x.": "x@x.", "accents": "é", "<b>": "<b>", "[": "[",
}  # fmt: skip
STRONG = {"A-number", "SSN", "receipt number", "passport", "ID number", "account number"}


def main(arguments: list[str]) -> None:
    show = "--show" in arguments
    folders = [a for a in arguments if not a.startswith("--")]
    corpora = Path(folders[0] if folders else os.environ.get("FOIA_CORPORA", "corpora"))
    examples()
    speed()
    hostile()
    letters(corpora / "letters", show=show)
    presidio(corpora / "pii" / "presidio-research" / "data" / "synth_dataset_v2.json", show=show)


def examples() -> None:
    """Give the recall of each class and the share spoiled, on our own labelled examples."""
    path = Path(__file__).parents[1] / "privacy" / "examples.py"
    spec = importlib.util.spec_from_file_location("privacy_examples", path)
    assert spec
    assert spec.loader
    helper = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(helper)
    hidden, leaked, shown, spoiled = Counter[str](), Counter[str](), 0, 0
    for example in helper.examples():
        masked = mask(example.text)
        hidden[example.kind] += len(example.hidden)
        leaked[example.kind] += len(helper.leaks(example, masked))
        shown += len(example.shown)
        spoiled += len(helper.spoiled(example, masked))
    for kind in hidden:
        if hidden[kind]:
            print(f"examples, {kind}: {hidden[kind] - leaked[kind]} of {hidden[kind]} hidden")
    print(f"examples, readable: {spoiled} of {shown} spoiled")


def speed() -> None:
    text = ORDINARY * (2_000_000 // len(ORDINARY))
    start = time.thread_time()
    masked = mask(text)
    seconds = time.thread_time() - start
    print(f"ordinary text: {len(text) / seconds / 1e6:.2f} MB/s, withheld: {masked.withheld}")
    lines = [ORDINARY + "A205-113-482 born 03/12/1985"] * 5_000
    start = time.thread_time()
    for line in lines:
        mask(line)
    print(
        f"short lines with identifiers: {len(lines) / (time.thread_time() - start):,.0f} a second"
    )


def hostile() -> None:
    worst = []
    for name, unit in HOSTILE.items():
        text = unit * (50_000 // len(unit))
        start = time.thread_time()
        masked = mask(text)
        worst.append((time.thread_time() - start, name, masked.withheld))
    worst.sort(reverse=True)
    print("hostile, 50,000 characters, the slowest:")
    for seconds, name, withheld in worst[:5]:
        print(f"  {seconds:.2f} s  {name}{'  (withheld)' if withheld else ''}")


def texts(folder: Path) -> Iterator[tuple[str, int, str]]:
    import pypdfium2

    for path in sorted(folder.rglob("*.pdf")):
        document = pypdfium2.PdfDocument(path)
        for number in range(len(document)):
            yield path.name, number + 1, document[number].get_textpage().get_text_bounded()


def letters(folder: Path, *, show: bool) -> None:
    if not folder.is_dir():
        print(f"letters: skipped, {folder} is absent")
        return
    words, labels, contacts = Counter[str](), Counter[str](), Counter[str]()
    for name, page, text in texts(folder):
        masked = mask(text)
        words[name] += len(text.split())
        labels.update(span.label for span in masked.spans)
        contacts[name] += sum(span.label in {"phone", "address"} for span in masked.spans)
        for span in masked.spans if show else ():
            around = text[max(0, span.start - 30) : span.end + 20]
            print(span.label, "|", " ".join(around.split()), "|", name, page)
    total = words.total()
    strong = sum(labels[label] for label in STRONG)
    print(f"letters: {total:,} words; {dict(labels)}")
    print(f"  false identifiers in 1,000 words: {strong / total * 1000:.3f} (aim 0.2)")
    print(f"  with names: {(strong + labels['name']) / total * 1000:.3f}")
    print(f"  phones and addresses in 1,000 words: {contacts.total() / total * 1000:.3f} (aim 0.5)")
    top = contacts.most_common(2)
    rest, fewer = contacts.total() - sum(n for _, n in top), total - sum(words[n] for n, _ in top)
    print(f"  the same without {' and '.join(n for n, _ in top)}: {rest / fewer * 1000:.3f}")


def presidio(path: Path, *, show: bool) -> None:
    if not path.is_file():
        print(f"presidio-research: skipped, {path} is absent")
        return
    found, total = Counter[str](), Counter[str]()
    for sample in json.loads(path.read_text("utf-8")):
        text = sample["full_text"]
        spans = mask(text).spans
        for span in sample["spans"]:
            kind, start, end = span["entity_type"], span["start_position"], span["end_position"]
            total[kind] += 1
            hidden = sum(
                min(end, s.end) - max(start, s.start)
                for s in spans
                if s.start < end and start < s.end
            )
            found[kind] += hidden >= 0.9 * (end - start)
            if show and hidden < 0.9 * (end - start):
                print(
                    "missed",
                    kind,
                    "|",
                    text[start:end],
                    "|",
                    text[max(0, start - 30) : end + 10].replace("\n", "/"),
                )
    for kind in sorted(total):
        print(f"  presidio {kind}: {found[kind]} of {total[kind]} hidden")


if __name__ == "__main__":
    main(sys.argv[1:])
