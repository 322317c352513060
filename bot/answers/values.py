"""What answers are made of. Values only: no look-ups, no Slack, no wording of layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from bot.frozen import Frozen, value
from bot.privacy.gate import Level
from bot.registry import Operation
from bot.registry.encoding import encode


@value
class Button(Frozen):
    """Something to press: the same as saying a query or command, or a line still in words."""

    label: str
    says: Operation | str
    style: str = ""  # "", primary, danger
    confirm: str = ""  # a question that must be answered with yes first

    @property
    def line(self) -> str:
        """What a person would type to say the same."""
        return self.says if isinstance(self.says, str) else self.says.in_words()

    @property
    def sealed(self) -> str:
        """What is carried, to be closed."""
        return self.says if isinstance(self.says, str) else encode(self.says)


@value
class DeadlineLine(Frozen):
    """One deadline as lists show it.

    `days_left` counts working days, `days` calendar days; both are below zero when late.
    """

    slug: str
    name: str
    agency: str
    limit: str
    label: str
    due: date | None
    whose: str  # ours, theirs
    days_left: int | None
    version: str
    certainty: str
    state: str = "open"
    ref: str = ""  # "d12": what buttons say instead of words
    approved: str = ""
    earliest: date | None = None  # of the readings of law and facts, where there are several
    latest: date | None = None
    days: int | None = None


@value
class ComponentCard(Frozen):
    """The letter at one agency component."""

    agency: str
    agency_name: str
    headline: str
    phase: str
    clock: str
    timeliness: str
    numbers: tuple[str, ...]
    deadlines: tuple[DeadlineLine, ...]
    flags: tuple[str, ...] = ()
    received: date | None = None
    receipt_certainty: str = ""
    last_event: str = ""
    ref: str = ""  # "c5"
    jurisdiction: str = ""  # whose law counts: federal, US-OR


@value
class RequestCard(Frozen):
    """One request: the most urgent headline of its components, each of them below."""

    slug: str
    name: str
    headline: str
    next: DeadlineLine | None
    components: tuple[ComponentCard, ...]
    aliases: tuple[str, ...] = ()
    owner: str = ""
    channel: str = ""
    sent: date | None = None
    ref: str = ""  # "r3"


class Answer(Frozen):
    """Base of everything a verb can say. `level` is how confidential it is."""

    level: Level = Level.PUBLIC

    def to_json(self) -> dict[str, Any]:
        """Return the value as JSON: field names as they stand, dates in ISO form."""
        return {name: plain(getattr(self, name)) for name in _shown(self)}


def plain(value: Any) -> Any:
    """Turn a value of ours into what `json` can write."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _shown(value)}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value


_UNSHOWN = frozenset({"buttons", "level", "ref", "pointer", "redrawn", "says"})


def _shown(value: Any) -> list[str]:
    return [field.name for field in fields(value) if field.name not in _UNSHOWN]


@value
class Redrawn(Frozen):
    """A posted message that stands otherwise now: whoever shows answers draws it anew in place."""

    place: str
    ts: str
    ref: str
    card: Any  # a card of the reminders


@value
class Notice(Answer):
    """A sentence or a few: a thing done, a refusal, a fault with its reference."""

    title: str
    lines: tuple[str, ...] = ()
    tone: str = "info"  # info, done, refused, trouble
    reference: str = ""
    buttons: tuple[Button, ...] = ()
    understood: str = ""
    level: Level = Level.PUBLIC
    redrawn: tuple[Redrawn, ...] = ()
    warnings: tuple[str, ...] = ()  # of the lines: what is odd about what was done all the same


@value
class Choice(Answer):
    """Two or more readings of what was said; the person picks, nothing is guessed."""

    question: str
    buttons: tuple[Button, ...]
    understood: str = ""


@value
class HelpLine(Frozen):
    """A verb in the help: how to type it and what it does."""

    usage: str
    summary: str
    examples: tuple[str, ...] = ()


@value
class HelpAnswer(Answer):
    """What people can say here."""

    title: str
    lines: tuple[HelpLine, ...]
    tips: tuple[str, ...] = ()
    understood: str = ""
    buttons: tuple[Button, ...] = ()


@value
class StatusAnswer(Answer):
    """Where things stand; most urgent first. `total` may exceed what is listed (paging)."""

    today: date
    requests: tuple[RequestCard, ...]
    total: int = 0
    start: int = 0
    words: str = ""
    buttons: tuple[Button, ...] = ()
    understood: str = ""


@value
class DueAnswer(Answer):
    """A list of deadlines: `kind` is due, overdue or owe; sorted by date."""

    today: date
    kind: str
    items: tuple[DeadlineLine, ...]
    total: int = 0
    start: int = 0
    days: int | None = None
    unknown: tuple[str, ...] = ()  # component requests whose clock cannot be computed, said aloud
    buttons: tuple[Button, ...] = ()
    understood: str = ""


@value
class Why(Answer):
    """One date with its whole arithmetic."""

    slug: str
    name: str
    agency: str
    limit: str
    label: str
    due: date | None
    whose: str
    start: date | None
    start_event: str
    skipped: tuple[tuple[date, str], ...]
    tolled: tuple[tuple[date, date | None], ...]  # an open end: the clock still stands
    extended: int
    readings: tuple[tuple[date, str], ...]
    citation: str
    explanation: str
    version: str
    certainty: str
    days_left: int | None
    approved: str = ""
    ref: str = ""
    days: int | None = None  # calendar days; `days_left` are working days
    extended_unit: str = "working"  # or calendar

    def to_json(self) -> dict[str, Any]:
        """Return the deadline as `foia why --json` promises it."""
        base = {name: plain(getattr(self, name)) for name in _shown(self)}
        base["skipped"] = [{"date": day.isoformat(), "why": why} for day, why in self.skipped]
        base["tolled"] = [{"from": plain(first), "to": plain(last)} for first, last in self.tolled]
        base["readings"] = [{"due": due.isoformat(), "because": why} for due, why in self.readings]
        return base


@value
class WhyAnswer(Answer):
    """Why a date is what it is, for each deadline that the words name."""

    today: date
    deadlines: tuple[Why, ...]
    buttons: tuple[Button, ...] = ()
    understood: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the first deadline's fields, and beside them every deadline that was meant."""
        every = [item.to_json() for item in self.deadlines]
        return {**every[0], "today": self.today.isoformat(), "deadlines": every}


@value
class Fact(Frozen):
    """A labelled line: "Receipt", "9 November 2023 (assumed)"."""

    label: str
    value: str


@value
class FactsAnswer(Answer):
    """Labelled facts about one thing: numbers, ripeness, people, places, a doctor's findings."""

    title: str
    facts: tuple[Fact, ...]
    sections: tuple[tuple[str, tuple[Fact, ...]], ...] = ()
    data: Mapping[str, Any] | None = None  # what --json prints in its place
    buttons: tuple[Button, ...] = ()
    understood: str = ""
    level: Level = Level.PUBLIC

    def to_json(self) -> dict[str, Any]:
        """Return the structured form where there is one."""
        if self.data is not None:
            value: dict[str, Any] = plain(self.data)
            return value
        return {"title": self.title, "facts": {fact.label: fact.value for fact in self.facts}}


@value
class NewsItem(Frozen):
    """Something that happened, with who recorded it and when."""

    slug: str
    name: str
    agency: str
    what: str
    on: date
    recorded_by: str
    recorded_at: datetime
    ref: str = ""


@value
class NewsAnswer(Answer):
    """What was recorded since a day, newest first."""

    since: date
    items: tuple[NewsItem, ...]
    about: str = ""  # the one request whose history it is
    total: int = 0
    start: int = 0
    buttons: tuple[Button, ...] = ()
    understood: str = ""


@value
class FileAnswer(Answer):
    """A file made for whoever asked: an export, a picture. Surfaces hand it over privately.

    `alt` says in words what a picture shows; `lines` go along as its caption. `data` is what
    --json prints in the file's place.
    """

    name: str
    media_type: str
    content: bytes
    title: str
    alt: str = ""
    lines: tuple[str, ...] = ()
    data: Mapping[str, Any] | None = None
    buttons: tuple[Button, ...] = ()
    understood: str = ""
    level: Level = Level.TEAM

    def to_json(self) -> dict[str, Any]:
        """Return the structured form where there is one, else what the file is, without bytes."""
        if self.data is not None:
            value: dict[str, Any] = plain(self.data)
            return value
        kept = {"name": self.name, "media_type": self.media_type, "bytes": len(self.content)}
        return {**kept, "title": self.title, "alt": self.alt}


@value
class DraftAnswer(Answer):
    """A letter in draft: facts filled in, gaps marked; what shows each fact. A person sends it."""

    title: str
    text: str
    gaps: tuple[str, ...] = ()  # what is missing, and what to type
    sources: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    understood: str = ""
    level: Level = Level.TEAM


@value
class FieldSpec(Frozen):
    """One field of a form: kind is text, lines, date, choice, choices or check."""

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()  # (value, label)
    optional: bool = False
    hint: str = ""


@value
class FormAnswer(Answer):
    """A form to fill in (a modal on Slack). `says` is what the fields complete."""

    title: str
    says: Operation | str
    fields: tuple[FieldSpec, ...]
    submit: str = "Save"
    understood: str = ""

    @property
    def line(self) -> str:
        """What a person would type to be asked the same."""
        return self.says if isinstance(self.says, str) else self.says.in_words()

    @property
    def sealed(self) -> str:
        """What the form carries, to be closed."""
        return self.says if isinstance(self.says, str) else encode(self.says)

    def to_json(self) -> dict[str, Any]:
        """Return the fields, and the line that they complete."""
        return {"line": self.line, **Answer.to_json(self)}
