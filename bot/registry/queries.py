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
    "ripe [request]",
    run="bot.queries.ripe:ripe",
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
    "window",
    "When our time to appeal ends",
    "window [request]",
    run="bot.queries.appeal_window:window",
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
