"""Hostile and broken files; the numbers are those of the list of bad inputs that we must stand."""

from __future__ import annotations

import io
import os
import socket
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import openpyxl
import pytest

from index.extract import DEFAULT, Limits, extract, read_pages
from index.pages import FilingError, Page, Quality
from tests.index.extract.samples import (
    LETTER,
    docx,
    lines,
    paragraph,
    pdf,
    saved,
    scan,
    whole_page,
    written,
    zipped,
)

pytestmark = pytest.mark.heavy

# Of the processor, which a page in order needs little of: a busy machine is no endless page.
HASTY = Limits(cpu_seconds=2, wall_seconds=600)
PATIENT = replace(DEFAULT, wall_seconds=600)
XML = '<?xml version="1.0"?>'


def outcome(data: bytes, limits: Limits) -> tuple[str, tuple[Page, ...]]:
    """Why the PDF was refused, or its pages."""
    try:
        return "", extract(("a.pdf", data), limits=limits).pages
    except FilingError as error:
        return str(error), ()


def refused(name: str, data: bytes, limits: Limits = PATIENT, depth: int = 0) -> str:
    with pytest.raises(FilingError) as error:
        extract((name, data), limits=limits, depth=depth)
    return str(error.value)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "C:\\Windows\\win.txt", "\\\\host\\share\\x.txt", "/etc/x.txt"]
)
def test_hostile_41_the_name_of_an_attachment_is_only_a_name(name: str) -> None:
    quoted = name.replace("\\", "\\\\")
    message = (
        "From: a@b.example\nSubject: x\nContent-Type: text/plain\n"
        f'Content-Disposition: attachment; filename="{quoted}"\n\nwords\n'
    ).encode()

    (found,) = [part for part, _ in extract(("m.eml", message)).parts]

    assert not set(found) & set("/\\:")
    assert ".." not in found


@pytest.fixture
def listener() -> socket.socket:
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    return server


def test_hostile_42_and_43_nothing_that_a_file_points_to_is_fetched(
    listener: socket.socket, tmp_path: Path
) -> None:
    port = listener.getsockname()[1]
    url = f"http://127.0.0.1:{port}/x"
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    web = f'<html><head><link href="{url}"></head><body>Words<img src="{url}">'
    web += f'<iframe src="file://{secret}"></iframe></body></html>'
    mail = f"From: a@b.example\nSubject: x\nContent-Type: text/html\n\n{web}"
    link = f"<< /Type /Annot /Subtype /Link /Rect [0 0 600 700] /A << /S /URI /URI ({url}) >> >>"
    paper = pdf([lines(LETTER)], page_extra=f"/Annots [{link}]")

    found = [
        extract(("a.html", web.encode())),
        extract(("a.eml", mail.encode())),
        extract(("a.pdf", paper)),
    ]

    assert all("SECRET" not in page.text for one in found for page in one.pages)
    with listener, pytest.raises(TimeoutError):
        listener.accept()


CONNECT = """
import socket, sys
from index.extract import fence
assert fence.leave_the_network()
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=2)
except OSError:
    print("no network")
"""
WRITE = """
import socket, subprocess, sys
from index.extract import fence
fence.close_the_gate()
def no(act):
    try:
        act()
    except fence.FencedError:
        print("fenced")
no(lambda: socket.socket())
no(lambda: subprocess.run(["true"]))
no(lambda: open(sys.argv[1], "w"))
open(sys.argv[1] + "x").read()
"""


def alone(code: str, *arguments: str) -> str:
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives a process its own network")
def test_hostile_42_a_reader_has_no_network(listener: socket.socket) -> None:
    import contextlib
    import ctypes

    probe = os.fork()
    if probe == 0:
        flag = 0x40000000 | (0 if os.geteuid() == 0 else 0x10000000)
        os._exit(0 if ctypes.CDLL(None).unshare(flag) == 0 else 1)
    allowed = os.waitstatus_to_exitcode(os.waitpid(probe, 0)[1]) == 0
    with contextlib.closing(listener):
        if not allowed:
            pytest.skip("this system lets nobody leave the network")
        assert alone(CONNECT, str(listener.getsockname()[1])) == "no network\n"


def test_hostile_42_a_reader_neither_connects_nor_starts_nor_writes_anything(
    tmp_path: Path,
) -> None:
    (tmp_path / "fx").write_text("may be read", encoding="utf-8")

    assert alone(WRITE, str(tmp_path / "f")) == "fenced\n" * 3
    assert not (tmp_path / "f").exists()


def test_hostile_44_an_archive_that_unpacks_to_gigabytes_is_not_opened() -> None:
    bomb = zipped({"a.txt": bytes(60_000_000)})

    assert len(bomb) < 100_000
    assert "100 times its size" in refused("bomb.zip", bomb)
    assert "100 times its size" in refused("bomb.docx", bomb)


def test_hostile_44_an_archive_that_lies_about_a_size_is_not_opened() -> None:
    bomb = bytearray(zipped({"a.txt": bytes(3_000_000)}))
    real = struct.pack("<I", 3_000_000)
    while (place := bomb.find(real)) >= 0:
        bomb[place : place + 4] = struct.pack("<I", 1000)

    assert "damaged" in refused("bomb.zip", bytes(bomb))


def test_hostile_44_many_members_that_are_large_together_are_refused() -> None:
    noise = os.urandom(1_000_000)
    big = zipped({f"{number}.bin": noise * 2 for number in range(3)})

    assert "unpacks to more than 1 meg" in refused(
        "big.zip", big, Limits(unpacked_bytes=1024 * 1024)
    )


def test_hostile_44_an_archive_in_an_archive_is_refused_and_its_siblings_are_taken() -> None:
    inner = zipped({"x.txt": "deep"})
    for _ in range(20):
        inner = zipped({"inner.zip": inner})
    found = extract(("outer.zip", zipped({"inner.zip": inner, "letter.txt": "words"})))

    parts = dict(found.parts)

    assert "archive inside an archive" in refused("inner.zip", parts["inner.zip"], depth=1)
    assert extract(("letter.txt", parts["letter.txt"]), depth=1).pages[0].text == "words"


def test_hostile_44_an_archive_of_100_000_members_is_refused() -> None:
    place = struct.pack("<4s4B4HL2L2H", b"PK\3\4", 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0)[:30]
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)
    head = place + b"a"
    listed = (entry + b"a") * 65_000
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65_000, 65_000, len(listed), len(head), 0)

    assert "65,000 members" in refused("many.zip", head + listed + end)


def member(name: str, mode: int = 0o100644) -> ZipInfo:
    info = ZipInfo(name)
    info.external_attr = mode << 16
    return info


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ([member("link", 0o120777)], "link"),
        ([member("/etc/passwd")], "elsewhere"),
        ([member("a/../../b.txt")], "elsewhere"),
        ([member("..\\b.txt")], "elsewhere"),
        ([member("C:/b.txt")], "elsewhere"),
        ([member("b.txt"), member("B.txt")], "same name"),
    ],
    ids=["link", "absolute", "dots", "backslash", "drive", "twice"],
)
def test_hostile_45_an_archive_with_names_that_lead_elsewhere_is_refused(
    members: list[ZipInfo], says: str
) -> None:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for info in members:
            archive.writestr(info, "words")

    assert says in refused("a.zip", out.getvalue())


def endless(count: int = 600_000) -> bytes:
    """A few kilobytes that ask for hundreds of thousands of letters to be drawn."""
    content = zlib.compress(b"BT /F1 9 Tf 1 1 Td\n" + b"(ab) Tj\n" * count + b"ET", 9)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream"
    return stream % (len(content), content)


def paper(*contents: bytes) -> bytes:
    """A PDF of pages with these streams."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(contents)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, content in enumerate(contents):
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects += [page.encode(), content]
    return written(objects)


def stream(text: str) -> bytes:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream".encode("latin-1")


def test_hostile_46_a_page_that_never_ends_is_cut_off_and_the_next_file_is_read() -> None:
    bomb = paper(endless(1_000_000))
    assert len(bomb) < 30_000

    why = refused("bomb.pdf", bomb, HASTY)

    assert "takes too long" in why
    assert extract(("a.txt", b"alive")).pages[0].text == "alive"


def test_hostile_46_one_endless_page_costs_that_page_and_no_other() -> None:
    file = paper(stream(lines(LETTER)), endless(1_000_000), stream(lines(LETTER)))

    pages = extract(("a.pdf", file), limits=HASTY).pages

    assert [page.number for page in pages] == [1, 2, 3]
    assert [page.quality for page in pages] == [Quality.TEXT, Quality.EMPTY, Quality.TEXT]
    assert "took too long" in pages[1].note


def test_hostile_46_a_file_of_endless_pages_is_given_up_and_says_so_on_each_page() -> None:
    file = paper(stream(lines(LETTER)), *[endless(1_000_000)] * 6)
    limits = replace(HASTY, overruns=2)

    pages = extract(("a.pdf", file), limits=limits).pages

    assert pages[0].quality is Quality.TEXT
    assert len(pages) == 7
    assert all("too long" in page.note for page in pages[1:])


def test_hostile_46_a_page_of_600_000_text_operators_is_refused() -> None:
    bomb = paper(endless(600_000))
    assert len(bomb) < 10_000

    assert "too much memory" in refused("a.pdf", bomb)


def test_a_page_with_more_text_than_any_print_is_cut_and_says_so() -> None:
    (page,) = extract(("a.pdf", paper(endless(120_000)))).pages

    assert len(page.text) == DEFAULT.page_chars
    assert "first 200,000 characters" in page.note


def test_hostile_46_a_picture_that_takes_too_long_costs_one_page() -> None:
    impatient = Limits(ocr_seconds=0.05)
    file = pdf([lines(LETTER), whole_page()], images=[scan()])

    pages = extract(("a.pdf", file), limits=impatient).pages

    assert pages[0].quality is Quality.TEXT
    assert pages[1].quality is Quality.EMPTY
    assert "too long" in pages[1].note


def loop(pages: str, kid: str = "") -> bytes:
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", pages.encode(), (kid or "<< >>").encode()]
    return written(objects)


def packed_twice() -> bytes:
    twice = zlib.compress(zlib.compress(bytes(200_000_000), 9), 9)
    return paper(
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%b\nendstream"
        % (len(twice), twice)
    )


@pytest.mark.parametrize(
    "file",
    [
        lambda: loop("<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R 2 0 R] >>"),
        lambda: loop(
            "<< /Type /Pages /Count 9 /Kids [3 0 R] >>",
            "<< /Type /Pages /Count 9 /Kids [2 0 R] /Parent 2 0 R >>",
        ),
        lambda: pdf([lines(LETTER)]).replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9"),
        packed_twice,
    ],
    ids=["page tree into itself", "page tree in a ring", "xref in a ring", "packed twice"],
)
def test_hostile_47_a_pdf_in_a_ring_ends_with_pages_or_a_refusal(
    file: Callable[[], bytes],
) -> None:
    why, pages = outcome(file(), HASTY)

    assert pages or why.startswith("This PDF ") or "too long" in why or "breaks its reader" in why
    assert all(page.text or page.note for page in pages)


def test_hostile_47_a_pdf_of_200_000_pages_is_refused() -> None:
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Page /Parent 2 0 R >>"]
    objects[1] = b"<< /Type /Pages /Count 200000 /Kids [%b] >>" % (b"3 0 R " * 200_000)

    assert "200,000 pages" in refused("many.pdf", written(objects))


def locked() -> bytes:
    """A PDF whose password nobody here knows."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%b> /U <%b> >>" % (b"41" * 32, b"42" * 32),
    ]
    encrypted = b"/Root 1 0 R /Encrypt 4 0 R /ID [<61><61>]"
    return written(objects).replace(b"/Root 1 0 R", encrypted)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pdf", locked(), "locked with a password"),
        ("a.pdf", b"", "empty"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Cat", "cut off"),
        ("a.pdf", b"%PDF-1.7\nnothing\n%%EOF", "damaged"),
        ("a.pdf", b"GIF89a" + bytes(50), "is a picture"),
        ("a.docx", zipped({"x.txt": "x"})[:-30], "damaged or cut off"),
        ("a.docx", zipped({"x.txt": "x"}), "no Word document"),
        ("a.xlsx", zipped({"x.txt": "x"}), "no workbook"),
        ("a.png", saved(scan(), "PNG")[:40], "damaged"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged"),
        ("a.zip", zipped({}), "empty"),
        ("a.txt", b"  \n ", "no text"),
    ],
)
def test_hostile_48_a_file_that_cannot_be_read_says_why_and_what_to_do(
    name: str, data: bytes, says: str
) -> None:
    why = refused(name, data)

    assert says in why
    assert why.endswith(".")
    assert "Traceback" not in why


def test_hostile_48_a_picture_cut_off_half_way_is_no_silent_blank() -> None:
    half = saved(scan(), "PNG")
    page = extract(("a.png", half[: len(half) // 2])).pages[0]

    assert page.quality is Quality.EMPTY
    assert "damaged" in page.note


BLACK = "0 0 0 rg 50 690 500 45 re f"


def test_hostile_49_text_under_a_black_box_is_found_and_left_out() -> None:
    hidden = pdf(
        [lines("An open line\n" * 4, y=600) + "\n" + lines("Jane Sample, born 1980") + BLACK]
    )

    found = extract(("a.pdf", hidden), ocr=False)

    assert found.hidden_text == (1,)
    assert "Sample" not in found.pages[0].text
    assert "█" in found.pages[0].text
    assert "An open line" in found.pages[0].text


def test_hostile_49_a_box_laid_on_as_an_annotation_hides_as_well() -> None:
    note = (
        "<< /Type /Annot /Subtype /Square /Rect [50 690 550 735] /C [0 0 0] /IC [0 0 0] /F 4"
        " /AP << /N 6 0 R >> >>"
    )
    box = "0 0 0 rg 0 0 500 45 re f"
    form = (
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 500 45] /Length {len(box)} >>\n"
        f"stream\n{box}\nendstream"
    )
    content = lines("An open line\n" * 4, y=600) + "\n" + lines("Jane Sample, born 1980")
    file = pdf([content], page_extra=f"/Annots [{note.replace('6 0 R', '7 0 R')}]", extra=[form])

    found = extract(("a.pdf", file), ocr=False)

    assert found.hidden_text == (1,)
    assert "Sample" not in found.pages[0].text


def test_hostile_49_a_heading_in_white_on_black_is_not_hidden() -> None:
    heading = pdf([f"{BLACK} 1 1 1 rg {lines('Part 1. Who you are')} 0 g {lines(LETTER, y=600)}"])

    found = extract(("a.pdf", heading), ocr=False)

    assert found.hidden_text == ()
    assert "Part 1. Who you are" in found.pages[0].text
    assert found.suspect_text == ()


@pytest.mark.parametrize(
    "unseen",
    [
        f"1 1 1 rg {lines('The deadline was met long ago')}",
        lines("The deadline was met long ago", size=1),
        f"3 Tr {lines('The deadline was met long ago')}",
    ],
    ids=["white", "tiny", "invisible"],
)
def test_hostile_50_text_that_no_reader_sees_is_flagged(unseen: str) -> None:
    file = pdf([f"q {unseen} Q 0 g 0 Tr {lines(LETTER, y=600)}", lines(LETTER)])

    found = extract(("a.pdf", file), ocr=False)

    assert found.suspect_text == (1,)


def test_hostile_50_a_layer_that_says_something_else_than_the_picture_is_not_believed() -> None:
    other = "The agency met its deadline and every page was released in full to the requester.\n"
    lie = f"{whole_page()}\n3 Tr {lines(other * 5)}"
    file = pdf([lie, lie], images=[scan()])

    found = extract(("a.pdf", file))

    assert found.suspect_text == (1, 2)
    assert all("412 pages" in page.text for page in found.pages)
    assert not any("met its deadline" in page.text for page in found.pages)


def test_hostile_51_a_document_that_defines_entities_is_refused() -> None:
    laughs = (
        f'{XML}<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "{"&a;" * 50}">]>'
        '<w:document xmlns:w="x">&b;</w:document>'
    )
    outside = f'{XML}<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
    wide = outside.replace("1.0", '1.0" encoding="UTF-16').encode("utf-16")

    for bad in (laughs, outside, wide):
        file = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": bad})
        assert "XML entities" in refused("a.docx", file)
        assert "XML entities" in refused("a.xlsx", file)


def test_hostile_51_a_remote_template_stays_where_it_is(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/attachedTemplate" Target="http://127.0.0.1:{port}/t.dotm"'
        ' TargetMode="External"/></Relationships>'
    )
    out = io.BytesIO(docx(paragraph("Words")))
    with ZipFile(out, "a") as archive:
        archive.writestr("word/_rels/settings.xml.rels", link)

    assert extract(("a.docx", out.getvalue())).pages[0].text == "Words"
    with listener, pytest.raises(TimeoutError):
        listener.accept()


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Costs"
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_hostile_52_a_workbook_gives_values_and_never_formulas() -> None:
    file = workbook([["Item", "Cost"], ["Copies", 12.0], ["Sum", "=SUM(B2)"]])

    (page,) = extract(("a.xlsx", file)).pages

    assert page.text == "Item\tCost\nCopies\t12\nSum"
    assert page.label == "sheet Costs, rows 1 to 3"


def test_hostile_52_a_million_empty_rows_are_no_pages() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "first"
    sheet["A1048576"] = "last"
    out = io.BytesIO()
    book.save(out)

    pages = extract(("a.xlsx", out.getvalue())).pages

    assert pages[0].text.startswith("first")
    assert len(pages) <= 2


def test_hostile_52_a_sheet_that_its_writer_hid_is_told_of() -> None:
    book = openpyxl.Workbook()
    book["Sheet"]["A1"] = "open"
    sheet = book.create_sheet("Names")
    sheet["A1"] = "hidden"
    sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)

    found = extract(("a.xlsx", out.getvalue()))

    assert found.hidden_text == (2,)
    assert found.warnings == ("Sheets hidden in Excel were read too: Names.",)


def test_hostile_53_formulas_in_a_table_stay_words() -> None:
    table = "a,b\n=HYPERLINK(1),+1\n@SUM,-2+3\n"

    assert extract(("a.csv", table.encode())).pages[0].text == "a\tb\n=HYPERLINK(1)\t+1\n@SUM\t-2+3"


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffName,Cost\nÄpfel,3\n".encode(),
        b"Name;Cost\r\n\xc4pfel;3\r\n",
        "Name\tCost\nÄpfel\t3\n".encode("utf-16"),
        "Name,Cost\nÄpfel,3\n".encode("utf-16-le"),
        b'sep=;\n"Name";"Cost"\n"\xc3\x84pfel";3\n',
    ],
    ids=["mark", "semicolons", "utf-16", "utf-16 without mark", "sep line"],
)
def test_hostile_54_a_table_is_read_in_any_usual_writing(data: bytes) -> None:
    text = extract(("a.csv", data)).pages[0].text

    assert text.removeprefix("sep=\n").removeprefix("sep=;\n") == "Name\tCost\nÄpfel\t3"


def test_hostile_54_a_quote_that_never_closes_is_refused_with_its_line() -> None:
    table = b'a,b\n1,2\n3,"open to the end\n' + b"4,5\n" * 20

    assert "from line 3 on" in refused("a.csv", table)


def test_a_named_pipe_or_a_folder_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)

    for path in (pipe, tmp_path):
        with pytest.raises(FilingError):
            extract(path)


def test_a_file_over_the_limit_is_refused_with_its_size() -> None:
    assert "limit is 1." in refused("a.txt", b"x" * 2_000_000, Limits(file_bytes=1024 * 1024))


def test_a_reader_gets_no_secret_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    from index.extract import sandbox

    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")

    assert "secret" not in str(sandbox._environment())


def test_a_page_that_wants_too_much_memory_is_not_read_and_says_so() -> None:
    wide = pdf([whole_page()], images=[scan()], box="0 0 612 792")
    why, pages = outcome(wide, Limits(memory_bytes=64 * 1024 * 1024))

    assert "memory" in why or "breaks" in why or pages[0].note
    assert not any(page.text for page in pages)


def test_a_caller_that_stops_early_leaves_no_child_behind() -> None:
    from index.extract import sandbox

    sandbox.close()
    pages = read_pages(("a.pdf", pdf([lines(LETTER)] * 50)), ocr=False)
    next(pages)
    pages.close()  # type: ignore[attr-defined]

    assert sandbox._idle == []
