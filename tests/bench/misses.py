"""The mask on made sentences: `python -m tests.bench.misses [--n 12] [--seed 1] [--show]`.

Sentences that name a protected person or a number of theirs, and their readable twins, filled with
invented names (many on no list of names) and numbers in many typographies.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bot.privacy.mask import mask
from bot.privacy.roster import Roster, hash_names

_FOLDER = Path(__file__).parents[1] / "privacy" / "made"
_GIVEN = [
    "Marisol",
    "Yenifer",
    "Jean-Baptiste",
    "Wisler",
    "Thi",
    "Nguyet",
    "Amadou",
    "Fatoumata",
    "Oleksandr",
    "Zarmina",
    "Abdul",
    "Wahid",
    "Kwabena",
    "Tesfaye",
    "Mebrahtu",
    "Xóchitl",
    "Baltazar",
    "Dieudonné",
    "Rosalinda",
    "Harpreet",
    "Gurvinder",
    "Nadezhda",
    "Rustam",
    "Yusuf",
    "Maimouna",
    "Carlens",
    "Widline",
    "Eleuterio",
    "Domingo",
    "Mengistu",
    "Selam",
    "Bilal",
    "Rahima",
]
_SURNAMES = [
    "Tzoc",
    "Ixcoy",
    "Pierre-Louis",
    "Saintil",
    "Trần",
    "Nguyen",
    "Diallo",
    "Sow",
    "Hrytsenko",
    "Stanikzai",
    "Rahmani",
    "Boateng",
    "Gebremariam",
    "Habtemariam",
    "Quispe",
    "Mamani",
    "Jean",
    "Toussaint",
    "Guzmán",
    "Ulloa",
    "Kaur",
    "Gill",
    "Ibragimov",
    "Karimov",
    "Ndiaye",
    "Estimé",
    "Batz",
    "Coc",
    "Baltodano",
    "Zelaya",
    "Orellana",
    "Abera",
    "Yohannes",
    "Sesay",
    "Bangura",
    "Morán",
    "Carrillo",
    "Villatoro",
]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_BEFORE = ("", "The officer wrote this. ", "On March 3 the unit responded.\n")
_AFTER = ("", " It was then closed.", "\nThe file was updated.")
_NAMES = frozenset({"N", "UN", "L", "UL", "S"})
_KEY = b"k" * 32
_FIELD = re.compile(r"\{(\w+)\}")


class Made(NamedTuple):
    """A text, the stretches of it that must be hidden, and the line it was made from."""

    text: str
    hidden: tuple[tuple[int, int], ...]
    line: str


def lines(name: str) -> list[str]:
    """Return the lines of a file of patterns, without its comments."""
    raw = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return [re.sub(r"\\n", "\n", one) for one in raw if one and not one.startswith("#")]


def names(line: str, rng: random.Random) -> Made:
    """Fill a sentence of `names.txt`; what must be hidden are its names."""
    before, after = rng.choice(_BEFORE), rng.choice(_AFTER)
    return _fill(line, rng, before, after, _NAMES)


def identifiers(line: str, rng: random.Random) -> Made:
    """Fill a line of `identifiers.txt`; what must be hidden are its numbers, or its digits."""
    made = _fill(line, rng, "The file says: ", ". It was closed.", None)
    if made.hidden:
        return made
    return Made(made.text, tuple(m.span() for m in re.finditer(r"[0-9]{2,}", made.text)), line)


def roster_of(made: list[Made]) -> Roster:
    """Put everybody whom these texts name on a roster; of a surname alone the whole name is there."""
    named = [one.text[start:end] for one in made for start, end in one.hidden]
    whole = [name if len(name.split()) > 1 else f"{_GIVEN[len(name) % 9]} {name}" for name in named]
    return Roster.from_hashes(hash_names(whole, _KEY), _KEY)


def leaks(made: Made, roster: Roster | None = None) -> bool:
    """Say whether a letter or digit of what must be hidden can be read."""
    spans = mask(made.text, roster=roster).spans
    return any(
        made.text[i].isalnum() and not any(s.start <= i < s.end for s in spans)
        for start, end in made.hidden
        for i in range(start, end)
    )


def spoiled(line: str) -> bool:
    """Say whether the mask touches a line that must stay readable."""
    return bool(mask(f"We note this. {line} That is all.").spans)


def _fill(
    line: str, rng: random.Random, before: str, after: str, kinds: frozenset[str] | None
) -> Made:
    text, hidden = before, []
    for number, part in enumerate(_FIELD.split(line)):
        value = _FILLERS[part](rng) if number % 2 else part
        if number % 2 and (kinds is None or part in kinds):
            hidden.append((len(text), len(text) + len(value)))
        text += value
    return Made(text + after, tuple(hidden), line)


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def _name(rng: random.Random) -> str:
    given, surname = rng.choice(_GIVEN), rng.choice(_SURNAMES)
    middle = {0: f"{rng.choice(_GIVEN)} ", 1: f"{rng.choice(_SURNAMES)} "}.get(rng.randrange(6), "")
    return f"{given} {middle}{surname}"


def _last_first(rng: random.Random) -> str:
    return f"{rng.choice(_SURNAMES)}, {rng.choice(_GIVEN)}"


def _a_number(rng: random.Random) -> str:
    d = f"2{_digits(rng, 8)}"
    shapes = (f"A{d}", f"A-{d}", f"A {d[:3]} {d[3:6]} {d[6:]}", f"A{d[:3]}-{d[3:6]}-{d[6:]}")
    return rng.choice((*shapes, f"A#{d}", f"A{d[1:]}"))


def _birth(rng: random.Random) -> str:
    year, month, day = rng.randrange(1950, 2008), rng.randrange(1, 13), rng.randrange(1, 29)
    name = _MONTHS[month - 1]
    shapes = (f"{month:02}/{day:02}/{year}", f"{name} {day}, {year}", f"{day} {name} {year}")
    return rng.choice((*shapes, f"{year}-{month:02}-{day:02}", f"{day:02}.{month:02}.{year}"))


def _ssn(rng: random.Random) -> str:
    return f"{rng.randrange(100, 665)}-{rng.randrange(10, 99)}-{rng.randrange(1000, 9999)}"


_FILLERS: dict[str, Callable[[random.Random], str]] = {
    "N": _name,
    "UN": lambda r: _name(r).upper(),
    "L": _last_first,
    "UL": lambda r: _last_first(r).upper(),
    "A": _a_number,
    "B": lambda r: f"2{_digits(r, 8)}",
    "F": lambda r: f"1{_digits(r, 9)}",
    "C": lambda r: f"4{_digits(r, r.randrange(7, 12))}",
    "D": _birth,
    "R": lambda r: r.choice(("IOE", "MSC", "EAC", "LIN", "SRC", "WAC")) + _digits(r, 10),
    "S9": lambda r: _ssn(r).replace("-", ""),
    "P": lambda r: r.choice("GABX") + _digits(r, 8),
    "T": lambda r: f"({r.randrange(201, 989)}) {r.randrange(200, 999)}-{r.randrange(1000, 9999)}",
}


def _filled(kind: str, count: int, seed: int) -> Iterator[Made]:
    rng = random.Random(seed)
    surname: Callable[[random.Random], str] = lambda r: r.choice(_SURNAMES)  # noqa: E731
    fill, _FILLERS["S"] = (names, surname) if kind == "names" else (identifiers, _ssn)
    for line in lines(kind):
        yield from (fill(line, rng) for _ in range(count))


def figures(
    kind: str, count: int, seed: int, *, with_roster: bool = False
) -> tuple[int, list[Made]]:
    """Return how many texts were made, and those that leak."""
    made = list(_filled(kind, count, seed))
    roster = roster_of(made) if with_roster else None
    return len(made), [one for one in made if leaks(one, roster)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=12, help="texts made from a line")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="the lines that leak, and how often")
    asked = parser.parse_args()
    for kind, known in (("names", False), ("names", True), ("identifiers", False)):
        made, leaked = figures(kind, asked.n, asked.seed, with_roster=known)
        print(f"{kind}{', on the roster' * known}: {1 - len(leaked) / made:.3f} of {made} hidden")
        for line, count in Counter(one.line for one in leaked).most_common() if asked.show else ():
            print(f"  {count} of {asked.n}: {line!r}")
    readable = lines("readable")
    bad = [line for line in readable if spoiled(line)]
    print(f"readable: {len(bad)} of {len(readable)} spoiled", *bad, sep="\n  ")


if __name__ == "__main__":
    main()
