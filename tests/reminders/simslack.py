"""Slack as the simulation has it: faults drawn from the seed, in process or over loopback HTTP."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.privacy.gate import Place
from bot.reminders.card import NudgeCard
from bot.reminders.words import MARKED
from handlers.delivery.outbox import Outbox, digest, posting_client
from handlers.devkit.standin import Standin
from tests.reminders.world import Accepted, FakeClock, FakeSlack

if TYPE_CHECKING:
    from tests.reminders.simulation import Simulation

FAULTS = (
    "lost", "never", "raises", "half", "html", "broken", "late:5", "late:30", "late:45",
    "limited:30", "limited:", "limited:3600", "error:internal", "error:unreachable",
    "error:a_word_on_no_list", "drip",
    "refused:channel_not_found", "refused:is_archived", "refused:msg_too_long",
    "refused:invalid_auth",
)  # fmt: skip
REASONS = ("shared", "unknown", "raises", "archived", "not allowed")


class SimSlack(FakeSlack):
    """Draws its faults from the seed."""

    sim: Simulation

    def post(self, place: str, card: Any, key: str, marked: str = "") -> Any:
        sim = self.sim
        sim.maybe_crash("before the call")
        if sim.faulty and sim.rng.random() < sim.fault_rate:
            fault = sim.rng.choice(FAULTS)
            self.script.append(fault)
            sim.drawn["fault " + fault] += 1
        for ref in () if card.title.startswith("foia-bot needs") else card.covers or (key,):
            sim.check_open(ref)
            sim.check_due(ref)
            sim.check_place(ref, place)
        try:
            return self._post(place, card, key, marked)
        finally:
            sim.leave_place()
            sim.maybe_crash("after the call")
            sim.between_calls()

    def _post(self, place: str, card: Any, key: str, marked: str) -> Any:
        return super().post(place, card, key, marked)

    def find(self, place: str, key: str, since: datetime, thread: str = "") -> str | None:
        if not (self.readable and self.reachable):
            self.sim.drawn["history unreadable"] += 1
        found = self._find(place, key, since, thread)
        self.sim.result.found_again += found is not None
        return found

    def _find(self, place: str, key: str, since: datetime, thread: str = "") -> str | None:
        return super().find(place, key, since, thread)

    def place(self, place: str) -> Place:
        self.sim.enter_place()
        return super().place(place)


# What the stand-in is told to do for each fault, and whether it has accepted by then.
OVER_HTTP = {
    "lost": "accept-and-drop", "never": "drop", "late": "drop", "raises": "accept-and-drop",
    # A real drip takes half a minute: tests/reminders/test_clock_steps.py has one.
    "drip": "accept-and-drop", "half": "half", "html": "html", "broken": "500", "limited": "429", "error": "",
    "refused": "",
}  # fmt: skip


class Unsealed:
    """Buttons are not pressed here."""

    def close(self, line: str) -> str:
        return line

    def open(self, value: str) -> str | None:
        return value


class HttpSlack(SimSlack):
    """The real client of slack_sdk against the stand-in: the same faults, over the wire."""

    def __init__(self, clock: FakeClock, standin: Standin) -> None:
        super().__init__(clock)
        self.standin = standin
        standin.clock = lambda: clock.true.timestamp()  # noqa: PLW0108 - `true` changes
        standin.calls.clear()
        standin.messages.clear()
        standin.failures.clear()
        standin.channels.clear()
        for channel in ("CONE", "CTWO", "COPS"):
            standin.add_channel(channel, channel.lower(), [standin.bot_user])
        standin.add_user("ULEAD", "lead")
        self._outbox = Outbox(posting_client(standin.token, standin.api_url), Unsealed())
        self._nowhere = Outbox(posting_client(standin.token, "http://127.0.0.1:9/"), Unsealed())
        self._later: list[tuple[datetime, dict[str, Any], Accepted]] = []

    def _post(self, place: str, card: NudgeCard, key: str, marked: str) -> Any:
        self.calls += 1
        fault = self.script.pop(0) if self.script else ""
        if not self.reachable or fault == "error:unreachable":
            return self._nowhere.post(place, card, key, marked)
        name, _, detail = fault.partition(":")
        if name:
            how = OVER_HTTP[name] or {"internal": "team_added_to_org"}.get(detail, detail)
            wait = int(detail) if name == "limited" and detail else None
            self.standin.fail("chat.postMessage", how, retry_after=wait)
        before = {channel: len(said) for channel, said in self.standin.messages.items()}
        outcome = self._outbox.post(place, card, key, marked)
        self._note(place, card, key, before)
        if name == "late":
            self._come_later(place, card, key, bool(marked), int(detail))
        if name == "raises":
            raise RuntimeError("the client raised something nobody thought of")
        return outcome

    def _note(self, place: str, card: NudgeCard, key: str, before: dict[str, int]) -> None:
        """Take down what the stand-in accepted, as its channels show it."""
        for channel, said in self.standin.messages.items():
            for message in said[before.get(channel, 0) :]:
                assert message["metadata"]["event_payload"]["key"] == digest(key)
                marked = MARKED[:20] in str(message["blocks"])
                self.accepted.append(
                    Accepted(place, key, marked, card, message["ts"], self.clock.true, self._is_safe(place))
                )  # fmt: skip

    def _come_later(
        self, place: str, card: NudgeCard, key: str, marked: bool, seconds: int
    ) -> None:
        self.clock.sleep(10)  # the client's patience
        call = dict(self.standin.called("chat.postMessage")[-1])
        message = Accepted(place, key, marked, card, "", self.clock.true, self._is_safe(place))
        self._later.append((self.clock.true + timedelta(seconds=seconds), call, message))

    def _find(self, place: str, key: str, since: datetime, thread: str = "") -> str | None:
        self.looks += 1
        self._arrive()
        self.standin.scopes = None if self.readable else frozenset({"chat:write", "im:write"})
        outbox = self._outbox if self.reachable else self._nowhere
        return outbox.find(place, key, since, thread)

    def said(self, place: str, keys: Any, since: datetime, thread: str = "") -> Any:
        outbox = self._outbox if self.reachable else self._nowhere
        return outbox.said(place, keys, since, thread)

    def _arrive(self) -> None:
        for late in list(self._later):
            when, call, message = late
            if when <= self.clock.true:
                self._later.remove(late)
                place = message.place
                channel = self.standin.dm_of(place) if place.startswith("U") else place
                self.standin.record(channel, {**call, "user": self.standin.bot_user})
                self.accepted.append(message)

    @property
    def on_the_way(self) -> list[Accepted]:
        return [message for _, _, message in self._later]

    def server_time(self) -> datetime | None:
        return (self._outbox if self.reachable else self._nowhere).server_time()
