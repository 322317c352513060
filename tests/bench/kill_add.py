"""kill -9 while filings are taken, at random moments: nothing lost, nothing twice, no repair.

Run: python -m tests.bench.kill_add --rounds 50
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import func, select, text

from bot.settings import Settings
from bot.store import pages, vault
from bot.store.tables import Filing, PageRow, VaultRow
from bot.wiring.container import open_desk

RUN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from bot.wiring.container import open_desk
from bot.settings import Settings
desk = open_desk(Settings(data=Path(sys.argv[1])))
report = desk.library.take([Path(sys.argv[2])], by="bench", now=datetime.now(UTC), workers=2)
desk.close()
sys.exit(1 if report.refused else 0)
"""


def fill(folder: Path, texts: int) -> dict[str, int]:
    """Write files of every sort of nesting; return the pages that each must have on file."""
    expected = {}
    for number in range(texts):
        each = [
            f"Sample file {number} page {n}. The file of A2034{number:02d}{n:03d} is open."
            for n in range(4)
        ]
        (folder / f"text-{number:03d}.txt").write_text("\f".join(each))
        expected[f"text-{number:03d}.txt"] = 4
    for number in range(3):
        mail = EmailMessage()
        mail["Subject"], mail["From"] = f"Sample {number}", "foia@agency.example"
        mail.set_content(f"Sample mail {number} with an attachment.")
        mail.add_attachment(
            f"Sample attachment {number}".encode(),
            maintype="text",
            subtype="plain",
            filename="a.txt",
        )
        (folder / f"mail-{number}.eml").write_bytes(mail.as_bytes())
        expected |= {f"mail-{number}.eml": 1, f"mail-{number}.eml/a.txt": 1}
    with zipfile.ZipFile(folder / "release.zip", "w") as archive:
        for number in range(4):
            archive.writestr(
                f"member-{number}.txt", f"Sample member {number}.\fIts second page {number}."
            )
            expected[f"release.zip/member-{number}.txt"] = 2
    expected["release.zip"] = 0
    return expected


@dataclass
class Series:
    """Kills on one store after the other."""

    root: Path
    incoming: Path
    expected: dict[str, int]
    kills: int = 0
    amid: int = 0  # kills after which some of the files were on file, and some not
    stores: int = 0
    slow: float = 3.0  # seconds that a whole run takes, learned on the way
    faults: list[str] = field(default_factory=list)

    @property
    def data(self) -> Path:
        return self.root / f"data-{self.stores}"

    def round(self, rng: random.Random) -> None:
        """Start a run and kill it at some moment; a run that came to its end is looked into."""
        began = time.monotonic()
        process = self._start()
        try:
            code = process.wait(timeout=rng.uniform(0.02, 1.1) * self.slow)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            self.kills += 1
            self._leaves_nobody(process.pid)
            self.amid += self._is_amid()
            return
        self.slow = 0.5 * self.slow + 0.5 * (time.monotonic() - began)
        self.look(code)

    def finish(self) -> None:
        """Run to the end and look."""
        self.look(self._start().wait(timeout=600))

    def _start(self) -> subprocess.Popen[bytes]:
        arguments = [sys.executable, "-c", RUN, str(self.data), str(self.incoming)]
        return subprocess.Popen(arguments, start_new_session=True, stderr=subprocess.DEVNULL)

    def _leaves_nobody(self, group: int) -> None:
        for _ in range(2_400):  # one that is still starting sees it when it has started
            try:
                os.killpg(group, 0)
            except ProcessLookupError:
                return
            time.sleep(0.05)
        self.faults.append("processes stayed after the kill")
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)

    def _is_amid(self) -> bool:
        if not (self.data / "foia.db").exists():
            return False
        desk = open_desk(Settings(data=self.data))
        with desk.store.read() as session:
            on_file = session.scalar(select(func.count()).select_from(PageRow)) or 0
        desk.close()
        return 0 < on_file < sum(self.expected.values())

    def look(self, code: int) -> None:
        """Compare what is on file with what was given; then begin with a fresh store."""
        if code:
            self.faults.append(f"a run ended with {code}")
        desk = open_desk(Settings(data=self.data))
        with desk.store.read() as session:
            self._compare(session)
            opened = vault.Vault.found(desk.settings)
            for row, filing in session.execute(
                select(VaultRow, Filing).join(Filing, Filing.id == VaultRow.filing_id)
            ):
                opened.unseal(filing.sha256, row.part, row.sealed)
        if desk.library.index.behind() or not desk.library.index.is_whole():
            self.faults.append("the index is not whole")
        desk.close()
        shutil.rmtree(self.data)
        self.stores += 1

    def _compare(self, session: pages.Session) -> None:
        verdict = session.execute(text("pragma integrity_check")).scalar()
        if verdict != "ok":
            self.faults.append(f"integrity: {verdict}")
        counts = func.count(PageRow.id)
        rows = session.execute(
            select(Filing.doc, Filing.state, counts)
            .outerjoin(PageRow, PageRow.filing_id == Filing.id)
            .group_by(Filing.id)
        ).all()
        seen = {doc: count for doc, _, count in rows}
        if len(rows) != len(seen) or seen != self.expected:
            self.faults.append(
                f"on file: {len(rows)} filings, wrong: {set(seen.items()) ^ set(self.expected.items())}"
            )
        if unfinished := [doc for doc, state, _ in rows if state != pages.READY]:
            self.faults.append(f"not ready: {unfinished}")


def run(rounds: int, texts: int, seed: int) -> Series:
    """Kill so many times; return what was seen."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        incoming = Path(name, "in")
        incoming.mkdir()
        series = Series(Path(name), incoming, fill(incoming, texts))
        began = time.monotonic()
        series.finish()  # without a kill: how long it takes
        series.slow = time.monotonic() - began
        while series.kills < rounds and not series.faults:
            series.round(rng)
        series.finish()
    return series


def main() -> int:
    """Print what was seen."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--texts", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    series = run(given.rounds, given.texts, given.seed)
    print(
        f"{series.kills} kills, {series.amid} with part of the pages on file, {series.stores} stores looked into, {len(series.faults)} faults"
    )
    print("\n".join(series.faults))
    return 1 if series.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
