"""The mailbox against servers that we did not write: pymap always, Dovecot where it is installed."""

from __future__ import annotations

import imaplib
import itertools
import os
import random
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import wait
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.commands import mail
from bot.correspondence import imap, mail_intake
from bot.errors import BotError
from bot.privacy.gate import Level
from bot.settings import Settings
from bot.store.tables import Filing
from tests.conftest import Team
from tests.correspondence import imap_servers
from tests.correspondence.imap_servers import Box
from tests.correspondence.test_mailbox import PROVEN, TEXTS, filings, letter, told

pytestmark = pytest.mark.slow

NOW = datetime(2023, 12, 12, 15, tzinfo=UTC)


@pytest.fixture(params=["pymap", "dovecot"])
def box(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Box]:
    if request.param == "dovecot":
        if not imap_servers.dovecot_is_here():
            pytest.skip("Dovecot is not installed: apt-get install dovecot-imapd")
        with imap_servers.dovecot(tmp_path) as found:
            yield found
        return
    pytest.importorskip("pymap")
    with imap_servers.pymap() as found:
        yield found


@pytest.fixture
def pymap() -> Iterator[Box]:
    pytest.importorskip("pymap")
    with imap_servers.pymap() as found:
        yield found


def settings(team: Team, box: Box, **more: str) -> Settings:
    said = {"mail_url": box.url, "mail_password": imap_servers.PASSWORD,
            "mail_authserv": "mx.legal.example", **more}  # fmt: skip
    return replace(team.desk.settings, **said)


def look(team: Team, box: Box, now: datetime = NOW, **more: str) -> mail_intake.Looked:
    return mail.once(team.desk.library, settings(team, box, **more), now)


def test_mail_is_taken_once_and_nothing_is_changed_on_the_server(team: Team, box: Box) -> None:
    box.deliver(letter(TEXTS["no-records-state"], 1))
    assert look(team, box).started
    box.deliver(letter(TEXTS["status"], 2), letter(TEXTS["release-by-mail"], 3))

    first, second = look(team, box), look(team, box)

    assert (len(first.taken), len(second.taken)) == (2, 0)
    assert len(filings(team)) == 2
    assert not any(b"\\Seen" in one for one in box.flags())


def test_a_mail_that_somebody_deleted_meanwhile_is_left_out_and_the_next_are_taken(
    team: Team, box: Box
) -> None:
    look(team, box)
    box.deliver(letter(TEXTS["status"], 1), letter(TEXTS["no-records-state"], 2))
    with box.client() as client:
        client.select(box.folder)
        client.store("1", "+FLAGS", "\\Deleted")
        client.expunge()

    assert len(look(team, box).taken) == 1


def test_a_folder_that_was_moved_is_told_and_found_again_by_its_new_name(
    team: Team, box: Box
) -> None:
    look(team, box)
    box.deliver(letter(TEXTS["status"], 1))
    look(team, box)
    with box.client() as client:
        client.rename(box.folder, "Agencies")

    with pytest.raises(BotError, match="has no folder"):
        look(team, box)
    box.folder = "Agencies"
    assert look(team, box).started  # by its new name it begins anew: what is there is on file
    again = mail.once(team.desk.library, settings(team, box), NOW, since=NOW.date() - timedelta(30))
    assert len(again.taken) == 0
    assert len(filings(team)) == 1


def test_a_folder_made_anew_with_other_numbers_doubles_nothing(team: Team, box: Box) -> None:
    look(team, box)
    box.deliver(letter(TEXTS["status"], 1))
    look(team, box)
    with box.client() as client:
        client.delete(box.folder)
        client.create(box.folder)
    box.deliver(letter(TEXTS["no-records-state"], 2), letter(TEXTS["status"], 1))

    again = look(team, box)

    assert (len(again.taken), again.known) == (1, 1)
    assert len(filings(team)) == 2


def test_an_expired_token_is_told_and_nothing_is_lost(team: Team, pymap: Box) -> None:
    look(team, pymap)
    pymap.deliver(letter(TEXTS["status"], 1))

    with pytest.raises(BotError, match="did not let us in"):
        look(team, pymap, mail_password="", mail_token_command="printf expired")
    with pytest.raises(BotError, match="TOKEN_COMMAND failed"):
        look(team, pymap, mail_password="", mail_token_command="false")

    assert len(look(team, pymap).taken) == 1


def test_a_mail_of_fifty_megabytes_is_named_and_not_fetched(
    team: Team, pymap: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(team, pymap)
    pymap.deliver(letter("x" * (imap.LARGEST + 1), 1), letter(TEXTS["status"], 2))
    fetched: list[int] = []
    real = imap.Mailbox.raw
    monkeypatch.setattr(
        imap.Mailbox, "raw", lambda self, uid: (fetched.append(uid), real(self, uid))[1]
    )

    looked = look(team, pymap)

    assert len(looked.taken) == len(fetched) == 1
    assert "larger than 50 megabytes" in " ".join(looked.aside)
    assert "50 megabytes" in told(team)


def test_a_bomb_of_parts_is_put_on_file_or_named_and_the_next_goes_on(
    team: Team, pymap: Box
) -> None:
    look(team, pymap)
    part = b"--x\r\nContent-Type: message/rfc822\r\n\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    bomb = letter("", 1).replace(b"text/plain; charset=utf-8", b"multipart/mixed; boundary=x")
    pymap.deliver(bomb + part * 5000, letter(TEXTS["status"], 2))

    looked = look(team, pymap)

    assert len(looked.taken) + len(looked.aside) == 2


@pytest.mark.parametrize(
    "forged",
    [
        "Authentication-Results: mx.legal.example.evil.example; dmarc=pass\r\n",
        "Authentication-Results: mx.forged.example; dmarc=pass\r\n" + PROVEN,
        "X-Authentication-Results: mx.legal.example; dmarc=pass\r\n",
        "Authentication-Results: mx.legal.example; dmarc=fail; x=dmarc=pass\r\n",
    ],
)
def test_a_forged_sender_is_never_filed_by_itself(team: Team, pymap: Box, forged: str) -> None:
    team.founding()
    team.say("log ice-data-breach/ICE number-assigned --on 2023-11-20 --number 2024-ICFO-00501")
    look(team, pymap)
    pymap.deliver(letter(TEXTS["ice-acknowledgment"], 1, headers=forged))

    look(team, pymap)

    assert filings(team) == [(int(Level.RESTRICTED), 0)]


@pytest.mark.parametrize("step", [-timedelta(days=400), timedelta(days=400)])
def test_a_clock_that_is_wrong_loses_and_doubles_nothing(
    team: Team, pymap: Box, step: timedelta
) -> None:
    look(team, pymap)
    pymap.deliver(letter(TEXTS["status"], 1))
    assert len(look(team, pymap, NOW + step).taken) == 1
    pymap.deliver(letter(TEXTS["no-records-state"], 2))
    assert len(look(team, pymap).taken) == 1
    assert look(team, pymap).taken == []


def test_the_same_mail_sent_again_after_a_month_is_on_file_once(team: Team, pymap: Box) -> None:
    look(team, pymap)
    pymap.deliver(letter(TEXTS["status"], 1))
    look(team, pymap)
    pymap.deliver(letter(TEXTS["status"], 1))

    again = look(team, pymap, NOW + timedelta(days=31))

    assert (again.taken, again.known) == ([], 1)
    assert len(filings(team)) == 1


def test_an_answer_to_a_mail_on_file_is_filed_with_it_though_it_prints_no_number(
    team: Team, pymap: Box
) -> None:
    team.founding()
    team.say("new Detention deaths --to ICE --sent 2023-11-10 --assume-received")
    team.say("log ice-data-breach/ICE number-assigned --on 2023-11-20 --number 2024-ICFO-00501")
    look(team, pymap)
    pymap.deliver(letter(TEXTS["ice-acknowledgment"], 1, headers=PROVEN))
    look(team, pymap)
    thread = f"{PROVEN}References: <0@legal.example>\r\n <1@ice.example>\r\n"
    body = "Good morning,\n\nyour request is still being processed.\n\nICE FOIA"
    pymap.deliver(letter(body, 2, headers=thread))

    look(team, pymap)

    assert filings(team) == [(int(Level.TEAM), 1), (int(Level.TEAM), 1)]
    assert "it answers a mail on file" in told(team)


def test_the_server_says_that_a_mail_came_and_the_look_does_not_wait(team: Team, box: Box) -> None:
    watch = mail.Watch(team.desk.library, settings(team, box), lambda: NOW, lambda *_: None)
    watch()  # the first look: what is there is on file
    hint = mail.Hint(settings(team, box), watch._soon)
    with ThreadPoolExecutor(1) as pool:
        heard = pool.submit(hint.once, 120.0)
        for number in itertools.count(1):
            if heard.done():
                break
            box.deliver(letter(f"{TEXTS['status']} {number}", number))
            time.sleep(0.02)
        assert heard.result()
    watch()  # at the same moment by the clock

    assert filings(team)


def test_a_server_that_breaks_off_is_told_in_a_sentence_and_the_next_look_goes_on(
    team: Team, pymap: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(team, pymap)
    pymap.deliver(letter(TEXTS["status"], 1))

    def silent(*_: object) -> object:
        raise TimeoutError

    for name in ("login", "uid"):
        with monkeypatch.context() as broken:
            broken.setattr(imaplib.IMAP4, name, silent)
            with pytest.raises(BotError, match="broke off"):
                look(team, pymap)
    assert len(look(team, pymap).taken) == 1


def test_a_server_that_is_silent_is_no_hint_and_no_fault(team: Team, pymap: Box) -> None:
    look(team, pymap)

    assert mail.Hint(settings(team, pymap), lambda: None).once(0.05) is False


def _killed(team: Team, box: Box, patience: float) -> None:
    """Look in a process of its own and kill it, at whatever it does then."""
    child = os.fork()
    if child == 0:
        team.desk.store.engine.dispose(close=False)
        try:
            look(team, box)
        finally:
            os._exit(0)
    end = os.pidfd_open(child)  # names this child alone, and is readable once it has ended
    try:
        if not wait([end], patience):
            signal.pidfd_send_signal(end, signal.SIGKILL)  # harmless on one that ended meanwhile
        os.waitpid(child, 0)
    finally:
        os.close(end)


@pytest.mark.heavy
def test_fifty_kills_while_two_hundred_mails_come_in_lose_and_double_none(
    team: Team, pymap: Box
) -> None:
    kills, mails = int(os.environ.get("FOIA_KILLS", "50")), int(os.environ.get("FOIA_MAILS", "200"))
    draw = random.Random(11)
    look(team, pymap)
    for kill in range(kills):
        share = range(kill * mails // kills, (kill + 1) * mails // kills)
        pymap.deliver(*(letter(f"{TEXTS['status']} {one}", one + 1) for one in share))
        _killed(team, pymap, draw.uniform(0.05, 3.0))
    for _ in range(mails):  # a server that is slow to answer is asked again, as each minute
        with suppress(BotError):
            if not look(team, pymap).taken:
                break

    with team.desk.store.read() as session:
        count = session.scalar(select(func.count()).select_from(Filing))
        names = session.scalars(select(Filing.doc)).all()
    assert (count, len(set(names))) == (mails, mails)
    assert told(team).count("Mail waits for a lead") >= mails
