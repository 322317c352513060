"""The figures on real letters, where the corpus is beside the project; nothing of it is kept here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.correspondence.reader import read_letter

pytestmark = pytest.mark.slow

_DATES = ("letter_date", "received_date")


def _plain(corpora: Path) -> list[tuple[dict[str, Any], str]]:
    """The messages of the corpus with what they say: text alone, no file to read."""
    truth = corpora / "letters-truth.jsonl"
    if not truth.is_file():
        pytest.skip("no letters-truth.jsonl beside the project")
    rows = (corpora / "rows" / "agency_messages.jsonl").read_text(encoding="utf-8").splitlines()
    messages = {str(row["name"]): row for row in map(json.loads, rows)}
    found = []
    for line in truth.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        row = messages.get(said["doc"].removeprefix("message:"))
        if row is not None:
            text = (row.get("communication") or "") + "\n\f" + (row.get("file_text") or "")
            found.append((said, text))
    return found


def test_the_types_of_real_messages_are_read_about_as_well_as_when_this_was_written(
    corpora: Path,
) -> None:
    hit = wrong = missed = 0
    for said, text in _plain(corpora):
        got = {type_.value for type_ in read_letter(text).types}
        ways = [set(said["types"]), *map(set, said.get("types_alt", ()))]
        best = max(ways, key=lambda way: len(way & got) - len(way - got))
        hit += len(best & got)
        missed += len(best - got)
        wrong += len(got - best - set(said.get("types_ok", ())))

    assert 2 * hit / (2 * hit + wrong + missed) > 0.75


def test_no_real_message_is_dated_wrong_often(corpora: Path) -> None:
    right = wrong = 0
    for said, text in _plain(corpora):
        letter = read_letter(text)
        for name, reading in zip(
            _DATES, (letter.letter_date, letter.received or letter.appeal_received), strict=True
        ):
            if reading is not None and name not in said.get("ignore", ()):
                fine = reading.value == said[name] or reading.value in said.get("accept", {}).get(
                    name, ()
                )
                right, wrong = right + fine, wrong + (not fine)

    assert wrong <= 0.2 * (right + wrong)
