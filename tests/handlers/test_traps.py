"""The traps measured in Slack's libraries; each test fails without its cure."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient

from bot.answers.values import Notice
from bot.dispatch import dispatch
from bot.errors import SettingsError
from bot.settings import Settings
from bot.wiring import slack_app as wiring
from handlers.delivery.outbox import Outbox
from handlers.devkit.payloads import encoded, signed
from handlers.listeners import slash_command
from handlers.listeners.edge import Throttle, Voice
from handlers.render.elements import Message

pytestmark = pytest.mark.slow

Read = Callable[[dict[str, Any]], str]
LEAD, CHANNEL = "U0LEAD0001", "C0FOIA0001"


def _voice(say: Callable[..., Any]) -> Voice:
    return Voice(dispatch.hear, say)


def test_an_exception_in_a_listener_still_acks_and_tells_a_reference(
    make: Any, read: Read, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    world = make()

    def broken(*_: Any) -> None:
        raise RuntimeError("words of the person")

    monkeypatch.setattr(slash_command, "_answer", broken)

    reply = world.people.command(LEAD, CHANNEL, "status")

    assert reply.status == 200
    shown = read(world.last())
    logged = [r.getMessage() for r in caplog.records if "reference" in r.getMessage()]
    reference = shown.rsplit("Reference ", 1)[1].strip()
    assert any(reference in line for line in logged)
    assert "words of the person" not in caplog.text


def test_an_exception_raised_just_after_an_ack_does_not_lose_it(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def acks_then_breaks(_: Any, __: Any, ___: Any, ack: Any, ____: Any) -> None:
        ack("done")
        raise RuntimeError

    monkeypatch.setattr(slash_command, "_answer", acks_then_breaks)

    assert [world.people.command(LEAD, CHANNEL, "status").status for _ in range(10)] == [200] * 10


def test_fourteen_slow_commands_at_once_are_all_acked_at_once(make: Any) -> None:
    release = threading.Event()
    ended: list[bool] = []

    def slow(*_: Any) -> Notice:
        ended.append(release.wait(120))
        return Notice("late")

    world = make(_voice(slow))
    with ThreadPoolExecutor(14) as pool:
        replies = list(
            pool.map(lambda n: world.people.command(LEAD, CHANNEL, f"find {n}"), range(14))
        )
    at_the_acks = len(ended)
    release.set()
    world.settle()

    assert [reply.status for reply in replies] == [200] * 14
    assert at_the_acks == 0, "acks waited for the slow work"
    assert len(world.standin.called("response_url")) == 14


def test_in_a_rush_quick_questions_are_acked_at_once_and_all_answered(make: Any) -> None:
    """None but those that are answered in the ack itself waits for an answer."""
    release, acked = threading.Event(), threading.Semaphore(0)

    def heavy(*_: Any) -> Notice:
        release.wait(120)
        return Notice("done")

    world = make(_voice(heavy))
    at_once = 20 - world.edge.quick._initial_value

    def ask(_: int) -> Any:
        reply = world.people.command(LEAD, CHANNEL, "status")
        acked.release()
        return reply

    with ThreadPoolExecutor(20) as pool:
        asked = [pool.submit(ask, n) for n in range(20)]
        in_time = [acked.acquire(timeout=100) for _ in range(at_once)]
        release.set()
        replies = [one.result() for one in asked]
    world.settle()

    in_ack = sum(bool(reply.body) for reply in replies)
    assert [reply.status for reply in replies] == [200] * 20
    assert in_ack + len(world.standin.called("response_url")) == 20
    assert in_ack >= 1
    assert in_time == [True] * at_once
    assert at_once > 0


def test_the_client_that_answers_never_repeats_a_call_by_itself(filed: Any) -> None:
    filed.standin.fail("chat.postMessage", "accept-and-drop")

    filed.people.dm(LEAD, "status")
    filed.settle()

    posts = filed.standin.called("chat.postMessage")
    answers = [post for post in posts if "went wrong" not in post["text"]]
    assert len(answers) == 1


def test_the_outbox_refuses_a_client_that_repeats(standin: Any) -> None:
    with pytest.raises(ValueError, match="no retry"):
        Outbox(WebClient(token=standin.token, base_url=standin.api_url))


def test_a_post_whose_answer_was_lost_is_made_once_and_called_uncertain(standin: Any) -> None:
    client = WebClient(token=standin.token, base_url=standin.api_url, timeout=60, retry_handlers=[])
    standin.fail("chat.postMessage", "accept-and-drop")

    outcome = Outbox(client).post(CHANNEL, Message("Nudge"), "n1-abc")

    assert outcome.kind == "uncertain"
    assert len(standin.called("chat.postMessage")) == 1


def test_a_redelivered_event_has_one_effect(filed: Any) -> None:
    ts = filed.standin.new_ts()
    fields = {"channel": CHANNEL, "ts": ts, "text": f"<@{filed.standin.bot_user}> status"}
    before = len(filed.shown())

    for _ in range(3):
        filed.people.event("app_mention", LEAD, fields, event_id="Ev1")

    assert len(filed.shown()) == before + 1


def test_three_deliveries_of_one_event_at_once_have_one_effect(filed: Any) -> None:
    ts = filed.standin.new_ts()
    fields = {"channel": CHANNEL, "ts": ts, "text": f"<@{filed.standin.bot_user}> status"}
    before = len(filed.shown())

    with ThreadPoolExecutor(3) as pool:
        list(
            pool.map(
                lambda _: filed.people.event("app_mention", LEAD, fields, event_id="Ev2"), range(3)
            )
        )

    assert len(filed.shown()) == before + 1


def test_one_message_that_arrives_as_two_kinds_of_event_is_answered_once(filed: Any) -> None:
    dm = filed.standin.dm_of(LEAD)
    ts = filed.standin.new_ts()
    fields = {"channel": dm, "ts": ts, "text": f"<@{filed.standin.bot_user}> status"}

    filed.people.event("message", LEAD, {**fields, "channel_type": "im"})
    filed.people.event("app_mention", LEAD, fields)

    assert len(filed.shown(dm)) == 1


def test_a_signed_request_sent_again_has_no_second_effect(world: Any, read: Read) -> None:
    payload = {
        "team_id": world.standin.team,
        "channel_id": CHANNEL,
        "user_id": LEAD,
        "command": "/foia",
        "text": "new Replayed matter to ICE sent 2023-11-09",
        "response_url": world.standin.new_link(LEAD, CHANNEL),
        "trigger_id": world.standin.new_trigger(LEAD),
    }
    body, kind = encoded("command", payload)
    headers: Any = signed(world.standin.signing_secret, body, kind)

    first, second = (
        world.house.app.dispatch(BoltRequest(body=body.decode(), headers=headers)) for _ in "ab"
    )

    assert "Recorded" in first.body
    assert (second.status, second.body) == (200, "")


def test_a_signed_request_of_another_workspace_hears_nothing(world: Any) -> None:
    world.standin.team = "T0OTHER001"

    reply = world.people.command(LEAD, CHANNEL, "status")

    assert (reply.status, reply.body) == (200, "")


def test_a_person_of_another_workspace_is_refused(filed: Any, read: Read) -> None:
    filed.standin.users[LEAD]["team_id"] = "T0OTHER001"
    filed.edge.directory.forget(LEAD)

    assert "breach" not in read(filed.say("status"))


def test_debug_of_slacks_library_is_refused_at_the_start(make: Any) -> None:
    logging.getLogger("slack_sdk.web.base_client").setLevel(logging.DEBUG)
    try:
        with pytest.raises(SettingsError, match="DEBUG"):
            make()
    finally:
        logging.getLogger("slack_sdk.web.base_client").setLevel(logging.NOTSET)


def test_neither_a_bad_signature_nor_a_broken_answer_writes_words_into_the_log(
    filed: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    bad: Any = {"x-slack-request-timestamp": str(int(time.time())), "x-slack-signature": "v0=no"}
    filed.house.app.dispatch(BoltRequest(body="text=canary-word", headers=bad))
    filed.standin.fail("chat.postMessage", "html")
    filed.people.dm(LEAD, "status canary-word")
    filed.people.command(LEAD, CHANNEL, "find canary-word")
    filed.settle()

    assert "canary-word" not in caplog.text
    assert "We will be back soon" not in caplog.text


def test_oauth_variables_in_the_environment_do_not_take_the_token_away(
    make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "secret")

    world = make()

    assert world.house.app.oauth_flow is None
    assert world.people.command(LEAD, CHANNEL, "status").status == 200


def test_a_refused_or_missing_token_is_a_sentence_that_says_what_to_do(
    standin: Any, tmp_path: Any
) -> None:
    from bot.wiring.container import open_desk

    desk = open_desk(Settings(data=tmp_path, slack_api_url=standin.api_url))
    try:
        with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN is not set"):
            wiring.assemble(desk)
        wrong = WebClient(token="xoxb-wrong", base_url=standin.api_url, retry_handlers=[])
        with pytest.raises(SettingsError, match="invalid_auth"):
            wiring.assemble(desk, wrong)
    finally:
        desk.close()


def test_asking_too_fast_is_told_and_others_are_not_held_up(filed: Any, read: Read) -> None:
    filed.edge.pace_of_users = Throttle(burst=5, rate=0)

    answers = [read(filed.say("status")) for _ in range(6)]

    assert ["a lot at once" in answer for answer in answers] == [False] * 5 + [True]
    assert "members of the team" in read(filed.say("status", user="U0MEMBER01"))


def test_without_the_cure_bolt_loses_the_ack() -> None:
    """The trap itself: should Bolt mend it, this fails and our cure may go."""
    client = WebClient(token="xoxb-x", base_url="http://127.0.0.1:9/", retry_handlers=[])
    app = App(
        client=client,
        signing_secret="s",
        token_verification_enabled=False,
        request_verification_enabled=False,
    )

    @app.command("/foia")
    def listener(ack: Any) -> None:
        ack("done")
        raise RuntimeError

    lost = _statuses_without_our_wiring(app)

    assert lost != 200


def _statuses_without_our_wiring(app: App) -> int:
    from slack_bolt.authorization import AuthorizeResult
    from slack_bolt.middleware import SingleTeamAuthorization

    for middleware in app._middleware_list:
        if isinstance(middleware, SingleTeamAuthorization):
            middleware.auth_test_result = {  # type: ignore[assignment]
                "team_id": "T1", "user_id": "U1", "bot_id": "B1",
            }  # fmt: skip
    assert AuthorizeResult
    logging.getLogger("slack_bolt").setLevel(logging.CRITICAL)
    headers: Any = {"content-type": ["application/x-www-form-urlencoded"]}
    body = "command=%2Ffoia&team_id=T1&user_id=U1&channel_id=C1&text=x"
    return app.dispatch(BoltRequest(body=body, headers=headers)).status
