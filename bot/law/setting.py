"""What every clock of one component request shares: whose rules, counsel's choices, what is odd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date

from bot.law import calendar
from bot.law.agencies import Agency
from bot.law.calculator import Computed, reckon
from bot.law.calendar import WorkCalendar
from bot.law.choices import Choices
from bot.law.limits import Limit, rule_of
from bot.law.spans import Span
from bot.law.value import record


@record
class Setting:
    """What every clock of one component request shares."""

    agency: Agency
    choices: Choices
    flags: list[str] = field(default_factory=list)

    def rule(self, name: str, on: date | None = None) -> Limit | None:
        """Give the agency's rule of that name, None where it has none (some states)."""
        return rule_of(name, self.agency.chain, on)

    def working_days(self) -> WorkCalendar:
        """Give the calendar of whose law counts, in the reading that is earlier for us."""
        law = self.agency.state
        return calendar.state_early(law) if law else calendar.federal(self.choices)

    def reckon(
        self, rule: Limit, start: date, extended: int = 0, tolled: Sequence[Span] = ()
    ) -> Computed:
        """Compute a rule under the lawyer's choices."""
        return reckon(rule, start, extended=extended, tolled=tolled, choices=self.choices)
