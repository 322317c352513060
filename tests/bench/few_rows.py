"""Rows of one to four people without a header, as colleagues type them: `python -m tests.bench.few_rows`.

Names of two pools: those that lists may know and made ones that none does. The second half of the
seeds is reported apart; the twins are rows as short that speak of nobody.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from typing import NamedTuple

from bot.privacy.mask import mask

LISTED = """Selam Haile|Luam Tesfay|Chidi Okoro|Wilmer Orellana|Dilcia Menjivar|Ana Quispe|Yonas Tekle|Binta Jallow|Rustam
Karimov|Oksana Kovalenko|Kwabena Boateng|Marisol Zepeda|Jordan Pettibone|Israel Montejo|Chad Abernathy|Linh Nguyen|Maimouna
Diallo|Ibrahim Warsame|Rosemene Saintil|Harpreet Sandhu|Georgia Cifuentes|Austin Mbeki|Nadezhda Isayev|Farshad Nazari"""
MADE = """Zelquor Ambrithan|Tivandra Oskelim|Keshwar Pundelai|Yorveth Lamquist|Ushemba Ntakwe|Brisolde Cantavaro|Ixtemo
Quauhtzin|Dravoslav Penkhorin|Mirzolat Hashtgerd|Nyabeke Otwolane|Fenuela Torrigasca|Adwetu Bansomehene"""
COUNTRIES = [
    "Eritrea",
    "Nigeria",
    "Honduras",
    "El Salvador",
    "Haiti",
    "Cameroon",
    "Venezuela",
    "Uzbekistan",
    "Nepal",
    "Mauritania",
]
PLACES = ["Krome", "Otay Mesa", "Adelanto", "Stewart", "Eloy", "Dilley", "Karnes", "Torrance"]
RESULTS = ["positive", "negative", "CF positive", "CF negative", "passed", "failed"]
SIGNS = (";", ",", "\t", " | ", "|", "; ", ", ", "   ", " - ", " / ")
LEADS = ("", "- ", "* ", "• ", "1. ", "> ")
OPEN_ROWS = (
    "FOIA Officer{s}ICE{s}Washington", "Krome{s}581{s}Miami", "Honduras{s}12{s}4", "search{s}4{s}$112.00",
    "2023-ICFO-00914{s}closed{s}2023-01-04", "ICE{s}DHS{s}CBP", "Eritrea{s}Nigeria{s}Honduras", "Miami{s}El Paso{s}Phoenix",
    "emails{s}memos{s}contracts", "granted{s}denied{s}pending", "data breach{s}ICE{s}2024-01-04", "Krome{s}Eloy{s}Stewart",
    "Mexico{s}removal flights{s}2022", "Haiti{s}TPS{s}extension", "Ann Lee{s}FOIA Officer{s}ICE", "Director{s}Tom Wong{s}DHS",
)  # fmt: skip


class Made(NamedTuple):
    """Lines, the words in them that nobody may read, and what they were made as."""

    text: str
    hidden: frozenset[str]
    kind: str


def people(seed: int) -> Made:
    """Make one to four rows about invented people."""
    r = random.Random(f"few {seed}")
    pool = (LISTED if r.random() < 0.6 else MADE).replace("\n", " ").split("|")
    sign, split = r.choice(SIGNS), r.random() < 0.4
    facts = r.sample([COUNTRIES, PLACES, RESULTS], r.choice((1, 2, 2, 3)))
    if facts in ([PLACES], [RESULTS]):
        facts.append(COUNTRIES)
    lead, low, rows, hidden = (
        r.choice(LEADS) if r.random() < 0.4 else "",
        r.random() < 0.15,
        [],
        set(),
    )
    for name in r.sample(pool, r.choice((1, 2, 3, 3, 4))):
        first, last = name.split()
        cells = [last, first] if split else [r.choice((name, f"{last} {first}"))]
        cells += [r.choice(one) for one in facts]
        cells = [cell.lower() if low else cell for cell in cells]
        hidden |= {word for cell in cells[: 2 if split else 1] for word in cell.split()}
        rows.append(lead + sign.join(cells))
    before = r.choice(("", "", "These are the people:\n", "from the call today:\n"))
    names = "made" if pool[0].startswith("Zel") else "listed"
    return Made(before + "\n".join(rows), frozenset(hidden), f"{sign!r} {len(rows)} {names}")


def other(seed: int) -> str:
    """Make one to four rows about nobody we protect."""
    r = random.Random(f"open {seed}")
    sign, line = r.choice(SIGNS), r.choice(OPEN_ROWS)
    return "\n".join(line.format(s=sign) for _ in range(r.choice((1, 2, 3, 4))))


def main(arguments: list[str]) -> None:
    count = next((int(a) for a in arguments if a.isdigit()), 500)
    for half, odd in (("worked with", 0), ("kept apart", 1)):
        for typed in (False, True):
            leaked: Counter[str] = Counter()
            words = 0
            for seed in range(odd, 2 * count, 2):
                made = people(seed)
                text = mask(made.text, typed=typed).text
                open_ = [word for word in made.hidden if word in text]
                words += len(made.hidden)
                leaked[made.kind] += len(open_)
                if open_ and "--show" in arguments and not odd:
                    print(repr(made.text), open_)
            spoiled = sum(bool(mask(other(s), typed=typed).spans) for s in range(odd, 2 * count, 2))
            by = {kind: n for kind, n in leaked.most_common(8) if n}
            listed = sum(n for kind, n in leaked.items() if kind.endswith("listed"))
            print(
                f"{half}, {'typed' if typed else 'paper'}: {leaked.total()} of {words} words readable"
                f" ({listed} of listed names), {spoiled} of {count} others spoiled; {by}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
