"""Files of every kind that hold every bird; made on the spot."""

from __future__ import annotations

import csv
import io
from email.message import EmailMessage
from html import escape
from pathlib import Path

import docx
import openpyxl

from tests.flows.canary.birds import everything
from tests.index.extract.samples import lines, pdf, saved, scan

WORDS = "We searched the records about electronic monitoring and found 412 pages"
# Letters of the standard fonts only; a PDF made by hand has no others.
_PLAIN = "Applicant: Zerafina Quillonbrask\nA 213-597-486\nSSN 517-46-2938\nDOB: 07/14/1991"


def text(start: str = WORDS) -> str:
    """A letter whose lines each hold one guise."""
    return "\n".join([start + ".", *everything(), "Sincerely, the Records Project."])


def word() -> bytes:
    """A Word file with the birds in paragraphs, a table and its properties."""
    made = docx.Document()
    made.core_properties.title = "About A 213-597-486"
    made.core_properties.author = "Ondrejka Vasquelline"
    for line in text().splitlines():
        made.add_paragraph(line)
    table = made.add_table(rows=0, cols=4)
    for row in ROWS:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


ROWS = (
    ("Name", "A-Number", "DOB", "Result"),
    ("Quillonbrask, Zerafina", "213-597-486", "07/14/1991", "positive"),
    ("Vasquelline, Ondrejka", "73918246", "14 July 1991", "negative"),
)


def workbook() -> bytes:
    """An Excel file with a list of people."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    notes = book.create_sheet("Vasquelline")
    for line in text().splitlines():
        notes.append([line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def mail() -> bytes:
    """A mail from and about the birds, with an attachment named after one."""
    made = EmailMessage()
    made["Subject"] = "Hearing of Ondrejka Vasquelline, A 213-597-486"
    made["From"] = "Zerafina Q <zerafina.q@mailbird.example.com>"
    made["To"] = "office@example.org"
    made["Date"] = "Mon, 08 Jan 2024 10:00:00 -0500"
    made.set_content(text())
    made.add_attachment(
        text("An attachment about monitoring").encode(),
        maintype="text", subtype="plain", filename="A213597486_Vasquelline.txt",
    )  # fmt: skip
    return made.as_bytes()


def page() -> bytes:
    """An HTML page with the birds in text, attributes and a hidden part."""
    body = "".join(f"<p title='A213597486'>{escape(line)}</p>" for line in text().splitlines())
    head = "<title>About Ondrejka Vasquelline</title><meta name=author content='A213597486'>"
    hidden = "<div style='display:none'>SSN 517-46-2938</div>"
    return f"<html><head>{head}</head><body>{body}{hidden}</body></html>".encode()


def tracker() -> bytes:
    """A list of requests with birds in every column, in rows that are taken and rows that are not."""
    notes = "Applicant: Zerafina Quillonbrask, A 213-597-486, SSN 517-46-2938"
    rows = [
        ("Request", "Agency", "Tracking number", "Sent", "Received", "Status", "Notes", "Owner",
         "A213597486 Vasquelline"),
        ("Files of Ondrejka Vasquelline", "ICE", "2023-ICFO-09999", "2023-11-10", "2023-11-13",
         "closed for Vasquelline", notes, "Ondrejka Vasquelline", "x"),
        ("A 213-597-486", "ICE", "A213597486", "2023-11-10", "", "denied", notes, "x", "x"),
        ("Third", "Ondrejka Vasquelline", "", "2023-11-10", "", "", notes, "", ""),
        ("Fourth", "ICE", "", "born 07/14/1991 A213597486", "", "", notes, "", ""),
        ("Fifth", "ICE", "", "2023-11-10", "Vasquelline, Ondrejka", "", notes, "", ""),
    ]  # fmt: skip
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def put(folder: Path) -> Path:
    """Write one file of every kind; some carry a bird in their name, one in its folder's."""
    inner = folder / "A213597486 Vasquelline"
    inner.mkdir(parents=True)
    (folder / "letter.txt").write_text(text(), "utf-8")
    (folder / "A213597486.txt").write_text(text("A second letter about monitoring"), "utf-8")
    (inner / "notes Vasquelline 517-46-2938.docx").write_bytes(word())
    (folder / "list.xlsx").write_bytes(workbook())
    (folder / "mail.eml").write_bytes(mail())
    (folder / "page.html").write_bytes(page())
    info = "<< /Title (About A 213-597-486) /Author (Ondrejka Vasquelline) >>"
    (folder / "letter.pdf").write_bytes(pdf([lines(f"{WORDS}.\n{_PLAIN}")], info=info))
    (folder / "scan.png").write_bytes(saved(scan(f"{WORDS}.\n\n{_PLAIN}"), "PNG", dpi=(200, 200)))
    (folder / "wrong 646-738-2915.pdf").write_bytes(b"GIF89a A213597486 Vasquelline")
    (folder / "empty A213597486.docx").write_bytes(b"")
    return folder
