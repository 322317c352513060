"""Single facts about this store, each under a key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, String, bindparam, cast, delete, select
from sqlalchemy.orm import Session

from bot.store import bulk_statements
from bot.store.tables import Meta

_META = bulk_statements.table(Meta)
_ONE = select(_META.c.value).where(_META.c.key == bindparam("wanted"))
_LIKE = select(_META.c.key, _META.c.value).where(_META.c.key.startswith(bindparam("prefix")))
_SOME = select(_META.c.key, _META.c.value).where(_META.c.key.in_(bindparam("keys", expanding=True)))
_DROP = delete(_META).where(_META.c.key == bindparam("wanted"))


def _put(insert: Any) -> Any:
    statement = insert(_META).values(key=bindparam("key"), value=bindparam("value"))
    return statement.on_conflict_do_update(
        index_elements=[_META.c.key], set_={"value": statement.excluded.value}
    )


def _count(insert: Any) -> Any:
    statement = insert(_META).values(key=bindparam("key"), value="1")
    more = cast(cast(_META.c.value, Integer) + 1, String)
    return statement.on_conflict_do_update(
        index_elements=[_META.c.key], set_={"value": more}
    ).returning(_META.c.value)


def _keep(insert: Any) -> Any:
    statement = insert(_META).values(key=bindparam("key"), value=bindparam("value"))
    return statement.on_conflict_do_nothing()


_PUT, _COUNT, _KEEP = (bulk_statements.Upsert(one) for one in (_put, _count, _keep))


def read(session: Session, key: str) -> str | None:
    """Return the fact under a key, None where there is none."""
    value: str | None = bulk_statements.run(session, _ONE, {"wanted": key}).scalar()
    return value


def read_some(session: Session, keys: Sequence[str]) -> list[str]:
    """Return the facts under those keys in their order, without those that there are not."""
    found = dict(map(tuple, bulk_statements.run(session, _SOME, {"keys": list(keys)})))
    return [found[key] for key in keys if key in found]


def foresee(session: Session, keys: Sequence[str]) -> dict[str, str]:
    """Read rows in one statement, for whoever gets them in this session; return those there are."""
    rows = session.scalars(select(Meta).where(Meta.key.in_(keys))).all()
    session.info["foreseen"] = rows  # a session alone holds what it read only weakly
    return {row.key: row.value for row in rows}


def read_all(session: Session, prefix: str) -> dict[str, str]:
    """Return the facts whose keys begin so."""
    return {key: value for key, value in bulk_statements.run(session, _LIKE, {"prefix": prefix})}  # noqa: C416 - rows are not pairs to mypy


def write(session: Session, key: str, value: str | None) -> None:
    """Put a fact under a key; None takes it away."""
    if value is None:
        bulk_statements.run(session, _DROP, {"wanted": key})
    else:
        bulk_statements.run(session, _PUT.of(session), {"key": key, "value": value})


def settle(session: Session, key: str, value: str) -> str:
    """Put a fact under a key that has none; return what stands there, whoever put it first."""
    bulk_statements.run(session, _KEEP.of(session), {"key": key, "value": value})
    return read(session, key) or value


def count_on(session: Session, key: str) -> int:
    """Count a number up by one, whoever else counts at the same time; returns the new number."""
    return int(bulk_statements.run(session, _COUNT.of(session), {"key": key}).scalar() or 0)
