"""What a line states: its mood, and each event with its day and details."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.language.days import SaidDay


class Mood(StrEnum):
    """What keeps a sentence from being an event."""

    STATED = "stated"
    NEGATED = "negated"
    INTENDED = "intended"
    HEARSAY = "hearsay"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Term:
    """A time that a letter gives: so many days of the calendar, or working days."""

    days: int
    unit: str  # "calendar" or "working"
    words: str
    added: int  # working days that it adds to the agency's time: five a week


@dataclass(frozen=True, slots=True)
class Effect:
    """One event that a sentence states. `on` is its day: today where it named none."""

    kind: str
    on: date
    details: Mapping[str, str | int]
    other_day: date | None = None  # the other reading of a day without its year
    assumed_day: bool = False  # the sentence named no day: today was taken
    shared_day: bool = False  # the day that the sentence says of another event
    unsure: str = ""  # the words of a day that is none, or not a single one
    term: Term | None = None  # the time that it gives us from its day
    words: str = ""
    reason: str = ""  # what was said after "because", verbatim
    came: str = ""  # the words of the day on which their letter reached us, beside its own
    of_kinds: tuple[str, ...] = ()  # what the entry may be that is put right or taken out
    of_days: tuple[date, ...] = ()  # and when


@dataclass(frozen=True, slots=True)
class Statement:
    """What a line states. `left` are the words that nothing accounts for."""

    mood: Mood
    effects: tuple[Effect, ...] = ()
    requests: tuple[int, ...] = ()
    agencies: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    vague_day: str = ""
    doubts: tuple[str, ...] = ()  # what in it cannot be so: shown, and blocks one-press recording
    taken_back: bool = False  # an agency took back what it had done: a note
    days: tuple[SaidDay, ...] = ()
    by_number: bool = False
