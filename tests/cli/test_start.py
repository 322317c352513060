"""What starting costs: which modules a command loads. Seconds belong to the benches."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bot.settings import Settings
from bot.wiring.container import open_desk

ROOT = Path(__file__).resolve().parents[2]
# Said to run in the .venv beside the checkout, wherever it does: most starts in the field do.
_LIST = (
    "import sys; from bot import pinned; pinned.inside_our_venv = lambda: True\n"
    "from bot.bootstrap import main\n"
    "try: main(sys.argv[1:])\n"
    "except SystemExit: pass\n"
    "print('\\n'.join(sys.modules), file=sys.stderr)"
)
# What a status needs none of: masking, plain words, files, search, letters, nudges, Slack, crypto.
UNUSED = (
    "bot.privacy.mask", "bot.privacy.names", "bot.language.reading", "bot.language.evidence",
    "bot.language.statements", "bot.correspondence", "bot.reminders", "bot.spreadsheets",
    "bot.store.pages", "bot.store.vault", "bot.store.nudge_tables", "bot.store.search_tables",
    "index", "whoosh", "numpy", "cryptography", "alembic", "slack_sdk", "slack_bolt", "dotenv",
    "apscheduler", "sqlalchemy.dialects.postgresql", "matplotlib", "openpyxl", "holidays",
)  # fmt: skip


def _loaded(folder: Path, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _LIST, *arguments],
        check=True, capture_output=True, text=True, cwd=folder, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return set(done.stderr.split())


def _ours(loaded: set[str]) -> set[str]:
    return {name for name in loaded if name.split(".")[0] in {"bot", "handlers", "index"}}


def test_help_lists_all_commands_and_loads_none(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, "--help")

    assert "bot.registry.queries" in loaded  # it would say nothing of what is not there
    assert len(_ours(loaded)) <= 20, sorted(_ours(loaded))
    assert not loaded & {"sqlalchemy", "rich", "hashlib", "subprocess", "bot.dispatch", "bot.store"}


def test_a_status_loads_what_it_needs(tmp_path: Path) -> None:
    desk = open_desk(Settings(data=tmp_path / "data"))
    desk.say(desk.operator(), "new ICE data breach to ICE, DHS sent 2023-11-09")
    desk.close()

    loaded = _loaded(tmp_path, "status", "--data", str(tmp_path / "data"))

    assert "bot.queries.status" in loaded
    assert not loaded & set(UNUSED), sorted(loaded & set(UNUSED))
    assert len(_ours(loaded)) <= 125, len(_ours(loaded))
