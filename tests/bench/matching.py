"""Whose letter it is: `python -m tests.bench.matching [--n 300] [--seed 1]`.

Requests at bodies of all kinds, some twice at one body, with numbers on record, old ones too. Letters
are drawn by what shows whose they are: their number in any spelling, an old number, a mail on file
that they answer, the body alone, the subject alone, nothing; and by what must not mislead: a number
in quoted mail or an enclosure, a number with one figure changed, another's number beside ours.
Right: the request itself where something shows it; asked or unmatched where nothing does.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.correspondence.matching import match
from bot.correspondence.reader import read_letter
from bot.settings import Settings
from bot.store import letter_matching
from bot.store.session import Session
from bot.store.tables import Filing, FilingRequest
from bot.wiring.container import open_desk
from tests.conftest import Team

NOW = datetime(2023, 12, 12, 15, 0, tzinfo=UTC)
# name, body, number, old number; two bodies have two requests each
REQUESTS = (
    ("Detention deaths", "ICE", "2024-ICFO-00501", "2023-ICFO-48112"),
    ("Data breach", "ICE", "2024-ICFO-00977", ""),
    ("Watchlist audits", "CBP", "CBP-FO-2024-061234", ""),
    ("Credible fear lessons", "USCIS", "COW2023004711", ""),
    ("Consular cables", "State", "F-2023-01187", "F-2022-99120"),
    ("Fusion agreements", "FBI", "1549876-000", ""),
    ("Court backlog", "EOIR", "2023-31120", ""),
    ("Drone contracts", "DHS", "2024-HQFO-00120", ""),
    ("Surveillance grants", "DHS", "2024-HQFO-00733", ""),
    ("Staffing rosters", "BOP", "2024-05511", ""),
)
NAMES = {
    "ICE": "U.S. Immigration and Customs Enforcement", "CBP": "U.S. Customs and Border Protection",
    "USCIS": "U.S. Citizenship and Immigration Services", "State": "U.S. Department of State",
    "FBI": "Federal Bureau of Investigation", "EOIR": "Executive Office for Immigration Review",
    "DHS": "U.S. Department of Homeland Security", "BOP": "Federal Bureau of Prisons",
}  # fmt: skip
_BODIES = (
    "This acknowledges receipt of your Freedom of Information Act request.",
    "We searched and found no records responsive to your request.",
    "Your request is still being processed. We expect to answer by March 1, 2024.",
    "Enclosed are 45 pages with redactions under Exemption 6.",
    "We are invoking a ten-day extension because of unusual circumstances.",
)
KINDS = (
    "number", "spelling", "old number", "answer", "body alone", "two at the body", "subject",
    "nothing", "quoted number", "enclosed number", "near number", "another's number beside",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """A letter, the mails that it answers, and whose it is: a name, or "" where nobody can tell."""

    kind: str
    text: str
    whose: str
    answers: tuple[str, ...] = ()


def _letter(body: str, number: str, words: str, rest: str = "") -> str:
    label = f"\nRe: FOIA Request No. {number}\n" if number else ""
    return f"{body}\n\nDecember 4, 2023\n{label}\nDear Requester:\n\n{words}\n\nSincerely,\n\nFOIA Officer\n{rest}"


def _spelt(number: str, draw: random.Random) -> str:
    return draw.choice(
        (number.lower(), number.replace("-", " "), number.replace("-", "\u2013"), number)
    )


def _near(number: str, draw: random.Random) -> str:
    at = draw.choice([i for i, c in enumerate(number) if c.isdigit()][-3:])
    return f"{number[:at]}{(int(number[at]) + draw.randint(1, 9)) % 10}{number[at + 1 :]}"


def drawn(draw: random.Random, kind: str) -> Drawn:
    """Draw a letter of one kind."""
    twice = [one for one in REQUESTS if sum(other[1] == one[1] for other in REQUESTS) > 1]
    once = [one for one in REQUESTS if one not in twice]
    olds = [one for one in REQUESTS if one[3]]
    pool = {"old number": olds, "body alone": once, "two at the body": twice, "near number": once}
    name, body, number, old = draw.choice(pool.get(kind, REQUESTS))
    words, other = draw.choice(_BODIES), draw.choice([one for one in REQUESTS if one[0] != name])
    head = NAMES[body]
    if kind in {"number", "spelling", "old number"}:
        shown = {"spelling": _spelt(number, draw), "old number": old}.get(kind, number)
        return Drawn(kind, _letter(head, shown, words), name)
    if kind == "answer":
        return Drawn(kind, _letter("Records Office", "", words), name, (_doc(name),))
    if kind == "body alone":
        return Drawn(kind, _letter(head, "", words), name)
    if kind == "two at the body":
        return Drawn(kind, _letter(head, "", words), "")
    if kind == "subject":
        told = f"{words}\n\nYour request is about {name.lower()}."
        return Drawn(kind, _letter("City of Exampleton", "", told), "")
    if kind == "near number":
        return Drawn(kind, _letter(head, _near(number, draw), words), "")
    if kind == "quoted number":
        quoted = f"\nFrom: Jordan Example <jordan@legal.example>\nSent: Monday, December 4, 2023 9:00 AM\nSubject: {number}\n\nWhat of {number}?\n"
        return Drawn(kind, _letter("City of Exampleton", "", words, quoted), "")
    if kind == "enclosed number":
        enclosed = f"\nEnclosure\n\f\nAPPENDIX A\n\nLog of requests: {number}, {other[2]}\n"
        return Drawn(kind, _letter("City of Exampleton", "", words, enclosed), "")
    if kind == "another's number beside":
        told = f"{words}\n\nYour earlier request 2019-ZZFO-00{draw.randint(100, 999)} is closed."
        return Drawn(kind, _letter(head, number, told), name)
    return Drawn(kind, _letter("City of Exampleton", "", words), "")


def _doc(name: str) -> str:
    return f"mail/{name.replace(' ', '-')}.eml"


def put_on_record(team: Team) -> None:
    """Record the requests, their numbers, and a mail on file for each."""
    for name, body, number, old in REQUESTS:
        team.say(f"new {name} --to {body} --sent 2023-11-09 --assume-received")
        slug = name.lower().replace(" ", "-")
        for one in filter(None, (old, number)):
            team.say(f"log {slug}/{body} number-assigned --on 2023-11-20 --number {one}")
    with team.desk.store.write() as session:
        for at, (name, body, *_) in enumerate(REQUESTS):
            component = next(
                one for one in letter_matching.at(session, [body]) if one.request.name == name
            )
            filing = Filing(
                doc=_doc(name), sha256=f"{at:064}", size=1, level=1, state="ready", added_by="mailbox",
                added_at=NOW, warnings=[], dated=None,
            )  # fmt: skip
            session.add(filing)
            session.flush()
            session.add(FilingRequest(filing_id=filing.id, request_id=component.request_id))


def judged(session: Session, letters: Iterator[Drawn]) -> Counter[tuple[str, str]]:
    """Count each kind's letters: right, wrong request, unmatched that should be."""
    counted: Counter[tuple[str, str]] = Counter()
    for one in letters:
        found = match(session, read_letter(one.text), one.text, one.answers)
        got = found.component.request.name if found.component else ""
        verdict = "right" if got == one.whose else "wrong" if got else "missed"
        counted[one.kind, verdict] += 1
    return counted


def measure(team: Team, count: int, seed: int = 1) -> Counter[tuple[str, str]]:
    """Draw so many letters, each kind in turn, and judge them."""
    put_on_record(team)
    draw = random.Random(seed)
    with team.desk.store.read() as session:
        return judged(session, (drawn(draw, KINDS[at % len(KINDS)]) for at in range(count)))


def main() -> None:
    """Print what was right for each kind, and all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(
            Settings(data=Path(folder) / "data", admins=("U0LEAD",)), clock=lambda: NOW
        )
        found = measure(Team(desk, [NOW]), given.n, given.seed)
        desk.close()
    for kind in KINDS:
        print(kind, {verdict: n for (k, verdict), n in found.items() if k == kind})
    of = {
        v: sum(n for (_, verdict), n in found.items() if verdict == v)
        for v in ("right", "wrong", "missed")
    }
    print(
        f"right {of['right'] / given.n:.3f}, to a wrong request {of['wrong'] / given.n:.3f} of {given.n}"
    )


if __name__ == "__main__":
    main()
