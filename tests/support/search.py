"""Connections for the engine in PostgreSQL, as anybody may lend them who has a driver."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateTable

from bot.store.search_tables import PROJECTED
from bot.store.tables import Base
from index.engine.postgres import Connect


def lender(url: str) -> Connect:
    """Make the tables of the index anew and give what lends connections."""
    address = url.replace("+psycopg", "")
    engine = create_engine(url)
    with engine.begin() as connection:
        for name in PROJECTED:
            connection.exec_driver_sql(f"drop table if exists {name}")
            connection.execute(CreateTable(Base.metadata.tables[name]))
    engine.dispose()

    @contextmanager
    def lend() -> Iterator[Any]:
        with psycopg.connect(address) as connection:
            yield connection

    return lend
