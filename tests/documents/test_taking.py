from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import func, select

from bot.documents.library import Library
from bot.documents.reports import TakeReport
from bot.errors import NotFound, Refused, UsageError
from bot.settings import Settings
from bot.store import filing_changes, migrations, pages, requests, vault
from bot.store.database import Database
from bot.store.pages import EVERYTHING
from bot.store.tables import Filing, FilingRequest, PageMark, PageRow, VaultRow

from .conftest import NOW

pytestmark = pytest.mark.slow

Take = Callable[..., TakeReport]


def names(library: Library) -> set[str]:
    with library.database.read() as session:
        return set(session.scalars(select(Filing.doc).where(Filing.state == "ready")))


def only(library: Library, doc: str) -> Filing:
    with library.database.read() as session:
        filing = pages.one(session, EVERYTHING, doc)
        session.refresh(filing)
        session.expunge(filing)
        return filing


def found(library: Library, words: str, **more: object) -> list[tuple[str, int]]:
    with library.database.read() as session:
        search = library.search(session, EVERYTHING, patient=True)
        return [(one.doc, one.page.number) for one in search.find(words, limit=10).shown]


def test_a_folder_is_taken_and_named_by_the_path_below_it(
    library: Library, take: Take, folder: Path
) -> None:
    report = take(folder)

    assert (report.added, report.unchanged, report.refused) == (3, 0, [])
    assert report.parts == 1
    assert names(library) == {"letter.txt", "ice/denial.txt", "mail.eml", "mail.eml/inventory.txt"}
    assert report.pages == 5


def test_the_report_has_the_fields_that_scripts_rely_on(take: Take, folder: Path) -> None:
    (folder / "table.xyz").write_bytes(b"\0\1\2\3")

    said = take(folder).to_json()

    assert json.loads(json.dumps(said)).keys() >= {
        "added", "unchanged", "refused", "pages", "ocr_pages", "unreadable_pages",
    }  # fmt: skip
    assert [refusal["path"] for refusal in said["refused"]] == ["table.xyz"]
    assert said["refused"][0]["why"]


def test_a_second_run_adds_nothing(library: Library, take: Take, folder: Path) -> None:
    take(folder)

    again = take(folder)

    assert (again.added, again.unchanged, again.pages) == (0, 3, 0)
    with library.database.read() as session:
        assert session.scalar(select(func.count()).select_from(PageRow)) == 5


def test_processes_side_by_side_take_the_same_as_one(
    library: Library, take: Take, folder: Path
) -> None:
    report = take(folder, workers=2)

    assert (report.added, report.parts, report.pages) == (3, 1, 5)
    assert found(library, "hard drives inventory")[0] == ("mail.eml/inventory.txt", 1)


def test_what_was_taken_is_found_with_its_page(library: Library, take: Take, folder: Path) -> None:
    take(folder)

    assert found(library, "withholds names")[0] == ("letter.txt", 2)
    assert found(library, "2024 ICFO 1")[0] == ("letter.txt", 1)


def test_the_same_bytes_under_two_names_are_one_filing(
    library: Library, take: Take, folder: Path
) -> None:
    shutil.copy(folder / "letter.txt", folder / "copy.txt")

    report = take(folder)

    assert (report.added, report.unchanged) == (3, 1)
    assert len(names(library)) == 4


def test_the_same_bytes_belong_to_several_requests_at_the_strictest_level(
    library: Library, take: Take, folder: Path
) -> None:
    with library.database.write() as session:
        for name in ("First letter", "Second letter"):
            requests.add(session, name, ["ICE"], by="U1", now=NOW)

    take(folder / "letter.txt", request="first-letter", level="restricted")
    take(folder / "letter.txt", request="second-letter", level="team")

    filing = only(library, "letter.txt")
    assert filing.level == 2
    with library.database.read() as session:
        assert pages.slugs(session, [filing.id])[filing.id] == ("first-letter", "second-letter")


def test_new_bytes_at_the_same_place_are_a_new_version_and_the_old_stays(
    library: Library, take: Take, folder: Path
) -> None:
    take(folder / "letter.txt")
    (folder / "letter.txt").write_text("Sample. The corrected letter speaks of servers.")

    take(folder / "letter.txt")

    assert only(library, "letter.txt").version == 2
    assert found(library, "corrected servers") == [("letter.txt", 1)]
    assert found(library, "withholds names") == [("letter.txt (version 1)", 2)]


def test_the_same_name_in_another_folder_is_no_new_version(
    library: Library, take: Take, folder: Path, tmp_path: Path
) -> None:
    take(folder / "letter.txt")
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("Sample. Another matter altogether.")

    take(other / "letter.txt")

    with library.database.read() as session:
        assert set(session.scalars(select(Filing.version))) == {1}


def test_a_new_version_needs_the_same_request(library: Library, take: Take, folder: Path) -> None:
    with library.database.write() as session:
        requests.add(session, "Letter", ["ICE"], by="U1", now=NOW)
    take(folder / "letter.txt")
    (folder / "letter.txt").write_text("Sample. For a request this time.")

    take(folder / "letter.txt", request="letter")

    with library.database.read() as session:
        assert set(session.scalars(select(Filing.version))) == {1}


def test_a_file_under_an_unknown_request_is_refused_before_anything_is_read(
    library: Library, take: Take, folder: Path
) -> None:
    with pytest.raises(NotFound, match="No request is called"):
        take(folder, request="nowhere")

    assert names(library) == set()


def test_an_unknown_level_is_refused_in_words(take: Take, folder: Path) -> None:
    with pytest.raises(UsageError, match="public, team or restricted"):
        take(folder, level="secret")


def test_a_missing_path_and_an_empty_file_are_refused_with_a_sentence(
    take: Take, folder: Path
) -> None:
    (folder / "empty.pdf").write_bytes(b"")

    report = take(folder / "empty.pdf", folder / "nothing-here.pdf")

    assert {refusal.path for refusal in report.refused} == {"empty.pdf", "nothing-here.pdf"}
    assert all(refusal.why.endswith(".") for refusal in report.refused)


@pytest.mark.parametrize("link", ["letter.txt", "ice"])
def test_links_that_lead_out_of_the_folder_are_named_not_followed(
    take: Take, folder: Path, tmp_path: Path, link: str
) -> None:
    other = tmp_path / "links"
    other.mkdir()
    (other / link).symlink_to(folder / link)

    report = take(other)

    assert report.added == 0
    assert report.is_empty
    (skipped,) = report.to_json()["skipped"]
    assert skipped["path"] == link
    assert "leads out of the folder" in skipped["why"]


def test_links_within_the_folder_are_followed_and_the_rest_is_named(
    take: Take, tmp_path: Path
) -> None:
    root = tmp_path / "given"
    (root / "real").mkdir(parents=True)
    (root / "real" / "a.txt").write_text("First letter about the records that we asked for.")
    (root / "b.txt").symlink_to(root / "real" / "a.txt")
    (root / "again").symlink_to(root / "real")
    (root / "real" / "up").symlink_to(root)
    (root / "gone").symlink_to(root / "nothing")
    (root / "self").symlink_to(root / "self")
    (root / ".hidden").write_text("x")

    report = take(root)

    assert report.added == 1
    assert report.unchanged == 2
    assert {one.path: one.why.split(".")[0] for one in report.skipped} == {
        ".hidden": "It is hidden, or a system's own file",
        "again/up": "It is a link that leads back to a folder above it",
        "real/up": "It is a link that leads back to a folder above it",
        "gone": "It is a link that leads to nothing",
        "self": "It is a link that leads to nothing",
    }


def test_what_a_person_must_know_of_a_file_is_in_the_report(take: Take, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<p>A letter about records.</p><p style='display:none'>unseen</p>"
    )

    report = take(tmp_path / "a.html")

    assert report.to_json()["warnings"] == [
        {"path": "a.html", "what": "1 passages that no browser shows were left out."}
    ]


def test_a_filing_with_five_personal_numbers_is_held_back(
    library: Library, take: Take, folder: Path
) -> None:
    numbers = "\n".join(f"Sample person {n}: A{200_000_000 + n * 1_111_111}" for n in range(5))
    (folder / "list.txt").write_text(numbers)

    report = take(folder / "list.txt")

    filing = only(library, "list.txt")
    assert filing.level == 2
    assert [held.doc for held in report.held] == ["list.txt"]
    assert "five or more" in report.held[0].why


def test_four_personal_numbers_do_not_hold_a_filing_back(
    library: Library, take: Take, folder: Path
) -> None:
    numbers = "\n".join(f"Sample person {n}: A{200_000_000 + n * 1_111_111}" for n in range(4))
    (folder / "list.txt").write_text(numbers)

    take(folder / "list.txt")

    assert only(library, "list.txt").level == 1


def test_the_page_table_is_masked_and_the_vault_gives_the_original_back(
    library: Library, take: Take, folder: Path, settings: Settings
) -> None:
    text = "Sample. The file of A203456789 was opened."
    (folder / "one.txt").write_text(text)

    take(folder / "one.txt")

    opened = vault.Vault.found(settings)
    with library.database.read() as session:
        filing = pages.one(session, EVERYTHING, "one.txt")
        page = pages.page(session, filing, 1)
        assert page is not None
        assert "203456789" not in page.text
        assert page.strong == 1
        assert vault.page_text(session, opened, filing, 1) == text
        assert vault.original(session, opened, filing) == ("one.txt", text.encode())


def test_a_number_in_the_name_of_a_file_is_masked(
    library: Library, take: Take, folder: Path
) -> None:
    (folder / "A203456789.txt").write_text("Sample. Nothing here.")

    take(folder / "A203456789.txt")

    assert not any("203456789" in name for name in names(library))


def test_codes_and_numbers_printed_on_a_page_are_noted(
    library: Library, take: Take, folder: Path
) -> None:
    take(folder)

    with library.database.read() as session:
        marks = {
            (row.kind, row.value) for row in session.execute(select(PageMark.kind, PageMark.value))
        }
    assert {("exemption", "(b)(6)"), ("exemption", "(b)(7)(C)")} <= marks
    assert ("tracking", "2024-ICFO-00001") in marks


def test_a_stamp_at_the_foot_of_a_page_is_its_bates_number(
    library: Library, take: Take, folder: Path
) -> None:
    (folder / "stamped.txt").write_text(
        "Sample page.\nIt mentions ICE-0009999 in passing, too.\n\nICE-0001234\n"
    )

    take(folder / "stamped.txt")

    with library.database.read() as session:
        assert session.scalar(select(PageRow.bates)) == "ICE-0001234"


def test_a_zip_gives_its_members_as_filings_of_their_own(
    library: Library, take: Take, folder: Path
) -> None:
    archive = shutil.make_archive(str(folder / "release"), "zip", folder / "ice")

    report = take(Path(archive))

    assert (report.added, report.parts) == (1, 1)
    assert found(library, "expedited urgency") == [("release.zip/denial.txt", 1)]


def test_a_part_that_cannot_be_read_is_said_and_stays_noted(
    library: Library, take: Take, tmp_path: Path
) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "good.txt").write_text("Sample. A good member.")
    (inside / "bad.pdf").write_bytes(b"this is no PDF at all")
    archive = shutil.make_archive(str(tmp_path / "mixed"), "zip", inside)

    report = take(Path(archive))

    assert report.parts == 1
    assert [refusal.path for refusal in report.parts_refused] == ["mixed.zip/bad.pdf"]
    assert only(library, "mixed.zip").warnings["refused_parts"][0]["path"] == "mixed.zip/bad.pdf"


def test_an_upload_is_taken_from_memory(library: Library) -> None:
    report = library.take_bytes(
        "note.txt", b"Sample. An uploaded note.", by="U1", now=NOW, source="C1"
    )

    assert (report.added, names(library)) == (1, {"note.txt"})
    assert found(library, "uploaded note") == [("note.txt", 1)]


def test_a_filing_that_was_begun_is_gone_on_with_and_no_page_is_read_twice(
    library: Library, take: Take, folder: Path
) -> None:
    import hashlib

    data = (folder / "letter.txt").read_bytes()
    take(folder / "ice")
    with library.database.write() as session:
        begun = filing_changes.begin(
            session, hashlib.sha256(data).hexdigest(), doc="letter.txt", source="", size=len(data),
            level=pages.Level.TEAM, by="operator", now=NOW,
        )  # fmt: skip
        row = {
            "number": 1, "text": "kept as it was", "quality": "text", "confidence": None, "engine": "",
            "label": "", "note": "", "strong": 0, "bates": "", "alike": "",
        }  # fmt: skip
        filing_changes.put_pages(session, begun.id, [filing_changes.NewPage(row, None)])
    assert "letter.txt" not in names(library)
    assert found(library, "kept as it was") == []

    report = take(folder / "letter.txt")

    assert (report.added, report.pages) == (1, 1)
    with library.database.read() as session:
        filing = pages.one(session, EVERYTHING, "letter.txt")
        first = pages.page(session, filing, 1)
        assert first is not None
        assert first.text == "kept as it was"


def test_the_key_is_made_once_with_a_notice_and_is_ours_alone(
    take: Take, folder: Path, settings: Settings
) -> None:
    first = take(folder / "letter.txt")
    second = take(folder / "ice")

    assert "vault.key" in first.notice
    assert second.notice == ""
    assert (settings.data / "vault.key").stat().st_mode & 0o777 == 0o600


def test_without_its_key_nothing_is_found_taken_or_opened(
    library: Library, take: Take, folder: Path, settings: Settings
) -> None:
    take(folder)
    assert found(library, "withholds names")[0] == ("letter.txt", 2)
    (settings.data / "vault.key").unlink()

    with pytest.raises(Refused, match="shows no page"):
        found(library, "withholds names")
    with pytest.raises(Refused, match="key is not here"):
        take(folder / "letter.txt")
    with library.database.read() as session:
        filing = pages.one(session, EVERYTHING, "letter.txt")
        with pytest.raises(Refused, match="key is not here"):
            vault.original(session, vault.Vault.found(settings), filing)
    assert not (settings.data / "vault.key").exists()


def test_another_key_is_refused_as_a_lost_one_is(
    take: Take, folder: Path, settings: Settings
) -> None:
    from cryptography.fernet import Fernet

    take(folder)
    (settings.data / "vault.key").write_bytes(Fernet.generate_key())

    with pytest.raises(Refused, match="key is not here"):
        take(folder / "letter.txt")


def test_a_row_of_the_vault_cannot_be_exchanged_for_another(
    library: Library, take: Take, folder: Path, settings: Settings
) -> None:
    take(folder)
    opened = vault.Vault.found(settings)
    with library.database.write() as session:
        one, two = (
            pages.one(session, EVERYTHING, name) for name in ("letter.txt", "ice/denial.txt")
        )
        rows = {
            f.id: session.scalars(
                select(VaultRow).where(VaultRow.filing_id == f.id, VaultRow.part == "file")
            ).one()
            for f in (one, two)
        }
        rows[one.id].sealed = rows[two.id].sealed
        session.flush()
        with pytest.raises(Refused, match="wrong place"):
            vault.original(session, opened, one)


def test_a_new_key_opens_what_the_old_one_sealed_and_seals_all_anew(
    library: Library, take: Take, folder: Path, settings: Settings
) -> None:
    take(folder)
    before = vault.Vault.found(settings)

    count = library.rotate_key()

    after = vault.Vault.found(settings)
    newest_alone = vault.Vault(after.keys[:1])
    assert count >= 8
    assert after.keys[0] != before.keys[0]
    with library.database.read() as session:
        filing = pages.one(session, EVERYTHING, "letter.txt")
        name, _ = vault.original(session, newest_alone, filing)
    assert name == "letter.txt"
    assert take(folder).unchanged == 3


def test_the_same_taking_works_on_both_databases(
    store: Database, tmp_path: Path, folder: Path
) -> None:
    # On PostgreSQL the key is shared: no machine makes one of its own.
    here = Settings(data=tmp_path / "both", vault_key=Fernet.generate_key().decode())
    library = Library(store, here.data, here)

    report = library.take([folder], by="operator", now=NOW, workers=2)
    again = library.take([folder], by="operator", now=NOW)

    assert (report.added, again.unchanged) == (3, 3)
    assert found(library, "withholds names")[0] == ("letter.txt", 2)
    library.close()


def test_a_request_that_was_given_is_part_of_the_search(
    library: Library, take: Take, folder: Path
) -> None:
    with library.database.write() as session:
        requests.add(session, "Breach", ["ICE"], by="U1", now=NOW)

    take(folder / "letter.txt", request="breach")
    take(folder / "ice")

    assert {doc for doc, _ in found(library, "sample request:breach")} == {"letter.txt"}
    with library.database.read() as session:
        assert session.scalar(select(func.count()).select_from(FilingRequest)) == 1


def test_migrations_hold_what_filings_need(store: Database) -> None:
    assert migrations.differences(store.engine) == []


def test_a_small_file_with_covered_words_is_held_back_and_its_warnings_are_kept(
    library: Library, take: Take, folder: Path
) -> None:
    from bot.store.tables import Filing
    from tests.index.extract.redactions import WRITTEN

    (folder / "covered.pdf").write_bytes(WRITTEN["white box"]())

    report = take(folder / "covered.pdf")

    assert [held.doc for held in report.held] == ["covered.pdf"]
    assert "covered, hidden or noted" in report.held[0].why
    with library.database.read() as session:
        kept = session.get_one(Filing, report.held[0].filing).warnings
    assert kept["hidden_text"] == [1]
