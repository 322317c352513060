"""A mask laid by mistake is lifted: what was typed lies sealed beside its masked form."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.documents.library import Library
from bot.settings import Settings
from bot.store import vault
from bot.store.dialogue_tables import TypedOriginal

_NOTE = "our client Zerafina Quillonbrask called"
_MASKED = "our client [name] called"


@pytest.fixture(name="open_library")
def _open_library(library: Library, settings: Settings) -> Library:
    with library.database.write() as session:
        vault.ready(session, settings)
    return library


def kept(library: Library, words: str) -> str:
    with library.database.write() as session:
        return library.keeper(session)(words)


def shown(library: Library, words: str) -> str:
    with library.database.read() as session:
        return library.hider(session)(words)


def test_a_name_said_to_be_public_is_shown_again_in_notes_and_masked_again(
    open_library: Library,
) -> None:
    assert kept(open_library, _NOTE) == _MASKED
    assert shown(open_library, _MASKED) == _MASKED

    open_library.public_names(add=["Zerafina Quillonbrask"])
    assert shown(open_library, _MASKED) == _NOTE

    open_library.public_names(drop=["zerafina quillonbrask"])
    assert shown(open_library, _MASKED) == _MASKED


def test_a_name_taken_off_the_roster_is_readable_again_in_what_was_typed(
    open_library: Library,
) -> None:
    now = datetime.now(UTC)
    open_library.add_to_roster(["Ottoline Fernsby-Vark"], now)
    masked = kept(open_library, "the Fernsby-Vark file")
    assert "Fernsby" not in masked

    open_library.remove_from_roster(["Ottoline Fernsby-Vark"])

    assert shown(open_library, masked) == "the Fernsby-Vark file"


def test_the_roster_is_stronger_than_the_word_of_a_lead(open_library: Library) -> None:
    open_library.public_names(add=["Zerafina Quillonbrask"])
    open_library.add_to_roster(["Zerafina Quillonbrask"], datetime.now(UTC))

    assert "Quillonbrask" not in kept(open_library, "Zerafina Quillonbrask called")


def test_two_notes_with_one_masked_form_give_nothing_back(open_library: Library) -> None:
    kept(open_library, _NOTE)
    kept(open_library, "our client Tivandra Oskelim called")

    open_library.public_names(add=["Zerafina Quillonbrask", "Tivandra Oskelim"])

    assert shown(open_library, _MASKED) == _MASKED


def test_what_was_typed_lies_nowhere_in_the_clear_and_outlives_a_new_key(
    open_library: Library, settings: Settings
) -> None:
    kept(open_library, _NOTE)
    with open_library.database.read() as session:
        (row,) = session.scalars(select(TypedOriginal))
        assert b"Quillonbrask" not in row.sealed
    open_library.rotate_key()
    with open_library.database.read() as session:
        vault.drop_old_keys(session, settings)

    open_library.public_names(add=["Zerafina Quillonbrask"])

    assert shown(open_library, _MASKED) == _NOTE
