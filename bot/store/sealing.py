"""How originals are sealed and opened; a process that reads files loads this and no database.

Every sealed value is bound to its filing and part, so that none can be exchanged for another.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from typing import Any

from bot.errors import Refused, SettingsError
from bot.settings import Settings

KEY_FILE = "vault.key"
FILE = "file"  # the part that holds the bytes as they came
NAME = "name"  # the part that holds the name as it came
_SHRUNK, _PLAIN = b"z", b"p"
_WORTH_SHRINKING = 200

LOST = (
    "The originals cannot be opened: the vault's key is not here. Nothing is taken or shown. "
    f"Put {KEY_FILE} back into the data folder, or set FOIA_VAULT_KEY to the key that was used."
)


def _fernet() -> Any:
    from cryptography import fernet  # what opens no original needs none

    return fernet


def new_key() -> bytes:
    """Return a fresh key."""
    made: bytes = _fernet().Fernet.generate_key()
    return made


class Vault:
    """Seals and opens; holds the keys, the newest first. Rows are read and written beside."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        """Take the keys; without any, everything is refused."""
        try:
            ciphers = [_fernet().Fernet(key) for key in keys]
        except ValueError as error:
            raise SettingsError(
                "The vault's key is damaged: it must be 44 letters and digits, as `foia add` "
                "wrote it. Put the right one back; nothing was changed."
            ) from error
        self.keys = keys
        self._cipher = _fernet().MultiFernet(ciphers) if ciphers else None

    @classmethod
    def found(cls, settings: Settings) -> Vault:
        """Return the vault with the key from the settings or the data folder; makes no key."""
        if settings.vault_key:
            return cls(tuple(settings.vault_key.replace(",", " ").split()))
        path = settings.data / KEY_FILE
        try:
            keys = path.read_text("ascii").split()
        except FileNotFoundError:
            return cls(())
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"The vault's key cannot be read from {path} ({type(error).__name__}). Put the "
                "right file back, readable by you; nothing was changed."
            ) from error
        return cls(tuple(keys))

    @property
    def is_open(self) -> bool:
        """Whether there is a key."""
        return self._cipher is not None

    @property
    def fingerprint(self) -> str:
        """A name for the newest key that says nothing about it."""
        return fingerprint_of(self.keys[0]) if self.keys else ""

    def seal(self, sha256: str, part: str, data: bytes) -> bytes:
        """Encrypt a part of the filing with that hash."""
        if self._cipher is None:
            raise Refused(LOST)
        shrunk = zlib.compress(data, 1) if len(data) > _WORTH_SHRINKING else data
        kind, body = (_SHRUNK, shrunk) if len(shrunk) < len(data) else (_PLAIN, data)
        # A token is text; the table holds bytes, a quarter fewer.
        return base64.urlsafe_b64decode(self._cipher.encrypt(_bound(sha256, part) + kind + body))

    def unseal(self, sha256: str, part: str, sealed: bytes) -> bytes:
        """Decrypt. Raises Refused where key, filing or part are not those of the sealing."""
        if self._cipher is None:
            raise Refused(LOST)
        head = _bound(sha256, part)
        try:
            plain = self._cipher.decrypt(base64.urlsafe_b64encode(sealed))
        except _fernet().InvalidToken as error:
            raise Refused(LOST) from error
        if not plain.startswith(head):
            raise Refused("A row of the vault lies in the wrong place; it is not opened.")
        kind, body = plain[len(head) : len(head) + 1], plain[len(head) + 1 :]
        return zlib.decompress(body) if kind == _SHRUNK else body

    def rotated(self, sealed: bytes) -> bytes:
        """Return the row sealed anew with the newest key."""
        if self._cipher is None:
            raise Refused(LOST)
        try:
            return base64.urlsafe_b64decode(self._cipher.rotate(base64.urlsafe_b64encode(sealed)))
        except _fernet().InvalidToken as error:
            raise Refused(LOST) from error

    def check(self, sealed: bytes) -> None:
        """Raise Refused if a row cannot be opened with these keys."""
        if self._cipher is None:
            raise Refused(LOST)
        try:
            self._cipher.decrypt(base64.urlsafe_b64encode(sealed))
        except _fernet().InvalidToken as error:
            raise Refused(LOST) from error

    def derived(self, purpose: str) -> bytes:
        """Return a key for one other purpose; the oldest key keeps it the same."""
        if not self.keys:
            raise Refused(LOST)
        return hashlib.blake2b(
            purpose.encode(), key=self.keys[-1].encode(), digest_size=32
        ).digest()


def _bound(sha256: str, part: str) -> bytes:
    return f"{sha256}:{part}\0".encode()


def fingerprint_of(key: str) -> str:
    """Return a name for a key that says nothing about it."""
    return hashlib.sha256(b"fingerprint of " + key.encode()).hexdigest()[:16]


def page_part(number: int) -> str:
    """Return the name of the part that holds a page's text as it was read."""
    return f"page {number}"
