"""Six months of 25 requests in five channels, lived through: python -m tests.bench.half_year.

Prints the messages a channel and week, by kind, and what broke of: ours first, nothing on weekends
but what cannot wait, no two messages of a request on a day. --messages PAGE writes one of each
kind of message, as a channel shows it, for somebody to read who has not seen them before.
"""

from __future__ import annotations

import argparse
import logging
import random
import statistics
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any

from bot.law.calendar import federal
from bot.privacy.gate import Person, Place, PlaceKind, Role
from bot.reminders.sweep import sweep
from bot.settings import Settings
from bot.store import people, personal
from bot.store.tables import Nudge
from bot.wiring.container import Desk, open_desk
from tests.reminders.world import Accepted, FakeClock, FakeSlack

FIRST, DAYS = date(2026, 1, 5), 182
CHANNELS, AGENCIES = ("CA", "CB", "CC", "CD", "CE"), ("ICE", "DHS", "CBP", "EOIR", "State")
PEOPLE = ("U0ANA", "U0BEN", "U0LEAD")
LEAD, HERE = Person("U0LEAD", Role.LEAD), Place("D01", PlaceKind.DM, allowed=True)


class Life:
    """A team's half year; the seed decides what agencies do and what people forget."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.rng = random.Random(seed)
        self.clock = FakeClock(_at(FIRST, 8))
        self.slack = FakeSlack(self.clock)
        self.settings = Settings(data=folder, admins=("U0LEAD",), ops_channel="COPS")
        self.desk: Desk = open_desk(self.settings, clock=self.clock.now)
        self.plans: dict[date, list[str]] = defaultdict(list)
        with self.desk.store.write() as session:
            for channel in (*CHANNELS, "COPS"):
                people.allow(session, channel, by="U0LEAD", now=self.clock.now())
            for person in PEOPLE[:2]:
                people.put(session, person, Role.MEMBER, by="U0LEAD", now=self.clock.now())
            personal.wake(session, "U0ANA", self.clock.now())
        for number in range(25):
            self._plan(number)

    def _plan(self, number: int) -> None:
        rng, days = self.rng, federal()
        sent = FIRST + timedelta(days=rng.randrange(0, 110))
        to = rng.sample(AGENCIES, rng.choice((1, 1, 2)))
        name, owner = f"Matter {number}", PEOPLE[number % len(PEOPLE)]
        new = f"new {name} --to {','.join(to)} --sent {sent} --channel {CHANNELS[number % 5]}"
        self.plans[sent].append(f"{new} --owner {owner} --assume-received")
        for agency in to:
            whom, at = f"matter-{number}/{agency}", days.add(sent, rng.randrange(3, 12))
            self.plans[at].append(f"log {whom} acknowledged --on {at} --number 2026-X-{number:05}")
            if rng.random() < 0.3:
                at = days.add(at, 3)
                self.plans[at].append(f"log {whom} fee letter --on {at} --amount 120")
            if rng.random() < 0.6:
                at = days.add(sent, rng.randrange(15, 60))
                how = rng.choice(("denied in full", "denied in part", "granted in full"))
                self.plans[at].append(f"log {whom} determined {at} {how}")
                if how != "granted in full" and rng.random() < 0.8:
                    at = days.add(at, rng.randrange(20, 62))
                    self.plans[at].append(f"log {whom} appeal filed --on {at}")

    def days(self) -> Iterator[date]:
        """Live each day: what happened is logged in the evening, nudges come in the morning."""
        for number in range(DAYS):
            today = FIRST + timedelta(days=number)
            for hour in (13, 14, 15, 21):
                self.clock.go_to(_at(today, hour) + timedelta(seconds=20))
                self._sweep()
            self._somebody_answers()
            for line in self.plans.pop(today, []):
                self.desk.say(_ask(self.desk), line)
            self._sweep()
            yield today

    def _sweep(self) -> None:
        sweep(self.desk.store, self.slack, self.slack.place, now=self.clock.now(),
              settings=self.settings, clock=self.clock)  # fmt: skip

    def _somebody_answers(self) -> None:
        with self.desk.store.write() as session:
            rows = session.query(Nudge).filter_by(state="sent", acknowledged_at=None).all()
            for row in rows:
                if self.rng.random() < 0.03:
                    row.acknowledged_by, row.acknowledged_at = "U0ANA", self.clock.now()


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def _ask(desk: Desk) -> Any:
    from dataclasses import replace

    return replace(desk.operator(), person=LEAD, place=HERE)


def kind(message: Accepted) -> str:
    """Return what sort of message it is."""
    title = message.card.title
    if title.startswith(("Next two weeks", "All quiet")):
        return "weekly"
    if title.startswith("foia-bot"):
        return "alarm"
    if title.startswith("Your next two weeks"):
        return "morning"
    if message.card.thread:
        return "reply"
    return "nudge" if len(message.card.covers) == 1 else "several in one"


def faults(messages: list[Accepted]) -> Iterator[str]:
    """Give what broke of the promises about messages."""
    of_day: Counter[tuple[str, str, str]] = Counter()
    for message in messages:
        day = message.at.date()
        lines = [message.card.title, *message.card.lines]
        told = [line.startswith("Agencies: ") for line in message.card.lines]
        after = told.index(True) if True in told else len(told)
        if any(message.card.whom[after:]) or any(
            line.startswith("Ours: ") for line in message.card.lines[after:]
        ):
            yield f"{day}: not ours first in {message.place}"
        if day.weekday() >= 5 and not any(
            "today" in x or "now:" in x or "tomorrow" in x for x in lines
        ):
            yield f"{day}: on a weekend in {message.place}: {message.card.title}"
        if kind(message) in {"nudge", "several in one"}:
            name = message.card.title.rpartition("(")[2] or message.card.title
            of_day[message.place, name, f"{day}"] += 1
    yield from (f"{n} messages of a day: {key}" for key, n in of_day.items() if n > 1)


def page(messages: list[Accepted], most: int) -> str:
    """Return one message of each look, the rarest kinds first, as a channel shows them."""
    seen: dict[str, Accepted] = {}
    for message in messages:
        shape = "".join(char for char in message.card.title if char.isalpha() or char == ":")[:24]
        seen.setdefault(f"{kind(message)} {shape}", message)
    shown = []
    for message in list(seen.values())[:most]:
        card = message.card
        who = f"@{card.who}: " if card.who else ""
        head = f"[{message.at:%a %b %d, %Y}] {message.place}, {kind(message)}"
        buttons = " ".join(f"[{label}]" for label, _ in card.buttons)
        people_ = [f"{words} @{person}" for words, person in card.people]
        spoken = [f"@{who}: {line}" if who else line
                  for line, who in zip_longest(card.lines, card.whom, fillvalue="")]  # fmt: skip
        marked = ["Possible repeat: ..."] if message.marked else []
        shown.append("\n  ".join([head, *marked, f"{who}{card.title}", *filter(None, [card.late]),
                                  *spoken, *people_, buttons]))  # fmt: skip
    return "\n\n".join(shown) + "\n"


def main() -> int:
    """Live the half year and print what was said; exit 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--messages", type=Path)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        life = Life(Path(folder), options.seed)
        for _ in life.days():
            pass
        life.desk.close()
    said = life.slack.accepted
    weeks = [0] * (len(CHANNELS) * DAYS // 7)
    for message in said:
        if message.place in CHANNELS:
            weeks[
                CHANNELS.index(message.place) * (DAYS // 7) + (message.at.date() - FIRST).days // 7
            ] += 1
    broken = list(faults(said))
    print(f"{len(said)} messages: {dict(Counter(kind(one) for one in said))}")
    print(f"a channel and week: median {statistics.median(weeks)}, mean {statistics.mean(weeks):.2f}, "
          f"most {max(weeks)}; by place {dict(Counter(one.place for one in said))}")  # fmt: skip
    print(*broken, f"{len(broken)} broken", sep="\n")
    if options.messages:
        options.messages.write_text(page(said, 40), encoding="utf-8")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
