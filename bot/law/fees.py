"""What a late agency may still charge: 5 U.S.C. 552(a)(4)(A)(viii)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.law.wording import spell

if TYPE_CHECKING:
    from bot.law.standing import Standing

_RULE = "5 U.S.C. 552(a)(4)(A)(viii)"
_EXCEPT = (
    "Not so where unusual circumstances apply and more than 5,000 pages are needed, if they gave "
    "timely notice and discussed with us how to narrow the request, or tried so at least three "
    "times in good faith; nor where a court has found exceptional circumstances."
)


def late_means_no_search_fees(standing: Standing, today: date) -> tuple[str, ...]:
    """Say what lateness does to fees, with every exception; nothing while nothing is late.

    A state's request has none of this: the federal statute binds no state.
    """
    if standing.agency.state:
        return ()
    late = next((d for d in standing.deadlines if d.limit == "determination"), None)
    if late is None or late.due is None:
        return ()
    came = late.met_on
    if (came is None and today <= late.due) or (came is not None and came <= late.due):
        return ()
    sure = "" if late.certainty == "computed" else " (the day of receipt is not proved)"
    barred = (
        f"The time to decide ran out on {spell(late.due)}{sure}: no search fees, and for "
        f"educational, scientific and news requesters no duplication fees either ({_RULE}(I))."
    )
    return barred, _extension(late.extended), _EXCEPT


def _extension(extended: int) -> str:
    if extended:
        return (
            "Their notice of unusual circumstances excuses ten more working days, counted in that "
            "date; after them fees are barred again."
        )
    return (
        "No notice of unusual circumstances is on record; a timely one would excuse ten more "
        "working days only."
    )
