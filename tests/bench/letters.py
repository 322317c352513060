"""How well letters are read: types, fields, effects and how sure, over letters with known answers.

`python -m tests.bench.letters [FILE...]` reads the letters of tests/correspondence/fresh and prints
the figures; `--list` names what is wrong.

The letters of `letters.txt` were written before any was read. At first, on all 73: types F1 .67,
exact set .56, effects precision .78 and recall .70, wrong of what was sure .09. After the wording of
42 of them was looked at, the other 31: F1 .73, effects .85 and .77. Then those were looked at too:
what is printed now shows only that nothing was lost. `letters-2.txt`, written last and against the
usual wording on purpose: at first types F1 .35, effects .73 and .53.

`letters-3.txt`, 152 letters in many voices, was written before the second reader and split by hash:
the half in `fresh` is learnt from, that in `apart` is only counted. With the phrases alone: types F1
.47 and .37, effects .62 and .50; with the second reader .95 and .71, effects .97 and .80 (then some
sentences of that half came into `voices.txt`, so that it is untouched no more: .79 and .83).
`letters-4.txt`, 30 in an ordinary voice, written after that: at first .81 and .85, with the phrases
alone .75 and .83; then it was looked at.
`letters-5.txt`, 40 of federal components and state bodies as public letters and templates print them,
many with outcomes of pleas, split by hash of the name: at first types F1 .73, exact .58, effects .86
and .72, pleas 7 of 16; after the half in `fresh` was looked at, the half in `apart`: .88, .74, .93 and
.90, 7 of 8.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.correspondence.effects import effects
from bot.correspondence.reader import Letter, read_letter

FRESH = Path(__file__).parents[1] / "correspondence" / "fresh"
SURE = 0.8


@dataclass(frozen=True, slots=True)
class Known:
    """A letter and what it does and says; several sets of types may be right."""

    name: str
    said: dict[str, str]
    text: str

    def several(self, field: str) -> list[str]:
        """Give a comma-separated field."""
        return [one.strip() for one in self.said.get(field, "").split(",") if one.strip()]

    def ways(self, field: str) -> list[set[str]]:
        """Give the sets that are right: the first, and those after it, with a semicolon between."""
        alternatives = self.said.get(f"{field}alt", "")
        others = alternatives.split(";") if alternatives else []
        return [
            {one.strip() for one in way.split(",") if one.strip()}
            for way in (self.said.get(field, ""), *others)
        ]


@dataclass(slots=True)
class Tally:
    """Right, wrong and missed of one thing; and of what is sure."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Give the share of what was said that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Give the share of what is there that was said."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Give the harmonic mean of both."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def letters(paths: Sequence[Path]) -> Iterator[Known]:
    """Read the files: `=== name`, lines of what is known, `---`, the letter."""
    for path in paths:
        for block in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            head, _, text = block.partition("\n---\n")
            name, *lines = head.splitlines()
            said = {k.strip(): v.strip() for k, _, v in (line.partition(":") for line in lines)}
            yield Known(name.strip(), said, text)


class Judge:
    """Counts what was read against what is known."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self.tallies: dict[str, Tally] = {}
        self.exact = self.count = 0
        self.sure = self.said = self.sure_wrong = 0

    def tally(self, name: str) -> Tally:
        """Give the tally of one thing."""
        return self.tallies.setdefault(name, Tally())

    def add(self, known: Known, letter: Letter) -> None:
        """Count one letter."""
        self.count += 1
        self._types(known, letter)
        for name, reading in (
            ("date", letter.letter_date), ("received", letter.received or letter.appeal_received), ("fee", letter.fee),
            ("appeal", letter.appeal_days), ("reply", letter.reply_by or letter.reply_days),
            ("reviewed", letter.counts.get("pages_reviewed")),
            ("full", letter.counts.get("pages_released_full")),
            ("part", letter.counts.get("pages_released_part")),
            ("withheld", letter.counts.get("pages_withheld")),
        ):  # fmt: skip
            if name in known.said or reading:
                self._one(known, name, reading)
        self._body(known, letter)
        numbers = {one.value: one.sure for one in letter.numbers}
        self._set(known, "numbers", numbers, known.several("numbers"))
        marks = {one.value: one.sure for one in letter.exemptions}
        self._set(known, "exemptions", marks, known.several("exemptions"))
        self._effects(known, letter)

    def _say(self, known: Known, what: str, value: object, sure: float, *, right: bool) -> None:
        self.said += 1
        self.sure += sure >= SURE
        self.sure_wrong += sure >= SURE and not right
        if not right:
            self.tally(what).notes.append(f"{known.name}: {what} says {value} ({sure})")

    def _types(self, known: Known, letter: Letter) -> None:
        got = {kind.value: reading.sure for kind, reading in letter.types.items()}
        fine = set(known.several("typesok"))
        best = max(
            known.ways("types"),
            key=lambda way: len(way & got.keys()) - len(way - got.keys()) - len(got.keys() - way),
        )
        tally = self.tally("types")
        wrong = got.keys() - best - fine
        tally.right += len(best & got.keys())
        tally.wrong += len(wrong)
        tally.missed += len(best - got.keys())
        self.exact += best <= got.keys() and not wrong
        for kind, sure in got.items():
            self._say(known, "types", kind, sure, right=kind not in wrong)
        tally.notes += [f"{known.name}: types lacks {one}" for one in best - got.keys()]

    def _one(self, known: Known, name: str, reading: object) -> None:
        tally = self.tally(name)
        want = known.said.get(name, "").replace("null", "")
        want = re.sub(r"^(\d{4}-\d\d-\d\d) .*", r"\1", want)
        value = "" if reading is None else str(reading.value)  # type: ignore[attr-defined]
        if name == "fee" and want and value:
            want, value = f"{float(want):.2f}", f"{float(value):.2f}"
        if name == "reply" and want.isdigit():
            want += " calendar"
        unit = getattr(reading, "unit", "")
        if name == "reply" and value and unit:
            value = f"{value} {unit}"
        right = bool(value) and value == want
        tally.right += right
        tally.wrong += bool(value) and not right
        tally.missed += bool(want) and not right
        if reading is not None:
            self._say(known, name, value, reading.sure, right=right)  # type: ignore[attr-defined]
        elif want:
            tally.notes.append(f"{known.name}: {name} lacks {want}")

    def _body(self, known: Known, letter: Letter) -> None:
        want, got = known.said.get("agency", ""), letter.agency
        tally = self.tally("body")
        right = got is not None and bool(want) and _alike(want, got.value)
        tally.right += right
        tally.wrong += got is not None and not right
        tally.missed += bool(want) and not right
        if got is not None:
            self._say(known, "body", got.value, got.sure, right=right)
        elif want:
            tally.notes.append(f"{known.name}: body lacks {want}")

    def _set(self, known: Known, name: str, got: dict[str, float], want: list[str]) -> None:
        tally = self.tally(name)
        plain = {_plain(one) for one in want}
        for value, sure in got.items():
            right = any(_plain(value) in one or one in _plain(value) for one in plain)
            tally.right += right
            tally.wrong += not right
            self._say(known, name, value, sure, right=right)
        read = {_plain(one) for one in got}
        lacking = [w for w in want if not any(_plain(w) in r or r in _plain(w) for r in read)]
        tally.missed += len(lacking)
        tally.notes += [f"{known.name}: {name} lacks {one}" for one in lacking]

    def _effects(self, known: Known, letter: Letter) -> None:
        on = known.said.get("date", "").replace("null", "")
        got = {(one.kind.value, one.on.isoformat() if one.on else "") for one in effects(letter)}
        ways = [{(kind, on) for kind in way} for way in known.ways("effects")]
        best = max(ways, key=lambda way: len(way & got) - len(way - got) - len(got - way))
        tally = self.tally("effects")
        tally.right += len(best & got)
        tally.wrong += len(got - best)
        tally.missed += len(best - got)
        tally.notes += [f"{known.name}: effects says {one}" for one in sorted(got - best)]
        tally.notes += [f"{known.name}: effects lacks {one}" for one in sorted(best - got)]

    def lines(self) -> Iterator[str]:
        """Give the figures, a line each."""
        for name, tally in self.tallies.items():
            yield (
                f"{name:11} precision {tally.precision:.3f}  recall {tally.recall:.3f}  "
                f"F1 {tally.f1:.3f}  ({tally.right} right, {tally.wrong} wrong, {tally.missed} missed)"
            )
        yield f"exact set of types {self.exact / max(1, self.count):.3f} of {self.count} letters"
        yield (
            f"sure of {self.sure} of {self.said} values ({self.sure / max(1, self.said):.3f}); "
            f"wrong of those {self.sure_wrong / max(1, self.sure):.3f}"
        )


_SMALL = {"u", "s", "us", "the", "of", "united", "states"}


def _plain(value: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", value.upper())


def _alike(one: str, other: str) -> bool:
    left, right = (set(re.findall(r"[a-z0-9]+", name.lower())) - _SMALL for name in (one, other))
    return bool(left and right) and (left <= right or right <= left)


def judge(paths: Sequence[Path]) -> Judge:
    """Read every letter of the files and count."""
    found = Judge()
    for known in letters(paths):
        found.add(known, read_letter(known.text))
    return found


def main() -> None:
    """Print the figures; what is wrong, where `--list` is given."""
    given = [Path(one) for one in sys.argv[1:] if not one.startswith("--")]
    found = judge(given or sorted(FRESH.glob("*.txt")))
    for line in found.lines():
        print(line)
    if "--list" in sys.argv:
        for tally in found.tallies.values():
            print(*tally.notes, sep="\n")


if __name__ == "__main__":
    main()
