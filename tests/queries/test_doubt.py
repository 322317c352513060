"""Where no sentence names what is asked for, the answer begins with that doubt."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.privacy.seal import Seal
from bot.registry.filing_queries import AskFilings
from handlers.render import blocks

LETTER = (
    "Report of the Walton County sheriff on Operation Heron in Tucson\n\n"
    "In 2024 deputies of Operation Heron made 12 traffic stops in Tucson. "
    "The sheriff paid 300 dollars for signs in Tucson.\n"
)


@pytest.fixture
def filed(team: Any, tmp_path: Path) -> Any:
    (tmp_path / "report.txt").write_text(LETTER)
    team.desk.library.take([tmp_path], by="U1", now=datetime(2024, 6, 15, tzinfo=UTC))
    return team


def test_what_no_sentence_names_is_doubted_before_it_is_shown(filed: Any) -> None:
    answer = filed.say(AskFilings("how many arrests did Operation Heron make in Tucson in 2024"))

    assert answer.answered
    assert answer.doubt.startswith("None of these sentences names what is asked for")
    assert answer.to_json()["doubt"] == answer.doubt
    assert answer.doubt in str(blocks.render(answer, seal=Seal(b"k" * 32)).blocks)


def test_what_is_named_is_not(filed: Any) -> None:
    answer = filed.say(AskFilings("how many stops did Operation Heron make in Tucson in 2024"))

    assert answer.answered
    assert not answer.doubt
    assert "doubt" not in answer.to_json()
