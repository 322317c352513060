"""A line of `log` read into an entry: what it is about, the event, its day and details.

Two ways to type the same: `breach/ICE acknowledged --on 2023-12-01 --number X`, as scripts do,
and `breach/ICE acknowledged Dec 1, 2023 number X`, as people do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.commands import leftover, log_words
from bot.commands.leftover import Doubtful
from bot.commands.options import day, first, keyword, split_options
from bot.errors import BotError, UsageError
from bot.invocation import Room
from bot.law import events
from bot.law.dates import UnclearDate, parse_date
from bot.law.event_table import REQUEST, TABLE
from bot.law.events import Kind, UnknownEvent
from bot.store import requests

OPTIONS = ("on", "letter", "note", "assumed", *events.DETAILS)
# These start or stop no clock: the day that nobody typed is the day of recording.
TODAY_WILL_DO = frozenset(kind for kind, row in TABLE.items() if row.today_will_do)
# A suit and the letter's own items concern every agency that got the letter.
OF_ALL = frozenset(kind for kind, row in TABLE.items() if row.scope == REQUEST)
_KIND_WORDS = 4
_DATE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody wants recorded, read but not yet looked up."""

    target: str
    kind: Kind
    on: date
    assumed: bool = False
    letter: str = ""
    note: str = ""
    details: Mapping[str, str | int] = field(default_factory=dict)


class NoDay(UsageError):  # noqa: N818 - reads as what happened
    """The line says everything but when; `line` is what was said, up to its `note`."""

    def __init__(self, line: str, today: date, note: str = "") -> None:
        """Keep the line, for buttons that add the day."""
        self.line, self.note = line, note
        super().__init__(f"When? Add the day of the event, for example: --on {today.isoformat()}.")


def parse(room: Room, words: str, today: date) -> Entry:
    """Read a line. Raises UsageError with what to type, NotFound for the request.

    Raises Doubtful, a refusal, where words that are left over may say something else.
    """
    head, note = split_note(room, words)
    if "--" in head:
        return _with_options(room, head, note, today)
    assumed = head.casefold().rstrip().endswith(" assumed")
    bare = head[: -len(" assumed")] if assumed else head
    target, kind, rest, said = split_event(room, bare)
    if kind is Kind.NOTE:
        if note:
            on, spoken = _day_in(rest, today)
            spoken = re.sub(r"\bon\s*$", "", spoken)  # "note on 2024-05-02 ..."
            note = f"{spoken} {note}".strip()  # 'called contact "FOIA Officer" note ...'
        else:
            on, note = _day_of_note(rest, today)
        return _entry(head, target, kind, {"on": on}, today, assumed=assumed, note=note)
    values, free = _values(kind, rest)
    on, free = (values.pop("on"), free) if "on" in values else _day_in(free, today)
    values = _with_free(room, (target, kind, said), free, values | {"on": on})
    return _entry(head, target, kind, values, today, assumed=assumed, note=note)


def from_values(room: Room, line: str, values: Mapping[str, str], today: date) -> Entry:
    """Read a line whose options are values already, as the command line has them: none is cut.

    Raises as `parse` does.
    """
    for name in values:
        if name not in OPTIONS:
            known = ", ".join(f"--{one}" for one in sorted(OPTIONS))
            raise UsageError(f"There is no option --{name} here. Known: {known}.")
    given = dict(values)
    target, kind, free, said = split_event(room, line)
    if "on" not in given:
        on, free = _day_in(free, today)
        given |= {"on": on} if on else {}
    given = _with_free(room, (target, kind, said), free, given)
    return _entry(line, target, kind, given, today, assumed="assumed" in given)


def _with_free(
    room: Room, event: tuple[str, Kind, str], free: str, values: Mapping[str, str]
) -> dict[str, str]:
    """Add what is said without a keyword. Raises Doubtful where it may deny, or name another."""
    target, kind, said = event
    read = log_words.free_words(kind, free)
    name = target.rpartition("/")[0] or target
    loose = "" if name.startswith("#") or requests.is_named(room.session, name) else name
    left = "" if read and set(read) <= _EXPLAINED else free
    if found := leftover.doubt(kind, said, left, loose):
        words = " ".join(f"{said} {free}".split())
        raise Doubtful(target, kind, words, values.get("on", ""), found)
    return {name: str(value) for name, value in read.items()} | dict(values)


_EXPLAINED = frozenset({"disposition", "outcome", "quantity", "unit", "verb", "per"})


_NOTE = re.compile(r"(?:^|(?<=\s))(?P<sign>--note|note)(?:\s*[:=]\s?|\s|$)", re.IGNORECASE)
_QUOTED = re.compile(r"\s*(?:\"([^\"]*)\"|“([^”]*)”)(?=\s*$|\s+(?:--)?[a-z-]+\s)")


def split_note(room: Room, words: str) -> tuple[str, str]:
    """Split a line at its note: the rest of the line as it stands, whatever is in it.

    A note in quotes ends with them. Options typed behind `--note` count where the day is there.
    """
    for match in _NOTE.finditer(words):
        head, text = words[: match.start()], words[match.end() :]
        if head.count('"') % 2 or not _says_event(room, head):
            continue  # "note" in quotes, in a name, or the event itself
        if quoted := _QUOTED.match(text):
            return f"{head} {text[quoted.end() :]}", quoted[1] or quoted[2] or ""
        if match["sign"] != "note" and not re.search(r"--on[ =]", head):
            text, mark, options = text.partition(" --on ")
            head += mark + options
        return head.rstrip(), text.strip()
    return words, ""


def _says_event(room: Room, head: str) -> bool:
    try:
        split_event(room, split_options(head, OPTIONS)[0] if "--" in head else head)
    except BotError:
        return False
    return True


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


def _with_options(room: Room, words: str, note: str, today: date) -> Entry:
    rest, options = split_options(words, OPTIONS)
    values = {key: first(options, key) for key in options}
    target, kind, free, said = split_event(room, rest)
    if "on" not in values:
        # A day that was typed without its option counts all the same; never today in its place.
        on, free = _day_in(free, today)
        values |= {"on": on} if on else {}
    values = _with_free(room, (target, kind, said), free, values)
    return _entry(words, target, kind, values, today, assumed="assumed" in options, note=note)


def _entry(  # noqa: PLR0913 - each is a part of the line
    line: str,
    target: str,
    kind: Kind,
    values: Mapping[str, str],
    today: date,
    *,
    assumed: bool,
    note: str = "",
) -> Entry:
    on = values.get("on") or (today.isoformat() if kind in TODAY_WILL_DO else "")
    details = log_words.details(values, today)
    if not on:
        raise NoDay(line, today, note)
    return Entry(
        target=target,
        kind=kind,
        on=day(on, today),
        assumed=assumed,
        letter=values.get("letter", ""),
        note=note or values.get("note", ""),
        details=details,
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


def _is_day(said: str, today: date) -> bool:
    try:
        parse_date(said, today=today)
    except UnclearDate:
        return False
    return True


def split_event(room: Room, words: str) -> tuple[str, Kind, str, str]:
    """Split "ice data breach/ICE acknowledged ..." into target, event, what follows, its words.

    The longest name of a request wins, then the longest event: "appeal filed" is not "filed".
    """
    tokens = words.split()
    if not tokens:
        raise UsageError("Log what? For example: log ice-data-breach/ICE acknowledged 2023-12-01.")
    slashed = _after_slash(tokens)
    if slashed:
        return _with_event(tokens, slashed)
    found: tuple[str, Kind, str, str] | None = None
    for cut in range(1, len(tokens)):
        head = " ".join(tokens[:cut])
        if (event := _event_at(tokens, cut)) is None or not requests.matching(room.session, head):
            continue
        if found is None or requests.is_named(room.session, head):
            found = (head, *event)
    if found is not None:
        return found
    return _unread(room, tokens)


def _after_slash(tokens: Sequence[str]) -> int:
    """Return where the event begins after "SLUG/ICE" or "SLUG/ICE, DHS"; 0 without a slash."""
    for at, token in enumerate(tokens):
        if "/" in token[1:] and not re.match(r"\d", token):
            end = at + 1
            while tokens[end - 1].endswith((",", "/")) and end < len(tokens):
                end += 1
            return end
    return 1 if tokens[0].startswith("#") else 0


def _with_event(tokens: Sequence[str], cut: int) -> tuple[str, Kind, str, str]:
    target = " ".join(tokens[:cut]).rstrip(":,")
    event = _event_at(tokens, cut)
    if event is not None:
        return (target, *event)
    said = " ".join(tokens[cut:])
    if not said:
        raise UsageError(
            f"What happened to {target!r}? For example: acknowledged, received, determined."
        )
    try:
        return target, events.parse_kind(said), "", said
    except UnknownEvent as error:
        raise UsageError(str(error)) from error


def _event_at(tokens: Sequence[str], cut: int) -> tuple[Kind, str, str] | None:
    """Read the longest name of an event that begins there."""
    for many in range(min(_KIND_WORDS, len(tokens) - cut), 0, -1):
        said = " ".join(tokens[cut : cut + many]).rstrip(":,;")
        try:
            kind = events.parse_kind(said)
        except UnknownEvent:
            continue
        rest = " ".join(tokens[cut + many :])
        # "status report due ..." is a court date, and says which.
        named = kind is Kind.COURT_DATE and said.lower() not in {"court date", "court-date"}
        # "denied in part" is a determination, and says how it went.
        named |= kind is Kind.DETERMINED and log_words.is_disposition(said)
        return kind, f"{said} {rest}" if named else rest, said
    return None


def _unread(room: Room, tokens: Sequence[str]) -> tuple[str, Kind, str, str]:
    """Say what is missing: the request, or what happened to it. Always raises."""
    whole = " ".join(tokens)
    try:
        requests.one(room.session, whole)
    except BotError as error:
        fault = error
    else:
        raise UsageError(
            f"What happened to {whole!r}? For example: acknowledged, received, determined."
        )
    for cut in range(len(tokens) - 1, 0, -1):
        head, said = " ".join(tokens[:cut]), " ".join(tokens[cut:])
        if requests.matching(room.session, head):
            try:
                events.parse_kind(said)
            except UnknownEvent as error:
                raise UsageError(str(error)) from error
    raise fault
