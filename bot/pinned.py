"""Whether `.venv` beside the checkout still agrees with its pinned list, told by two times.

Read at every start, so it loads nothing but `os` and `sys`; `installing` reads and hashes.
"""

import os
import sys

# Paths as text: `pathlib` alone would cost a command that only lists itself a sixth of its time.
ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
# By whether it is for the tests: the list, and the stamp of the .venv that was made from it.
LISTS = (("requirements.txt", ".installed"), ("requirements-dev.txt", ".installed-dev"))


def paths(*, tests: bool) -> tuple[str, str]:
    """Return where the pinned list lies and where its stamp does."""
    wanted, stamp = LISTS[tests]
    return os.path.join(ROOT, wanted), os.path.join(ROOT, ".venv", stamp)


def inside_our_venv() -> bool:
    """Say whether this runs in the .venv beside the checkout; others' environments are theirs."""
    return os.path.realpath(sys.prefix) == os.path.join(ROOT, ".venv")


def may_have_changed(*, tests: bool) -> bool:
    """Say whether the list must be read: its time is not the one that the stamp was given."""
    wanted, stamp = paths(tests=tests)
    try:
        return inside_our_venv() and os.stat(stamp).st_mtime_ns != os.stat(wanted).st_mtime_ns
    except OSError:
        return False  # not made by us, or no list to hold it against
