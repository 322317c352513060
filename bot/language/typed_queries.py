"""What was typed after the name of a query, read into its value. No look-ups but of names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.errors import UsageError
from bot.language.options import WEEKDAYS, day, split_page
from bot.language.readers import Setting, reads, reads_form
from bot.registry import draft_queries as dq
from bot.registry import filing_queries as fq
from bot.registry import queries as q

MAX_DAYS = 3660
_NAMED = {
    "today": 0, "tomorrow": 1, "week": 7, "this week": 7, "next week": 14, "month": 30,
    "this month": 30, "next month": 60, "quarter": 91, "year": 366,
}  # fmt: skip
_UNITS = {"": 1, "day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30}
_SPAN = re.compile(r"(?:--days\s+)?(\d{1,5})\s*(days?|weeks?|months?)?(?:\s+(?:for\s+)?(.+))?")


@reads(q.ShowStatus)
def _status(words: str, _: Setting) -> q.ShowStatus:
    about, start = split_page(words)
    if about.casefold() in {"mine", "my requests", "my own"}:
        return q.ShowStatus(mine=True, start=start)
    return q.ShowStatus(about, start=start)


@reads(q.ListDue)
def _due(words: str, setting: Setting) -> q.ListDue:
    said, start = split_page(words)
    ahead, about = days_ahead(said, setting.today)
    return q.ListDue(ahead, about, start)


@reads_form(q.ListDue)
def _due_options(query: q.ListDue, form: Mapping[str, str], setting: Setting) -> q.ListDue:
    ahead, about = days_ahead(form["days"], setting.today)
    if about and setting.surface == "cli":
        raise UsageError(f"{form['days']!r} is no number of days. For example: due --days 30.")
    return replace(query, days=ahead, about=query.about or about)


_MONTHS = tuple(f"{date(2024, n, 1):%B}".casefold() for n in range(1, 13))
_A_MONTH = re.compile(rf"(?:in )?({'|'.join(_MONTHS)})(?:$| (?!\d)(?:for )?(.*))")


def _month_end(text: str, today: date) -> tuple[int, str] | None:
    """Read "december": the days to its end, this year's or the next one's."""
    found = _A_MONTH.fullmatch(text)
    if found is None:
        return None
    month = _MONTHS.index(found[1]) + 1
    first = date(today.year + (month < today.month), month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return (last - today).days, found[2] or ""


def days_ahead(words: str, today: date) -> tuple[int, str]:
    """Read "30", "2 weeks", "this week", "by friday"; what follows names a request."""
    text = " ".join(words.removeprefix("--days").casefold().split()).removeprefix("by ")
    if not text:
        return q.DAYS, ""
    named = _NAMED | {name: (n - today.weekday()) % 7 for n, name in enumerate(WEEKDAYS)}
    for name in sorted(named, key=len, reverse=True):
        if text == name or text.startswith(f"{name} "):
            return named[name], text[len(name) :].strip().removeprefix("for ")
    if ahead := _month_end(text, today) or _until(text, today):
        return ahead
    if match := _SPAN.fullmatch(text):
        span = int(match[1]) * _UNITS[match[2] or ""]
        if span <= MAX_DAYS:
            return span, match[3] or ""
    if text[:1].isalpha() or text.startswith("#"):
        return q.DAYS, words.removeprefix("for ").strip()
    raise UsageError(f"How many days ahead? A number up to {MAX_DAYS}, for example: due 30.")


def _until(text: str, today: date) -> tuple[int, str] | None:
    """Read a day of the calendar ahead ("feb 8", "2/8") as so many days; what follows it stays."""
    from bot.language import days

    said = next((one for one in days.find(text, today) if one.start == 0), None)
    if said is None or said.future is None or (said.future - today).days > MAX_DAYS:
        return None
    return (said.future - today).days, text[said.end :].strip().removeprefix("for ")


@reads(q.ListOverdue)
def _overdue(words: str, _: Setting) -> q.ListOverdue:
    return q.ListOverdue(*split_page(words))


@reads(q.ListOwed)
def _owe(words: str, _: Setting) -> q.ListOwed:
    return q.ListOwed(*split_page(words))


# What people call a limit; the longer name stands first.
_LIMITS = {
    "appeal determination": "appeal-determination",
    "expedite decision": "expedite-decision",
    "expedited": "expedite-decision",
    "determination": "determination",
    "still interested": "still-interested",
    "court date": "court-date",
    "ruling": "ruling",
    "appeal": "appeal",
    "routing": "routing",
    "answer": "answer",
    "reply": "reply",
    "production": "production",
    "suit": "suit",
}


def limit_in(words: str) -> tuple[str, str]:
    """Split a limit's name off the words: "ice appeal" -> ("appeal", "ice")."""
    folded = " ".join(words.replace("-", " ").split()) if not words.startswith("#") else words
    for name, limit in _LIMITS.items():
        if folded.casefold().endswith(" " + name):
            return limit, folded[: -len(name)].strip()
    return "", words


@reads(q.ExplainDeadline)
def _why(words: str, _: Setting) -> q.ExplainDeadline:
    limit, about = limit_in(words)
    return q.ExplainDeadline(about, limit)


@reads(q.ListMarks)
def _mark(words: str, _: Setting) -> q.ListMarks:
    limit, about = limit_in(f" {words}")
    return q.ListMarks(about.strip(), limit)


_BACK = {
    "last week": 14, "this week": 7, "last month": 61, "this month": 31, "week": 7, "month": 31,
    "last year": 731, "this year": 366,
}  # fmt: skip


@reads(q.ShowNews)
def _news(words: str, setting: Setting) -> q.ShowNews:
    said, start = split_page(words)
    since, _, about = f" {said} ".partition(" about ")
    theirs = since.split()[:1] == ["theirs"]
    since = since.strip().removeprefix("theirs") if theirs else since
    return q.ShowNews(since_day(since, setting.today), about.strip(), start, theirs)


@reads_form(q.ShowNews)
def _news_options(query: q.ShowNews, form: Mapping[str, str], setting: Setting) -> q.ShowNews:
    return replace(query, since=since_day(form["since"], setting.today))


def since_day(words: str, today: date) -> date | None:
    """Read "since monday", "last week", "2023-11-01"; None where nothing is said."""
    text = words.strip().removeprefix("--since").removeprefix("since").strip().casefold()
    if not text:
        return None
    if text in _BACK:
        return today - timedelta(days=_BACK[text])
    if text.removeprefix("last ") in WEEKDAYS:
        back = (today.weekday() - WEEKDAYS.index(text.removeprefix("last "))) % 7
        return today - timedelta(days=back or 7)
    if found := _A_LONG_TIME.fullmatch(text):
        month = _MONTHS.index(found[1]) + 1 if found[1] else 1
        return date(int(found[2] or today.year - (month > today.month)), month, 1)
    return day(text, today)


_A_LONG_TIME = re.compile(rf"(?:({'|'.join(_MONTHS)}),? ?)?(20\d\d)?(?<=.)")


@reads(q.ShowHistory)
def _history(words: str, _: Setting) -> q.ShowHistory:
    return q.ShowHistory(*split_page(words))


@reads(dq.ExportRequests)
def _export(words: str, _: Setting) -> dq.ExportRequests:
    kind, _space, about = words.strip().partition(" ")
    return dq.ExportRequests(kind.casefold(), about.strip())


_SORT_OF_DRAFT = re.compile(
    r"(?i)\s*\b(follow[- ]?up|appeal|nudge|reminder|status(?: request)?|fee[- ]objection|"
    r"fee[- ]waiver|still[- ]interested|clarification(?: answer)?|ogis|refil(?:e|ing))"
    r"(?:\s+(?:outline|letter|request))?\s*$"
)
_DRAFTS = {"nudge": "follow-up", "reminder": "follow-up", "followup": "follow-up",
           "status-request": "status", "clarification-answer": "clarification",
           "refiling": "refile"}  # fmt: skip


@reads(dq.DraftLetter)
def _draft(words: str, _: Setting) -> dq.DraftLetter:
    said, form = _form(words, ("docx",))
    found = _SORT_OF_DRAFT.search(said)
    if found is None:
        return dq.DraftLetter(said.strip(), "", form)
    name = found[1].casefold().replace(" ", "-")
    return dq.DraftLetter(said[: found.start()].strip(), _DRAFTS.get(name, name), form)


@reads(dq.WriteMemo)
def _memo(words: str, _: Setting) -> dq.WriteMemo:
    about, form = _form(words, ("docx", "text"))
    return dq.WriteMemo(about, "" if form == "text" else form)


@reads(dq.WriteWithholdingLog)
def _withheld(words: str, _: Setting) -> dq.WriteWithholdingLog:
    return dq.WriteWithholdingLog(*_form(words, ("csv", "docx")))


@reads(dq.ProjectProduction)
def _projection(words: str, _: Setting) -> dq.ProjectProduction:
    about, form = _form(words, ("csv", "png"))
    found = re.search(r"(?:^|\s)([1-9][\d,]{0,11})(?:\s+pages)?$", about)
    if found is None:
        return dq.ProjectProduction(about, 0, form)
    total = int(found[1].replace(",", ""))
    return dq.ProjectProduction(about[: found.start()].strip(), total, form)


def _form(words: str, forms: tuple[str, ...]) -> tuple[str, str]:
    """Split the form of a file off the words: "ice docx" -> ("ice", "docx")."""
    about, _, last = words.strip().rpartition(" ")
    if last.casefold() in forms:
        return about.strip(), last.casefold()
    return words.strip(), ""


_NEWEST = re.compile(r"(?i)^(?:the\s+)?(?:last|latest|newest|most recent)\s+")


@reads(fq.ShowLetter)
def _letter(words: str, setting: Setting) -> fq.ShowLetter:
    about, said = _request_and_rest(words, setting)
    newest = _NEWEST.match(said) is not None
    return fq.ShowLetter(about, _sort(_NEWEST.sub("", said)), newest=newest)


@reads(fq.CiteLetter)
def _cite(words: str, setting: Setting) -> fq.CiteLetter:
    about, said = _request_and_rest(words, setting)
    return fq.CiteLetter(about, _sort(said))


def _sort(words: str) -> str:
    from bot.law.letter_sorts import sort_of

    sort = sort_of(words)
    if sort is None:
        raise UsageError(
            "Which letter? For example: letter ice data breach: acknowledgment; or cite ice data "
            "breach: expedited processing denied."
        )
    return sort.name


def _request_and_rest(words: str, setting: Setting) -> tuple[str, str]:
    """Split "ice data breach: the denial"; without a colon at the longest name of a request."""
    about, colon, said = words.rpartition(":")
    if colon:
        return about.strip(), said.strip()
    tokens = words.split()
    for cut in range(len(tokens) - 1, 0, -1):
        head = " ".join(tokens[:cut])
        if head.startswith("#") or setting.is_request(head.partition("/")[0]):
            return head, " ".join(tokens[cut:])
    return "", words


@reads(fq.FindPages)
def _find(words: str, _: Setting) -> fq.FindPages:
    text, start = split_page(words)
    return fq.FindPages(text, start=start)


@reads(fq.AskFilings)
def _ask(words: str, setting: Setting) -> fq.AskFilings:
    from bot.language.filing_scope import scope_of  # its patterns are many

    said = scope_of(words, setting.today)
    if said is None:
        return fq.AskFilings(words)
    return fq.AskFilings(
        words, kinds=said.kinds, since=said.since, until=said.until, rest=said.rest
    )


@reads(fq.ShowPage)
def _show(words: str, _: Setting) -> fq.ShowPage:
    name, _space, last = words.strip().rpartition(" ")
    if words.startswith("#p") or not (name and last.isdigit() and len(last) < 7):  # noqa: PLR2004
        return fq.ShowPage(words.strip())
    return fq.ShowPage(name.removesuffix(" page").removesuffix(" p."), int(last))


@reads(fq.ListFilings)
def _filings(words: str, _: Setting) -> fq.ListFilings:
    return fq.ListFilings(*split_page(words))


@reads(q.ListMail)
def _mail(words: str, _: Setting) -> q.ListMail:
    if words.strip():
        raise UsageError(
            "`mail` stands alone: it lists the mail that waits for a lead. To record what came, "
            "begin with whose it is, for example: ICE acknowledged on 2024-01-16."
        )
    return q.ListMail()


_OF_A_REQUEST = re.compile(r"(?i)^(?:in|on|of|for|about|from)\s+(?:the\s+|our\s+)?")


@reads(fq.ListRedactions)
def _redactions(words: str, setting: Setting) -> fq.ListRedactions:
    # Exemptions stand on pages of a request, whichever of its agencies they came from.
    said = re.sub(r"(#r\d+)/[\w-]+", r"\1", words.strip())
    if not said:
        return fq.ListRedactions()
    if setting.is_request(said):
        return fq.ListRedactions("", said)
    from bot.law.identifiers import exemption_in  # its patterns are many

    code, about = exemption_in(said)
    return fq.ListRedactions(code, _OF_A_REQUEST.sub("", about))


@reads(q.ListNudges)
def _nudges(words: str, _: Setting) -> q.ListNudges:
    said = words.strip() or str(q.DAYS)
    if not (said.isascii() and said.isdigit() and int(said) <= 366):  # noqa: PLR2004
        raise UsageError("How many days ahead? A number up to 366, for example: nudges 30.")
    return q.ListNudges(int(said))
