"""Ports for servers that a test starts as processes of their own."""

from __future__ import annotations

import socket

_PORTS = range(20_000, 30_000)  # below those that systems give out by themselves
_held: list[socket.socket] = []  # until this process ends


def free_port() -> int:
    """Return a port of this machine's that no other test is given, in whichever process.

    A port that the system names is anybody's again before our server has started. These it names to
    nobody, and who holds the UDP port of the same number holds it among all tests.
    """
    for port in _PORTS:
        held = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            held.bind(("127.0.0.1", port))
            with socket.socket() as free:
                free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                free.bind(("127.0.0.1", port))
        except OSError:
            held.close()
            continue
        _held.append(held)
        return port
    raise OSError(f"no port of {_PORTS} is free")
