"""The story of tests/outside, played in the terminal workspace: the whole way, in one session."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cli import output
from bot.settings import Settings
from bot.store import people
from bot.wiring import delivery
from bot.wiring.container import Desk, open_desk
from handlers.devkit.standin import Standin
from handlers.devkit.terminal import run_terminal

pytestmark = pytest.mark.slow

LEAD, CHANNEL = "U0LEAD0001", "C0FOIA0001"
RECORDED = datetime(2023, 11, 9, 19, tzinfo=UTC)
DAY_AFTER = datetime(2023, 12, 12, 15, tzinfo=UTC)


class Session:
    """A session that is typed line by line: each answer is there before the next line is chosen."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.out, self.seen = desk, io.StringIO(), 0

    def play(self, steps: Any) -> int:
        return run_terminal(
            self.desk,
            user=LEAD,
            channel=CHANNEL,
            lines=self._lines(steps),
            out=self.out,
            width=100,
            extras={"sweep": self._sweep},
        )

    def _lines(self, steps: Any) -> Any:
        for line in steps(self):
            self.seen = len(self.out.getvalue())
            yield line

    def _sweep(self, _: str, standin: Standin) -> str:
        report = delivery.sweep_once(self.desk, DAY_AFTER, client=delivery.client_to(standin))
        return "\n".join(output.report_lines(report))

    @property
    def answer(self) -> str:
        """What was shown since the last line was typed."""
        return self.out.getvalue()[self.seen :]

    def button(self, label: str) -> str:
        """The number that presses the newest button of that name."""
        found = re.findall(rf"(\d+)  {re.escape(label)}", self.answer)
        assert found, (label, self.answer)
        return found[-1]


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    settings = Settings(data=tmp_path / "data", admins=(LEAD,))
    early = open_desk(settings, clock=lambda: RECORDED)
    with early.store.write() as session:
        people.allow(session, CHANNEL, by=LEAD, now=RECORDED)
    early.say(
        early.operator(),
        f"new Breach --to ICE --sent 2023-11-09 --received 2023-11-09 --channel {CHANNEL}",
    )
    for number in range(7):
        early.say(
            early.operator(),
            f"new Matter number{number} --to ICE --sent 2023-11-09 --received 2023-11-09"
            " --channel C0ELSEWHERE",  # it does not exist: what is said there waits
        )
    early.close()
    made = open_desk(settings, clock=lambda: DAY_AFTER)
    yield made
    made.close()


def test_the_story_plays_in_the_terminal(desk: Desk, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("No responsive sturgeon records were located.\n")

    def steps(session: Session) -> Any:
        yield "/foia status"
        assert "Where things stand" in session.answer
        assert "only you can see this" in session.answer
        yield session.button("Show more")
        assert "of 8 requests" in session.answer
        yield "/foia why matter number1"
        assert "Veterans Day" in session.answer
        yield "@foia status number2"
        assert "in the thread" in session.answer
        yield "what is overdue?"
        assert "direct message" in session.answer
        assert "Overdue" in session.answer
        yield "/foia timeline number1"
        assert "timeline-matter-number1.png" in session.answer
        picture = re.search(r"Picture: (\S+)", session.answer)
        assert picture is not None
        assert Path(picture[1]).read_bytes().startswith(b"\x89PNG")
        yield f"/upload {letter} -- number1"
        assert "Taken" in session.answer
        yield "/foia find sturgeon"
        assert "sturgeon records" in session.answer
        yield "/foia log"
        yield "nothing/ICE"
        yield "acknowledged"
        yield "2023-12-01"
        for _ in range(20):
            if "✗" in session.answer or "Undo" in session.answer:
                break
            yield ""
        assert "✗" in session.answer
        yield "Matter number1/ICE"
        assert "Undo" in session.answer
        yield "/home"
        assert "FOIA requests" in session.answer
        yield "sweep"
        assert "posted" in session.answer
        yield session.button("Snooze")
        assert "Until when?" in session.answer
        yield session.button("Next working day, Wed Dec 13, 2023")
        assert "Snoozed until Wed Dec 13, 2023" in session.answer
        yield "sweep"
        assert "posted" not in session.answer

    session = Session(desk)

    assert session.play(steps) == 0, session.out.getvalue()
    # The bot starts again on the same data and knows all of it.
    again = Session(desk)

    def after(session: Session) -> Any:
        yield "/foia find sturgeon"
        assert "sturgeon records" in session.answer
        yield "/foia history number1"
        assert "Acknowledged" in session.answer

    assert again.play(after) == 0, again.out.getvalue()
