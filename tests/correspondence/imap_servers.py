"""IMAP servers that we did not write, started by a test as processes of its own user."""

from __future__ import annotations

import contextlib
import getpass
import grp
import imaplib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.ports import free_port

USER, PASSWORD = "foia", "letmein"
_PATIENCE = 300  # tries, a tenth of a second each, until a server answers
# A login costs pymap half a million rounds of hashing, a quarter of a second of a free core: on a
# busy machine those of killed clients stand before ours until nothing answers in time.
_CHEAP_LOGIN = (
    "from pysasl.hashing import BuiltinHash; BuiltinHash.__init__.__kwdefaults__['rounds'] = 1; "
    "from pymap.main import main; main()"
)


@dataclass
class Box:
    """A folder on a real server; mail is put there by another client, as an agency's server does."""

    port: int
    folder: str = "Agency"

    @property
    def url(self) -> str:
        return f"imap://{USER}@127.0.0.1:{self.port}/{self.folder}"

    @contextmanager
    def client(self) -> Iterator[imaplib.IMAP4]:
        """Log in as a person with a mail program."""
        client = imaplib.IMAP4("127.0.0.1", self.port)
        client.login(USER, PASSWORD)
        try:
            yield client
        finally:
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                client.logout()

    def deliver(self, *mails: bytes) -> None:
        with self.client() as client:
            for raw in mails:
                status, said = client.append(self.folder, None, None, raw)  # type: ignore[arg-type]
                assert status == "OK", said

    def flags(self) -> list[bytes]:
        """Every mail's flags, as the server keeps them."""
        with self.client() as client:
            client.select(self.folder, readonly=True)
            _, found = client.uid("FETCH", "1:*", "(FLAGS)")
            return [one for one in found if isinstance(one, bytes)]


@contextmanager
def _running(command: list[str], port: int) -> Iterator[Box]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        box = Box(port)
        for _ in range(_PATIENCE):
            try:
                with box.client() as client:
                    client.create(box.folder)
                break
            except (OSError, imaplib.IMAP4.error):
                assert process.poll() is None, "the server ended"
                time.sleep(0.1)
        else:
            raise TimeoutError("the server answers no login")
        yield box
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:  # it may still be reading a mail of five thousand parts
            process.kill()
            process.wait()


@contextmanager
def pymap() -> Iterator[Box]:
    """A server in memory, of the `pymap` package."""
    port = free_port()
    with _running(
        [sys.executable, "-c", _CHEAP_LOGIN, "--host", "127.0.0.1", "--port", str(port), "--no-tls", "dict",
         "--demo-data", "--demo-user", USER, "--demo-password", PASSWORD],
        port,
    ) as box:  # fmt: skip
        yield box


def dovecot_is_here() -> bool:
    return shutil.which("dovecot") is not None


@contextmanager
def dovecot(folder: Path) -> Iterator[Box]:
    """Dovecot with a maildir, as a process of this user."""
    port = free_port()
    (folder / "conf").write_text(_dovecot(folder, port), encoding="utf-8")
    with _running(["dovecot", "-F", "-c", str(folder / "conf")], port) as box:
        yield box


def _dovecot(folder: Path, port: int) -> str:
    """Give a configuration; root's mail is nobody's, since Dovecot opens none as root."""
    root = os.geteuid() == 0
    user = "nobody" if root else getpass.getuser()
    group = "nogroup" if root else grp.getgrgid(os.getegid()).gr_name
    for name in ("run", "mail", "home"):
        (folder / name).mkdir(exist_ok=True)
    if root:
        for path in (folder, *folder.iterdir()):
            shutil.chown(path, user, group)
        for path in folder.parents[:3]:
            path.chmod(path.stat().st_mode | 0o111)
    internal = "" if root else (
        f"default_internal_user = {user}\ndefault_internal_group = {group}\n"
        f"default_login_user = {user}\n"
    )  # fmt: skip
    return (
        "protocols = imap\nlisten = 127.0.0.1\nssl = no\ndisable_plaintext_auth = no\n"
        f"base_dir = {folder}/run\nlog_path = {folder}/log\n{internal}"
        f"service imap-login {{\n  chroot =\n  inet_listener imap {{\n    port = {port}\n  }}\n"
        "  inet_listener imaps {\n    port = 0\n  }\n}\nservice anvil {\n  chroot =\n}\n"
        f"mail_location = maildir:{folder}/mail/%u\nfirst_valid_uid = 1\n"
        f"passdb {{\n  driver = static\n  args = password={PASSWORD}\n}}\n"
        f"userdb {{\n  driver = static\n  args = uid={user} gid={group} home={folder}/home/%u\n}}\n"
    )
