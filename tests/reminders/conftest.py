"""Fixtures of the reminders' tests: one store in memory, cleared for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.reminders.world import MemoryDatabase, World


@pytest.fixture(scope="session")
def memory() -> Iterator[MemoryDatabase]:
    database = MemoryDatabase()
    yield database
    database.close()


@pytest.fixture
def world(memory: MemoryDatabase) -> World:
    memory.clear()
    return World(memory)
