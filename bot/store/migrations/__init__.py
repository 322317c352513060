"""Migrations, set up in code: no ini file. `upgrade` brings a database to HEAD.

A migration must be safe to stop half-way (one transaction) and must not lose a row. Events and
audit are append-only by trigger; a migration that must touch them drops and restores the trigger.

Expand first: two releases run at once while a new one is rolled out, and the older one knows
nothing of what is new. So a migration adds tables, indices, and columns that may be null or have
a default of the database's; it renames, narrows and drops nothing. What it made superfluous goes
in a migration of the release after, when nobody writes it any more (contract a release later).
Backups of any earlier schema are restored by running these on a copy: none may be deleted.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

HEAD = "0005"
NEWER = (
    "The database is of version {version}, this program knows only {known}. "
    "Install the newer foia-bot, or restore a backup made by this one."
)
HERE = Path(__file__).parent
# Without these a projection or a ledger could be rewritten by a slip of the code.
APPEND_ONLY = ("events", "audit")


def upgrade(engine: Engine, to: str = HEAD) -> None:
    """Bring the database to HEAD. Raises StoreError if it is newer than this code, or ails."""
    from alembic import command
    from alembic.config import Config

    from bot.store.faults import translated

    config = Config()
    config.set_main_option("script_location", str(HERE))
    with translated(), engine.begin() as connection:
        _refuse_newer(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def _refuse_newer(connection: Connection) -> None:
    from sqlalchemy import text

    if not connection.dialect.has_table(connection, "alembic_version"):
        return
    version = connection.execute(text("select version_num from alembic_version")).scalar()
    if version and version > HEAD:
        raise StoreError(NEWER.format(version=version, known=HEAD))


def differences(engine: Engine) -> list[object]:
    """Return what the tables in code have that the migrated database lacks, and the reverse."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from bot.store.tables import Base

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def append_only(dialect: str) -> list[str]:
    """Return the statements that make events and audit append-only on that database."""
    return [line for table in APPEND_ONLY for line in _guards(dialect, table)]


def _guards(dialect: str, table: str) -> list[str]:
    if dialect == "sqlite":
        return [
            f"create trigger {table}_no_{verb} before {verb} on {table} "
            f"begin select raise(abort, '{table} is append-only'); end"
            for verb in ("update", "delete")
        ]
    function = (
        f"create function {table}_append_only() returns trigger language plpgsql as "
        f"$$ begin raise exception '{table} is append-only'; end $$"
    )
    trigger = (
        f"create trigger {table}_append_only before update or delete on {table} "
        f"for each row execute function {table}_append_only()"
    )
    return [function, trigger]
