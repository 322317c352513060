"""What the project's own pages name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*(ROOT / "bot").glob("*.md"), *(ROOT / "bot/decisions").glob("*.md")])
_FILE = re.compile(r"`((?:[\w*]+/)*[\w*]+\.(?:py|toml|txt|md|json)|(?:\w+/)+)`")


def _missing(text: str) -> set[str]:
    """Return the files named that are nowhere: neither from the top nor in a folder named before."""
    missing, folders = set(), [ROOT, ROOT / "bot", ROOT / "bot/law", ROOT / "index/engine"]
    for named in _FILE.findall(text):
        found = next((one for folder in folders for one in folder.glob(named.rstrip("/"))), None)
        if found is None:
            missing.add(named)
        else:
            folders.append(found.parent)
    return missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    assert not _missing(page.read_text(encoding="utf-8"))


def test_a_file_that_is_not_there_is_seen() -> None:
    assert _missing("`bot/law/ours.py`; `limits.toml`; `nobody.py`") == {"nobody.py"}
