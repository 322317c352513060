"""Start on a bare machine: Python 3.11 or newer and nothing else. Standard library only.

Where the packages are installed (pip, uv, a container) this does nothing but go on. Where they
are missing it says so, makes `.venv` beside the checkout from the pinned lists (with uv where it
is on the PATH, else pip), and starts again in there.
"""

import os
import sys
from importlib.util import find_spec

from bot import pinned

# One package of each list stands for the list; the stamp tells when a list has changed.
NEEDED = ("slack_bolt", "sqlalchemy", "whoosh", "apscheduler", "dotenv", "rich", "pypdfium2")
NEEDED_FOR_TESTS = (*NEEDED, "pytest", "hypothesis")
OLDEST = (3, 11)


def main(arguments: list[str]) -> int:
    """Run the command, or the tests, with what it needs installed. Returns the exit code."""
    if sys.version_info < OLDEST:
        return _say(f"foia-bot needs Python 3.11 or newer; this is {sys.version.split()[0]}.", 1)
    tests = arguments[:1] == ["test"]
    missing = [n for n in (NEEDED_FOR_TESTS if tests else NEEDED) if find_spec(n) is None]
    if missing or pinned.may_have_changed(tests=tests):
        from bot import installing  # hashes and starts processes: for the few starts that must

        if (code := installing.restarted(arguments, missing, tests=tests)) is not None:
            return code
    return _go(arguments)


def _go(arguments: list[str]) -> int:
    if arguments[:1] == ["test"]:
        import subprocess  # here and below: most commands start nothing

        # Tests start processes by the hundred; each would compile all of this again.
        env = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}
        command = [sys.executable, "-m", "pytest", *_tests(arguments[1:])]
        return subprocess.call(command, cwd=pinned.ROOT, env=env)
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


def _say(words: str, code: int) -> int:
    print(words, file=sys.stderr, flush=True)
    return code
