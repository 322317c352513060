"""The data folder, what may be read by whom, and room on the disk."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.cli.doctor.finding import Finding
from bot.settings import Settings
from bot.store.vault import KEY_FILE

ENOUGH = 500 * 2**20  # bytes free
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def look(read: Settings) -> Iterator[Finding]:
    """Look at the folder and at the files with secrets."""
    if not read.data.is_dir():
        there = f"The data folder {read.data} is there"
        yield Finding(ok=False, what=there, fix="foia doctor --init makes it")
        return
    yield _private(read.data, "700")
    if (read.data / KEY_FILE).exists():
        yield _private(read.data / KEY_FILE, "600")
    if (env := Path(".env")).exists():
        yield _private(env, "600")
    yield Finding(
        os.access(read.data, os.W_OK | os.X_OK),
        f"{read.data} can be written",
        f"give it to the user that runs the bot: chown -R USER {read.data}",
    )
    free = shutil.disk_usage(read.data).free
    yield Finding(
        free >= ENOUGH,
        f"The disk has {free // 2**20:,} MB free",
        f"make room: the database and the index need {ENOUGH // 2**20} MB to work in",
    )


def _private(path: Path, mode: str) -> Finding:
    closed = os.name == "nt" or not path.stat().st_mode & _OTHERS
    return Finding(closed, f"Only you can read {path}", f"chmod {mode} {path}")
