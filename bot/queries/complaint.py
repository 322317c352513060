"""The paragraphs of a complaint that the record can fill; each with its source, gaps as gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from bot.answers.wording import spelt
from bot.invocation import Ask
from bot.law.agencies import known
from bot.law.event_table import TABLE
from bot.law.kinds import Kind
from bot.law.roads import road_of
from bot.queries.components import Part
from bot.store.tables import EventRow

if TYPE_CHECKING:
    from bot.law.verdict import Ripe
    from bot.queries.memo import Shown


def in_words(row: EventRow) -> str:
    """Say an event in a line: what it was, with the details that a reader wants."""
    said = [Kind(row.kind).about]
    details = row.details
    said += [f"number {details['number']}"] if details.get("number") else []
    said += [str(details["disposition"]).replace("-", " ")] if details.get("disposition") else []
    said += [_pages(row)] if _pages(row) else []
    said += [f"{details['days']} working days"] if details.get("days") else []
    said += [f"received on {_day(details['received'])}"] if details.get("received") else []
    said += [f"date that they name: {_day(details['due'])}"] if details.get("due") else []
    said += [f"outcome: {details['outcome']}"] if details.get("outcome") else []
    return ", ".join(said)


_COUNTS = {
    "processed": "processed", "released": "released in full", "partial": "released in part",
    "withheld": "withheld in full",
}  # fmt: skip


def _pages(row: EventRow) -> str:
    """Say the pages of a decision or a production: "412 pages processed, 90 withheld in full"."""
    said = [f"{row.details[key]} {{}}{words}" for key, words in _COUNTS.items()
            if row.details.get(key)]  # fmt: skip
    return ", ".join(one.format("" if place else "pages ") for place, one in enumerate(said))


def _day(iso: object) -> str:
    return spelt(date.fromisoformat(str(iso)))


def paragraphs(part: Part, shown: Sequence[Shown], ask: Ask) -> Iterator[str]:
    """Write jurisdiction, parties, facts, exhaustion and claims, numbered, with sources."""
    yield "6. PARAGRAPHS FOR A COMPLAINT [a lawyer completes and checks each]"
    said = _of_state(part) if part.standing.agency.state else _federal(part, shown, ask)
    number = 0
    for line in said:
        if line.isupper():
            yield line
        else:
            number += 1
            yield f"{number}. {line}"


def _of_state(part: Part) -> Iterator[str]:
    agency = part.standing.agency
    road = road_of(agency.state)
    yield "JURISDICTION"
    if road is None:
        yield f"[GAP: court and claim under the law of {agency.name}: ask counsel]"
        return
    yield f"This action is brought in {road.court}. [Source: {road.law}; check]"
    yield "[GAP: parties, facts and claims under the state's law: a lawyer writes them]"


def _federal(part: Part, shown: Sequence[Shown], ask: Ask) -> Iterator[str]:
    agency = part.standing.agency
    parent = known(agency.parent) if agency.parent else None
    yield "JURISDICTION AND VENUE"
    yield (
        "This Court has jurisdiction under 5 U.S.C. 552(a)(4)(B) and 28 U.S.C. 1331. "
        "[Source: statute]"
    )
    yield (
        "Venue lies in this district under 5 U.S.C. 552(a)(4)(B) because [GAP: plaintiff resides "
        "or has its principal place of business here / the records are here / Washington, D.C.]."
    )
    yield "PARTIES"
    yield "Plaintiff [GAP: name, legal form, place of business, mission]."
    yield (
        f"Defendant {_department(parent.name) if parent else agency.name} is an agency within "
        "5 U.S.C. 552(f)(1)" + (f"; {agency.name} is its component" if parent else "") + " and has "
        "possession and control of the records [GAP: confirm]."
    )
    yield "FACTS"
    yield from (_sentence(one, part) for one in shown if _pleaded(one.row) and _stands(one, part))
    yield "EXHAUSTION"
    yield _exhausted(part.standing.ripe(ask.today))
    yield from _claims(part, shown, ask)


def _stands(one: Shown, part: Part) -> bool:
    """Leave out a receipt that was only assumed once a letter shows its day: both are not true."""
    shown = part.standing.receipt_certainty == "stated"
    return not (shown and one.row.kind == Kind.RECEIVED and one.row.certainty != "stated")


def _exhausted(ripe: Ripe) -> str:
    """Plead exhaustion only where the record has it: a complaint must not say what is not so."""
    if ripe.ripe is False:
        return f"[NOT EXHAUSTED ON THIS RECORD, so nothing is pleaded: {ripe.because}]"
    lacking = "; ".join(ripe.gaps)
    if ripe.ripe is None:
        return f"[ONLY IF PROVED ({lacking or 'ask counsel'}):] {ripe.because} [Source: section 3]"
    return (
        f"{ripe.because} [Source: sections 1 to 3{'; to be proved: ' if lacking else ''}{lacking}]"
    )


def _pleaded(row: EventRow) -> str:
    return TABLE[Kind(row.kind)].pleaded


def _department(name: str) -> str:
    return name.split(", ", maxsplit=1)[0]


def _sentence(one: Shown, part: Part) -> str:
    row = one.row
    begun = _pleaded(row).format(agency=part.agency)
    number = f", No. {row.details['number']}" if row.details.get("number") else ""
    if row.details.get("received"):
        on = date.fromisoformat(str(row.details["received"]))
        number += f", and stated that it received it on {on:%B} {on.day}, {on.year}"
    number += f": {_pages(row)}" if _pages(row) else ""
    sure = "" if row.certainty == "stated" else f" [{row.certainty}: prove it]"
    source = one.source if one.source.startswith("[") else f"[Source: {one.source}]"
    return f"On {row.on:%B} {row.on.day}, {row.on.year}, {begun}{number}{sure}. {source}"


def _expedition(*, decided: bool) -> str:
    if decided:
        return "[No count on expedited processing: they have answered, 5 U.S.C. 552(a)(6)(E)(iv)]"
    return "Count: expedited processing denied, 5 U.S.C. 552(a)(6)(E)(iii). [Source: section 1]"


def _withheld(shown: Sequence[Shown]) -> str:
    """Name the exemptions that the letter of the decision prints; a gap where none is on file."""
    claimed = [one for one in shown if one.exemptions]
    if not claimed:
        return "[GAP: each exemption claimed, from the letter]"
    last = claimed[-1]
    return f"claiming exemptions {', '.join(last.exemptions)}. [Source: {last.source}]"


def _claims(part: Part, shown: Sequence[Shown], ask: Ask) -> Iterator[str]:
    standing = part.standing
    yield "CLAIMS"
    if standing.determined_on is None:
        yield (
            f"Count: {part.agency} failed to make a determination within the time of 5 U.S.C. "
            "552(a)(6)(A) and is unlawfully withholding records. [Source: section 2]"
        )
    else:
        yield (
            f"Count: {part.agency} unlawfully withholds records, 5 U.S.C. 552(a)(3), (a)(8), (b), "
            f"{_withheld(shown)}"
        )
        yield f"Count: {part.agency} did not search adequately. [GAP: facts, or leave out]"
    if str(standing.expedited_outcome(ask.today)) in {"denied", "ignored"}:
        yield _expedition(decided=standing.determined_on is not None)
    if str(standing.fee_waiver_outcome(ask.today)) in {"denied", "ignored"}:
        yield "Count: fee waiver denied, 5 U.S.C. 552(a)(4)(A)(iii), (vii). [Source: section 1]"
