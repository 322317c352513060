"""The small files that failed once, each with its right value; skipped where they are not at hand."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.spreadsheets import columns, grid, rows
from index.extract import extract
from index.pages import FilingError
from tests.index.extract.test_corpora import CORPORA
from tests.support.cases import each

FOUND = CORPORA / "found"
NEW_YORK = ZoneInfo("America/New_York")

pytestmark = [
    pytest.mark.outside,
    pytest.mark.skipif(not FOUND.is_dir(), reason="no corpora; FOIA_CORPORA names their folder"),
]
_LETTERS = ["agency’s", "12–14", "Señora Peña", "€ 25", "§ 552"]
_COVERED = ["Quintanilla", "Elm Court"]
# What must be found or named, and what must not be readable.
FILES: dict[str, tuple[list[str], list[str]]] = {
    "blank-plain.eml": (["2024-ICFO-01001"], []),
    "nbsp-plain.eml": (["2024-ICFO-01002"], []),
    "placeholder-plain.eml": (["2024-ICFO-01003"], []),
    "html-plus-footer.eml": (["2024-ICFO-01004"], []),
    "html-plus-calendar.eml": (["2024-ICFO-01005", "Mar 15 2024"], ["BEGIN:VCALENDAR"]),
    "apple-mixed.eml": (["2024-ICFO-01006"], []),
    "mixed-plain-then-html.eml": (["2024-ICFO-01007"], []),
    "plain-attach-order.eml": (["2024-ICFO-01030"], []),
    "amp.eml": (["2024-ICFO-01031"], ["<html", "<p"]),
    "h-1252-1252.eml": (_LETTERS, ["Ã", "â€"]),
    "h-utf8-1252meta.eml": (_LETTERS, ["Ã", "â€"]),
    "h-latin1-latin1.eml": (["Señora Peña", "§ 552"], ["Ã", "Â"]),
    "h-utf16meta2.eml": (["Señora Peña"], ["Ã"]),
    "latin1-cp1252.eml": (["agency’s", "“breach” –", "requesters’ appeal — is", "€ 25"], []),
    "subject-1252.eml": (["The agency’s decision – pages 12–14"], []),
    "page-latin1.html": (["The agency’s pages 12–14"], []),
    "gbk.eml": (["2024-ICFO-01009"], []),
    "bounce.eml": (["foia@agency.example", "failed", "5.1.1", "mailbox unavailable"], []),
    "winmail.eml": (["2024-ICFO-01011", "letter.txt"], []),
    "uuencode.eml": (["letter.txt", "2024-ICFO-01022"], ["begin 644"]),
    "mbox-as-eml.eml": (["mailbox"], []),
    **{f"r-{name}.pdf": (["hidden:1"], _COVERED) for name in ("image", "line", "white", "slices", "red")},
    "r-cropbox.pdf": (["hidden:1"], []),
    "a-highlight-black.pdf": (["hidden:1"], _COVERED),
    "a-freetext-black.pdf": (["hidden:1"], _COVERED),
    "a-redact-unapplied.pdf": (["hidden:1"], _COVERED),
    "n-acroform.pdf": (["2024-ICFO-02003", "Not in the public interest", "checked"], []),
    "n-attached.pdf": (["responsive.txt", "2024-ICFO-02004"], []),
    "n-portfolio.pdf": (["record.pdf", "2024-ICFO-02005"], []),
    "n-xfa.pdf": (["2024-ICFO-02006"], []),
    "n-notes.pdf": (["2024-ICFO-02001", "2024-ICFO-02002"], []),
    "skew5.pdf": (["2024-ICFO-05001"], []),
    "skew7.pdf": (["2024-ICFO-05001"], []),
    "hidden-row.xlsx": (["hidden:1"], []),
    "hidden-col.xlsx": (["hidden:1"], []),
    "formats.xlsx": (["2024-ICFO-00123", "25%", "02139", "2024-ICFO-03010"], []),
}  # fmt: skip


def told(name: str, data: bytes, depth: int = 0) -> str:
    """All that a person is shown or told of a file and of what is in it."""
    try:
        found = extract((name, data))
    except FilingError as error:
        return str(error)
    said = [found.title, *(page.text for page in found.pages), *found.warnings]
    said += [f"hidden:{number}" for number in found.hidden_text]
    for part, inner in found.parts if depth < 3 else ():
        said += [part, told(part, inner, depth + 1)]
    return "\n".join(said)


@each("name", FILES)
def test_a_file_that_failed_once_gives_its_right_value(name: str) -> None:
    there, not_there = FILES[name]

    said = told(name, (FOUND / name).read_bytes())

    assert [words for words in there if words not in said] == []
    assert [words for words in not_there if words in said] == []


def test_lines_drawn_in_another_order_are_read_in_theirs() -> None:
    up = told("o-bottomup.pdf", (FOUND / "o-bottomup.pdf").read_bytes()).strip()
    two = told("o-twocol-interleaved.pdf", (FOUND / "o-twocol-interleaved.pdf").read_bytes())

    assert up.startswith("The agency searched")
    halves = [line for line in two.split("\n") if line.strip()]
    assert halves == sorted(halves, key=lambda line: "right" in line.lower())


def preview(name: str) -> str:
    """What an import of the file would record, refuse and remark."""
    reading = columns.read(grid.read(name, (FOUND / name).read_bytes())[0], {})
    found = rows.read(reading, today=date(2026, 1, 2), order="", said={}, zone=NEW_YORK)
    lines = [
        f"{one.name}/{one.whom.agency} " + " ".join(f"{e.kind.value}={e.on}" for e in one.entries)
        for one in found.lines
    ]
    return "\n".join([*lines, *(f.why for f in found.faults), *(r.what for r in found.remarks)])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("d1904-general.xlsx", ["sent=2024-01-08", "received=2024-01-10"]),
        ("more.csv", ["received=2024-01-10"]),
        ("formulas.xlsx", ["D3 holds a formula without a saved value"]),
        ("merged.xlsx", ["Detention deaths/DHS"]),
        ("dates2.csv", ["sent=2024-01-08"]),
        ("hidden-row.xlsx", ["row 4 is hidden in the sheet"]),
        ("hidden-col.xlsx", ["is hidden in the sheet"]),
    ],
)
def test_a_sheet_that_was_misread_once_is_read_or_asked_about(name: str, words: list[str]) -> None:
    said = preview(name)

    assert [one for one in words if one not in said] == []
