"""The words that a verb is given: which request, which agency, and what the verb asks besides."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.language.heard import HeardLine, Reading
from bot.law import agencies
from bot.law.identifiers import exemption_in
from bot.law.letter_sorts import sort_of
from bot.store.name_lookup import Named, Names
from bot.store.requests import fold

# Verbs about one request: without its name they cannot be answered.
OF_ONE = frozenset({"why", "ripe", "number", "history", "draft", "timeline"})
_OF_MANY_TOO = frozenset({"ripe"})  # asked "which requests", these give a list
_WHICH = re.compile(r"\b(?:which|whom?|any\w*|all|every\w*|list)\b")


def with_words(reading: Reading, line: HeardLine) -> Reading:
    """Compose the verb's words: which request, which agency, and what the verb asks besides."""
    named = line.named
    found = named.requests
    agency = named.agencies[0] if len(named.agencies) == 1 else ""
    of_many = reading.verb in _OF_MANY_TOO and _WHICH.search(line.text)
    if not found and reading.verb in OF_ONE and not of_many:
        found = tuple(
            one for one in line.names.shown if not agency or agency in line.names.at.get(one, ())
        ) or tuple(line.names.shown)
    if len(found) > 1:
        reading = replace(reading, which=found)
    request = found[0] if len(found) == 1 else 0
    elsewhere = elsewhere_of(named, line.names)
    if request and agency not in line.names.at.get(request, ()):
        agency = ""
    if len(found) > 1:
        agency = agency if all(agency in line.names.at.get(one, ()) for one in found) else ""
    target = f"#r{request}" + (f"/{agency}" if agency else "") if request else agency
    about, words = _SPECIAL.get(reading.verb, _plain_target)(line, target)
    return replace(
        reading,
        words=words,
        request=request,
        agency=agency,
        about=about,
        named=bool(named.requests or named.agencies),
        elsewhere=elsewhere,
        nearly=named.nearly and request != 0,
    )


def elsewhere_of(named: Named, names: Names) -> str:
    """Return the one agency that is named, where the one request that is named did not go there.

    A department above a recipient, and where its appeals go, belong to the request.
    """
    if len(named.requests) != 1 or len(named.agencies) != 1:
        return ""
    agency, went = named.agencies[0], names.at.get(named.requests[0], set())
    above = {one for at in went for one in (at, *agencies.known(at).chain)}
    mine = agencies.known(agency)
    if agency in above or (agency in _ABOVE and mine.parent in above):
        return ""
    return agency


_ABOVE = frozenset({"OIP"})  # decides the appeals of its department's other components


Special = Callable[[HeardLine, str], tuple[str, str]]


def _plain_target(_line: HeardLine, target: str) -> tuple[str, str]:
    return "", target


_LIMITS = (
    (r"\bappeal\b.*\b(?:decision|decide|determination)\b", "appeal determination"),
    (r"\b(?:decided?|rule|decision|ruling|answer)\b(?: \w+){0,4} appeal\b", "appeal determination"),
    (r"\bruling\b|\b(?:ag|oag|attorney general)\b", "ruling"),
    (r"\bappeal\b", "appeal"),
    (r"\bexpedit\w*", "expedited"),
    (r"\bdeterminations?\b", "determination"),
    (r"\bstill interested\b", "still interested"),
    (r"\b(?:sue|suit|lawsuit|limitations?)\b", "suit"),
    (r"\b(?:clarif\w+|our (?:answer|reply))\b", "reply"),
    (r"\bproduction\b", "production"),
)  # fmt: skip


def _why(line: HeardLine, target: str) -> tuple[str, str]:
    about = next((name for text, name in _LIMITS if re.search(text, line.text)), "")
    return about, f"{target} {about}".strip()


_SPELT = {
    "a": 1, "one": 1, "two": 2, "a couple of": 2, "couple of": 2, "three": 3, "a few": 5, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10, "fourteen": 14, "thirty": 30,
    "sixty": 60, "ninety": 90,
}  # fmt: skip


def _due(line: HeardLine, target: str) -> tuple[str, str]:
    text = line.text
    span = ""
    if found := re.search(rf"\b(\d{{1,4}}|{'|'.join(_SPELT)}) (days?|weeks?|months?)\b", text):
        span = f"{_SPELT.get(found[1], found[1])} {found[2]}"
    elif found := re.search(r"\b(today|tomorrow)\b", text):
        span = found[1]
    elif found := re.search(r"\b(?:this|next|coming|the|of) (week|month|quarter|year)\b", text):
        span = f"{'next' if 'next ' + found[1] in text else 'this'} {found[1]}"
        span = span.replace("this quarter", "quarter").replace("this year", "year")
    elif found := re.search(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", text):
        span = found[1]
    elif found := re.search(_CALENDAR_DAY, line.typed.casefold()):
        span = found[0]
    elif found := re.search(_IN_A_MONTH, text):
        span = found[1]
    return span, " ".join(filter(None, [span.replace("next quarter", "180 days"), target]))


_IN_A_MONTH = (
    r"\b(?:in|by|for|of|until|through) (january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\b"
)
_CALENDAR_DAY = (
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}\b(?:,? \d{4})?"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b"
)
_SINCE = (
    r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    r"\b(yesterday|today)\b",
    r"\b((?:last|this|past) (?:week|month|year))\b",
)


def _news(line: HeardLine, target: str) -> tuple[str, str]:
    day = re.search(r"(?i)\bsince\s+([\w ,/-]*\d[\w,/-]*)", line.typed)
    found = [match[1] for text in _SINCE if (match := re.search(text, line.text))]
    since = day[1].strip(" ,?.") if day else found[0] if found else ""
    words = f"since {since.replace('past', 'last')}" if since else ""
    if target and _FROM_THEM.search(line.text):
        words = f"theirs {words}".strip()
    return words, f"{words} about {target}".strip() if target else words


_FROM_THEM = re.compile(
    r"\b(?:word from|hear\w*|(?:get|got|gotten|write|wrote|call|called|come|came) back"
    r"|answer\w*|respon\w+|repl\w+)\b"
)


_NEWEST = re.compile(r"\b(?:last|latest|newest|most recent)\b")


def _letter(line: HeardLine, target: str) -> tuple[str, str]:
    sort = sort_of(_without_the_request(line.text))
    about = sort.name if sort else "request letter"
    newest = "last " if sort and _NEWEST.search(line.text) else ""
    return f"{newest}{about}", f"{target}: {newest}{about}"


def _without_the_request(text: str) -> str:
    """Drop "request" where it is only the matter ("the breach request"), not the letter."""
    if re.search(r"\b(?:denial|acknowl|ack|extension|determination|appeal|expedit|fee)", text):
        return re.sub(r"\brequests?\b", " ", text)
    return text


def _redactions(line: HeardLine, target: str) -> tuple[str, str]:
    code, _ = exemption_in(line.typed)
    # Exemptions stand on pages, and pages belong to requests: an agency alone narrows nothing.
    about = target.partition("/")[0] if target.startswith("#") else ""
    return code, f"{code} {about}".strip()


_LEAD = re.compile(
    r"(?i)^(?:(?:please|can you|could you|i want to|hey|ok)\s+)*(?:search|look|find|hunt|scan|grep)"
    r"(?:\s+(?:up|in|through))?(?:\s+(?:all\s+)?(?:the\s+|our\s+)?(?:filings|documents|files|letters"
    r"|records|pages))?(?:\s+for)?\s+(?:(?:any\s+)?mentions?\s+of\s+)?"
)


def _find(line: HeardLine, _target: str) -> tuple[str, str]:
    words = _LEAD.sub("", line.typed).strip(" ?.!")
    words = re.sub(
        r"(?i)\s+in (?:the |our )?(?:filings|documents|files|letters|records)$", "", words
    )
    if len(line.named.requests) == 1:
        cut = re.search(r"(?i)\s(?:in|from|within)\s(?:the |our )?[^\"]*$", words)
        if cut:
            slug = line.names.slugs[line.named.requests[0]]
            return "", f"{words[: cut.start()]} request:{slug}"
    return "", words


_LETTERS = re.compile(
    r"\b(?:appeal|follow ?up|status request|fee objection|fee waiver|still interested|"
    r"clarification|ogis|refil(?:e|ing)|comments?(?= to\b|$))"
)
_TYPED_DRAFT = re.compile(r"^draft(?: (?:the|REQ|AGY|NUM))+ (?P<rest>[^,.?!]+)$")
_A_DRAFT_OF = re.compile(
    r"\b(?:draft|write|prepare|compose) (?:(?:me|us|up) )?(?:an?|the|our) (?P<rest>\w+)\b"
)
_ANY_LETTER = frozenset(
    {"letter", "mail", "email", "note", "draft", "message", "inquiry", "please"}
)


def _draft(line: HeardLine, target: str) -> tuple[str, str]:
    """Give the letter that was named, known or not; where none was, the record says which."""
    if found := _LETTERS.search(line.text):
        about = "follow-up" if found[0].startswith("follow") else found[0].replace(" ", "-")
        return about, f"{target} {about}".strip()
    other = _TYPED_DRAFT.search(line.text) or _A_DRAFT_OF.search(line.text)
    said = [word for word in other["rest"].split() if word.islower()] if other else []
    if other is None or not said or said[-1] in _ANY_LETTER:
        return "", target
    about = (
        " ".join(fold(line.typed).split()[-len(said) :]) if other.re is _TYPED_DRAFT else said[0]
    )
    return about, f"{target} {about}".strip()


def _speed(line: HeardLine, target: str) -> tuple[str, str]:
    # How slow an agency is, is asked of the agency: of all its requests.
    agency = line.named.agencies[0] if line.named.agencies else ""
    return "", agency or target


def _export(line: HeardLine, target: str) -> tuple[str, str]:
    kinds = (
        (r"\b(?:calendar|ics|ical|icalendar|outlook)\b", "ics"),
        (r"\bcsv\b", "csv"),
        (r"\bjson\b", "json"),
    )
    kind = next((name for text, name in kinds if re.search(text, line.text)), "xlsx")
    return kind, f"{kind} {target}".strip()


_HELPED = {
    "log": "log", "record": "log", "register": "log", "enter": "log", "undo": "undo",
    "remind": "remind", "reminder": "remind", "assign": "assign", "rename": "alias",
}  # fmt: skip


def _help(line: HeardLine, _target: str) -> tuple[str, str]:
    return "", next((_HELPED[word] for word in line.text.split() if word in _HELPED), "")


def _filings(_line: HeardLine, target: str) -> tuple[str, str]:
    return "", target if target.startswith("#") else ""


MINE = re.compile(
    r"^(?:(?:which|what|show|list|give|see|me|are|is|the|of|ones?|these|those|that|all|open|only|just|and"
    r"|requests?|foias?|matters?|cases?|status|where|do|stand|how|now|right)\s+)*"
    r"(?:mine|my (?:own )?(?:open |pending |active )?(?:requests?|foias?|matters?|cases?|ones|own)"
    r"|(?:assigned to|owned by) me|i own)"
    r"(?:\s+(?:now|only|alone|please|stand|right|standing|open))*[\s?.!]*$"
)


def _status(line: HeardLine, target: str) -> tuple[str, str]:
    """Say "mine" where one's own requests are asked for: "which ones are mine?"."""
    return "", target or ("mine" if MINE.match(line.text) else "")


_SPECIAL: dict[str, Special] = {
    "status": _status, "why": _why, "mark": _why, "due": _due, "news": _news, "letter": _letter,
    "cite": _letter, "redactions": _redactions, "find": _find, "draft": _draft, "speed": _speed,
    "export": _export, "help": _help, "filings": _filings,
    "nudges": lambda _line, _target: ("", ""),
}  # fmt: skip


def for_request(reading: Reading, request: int) -> str:
    """Return the verb's words once one of several requests was picked."""
    target = f"#r{request}" + (f"/{reading.agency}" if reading.agency else "")
    sign = ": " if reading.verb in {"letter", "cite"} else " "
    if reading.verb == "due":
        return f"{reading.about} {target}".strip()
    if reading.verb == "news":
        return f"{reading.about} about {target}".strip()
    if reading.verb == "export":
        return f"{reading.about} {target}"
    return f"{target}{sign}{reading.about}".strip(" :")


def for_other(reading: Reading, verb: str, line: str) -> str:
    """Return the other likely verb's words; the filings get them as typed."""
    if verb in {"ask", "find"}:
        return line.strip()
    target = reading.agency
    if reading.request:
        target = f"#r{reading.request}" + (f"/{reading.agency}" if reading.agency else "")
    if verb in {"letter", "cite"}:
        sort = sort_of(line)
        return f"{target}: {sort.name if sort else 'request letter'}"
    return target


def understood(reading: Reading, names: Sequence[str]) -> str:
    """Return what was understood in our own words: "why · ICE data breach · ICE · appeal"."""
    return " · ".join(filter(None, [reading.verb, *names, _shown(reading.agency), reading.about]))


def _shown(agency: str) -> str:
    return agencies.known(agency).shown if agency else ""
