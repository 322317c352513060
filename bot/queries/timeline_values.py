"""The life of a request as values: lanes of marks, spans and due dates. Draws nothing.

What is said here is status: no note, no word of a filing. `words` says the whole picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.answers.values import Answer, Button
from bot.answers.wording import far, spelt
from bot.frozen import Frozen, value

RUNNING, TOLLED, LATE, COURT, STAYED = "running", "tolled", "late", "in court", "stayed"


@value
class Mark(Frozen):
    """Something that happened: by `us`, by `them` (the agency), or by the `court`."""

    on: date
    label: str
    by: str
    certainty: str = "stated"

    def words(self) -> str:
        """Say it with its day."""
        unsure = "" if self.certainty == "stated" else f" ({self.certainty})"
        return f"{spelt(self.on)}: {self.label}{unsure}"


@value
class Stretch(Frozen):
    """Days over which a clock ran, stood, or was late, both ends taken in; `open`: still.

    `of` says which clock where it is not the one on the determination.
    """

    kind: str
    first: date
    last: date
    open: bool = False
    of: str = ""

    @property
    def label(self) -> str:
        """What stands in its bar."""
        return f"{self.of}: {self.kind}" if self.of else self.kind

    def words(self) -> str:
        """Say it with its days."""
        end = "until today" if self.open else f"to {spelt(self.last)}"
        what = self.label[:1].upper() + self.label[1:]
        return f"{what} from {spelt(self.first)} {end}"


@value
class Due(Frozen):
    """A deadline's date, or none while it cannot be known.

    `days_left` are working days, `days` calendar days; both below zero when late.
    """

    on: date | None
    label: str  # with what the day is: "Determination due", "Last day to sue"
    whose: str  # ours, theirs
    state: str
    days_left: int | None = None
    certainty: str = ""
    days: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody must still act."""
        return self.state == "open"

    def words(self) -> str:
        """Say what is due when, whose it is, and what became of it."""
        if self.on is None:
            return f"{self.label} ({self.whose}): no date can be computed"
        unsure = ", assumed" if self.certainty == "assumed" else ""
        return f"{self.label} {spelt(self.on)} ({self.whose}{unsure}): {self.fate()}"

    def fate(self) -> str:
        """Say what became of it: "met", "3 working days left", "12 working days late"."""
        if not self.is_open:
            return {"late-met": "met late"}.get(self.state, self.state)
        return far(self.days_left or 0, self.days)


@value
class Lane(Frozen):
    """One component request's life, each list in the order of its dates."""

    agency: str
    agency_name: str
    headline: str
    marks: tuple[Mark, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    dues: tuple[Due, ...] = ()

    def words(self) -> Iterator[str]:
        """Say the lane line by line, as the picture shows it."""
        yield f"{self.agency}: {self.headline}"
        yield from (each.words() for each in self.marks)
        yield from (each.words() for each in self.stretches)
        yield from (each.words() for each in self.dues)

    def brief(self) -> Iterator[str]:
        """Say the lane in few words: how many events, how the clocks ran, what is still open."""
        yield f"{self.agency}: {self.headline}"
        if self.marks:
            first, last = self.marks[0], self.marks[-1]
            yield f"{len(self.marks)} events, the first {first.words()}, the last {last.words()}"
        yield from (each.words() for each in self.stretches)
        yield from (each.words() for each in self.dues if each.is_open)


@value
class TimelineAnswer(Answer):
    """A request's life, lane by lane; the surface draws it."""

    slug: str
    name: str
    today: date
    headline: str
    lanes: tuple[Lane, ...]
    note: str = ""  # where the picture is, or why there is none
    buttons: tuple[Button, ...] = ()
    understood: str = ""

    @property
    def title(self) -> str:
        """What stands above the picture."""
        return f"Timeline of {self.name}"

    def words(self, most: int = 0) -> str:
        """Say everything that the picture shows: for those who cannot see it.

        With `most` characters at most, it says less of each lane, and of the last ones nothing.
        """
        head = f"{self.title} as of {spelt(self.today)}"
        full = [line for lane in self.lanes for line in lane.words()]
        brief = [line for lane in self.lanes for line in lane.brief()]
        said = _sentences(head, full)
        if most and len(said) > most:
            said = _sentences(head, brief)
        while most and len(said) > most and brief:
            brief.pop()
            said = _sentences(head, [*brief, "The message says the rest"])
        return said


def _sentences(head: str, lines: Sequence[str]) -> str:
    return ". ".join(line.rstrip(".") for line in (head, *lines)) + "."
