"""Installs the pinned lists into `.venv` beside the checkout, and starts the command in there.

Standard library only: it runs where nothing else is.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bot import pinned

VENV = Path(pinned.ROOT, ".venv")


def _requirements(*, tests: bool) -> Path:
    return Path(pinned.paths(tests=tests)[0])


def _stamp(*, tests: bool) -> Path:
    return Path(pinned.paths(tests=tests)[1])


def _is_stale(*, tests: bool) -> bool:
    """Say whether our own .venv was made from another list than the one that lies there now."""
    if not pinned.may_have_changed(tests=tests):
        return False
    if _stamp(tests=tests).read_text() != _digest(_requirements(tests=tests)):
        return True
    _give_the_lists_time(tests=tests)
    return False


def _give_the_lists_time(*, tests: bool) -> None:
    """Let the stamp bear the list's time, so that the next start need not read either."""
    with contextlib.suppress(OSError):  # a folder that cannot be written: it is read again
        made = _requirements(tests=tests).stat().st_mtime_ns
        os.utime(_stamp(tests=tests), ns=(made, made))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def restarted(arguments: list[str], missing: list[str], *, tests: bool) -> int | None:
    """Install what is missing or stale, and run the command in there. None: nothing to do."""
    if not missing and not _is_stale(tests=tests):
        return None
    return _install_and_restart(arguments, missing, tests=tests)


def _install_and_restart(arguments: list[str], missing: list[str], *, tests: bool) -> int:
    wanted = _requirements(tests=tests)
    if not wanted.exists():
        return _say(f"These packages are missing: {', '.join(missing)}. Install foia-bot.", 1)
    python = _python()
    if not _is_installed(python, tests=tests):
        what = "packages for the tests" if tests else "packages"
        _say(f"foia-bot: installing {what} into {VENV.name} (once; about half a minute) ...", 0)
        if _install(wanted) != 0:
            hint = f"python3 -m pip install -r {wanted.name}"
            return _say(f"Installing failed. See above; by hand: {hint}", 1)
        _stamp(tests=tests).write_text(_digest(wanted))
        _give_the_lists_time(tests=tests)
    return subprocess.call([str(python), "-m", "bot", *arguments])


def _is_installed(python: Path, *, tests: bool) -> bool:
    stamp = _stamp(tests=tests)
    return (
        python.exists()
        and stamp.exists()
        and stamp.read_text() == _digest(_requirements(tests=tests))
    )


def _python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _install(wanted: Path) -> int:
    uv = shutil.which("uv")
    if uv:
        make = [uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(VENV)]
        fill = [uv, "pip", "install", "--quiet", "--python", str(_python()), "-r", str(wanted)]
    else:
        make = [sys.executable, "-m", "venv", str(VENV)]
        pip = [str(_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        fill = [*pip, "--require-hashes", "-r", str(wanted)]
    return subprocess.call(make) or subprocess.call(fill)


def _say(words: str, code: int) -> int:
    print(words, file=sys.stderr, flush=True)
    return code
