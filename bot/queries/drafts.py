"""A follow-up or an appeal outline from the facts on record: gaps marked, sources named.

Nothing is invented and nothing is sent. The templates are data, in drafts.toml.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from bot.answers.values import Answer, Button, Choice, DraftAnswer, FileAnswer, Notice
from bot.answers.wording import count, spelt
from bot.errors import UsageError
from bot.invocation import Ask, Room
from bot.law import agencies, calculator, limits
from bot.law.events import Kind
from bot.law.fees import late_means_no_search_fees
from bot.law.roads import road_of
from bot.law.standing import Deadline
from bot.law.state_ripe import not_federal
from bot.law.verdict import ran_out
from bot.queries import appeal_grounds, draft_kinds, provisional, word_file
from bot.queries.components import Part, docs, parts, status_button
from bot.registry.draft_queries import DraftLetter
from bot.store import filing_views, pages
from bot.store.pages import Sight
from bot.store.tables import Component, EventRow

# What to type where a fact is missing.
_GAPS = {
    "number": "the tracking number; log {target} number-assigned 2024-05-01 number NUMBER",
    "sent": "the day on which it was sent; log {target} sent 2024-05-01",
    "received": "the day on which the agency received it; log {target} received 2024-05-01",
    "due": "the due date, which needs the received date",
    "decision": "a determination; log {target} determined 2024-05-01 denied in part",
    "decided": "its date",
    "window": "the end of the time to appeal, which needs the determination",
    "window_citation": "the rule on appeals",
    "appeals_office": "where appeals go; see the letter",
    "asked": "the agency's question; log {target} clarification asked 2024-05-01",
    "interest": "the agency's letter; log {target} still interested 2024-05-01",
    "fee_letter": "the fee letter; log {target} fee letter 2024-05-01 amount 120",
    "amount": "the amount that they ask",
    "waiver": "the day on which we asked for the waiver",
}


@cache
def _templates() -> Mapping[str, Mapping[str, str]]:
    text = files("bot.answers").joinpath("drafts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def draft(room: Room, ask: Ask, query: DraftLetter) -> Answer:
    """Answer `draft REQUEST/AGENCY follow-up|appeal`. Raises UsageError, NotFound, Ambiguous."""
    about, kind = query.about, query.sort
    if not about:
        raise UsageError("Draft what? For example: draft ice data breach/ICE follow-up.")
    components, name, other = draft_kinds.split(room.session, about)
    kind = kind or other
    if len(components) != 1:
        return _which(components, kind)
    part = parts(room, components)[0]
    kind = draft_kinds.meant(part, kind)
    facts, sources = _facts(room, ask, part)
    if kind == "appeal" and _needs_no_appeal(part):
        if waits := _decided_unconfirmed(room, ask, part):
            return waits
        kind = "no-appeal"
        facts["none"] = _NOTHING_TO_APPEAL
        facts["ripe"] = dict(part.standing.ripe(ask.today).facts)["May we sue?"]
    agency = part.standing.agency
    if agency.state:
        if none := _no_letter(agency, kind):
            return none
        kind += "-state"
        facts |= _review_of(agency)
    text, gaps = _filled(_templates()[kind]["text"].strip(), facts, part.target)
    made = DraftAnswer(
        title=_templates()[kind]["title"].format(agency=part.shown),
        text=text,
        gaps=tuple(gaps),
        sources=tuple(sources),
        buttons=status_button([part]),
        understood=f"draft · {name} · {kind}",
    )
    return _as_word(made, kind, part, ask) if query.form == "docx" else made


def _as_word(made: DraftAnswer, kind: str, part: Part, ask: Ask) -> FileAnswer:
    file = f"{kind}-{part.request.slug}-{part.agency}-{ask.today}.docx".lower()
    content = word_file.made(made.text)
    return FileAnswer(file, word_file.MEDIA_TYPE, content, made.title, data={"text": made.text})


def _no_letter(agency: agencies.Agency, kind: str) -> Notice | None:
    """Say why there is no such letter to a state's body."""
    if kind == "appeal" and (why := _no_review(agency)):
        return Notice("No appeal that we know of.", (why,))
    if kind in draft_kinds.OF_A_STATE:
        return None
    why = f"That letter rests on the federal statute, which does not bind {agency.name}."
    return Notice("No such letter for a state.", (why,))


def _decided_unconfirmed(room: Room, ask: Ask, part: Part) -> Notice | None:
    """Say that a decision was read and waits, and by when to appeal it: it is not on record yet."""
    letters = provisional.by_component(room.session, ask.now, [part.component])
    told = [one for one in letters.get(part.component.id, []) if one.does(*provisional.DECISIONS)]
    if not told:
        return None
    lines = [one.sentence() for one in told]
    dates = [(label, due) for one in told for limit, label, due in one.dates if limit == "appeal"]
    lines += [f"{label}: {spelt(due)} ({provisional.CERTAINTY})." for label, due in dates]
    more = f"Confirm the letter first ({told[0].confirm}), then ask for the appeal again."
    return Notice(
        "A decision waits to be confirmed.", (*lines, more), buttons=status_button([part])
    )


_NOTHING_TO_APPEAL = (
    "No determination is on record, so there is nothing to appeal against; silence past the limit "
    "exhausts by itself, 5 U.S.C. 552(a)(6)(C)(i)."
)


def _no_review(agency: agencies.Agency) -> str:
    """Say why there is nothing to write to in a state: no review, or none that we know."""
    road = road_of(agency.state)
    if road is None:
        known = limits.rule_of("appeal", agency.chain) is not None
        return "" if known else not_federal(agency.name)
    if road.review != "none":
        return ""
    cell = road.cell("review")
    return f"{cell.in_words if cell else ''} Then: {road.court}."


def _review_of(agency: agencies.Agency) -> dict[str, str]:
    road = road_of(agency.state)
    if road is None:
        return {"review": "Appeal"}
    cell = road.cell("silence")
    return {
        "appeals_office": road.review_to,
        "review": road.review_name.capitalize(),
        "silence": cell.in_words if cell else "",
    }


def _needs_no_appeal(part: Part) -> bool:
    """Whether there is nothing that an appeal could be against."""
    standing = part.standing
    decided = part.of(Kind.DETERMINED, Kind.CLOSED_ADMINISTRATIVELY)
    return standing.appeal == "none" and not decided and not standing.agency.state


def _warning(part: Part, ask: Ask) -> str:
    """Warn of a window that has closed, or whose safe date has passed."""
    windows = [d for d in part.standing.deadlines if d.limit == "appeal" and d.is_open and d.due]
    if not windows or any(d.due and d.due >= ask.today for d in windows):
        return ""
    last = max(reading.due for d in windows for reading in d.readings)
    if last >= ask.today:
        return f"The safe date has passed; one reading runs to {spelt(last)}. Send it at once."
    return (
        f"TOO LATE: the time to appeal ran out on {ran_out(windows)}. Ask counsel before "
        "sending this; a new request for the same records opens a new road."
    )


def _which(components: Sequence[Component], kind: str) -> Choice:
    return Choice(
        question="A letter goes to one agency. Which one?",
        buttons=tuple(
            Button(
                f"{one.request.name} · {one.agency}",
                DraftLetter(f"#r{one.request_id}/{one.agency}", kind),
            )
            for one in components[:5]
        ),
        understood="draft",
    )


_ROUTED = "another component had it first; 5 U.S.C. 552(a)(6)(A)"
_BLANK = re.compile(r"\{(\w+)\}")


def _filled(template: str, facts: Mapping[str, str], target: str) -> tuple[str, list[str]]:
    """Fill the blanks; a missing fact becomes [GAP: ...] and is listed."""
    gaps: list[str] = []
    lines = []
    for line in template.splitlines():
        condition = re.match(r"\?(\w+) ", line)
        if condition and not facts.get(condition[1]):
            continue
        kept = line[condition.end() :] if condition else line

        def fill(match: re.Match[str]) -> str:
            if value := facts.get(match[1]):
                return value
            gap = _GAPS.get(match[1], match[1]).format(target=target)
            gaps.append(gap)
            return f"[GAP: {gap.partition(';')[0]}]"

        lines.append(_BLANK.sub(fill, kept))
    counted = itertools.count(1)
    # Lines that were left out leave no hole in the numbering.
    lines = [re.sub(r"^\d\. ", lambda _: f"{next(counted)}. ", line) for line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)), list(dict.fromkeys(gaps))


def _facts(room: Room, ask: Ask, part: Part) -> tuple[dict[str, str], list[str]]:
    standing = part.standing
    determination = _last(part, "determination")
    facts = {
        "today": spelt(ask.today),
        "agency": part.agency,
        "agency_name": standing.agency.name,
        "request": part.request.name,
        "number": ", ".join(value for value, role in standing.numbers if role == "request"),
        "sent": spelt(standing.sent_on) if standing.sent_on else "",
        "received": _received(part, determination),
        "estimate": "; ".join(
            spelt(e.due) if e.due else part.hide(e.text) for e in standing.estimates[-1:]
        ),
        "appeals_office": agencies.appeals_office(standing.agency),
    }
    facts["warning"] = _warning(part, ask)
    facts["late_fees"] = " ".join(late_means_no_search_fees(standing, ask.today))
    facts |= _asked_of_us(part)
    facts |= _appeal_of_ours(part, ask)
    facts["silent"] = "" if standing.determined_on else "yes"
    facts |= _dates(part, determination, ask) | _pleas(part, ask) | _decision(room, ask, part)
    return facts, _sources(room, ask, part)


def _asked_of_us(part: Part) -> dict[str, str]:
    """Give the last question that the agency asked, and the last sum of money."""
    facts = {}
    for name, kind in (
        ("asked", Kind.CLARIFICATION_ASKED),
        ("interest", Kind.STILL_INTERESTED),
        ("fee_letter", Kind.FEE_ASKED),
        ("waiver_denied", Kind.FEE_WAIVER_DENIED),
    ):
        rows = part.of(kind)
        facts[name] = spelt(rows[-1].on) if rows else ""
        facts[f"{name}_by"] = str(rows[-1].details.get("due", "")) if rows else ""
        facts["amount"] = facts.get("amount", "") or _amount(rows)
    return facts


def _amount(rows: Sequence[EventRow]) -> str:
    said = [str(row.details["amount"]) for row in rows if row.details.get("amount")]
    return f"${said[-1]}" if said else ""


def _last(part: Part, limit: str) -> Deadline | None:
    mine = [one for one in part.standing.deadlines if one.limit == limit]
    return mine[-1] if mine else None


def _received(part: Part, determination: Deadline | None) -> str:
    """Give the day of receipt from which the clock runs, as `why` counts it."""
    if determination is not None and determination.start_event == "routing":
        return f"{spelt(determination.start)} at the latest ({_ROUTED})"
    on, certainty = part.standing.received_on, part.standing.receipt_certainty
    if on is None:
        return ""
    return spelt(on) + ("" if certainty == "stated" else f" [{certainty}: prove it before sending]")


def _dates(part: Part, due: Deadline | None, ask: Ask) -> dict[str, str]:
    extended = part.of(Kind.EXTENDED)
    facts = {"extended": spelt(extended[-1].on) if extended else ""}
    if due is None:
        return facts
    facts["citation"] = due.citation
    facts["tolled"] = "; ".join(
        f"{spelt(span.start)} to {spelt(span.end) if span.end else 'now'}" for span in due.tolled
    )
    facts |= _begun_anew(due) | _ruling(part)
    if due.due is None or not due.is_open:
        return facts | {"due": spelt(due.due) if due.due else ""}
    facts["due"] = spelt(due.due)
    left = due.days_left(ask.today) or 0
    key = "late" if due.due < ask.today else "running"
    return facts | {key: count(abs(left), "working day")}


def _begun_anew(due: Deadline) -> dict[str, str]:
    again = due.start is not None and due.start_event in {Kind.REMANDED, Kind.APPEAL_DECIDED}
    return {"remanded": spelt(due.start)} if again and due.start else {}


def _ruling(part: Part) -> dict[str, str]:
    """Give where a question to the Attorney General stands, in Texas."""
    asked, due = part.of(Kind.RULING_ASKED), _last(part, "ruling")
    if not asked or due is None or due.due is None:
        return {}
    facts = {"asked_general": spelt(asked[0].on)}
    if due.is_open:
        facts |= {"ruling_due": spelt(due.due), "ruling_citation": due.citation}
    return facts


def _appeal_of_ours(part: Part, ask: Ask) -> dict[str, str]:
    """Give when we appealed, the appeal's number, and by when it must be decided."""
    filed, due = part.of(Kind.APPEAL_FILED), _last(part, "appeal-determination")
    if not filed:
        return {}
    numbers = [value for value, role in part.standing.numbers if role == "appeal"]
    got = part.of(Kind.APPEAL_RECEIVED, Kind.APPEAL_ACKNOWLEDGED)
    facts = {"filed": spelt(filed[-1].on), "appeal_number": ", ".join(numbers)}
    facts["appeal_received"] = spelt(due.start) if due and due.due and got else ""
    if due is None or due.due is None or not due.is_open:
        return facts
    facts |= {"appeal_due": spelt(due.due), "appeal_citation": due.citation}
    if due.due < ask.today:
        facts["appeal_late"] = count(abs(due.days_left(ask.today) or 0), "working day")
    return facts


def _pleas(part: Part, ask: Ask) -> dict[str, str]:
    facts = {}
    for name, kind, outcome in (
        ("expedite", Kind.EXPEDITE_REQUESTED, part.standing.expedited_outcome(ask.today)),
        ("waiver", Kind.FEE_WAIVER_REQUESTED, part.standing.fee_waiver_outcome(ask.today)),
    ):
        rows = part.of(kind)
        facts[name] = spelt(rows[0].on) if rows else ""
        facts[f"{name}_outcome"] = str(outcome).replace("_", " ")
    return facts


def _decision(room: Room, ask: Ask, part: Part) -> dict[str, str]:
    adverse = part.of(
        Kind.DETERMINED, Kind.CLOSED_ADMINISTRATIVELY, Kind.EXPEDITE_DENIED, Kind.FEE_WAIVER_DENIED
    )
    facts = _time(part, adverse[-1] if adverse else None, ask)
    if not adverse:
        return facts
    row = adverse[-1]
    disposition = str(row.details.get("disposition", "")).replace("-", " ")
    facts["decision"] = Kind(row.kind).about + (f" ({disposition})" if disposition else "")
    facts["decided"] = spelt(row.on)
    told = ("processed", "released", "partial", "withheld")
    counts = [f"{row.details[key]} {key}" for key in told if row.details.get(key)]
    facts["released"] = ", ".join(counts)
    facts["exemptions"] = _exemptions(room, ask, row)
    facts["grounds"] = appeal_grounds.written(room, ask, row)
    return facts


def _time(part: Part, row: EventRow | None, ask: Ask) -> dict[str, str]:
    """Give the time to appeal what is appealed: that of the decision, else of the silence."""
    dated = [one for one in part.standing.deadlines if one.limit == "appeal" and one.due]
    mine = [one for one in dated if row and (one.start, one.start_event) == (row.on, row.kind)]
    running = [one for one in dated if one.is_open]
    due = min(mine or running, key=lambda one: one.due or ask.today, default=None)
    if due is None or due.due is None:
        return {}
    act = calculator.act_by(due.computed) if due.computed else None
    facts = {
        "window": spelt(due.due) + (f", which is no working day: by {spelt(act)}" if act else ""),
        "window_citation": due.citation,
        "appealed": spelt(due.met_on) if due.met_on else "",
    }
    for one in running:
        if one.due and one.due < due.due:
            key = "earlier" if one.due >= ask.today else "over"
            facts[key] = f"{one.label}, {spelt(one.due)}"
    return facts


def _exemptions(room: Room, ask: Ask, row: EventRow) -> str:
    """Return the exemptions printed in the letter that shows the decision, if it may be read."""
    sight = Sight(pages.sight_of(room.session, ask.person).levels)
    return ", ".join(filing_views.exemptions(room.session, sight, row.filing_id))


def _sources(room: Room, ask: Ask, part: Part) -> list[str]:
    """Say for each event used what shows it: a letter on file, or only the record."""
    names = docs(room, ask, part.rows)
    return [
        f"{Kind(row.kind).about}, {spelt(row.on)}: "
        + (names.get(row.filing_id or 0) or f"on record ({row.certainty}), no letter tied to it")
        for row in part.rows
        if row.kind not in {Kind.NOTE, Kind.CONTACT, Kind.ITEM}
    ][-20:]
