"""The canary sweep: a matter full of invented people, everything said and done, nobody seen."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.cli import main
from bot.dispatch import audit
from bot.documents.library import Library
from bot.errors import StoreError
from bot.registry import everything as registered
from bot.settings import Settings
from bot.store.database import Database
from bot.wiring import delivery
from bot.wiring import slack_app as wiring
from bot.wiring.container import Desk, open_desk
from handlers.devkit.payloads import DirectWire, Workspace, inputs, pressable
from handlers.devkit.standin import Standin
from handlers.listeners import home
from handlers.render import blocks
from index.extract import sandbox
from tests.flows.canary import papers, said
from tests.flows.canary.birds import ROSTER, everything, hits, told
from tests.flows.canary.net import Net, Tapped, logged, on_disk

pytestmark = pytest.mark.slow

LEAD, MEMBER, OUTSIDER = "U0LEAD0001", "U0MEMBER01", "U0OUTSIDE1"
CHANNEL, OPS = "C0FOIA0001", "C0OPS00001"
SENT = datetime(2023, 11, 9, 15, tzinfo=UTC)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the whole matter in it, made once by real paths."""
    root = tmp_path_factory.mktemp("matter")
    desk = open_desk(Settings(data=root / "data", admins=(LEAD,), ops_channel=OPS))
    desk.library.add_to_roster(ROSTER)
    title = f"Records of {ROSTER[0]} A213597486"
    ask = desk.operator()
    assert "Recorded" in str(
        desk.say(
            ask, f"new {title} --to ICE,DHS --sent 2023-11-09 --assume-received --channel {CHANNEL}"
        )
    )
    (slug,) = _slugs(desk)
    lines = everything()
    for number in range(0, len(lines), 5):
        note = " / ".join(lines[number : number + 5]).replace("\n", " ")
        answer = desk.say(ask, f"log {slug}/ICE note --on 2023-11-20 --note {note}")
        assert getattr(answer, "tone", "") == "done", answer
    desk.say(ask, f"remind {slug} on 2027-03-03 to call {ROSTER[0]} about A213597486")
    report = desk.library.take(
        [papers.put(root / "incoming")], request=slug, by="operator", now=desk.now(), workers=2
    )
    assert report.added >= 7, report
    desk.close()
    return root


def _slugs(desk: Desk) -> list[str]:
    value = desk.say(desk.operator(), "status").to_json()
    return [one["slug"] for one in value["requests"]]


@dataclass
class Matter:
    """The desk on a copy of the matter, the app in front of it, and a net around both."""

    desk: Desk
    standin: Standin
    house: wiring.House
    people: Workspace
    net: Net
    slug: str
    filing: str
    held: str
    folder: Path

    def line(self, words: str) -> str:
        """Fill in what a scripted line speaks of."""
        return words.format(r=self.slug, f=self.filing, h=self.held, n="A213597486")

    def settle(self) -> None:
        """Wait until nothing is left to answer."""
        assert self.house.edge.idle(60)


@pytest.fixture
def matter(template: Path, tmp_path: Path) -> Iterator[Matter]:
    """A copy of the matter of one's own."""
    shutil.copytree(template / "data", tmp_path / "data")
    net = Net()
    with Standin() as standin, logged(net):
        for user in (LEAD, MEMBER, OUTSIDER):
            standin.add_user(user, user.lower())
        for channel in (CHANNEL, OPS):
            standin.add_channel(
                channel, channel.lower(), [LEAD, MEMBER, standin.bot_user], is_private=True
            )
        settings = Settings(
            data=tmp_path / "data", admins=(LEAD,), ops_channel=OPS, slack_bot_token=standin.token,
            slack_signing_secret=standin.signing_secret, slack_api_url=standin.api_url,
        )  # fmt: skip
        desk = open_desk(settings)
        client = WebClient(
            token=standin.token, base_url=standin.api_url, timeout=60, retry_handlers=[]
        )
        house = wiring.assemble(desk, client)
        house.edge.pace_of_users.burst = 1e9
        people = Workspace(standin, Tapped(DirectWire(house.app, standin.signing_secret), net))
        on_file: Any = desk.say(desk.operator(), "filings")
        held = next(one.doc for one in on_file.filings if "restricted" in one.level)
        slug = _slugs(desk)[0]
        yield Matter(desk, standin, house, people, net, slug, "letter.txt", held, tmp_path)
        house.edge.close()
        desk.close()


def test_the_sweep_can_fail() -> None:
    assert hits("x", "seen: a 213 – 597 . 486") != []
    assert hits("x", "VASQUÉLLINE") != []
    assert [guise for guise in everything() if not hits("x", guise)] == []


def test_every_verb_and_command_has_its_lines() -> None:
    """A new one escapes nobody: write what is to be said of it into said.py."""
    assert set(said.VERBS) == {spec.name for spec in registered()}
    (commands,) = [a for a in main.build_parser()._actions if hasattr(a, "choices") and a.choices]
    assert set(said.COMMANDS) == set(commands.choices)  # type: ignore[arg-type]


def test_nothing_lies_on_disk_outside_the_vault(template: Path, tmp_path: Path) -> None:
    from bot.store import backup

    shutil.copytree(template / "data", tmp_path / "data")
    desk = open_desk(Settings(data=tmp_path / "data"))
    backup.backup(desk.store, tmp_path / "copies")
    desk.library.rebuild()

    found = on_disk(tmp_path / "data", tmp_path / "copies")  # also while the -wal file is there
    desk.close()
    found += on_disk(tmp_path / "data")

    assert not found, told(found)


def test_no_temporary_file_is_left_or_holds_words(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = tmp_path / "temporary"  # in the machine's folder there are other processes' as well
    ours.mkdir()
    monkeypatch.setenv("TMPDIR", str(ours))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(sandbox, "_PASSED_ON", (*sandbox._PASSED_ON, "TMPDIR"))
    sandbox.close()  # readers that were started before know another folder
    desk = open_desk(Settings(data=tmp_path / "data"))
    desk.library.take([template / "incoming"], by="operator", now=SENT)
    desk.close()

    assert tempfile.gettempdir() == str(ours)
    fresh = [
        path
        for path in ours.rglob("*")
        if path.is_file() and hits("x", path.read_bytes().decode("latin-1"))
    ]

    assert fresh == []


def test_every_verb_on_every_surface_shows_nobody(matter: Matter) -> None:
    for lines in said.VERBS.values():
        for line in map(matter.line, lines):
            for user in (LEAD, MEMBER):
                matter.people.command(user, CHANNEL, line)
                matter.settle()
            matter.people.mention(LEAD, CHANNEL, line)
            matter.people.dm(MEMBER, line)
            matter.settle()
    matter.people.command(OUTSIDER, CHANNEL, "status")

    _nobody(matter)


def test_every_button_and_form_shows_nobody(matter: Matter) -> None:
    for words in (
        "status {r}",
        "status",
        "filings",
        "find monitoring",
        "show {f}",
        "overdue",
        "history {r}",
        "choices",
    ):
        matter.people.command(LEAD, CHANNEL, matter.line(words))
        matter.settle()
        _press_all(matter)
    for user in (LEAD, MEMBER, OUTSIDER):
        matter.people.open_home(user)
        matter.settle()
    for element in pressable(matter.standin.homes[LEAD]["blocks"]):
        matter.people.press_in_view(LEAD, matter.standin.homes[LEAD], element)
        matter.settle()
        matter.standin.views.get(LEAD, []).clear()
    for verb, fields in said.FORMS.items():
        _fill(matter, verb, fields)
    _file_messages(matter)

    _nobody(matter)


def _press_all(matter: Matter) -> None:
    shown = [m for m in matter.standin.messages[CHANNEL] if m.get("ephemeral_to") == LEAD][-1]
    for element in pressable(shown.get("blocks") or ()):
        for option in element.get("options") or [{"value": ""}]:
            matter.people.press(LEAD, CHANNEL, shown, element, option["value"])
            matter.settle()
    matter.standin.views.get(LEAD, []).clear()


def _fill(matter: Matter, verb: str, fields: Any) -> None:
    matter.people.command(LEAD, CHANNEL, verb)
    matter.settle()
    view = matter.standin.views[LEAD][-1]
    values = {}
    for block in inputs(view):
        given = next((v for k, v in fields.items() if k in block["block_id"]), "")
        options = block["element"].get("options") or []
        chosen = next((o["value"] for o in options if given and given in o["value"]), "")
        values[block["block_id"]] = chosen or matter.line(given)
    reply = matter.people.submit(LEAD, values)
    matter.settle()
    assert not (isinstance(reply.body, dict) and reply.body.get("errors")), reply.body
    matter.standin.views[LEAD].clear()


def _file_messages(matter: Matter) -> None:
    """Uploads and the shortcut: the words and the names of files are birds."""
    words = papers.text("A note on monitoring")[:850]
    note = matter.standin.record(CHANNEL, {"user": LEAD, "text": words})
    matter.people.shortcut(LEAD, CHANNEL, note, "file_message")
    matter.settle()
    matter.people.submit(LEAD, {"request": said.NAME})
    matter.people.submit(LEAD, {"request": matter.slug})
    matter.settle()
    for name, content, about in (
        (
            "A213597486 Vasquelline.txt",
            papers.text("An upload about monitoring").encode(),
            matter.slug,
        ),
        ("A213597486 Vasquelline.pdf", b"GIF89a", said.NAME),
        ("Vasquelline.docx", b"", ""),
        ("Vasquelline A213597486.csv", papers.tracker(), ""),
        ("Vasquelline A213597486.csv", papers.tracker(), "import sheet Ondrejka Vasquelline"),
        ("Vasquelline 646-738-2915.docx", papers.word(), matter.slug),
    ):
        matter.people.upload(LEAD, name, content, about)
        matter.settle()


@pytest.mark.parametrize("months", [1, 14, 42])
def test_every_nudge_digest_and_alarm_shows_nobody(matter: Matter, months: int) -> None:
    matter.people.command(LEAD, CHANNEL, "channel allow")
    matter.people.command(LEAD, CHANNEL, f"home {matter.slug}")
    matter.people.command(LEAD, OPS, "channel allow")
    client = delivery.client_to(matter.standin)
    for day in range(4):
        moment = SENT + timedelta(days=30 * months + 3 * day)
        delivery.sweep_once(matter.desk, moment, client=client)
    posts = matter.standin.called("chat.postMessage")
    assert posts
    for message in list(matter.standin.messages[CHANNEL]):
        for element in pressable(message.get("blocks") or ()):
            matter.people.press(LEAD, CHANNEL, message, element)
            matter.settle()

    _nobody(matter)


class _FaultError(Exception):
    """Carries words that a log must not repeat."""


@pytest.mark.parametrize("where", ["store", "busy", "index", "render", "home", "ledger"])
def test_no_fault_shows_anybody(
    matter: Matter, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _break(monkeypatch, where)

    for line in ("status", f"status {matter.slug}", "find monitoring", "filings", f"show {matter.filing}",
                 f"log {matter.slug}/ICE note --on 2023-11-20 --note {said.NAME} {said.NUMBER}",
                 f"new {said.NAME} --to ICE --sent 2023-11-10"):  # fmt: skip
        matter.people.command(LEAD, CHANNEL, line)
        matter.people.dm(LEAD, line)
        matter.settle()
    matter.people.open_home(LEAD)
    matter.settle()
    monkeypatch.undo()

    _nobody(matter)


def _break(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    words = f"no row for {said.NAME}, {said.NUMBER}, SSN 517-46-2938"

    def fails(*_: Any, **__: Any) -> Any:
        raise StoreError(words) if where == "busy" else _FaultError(words)

    target: tuple[Any, str] = {
        "store": (Database, "read"),
        "busy": (Database, "write"),
        "index": (Library, "search"),
        "render": (blocks, "render"),
        "home": (home, "view"),
        "ledger": (audit, "note"),
    }[where]
    monkeypatch.setattr(*target, fails)


@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
def test_no_command_prints_anybody(
    template: Path, tmp_path: Path, as_json: bool, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    shutil.copytree(template / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOIA_ADMINS", LEAD)
    net = Net()
    desk = open_desk(Settings(data=tmp_path / "data"))
    slug = _slugs(desk)[0]
    desk.close()
    fill = {"r": slug, "f": "letter.txt", "h": "list.xlsx", "n": "A213597486",
            "papers": str(template / "incoming"), "out": str(tmp_path),
            "t": str(template / "A213597486.csv")}  # fmt: skip
    (template / "A213597486.csv").write_bytes(papers.tracker())
    with logged(net):
        for name, calls in said.COMMANDS.items():
            for arguments in calls or ():
                monkeypatch.setattr(sys, "stdin", io.StringIO(_lines_for(name, arguments, fill)))
                _run(
                    net,
                    capsys,
                    tmp_path,
                    as_json,
                    name,
                    *(part.format(**fill) for part in arguments),
                )

    found = [*net.hits, *on_disk(tmp_path)]
    assert not found, told(found)


def _run(
    net: Net, capsys: pytest.CaptureFixture[str], data: Path, as_json: bool, *words: str
) -> None:
    with contextlib.suppress(SystemExit):
        main.main(["--data", str(data / "data"), *(["--json"] if as_json else []), *words])
    out, err = capsys.readouterr()
    # Paths that the person typed are theirs; argparse and the shell say them back.
    net.take(f"foia {words[0]}, standard output", out)
    net.take(f"foia {words[0]}, standard error", err.replace("A213597486.pdf", ""))


def _lines_for(name: str, arguments: tuple[str, ...], fill: dict[str, str]) -> str:
    if name == "mask":
        return papers.text()
    if name != "batch":
        return ""
    asked: dict[str, list[dict[str, str]]] = {
        "find": [{"question": "monitoring"}, {"question": said.NAME}],
        "ask": [{"question": "how many pages did the search find?"}, {"question": said.NAME}],
        "mask": [{"text": guise} for guise in everything()],
        "letter": [{"text": guise} for guise in everything()]
        + [{"path": str(path)} for path in sorted(Path(fill["papers"]).rglob("*")) if path.is_file()],
        "read": [{"path": str(path)} for path in sorted(Path(fill["papers"]).rglob("*")) if path.is_file()],
    }  # fmt: skip
    return "\n".join(json.dumps({"id": n, **one}) for n, one in enumerate(asked[arguments[0]]))


def _nobody(matter: Matter) -> None:
    matter.settle()
    matter.desk.ledger.flush()
    matter.net.take_slack(matter.standin)
    found = matter.net.hits + on_disk(matter.folder / "data")
    assert len(matter.net.caught) > 5
    assert not found, told(found[:25]) + f"\n{len(found)} in all"
