"""The command line's contract: words, JSON, exit codes, and bad input that loses nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main

pytestmark = pytest.mark.slow

ADD = ("request", "add", "ICE data breach", "--to", "ICE,DHS", "--sent", "2023-11-09",
       "--assume-received", "--alias", "breach")  # fmt: skip


@pytest.fixture
def foia(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """Run the command in a folder of its own; returns exit code, output, error output."""
    monkeypatch.chdir(tmp_path)
    for name in ("SLACK_BOT_TOKEN", "DATABASE_URL", "FOIA_DATA"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main.main(["--data", str(tmp_path / "data"), *arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_status_json_has_the_shape_that_scripts_rely_on(foia) -> None:
    assert foia(*ADD)[0] == 0

    code, out, _ = foia("status", "--json")

    assert code == 0
    value = json.loads(out)
    assert set(value) >= {"today", "requests"}
    request = value["requests"][0]
    assert set(request) >= {"slug", "name", "headline", "next", "components"}
    component = request["components"][0]
    keys = {"agency", "phase", "clock", "timeliness", "numbers", "deadlines"}
    assert set(component) >= keys
    limits = {"limit", "due", "whose", "days_left", "version", "certainty"}
    assert set(component["deadlines"][0]) >= limits
    assert component["deadlines"][0]["due"] == "2023-12-11"


@pytest.mark.parametrize("name", ["due", "overdue", "owe"])
def test_lists_json_has_items(foia, name: str) -> None:
    foia(*ADD)

    code, out, _ = foia(name, "--json")

    value = json.loads(out)
    assert code == 0
    assert set(value) >= {"today", "items"}
    for item in value["items"]:
        assert set(item) >= {"slug", "agency", "limit", "due", "whose", "days_left"}


def test_why_json_gives_the_arithmetic(foia) -> None:
    foia(*ADD)

    value = json.loads(foia("why", "breach/ICE", "determination", "--json")[1])

    keys = {"start", "skipped", "tolled", "extended", "readings", "citation", "explanation"}
    assert set(value) >= keys
    assert [skip["date"] for skip in value["skipped"]] == ["2023-11-10", "2023-11-23"]


def test_the_calculator_prints_what_the_design_promises(foia) -> None:
    code, out, _ = foia(
        "deadline", "--limit", "determination", "--start", "2023-11-09", "--agency", "ICE", "--json"
    )

    value = json.loads(out)
    assert code == 0
    assert value["due"] == "2023-12-11"
    keys = {"due", "limit", "whose", "unit", "amount", "start", "skipped", "readings", "citation"}
    assert set(value) >= keys | {"explanation"}


def test_log_and_undo_work_by_script(foia) -> None:
    foia(*ADD)

    logged = foia("log", "ice-data-breach/ICE", "determined", "--on", "2023-12-08", "--json")
    assert logged[0] == 0, logged
    assert json.loads(foia("overdue", "--json")[1])["items"][0]["agency"] == "DHS"
    assert foia("undo", "--json")[0] == 0
    assert len(json.loads(foia("overdue", "--json")[1])["items"]) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("status", "zebra"), 1, "zebra"),
        (("log", "zebra/ICE", "acknowledged", "--on", "2023-12-01"), 1, "zebra"),
        (("log", "ice-data-breach/ICE", "determined", "--on", "2023-02-30"), 2, "no such day"),
        (("log", "ice-data-breach/ICE", "determined", "--on", "2023-01-01"), 1, "before"),
        (("deadline", "--limit", "determination", "--start", "2060-01-01"), 1, "2050"),
        (("deadline", "--limit", "nonsense", "--start", "2023-01-02"), 1, "nonsense"),
        (("deadline", "--limit", "determination", "--start", "yesteryear"), 2, "date"),
        (
            (
                "deadline",
                "--limit",
                "determination",
                "--start",
                "2026-11-03",
                "--tolled",
                "2026-11-10:2026-11-05",
            ),
            1,
            "cannot end",
        ),
        (("request", "add", "Z", "--to", "ICE", "--sent", "1926-10-01"), 1, "1990"),
        (("add", "no-such-file.pdf"), 1, "no-such-file.pdf"),
        (("show", "nothing.pdf"), 1, "nothing.pdf"),
        (("sweep",), 1, "SLACK_BOT_TOKEN"),
        (("run",), 1, "SLACK"),
        (("web",), 1, "SLACK"),
        (("worker",), 1, "SLACK"),
        (("sweep", "--now", "2023-12-12T15:00:00Z"), 1, "--dry-run"),
        (("sweep", "--now", "tomorrow"), 2, "moment"),
        (("nonsense",), 2, "nonsense"),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(
    foia, arguments: tuple[str, ...], code: int, words: str
) -> None:
    foia(*ADD)

    got, out, err = foia(*arguments)

    assert got == code, (out, err)
    assert words in err + out
    assert "Traceback" not in err
    assert foia("check")[0] == 0


def test_the_sweep_can_be_looked_at_without_slack(foia) -> None:
    foia(*ADD)

    code, out, _ = foia("sweep", "--dry-run", "--json")

    assert code == 0
    assert "would_post" in json.loads(out)


def test_help_and_status_load_little(tmp_path: Path) -> None:
    """Starting is loading: what is loaded is counted, since seconds are the machine's."""

    def loaded(*arguments: str) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "bot", "--data", str(tmp_path / "data"),
             *arguments],
            cwd=Path(__file__).parents[2], check=True, capture_output=True, text=True,
        )  # fmt: skip
        lines = [line for line in done.stderr.splitlines() if line.startswith("import time")]
        return {line.rsplit("|", 1)[1].strip() for line in lines}

    heavy = {
        "numpy",
        "whoosh",
        "PIL",
        "matplotlib",
        "pypdfium2",
        "openpyxl",
        "slack_bolt",
        "holidays",
    }
    loaded("status")  # makes the store
    helped, said = loaded("--help"), loaded("status")
    assert len(helped) < 250
    assert not helped & {"sqlalchemy", "rich", "cryptography", *heavy}
    assert len(said) < 900
    assert not said & {"alembic", *heavy}


def test_a_status_loads_neither_the_index_nor_numbers_in_bulk() -> None:
    code = "import sys, bot.registry.queries; print(*{'numpy', 'whoosh', 'PIL', 'matplotlib'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout.split() == []


def test_the_manifest_is_for_socket_mode_unless_an_address_is_named(foia) -> None:
    plain, over_http = foia("manifest"), foia("manifest", "--http", "https://foia.example.org")

    assert json.loads(plain[1])["settings"]["socket_mode_enabled"] is True
    assert "https://foia.example.org/slack/events" in over_http[1]
    assert foia("manifest", "--http", "foia.example.org")[0] == 2


def test_a_timeline_is_printed_and_written_as_a_picture(foia, tmp_path: Path) -> None:
    foia(*ADD)
    path = tmp_path / "life.png"

    code, out, _ = foia("timeline", "breach", "--png", str(path))
    value = json.loads(foia("timeline", "breach", "--json")[1])

    assert code == 0
    assert "Determination due" in out
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.stat().st_mode & 0o077 == 0
    assert [lane["agency"] for lane in value["lanes"]] == ["ICE", "DHS"]


def test_a_deadline_in_json_has_its_earliest_and_latest_reading(foia) -> None:
    foia(
        "request",
        "add",
        "Plates",
        "--to",
        "FBI",
        "--sent",
        "2018-03-01",
        "--received",
        "2018-03-01",
    )
    foia("log", "plates", "determined", "--on", "2018-03-20", "--set", "disposition=full-denial")

    _, out, _ = foia("--json", "status", "plates")

    (component,) = json.loads(out)["requests"][0]["components"]
    held = {one["limit"]: one for one in component["deadlines"]}
    assert {
        "limit",
        "due",
        "earliest",
        "latest",
        "whose",
        "days_left",
        "version",
        "certainty",
    } <= held["suit"].keys()
    assert (
        held["suit"]["earliest"] == held["suit"]["due"] < held["suit"]["latest"]
    )  # ours: the earlier


def test_a_data_folder_that_can_be_none_is_said_to_be_none(tmp_path: Path, capsys) -> None:
    (tmp_path / "file").write_text("x")

    assert main.main(["--data", str(tmp_path / "file"), "status"]) == 1

    assert "--data DIR" in capsys.readouterr().err


def test_a_log_line_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    # In one process with other tests the readers are loaded already: there it always worked.
    def run(*arguments: str) -> str:
        made = [sys.executable, "-m", "bot", "--data", str(tmp_path), *arguments]
        return subprocess.run(made, check=True, capture_output=True, text=True).stdout

    run(*ADD)
    told = run("log", "breach/ICE", "acknowledged", "--on", "2023-12-01", "--set", "number=A-1")

    assert "Recorded: Acknowledged by the agency, Fri Dec 1, 2023" in told
