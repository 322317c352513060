"""The withholding log: page by page what was withheld, under which exemption, with what reason.

It is made from the marks that pages carry and from the letters; it is no Vaughn index of the
agency's, and says nothing that is not printed.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import astuple, dataclass

from bot.answers.values import Answer, Button, Fact, FactsAnswer, FileAnswer
from bot.answers.wording import count
from bot.errors import UsageError
from bot.invocation import Ask, Room
from bot.queries import word_file
from bot.queries.components import chosen
from bot.registry.draft_queries import WriteWithholdingLog
from bot.store import pages
from bot.store.pages import Sight
from bot.store.tables import PageRow

HEADER = ("filing", "page", "bates", "exemption", "marks", "words beside it", "claimed reason")
_BESIDE = 70  # characters each side
_LISTED = 12
_LONGEST = 300  # characters of a sentence on each side of the mark
# What each exemption is for, in the statute's words shortened: 5 U.S.C. 552(b).
_STATUTE = {
    "(b)(1)": "classified", "(b)(2)": "internal personnel rules", "(b)(3)": "another statute",
    "(b)(4)": "trade secrets, commercial information", "(b)(5)": "privileged memoranda",
    "(b)(6)": "personal privacy", "(b)(7)(A)": "law enforcement: open proceedings",
    "(b)(7)(B)": "law enforcement: fair trial", "(b)(7)(C)": "law enforcement: personal privacy",
    "(b)(7)(D)": "law enforcement: confidential source", "(b)(8)": "banks", "(b)(9)": "wells",
    "(b)(7)(E)": "law enforcement: techniques", "(b)(7)(F)": "law enforcement: life or safety",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One exemption on one page."""

    doc: str
    page: int
    bates: str
    exemption: str
    marks: int
    beside: str
    reason: str


def withheld(room: Room, ask: Ask, query: WriteWithholdingLog) -> Answer:
    """Answer `withheld REQUEST [csv|docx]`. Raises UsageError, NotFound, Ambiguous."""
    if not query.about:
        raise UsageError("Withheld from which request? For example: withheld ice data breach csv.")
    components, name = chosen(room.session, query.about)
    sight = Sight(pages.sight_of(room.session, ask.person).levels)
    ids = {component.request_id for component in components}
    entries = _entries(room, sight, ids)
    slug = components[0].request.slug if components else "request"
    title = f"Withholding log, {name}: {count(len(entries), 'entry', 'entries')}"
    if query.form == "csv":
        file = f"withheld-{slug}-{ask.today}.csv"
        return FileAnswer(file, "text/csv", _csv(entries), title, data=_data(entries))
    if query.form == "docx":
        content = word_file.made(_text(entries, title))
        file = f"withheld-{slug}-{ask.today}.docx"
        return FileAnswer(file, word_file.MEDIA_TYPE, content, title, data=_data(entries))
    return _answer(entries, title, query.about)


def _entries(room: Room, sight: Sight, requests: set[int]) -> list[Entry]:
    filings = pages.of_requests(room.session, requests)
    found = [one for one in pages.marked(room.session, sight, "exemption") if one[0].id in filings]
    reasons = _reasons([(row, code) for filing, row, code, _ in found if filing.kind != "release"])
    entries = [
        Entry(
            filing.doc,
            row.number,
            row.bates,
            code,
            often,
            beside(row.text, code),
            reasons.get(code) or f"[not stated on file; the statute: {_STATUTE.get(code, code)}]",
        )
        for filing, row, code, often in found
    ]
    return sorted(entries, key=lambda one: (one.doc, one.page, one.exemption))


def _reasons(marked: list[tuple[PageRow, str]]) -> dict[str, str]:
    """Give, for each exemption, the sentence that states a reason for it, with its page."""
    reasons: dict[str, str] = {}
    for row, code in marked:
        sentence = sentence_with(row.text, code)
        if code not in reasons and re.search(r"(?i)\b(?:because|protect|exempt|disclos)", sentence):
            reasons[code] = f"“{sentence}” (page {row.number})"
    return reasons


def _pattern(code: str) -> re.Pattern[str]:
    parts = re.findall(r"[0-9]+|[A-Za-z]+", code)
    joined = r"\)?\s{0,2}\(?".join(map(re.escape, parts))
    return re.compile(rf"\(?\s?{joined}\)?", re.IGNORECASE)


def beside(text: str, code: str) -> str:
    """Give the words beside the first mark of an exemption on a page, on one line."""
    found = _pattern(code).search(text)
    if found is None:
        return ""
    begin, end = max(0, found.start() - _BESIDE), min(len(text), found.end() + _BESIDE)
    while 0 < begin < found.start() and not text[begin - 1].isspace():  # whole words alone
        begin += 1
    while found.end() < end < len(text) and not text[end].isspace():
        end -= 1
    words = " ".join(text[begin:end].split())
    return f"{'…' if begin else ''}{words}{'…' if end < len(text) else ''}"


def sentence_with(text: str, code: str) -> str:
    """Give the sentence that carries an exemption's first mark, on one line."""
    found = _pattern(code).search(text)
    if found is None:
        return ""
    paragraph = text[text.rfind("\n\n", 0, found.start()) + 1 :].lstrip("\n").partition("\n\n")[0]
    flat = " ".join(paragraph.split())
    mark = _pattern(code).search(flat)
    if mark is None:  # it runs over the end of a paragraph
        return ""
    stop = flat.rfind(". ", 0, mark.start())
    begin = max(stop + 2 if stop >= 0 else 0, mark.start() - _LONGEST)
    end = flat.find(". ", mark.end())
    return flat[begin : min(end + 1 if end >= 0 else len(flat), mark.end() + _LONGEST)]


def _csv(entries: list[Entry]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(tuple(map(_no_formula, astuple(entry))) for entry in entries)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _no_formula(cell: object) -> object:
    """Keep a spreadsheet from running what a page says."""
    begins = isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t"}
    return f"'{cell}" if begins else cell


def _text(entries: list[Entry], title: str) -> str:
    lines = [f"# {title}", "From the marks on the pages and the letters on file.", ""]
    for one in entries:
        stamp = f", {one.bates}" if one.bates else ""
        lines.append(f"{one.doc}, page {one.page}{stamp}: {one.exemption}, {one.marks} times")
        lines += [f"   beside it: {one.beside}"] if one.beside else []
        lines.append(f"   reason: {one.reason}")
    return "\n".join(lines)


def _data(entries: list[Entry]) -> dict[str, object]:
    return {"entries": [dict(zip(HEADER, astuple(one), strict=True)) for one in entries]}


def _answer(entries: list[Entry], title: str, about: str) -> FactsAnswer:
    codes = Counter(one.exemption for one in entries)
    return FactsAnswer(
        title=title,
        facts=tuple(Fact(code, count(n, "page")) for code, n in sorted(codes.items())),
        sections=(
            (
                "Entries",
                tuple(
                    Fact(f"{one.doc}, page {one.page}, {one.exemption}", one.beside or one.reason)
                    for one in entries[:_LISTED]
                ),
            ),
        )
        if entries
        else (),
        data=_data(entries),
        buttons=(
            Button("As a table", f"withheld {about} csv"),
            Button("As a Word file", f"withheld {about} docx"),
        )
        if entries
        else (),
        understood="withholding log",
    )
