"""Button values that nobody outside can read, change or make."""

from __future__ import annotations

import base64
import hashlib
import time
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

LONGEST = 2_000  # what Slack takes as the value of a button


class Seal:
    """Closes a line so that only this key opens it."""

    def __init__(self, key: bytes, max_age: timedelta | None = None) -> None:
        """Derive a key of its own, so that the vault's key is used for one thing only."""
        derived = hashlib.blake2b(
            b"button values", key=hashlib.sha512(key).digest(), digest_size=32
        )
        self._key = base64.urlsafe_b64encode(derived.digest())
        self._max_age = max_age

    @cached_property
    def _fernet(self) -> Fernet:
        from cryptography.fernet import Fernet  # a command that draws no button needs none

        return Fernet(self._key)

    def close(self, line: str) -> str:
        """Seal a line. Lines under 300 characters always fit a button."""
        value = self._fernet.encrypt(line.encode()).decode().rstrip("=")
        if len(value) > LONGEST:
            raise ValueError(f"A button value holds {LONGEST} characters at most.")
        return value

    def open(self, value: str, *, now: float | None = None) -> str | None:
        """Give the line back, or None for what is forged, foreign, changed or too old."""
        from cryptography.fernet import InvalidToken

        ttl = int(self._max_age.total_seconds()) if self._max_age else None
        padded = value + "=" * (-len(value) % 4)
        try:
            at = int(time.time() if now is None else now)
            if ttl is None:
                return self._fernet.decrypt(padded.encode()).decode()
            return self._fernet.decrypt_at_time(padded.encode(), ttl, at).decode()
        except (InvalidToken, ValueError):  # ValueError: not text that could be a value
            return None
