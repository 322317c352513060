"""The lawsuit: docket, what is next, and pages promised against pages processed and released.

Processing is not releasing: an order's pages are compared with what was processed.
"""

from __future__ import annotations

from bot.answers.values import Button, Fact, FactsAnswer
from bot.answers.wording import spelt
from bot.invocation import Ask, Room
from bot.law import local_rules
from bot.law.events import Kind
from bot.law.standing import Deadline, Litigation
from bot.queries.components import Part, chosen, example, parts, status_button
from bot.queries.why import days_sentence
from bot.registry.queries import ShowDocket, ShowRipeness

COURT = frozenset({
    "answer", "production", "court-date", "service", "conference", "fees-motion",
    "notice-of-appeal",
})  # fmt: skip
_SHOWN = 4


def docket(room: Room, ask: Ask, query: ShowDocket) -> FactsAnswer:
    """Answer `docket WORDS`: the case, the next dates, promised against produced."""
    components, name = chosen(room.session, query.about)
    found = parts(room, components)
    sued = [part for part in found if part.standing.litigation is not Litigation.NONE]
    ahead = [one for part in sued for one in _open(part) if one.due and one.due >= ask.today]
    first = min(ahead, key=lambda one: one.due or ask.today, default=None)
    none = example(found, "case 3:24-cv-00123 D. Or. filed 2024-05-01").replace(
        f"/{found[0].agency} " if found else "\0", " "
    )
    return FactsAnswer(
        title=_title(sued, first),
        facts=() if sued else (Fact("", f"No lawsuit is on record. {none}"),),
        sections=tuple(
            (f"{part.request.name} · {part.shown}", tuple(_facts(part, ask))) for part in sued
        ),
        data={"today": ask.today, "cases": [_data(part) for part in sued]},
        buttons=(
            *(
                Button("May we sue?", ShowRipeness(f"#r{part.request.id}"))
                for part in found[:1]
                if name and not sued
            ),
            *status_button(found),
        ),
        understood=f"docket · {name or 'everything'}",
    )  # fmt: skip


def _title(sued: list[Part], first: Deadline | None) -> str:
    if not sued:
        return "Not in court"
    return f"In court. Next: {first.label}, {spelt(first.due)}" if first else "In court"


def _open(part: Part) -> list[Deadline]:
    mine = [one for one in part.standing.deadlines if one.limit in COURT and one.is_open]
    return sorted(mine, key=lambda one: (one.due is None, one.due or part.component.next_due))


def _facts(part: Part, ask: Ask) -> list[Fact]:
    complaint = part.of(Kind.COMPLAINT_FILED)[0]
    case = " ".join(str(complaint.details.get(key, "")) for key in ("number", "court")).strip()
    facts = [
        Fact("Case", f"{case or 'number not on record'}, filed {spelt(complaint.on)}"),
        Fact("Stage", str(part.standing.litigation)),
    ]
    facts += [_date(one, ask) for one in _open(part)[:_SHOWN]]
    reports = [one for one in _open(part) if "report" in one.label.casefold()]
    if not reports:
        facts.append(
            Fact("Status report", f"no date on record; type: log {part.request.slug} status report "
                                  "due 2024-06-03 on 2024-05-01")
        )  # fmt: skip
    facts.append(Fact("Local rules", local_rules.in_words(str(complaint.details.get("court", "")))))
    return [*facts, *_pages(part)]


def _date(one: Deadline, ask: Ask) -> Fact:
    whose = "ours" if one.whose == "ours" else "theirs"
    if one.due is None:
        return Fact(one.label, f"{whose}; {one.explanation}")
    left = days_sentence(one.due, ask.today, one.days_left(ask.today))
    return Fact(one.label, f"{spelt(one.due)}, {whose}. {left}")


def totals(part: Part) -> dict[str, int]:
    """Return pages promised by the milestones past or met, and processed and released since."""
    orders = part.of(Kind.PRODUCTION_ORDERED)
    if not orders:
        return {}
    since = [row for row in part.of(Kind.PRODUCTION) if row.on >= orders[-1].on]
    released = ("released", "partial")
    return {
        "quantity": int(orders[-1].details.get("quantity", 0)),
        "processed": sum(int(row.details.get("processed", 0)) for row in since),
        "released": sum(int(row.details.get(key, 0)) for row in since for key in released),
        "pages": sum(int(row.details.get("pages", 0)) for row in since),
        "withheld": sum(int(row.details.get("withheld", 0)) for row in since),
    }


def _pages(part: Part) -> list[Fact]:
    sums = totals(part)
    if not sums:
        return [
            Fact(
                "Schedule",
                f"none on record; type: log {part.target} schedule 500 pages processed monthly "
                "from 2024-06-15 on 2024-05-01",
            )
        ]
    order = part.of(Kind.PRODUCTION_ORDERED)[-1]
    terms = f"{order.details.get('verb', 'process')} {sums['quantity']:,} " + str(
        order.details.get("unit", "pages")
    )
    per = order.details.get("per", "once")
    said = f"processed {sums['processed']:,}, released in full or part {sums['released']:,}"
    said += f", handed over {sums['pages']:,} pages" if sums["pages"] else ""
    return [
        Fact("Promised", f"{terms}{'' if per == 'once' else f' per {per}'}, of {spelt(order.on)}"),
        Fact("Done since", f"{said}. Processing is not releasing."),
    ]


def _data(part: Part) -> dict[str, object]:
    complaint = part.of(Kind.COMPLAINT_FILED)[0]
    return {
        "slug": part.request.slug,
        "agency": part.agency,
        "case": complaint.details.get("number", ""),
        "court": complaint.details.get("court", ""),
        "filed": complaint.on,
        "stage": str(part.standing.litigation),
        "next": [{"label": one.label, "due": one.due, "whose": one.whose} for one in _open(part)],
        "pages": totals(part),
    }
