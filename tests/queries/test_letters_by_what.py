"""Letters are found by what they are: ours, an agency's, the last of a sort."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.answers.filing_values import (
    ShowAnswer,
)

pytestmark = pytest.mark.slow

FILES = {
    "ferry-logs/01-request-letter.txt": "November 9, 2023\n\nTo U.S. Customs and Border Protection\n\n"
    "RE: Freedom of Information Act request\n\nSample Law Project requests records about the ferry "
    "logs of Sample Bay.",
    "ferry-logs/02-cbp.txt": "December 1, 2023\n\nU.S. Customs and Border Protection\n\nRe: CBP-2024-"
    "000123\n\nDear Requester:\n\nThis acknowledges receipt of your request.",
    "visa-rules/02-state.txt": "January 5, 2024\n\nU.S. Department of State\n\nRe: F-2024-00123\n\nDear "
    "Requester:\n\nThis acknowledges receipt of your request of December 1, 2023.",
    "visa-rules/03-state.txt": "March 5, 2024\n\nU.S. Department of State\n\nRe: F-2024-00123\n\nDear "
    "Requester:\n\nYour request is denied in full under 5 U.S.C. 552(b)(5). You may appeal within 90 "
    "days.",
}


@pytest.fixture
def filed(team: Any, tmp_path: Path) -> Any:
    team.say("new Ferry logs --to CBP --sent 2023-11-09")
    team.say("new Visa rules --to State --sent 2023-12-01")
    for name, text in FILES.items():
        path = tmp_path / name.replace("/", "-")
        path.write_text(text)
        slug = name.partition("/")[0]
        team.desk.library.take([path], by="U0LEAD", now=team.desk.now(), request=slug)
    return team


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("can i see our original request on the ferry logs", "requests records about the ferry"),
        ("open the CBP ack", "CBP-2024"),
        ("pull up the denial from state", "denied in full"),
        ("the last acknowledgment", "January 5, 2024"),
        ("show me the latest acknowledgment", "January 5, 2024"),
    ],
)
def test_a_letter_is_shown_by_what_it_is(filed: Any, line: str, words: str) -> None:
    answer = filed.say(line)

    assert isinstance(answer, ShowAnswer), answer
    assert words in answer.text
