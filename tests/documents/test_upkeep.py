from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.documents import masking
from bot.documents.library import Library
from bot.documents.reports import TakeReport
from bot.settings import Settings
from bot.store import filing_changes, pages
from bot.store.pages import EVERYTHING
from bot.store.tables import Filing, IndexChange, PageRow
from index.engine import pool, whoosh_writer

pytestmark = pytest.mark.slow

Take = Callable[..., TakeReport]
CANARY = "203456789"


def texts(library: Library) -> str:
    with library.database.read() as session:
        return "\n".join(session.scalars(select(PageRow.text)))


def hits(library: Library, words: str) -> int:
    with library.database.read() as session:
        return library.search(session, EVERYTHING, patient=True).find(words, limit=5).total


def on_disk(library: Library, settings: Settings, *needles: str) -> list[str]:
    """Name the files below the data folder that hold one of these words."""
    library.database.close()
    found = []
    for path in settings.data.rglob("*"):
        if path.is_file():
            data = path.read_bytes().lower()
            found += [f"{path.name}: {n}" for n in needles if n.lower().encode() in data]
    return found


def test_a_name_on_the_roster_is_hidden_in_what_is_on_file_already(
    library: Library, take: Take, folder: Path
) -> None:
    (folder / "named.txt").write_text("Sample. Zerafina Quillonbrask Road: they called office.")
    take(folder / "named.txt")
    assert "Quillonbrask" in texts(library)

    library.add_to_roster(["Zerafina Quillonbrask"])
    library.upkeep()

    assert "Quillonbrask" not in texts(library)
    assert hits(library, "Quillonbrask") == 0
    assert hits(library, "called office") == 1


@pytest.mark.parametrize(
    "words",
    ["Quillonbrask", "Quillonb*", "Quilonbrask", '"Zerafina Quillonbrask"', "called office"],
)
def test_until_pages_are_masked_again_no_word_finds_what_a_new_name_stands_on(
    library: Library, take: Take, folder: Path, words: str
) -> None:
    (folder / "named.txt").write_text("Sample. Zerafina Quillonbrask Road: they called office.")
    take(folder / "named.txt")
    assert hits(library, words) == 1

    library.add_to_roster(["Zerafina Quillonbrask"])

    with library.database.read() as session:
        found = library.search(session, EVERYTHING).find(words, limit=1)
        asked = library.search(session, EVERYTHING).ask(f"who is {words}", limit=3)
    assert (found.total, found.shown, found.corrections) == (0, (), ())
    assert "1 filing is being masked again" in found.note
    assert (asked.total, asked.cited, asked.corrections) == (0, (), ())
    library.upkeep()
    assert hits(library, words) == (words == "called office")


def test_a_number_of_ours_that_comes_on_record_takes_no_filing_out_of_the_search(
    library: Library, take: Take, folder: Path
) -> None:
    (folder / "named.txt").write_text("Sample. Somebody called the office.")
    take(folder / "named.txt")
    plan = library._masker.plan if library._masker else masking.Plan()

    more = replace(plan, own_numbers=("2024-ICFO-00001",))

    assert more.version != plan.version
    with library.database.read() as session:
        assert library.index.withheld(session, more.hides).filings == frozenset()


def test_a_new_mask_version_masks_the_originals_again_and_is_resumable(
    library: Library, take: Take, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(folder)
    with library.database.write() as session:
        filing = pages.one(session, EVERYTHING, "letter.txt")
        page = pages.page(session, filing, 1)
        assert page is not None
        page.text = "spoiled by an older rule"
    monkeypatch.setattr(masking, "MASK_VERSION", "new")

    assert library.remask() == 4
    assert library.remask() == 0


def test_masking_again_takes_the_words_from_the_vault(
    library: Library, take: Take, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "one.txt").write_text(f"Sample. The file of A{CANARY} was opened.")
    take(folder / "one.txt")
    before = texts(library)
    with library.database.write() as session:
        session.scalars(select(PageRow)).one().text = "spoiled by an older rule"
    monkeypatch.setattr(masking, "MASK_VERSION", "new")

    library.upkeep()

    assert texts(library) == before


def test_nothing_unmasked_lies_on_disk_outside_the_vault(
    library: Library, take: Take, folder: Path, settings: Settings
) -> None:
    """The canary of this room: text, names of files, subjects, attachments; database, log, index."""
    (folder / f"A{CANARY}.txt").write_text(f"Sample. The file of A{CANARY} was opened.")
    (folder / "second.txt").write_text("Sample. SSN 219-09-9999 belongs to nobody.")
    mail = (folder / "mail.eml").read_text().replace("Sample release", f"About A{CANARY}")
    (folder / "mail.eml").write_text(
        mail.replace("hard drives.", f"A {CANARY[:3]}-{CANARY[3:6]}-{CANARY[6:]}")
    )
    take(folder, workers=2)
    library.close()

    assert on_disk(library, settings, CANARY, "203-456-789", "219-09-9999", "219099999") == []


def test_the_canary_test_can_fail(
    library: Library, take: Take, folder: Path, settings: Settings
) -> None:
    take(folder)
    library.close()

    assert on_disk(library, settings, "hard drives kept at the field office") != []


def test_what_is_forgotten_is_gone_from_disk(
    library: Library, take: Take, folder: Path, settings: Settings
) -> None:
    (folder / "secret.txt").write_text("Sample. Quixotic zephyrs jumble vowels.")
    take(folder)
    assert on_disk(library, settings, "quixotic") != []

    with library.database.write() as session:
        filing_changes.forget(session, pages.one(session, EVERYTHING, "secret.txt"))
    library.upkeep()

    assert hits(library, "quixotic") == 0
    library.close()
    assert on_disk(library, settings, "quixotic", "secret.txt") == []


def test_what_is_forgotten_can_be_added_again(library: Library, take: Take, folder: Path) -> None:
    take(folder / "letter.txt")
    with library.database.write() as session:
        filing_changes.forget(session, pages.one(session, EVERYTHING, "letter.txt"))

    assert take(folder / "letter.txt").added == 1
    assert hits(library, "withholds names") == 1


def test_a_lost_index_comes_back_by_itself(
    library: Library, take: Take, folder: Path, settings: Settings
) -> None:
    take(folder)
    library.close()
    shutil.rmtree(settings.data / "index")

    assert hits(library, "withholds names") == 1
    assert library.index.is_whole()


@pytest.mark.parametrize("name", ["CURRENT", "position.json"])
def test_a_damaged_index_comes_back_by_itself(
    library: Library, take: Take, folder: Path, settings: Settings, name: str
) -> None:
    take(folder)
    library.close()
    for path in (settings.data / "index").rglob(name):
        path.write_bytes(b"\0\xff damaged")

    assert hits(library, "withholds names") == 1


def test_an_index_of_another_store_is_not_believed(
    library: Library, take: Take, folder: Path, settings: Settings
) -> None:
    take(folder)
    library.close()
    place = settings.data / "index" / "position.json"
    place.write_text(place.read_text().replace('"store": "', '"store": "of another '))

    assert not library.health().searchable
    assert hits(library, "withholds names") == 1


def test_two_indexes_follow_one_store(
    library: Library, take: Take, folder: Path, tmp_path: Path
) -> None:
    other = Library(library.database, tmp_path / "elsewhere", library.settings)
    take(folder / "letter.txt")
    assert hits(other, "withholds names") == 1

    take(folder / "ice")

    assert hits(other, "urgency") == 1
    other.close()


def test_while_another_rebuilds_the_searcher_is_told_so(
    library: Library, take: Take, folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.documents import searching
    from bot.documents.locks import held

    monkeypatch.setattr(searching, "A_REBUILD", 0.1)
    take(folder)
    library.close()
    shutil.rmtree(settings.data / "index" / "pages")
    with held(settings.data / "index" / "lock") as ours, library.database.read() as session:
        assert ours
        search = library.search(session, EVERYTHING)
        found = search.find("withholds names", limit=5)

    assert found.shown == ()
    assert "rebuilding" in found.note


def test_changes_are_not_kept_for_ever(library: Library, take: Take, folder: Path) -> None:
    take(folder)

    with library.database.read() as session:
        assert len(session.scalars(select(IndexChange)).all()) == 1


def test_a_level_that_changed_is_seen_by_the_next_search(
    library: Library, take: Take, folder: Path
) -> None:
    take(folder)
    with library.database.write() as session:
        filing_changes.set_level(
            session, pages.one(session, EVERYTHING, "letter.txt"), pages.Level.RESTRICTED
        )

    with library.database.read() as session:
        member = pages.Sight(frozenset({0, 1}))
        assert library.search(session, member).find("withholds names", limit=5).total == 0
        assert session.scalar(select(Filing.level).where(Filing.doc == "letter.txt")) == 2


def test_masking_again_that_is_killed_half_way_is_gone_on_with(
    library: Library, take: Take, folder: Path, settings: Settings
) -> None:
    """kill -9 in the middle; each filing is whole, and the next upkeep does the others."""
    (folder / "named.txt").write_text("Sample. Zerafina Quillonbrask Road: they called office.")
    take(folder)
    library.add_to_roster(["Zerafina Quillonbrask"])
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from bot.wiring.container import open_desk\n"
        "from bot.documents import remasking\n"
        "from bot.settings import Settings\n"
        "whole, seen = remasking._again, []\n"
        "def dies(*arguments):\n"
        "    whole(*arguments)\n"
        "    seen.append(1)\n"
        "    if len(seen) == 3: os.kill(os.getpid(), signal.SIGKILL)\n"
        "remasking._again = dies\n"
        "open_desk(Settings(data=Path(sys.argv[1]))).library.upkeep()\n"
    )

    killed = subprocess.run(
        [sys.executable, "-c", code, str(settings.data)], check=False, env={"PATH": ""},
        cwd=Path(__file__).parents[2],
    )  # fmt: skip

    assert killed.returncode == -signal.SIGKILL
    assert library.remask() == 3  # two of five were done before
    assert library.remask() == 0
    library.upkeep()
    assert "Quillonbrask" not in texts(library)
    assert hits(library, "Quillonbrask") == 0
    library.close()
    assert on_disk(library, settings, "quillonbrask") == []


def test_the_index_is_merged_at_night_and_once(library: Library, take: Take, folder: Path) -> None:
    night = datetime(2026, 3, 3, 2, 30, tzinfo=library.settings.zone)
    for n in range(6):
        (folder / f"{n}.txt").write_text(f"Sample letter {n} of the agency.")
        take(folder / f"{n}.txt")
    library.refresh_index(wait=5.0)
    assert library.index.is_ragged()

    assert not library.tidy(night.replace(hour=14))
    assert library.tidy(night)
    assert not library.tidy(night.replace(minute=40))

    assert not library.index.is_ragged()
    assert hits(library, "letter agency") == 6


def test_a_file_handed_over_in_the_middle_of_the_nights_merge_is_on_file_without_waiting(
    library: Library, take: Take, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(6):
        (folder / f"{n}.txt").write_text(f"Sample letter {n} of the agency.")
        take(folder / f"{n}.txt")
    library.refresh_index(wait=5.0)
    (folder / "late.txt").write_text("Sample letter that came by night.")
    came: list[tuple[int, int]] = []

    def meanwhile() -> tuple[int, int]:
        return take(folder / "late.txt").added, hits(library, "letter agency")

    def join(term: bytes, parts: list[tuple[bytes, object]]) -> pool.Block | None:
        if not came and len(parts) > 1:
            with ThreadPoolExecutor(1) as others:
                came.append(others.submit(meanwhile).result(timeout=30))
        return pool.join(term, parts)  # type: ignore[arg-type]

    monkeypatch.setattr(whoosh_writer, "join", join)
    assert library.index.compact()

    assert came == [(1, 6)]
    assert library.refresh_index(wait=5.0)
    assert hits(library, "came by night") == 1


def test_the_last_rows_of_a_list_of_people_are_hidden_on_a_page_of_their_own(
    library: Library, take: Take, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three rows make a list; one row alone on the last page belongs to it all the same."""
    rows = [f"Ana{chr(97 + n % 26)} Lopez\tHonduras\tKrome\tPositive" for n in range(200)]
    sheet = "\n".join(
        ["Name\tCountry\tFacility\tResult", *rows, "Yonas Tekle\tEritrea\tEloy\tNegative"]
    )
    (folder / "people.csv").write_text(sheet)

    take(folder / "people.csv")

    assert "Lopez" not in texts(library)
    assert "Tekle" not in texts(library)
    assert "Eritrea" not in texts(library)
    monkeypatch.setattr(masking, "MASK_VERSION", "new")
    library.remask()
    assert "Tekle" not in texts(library)
    with library.database.read() as session:
        assert session.scalars(select(Filing.level)).one() == 2


def test_a_list_of_people_taken_before_tables_were_judged_is_held_when_masked_again(
    library: Library, take: Take, folder: Path
) -> None:
    rows = "\n".join(f"Ana{letter} Lopez\tHonduras\tKrome\tPositive" for letter in "abcdef")
    (folder / "people.csv").write_text(f"x\ty\tz\tw\n{rows}\n")
    take(folder / "people.csv")
    with library.database.write() as session:
        filing = session.scalars(select(Filing)).one()
        filing.level, filing.held, filing.mask_version = 1, "", "5.abc"

    assert library.remask() == 1

    with library.database.write() as session:
        filing = session.scalars(select(Filing)).one()
        assert (filing.level, filing.held) == (2, "it looks like a list of people")
        filing.level, filing.held, filing.mask_version = 1, "", "6.abc"  # a lead decided

    assert library.remask() == 1
    with library.database.read() as session:
        assert session.scalars(select(Filing.level)).one() == 1


def test_what_is_found_for_a_protected_name_is_what_is_found_for_a_word_of_no_page(
    library: Library, take: Take, folder: Path
) -> None:
    (folder / "slip.txt").write_text("Sample. They spoke of Quillonbrsk and of the office.")
    take(folder / "slip.txt")
    assert hits(library, "Quillonbrask") == 1  # a slip of the pen, mended

    library.add_to_roster(["Zerafina Quillonbrask"])
    library.upkeep()

    for words in ("{}", "{} office", "office of {} there"):
        with library.database.read() as session:
            search = library.search(session, EVERYTHING)
            one, other = (
                search.find(words.format(w), limit=3) for w in ("Quillonbrask", "Zzyzvort")
            )
        assert (one.total, one.corrections) == (other.total, ())
        assert one.note.replace("Quillonbrask", "Zzyzvort") == other.note
