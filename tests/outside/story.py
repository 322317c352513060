"""One story against local-slack, in a namespace of its own: python -m tests.outside.story MODE.

local-slack listens on all interfaces, so the whole story runs where only the loopback exists.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import uuid
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import websocket

from bot.commands import requests
from bot.language import Setting, value_of
from bot.law import calendar
from bot.law.calculator import compute
from bot.registry.commands import AddRequest
from bot.settings import Settings
from bot.store import people
from bot.wiring import delivery
from bot.wiring import slack_app as wiring
from bot.wiring.container import open_desk
from handlers.delivery.outbox import Outbox, posting_client
from handlers.devkit.payloads import pressable
from handlers.render.elements import Message

ALICE, BOB, BOT, CHANNEL = "U01ALICE", "U02BOBBY", "U0BOTFOIA", "C01FOIA"
NUDGED = "Nudged matter"
PORT, BOT_PORT = 3100, 4100
API = f"http://localhost:{PORT}"


def raise_loopback() -> None:
    """Bring lo up: a new namespace has it, switched off."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as any_socket:
        fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh14x", b"lo", 0x1 | 0x40))


@dataclass
class Emulator:
    folder: Path
    mode: str
    process: Any = None

    def start(self) -> None:
        config = {
            "workspace": {"name": "Outside", "domain": "outside", "teamId": "T01OUTSIDE"},
            "app": {
                "appId": "A01APP", "botUserId": BOT, "botName": "foia",
                "botToken": "xoxb-outside", "appToken": "xapp-outside",
                "signingSecret": "outside-secret", "mode": self.mode,
                "requestUrl": f"http://localhost:{BOT_PORT}/slack/events",
            },
            "users": [
                {"id": ALICE, "name": "alice", "real_name": "Alice", "tz": "America/New_York"},
                {"id": BOB, "name": "bob", "real_name": "Bob"},
            ],
            "channels": [{"id": CHANNEL, "name": "foia", "members": [ALICE, BOB, BOT]}],
        }  # fmt: skip
        path = self.folder / "config.json"
        path.write_text(json.dumps(config))
        command = [os.environ["FOIA_LOCAL_SLACK"], "--config", str(path), "--port", str(PORT)]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait(lambda: get("/_control/state"), "local-slack did not start")

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


def get(path: str) -> Any:
    with urllib.request.urlopen(API + path, timeout=5) as answer:
        return json.loads(answer.read())


def post(path: str, body: Any) -> Any:
    data, kind = json.dumps(body).encode(), "application/json"
    request = urllib.request.Request(API + path, data, {"content-type": kind})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.loads(answer.read())


def upload(channel: str, name: str, content: bytes, text: str) -> None:
    edge = uuid.uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in (("channel", channel), ("user", ALICE), ("text", text))
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    parts.append(head.encode() + b"Content-Type: text/plain\r\n\r\n" + content + b"\r\n")
    body = b"".join(parts) + f"--{edge}--\r\n".encode()
    headers = {"content-type": f"multipart/form-data; boundary={edge}"}
    request = urllib.request.Request(f"{API}/_control/upload", body, headers)
    urllib.request.urlopen(request, timeout=10).close()


def wait(ask: Callable[[], Any], fault: str, seconds: float = 60) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError, LookupError, ValueError):
            if found := ask():
                return found
        time.sleep(0.05)
    raise AssertionError(fault)


def messages(channel: str = CHANNEL) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get(f"/_control/messages/{channel}")["messages"]
    return [message for message in found if message.get("user") == BOT]


def told(words: str, channel: str = CHANNEL) -> dict[str, Any]:
    """Wait for the bot to say something, and return the newest message that holds it."""
    return wait(
        lambda: [m for m in messages(channel) if words in json.dumps(m)][-1:],
        f"never said {words!r}",
    )[0]


def command(text: str) -> None:
    body = {"channel": CHANNEL, "user": ALICE, "command": "/foia", "text": text}
    post("/_control/command", body)


def press(message: dict[str, Any], label: str) -> None:
    element = next(
        e for e in pressable(message["blocks"]) if e.get("text", {}).get("text") == label
    )
    action = {"type": "button", "action_id": element["action_id"], "value": element["value"]}
    body = {
        "channel": message["channel"],
        "messageTs": message["ts"],
        "user": ALICE,
        "action": action,
    }
    post("/_control/interact", body)


def snapshot() -> dict[str, Any]:
    with closing(websocket.create_connection(f"ws://localhost:{PORT}/ui", timeout=5)) as ui:
        state: dict[str, Any] = json.loads(ui.recv())["state"]
        return state


def submit(values: dict[str, Any]) -> dict[str, Any]:
    """Submit the modal; returns the first thing that the page is told about it."""
    with closing(websocket.create_connection(f"ws://localhost:{PORT}/ui", timeout=15)) as ui:
        ui.recv()
        ui.send(json.dumps({"t": "view_submit", "user": ALICE, "values": values}))
        while True:
            heard: dict[str, Any] = json.loads(ui.recv())
            if heard["t"] in {"view_errors", "view"}:
                return heard


def direct_channel() -> str:
    """Return the direct conversation between Alice and the bot."""
    client = posting_client("xoxb-outside", f"{API}/api/")
    return str(client.conversations_open(users=ALICE)["channel"]["id"])


def done(step: str) -> None:
    print(f"ok {step}", flush=True)


def play(emulator: Emulator, desk: Any) -> None:
    command("status")
    listed = told("Where things stand")
    assert listed["ephemeral_to"] == ALICE
    done("a slash command is answered for one person only")
    press(listed, "Show more")
    told("of 8 requests")
    done("a button turns the page")
    command("why matter number1")
    told("Veterans Day")
    done("a date is explained")
    post(
        "/_control/message", {"channel": CHANNEL, "user": ALICE, "text": f"<@{BOT}> status number2"}
    )
    wait(lambda: [m for m in messages() if m.get("thread_ts")], "no answer in the thread")
    done("a mention is answered in its thread")
    direct = post(
        "/_control/message", {"channel": ALICE, "user": ALICE, "text": "what is overdue?"}
    )
    told("Overdue", direct["message"]["channel"])
    done("plain words are answered in the direct conversation")
    command("timeline number1")
    told("timeline-matter-number1.png is in our direct conversation")
    sent = get("/_control/state")
    assert "timeline-matter-number1.png" in json.dumps([sent, messages(direct_channel())])
    done("a timeline is drawn and handed over as a file")
    upload(
        direct["message"]["channel"], "letter.txt", b"No responsive sturgeon records.\n", "number1"
    )
    told("Taken", direct["message"]["channel"])
    command("find sturgeon")
    told("No responsive sturgeon records")
    done("a file that was uploaded is found")
    form()
    statement(direct["message"]["channel"])
    local_body()
    post("/_control/open-home", {"user": ALICE})
    wait(lambda: "FOIA requests" in json.dumps(snapshot()["homeViews"]), "no Home")
    done("Home is published")
    nudge(desk)
    snooze(desk)
    post(
        "/_control/command", {"channel": CHANNEL, "user": BOB, "command": "/foia", "text": "status"}
    )
    told("members of the team only")
    done("somebody not on the team is refused")
    emulator.stop()
    emulator.start()
    wait(again, "the bot did not come back after the server's restart", 40)
    done("the server was restarted and the bot answers again")


def again() -> bool:
    command("status number3")
    time.sleep(0.5)
    return any("Matter number3" in json.dumps(message) for message in messages())


def form() -> None:
    command("log")
    view = wait(lambda: snapshot()["modalStack"][-1], "no modal")
    fields = [block for block in view["blocks"] if block["type"] == "input"]
    values = {block["block_id"]: {"value": _state(block)} for block in fields}
    values["target"]["value"]["value"] = "nothing/ICE"
    wrong = submit(values)
    assert wrong["t"] == "view_errors", wrong
    values["target"]["value"]["value"] = "Matter number1/ICE"
    submit(values)
    wait(lambda: not snapshot()["modalStack"], "the modal stayed open")
    told("Undo")
    done("a form shows its fault, and is taken when right")


def statement(channel: str) -> None:
    """A sentence is proposed, changed in the form, recorded, asked about and taken back."""
    say_it = "ICE extended matter number4 by 10 working days on November 20, 2023"
    post("/_control/message", {"channel": ALICE, "user": ALICE, "text": say_it})
    proposed = told("Record this?", channel)
    assert "Matter number4" in json.dumps(proposed)
    assert "Nov 20, 2023" in json.dumps(proposed)
    done("a statement is proposed")
    press(proposed, "Change")
    view = wait(lambda: snapshot()["modalStack"][-1], "no form of the proposal")
    values = {
        block["block_id"]: {"value": _given(block)}
        for block in view["blocks"]
        if block["type"] == "input"
    }
    values["on"]["value"]["selected_date"] = "2023-11-21"
    submit(values)
    wait(lambda: not snapshot()["modalStack"], "the form stayed open")
    recorded = told("Recorded: Time extended by the agency, Tue Nov 21, 2023", channel)
    done("it is changed in its form and recorded")
    follow_up = {
        "channel": ALICE, "user": ALICE, "text": "why?",
        "threadTs": recorded.get("thread_ts") or proposed.get("thread_ts") or recorded["ts"],
    }  # fmt: skip
    post("/_control/message", follow_up)
    told("Nov 21, 2023", channel)
    done("a follow-up knows what was spoken of")
    press(recorded, "Undo")
    told("Taken back: Time extended by the agency on 2023-11-21", channel)
    done("and it is taken back")


def _given(block: dict[str, Any]) -> dict[str, Any]:
    """Return what stands in a field already."""
    element = block["element"]
    if element["type"] == "datepicker":
        return {"type": "datepicker", "selected_date": element["initial_date"]}
    if element["type"] == "static_select":
        return {"type": "static_select", "selected_option": element["initial_option"]}
    return {"type": "plain_text_input", "value": element.get("initial_value")}


def local_body() -> None:
    """A body whose law nobody has said is asked about; nothing is recorded before."""
    command("new Harbor cameras to Harborview Police Department sent 2023-11-09")
    asked = told("Whose law counts for Harborview Police Department?")
    press(asked, "A state or local body: which state?")
    view = wait(lambda: snapshot()["modalStack"][-1], "the state was not asked")
    field = next(block for block in view["blocks"] if block["type"] == "input")
    oregon = next(one for one in field["element"]["options"] if one["value"] == "US-OR")
    chosen = {"type": "static_select", "selected_option": oregon}
    submit({field["block_id"]: {"value": chosen}})
    wait(lambda: not snapshot()["modalStack"], "the form stayed open")
    told("Recorded: Harbor cameras")
    done("a local body's law is asked, and its request recorded under the state's")


def _state(block: dict[str, Any]) -> dict[str, Any]:
    element = block["element"]
    if element["type"] == "datepicker":
        return {"type": "datepicker", "selected_date": "2023-12-01"}
    if element["type"] == "static_select":
        chosen = next(
            (o for o in element["options"] if "Acknowledged by" in o["text"]["text"]),
            element["options"][0],
        )
        return {"type": "static_select", "selected_option": chosen}
    if element["type"] == "checkboxes":
        return {"type": "checkboxes", "selected_options": []}
    return {"type": "plain_text_input", "value": None}


def nudge(desk: Any) -> None:
    outbox = Outbox(posting_client("xoxb-outside", f"{API}/api/"), desk.seal)
    before = datetime.now(UTC) - timedelta(minutes=1)
    sent = outbox.post(CHANNEL, Message("Overdue: Matter number1"), "n1-outside")
    assert sent.sent
    assert outbox.find(CHANNEL, "n1-outside", before) == sent.ts
    assert outbox.find(CHANNEL, "n2-outside", before) is None
    done("a nudge is posted once and found again")


def snooze(desk: Any) -> None:
    """A deadline of yesterday is nudged by a real sweep; the person has it said again later."""
    client = posting_client("xoxb-outside", f"{API}/api/")
    assert delivery.sweep_once(desk, at_work(datetime.now(UTC)), client=client).posted >= 1
    nudged = told(NUDGED)
    press(nudged, "Snooze")
    choice = told("Until when?")
    later = next(
        e["text"]["text"]
        for e in pressable(choice["blocks"])
        if e["text"]["text"].startswith("Next working day")
    )
    press(choice, later)
    told("Snoozed until")
    assert delivery.sweep_once(desk, None, client=client).posted == 0
    done("a nudge that a sweep posted is snoozed")


def at_work(now: datetime) -> datetime:
    """Return the next moment at which messages go out: nights and weekends are silent."""
    day = now.date() if now.hour < 21 else now.date() + timedelta(days=1)
    day = calendar.federal().next_working(day)
    return max(now, datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=16))


def just_overdue(desk: Any, settings: Settings) -> None:
    """Record a request whose determination was due on the last working day, as if in time."""
    days, today = calendar.federal(), desk.today()
    due = days.add(today, -1)
    received = next(
        day
        for day in (due - timedelta(days=n) for n in range(25, 45))
        if compute("determination", day).due == due
    )
    then = datetime.combine(received, datetime.min.time(), UTC) + timedelta(hours=17)
    early = open_desk(settings, clock=lambda: then)
    with early.store.write() as session:
        people.allow(session, CHANNEL, by=ALICE, now=then)
    with early.room(write=True) as room:
        on = received.isoformat()
        words = f"{NUDGED} --to ICE --sent {on} --received {on} --channel {CHANNEL}"
        requests.new(
            room, early.operator(), value_of(AddRequest.spec, words, Setting(early.today()))
        )
    early.close()


def run(mode: str) -> None:
    raise_loopback()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as ends:
        emulator = Emulator(Path(folder), mode)
        emulator.start()
        ends.callback(emulator.stop)  # whatever fails, nothing is left running
        settings = Settings(
            data=Path(folder) / "data",
            admins=(ALICE,),
            slack_bot_token="xoxb-outside",
            slack_app_token="xapp-outside",
            slack_signing_secret="outside-secret",
            slack_api_url=f"{API}/api/",
            port=BOT_PORT,
        )
        desk = open_desk(settings)
        ends.callback(desk.close)
        just_overdue(desk, settings)
        with desk.room(write=True) as room:
            for number in range(7):
                words = f"Matter number{number} to ICE sent 2023-11-09 received 2023-11-09"
                requests.new(
                    room, desk.operator(), value_of(AddRequest.spec, words, Setting(desk.today()))
                )
        ends.callback((over_socket if mode == "socket" else over_http)(desk, settings))
        play(emulator, desk)


def over_socket(desk: Any, _: Settings) -> Callable[[], None]:
    stop = threading.Event()
    thread = threading.Thread(
        target=wiring.run_socket,
        args=(desk,),
        kwargs={"stop": stop, "ping_seconds": 2.0},
        daemon=True,
    )
    thread.start()
    asked = "apps.connections.open"
    wait(lambda: asked in json.dumps(get("/_control/log")), "the bot did not connect")
    time.sleep(1)

    def end() -> None:
        stop.set()
        thread.join(20)

    return end


def over_http(_: Any, settings: Settings) -> Callable[[], None]:
    environ = {
        **os.environ,
        "FOIA_DATA": str(settings.data),
        "FOIA_ADMINS": ALICE,
        "SLACK_BOT_TOKEN": settings.slack_bot_token,
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret,
        "SLACK_API_URL": settings.slack_api_url,
    }
    command_ = [sys.executable, "-m", "tests.bench.slack", "--serve", str(BOT_PORT)]
    server = subprocess.Popen(command_, env=environ, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{BOT_PORT}/health"
    wait(lambda: urllib.request.urlopen(url, timeout=1).status == 200, "the bot did not start", 60)

    def end() -> None:
        server.send_signal(signal.SIGTERM)
        server.wait(30)

    return end


if __name__ == "__main__":
    run(sys.argv[1])
