"""The mailbox is looked at and never changed; every mail is taken once, whatever happens."""

from __future__ import annotations

import io
import re
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.commands import mail
from bot.correspondence import imap, mail_files, mail_intake
from bot.errors import BotError, Refused, SettingsError, StoreError, UsageError
from bot.privacy.gate import Level
from bot.settings import Settings
from bot.store.tables import Filing, FilingRequest, Post
from tests.conftest import Team
from tests.correspondence.sample_letters import SAMPLES

pytestmark = pytest.mark.slow

TEXTS = {name: text for name, _, _, text in SAMPLES}
NOW = datetime(2023, 12, 12, 15, tzinfo=UTC)


def letter(text: str, number: int, *, headers: str = "", subject: str = "FOIA") -> bytes:
    """A mail of an agency."""
    return (
        f"{headers}From: FOIA <foia@ice.example>\r\nTo: foia@legal.example\r\n"
        f"Date: Tue, 28 Nov 2023 10:00:00 -0500\r\nMessage-ID: <{number}@ice.example>\r\n"
        f"Subject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}"
    ).encode()


@dataclass
class Server:
    """A small IMAP server: it knows only what reads, and fails the test on anything else."""

    mails: dict[int, bytes] = field(default_factory=dict)
    validity: int = 7
    password: str = "let me in"
    said: list[str] = field(default_factory=list)
    port: int = 0

    def answer(self, tag: str, line: str) -> list[bytes]:
        verb = line.upper()
        if verb.startswith("CAPABILITY"):
            return [b"* CAPABILITY IMAP4rev1\r\n", f"{tag} OK done\r\n".encode()]
        if verb.startswith("LOGIN"):
            fine = self.password in line
            return [f"{tag} {'OK' if fine else 'NO'} login\r\n".encode()]
        if verb.startswith("EXAMINE"):
            newest = max(self.mails, default=0) + 1
            return [
                f"* {len(self.mails)} EXISTS\r\n* OK [UIDVALIDITY {self.validity}] v\r\n"
                f"* OK [UIDNEXT {newest}] n\r\n{tag} OK [READ-ONLY] done\r\n".encode()
            ]
        if verb.startswith("UID SEARCH"):
            first = int(re.search(r"UID (\d+):\*", line)[1])  # type: ignore[index]
            found = [uid for uid in self.mails if uid >= first] or sorted(self.mails)[-1:]
            words = " ".join(map(str, sorted(found)))
            return [f"* SEARCH {words}\r\n{tag} OK done\r\n".encode()]
        if verb.startswith("UID FETCH"):
            return self.fetched(tag, line)
        assert verb.startswith("LOGOUT"), line
        return [f"* BYE\r\n{tag} OK bye\r\n".encode()]

    def fetched(self, tag: str, line: str) -> list[bytes]:
        uid = int(line.split()[2])
        raw = self.mails.get(uid)
        done = f"{tag} OK done\r\n".encode()
        if raw is None:
            return [done]
        if "RFC822.SIZE" in line:
            return [f"* 1 FETCH (UID {uid} RFC822.SIZE {len(raw)})\r\n".encode(), done]
        assert "BODY.PEEK[]" in line
        return [f"* 1 FETCH (UID {uid} BODY[] {{{len(raw)}}}\r\n".encode(), raw, b")\r\n", done]


@pytest.fixture
def server() -> Iterator[Server]:
    box = Server()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK ready\r\n")
            for line in self.rfile:
                tag, _, rest = line.decode().strip().partition(" ")
                box.said.append(rest.split(" ")[0].upper())
                for part in box.answer(tag, rest):
                    self.wfile.write(part)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as made:
        made.daemon_threads = True
        box.port = made.server_address[1]
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield box
        made.shutdown()


def settings(team: Team, server: Server, **more: str) -> Settings:
    said = {"mail_password": "let me in", "mail_authserv": "mx.legal.example", **more}
    url = f"imap://foia@127.0.0.1:{server.port}/INBOX"
    return replace(team.desk.settings, mail_url=url, **said)


PROVEN = "Authentication-Results: mx.legal.example; dmarc=pass header.from=ice.example\r\n"


def look(team: Team, server: Server, **more: str) -> mail_intake.Looked:
    return mail.once(team.desk.library, settings(team, server, **more), NOW)


def filings(team: Team) -> list[tuple[int, int]]:
    """The filings, each with its level and how many requests it belongs to."""
    with team.desk.store.read() as session:
        return [
            (row.level, len(session.scalars(
                select(FilingRequest.request_id).where(FilingRequest.filing_id == row.id)).all()))
            for row in session.scalars(select(Filing).order_by(Filing.id))
        ]  # fmt: skip


def told(team: Team) -> str:
    with team.desk.store.read() as session:
        return str([post.facts for post in session.scalars(select(Post))])


def test_the_first_look_takes_nothing_old_and_every_later_mail_once(
    team: Team, server: Server
) -> None:
    server.mails[1] = letter(TEXTS["release-by-mail"], 1)
    assert look(team, server).started
    server.mails |= {2: letter(TEXTS["status"], 2), 3: letter(TEXTS["no-records-state"], 3)}

    first, second = look(team, server), look(team, server)

    assert (len(first.taken), len(second.taken)) == (2, 0)
    assert len(filings(team)) == 2
    assert {"SELECT", "STORE", "EXPUNGE", "COPY", "MOVE"}.isdisjoint(server.said)
    assert "EXAMINE" in server.said


def test_a_proven_letter_with_a_number_on_record_is_filed_and_its_home_is_told(
    team: Team, server: Server
) -> None:
    team.founding()
    team.say("log ice-data-breach/ICE number-assigned --on 2023-11-20 --number 2024-ICFO-00501")
    look(team, server)
    server.mails[1] = letter(TEXTS["ice-acknowledgment"], 1, headers=PROVEN)

    look(team, server)

    assert filings(team) == [(int(Level.TEAM), 1)]
    assert "came in by mail" in told(team)


@pytest.mark.parametrize(
    "headers",
    ["", "Authentication-Results: mx.forged.example; dmarc=pass\r\n",
     "Authentication-Results: mx.legal.example; dmarc=fail\r\n"],
)  # fmt: skip
def test_a_sender_that_is_not_proven_waits_for_a_lead(
    team: Team, server: Server, headers: str
) -> None:
    team.founding()
    team.say("log ice-data-breach/ICE number-assigned --on 2023-11-20 --number 2024-ICFO-00501")
    look(team, server)
    server.mails[1] = letter(TEXTS["ice-acknowledgment"], 1, headers=headers)

    look(team, server)

    assert filings(team) == [(int(Level.RESTRICTED), 0)]
    assert "not proven" in told(team)


def test_a_new_numbering_and_the_same_mail_again_double_nothing(team: Team, server: Server) -> None:
    look(team, server)
    server.mails[1] = letter(TEXTS["status"], 1)
    look(team, server)

    server.validity, server.mails = 8, {5: server.mails[1], 9: letter(TEXTS["interim"], 2)}
    again = look(team, server)

    assert (len(again.taken), again.known) == (1, 1)
    assert len(filings(team)) == 2


def test_killed_between_mail_and_mark_nothing_is_lost_or_doubled(
    team: Team, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(team, server)
    server.mails |= {n: letter(TEXTS["status"] + str(n), n) for n in range(1, 6)}
    real, calls = mail_intake._mark, []

    def dies(*given: object) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(mail_intake, "_mark", dies)
    with pytest.raises(KeyboardInterrupt):
        look(team, server)
    look(team, server)

    assert len(filings(team)) == 5


def test_a_mail_that_breaks_its_reader_is_put_aside_after_two_tries_and_the_next_go_on(
    team: Team, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(team, server)
    server.mails |= {1: letter("bomb", 1), 2: letter(TEXTS["status"], 2)}
    real = mail_intake._take

    def explodes(post: object, raw: bytes, *given: object, again: bool) -> None:
        if b"bomb" in raw:
            raise MemoryError
        real(post, raw, *given, again=again)  # type: ignore[arg-type]

    monkeypatch.setattr(mail_intake, "_take", explodes)
    for _ in range(2):
        with pytest.raises(MemoryError):
            look(team, server)
    looked = look(team, server)

    assert len(looked.taken) == 1
    assert "put aside" in " ".join(looked.aside)


def _store_in_trouble_once(monkeypatch: pytest.MonkeyPatch, of: object, name: str) -> None:
    real, calls = getattr(of, name), []

    def once(*given: object, **more: object) -> object:
        calls.append(1)
        if len(calls) == 1:
            raise StoreError("locked")
        return real(*given, **more)

    monkeypatch.setattr(of, name, once)


@pytest.mark.parametrize("postponed", [False, True])
def test_a_store_that_is_locked_while_a_mail_is_taken_loses_none(
    team: Team, server: Server, monkeypatch: pytest.MonkeyPatch, postponed: bool
) -> None:
    look(team, server)
    server.mails[1] = letter(TEXTS["status"], 1)
    with monkeypatch.context() as patch:
        patch.setattr(mail_intake, "_TRIES", 0 if postponed else 2)
        _store_in_trouble_once(patch, type(team.desk.library), "take_bytes")
        with pytest.raises(StoreError):
            look(team, server)

    assert len(look(team, server).taken) == 1
    assert "aside" not in told(team)


def test_a_mail_put_aside_is_told_also_where_the_store_is_locked_or_the_next_breaks_the_look(
    team: Team, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(team, server)
    server.mails |= {1: letter("x" * 5000, 1), 2: letter(TEXTS["status"], 2)}
    monkeypatch.setattr(mail_intake, "LARGEST", 4000)
    with monkeypatch.context() as patch:
        _store_in_trouble_once(patch, mail, "_tell_leads")
        with pytest.raises(StoreError):
            look(team, server)
        _store_in_trouble_once(patch, type(team.desk.library), "take_bytes")
        with pytest.raises(StoreError):
            look(team, server)

    assert "mail 1 is larger" in told(team)
    assert len(look(team, server).taken) == 1


def test_a_machine_that_takes_nothing_in_leaves_the_mailbox_as_it_is(
    team: Team, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(team, server)
    server.mails[1] = letter(TEXTS["status"], 1)
    with monkeypatch.context() as patch:
        patch.setattr(type(team.desk.library), "closed", lambda *_: "No key here.")
        with pytest.raises(Refused, match="No key here"):
            look(team, server)

    assert len(look(team, server).taken) == 1


def test_a_bounce_is_told_and_a_mail_too_large_is_named(
    team: Team, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(team, server)
    bounce = letter("The address failed.", 1).replace(
        b"FOIA <foia@ice.example>", b"MAILER-DAEMON@x.example"
    )
    server.mails |= {1: bounce, 2: letter("x" * 5000, 2)}
    monkeypatch.setattr(mail_intake, "LARGEST", 4000)

    looked = look(team, server)

    assert len(looked.bounced) == 1
    assert "came back" in told(team)
    assert any("larger" in why for why in looked.aside)


def test_what_is_wrong_with_the_settings_is_said(team: Team, server: Server) -> None:
    assert mail.check(settings(team, server)) == []
    assert "did not let us in" in mail.check(settings(team, server, mail_password="wrong"))[0]
    assert "AUTHSERV" in mail.check(settings(team, server, mail_authserv=""))[0]
    assert "No mailbox" in mail.check(team.desk.settings)[0]
    with pytest.raises(BotError, match="let us in"):
        look(team, server, mail_password="wrong")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("imap://foia@mail.example/INBOX", "unencrypted"),
        ("https://mail.example", "must look like"),
        ("imaps://foia:secret@mail.example", "holds a password"),
        ("imaps://mail.example", "names no user"),
    ],
)
def test_an_address_that_is_wrong_says_how_it_should_be(url: str, why: str) -> None:
    with pytest.raises(SettingsError, match=why):
        imap.address(url, password="x")
    assert "x1y2" not in repr(imap.address("imaps://foia@mail.example", password="x1y2"))


def test_the_tray_names_to_leads_what_waits_and_why_and_no_word_of_it(
    team: Team, server: Server
) -> None:
    team.founding()
    team.say("log ice-data-breach/ICE number-assigned --on 2023-11-20 --number 2024-ICFO-00501")
    look(team, server)
    server.mails |= {
        1: letter(TEXTS["ice-acknowledgment"], 1),
        2: letter("A word about Quillonmoor.", 2, headers=PROVEN, subject="Quillonmoor"),
        3: letter(TEXTS["ice-acknowledgment"] + "Copy.", 3, headers=PROVEN),
    }
    look(team, server)

    tray = team.say("mail")

    said = [fact.value for fact in tray.facts]  # type: ignore[attr-defined]
    assert len(said) == 2
    assert "its sender is not proven" in said[0]
    assert "it matches no request surely" in said[1]
    assert "Quillonmoor" not in str(tray)
    assert team.say("mail", team.MEMBER).tone == "refused"  # type: ignore[attr-defined]
    team.say("forget " + tray.facts[1].label)  # type: ignore[attr-defined]
    assert len(team.say("mail").facts) == 1  # type: ignore[attr-defined]


def test_a_sender_s_mail_begins_at_most_ten_dates_a_day_and_the_rest_is_named(
    team: Team, server: Server
) -> None:
    team.founding()
    team.clock[0] = NOW
    team.say("log ice-data-breach/ICE number-assigned --on 2023-11-20 --number 2024-ICFO-00501")
    look(team, server)
    for number in range(1, 8):
        text = TEXTS["ice-acknowledgment"] + f"Copy {number}.\n"
        server.mails[number] = letter(text, number, headers=PROVEN)
    looked = look(team, server)
    cards = [team.say(f"read #f{number}") for number in looked.taken]

    owed = team.say("owe").items  # type: ignore[attr-defined]

    assert len([one for one in owed if one.certainty == "read, not confirmed"]) == 10
    assert "brought too many dates today" in str(cards[-1])
    assert "2 dates of it not counted yet" in str(team.say("mail"))


MBOX = b"From foia@ice.example Tue Nov 28 15:00:00 2023\n"


@pytest.mark.parametrize("kind", ["stdin", "eml", "mbox", "maildir", "folder"])
def test_mail_fetched_by_other_means_is_taken_as_the_mailboxs_is(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    team.founding()
    team.say("log ice-data-breach/ICE number-assigned --on 2023-11-20 --number 2024-ICFO-00501")
    first = letter(TEXTS["ice-acknowledgment"], 1, headers=PROVEN).replace(b"\r\n", b"\n")
    second = letter(TEXTS["status"], 2).replace(b"\r\n", b"\n")
    path = tmp_path / "mail"
    if kind == "stdin":
        path = Path("-")
        stdin = io.TextIOWrapper(io.BytesIO(MBOX + first + b"\n" + MBOX + second))
        monkeypatch.setattr("sys.stdin", stdin)
    elif kind == "mbox":
        path.write_bytes(MBOX + first + b"\n" + MBOX + second)
    elif kind == "maildir":
        for part in ("cur", "new", "tmp"):
            (path / part).mkdir(parents=True)
        (path / "cur" / "1:2,S").write_bytes(first)
        (path / "new" / "2").write_bytes(second)
    else:
        path.mkdir()
        (path / "1.eml").write_bytes(first)
        (path / "2.eml").write_bytes(second)
    paths = sorted(path.iterdir()) if kind == "eml" else [path]
    said = replace(team.desk.settings, mail_authserv="mx.legal.example")

    looked = mail.handed(team.desk.library, said, mail_files.raws(paths), NOW)

    assert (len(looked.taken), looked.known, looked.aside) == (2, 0, [])
    assert filings(team) == [(int(Level.TEAM), 1), (int(Level.RESTRICTED), 0)]
    if kind != "stdin":
        again = mail.handed(team.desk.library, said, mail_files.raws(paths), NOW)
        assert (again.taken, again.known) == ([], 2)
    with pytest.raises(UsageError, match="neither a file"):
        list(mail_files.raws([tmp_path / "none"]))


def test_killed_before_it_is_told_a_mail_is_told_the_next_time(
    team: Team, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(team, server)
    server.mails[1] = letter(TEXTS["status"], 1)
    with monkeypatch.context() as patched:
        patched.setattr(mail, "_settle", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            look(team, server)
    assert "waits for a lead" not in told(team)

    assert look(team, server).known == 1
    assert "waits for a lead" in told(team)


def test_a_mailbox_that_cannot_be_looked_at_for_an_hour_is_told_whatever_the_fault(
    team: Team, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_ops: list[str] = []
    moments = [NOW, NOW + mail.PATIENCE]

    def broken(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(mail, "once", broken)
    watch = mail.Watch(
        team.desk.library,
        settings(team, server),
        lambda: moments.pop(0),
        lambda *w: told_ops.extend(w),
    )
    watch()
    assert told_ops == []
    watch()

    assert told_ops == ["the mailbox", "The mailbox was not read for an hour. MemoryError"]
