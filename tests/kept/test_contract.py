"""Nothing that people and scripts rely on changes or goes: see contract.py."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from tests.kept import contract

pytestmark = pytest.mark.slow

KEPT: dict[str, Any] = json.loads(Path(__file__).with_name("contract.json").read_text())


@pytest.mark.parametrize("part", ["commands", "verbs", "settings", "manifest", "scene"])
def test_the_contract_holds(part: str) -> None:
    makers = {
        "commands": contract.commands,
        "verbs": contract.verbs,
        "settings": contract.settings_read,
        "manifest": contract.manifests,
        "scene": contract.scene,
    }

    gone = contract.lost(KEPT[part], makers[part]())

    assert gone == [], "changed on purpose? Then edit contract.json, with a line in the change log"


def test_the_processes_of_a_platform_are_started_as_before() -> None:
    assert (contract.ROOT / "Procfile").read_text().splitlines() == KEPT["procfile"]


def test_every_setting_of_the_example_file_is_in_the_contract_or_new() -> None:
    text = (contract.ROOT / ".env.example").read_text()
    named = {line.split("=")[0] for line in text.splitlines() if "=" in line and line[0] != "#"}

    assert set(KEPT["settings"]) <= named | {"FOIA_DATA"}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("commands/log/--on/default", "today"),
        ("commands/log/--note", None),
        ("commands/log/--set/required", True),
        ("commands/export/kind/choices", ["csv"]),
        ("verbs/status/aliases", ["status"]),
        ("settings/PORT/port unset", "8000"),
        ("scene/status/exit", 1),
        ("scene/status/keys", []),
        ("manifest/socket/scopes", []),
    ],
)
def test_a_loss_or_a_change_is_seen(path: str, value: Any) -> None:
    *way, last = path.split("/")
    now = copy.deepcopy(KEPT)
    inner = now
    for name in way:
        inner = inner[name]
    if value is None:
        del inner[last]
    else:
        inner[last] = value

    assert contract.lost(KEPT, now) != []


def test_growing_is_no_loss() -> None:
    now = copy.deepcopy(KEPT)
    now["commands"]["new-one"] = {}
    now["commands"]["roster"]["what"]["choices"] += ["list"]
    now["commands"]["roster"]["file"] |= {"nargs": "?", "required": False}
    now["scene"]["status"]["keys"] += ["more"]

    assert contract.lost(KEPT, now) == []
