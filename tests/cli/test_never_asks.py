"""The command line never asks: what is on record stays, what contradicts it is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli.main import main

pytestmark = pytest.mark.slow

ADD = ("request", "add", "Harbor cameras", "--to", "ICE,DHS", "--sent", "2024-01-08",
       "--received", "2024-01-10")  # fmt: skip


@pytest.fixture
def foia(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    monkeypatch.chdir(tmp_path)
    for name in ("SLACK_BOT_TOKEN", "DATABASE_URL", "FOIA_DATA", "FOIA_ADMINS"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str) -> tuple[int, Any]:
        try:
            code = main(["--json", *words])
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else said.err

    return run


def events(foia: Any) -> int:
    return len(foia("history", "harbor-cameras")[1]["items"])


@pytest.mark.parametrize(
    "line",
    [
        ("acknowledged", "--on", "2024-01-20", "--set", "number=2024-ICFO-90001"),
        ("note", "--on", "2024-01-20", "--note", 'called -- no "answer"'),
        ("determined", "--on", "2024-02-20", "--set", "disposition=full-denial"),
        ("produced", "--on", "2024-02-21", "--set", "pages=12"),
        ("received", "--on", "2024-01-10"),
    ],
)
def test_an_event_on_record_in_every_detail_is_exit_0_and_recorded_once(
    foia: Any, line: tuple[str, ...]
) -> None:
    foia(*ADD)
    foia("log", "harbor-cameras/ICE", *line)
    before = events(foia)

    code, said = foia("log", "harbor-cameras/ICE", *line)

    assert code == 0
    assert said["title"].startswith("Already on record")
    assert events(foia) == before
    # Undo takes back what was recorded, not what was only said again.
    assert foia("check")[0] == 0


def test_what_is_new_for_one_agency_is_recorded_for_that_one(foia: Any) -> None:
    foia(*ADD)
    foia("log", "harbor-cameras/ICE", "acknowledged", "--on", "2024-01-20")

    code, said = foia("log", "harbor-cameras/all", "acknowledged", "--on", "2024-01-20")

    assert code == 0
    assert "DHS" in said["title"]
    assert "ICE" not in said["title"]
    assert "Already on record for ICE." in said["lines"]


@pytest.mark.parametrize(
    ("first", "then", "words"),
    [
        (None, ("received", "--on", "2024-01-12"), "2024-01-10"),
        (("acknowledged", "--on", "2024-01-20"), ("acknowledged", "--on", "2024-01-22"), "2024-01-20"),
        (None, ("acknowledged", "--on", "2024-01-20", "--set", "received=2024-01-09"), "2024-01-10"),
        (("determined", "--on", "2024-02-20", "--set", "disposition=full-denial"),
         ("determined", "--on", "2024-02-20", "--set", "disposition=full-grant"), "full-denial"),
        (("extended", "--on", "2024-01-20", "--set", "days=10"),
         ("extended", "--on", "2024-01-20", "--set", "days=5"), "10"),
        (("expedite-granted", "--on", "2024-01-20"), ("expedite-denied", "--on", "2024-01-22"),
         "2024-01-20"),
    ],
)  # fmt: skip
def test_a_contradiction_is_recorded_with_a_warning(
    foia: Any, first: Any, then: tuple[str, ...], words: str
) -> None:
    foia(*ADD)
    if first:
        foia("log", "harbor-cameras/ICE", *first)

    code, said = foia("log", "harbor-cameras/ICE", *then)

    assert (code, said["tone"]) == (0, "done")
    assert any(words in warning for warning in said["warnings"]), said


def test_what_was_assumed_is_no_contradiction_of_what_is_shown(foia: Any) -> None:
    foia(
        "request",
        "add",
        "Harbor cameras",
        "--to",
        "ICE",
        "--sent",
        "2024-01-08",
        "--assume-received",
    )

    code, said = foia("log", "harbor-cameras/ICE", "received", "--on", "2024-01-11")

    assert (code, said["warnings"]) == (0, [])


def test_a_request_on_record_in_every_detail_is_exit_0(foia: Any) -> None:
    foia(*ADD)

    code, said = foia(*ADD)

    assert (code, said["title"]) == (0, "Already on record: Harbor cameras (harbor-cameras).")
    assert len(foia("status")[1]["requests"]) == 1


def test_a_twin_is_recorded_with_a_warning_and_others_without(foia: Any) -> None:
    foia(*ADD)

    twin = foia("request", "add", "Harbor camera logs", "--to", "ICE", "--sent", "2024-01-10")
    other = foia("request", "add", "Harbor cameras again", "--to", "FBI", "--sent", "2024-01-10")
    later = foia("request", "add", "Harbor cameras 2", "--to", "ICE", "--sent", "2024-06-10")
    name = foia("request", "add", "Payroll ledgers", "--to", "ICE", "--sent", "2024-01-08")

    assert twin[0] == 0
    assert "harbor-cameras" in twin[1]["warnings"][0]
    assert [said["warnings"] for _, said in (other, later, name)] == [[], [], []]
    assert len(foia("status")[1]["requests"]) == 5


@pytest.mark.parametrize("body", ["NYPD", "LAPD", "SPD", "ABC", "IL"])
def test_a_body_whose_law_is_unknown_is_exit_1_and_names_the_option(foia: Any, body: str) -> None:
    code, said = foia("request", "add", "Gang lists", "--to", body, "--sent", "2024-01-08")

    assert code == 1
    assert "--to" in said
    assert f"federal:{body}" in said
    assert foia("status")[1]["requests"] == []


def test_without_a_token_a_person_is_taken_unchecked(foia: Any) -> None:
    code, said = foia("people", "add", "U0MEMBER01", "as", "lead")

    assert code == 0
    assert "unchecked" in said["lines"][0]
    assert foia("people")[1]["people"] == [{"id": "U0MEMBER01", "role": "lead"}]
