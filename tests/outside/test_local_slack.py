"""The same story against an emulator that others wrote; in Socket Mode and over signed HTTP."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.outside


@pytest.fixture
def alone() -> list[str]:
    """How to run something where only the loopback exists."""
    executable = os.environ.get("FOIA_LOCAL_SLACK", "")
    if not executable or not Path(executable).is_file():
        pytest.skip(
            "FOIA_LOCAL_SLACK names no executable (npm package local-slack-linux-x64@0.1.8)"
        )
    if not shutil.which("unshare"):
        pytest.skip("no unshare here: local-slack listens on all interfaces and is not run openly")
    prefix = ["unshare", "--net", "--map-root-user"]
    if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine allows no network namespace, so local-slack is not run")
    return prefix


@pytest.mark.parametrize("mode", ["socket", "events"])
def test_the_story_plays_against_local_slack(alone: list[str], mode: str) -> None:
    command = [*alone, sys.executable, "-m", "tests.outside.story", mode]

    played = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)

    assert played.returncode == 0, played.stdout[-2000:] + played.stderr[-3000:]
    assert played.stdout.count("ok ") == 18
