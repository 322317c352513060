"""What a reading process gives up before it sees a file: network, processor time, memory, writing.

Each step is taken where the system has it and left out where it has not; the others still stand,
and the parent's clock stands everywhere.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from typing import Any

try:
    import resource
except ImportError:  # not on this system; the parent's clock still ends a runaway
    resource = None  # type: ignore[assignment]
_limits: Any = resource

_NEW_USER = 0x10000000
_NEW_NET = 0x40000000
_DIE_WITH_PARENT = 1
_NO_NEW_PRIVILEGES = 38
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NEVER = (
    "socket.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.chmod",
    "os.chown",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.kill",
    "shutil.",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "webbrowser.",
    "ctypes.dlopen",
)


class FencedError(PermissionError):
    """A reader tried what no reader may do."""


def _libc() -> ctypes.CDLL | None:
    with contextlib.suppress(OSError, TypeError):
        return ctypes.CDLL(None, use_errno=True)
    return None


def leave_the_network() -> bool:
    """Move to a network of our own without interfaces; False where the system does not let us."""
    if sys.platform != "linux" or (libc := _libc()) is None:
        return False
    # Without the right to do it directly, a user namespace of our own gives that right.
    wanted = _NEW_NET if os.geteuid() == 0 else _NEW_USER | _NEW_NET
    return int(libc.unshare(wanted)) == 0


def die_with_the_parent() -> None:
    """Let the system end this process when the one that started it is gone."""
    if sys.platform == "linux" and (libc := _libc()) is not None:
        libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)


def gain_nothing() -> None:
    """No program started from here may have more rights than this process."""
    if sys.platform == "linux" and (libc := _libc()) is not None:
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def limit(memory: int, cpu: int) -> None:
    """Bound memory and processor time, forbid core files and writing to disk."""
    if _limits is None:
        return
    wanted = {"RLIMIT_AS": memory, "RLIMIT_CORE": 0, "RLIMIT_FSIZE": 0, "RLIMIT_NOFILE": 64}
    for name, value in wanted.items():
        with contextlib.suppress(ValueError, OSError, AttributeError):
            number = getattr(resource, name)
            _limits.setrlimit(number, (value, value))
    allow_seconds(cpu)


def allow_seconds(cpu: int) -> None:
    """From now on this process may use so many seconds of processor time more."""
    if _limits is None:
        return
    used = _limits.getrusage(_limits.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + cpu + 1
    with contextlib.suppress(ValueError, OSError):
        _, hard = _limits.getrlimit(_limits.RLIMIT_CPU)
        _limits.setrlimit(_limits.RLIMIT_CPU, (soft, hard))


def close_the_gate(program: str = "") -> None:
    """From now on Python code here neither connects, writes nor starts anything but `program`.

    The second fence, for systems without the first: it holds for readers written in Python.
    """

    def watch(event: str, details: tuple[Any, ...]) -> None:
        if event == "subprocess.Popen":
            if not program or details[0] != program:
                raise FencedError(event)
        elif event == "open":
            _refuse_writing(details)
        elif event.startswith(_NEVER) and not (program and event.startswith("os.posix_spawn")):
            raise FencedError(event)

    sys.addaudithook(watch)


def _refuse_writing(details: tuple[Any, ...]) -> None:
    name, mode, flags = details
    if isinstance(name, int) or name == os.devnull:
        return
    written = (mode and set(str(mode)) & set("wxa+")) or (
        isinstance(flags, int) and flags & _WRITES
    )
    if written:
        raise FencedError("open")
