"""From a limit and a start to a date, with every reading that the law leaves open.

The earlier reading takes each disputed day as running, the later one as stopped. A deadline on
the agency is the later, one on us the earlier; where they differ both are in `readings`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from bot.law import limits
from bot.law.calendar import FIRST, LAST, Skip
from bot.law.choices import DEFAULT, Choices
from bot.law.limits import Limit, Unit, Whose
from bot.law.readings import AS_WRITTEN, calendar_of, readings_of
from bot.law.spans import BadSpan, Span, tolled_days, united
from bot.law.value import value
from bot.law.wording import count, listing, spell

__all__ = ["BadSpan", "Computed", "Reading", "Span", "compute", "receipt", "reckon", "tolled_days"]


class Reading(NamedTuple):
    """One way to read the law, and the date it gives."""

    due: date
    because: str


@value
class Computed:
    """A computed date and its arithmetic. `due` is None where the law sets no number of days.

    `unit` and `amount` are those of the governing reading; `tolled` are the spans that counted,
    united; `extended` the days that a notice added. `version` changes when limit, inputs or
    result change, and only then.
    """

    due: date | None
    rule: Limit
    unit: Unit
    amount: int
    start: date
    skipped: tuple[Skip, ...]
    tolled: tuple[Span, ...]
    extended: int
    readings: tuple[Reading, ...]
    version: str

    @property
    def limit(self) -> str:
        """The limit's name, as on the command line."""
        return self.rule.name

    @property
    def whose(self) -> Whose:
        """Who must act: "ours" or "theirs"."""
        return self.rule.whose

    @property
    def citation(self) -> str:
        """The legal source of the reading that governs."""
        for other in self.rule.also:
            if (other.amount, other.unit) == (self.amount, self.unit) and other.citation:
                return other.citation
        return self.rule.citation

    @property
    def explanation(self) -> str:
        """The arithmetic in plain sentences."""
        return _explain(self)

    def to_json(self) -> dict[str, Any]:
        """Give what `foia deadline --json` prints; dates are ISO."""
        return {
            "due": self.due.isoformat() if self.due else None,
            "limit": self.limit,
            "whose": self.whose,
            "unit": self.unit,
            "amount": self.amount,
            "start": self.start.isoformat(),
            "skipped": [{"date": s.date.isoformat(), "why": s.why} for s in self.skipped],
            "readings": [{"due": r.due.isoformat(), "because": r.because} for r in self.readings],
            "citation": self.citation,
            "explanation": self.explanation,
        }


def compute(
    limit: str,
    start: date,
    *,
    agency: str | None = None,
    extended: int = 0,
    tolled: Sequence[Span] = (),
    choices: Choices = DEFAULT,
) -> Computed:
    """Compute a limit from its start event's date, for an agency (else the statute).

    `extended` are days that a notice of unusual circumstances adds. Raises UnknownLimit,
    OutsideCalendar, BadSpan, or ValueError for a negative extension.
    """
    if extended < 0:
        raise ValueError("An extension cannot be negative. Give the days that the notice adds.")
    if any(span.end is None for span in tolled):
        raise BadSpan("A stop needs both days, FROM:TO: the question, and the day of our answer.")
    rule = limits.limit_for(limit, agency, start)
    return reckon(rule, start, extended=extended, tolled=tolled, choices=choices)


def reckon(
    rule: Limit,
    start: date,
    *,
    extended: int = 0,
    tolled: Sequence[Span] = (),
    choices: Choices = DEFAULT,
) -> Computed:
    """Compute one rule, as `compute` does, where the row is already at hand."""
    if tolled or extended:
        return _reckon(rule, start, extended, tuple(tolled), choices)
    return _plain(rule, start, choices)


# Many component requests share their days: one letter to several agencies, one receipt day.
@lru_cache(maxsize=16_384)
def _plain(rule: Limit, start: date, choices: Choices) -> Computed:
    return _reckon(rule, start, 0, (), choices)


def _reckon(
    rule: Limit, start: date, extended: int, tolled: tuple[Span, ...], choices: Choices
) -> Computed:
    if rule.unit == "none":
        return _unlimited(rule, start)
    found = readings_of(rule, start, extended, tolled, choices)
    governing = found[-1] if rule.whose == "theirs" else found[0]
    due, amount, unit = governing.due, governing.amount, governing.unit
    counted = tuple([span for span in united(tolled) if span.start <= due]) if tolled else ()
    readings = tuple([Reading(each.due, each.because) for each in found])
    stops = [(span.start.toordinal(), str(span.end)) for span in counted]
    dues = [each.due.toordinal() for each in found]
    version = stamp(rule.id, amount, unit, start.toordinal(), extended, stops, dues)
    return Computed(
        due, rule, unit, amount, start, governing.skipped, counted, extended, readings, version
    )


def stamp(*inputs: object) -> str:
    """Give the version of a date: a short hash of its limit, direct inputs and result."""
    return blake2b(repr(inputs).encode(), digest_size=8).hexdigest()


def receipt(sent: date, rule: Limit, *, by: str = "") -> date:
    """Give the day on which something sent counts as received under a rule.

    Michigan counts an e-mail as received one business day later (MCL 15.235).
    """
    if by == "email" and rule.email_next_working:
        return calendar_of(rule, DEFAULT).add(sent, 1)
    return sent


def _unlimited(rule: Limit, start: date) -> Computed:
    return Computed(None, rule, "none", 0, start, (), (), 0, (), stamp(rule.id, start))


def in_short(computed: Computed) -> str:
    """Say in a few words how long a limit runs: "20 working days"; "" where it has no end."""
    if computed.due is None:
        return ""
    said = count(computed.amount, computed.unit)
    if computed.extended:
        said += f" and {count(computed.extended, computed.rule.extension_unit)} more by its notice"
    return f"{said}, and the days on which the clock stood" if computed.tolled else said


def _explain(computed: Computed) -> str:
    rule, due = computed.rule, computed.due
    if rule.unit == "none":
        return f"{rule.citation} sets no number of days. {rule.note} {_standing_of(rule)}"
    length = count(computed.amount, computed.unit)
    began = f"on {spell(computed.start)}{_first_day(computed)}"
    sentences = [f"{length} from {rule.starts} {began}."]
    sentences += _stops_in_words(computed) if due else _standing_in_words(computed)
    if computed.extended:
        sentences.append(f"A notice added {count(computed.extended, rule.extension_unit)}.")
    if due:
        sentences.append(f"Due {spell(due)}.")
        sentences += _day_off_in_words(computed, due)
    sentences += _readings_in_words(computed)
    if rule.note:
        sentences.append(rule.note)
    sentences.append(f"{computed.citation}. {_standing_of(rule)}")
    return " ".join(sentences)


def _first_day(computed: Computed) -> str:
    if computed.unit not in {"working", "calendar"}:
        return ""
    return ", counted from the day after"


def _stops_in_words(computed: Computed) -> list[str]:
    sentences = []
    if computed.unit == "working":
        names = [f"{spell(skip.date)} ({skip.why})" for skip in computed.skipped]
        sentences.append(f"Skipped: {listing([*names, 'weekends'])}.")
    stood = "The clock stood from {} (the agency's question) to {} (our answer received)."
    return sentences + [
        stood.format(spell(span.start), spell(span.end)) for span in computed.tolled if span.end
    ]


def _standing_in_words(computed: Computed) -> list[str]:
    """Say how much of a clock that stands has run, and how much is left."""
    *past, now = computed.tolled
    days, until = calendar_of(computed.rule, DEFAULT), now.start - timedelta(days=1)
    run = max(0, days.between(computed.start, until))
    run -= tolled_days(past, computed.start, until, days) if until > computed.start else 0
    left = count(computed.amount + computed.extended - run, "working")
    return [
        f"The clock stands since {spell(now.start)} (the agency's question).",
        f"{count(run, 'working')} had run; {left} left.",
        "No date until the agency has our answer.",
    ]


def _day_off_in_words(computed: Computed, due: date) -> list[str]:
    """Warn of an end on a weekend or holiday that the rule does not move."""
    if not FIRST <= due <= LAST:
        return []
    days = calendar_of(computed.rule, DEFAULT)
    why = days.why_not(due)
    if not why:
        return []
    moves = "" if computed.rule.roll == "both" else "; the rule does not move it"
    if computed.whose == "theirs":
        return [f"That is no working day ({why}){moves}."]
    act = spell(days.previous_working(due))
    return [f"That is no working day ({why}){moves}: act by {act}."]


def act_by(computed: Computed) -> date | None:
    """Give the working day before an end of ours that falls on a day off; None elsewhere."""
    due = computed.due
    if due is None or computed.whose == "theirs" or not FIRST <= due <= LAST:
        return None
    days = calendar_of(computed.rule, DEFAULT)
    return days.previous_working(due) if days.why_not(due) else None


def _readings_in_words(computed: Computed) -> list[str]:
    if len(computed.readings) < 2:  # noqa: PLR2004 - one reading needs no comparison
        if not computed.readings:
            return []
        because = computed.readings[0].because
        return [f"Why: {because}."] if because != AS_WRITTEN else []
    which = "later" if computed.whose == "theirs" else "earlier"
    whom = "the agency" if computed.whose == "theirs" else "us"
    each = [f"{spell(reading.due)}: {reading.because}" for reading in computed.readings]
    return [
        f"The law leaves more than one reading. {'. '.join(each)}.",
        f"This deadline is on {whom}, so the {which} one governs.",
    ]


def _standing_of(rule: Limit) -> str:
    """Say how far the rule may be relied on, for people who are no lawyers."""
    approved = rule.approved if rule.approved_by else limits.NOT_APPROVED
    if rule.source != "S" or rule.confidence in {"M", "L"}:
        return f"Check this rule before relying on it; it is {approved}."
    return f"The rule is {approved}."
