"""Start on a bare machine: Python 3.11 or newer and nothing else. Standard library only.

Where the packages are installed (pip, uv, a container) this does nothing but go on. Where they
are missing it says so, makes `.venv` beside the checkout from the pinned lists (with uv where it
is on the PATH, else pip), and starts again in there.
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
# One package of each list stands for the list; the stamp tells when a list has changed.
NEEDED = ("slack_bolt", "sqlalchemy", "whoosh", "apscheduler", "dotenv", "rich", "pypdfium2")
NEEDED_FOR_TESTS = (*NEEDED, "pytest", "hypothesis")
OLDEST = (3, 11)


def main(arguments: list[str]) -> int:
    """Run the command, or the tests, with what it needs installed. Returns the exit code."""
    if sys.version_info < OLDEST:
        return _say(f"foia-bot needs Python 3.11 or newer; this is {sys.version.split()[0]}.", 1)
    tests = arguments[:1] == ["test"]
    missing = _missing(NEEDED_FOR_TESTS if tests else NEEDED)
    if missing or _is_stale(tests=tests):
        if _inside_our_venv() and not missing and not (ROOT / "requirements.txt").exists():
            return _go(arguments)
        return _install_and_restart(arguments, missing, tests=tests)
    return _go(arguments)


def _go(arguments: list[str]) -> int:
    if arguments[:1] == ["test"]:
        import subprocess  # here and below: most commands start nothing

        # Tests start processes by the hundred; each would compile all of this again.
        env = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}
        command = [sys.executable, "-m", "pytest", *_tests(arguments[1:])]
        return subprocess.call(command, cwd=ROOT, env=env)
    from bot.cli.main import main as foia

    return foia(arguments)


def _tests(arguments: list[str]) -> list[str]:
    """Return what pytest is given: all tests on all cores, the fast ones, or what was asked for."""
    every_core = ["-n", "auto", "--dist", "worksteal"]
    if not arguments:
        return every_core
    if arguments[0] == "fast":
        return [*every_core, "-m", "not slow", *arguments[1:]]
    return arguments


def _missing(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if find_spec(name) is None]


def _requirements(*, tests: bool) -> Path:
    return ROOT / ("requirements-dev.txt" if tests else "requirements.txt")


def _stamp(*, tests: bool) -> Path:
    return VENV / (".installed-dev" if tests else ".installed")


def _is_stale(*, tests: bool) -> bool:
    """Say whether our own .venv was made from an older list; others' environments are theirs."""
    if not _inside_our_venv() or not _stamp(tests=tests).exists():
        return False
    return _stamp(tests=tests).read_text() != _digest(_requirements(tests=tests))


def _inside_our_venv() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def _digest(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def _install_and_restart(arguments: list[str], missing: list[str], *, tests: bool) -> int:
    import subprocess

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
    import shutil
    import subprocess

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
