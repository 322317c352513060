"""What is away for some seconds when a process begins, between its steps and at its end."""

from __future__ import annotations

import signal
from argparse import Namespace
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from bot.cli import nudges
from bot.errors import Refused, SettingsError, SlackAway, StoreAway, StoreError
from bot.wiring import delivery, patience, slack_app, worker
from bot.wiring.container import open_warm
from bot.wiring.patience import PAUSES, patiently
from handlers.delivery import first_call
from handlers.delivery.outbox import posting_client
from handlers.devkit.standin import Standin


@pytest.fixture
def standin() -> Iterator[Standin]:
    with Standin() as made:
        yield made


def _after(troubles: list[Exception], then: Any = "begun") -> Callable[..., Any]:
    def begin(*_: Any, **__: Any) -> Any:
        if troubles:
            raise troubles.pop()
        return then

    return begin


def test_a_beginning_is_tried_again_where_waiting_helps_and_for_so_long_only() -> None:
    waited: list[float] = []
    assert (
        patiently(_after([StoreAway("locked"), SlackAway("no answer")]), waited.append) == "begun"
    )
    assert waited == list(PAUSES[:2])

    for lasting in (StoreError("damaged"), SettingsError("no token"), Refused("no")):
        with pytest.raises(type(lasting)):
            patiently(_after([lasting]), waited.append)
    assert len(waited) == 2
    with pytest.raises(StoreAway):
        patiently(_after([StoreAway("locked")] * 99), waited.append)
    assert waited[2:] == list(PAUSES)
    with pytest.raises(StoreAway):  # told to end meanwhile
        patiently(_after([StoreAway("locked")] * 2), lambda _: True)


@pytest.mark.parametrize("how", ["500", "html", "half", "drop", "429", "internal_error"])
def test_slack_that_gives_no_answer_is_not_said_to_refuse_the_token(standin: Any, how: str) -> None:
    standin.fail("auth.test", how)

    with pytest.raises(SlackAway, match="Slack"):
        delivery._team(posting_client(standin.token, standin.api_url))
    assert delivery._team(posting_client(standin.token, standin.api_url)) == standin.team
    with pytest.raises(SettingsError, match=r"refused SLACK_BOT_TOKEN \(invalid_auth\)") as told:
        first_call.let_in(posting_client("xoxb-wrong", standin.api_url).auth_test, first_call.BOT)
    assert not isinstance(told.value, SlackAway)


def test_a_word_about_the_settings_that_the_store_does_not_take_ends_no_web(
    team: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(team.desk), "tell_if_other", _after([StoreError("locked")]))
    monkeypatch.setattr(type(team.desk), "warm", lambda _: None)

    open_warm(team.desk.settings).close()


def test_what_the_worker_does_besides_does_not_wait_for_an_index_that_ails(
    monkeypatch: pytest.MonkeyPatch, team: Any
) -> None:
    done: list[str] = []
    monkeypatch.setattr(type(team.desk), "tell_if_other", _after([StoreError("locked")]))
    monkeypatch.setattr(type(team.desk), "upkeep", _after([OSError("the index")] * 2))
    monkeypatch.setattr("bot.commands.mail.Watch.__call__", lambda _: done.append("mail"))
    monkeypatch.setattr("bot.commands.unconfirmed.Rounds.__call__", lambda *_: done.append("round"))
    monkeypatch.setattr(delivery, "client_of", lambda _: None)
    monkeypatch.setattr(nudges, "desk_of", _after([StoreAway("locked")], team.desk))
    monkeypatch.setattr(patience, "PAUSES", (0.0,))
    monkeypatch.setattr(worker, "run_worker", lambda *_, upkeep, **__: upkeep())

    assert nudges.work(Namespace()) == 0
    assert done == ["mail", "round"]


def test_the_bot_told_to_stop_while_it_begins_leaves_no_worker_behind(
    monkeypatch: pytest.MonkeyPatch, team: Any
) -> None:
    kept: list[str] = []

    def supervise(_: Any, stop: Any) -> None:
        assert stop.wait(60)
        kept.append("ended")

    def begins(_: Any, stop: Any = None) -> None:
        signal.raise_signal(signal.SIGTERM)
        assert stop.is_set()

    monkeypatch.setattr(worker, "supervise", supervise)
    monkeypatch.setattr(slack_app, "run_socket", begins)
    monkeypatch.setattr(delivery, "client_of", lambda _: None)
    monkeypatch.setattr(type(team.desk), "warm", lambda _: None)
    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    object.__setattr__(team.desk.settings, "slack_app_token", "xapp-stand-in")
    try:
        assert delivery.run_both(team.desk) == 0
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)

    assert kept == ["ended"]


def test_the_web_writes_its_last_lines_of_the_audit_when_it_ends(team: Any) -> None:
    from bot.store import deduplication

    edge = SimpleNamespace(desk=team.desk, close=lambda: team.say("status"))

    slack_app._close_all([SimpleNamespace(edge=edge)])  # type: ignore[list-item]

    with team.desk.store.read() as session:
        assert [row.verb for row in deduplication.recent(session)] == ["status"]
