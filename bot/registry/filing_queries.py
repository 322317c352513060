"""The queries of filings: letters, pages, what they say. What each runs stands in bot.queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.frozen import value
from bot.privacy.gate import Data
from bot.registry import Pace, Query, inner, page, registered, words

if TYPE_CHECKING:
    from datetime import date


@registered(
    "letter",
    "Show a letter: the request, the acknowledgment, the denial ...",
    "letter <request>: <sort>",
    run="bot.queries.letters:letter",
    data=Data.FILING,
    pace=Pace.POOL,
    examples=("letter ice data breach: acknowledgment",),
)
@value
class ShowLetter(Query):
    """`sort` is the name of a sort of letter (bot.law.letter_sorts); `newest`: the last of them."""

    about: str = words()
    sort: str = inner("")
    newest: bool = inner(default=False)

    def typed(self) -> str:
        """Put the sort after a colon."""
        return f"{self.about}: {'last ' if self.newest else ''}{self.sort}"


@registered(
    "cite",
    "Which letter did it: page, quote and date",
    "cite <request>: <what>",
    run="bot.queries.letters:cite",
    data=Data.FILING,
    pace=Pace.POOL,
    examples=("cite ice data breach: expedited processing denied",),
)
@value
class CiteLetter(Query):
    """`sort` is the name of a sort of letter: what it did."""

    about: str = words()
    sort: str = inner("")

    def typed(self) -> str:
        """Put what it did after a colon."""
        return f"{self.about}: {self.sort}"


@registered(
    "find",
    "Search the filings: pages with a quote",
    "find <words>",
    run="bot.queries.filings:find",
    data=Data.FILING,
    pace=Pace.POOL,
    examples=('find "root cause" request:ice-data-breach', "find exemption:b5 from:ICE"),
    aliases=("search",),
    at_cli=False,
)
@value
class FindPages(Query):
    """`text` is a query of the index's own language. `top` 0: a page of them."""

    text: str = words(needed=True)
    request: str = inner("")
    top: int = inner(0)
    start: int = inner(0)

    def typed(self) -> str:
        """Say the request as a prefix of the index's language."""
        request = f"request:{self.request}" if self.request else ""
        return " ".join([*filter(None, [self.text, request]), *page(self)])


@registered(
    "ask",
    "Ask the filings a question in plain words",
    "ask <question>",
    run="bot.queries.filings:ask",
    data=Data.FILING,
    pace=Pace.POOL,
    examples=("ask which letter denied expedited processing",),
)
@value
class AskFilings(Query):
    """A question in plain words; it goes to the index as it was typed."""

    question: str = words(needed=True)
    top: int = inner(0)
    request: str = inner("")  # the request that is spoken of: its filings are asked first
    # Which filings the question says: of which kinds, of which days; and the question without it.
    kinds: str = inner("")
    since: date | None = inner()
    until: date | None = inner()
    rest: str = inner("")

    @property
    def narrowed(self) -> bool:
        """Whether it says of which filings it is asked."""
        return bool(self.kinds or self.since or self.until)

    def typed(self) -> str:
        """Say the question alone."""
        return self.question


@registered(
    "show",
    "A page of a filing, masked",
    "show <filing> [page]",
    run="bot.queries.filings:show",
    data=Data.FILING,
    pace=Pace.POOL,
    examples=("show request.txt 2",),
    at_cli=False,
)
@value
class ShowPage(Query):
    """`filing` is a name or a reference ("#f2", "#p55"). `page` 0: the first, or the one meant."""

    filing: str = ""
    page: int = 0


@registered(
    "filings",
    "What is on file, and which pages cannot be searched",
    "filings [request]",
    run="bot.queries.filings:filings",
    data=Data.FILING,
    pace=Pace.POOL,
    examples=("filings ice data breach",),
    aliases=("documents",),
    at_cli=False,
)
@value
class ListFilings(Query):
    """What is on file, newest first; of one request, or all."""

    about: str = words()
    start: int = inner(0)


@registered(
    "redactions",
    "Pages by the exemption printed on them",
    "redactions [exemption]",
    run="bot.queries.redactions:redactions",
    data=Data.FILING,
    pace=Pace.POOL,
    examples=("redactions b5", "redactions ice data breach"),
)
@value
class ListRedactions(Query):
    """`exemption` "": every exemption, counted; `about` "": of all filings, else of a request's."""

    exemption: str = words()
    about: str = inner("")

    def typed(self) -> str:
        """Say the exemption, then whose filings."""
        return " ".join(filter(None, [self.exemption, self.about]))
