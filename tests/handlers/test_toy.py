"""What one module defines is found everywhere: no other file is touched for it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from bot.answers.values import Answer, Button, Notice
from bot.cli.main import main
from bot.frozen import value
from bot.invocation import Ask, Room
from bot.privacy.gate import Data
from bot.queries.help import SECTIONS
from bot.registry import Command, Query, everything, option, registered, words
from bot.store import undo_log
from bot.store.tables import AuditRow, Request
from handlers.devkit.terminal import run_terminal
from tests.handlers.conftest import CHANNEL, LEAD, OUTSIDER, words_of


@value
class Whistles(Answer):
    """An answer that nobody draws: the generic renderer does."""

    title: str
    lines: tuple[str, ...]
    understood: str = ""


@pytest.fixture
def toys() -> Iterator[None]:
    @registered(
        "whistles",
        "How many whistles a request has",
        "whistles [request]",
        run="tests.handlers.test_toy:count",
        examples=("whistles ice data breach",),
        aliases=("whistle",),
        sayings=("how many whistles", "whistles"),
    )
    @value
    class CountWhistles(Query):
        about: str = words()
        loud: int = option(1, "--loud", "N")

    @registered(
        "blow",
        "Blow the whistle of a request",
        "blow <request> [times]",
        run="tests.handlers.test_toy:blow",
        data=Data.CHANGE,
        examples=("blow breach 3",),
        undo="undo",
    )
    @value
    class BlowWhistle(Command):
        about: str = words()
        tune: str = option("", "--tune", "NAME")

    yield
    everything().remove(CountWhistles)
    everything().remove(BlowWhistle)


def count(room: Room, _ask: Ask, query: Any) -> Whistles:
    total = len(room.session.scalars(select(Request)).all()) * query.loud
    return Whistles("Whistles", (f"{query.about or 'everything'} has {total}",))


def blow(room: Room, ask: Ask, command: Any) -> Notice:
    request = room.session.scalars(select(Request)).first()
    assert request is not None
    before, request.owner = request.owner, "U0WHISTLE1"
    undo_log.remember(
        room.session, by=ask.person.id, now=ask.now, what="the whistle",
        undo={"owner_of": request.id, "was": before},
    )  # fmt: skip
    said = f"Blown for {command.about}: {command.tune or 'no tune'}."
    return Notice(said, tone="done", buttons=(Button("Again", command),))


@pytest.mark.usefixtures("toys")
def test_toys_answer_in_slack(filed: Any) -> None:
    assert "breach has 1" in words_of(filed.say("whistles breach"))
    assert "has 3" in words_of(filed.say("whistle breach --loud 3"))
    assert "Blown for breach: reveille" in words_of(filed.say("blow breach --tune reveille"))
    filed.settle()
    assert "Taken back: the whistle" in words_of(filed.say("undo"))


@pytest.mark.usefixtures("toys")
def test_a_toy_s_button_carries_its_value(filed: Any) -> None:
    message = filed.say("blow breach --tune reveille")
    button = next(b for b in message["blocks"] if b["type"] == "actions")["elements"][0]

    filed.people.press(LEAD, CHANNEL, message, button, button["value"])

    assert "Blown for breach: reveille" in words_of(filed.last())
    assert filed.desk.seal.open(button["value"]) == 'blow{"about":"breach","tune":"reveille"}'


@pytest.mark.usefixtures("toys")
def test_toys_are_refused_audited_and_in_the_help(filed: Any) -> None:
    assert "members of the team only" in words_of(filed.say("whistles", user=OUTSIDER))
    assert "How many whistles a request has" in words_of(filed.say("help"))
    assert "whistles ice data breach" in words_of(filed.say("help whistles"))
    filed.say("blow breach")
    filed.settle()
    filed.desk.ledger.close()
    with filed.desk.store.read() as session:
        noted = {(row.verb, row.outcome) for row in session.scalars(select(AuditRow))}
    assert ("blow", "Notice") in noted
    assert any(verb == "whistles" and "refused" in outcome for verb, outcome in noted)


@pytest.mark.usefixtures("toys")
def test_plain_words_find_a_toy_query_and_never_a_toy_command(filed: Any) -> None:
    said = words_of(filed.say("how many whistles has the ice data breach?"))

    assert "has 1" in said
    assert "Understood: whistles · ICE data breach" in said
    assert "a question changes nothing" in words_of(filed.say("blow breach?"))


@pytest.mark.usefixtures("toys")
def test_toys_are_commands_of_the_command_line(
    tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(tmp_path)]
    new = ["request", "add", "Breach", "--to", "ICE", "--sent", "2023-11-09"]
    assert main([*data, *new]) == 0
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "How many whistles a request has" in capsys.readouterr().out

    assert main([*data, "--json", "whistles", "breach", "--loud", "2"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "title": "Whistles", "lines": ["breach has 2"], "understood": "",
    }  # fmt: skip
    assert main([*data, "blow", "breach"]) == 0
    assert "Blown for breach: no tune" in capsys.readouterr().out


@pytest.mark.usefixtures("toys")
def test_toys_answer_in_the_terminal(filed: Any) -> None:
    out = io.StringIO()
    run_terminal(
        filed.desk, user=LEAD, channel=CHANNEL, lines=["/foia whistles breach"], out=out, width=100
    )

    assert "breach has 1" in out.getvalue()


def test_help_is_one_screen_and_its_sections_show_all_that_can_be_said(filed: Any) -> None:
    first = filed.say("help")
    assert len(first["blocks"]) <= 14
    rows = [b["elements"] for b in first["blocks"] if b["type"] == "actions"]
    buttons = [b for row in rows for b in row if "help{" in filed.desk.seal.open(b["value"])]
    assert len(buttons) == len(SECTIONS)
    told = words_of(first)
    for button in buttons:
        filed.people.press(LEAD, CHANNEL, first, button, button["value"])
        pressed = filed.last()
        assert len(pressed["blocks"]) <= 14
        told += words_of(pressed)

    shown = [spec for spec in everything() if not spec.hidden]
    assert [spec.name for spec in shown if spec.usage[:90] not in told] == []
    assert [spec.name for spec in shown if spec.summary not in told] == []
    assert [name for name in SECTIONS if everything().get(name)] == []
