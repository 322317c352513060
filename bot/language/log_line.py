"""A line of `log`, its options or its form, read into the event: whose, what, when, details.

Two ways to type the same: `breach/ICE acknowledged --on 2023-12-01 --number X`, as scripts do,
and `breach/ICE acknowledged Dec 1, 2023 number X`, as people do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from bot.errors import BotError, UsageError
from bot.language import leftover, log_words
from bot.language.options import day, first, keyword, split_options
from bot.language.readers import Setting
from bot.law import events
from bot.law.dates import UnclearDate, parse_date
from bot.law.event_table import TABLE
from bot.law.events import Kind, UnknownEvent
from bot.registry.commands import LogEvent

LINE = "line"  # the field of a form whose other fields are a line's options
OPTIONS = ("on", "letter", "note", "assumed", *events.DETAILS)
# These start or stop no clock: the day that nobody typed is the day of recording.
_TODAY_WILL_DO = frozenset(kind for kind, row in TABLE.items() if row.today_will_do)
_KIND_WORDS = 4
_DATE_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Split:
    """A line taken apart: what it is about, the event, what follows it, the event's own words."""

    target: str
    kind: Kind
    rest: str
    said: str


def parse(words: str, setting: Setting) -> LogEvent:
    """Read a line. Raises UsageError with what to type, NotFound for the request.

    Without a day, `on` is None; words that may say something else stand in `doubt`.
    """
    words = words.lstrip(" :").rstrip()
    if not words or (words.startswith("#") and " " not in words):
        return about(words)
    head, note = split_note(words, setting)
    if "--" in head:
        return _with_options(head, note, setting)
    assumed = head.casefold().rstrip().endswith(" assumed")
    found = split_event(head[: -len(" assumed")] if assumed else head, setting)
    if found.kind is Kind.NOTE:
        return _note(found, note, setting, assumed=assumed)
    values, free = _values(found.kind, found.rest)
    if "on" not in values:
        on, free = _day_in(free, setting.today)
        values["on"] = on
    if found.kind is Kind.COURT_DATE and "due" not in values and _lies_ahead(values["on"], setting):
        values |= {"due": values["on"], "on": setting.today.isoformat()}
    values |= {"assumed": "yes"} if assumed else {}
    return _event(found, free, values, note, setting)


def from_values(line: str, values: Mapping[str, str], setting: Setting) -> LogEvent:
    """Read a line whose options are values already, as the command line has them: none is cut.

    Raises as `parse` does.
    """
    for name in values:
        if name not in OPTIONS:
            known = ", ".join(f"--{one}" for one in sorted(OPTIONS))
            raise UsageError(f"There is no option --{name} here. Known: {known}.")
    return _with_values(line, dict(values), "", setting)


def from_form(value: LogEvent, fields: Mapping[str, str], setting: Setting) -> LogEvent:
    """Read the submitted form, or a line with its options. Raises UsageError naming the fault."""
    if LINE in fields:
        options = {name: given for name, given in fields.items() if name != LINE}
        return from_values(fields[LINE], options, setting)
    target = fields.get("target", "").strip() or fields.get("words", "").strip() or value.target
    if not target:
        raise UsageError("Which request? For example: ice-data-breach/ICE.")
    kind = _kind(fields.get("event", ""))
    given = {key: held for key, held in fields.items() if held and key in events.DETAILS}
    today = setting.today
    on = day(fields.get("on", "") or (today.isoformat() if kind in _TODAY_WILL_DO else ""), today)
    details = log_words.details(given, today)
    event = replace(about(target), event=kind, on=on, note=fields.get("note", ""))
    if not (more := fields.get("more", "").strip()):
        return replace(event, details=tuple(details.items()))
    typed = parse(f"#c0 {kind.value} on {on} {more}", setting)
    note = " ".join(filter(None, [event.note, typed.note]))
    details = {**dict(typed.details), **details}
    return replace(
        event, note=note, details=tuple(details.items()), doubt=typed.doubt, others=typed.others
    )


def about(target: str) -> LogEvent:
    """Read "SLUG", "SLUG/ICE", "SLUG/ICE,DHS", "SLUG/all" or a reference ("#c5")."""
    head, slash, tail = target.strip().rpartition("/")
    if not (slash and head):
        return LogEvent(target.strip())
    return LogEvent(head, tuple(part.strip() for part in tail.split(",") if part.strip()))


# -- The note ------------------------------------------------------------------------------------

_NOTE = re.compile(r"(?:^|(?<=\s))(?P<sign>--note|note)(?:\s*[:=]\s?|\s|$)", re.IGNORECASE)
_QUOTED = re.compile(
    rf"\s*(?:\"([^\"]*)\"|“([^”]*)”)(?=\s*$|\s+--(?:{'|'.join(OPTIONS)})(?:[ =]|$))"
)


def split_note(words: str, setting: Setting) -> tuple[str, str]:
    """Split a line at its note: the rest of the line as it stands, whatever is in it.

    A note that is in quotes as a whole ends with them. Options typed behind `--note` count where
    the day is there.
    """
    for match in _NOTE.finditer(words):
        head, text = words[: match.start()], words[match.end() :]
        if head.count('"') % 2 or not _says_event(head, setting):
            continue  # "note" in quotes, in a name, or the event itself
        if quoted := _QUOTED.match(text):
            return f"{head} {text[quoted.end() :]}", quoted[1] or quoted[2] or ""
        if match["sign"] != "note" and not re.search(r"--on[ =]", head):
            text, mark, options = text.partition(" --on ")
            head += mark + options
        return head.rstrip(), text.strip()
    return words, ""


def _says_event(head: str, setting: Setting) -> bool:
    try:
        split_event(split_options(head, OPTIONS)[0] if "--" in head else head, setting)
    except BotError:
        return False
    return True


def _note(found: _Split, note: str, setting: Setting, *, assumed: bool) -> LogEvent:
    """Read a note that is itself the event: 'called contact "FOIA Officer" note ...'."""
    today = setting.today
    if note:
        on, spoken = _day_in(found.rest, today)
        spoken = re.sub(r"\bon\s*$", "", spoken)  # "note on 2024-05-02 ..."
        note = f"{spoken} {note}".strip()
    else:
        on, note = _day_of_note(found.rest, today)
    return _made(found, {"on": on, **({"assumed": "yes"} if assumed else {})}, note, today)


def _day_of_note(rest: str, today: date) -> tuple[str, str]:
    """Read the day that a note begins with, or ends with if it is past; else keep every word."""
    text = rest.strip()
    bare = re.sub(r"^(?:on|:)\s+", "", text)
    tokens = bare.split()
    for many in range(min(_DATE_WORDS, len(tokens)), 0, -1):
        said = " ".join(tokens[:many]).strip(",:;")
        if _is_day(said, today):
            return said, bare.split(None, many)[many] if len(tokens) > many else ""
    on, _ = _day_in(text, today)
    past = on and _is_day(on, today) and day(on, today) <= today
    return (on if past else ""), text


# -- Options, keywords, what is left -------------------------------------------------------------


def _with_options(words: str, note: str, setting: Setting) -> LogEvent:
    rest, options = split_options(words, OPTIONS)
    values = {key: first(options, key) for key in options}
    return _with_values(rest, values, note, setting)


def _with_values(line: str, values: dict[str, str], note: str, setting: Setting) -> LogEvent:
    found, free = (split := split_event(line, setting)), split.rest
    if "on" not in values:
        # A day that was typed without its option counts all the same; never today in its place.
        on, free = _day_in(free, setting.today)
        values |= {"on": on} if on else {}
    return _event(found, free, values, note, setting)


_EXPLAINED = frozenset({"disposition", "outcome", "quantity", "unit", "verb", "per"})


def _event(
    found: _Split, free: str, values: Mapping[str, str], note: str, setting: Setting
) -> LogEvent:
    """Make the event; what is said without a keyword may explain it, deny it, or name another."""
    read = log_words.free_words(found.kind, free)
    name = found.target.rpartition("/")[0] or found.target
    loose = "" if name.startswith("#") or setting.is_request(name) else name
    left = "" if read and set(read) <= _EXPLAINED else free
    if doubt := leftover.doubt(found.kind, found.said, left, loose):
        said = f"{' '.join(f'{found.said} {free}'.split())} {note}".strip()
        on = day(values["on"], setting.today) if values.get("on") else None
        bare = replace(about(found.target), event=found.kind, on=on, note=said)
        return replace(bare, doubt=doubt.words, others=doubt.others)
    values = {key: str(value) for key, value in read.items()} | dict(values)
    return _made(found, values, note, setting.today)


def _made(found: _Split, values: Mapping[str, str], note: str, today: date) -> LogEvent:
    kind = found.kind
    on = values.get("on") or (today.isoformat() if kind in _TODAY_WILL_DO else "")
    details = log_words.details(values, today)
    return replace(
        about(found.target),
        event=kind,
        on=day(on, today) if on else None,
        assumed="assumed" in values,
        letter=values.get("letter", ""),
        note=note or values.get("note", ""),
        details=tuple(details.items()),
    )


def _values(kind: Kind, rest: str) -> tuple[dict[str, str], str]:
    """Split what follows the event at its keywords; quoted words hold none."""
    quotes: list[str] = []

    def keep(match: re.Match[str]) -> str:
        quotes.append(match[1] or match[2])
        return f" \x00{len(quotes) - 1}\x00 "

    covered = re.sub(r'"([^"]*)"|“([^”]*)”', keep, rest)
    free, found = keyword(f" {covered}", log_words.keywords(kind))

    def uncover(words: str) -> str:
        shown = re.sub(r"\x00(\d+)\x00", lambda match: quotes[int(match[1])], words)
        return " ".join(shown.split())

    values = {log_words.named(name): uncover(value) for name, value in found.items()}
    return values, uncover(free)


# -- The day -------------------------------------------------------------------------------------


def _day_in(free: str, today: date) -> tuple[str, str]:
    """Find the day at the beginning or the end of what has no keyword."""
    tokens = free.strip(" ,:").split()
    for many in range(min(_DATE_WORDS, len(tokens)), 0, -1):
        for chosen, rest in (
            (tokens[:many], tokens[many:]),
            (tokens[-many:], tokens[:-many]),
        ):
            said = " ".join(chosen).strip(",:;")
            if _is_day(said, today):
                return said, " ".join(rest)
    for token in (tokens[:1], tokens[-1:]):
        if token and re.match(r"\d{1,4}[-/.]\d{1,2}[-/.]\d", token[0]):
            return token[0], " ".join(tokens)  # looks like a day, but is none: `day` says why
    return "", free


def _lies_ahead(said: str, setting: Setting) -> bool:
    """Say whether a day is to come: a court date is the day that was set, not that of setting."""
    return _is_day(said, setting.today) and day(said, setting.today) > setting.today


def _is_day(said: str, today: date) -> bool:
    try:
        parse_date(said, today=today)
    except UnclearDate:
        return False
    return True


# -- The request and the event -------------------------------------------------------------------


def split_event(words: str, setting: Setting) -> _Split:
    """Split "ice data breach/ICE acknowledged ..." into target, event, what follows, its words.

    The longest name of a request wins, then the longest event: "appeal filed" is not "filed".
    """
    tokens = words.split()
    if not tokens:
        raise UsageError("Log what? For example: log ice-data-breach/ICE acknowledged 2023-12-01.")
    slashed = _after_slash(tokens)
    if slashed:
        return _with_event(tokens, slashed)
    found: _Split | None = None
    for cut in range(1, len(tokens)):
        head = " ".join(tokens[:cut])
        if (event := _event_at(tokens, cut)) is None or not setting.may_mean(head):
            continue
        if found is None or setting.is_request(head):
            found = _Split(head, *event)
    return found or _unread(tokens, setting)


def _after_slash(tokens: Sequence[str]) -> int:
    """Return where the event begins after "SLUG/ICE" or "SLUG/ICE, DHS"; 0 without a slash."""
    for at, token in enumerate(tokens):
        if "/" in token[1:] and not re.match(r"\d", token):
            end = at + 1
            while tokens[end - 1].endswith((",", "/")) and end < len(tokens):
                end += 1
            return end
    return 1 if tokens[0].startswith("#") else 0


def _with_event(tokens: Sequence[str], cut: int) -> _Split:
    target = " ".join(tokens[:cut]).rstrip(":,")
    event = _event_at(tokens, cut)
    if event is not None:
        return _Split(target, *event)
    said = " ".join(tokens[cut:])
    if not said:
        raise UsageError(
            f"What happened to {target!r}? For example: acknowledged, received, determined."
        )
    return _Split(target, _kind(said), "", said)


def _kind(said: str) -> Kind:
    try:
        return events.parse_kind(said)
    except UnknownEvent as error:
        raise UsageError(str(error)) from error


def _kind_of(said: str) -> Kind | None:
    """Read the name of an event; letters that changed places are a slip of it."""
    try:
        return events.parse_kind(said)
    except UnknownEvent:
        return _spelt_otherwise().get("".join(sorted(said.casefold())))


@cache
def _spelt_otherwise() -> dict[str, Kind]:
    known = [
        (word, kind)
        for kind, row in TABLE.items()
        for word in (kind.value, *row.sayings)
        if word.isalpha() and len(word) > _SHORT_WORD
    ]
    return {"".join(sorted(word)): kind for word, kind in known}


_SHORT_WORD = 5  # letters
_APPEAL_BY = re.compile(r"appeal (?:by|until|within|due)\b", re.IGNORECASE)


def _event_at(tokens: Sequence[str], cut: int) -> tuple[Kind, str, str] | None:
    """Read the longest name of an event that begins there."""
    for many in range(min(_KIND_WORDS, len(tokens) - cut), 0, -1):
        said = " ".join(tokens[cut : cut + many]).rstrip(":,;")
        if any(_APPEAL_BY.match(" ".join(tokens[at:])) for at in range(cut + 1, cut + many)):
            continue  # "denied appeal by DAY" says until when we may
        kind = _kind_of(said)
        if kind is None:
            continue
        rest = " ".join(tokens[cut + many :])
        # "status report due ..." is a court date, and says which.
        named = kind is Kind.COURT_DATE and said.lower() not in {"court date", "court-date"}
        # "denied in part" is a determination, and says how it went.
        named |= kind is Kind.DETERMINED and log_words.is_disposition(said)
        return kind, f"{said} {rest}" if named else rest, said
    return None


def _unread(tokens: Sequence[str], setting: Setting) -> _Split:
    """Say what is missing: the request, or what happened to it. Always raises."""
    whole = " ".join(tokens)
    fault = setting.unfound(whole)
    if fault is None:
        raise UsageError(
            f"What happened to {whole!r}? For example: acknowledged, received, determined."
        )
    for cut in range(len(tokens) - 1, 0, -1):
        if setting.may_mean(" ".join(tokens[:cut])):
            _kind(" ".join(tokens[cut:]))
    raise fault
