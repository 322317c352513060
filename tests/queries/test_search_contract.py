"""What scripts may rely on: the JSON of `find`, `ask` and `batch`, key by key."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli import batches
from bot.invocation import Ask
from bot.privacy.gate import Person, Place, PlaceKind, Role
from bot.queries import filings
from bot.registry.filing_queries import AskFilings, FindPages

pytestmark = pytest.mark.slow

OPERATOR = Person("operator", Role.OPERATOR)
HERE = Place("cli", PlaceKind.DM, allowed=True)
PAGES = [
    "Sample. The root cause was a spreadsheet with live data.",
    "Sample. Names on 37 pages are withheld under (b)(6).",
]


@pytest.fixture
def asked(team: Any, tmp_path: Path) -> Any:
    root = tmp_path / "in"
    root.mkdir()
    (root / "letter.txt").write_text("\f".join(PAGES))
    for number in range(12):
        (root / f"note{number}.txt").write_text(f"Sample note {number} about names and trees.")
    team.desk.library.take([root], by="U0LEAD", now=team.desk.now())

    def ask() -> Ask:
        return Ask("", OPERATOR, HERE, team.desk.now(), team.desk.today(), "cli")

    return ask


def batch(team: Any, asked: Any, what: str, *lines: object) -> list[dict[str, Any]]:
    out = io.StringIO()
    typed = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    assert batches.run(what, team.desk, asked(), typed, out) == 0
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_find_gives_hits_total_and_time(team: Any, asked: Any) -> None:
    with team.desk.room() as room:
        found = filings.find(room, asked(), FindPages("names", top=3)).to_json()

    assert {"hits", "total", "took_ms"} <= found.keys()
    assert len(found["hits"]) == 3
    assert found["total"] == 13
    assert isinstance(found["took_ms"], float)
    for hit in found["hits"]:
        assert {"doc", "page", "bates", "score", "quote"} <= hit.keys()
        assert isinstance(hit["page"], int)
        assert isinstance(hit["score"], float)
        assert hit["quote"]


def test_ask_gives_citations_ten_hits_and_what_was_searched(team: Any, asked: Any) -> None:
    with team.desk.room() as room:
        found = filings.ask(
            room, asked(), AskFilings("how many pages of names are withheld")
        ).to_json()

    assert found.keys() == {"answered", "answer", "citations", "hits", "searched"}
    assert found["answered"] is True
    first = found["citations"][0]
    assert (first["doc"], first["page"]) == ("letter.txt", 2)
    assert first["quote"] in PAGES[1]
    assert found["answer"] == "Names on 37 pages are withheld under (b)(6)."  # the sentence itself
    assert found["hits"][0] == {"doc": "letter.txt", "page": 2}
    assert len(found["hits"]) == 10
    assert found["searched"] == {"filings": 13, "pages": 14, "unreadable": 0}


def test_a_declined_question_still_shows_the_nearest_pages(team: Any, asked: Any) -> None:
    with team.desk.room() as room:
        found = filings.ask(
            room, asked(), AskFilings("what settlement did the court award over names")
        ).to_json()

    assert found["answered"] is False
    assert found["citations"] == []
    assert len(found["hits"]) == 10
    assert "14 pages of 13 filings" in found["answer"]


def test_batch_answers_each_line_in_order_and_a_bad_one_stops_nothing(
    team: Any, asked: Any
) -> None:
    said = batch(
        team, asked, "ask",
        {"id": 7, "question": "what was the root cause"}, "", "no json", {"id": "b"},
        {"id": "c", "question": "x" * 2000}, {"id": None, "question": "names", "top": 2},
    )  # fmt: skip

    assert [line.get("id", "none") for line in said] == [7, "none", "b", "c", None]
    assert said[0]["answered"] is True
    assert said[0]["citations"][0]["quote"] in PAGES[0]
    assert [("error" in line) for line in said] == [False, True, True, True, False]
    assert len(said[4]["hits"]) == 2


def test_batch_find_speaks_as_find_does(team: Any, asked: Any) -> None:
    (said,) = batch(team, asked, "find", {"id": 1, "question": "root cause"})

    assert {"id", "hits", "total", "took_ms"} <= said.keys()
    assert said["hits"][0]["doc"] == "letter.txt"
    assert said["hits"][0]["quote"] in PAGES[0]
