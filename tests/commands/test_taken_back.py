"""Undo gives back exactly what was, and takes nothing away that somebody built on a change."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from bot.answers.values import NewsAnswer, Notice, StatusAnswer
from bot.commands import proposals, taking_back
from bot.commands.proposal_effects import CORRECTION, Effect
from bot.errors import BotError
from bot.invocation import Ask
from bot.law.events import ImpossibleEvent
from bot.store import event_log, succession, undo_log
from tests.conftest import Team

pytestmark = pytest.mark.slow
FIRST = date(2023, 11, 14)


def told(answer: object) -> Notice:
    assert isinstance(answer, Notice), answer
    return answer


def on_record(team: Team) -> list[tuple[object, ...]]:
    """Return what counts for ICE, in its order."""
    with team.desk.store.read() as session:
        rows = event_log.live(session, [1])
        return [(r.kind, r.on, dict(r.details), r.note, r.filing_id, r.certainty) for r in rows]


class Chain:
    """Changes of one person, at random; each tells whether it was made."""

    def __init__(self, team: Team, seed: int) -> None:
        self.team, self.draw = team, random.Random(seed)

    def step(self) -> bool:
        """Make one change."""
        does = (self.log, self.log, self.correct, self.correct, self.take_out, self.end, self.tell)
        try:
            return self.draw.choice(does)()
        except (BotError, ImpossibleEvent):
            return False

    def log(self) -> bool:
        """Record an event."""
        what = self.draw.choice(("acknowledged", "denied", "note", "produced"))
        return (
            told(self.team.say(f"log breach/ICE {what} {self.day().isoformat()}")).title[0] == "R"
        )

    def end(self) -> bool:
        """Close the request, or open it again, on one day: their order alone tells them apart."""
        what = self.draw.choice(("close", "reopen"))
        return told(self.team.say(f"request {what} breach")).tone == "done"

    def correct(self) -> bool:
        """Put the day of an entry right."""
        return self.changed("correct")

    def take_out(self) -> bool:
        """Take an entry out."""
        return self.changed("take out")

    def tell(self) -> bool:
        """Let a letter tell more of an entry."""
        return self.changed("tell")

    def changed(self, how: str) -> bool:
        """Change one entry on record."""
        with self.team.desk.room(write=True) as room:
            rows = [
                r for r in event_log.live(room.session, [1]) if r.kind not in {"sent", "received"}
            ]
            if not rows:
                return False
            row, ask = self.draw.choice(rows), self.ask()
            if how == "correct":
                right = Effect(1, CORRECTION, self.day(), replaces=row.id)
                proposals._put_right(room, ask, [right])
            elif how == "take out":
                taking_back.take(room, ask, [row])
            else:
                stamp = event_log.Stamp(ask.person.id, ask.now, ask.today, room.choices)
                more = {**row.details, "number": str(self.draw.randrange(1000))}
                new = succession.amend(room.session, row, more, None, stamp)
                was = {"event": new.id, "details": dict(row.details), "filing": row.filing_id}
                undo_log.remember(
                    room.session,
                    by=ask.person.id,
                    now=ask.now,
                    what="more",
                    undo={"amended": [was]},
                )
        return True

    def ask(self) -> Ask:
        """Ask as the lead."""
        desk = self.team.desk
        return Ask("", Team.LEAD, Team.DM, desk.now(), desk.today(), "slash")

    def day(self) -> date:
        """Return a day of the two weeks after the sending."""
        return FIRST + timedelta(days=self.draw.randrange(14))


def test_undo_gives_back_the_record_step_by_step(team: Team) -> None:
    team.founding()
    for seed in range(12):
        chain, before = Chain(team, seed), []
        for _ in range(10):
            was = on_record(team)
            if before and chain.draw.random() < 0.25:
                assert told(team.say("undo")).tone == "done", seed
                assert on_record(team) == before.pop(), seed
            elif chain.step():
                before.append(was)
        while before:
            assert told(team.say("undo")).tone == "done", seed
            assert on_record(team) == before.pop(), (seed, len(before))
    with team.desk.room() as room:
        assert event_log.refold(room.session, room.choices) == []


def test_the_history_says_that_an_entry_was_put_back(team: Team) -> None:
    team.founding()
    team.say("log breach/ICE denied 2023-11-20")
    team.say("unlog breach/ICE determined 2023-11-20")
    team.say("undo")

    said = team.say("history breach")

    assert isinstance(said, NewsAnswer)
    lines = [one.what for one in said.items if one.on == date(2023, 11, 20)]
    assert sorted(line.partition(":")[0] for line in lines) == ["put back", "taken back"]


# What one does, what another does then, and what of it keeps the first from being taken back.
SINCE = (
    ("new {r} to FBI sent 2023-11-09 received 2023-11-10", "log {r}/FBI acknowledged 2023-11-20",
     "Acknowledg"),
    ("new {r} to FBI sent 2023-11-09", "assign {r} to <@U0LEAD>", "the owner of {r}"),
    ("log {r}/FBI appealed 2023-12-04", "log {r}/FBI appeal-acknowledged 2023-12-06", "ppeal"),
    ("log {r}/FBI acknowledged 2023-11-20", "unlog {r}/FBI acknowledged 2023-11-20", "taking out"),
    ("assign {r} to <@U0MEMBER>", "assign {r} to <@U0LEAD>", "the owner of {r}"),
    ("log {r}/FBI acknowledged 2023-11-20", "log {r}/FBI note 2023-11-21", ""),
    ("log {r}/FBI acknowledged 2023-11-20", "follow {r}", ""),
)  # fmt: skip


def test_what_another_did_since_is_named_and_stays(team: Team) -> None:
    for number, (first, then, named) in enumerate(SINCE):
        name = f"alpha-{'abcdefg'[number]}"
        if not first.startswith("new"):
            team.say(f"new {name} to FBI sent 2023-11-09 received 2023-11-10")
            team.say(f"log {name}/FBI denied 2023-12-01")
        for line, person in ((first, Team.LEAD), (then, Team.MEMBER)):
            answer = told(team.say(line.format(r=name), person))
            assert answer.tone == "done", (line, answer)

        said = told(team.say("undo"))

        assert (said.tone == "refused") is bool(named), (first, said)
        if named:
            assert named.format(r=name) in said.lines[0], (first, said)
            assert "by U0MEMBER" in said.lines[0], (first, said)
            assert told(team.say("undo", Team.MEMBER)).tone == "done", then
            assert told(team.say("undo")).tone == "done", first


def test_what_undo_took_off_the_lists_comes_back_whole(team: Team) -> None:
    team.founding()
    before = on_record(team)

    taken = told(team.say("undo"))
    assert "request reopen ice-data-breach" in " ".join(taken.lines)
    assert told(team.say("status")).title == "No requests on file yet."
    back = told(team.say("request reopen ice data breach"))

    assert back.tone == "done"
    assert on_record(team) == before
    assert isinstance(team.say("status breach"), StatusAnswer)  # by its nickname, too


def test_a_removed_request_comes_back_by_its_name_for_a_lead_alone(team: Team) -> None:
    team.founding()
    operator = team.desk.operator().person
    team.say("request remove breach", person=operator, surface="cli")

    assert told(team.say("request reopen ice-data-breach", Team.MEMBER)).tone == "refused"
    assert told(team.say("request reopen ice-data-breach")).tone == "done"
    assert isinstance(team.say("status breach"), StatusAnswer)
    assert told(team.say("undo", person=operator)).tone == "refused"


def test_at_the_command_line_an_older_change_goes_back_by_its_name_alone(team: Team) -> None:
    operator = team.desk.operator().person

    def typed(line: str) -> Notice:
        return told(team.say(line, person=operator, surface="cli"))

    typed("new Portland drones --to CBP --sent 2023-11-09")
    assert "takes back that one alone" in typed("undo visa-revocations").lines[0]
    team.clock[0] += timedelta(minutes=11)

    late = typed("undo")
    assert late.tone == "refused"
    assert "foia undo the new request portland-drones" in late.lines[0]
    assert typed("undo portland-drones").tone == "done"


def test_what_has_no_way_back_keeps_undo_from_taking_back_an_older_change(team: Team) -> None:
    team.founding()
    for line in ("people add <@U0NEW>", "unmask Ann Sample"):
        team.say("log breach/ICE acknowledged 2023-11-20")
        assert told(team.say(line)).tone == "done", line
        before = on_record(team)

        said = told(team.say("undo"))

        assert said.tone == "refused", line
        assert f"the command {line.split()[0]}" in said.lines[0]
        assert on_record(team) == before


def test_choices_and_nicknames_are_taken_back(team: Team) -> None:
    team.founding()
    before = team.say("choices").to_json(), team.say("status breach").to_json()
    for line in ("choices weekend-receipt next-working", "alias breach as leak"):
        assert told(team.say(line)).tone == "done", line
        assert told(team.say("undo")).tone == "done", line
    assert (team.say("choices").to_json(), team.say("status breach").to_json()) == before
    assert told(team.say("status leak")).tone == "refused"
