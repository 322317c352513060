"""The queries: what people ask. Each is one frozen value; what it runs stands in bot.queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.frozen import value
from bot.privacy.gate import Data
from bot.registry import Pace, Query, inner, option, page, registered, words

if TYPE_CHECKING:
    from datetime import date

DAYS = 30  # how far `due` and `nudges` look ahead where nothing is said
# A limit's name, where people call it otherwise than its id with blanks for dashes.
LIMIT_WORDS = {
    "appeal-determination": "appeal determination",
    "expedite-decision": "expedited",
    "still-interested": "still interested",
    "court-date": "court date",
}


@registered(
    "status",
    "Where everything stands, most urgent first; or one request",
    "status [request]",
    run="bot.queries.status:where_it_stands",
    examples=("status", "status ice data breach"),
    aliases=("list", "open"),
)
@value
class ShowStatus(Query):
    """`about` is a request as people call it, or a reference; "" everything."""

    about: str = words()
    mine: bool = inner(default=False)
    start: int = inner(0)
    every: bool = inner(default=False)  # no pages: for scripts

    def typed(self) -> str:
        """Say mine, or which request."""
        return " ".join([*filter(None, ["mine" if self.mine else self.about]), *page(self)])


@registered(
    "due",
    "What is due within some days",
    "due [days] [request]",
    run="bot.queries.deadlines:due",
    examples=("due", "due 7"),
)
@value
class ListDue(Query):
    """Open deadlines from today to `days` calendar days ahead."""

    days: int = option(DAYS, "--days", "N", help="how many days ahead; also words: 2 weeks")
    about: str = words()
    start: int = inner(0)


@registered(
    "overdue",
    "What is late, theirs and ours, in working days",
    "overdue [request]",
    run="bot.queries.deadlines:overdue",
    examples=("overdue",),
    aliases=("late",),
)
@value
class ListOverdue(Query):
    """Deadlines whose day has passed; due today is not overdue."""

    about: str = words()
    start: int = inner(0)


@registered(
    "owe",
    "What we must do, and by when",
    "owe [request]",
    run="bot.queries.deadlines:owe",
    examples=("owe",),
)
@value
class ListOwed(Query):
    """What we must do, late or not."""

    about: str = words()
    start: int = inner(0)


@registered(
    "why",
    "How a date was computed: start, days skipped, tolling, citation",
    "why <request>[/agency] [limit]",
    run="bot.queries.why:why",
    examples=("why ice data breach", "why ice data breach/ICE appeal"),
)
@value
class ExplainDeadline(Query):
    """`limit` "": every open deadline. `about` may be one deadline's reference ("#d12")."""

    about: str = words()
    limit: str = inner("")

    def typed(self) -> str:
        """Say the limit in words, as people do."""
        return f"{self.about} {LIMIT_WORDS.get(self.limit, self.limit)}".strip()


@registered(
    "ripe",
    "May we sue, and since when",
    "ripe <request>",
    run="bot.queries.numbers:ripe",
    examples=("ripe ice data breach",),
    aliases=("sue",),
)
@value
class ShowRipeness(Query):
    """May we sue over each component of a request."""

    about: str = words()


@registered(
    "number",
    "A request's tracking numbers, or the request that carries a number",
    "number <request or number>",
    run="bot.queries.numbers:number",
    examples=("number ice data breach",),
    aliases=("numbers",),
)
@value
class ShowNumbers(Query):
    """`about` is a request, or a number."""

    about: str = words()


@registered(
    "news",
    "What was recorded since a day",
    "news [since day] [about request]",
    run="bot.queries.news:news",
    examples=("news", "news since monday", "news about ICE"),
)
@value
class ShowNews(Query):
    """`since` None: the last seven days. `theirs`: only what agencies and courts did."""

    since: date | None = option(None, "--since", "DAY")
    about: str = words()
    start: int = inner(0)
    theirs: bool = inner(default=False)

    def typed(self) -> str:
        """Say since when, and about which request."""
        since = f"since {self.since.isoformat()}" if self.since else ""
        about = f"about {self.about}" if self.about else ""
        theirs = "theirs" if self.theirs else ""
        return " ".join([*filter(None, [theirs, since, about]), *page(self)])


@registered(
    "history",
    "Everything recorded about one request",
    "history <request>",
    run="bot.queries.news:history",
    examples=("history ice data breach",),
)
@value
class ShowHistory(Query):
    """Everything recorded about one request, newest first."""

    about: str = words()
    start: int = inner(0)


@registered(
    "timeline",
    "A picture of a request's life: events, clocks, deadlines, today",
    "timeline <request>[/agency]",
    run="bot.queries.timeline:timeline",
    pace=Pace.POOL,
    examples=("timeline ice data breach",),
    aliases=("picture",),
    at_cli=False,
)
@value
class ShowTimeline(Query):
    """The life of a request, or of one component of it."""

    about: str = words(needed=True)


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
    "window",
    "When our time to appeal ends",
    "window [request]",
    run="bot.queries.windows:window",
    examples=("window ice data breach",),
)
@value
class ShowAppealWindow(Query):
    """Our time to appeal, for each component."""

    about: str = words()


@registered(
    "produced",
    "What they have produced, and what is missing: pages, Bates gaps, items",
    "produced [request]",
    run="bot.queries.produced:produced",
    examples=("produced ice data breach",),
    aliases=("releases",),
)
@value
class ShowProduced(Query):
    """What was produced, what is missing."""

    about: str = words()


@registered(
    "fees",
    "The fee waiver and the costs",
    "fees [request]",
    run="bot.queries.fees:fees",
    examples=("fees ice data breach/ICE",),
)
@value
class ShowFees(Query):
    """The fee waiver and the costs."""

    about: str = words()


@registered(
    "contacts",
    "Whom to write to or call, and when last used",
    "contacts [request or agency]",
    run="bot.queries.contacts:contacts",
    examples=("contacts ice data breach",),
)
@value
class ShowContacts(Query):
    """Whom to write to or call."""

    about: str = words()


@registered(
    "docket",
    "The lawsuit: next dates, pages promised against produced",
    "docket [request]",
    run="bot.queries.docket:docket",
    examples=("docket ice data breach",),
    aliases=("case",),
)
@value
class ShowDocket(Query):
    """The lawsuit over a request."""

    about: str = words()


@registered(
    "speed",
    "How slow an agency is with us, open requests counted",
    "speed [agency]",
    run="bot.queries.speed:speed",
    pace=Pace.POOL,
    examples=("speed ICE",),
)
@value
class ShowSpeed(Query):
    """How long determinations take."""

    about: str = words()


@registered(
    "public",
    "What may be said in public",
    "public [request]",
    run="bot.queries.public:public",
    examples=("public ice data breach",),
)
@value
class ShowPublicFacts(Query):
    """What may be said in public."""

    about: str = words()


@registered(
    "mark",
    "How to end, snooze or hand on a reminder",
    "mark [request]",
    run="bot.queries.open_reminders:mark",
    examples=("mark ice data breach",),
)
@value
class ListMarks(Query):
    """Open reminders, and how to end each; `limit` "": of every limit."""

    about: str = words()
    limit: str = inner("")

    def typed(self) -> str:
        """Say the limit in words, as people do."""
        return f"{self.about} {LIMIT_WORDS.get(self.limit, self.limit)}".strip()


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
    "mail",
    "For leads: mail that waits, because it matches nothing or its sender is not proven",
    "mail",
    run="bot.queries.mail_tray:tray",
    data=Data.FILING,
    pace=Pace.POOL,
    examples=("mail",),
    at_cli=False,  # `foia mail check|once` looks after the mailbox itself
)
@value
class ListMail(Query):
    """What came in by mail and nobody has decided about, oldest first."""


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


@registered(
    "nudges",
    "What will be posted where",
    "nudges [days]",
    run="bot.commands.reminding:upcoming",
    pace=Pace.POOL,
    examples=("nudges 14",),
    at_cli=False,
)
@value
class ListNudges(Query):
    """What will be posted within so many days."""

    days: int = DAYS


@registered(
    "help",
    "What you can say",
    "help [verb]",
    run="bot.queries.help:show",
    data=Data.HELP,
    examples=("help",),
    at_cli=False,
)
@value
class ShowHelp(Query):
    """`topic` is the name of a query or command; "" all of them."""

    topic: str = words()
