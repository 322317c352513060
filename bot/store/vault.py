"""The vault: originals as encrypted rows. The key lies outside the database, or there is none.

Every row is bound to its filing and part, so that rows cannot be exchanged for one another.
"""

from __future__ import annotations

import base64
import contextlib
import os
import re
import secrets
from pathlib import Path

from sqlalchemy import delete, func, inspect, select
from sqlalchemy.orm import Session

from bot.errors import Refused
from bot.settings import Settings
from bot.store.sealing import (
    FILE,
    KEY_FILE,
    LOST,
    NAME,
    Vault,
    fingerprint_of,
    new_key,
    page_part,
)
from bot.store.tables import Filing, Meta, VaultRow

__all__ = ["FILE", "KEY_FILE", "LOST", "NAME", "Vault", "page_part"]

TYPED = "typed"  # the purpose of the key of what people typed
MARK = "vault.key"  # in the table of single facts: which key the rows were sealed with
_DERIVED = "vault.derived."

CLOSED = (
    "This machine cannot read the roster of protected names, because the vault's key is not here: "
    "it shows no page and takes no file and no note. Statuses and nudges go on. Put vault.key back "
    "into the data folder, or set FOIA_VAULT_KEY to the key that was used."
)

# On PostgreSQL the machines share the store, so they share its key: none makes one of its own.
UNSHARED = (
    "This machine has no FOIA_VAULT_KEY, and on PostgreSQL every machine needs the same one: it "
    "shows no page and takes no file and no note. Statuses and nudges go on. `foia db upgrade` "
    "says which line to set on every machine."
)
OTHER_KEY = (
    "The key here is not the one that this store's originals were sealed with. Set on every "
    "machine the key that was used (FOIA_VAULT_KEY=..., or its vault.key); nothing was changed."
)


def ready(session: Session, settings: Settings) -> tuple[Vault, str]:
    """Return an open vault for adding, and a notice if its key was made just now.

    Raises Refused when originals are on file that this key does not open.
    """
    vault = Vault.found(settings)
    mark = session.get(Meta, MARK)
    if mark is not None and not holds_key(session, vault):
        raise Refused(LOST)
    notice = ""
    if mark is None and _is_unshared(session, settings):
        raise Refused(UNSHARED)
    if not vault.is_open:
        vault, notice = _made(settings)
    if mark is None:
        session.add(Meta(key=MARK, value=vault.fingerprint))
    return vault, notice


def holds_key(session: Session, vault: Vault) -> bool:
    """Say whether the vault has the key that the rows were sealed with."""
    mark = session.get(Meta, MARK)
    return vault.is_open if mark is None else _is_of(vault, mark)


def _is_of(vault: Vault, mark: Meta) -> bool:
    return mark.value in {fingerprint_of(key) for key in vault.keys}


def readable(session: Session, settings: Settings) -> Vault:
    """Return the vault of a machine that may show pages: with the key on record, or before any.

    Raises Refused where there is a key on record and this machine has not got it; SettingsError
    where its key file is damaged. Whoever shows or masks text asks here first.
    """
    vault = Vault.found(settings)
    mark = session.get(Meta, MARK)
    if mark is not None and not _is_of(vault, mark):
        raise Refused(CLOSED)
    if mark is None and _is_unshared(session, settings):
        raise Refused(UNSHARED)
    return vault


def _is_unshared(session: Session, settings: Settings) -> bool:
    """Say whether the store is one that machines share while its key, as yet, is nobody's."""
    return session.get_bind().dialect.name == "postgresql" and not settings.vault_key


def refuse_unshared(session: Session, settings: Settings) -> None:
    """Before a release goes on: raise Refused with the line to set where the key is not shared.

    A `vault.key` is good only if it is the key on record. No table needs to be there yet.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    vault = Vault.found(settings)
    tables = inspect(session.connection())
    mark = session.get(Meta, MARK) if tables.has_table(Meta.__tablename__) else None
    if mark is not None and not holds_key(session, vault):
        raise Refused(OTHER_KEY if vault.is_open else f"{OTHER_KEY} None is set here.")
    if mark is None and not settings.vault_key:
        raise Refused(
            "On PostgreSQL every machine needs the same key of the originals; without it no file "
            "can be taken in. Nothing was changed. Set this line for release, web and worker "
            f"alike, keep a copy in a safe place, and run it again: FOIA_VAULT_KEY={_fresh()}"
        )


def _fresh() -> str:
    """Return a new key; one without long runs of digits, which are masked where errors are told."""
    while re.search(r"\d{3}|[-_]", key := new_key().decode()):
        pass
    return key


def put_on_record(session: Session, settings: Settings) -> None:
    """Put the shared key on record, so that a machine that is given another one is noticed."""
    if session.get(Meta, MARK) is None and settings.vault_key:
        session.add(Meta(key=MARK, value=Vault.found(settings).fingerprint))


def _made(settings: Settings) -> tuple[Vault, str]:
    path = settings.data / KEY_FILE
    if _write_once(path, new_key() + b"\n"):
        return Vault.found(settings), (
            f"A key for the originals was made: {path}. It is in no backup: keep a copy of it in a "
            "safe place. Without it the originals on file cannot be opened again."
        )
    return Vault.found(settings), ""


def _write_once(path: Path, data: bytes) -> bool:
    """Write a file of ours alone, whole or not at all; False if there is one already."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    finally:
        temporary.unlink()
    return True


def original(session: Session, vault: Vault, filing: Filing) -> tuple[str, bytes]:
    """Return a filing's name and bytes as they came. Raises Refused without the key."""
    name = _opened(session, vault, filing, NAME)
    data = _opened(session, vault, filing, FILE)
    if data is None:
        raise Refused("The original of this filing is not in the vault.")
    return (name or filing.doc.encode()).decode(), data


def unopened(session: Session, settings: Settings) -> int:
    """Return how many originals lie sealed with a key that is not here; 0 where it is."""
    if session.get(Meta, MARK) is None or holds_key(session, Vault.found(settings)):
        return 0
    return session.scalar(select(func.count()).where(VaultRow.part == FILE)) or 0


def page_text(session: Session, vault: Vault, filing: Filing, number: int) -> str | None:
    """Return the page as it was read, or None where masking had changed nothing."""
    data = _opened(session, vault, filing, page_part(number))
    return None if data is None else data.decode()


def _opened(session: Session, vault: Vault, filing: Filing, part: str) -> bytes | None:
    row = session.scalar(
        select(VaultRow).where(VaultRow.filing_id == filing.id, VaultRow.part == part)
    )
    return None if row is None else vault.unseal(filing.sha256, part, row.sealed)


def drop(session: Session, filing_id: int) -> None:
    """Remove all originals of a filing."""
    session.execute(delete(VaultRow).where(VaultRow.filing_id == filing_id))


def rotate(
    session: Session, vault: Vault, *, after: int = 0, limit: int = 200
) -> tuple[int | None, int]:
    """Seal the next rows anew; return where to go on (None at the end), and how many.

    At the end everything was opened with the newest key alone, and that key is the one on record.
    """
    from bot.store.dialogue_tables import TypedOriginal

    newest = Vault(vault.keys[:1])
    rows = session.scalars(
        select(VaultRow).where(VaultRow.id > after).order_by(VaultRow.id).limit(limit)
    ).all()
    for row in rows:
        row.sealed = vault.rotated(row.sealed)
        newest.check(row.sealed)
    if rows:
        return rows[-1].id, len(rows)
    for typed in session.scalars(select(TypedOriginal)):
        typed.sealed = vault.rotated(typed.sealed)
    for purpose in ("roster", TYPED):
        keep_derived(session, vault, purpose)
    mark = session.get(Meta, MARK)
    if mark is not None:
        mark.value = vault.fingerprint
    return None, 0


def derived(session: Session, vault: Vault, purpose: str) -> bytes:
    """Return a key for one other purpose (the roster); it outlives rotations, sealed in the store.

    Raises Refused without the vault's key.
    """
    row = session.get(Meta, _DERIVED + purpose)
    if row is None:
        return vault.derived(purpose)
    return vault.unseal(_DERIVED, purpose, base64.b64decode(row.value))


def keep_derived(session: Session, vault: Vault, purpose: str) -> None:
    """Seal a derived key with the newest key, so that the key it came from may go."""
    key = derived(session, vault, purpose)
    sealed = base64.b64encode(vault.seal(_DERIVED, purpose, key)).decode()
    session.merge(Meta(key=_DERIVED + purpose, value=sealed))


def with_new_key(session: Session, settings: Settings) -> Vault:
    """Return a vault whose newest key rows are to be sealed with; the old keys stay behind it.

    A rotation that was stopped goes on with the key that it began with. Raises Refused where the
    key comes from FOIA_VAULT_KEY and holds no new one, or where the key is not here.
    """
    old = Vault.found(settings)
    if not (old.is_open and holds_key(session, old)):
        raise Refused(LOST)
    mark = session.get(Meta, MARK)
    if mark is not None and mark.value != old.fingerprint:
        return old
    if settings.vault_key:
        raise Refused(
            "The key comes from FOIA_VAULT_KEY: put a new key before the old one there, with a "
            f"comma between, and run this again. A fresh key: {new_key().decode()}"
        )
    _replace(settings.data / KEY_FILE, (new_key().decode(), *old.keys))
    return Vault.found(settings)


def drop_old_keys(session: Session, settings: Settings) -> int:
    """Keep only the newest key in the key file; return how many went. Only after `rotate`."""
    vault = Vault.found(settings)
    mark = session.get(Meta, MARK)
    if settings.vault_key or mark is None or mark.value != vault.fingerprint:
        raise Refused("The newest key is not in use yet; run: foia vault rotate. Nothing changed.")
    _replace(settings.data / KEY_FILE, vault.keys[:1])
    return len(vault.keys) - 1


def faults(session: Session, settings: Settings) -> list[str]:
    """Say what is wrong with the key: lost, another one, or open to others. Empty: all is well."""
    path = settings.data / KEY_FILE
    said = []
    mark = session.get(Meta, MARK)
    if mark is not None and not holds_key(session, Vault.found(settings)):
        said.append(LOST)
    if mark is None and _is_unshared(session, settings):
        said.append(UNSHARED)
    if not settings.vault_key and os.name != "nt" and path.exists():
        about = path.stat()
        if about.st_mode & 0o077:
            said.append(f"Others may read {path}. Run: chmod 600 {path}")
        if about.st_uid != os.geteuid():
            said.append(f"{path} belongs to somebody else. Run: chown $(id -un) {path}")
    return said


def _replace(path: Path, keys: tuple[str, ...]) -> None:
    fresh = path.with_name(f"{path.name}.new")
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    _write_once(fresh, "".join(f"{key}\n" for key in keys).encode())
    fresh.replace(path)
