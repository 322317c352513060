"""A line in plain words as it is weighed, and what it seems to ask."""

from __future__ import annotations

from dataclasses import dataclass

from bot.store.name_lookup import Named, Names


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line seems to ask. `words` are for the verb; `which`: requests among which to choose.

    `other` is the second likeliest verb where the first is not sure. `lost` counts the words
    that the verb does not explain. `about` is the rest of what was understood, in our words.
    """

    verb: str
    words: str = ""
    sure: bool = True
    other: str = ""
    request: int = 0
    agency: str = ""
    about: str = ""
    which: tuple[int, ...] = ()
    lost: int = 0
    named: bool = False  # the line itself names a request or an agency
    elsewhere: str = ""  # an agency that the line names, and to which its request did not go
    nearly: bool = False  # the request was found by one word of a name that may be another's


@dataclass(frozen=True, slots=True)
class HeardLine:
    """The line as it was typed, made plain, and with what it names taken out."""

    typed: str
    text: str  # plain words with REQ, AGY, NUM, CODE, DAY
    named: Named
    names: Names
