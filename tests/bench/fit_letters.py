"""Learns the second reader's weights: `python -m tests.bench.fit_letters [--corpora DIR]`.

From sentences in many voices (tests/correspondence/voices.txt, each under what it does), from our own
letters of tests/correspondence/fresh, of which only the types are known, and, where a corpus of real
letters with known types is beside the project, from that half of it that rules were made with. The
letters of tests/correspondence/apart are never learnt from. Some seconds; the result is
bot/correspondence/weights.json.

A letter says which things it does, not where: the likeliest sentence is taken as the one that does
them, and of its others nothing is said. What a letter does not do, none of its sentences does.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha1
from pathlib import Path
from typing import Any

import numpy as np

from bot.cli.batches import _pages_of
from bot.correspondence import second
from bot.correspondence.kinds import hits
from bot.correspondence.laid_out import LaidOut
from bot.correspondence.signs import signs
from bot.correspondence.source import from_pages, from_text
from bot.law.letter_types import LetterType
from tests.bench.letters import FRESH, letters
from tests.correspondence.sample_letters import SAMPLES, SHORT

VOICES = FRESH.parent / "voices.txt"
WEIGHTS = Path(second.__file__).with_name("weights.json")
_ALONE = (LetterType.LITIGATION_FILING, LetterType.REQUEST, LetterType.NOT_A_LETTER)
TYPES = [one for one in LetterType if one not in _ALONE]
_INDEX = {one.value: at for at, one in enumerate(TYPES)}
_HOLD, _STEPS, _PACE = 0.02, 70, 0.15  # how far weights are held back; steps, their size
_WEIGHS = 3.0  # what a sentence that does a thing weighs, beside one that does not
_LEAST = 10  # hundredths; a smaller weight is left out
Numbers = Any  # arrays of numpy


@dataclass(slots=True)
class Letter:
    """A letter's sentences as signs, with what it does, may do, and the words that show it."""

    does: set[str]
    may: set[str]
    rows: list[tuple[str, set[str]]]
    quotes: dict[str, list[str]] = field(default_factory=dict)


def rows_of(pages: str | Sequence[tuple[int, str]]) -> list[tuple[str, set[str]]]:
    """Give a letter's own sentences with their signs."""
    source = from_text(pages) if isinstance(pages, str) else from_pages(pages)
    read = LaidOut(source)
    found = hits(read.flat, read.spoken, read.body)
    rows, before = [], ""
    told = second.ruled(read.spoken, found)
    for one in read.spoken:
        words = read.flat[one.start : one.end]
        rows.append((" ".join(words.split()), signs(words, before) | told.get(one.start, set())))
        before = words
    return rows


def voices() -> Iterator[Letter]:
    """Give each sentence of the file as a letter of its own."""
    does: set[str] = set()
    for line in VOICES.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            does = {one.strip() for one in line[2:].split(",")} - {"none"}
        elif line.strip():
            rows = rows_of(f"Dear Requester:\n\n{line}\n")[-1:]
            yield Letter(does, does, rows or [(line, signs(line))])


def own() -> Iterator[Letter]:
    """Give our own letters."""
    for known in letters(sorted(FRESH.glob("*.txt"))):
        may = set(known.several("typesok")).union(*known.ways("types"))
        yield Letter(set(known.several("types")), may, rows_of(known.text))
    for _, types, *_, text in SAMPLES:
        yield Letter(types, types, rows_of(text))
    for _, type_, _, text in SHORT:
        yield Letter({type_}, {type_}, rows_of(f"Dear Requester:\n\n{text}\n"))


def real(corpora: Path) -> Iterator[Letter]:
    """Give the half of the real letters that rules were made with; none where there are none."""
    truth = corpora / "letters-truth.jsonl"
    messages = corpora / "rows" / "agency_messages.jsonl"
    if not truth.is_file():
        return
    rows = {str(row["name"]): row for row in map(json.loads, messages.read_text().splitlines())}
    for said in map(json.loads, truth.read_text(encoding="utf-8").splitlines()):
        row = rows.get(said["doc"].removeprefix("message:"))
        path = corpora / said["doc"]
        if is_apart(said["id"]) or set(said["types"]) & {one.value for one in _ALONE}:
            continue
        if row is not None:
            text = (row.get("communication") or "") + "\n\f" + (row.get("file_text") or "")
            pages = list(enumerate(text.split("\f"), start=1))
        elif path.suffix.lower() in {".pdf", ".doc", ".eml", ".txt"}:
            pages = _pages_of({"path": str(path), "pages": said["pages"]})
        else:
            continue
        quotes = {
            name.removeprefix("types:"): words if isinstance(words, list) else [words]
            for name, words in said.get("quote", {}).items()
            if name.startswith("types:")
        }
        may = set(said["types"]).union(said.get("types_ok", ()), *said.get("types_alt", ()))
        yield Letter(set(said["types"]), may, rows_of(pages), quotes)


def is_apart(name: str) -> bool:
    """Whether a letter belongs to the half that nothing is learnt from."""
    return int(sha1(name.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 0


class Learner:
    """One line through the signs for each type; all types at once."""

    def __init__(self, rows: Sequence[set[str]], ours: Sequence[set[str]]) -> None:
        """Know the signs that stand in at least two sentences, one of them our own.

        What real letters alone say may be somebody's name, and is not kept.
        """
        often = Counter(sign for row in rows for sign in row)
        invented = {sign for row in ours for sign in row}
        kept = sorted(sign for sign in invented if often[sign] > 1)
        self.known = {sign: at for at, sign in enumerate(kept)}
        self.weights: Numbers = np.zeros((len(self.known) + 1, len(TYPES)), dtype=np.float32)
        self.weights[-1] = -3.0

    def _places(self, row: set[str]) -> list[int]:
        return sorted(self.known[sign] for sign in row if sign in self.known)

    def likely(self, row: set[str]) -> Numbers:
        """Give how likely a sentence does each thing."""
        at = self._places(row)
        total = self.weights[-1].copy()
        if at:
            total = total + self.weights[at].sum(0) / np.sqrt(max(second.LEAST, len(at)))
        return 1 / (1 + np.exp(-total))

    def learn(self, rows: Sequence[set[str]], does: Numbers, counts: Numbers) -> None:
        """Learn from sentences: what each does, and of which things it says something."""
        bias, row_at, column = len(self.known), [], []
        size = np.zeros(len(rows), dtype=np.float32)
        for number, row in enumerate(rows):
            at = self._places(row)
            size[number] = 1 / np.sqrt(max(second.LEAST, len(at)))
            row_at += [number] * (len(at) + 1)
            column += [*at, bias]
        self._descend(np.array(row_at), np.array(column), size, does, counts)

    def _descend(
        self, row_at: Numbers, column: Numbers, size: Numbers, does: Numbers, counts: Numbers
    ) -> None:
        bias = len(self.known)
        value = np.where(column == bias, 1.0, size[row_at]).astype(np.float32)[:, None]
        begins = np.searchsorted(row_at, np.arange(len(size)))
        order = np.argsort(column, kind="stable")
        ends = np.searchsorted(column[order], np.arange(bias + 1))
        weighs = np.where(does > 0, _WEIGHS, 1.0).astype(np.float32) * counts
        self.weights[:] = 0
        self.weights[-1] = -3.0
        mean, spread = np.zeros_like(self.weights), np.zeros_like(self.weights)
        for step in range(1, _STEPS + 1):
            total = np.add.reduceat(self.weights[column] * value, begins, axis=0)
            off = (1 / (1 + np.exp(-total)) - does) * weighs
            slope = np.add.reduceat(off[row_at[order]] * value[order], ends, axis=0)
            slope[:-1] += _HOLD * self.weights[:-1]
            mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope * slope
            moved = (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-6)
            self.weights -= _PACE * moved * (1 - 0.9 * step / _STEPS)


def fit(said: Sequence[Letter], ours: Sequence[Letter], real: Sequence[Letter]) -> Learner:
    """Learn from sentences, then from them and letters, whose sentences the first round sorts."""
    told = [*ours, *real]
    learner = Learner(_signs_of([*said, *told]), _signs_of([*said, *ours]))
    for among in (said, [*said, *told]):
        rows, does, counts = [], [], []
        for one in among:
            shows = (
                _shows(learner, one) if len(one.rows) > 1 else {type_: {0} for type_ in one.does}
            )
            for at, (_, row) in enumerate(one.rows):
                rows.append(row)
                does.append([float(at in shows.get(type_.value, ())) for type_ in TYPES])
                counts.append([_says(one, shows, type_.value, at) for type_ in TYPES])
        learner.learn(rows, np.array(does, dtype=np.float32), np.array(counts, dtype=np.float32))
    return learner


def _signs_of(told: Sequence[Letter]) -> list[set[str]]:
    return [row for one in told for _, row in one.rows]


def _says(one: Letter, shows: dict[str, set[int]], type_: str, at: int) -> float:
    """Whether anything is known of a sentence and a thing."""
    return float(type_ not in one.may or at in shows.get(type_, ()))


def _shows(learner: Learner, one: Letter) -> dict[str, set[int]]:
    """Give the sentences of a letter that show what it does: those quoted, else the likeliest."""
    likely = np.array([learner.likely(row) for _, row in one.rows])
    shows: dict[str, set[int]] = {}
    for type_ in one.does & _INDEX.keys():
        quoted = one.quotes.get(type_, ())
        found = {
            at for at, (words, _) in enumerate(one.rows)
            if any(quote[:40] in words or words[:60] in quote for quote in quoted if words)
        }  # fmt: skip
        if found or not quoted:
            shows[type_] = found or {int(likely[:, _INDEX[type_]].argmax())}
    return shows


def write(learner: Learner, path: Path = WEIGHTS) -> None:
    """Keep the weights, in hundredths, one sign a line."""
    hundredths = np.rint(100 * learner.weights).astype(int)
    kept = {
        sign: [
            number
            for type_ in np.flatnonzero(abs(row) >= _LEAST)
            for number in (int(type_), int(row[type_]))
        ]
        for sign, at in learner.known.items()
        if (abs(row := hundredths[at]) >= _LEAST).any()
    }
    table = {
        "types": [one.value for one in TYPES],
        "bias": [round(float(one), 3) for one in learner.weights[-1]],
        "weights": kept,
    }
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")


def main() -> None:
    """Learn and keep."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--corpora", type=Path, default=Path("shared/corpora"))
    said, ours = list(voices()), list(own())
    theirs = list(real(parser.parse_args().corpora))
    learner = fit(said, ours, theirs)
    write(learner)
    print(f"{len(said)} sentences, {len(ours)} + {len(theirs)} letters, {len(learner.known)} signs")


if __name__ == "__main__":
    main()
