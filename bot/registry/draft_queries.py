"""The queries that write papers: letters, memos, logs, tables to take along. See bot.queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.frozen import value
from bot.privacy.gate import Data
from bot.registry import Pace, Query, inner, registered, words

if TYPE_CHECKING:
    pass


@registered(
    "export",
    "Requests, deadlines and events as a file: csv, xlsx, ics or json; page: for your website",
    "export <kind> [request]",
    run="bot.queries.exports:export",
    pace=Pace.POOL,
    examples=("export json", "export json ice data breach", "export page ice data breach"),
    at_cli=False,
)
@value
class ExportRequests(Query):
    """`kind` is csv, xlsx, ics, json, page (Markdown) or html (the same page)."""

    kind: str = ""
    about: str = words()


@registered(
    "draft",
    "A letter from the record, such as a follow-up or an appeal; a person sends it",
    "draft <request>/<agency> follow-up|appeal|status|fee objection|fee waiver|refile|... [docx]",
    run="bot.queries.drafts:draft",
    data=Data.FILING,
    examples=("draft ice data breach/ICE follow-up", "draft ice data breach/ICE appeal"),
)
@value
class DraftLetter(Query):
    """`sort` is follow-up, appeal ..., or "": what the record calls for; `form` docx or ""."""

    about: str = words()
    sort: str = inner("")
    form: str = inner("")


@registered(
    "memo",
    "The exhaustion memo: facts and what shows them, arithmetic, gaps, a complaint's start",
    "memo <request>/<agency> [docx]",
    run="bot.queries.memo:memo",
    data=Data.FILING,
    pace=Pace.POOL,
    examples=("memo ice data breach/ICE", "memo ice data breach/ICE docx"),
)
@value
class WriteMemo(Query):
    """`form` is "docx" for a Word file, "" for text."""

    about: str = words()
    form: str = inner("")

    def typed(self) -> str:
        """Say the form last, as people type it."""
        return f"{self.about} {self.form}".strip()


@registered(
    "withheld",
    "The withholding log: page, exemption, the words beside it, the reason claimed",
    "withheld <request> [csv|docx]",
    run="bot.queries.withholding:withheld",
    data=Data.FILING,
    pace=Pace.POOL,
    examples=("withheld ice data breach", "withheld ice data breach csv"),
)
@value
class WriteWithholdingLog(Query):
    """`form` is csv, docx, or "" for the first entries as an answer."""

    about: str = words()
    form: str = inner("")

    def typed(self) -> str:
        """Say the form last, as people type it."""
        return f"{self.about} {self.form}".strip()


@registered(
    "projection",
    "At this rate done when: promised against processed, as a table or a picture",
    "projection <request> [number of all pages] [csv|png]",
    run="bot.queries.projection:projection",
    pace=Pace.POOL,
    examples=("projection ice data breach 12000", "projection ice data breach 12000 png"),
)
@value
class ProjectProduction(Query):
    """`total` is the number of all pages, 0 where nobody has said it."""

    about: str = words()
    total: int = inner(0)
    form: str = inner("")

    def typed(self) -> str:
        """Say number and form last, as people type them."""
        total = str(self.total) if self.total else ""
        return " ".join(filter(None, [self.about, total, self.form]))
