"""Faults of the database itself, told as sentences that name the fix."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import ConnectionLost, StoreAway, StoreError

# What drivers say of a fault of the connection (in their English), and what to do about it.
_FULL = (
    "The database has no connection left for this role. Lower FOIA_DB_POOL for web and worker, or "
    "raise the limit at the server."
)
_FIXES = {
    "server does not support ssl": (
        "The database server speaks no TLS, and DATABASE_URL asks for it. Turn TLS on at the "
        "server, or take sslmode=require out of DATABASE_URL where the network is private."
    ),
    "password authentication failed": (
        "The database refuses the name or the password in DATABASE_URL. Set the right ones."
    ),
    "no password supplied": "The database wants a password; DATABASE_URL has none. Put it there.",
    "does not exist": (
        "The database server knows no such database or role as DATABASE_URL names. Create it, or "
        "set the right name."
    ),
    "failed to resolve host": (
        "The host in DATABASE_URL is not known on this network. Set the right host."
    ),
    "connection refused": (
        "No database server answers at the host and port in DATABASE_URL. Start it, or set the "
        "right ones; then run this again."
    ),
    "starting up": "The database server is starting. Run this again in a minute.",
    "shutting down": "The database server is stopping. Run this again when it is up.",
    "too many": _FULL,
    "remaining connection slots": _FULL,
    "disk is full": "The disk is full. Make room, then run this again.",
    "no space left": "The disk is full. Make room, then run this again.",
}
_PASSING = {"connection refused", "starting up", "shutting down", "too many",
            "remaining connection slots", "database is locked", "lock timeout"}  # fmt: skip


def is_refused(error: Exception) -> bool:
    """Say whether asking again is of no use: a wrong password, no such database, no TLS."""
    words = str(getattr(error, "orig", "")).casefold()
    return any(sign in words for sign in _FIXES if sign not in _PASSING)


def explained(error: BaseException, state: str = "Nothing was changed.") -> str:
    """Return what is wrong with the database or its disk, the fix, and how things stand now."""
    words = str(getattr(error, "orig", None) or error).casefold()
    for sign, fix in _FIXES.items():
        if sign in words:
            return f"{fix} {state}"
    return (
        f"The database cannot be used at the moment. {state} "
        "Try again in a minute; `foia doctor` names the fault."
    )


@contextmanager
def translated() -> Iterator[None]:
    """Turn a fault of the database itself into a StoreError that names the fix."""
    try:
        yield
    except PoolTimeout as error:
        raise StoreAway(
            "All connections to the database are in use; nothing was changed. Try again in a "
            "minute. If this lasts, raise FOIA_DB_POOL within the role's limit."
        ) from error
    except DBAPIError as error:
        if not error.connection_invalidated and not _is_operational(error):
            raise
        raise _kind(error)(explained(error)) from error


def _kind(error: DBAPIError) -> type[StoreError]:
    if error.connection_invalidated:
        return ConnectionLost
    words = str(error.orig).casefold()
    return StoreAway if any(sign in words for sign in _PASSING) else StoreError


def _is_operational(error: DBAPIError) -> bool:
    """Say whether the database is in trouble, whatever the driver calls it.

    psycopg has a class of its own for every fault (a deadlock, a cancelled query, a full disk).
    """
    kinds = {kind.__name__ for kind in type(error.orig).__mro__}
    return bool(kinds & {"OperationalError", "ReadOnlySqlTransaction", "DiskFull"})
