"""When does our time to appeal end? The date for each decision against us, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.answers.values import Button, Fact, FactsAnswer
from bot.answers.wording import spelt
from bot.invocation import Ask, Room
from bot.law import agencies, calculator, limits
from bot.law.kinds import Kind
from bot.law.roads import road_of
from bot.law.standing import Deadline, Standing
from bot.law.state_ripe import adverse_on, not_federal, silent_since
from bot.queries import provisional
from bot.queries.components import Part, chosen, days_left, parts, status_button
from bot.queries.provisional import Unconfirmed
from bot.queries.why import days_sentence
from bot.registry.queries import ExplainDeadline, ShowAppealWindow

_APPEAL = "appeal"  # the limit
NO_WINDOW = "No determination yet, so no window to appeal is open."
_MANY_WINDOWS = "Nothing adverse is on record, so no window to appeal is open."


def window(room: Room, ask: Ask, query: ShowAppealWindow) -> FactsAnswer:
    """Answer `window WORDS`: our time to appeal, for each component; the earlier reading counts."""
    components, name = chosen(room.session, query.about)
    found = parts(room, components)
    if not name:  # of everything only what is open tells something
        found = [part for part in found if _windows(part, only_open=True)] or found[:1]
    every = [(part, one) for part in found for one in _windows(part, only_open=False)]
    waiting = provisional.by_component(room.session, ask.now, [p.component for p in found])
    opened = [one for _, one in every if one.is_open and one.due and one.due >= ask.today]
    first = min((one.due for one in opened if one.due), default=None)
    read = [day for letters in waiting.values() for day in _read(letters) if day >= ask.today]
    soonest = min(read, default=None)
    return FactsAnswer(
        title=_title(first, every, ask.today, soonest),
        facts=() if first or soonest else (Fact("", _why_none(found, waiting, ask.today)),),
        sections=tuple(
            (
                f"{part.request.name} · {part.shown}",
                (*_read_facts(waiting.get(part.component.id, []), ask.today),
                 *_facts(part, waiting.get(part.component.id, []), ask.today)),
            )
            for part in found
        ),
        data={
            "today": ask.today,
            "windows": [
                {
                    "slug": part.request.slug, "agency": part.agency, "label": one.label,
                    "due": one.due, "state": str(one.state), "citation": one.citation,
                    "version": one.version,
                }
                for part, one in every
            ],
            "unconfirmed": _read_data(waiting),
        },
        buttons=(*_whys(every), *status_button(found)),
        understood=f"when our time to appeal ends · {name or 'everything'}",
    )  # fmt: skip


def _whys(every: list[tuple[Part, Deadline]]) -> tuple[Button, ...]:
    return tuple(
        Button(f"Why? {p.agency}", ExplainDeadline(f"#r{p.request.id}/{p.agency}", _APPEAL))
        for p, _ in every[:3]
    )


def _title(
    first: date | None, every: list[tuple[Part, Deadline]], today: date, read: date | None
) -> str:
    if read and (first is None or read < first):
        return f"Appeal by {spelt(read)} ({provisional.CERTAINTY})"
    if first:
        return f"Appeal by {spelt(first)}"
    if last := _last_reading([one for _, one in every], today):
        return f"Appeal at once: the safe date has passed, one reading runs to {spelt(last)}"
    return "No appeal window is open"


def _last_reading(mine: list[Deadline], today: date) -> date | None:
    """Return the latest reading that is still ahead, of windows whose safe date has passed."""
    ahead = [r.due for one in mine if one.is_open for r in one.readings if r.due >= today]
    return max(ahead, default=None)


_APPEALS = "appeal"  # limits of appeals begin with it, whatever they are about


def _read(letters: Sequence[Unconfirmed]) -> list[date]:
    """Return the days by which to appeal that letters were read to set, and nobody confirmed."""
    return [due for one in letters for limit, _, due in one.dates if limit.startswith(_APPEALS)]


def _read_facts(letters: Sequence[Unconfirmed], today: date) -> Iterator[Fact]:
    for one in letters:
        for limit, label, due in one.dates:
            if limit.startswith(_APPEALS):
                left = days_sentence(due, today, days_left(one.component.agency, today, due, limit))
                said = f"{spelt(due)}. {left} Confirm the letter: {one.confirm}."
                yield Fact(f"{label} ({provisional.CERTAINTY})", said)
        if one.does(Kind.DETERMINED):
            yield Fact("Letter", one.sentence())


def _read_data(waiting: dict[int, list[Unconfirmed]]) -> list[dict[str, object]]:
    return [
        {
            "slug": one.component.request.slug, "agency": one.component.agency, "label": label,
            "due": due, "certainty": provisional.CERTAINTY,
        }
        for letters in waiting.values() for one in letters for limit, label, due in one.dates
        if limit.startswith(_APPEALS)
    ]  # fmt: skip


def _windows(part: Part, *, only_open: bool) -> list[Deadline]:
    mine = [one for one in part.standing.deadlines if one.limit == "appeal"]
    return [one for one in mine if one.is_open or not only_open]


def _why_none(found: list[Part], waiting: dict[int, list[Unconfirmed]], today: date) -> str:
    passed = [
        one for part in found for one in _windows(part, only_open=True)
        if one.due and one.due < today
    ]  # fmt: skip
    closed = spelt(max((one.due for one in passed if one.due), default=None))
    if last := _last_reading(passed, today):
        return (
            f"By the earlier reading it closed on {closed}; another runs to {spelt(last)}. "
            "File at once and ask counsel."
        )
    if passed:
        return f"It closed on {closed}. Ask counsel."
    if any(_windows(part, only_open=False) for part in found):
        return "We appealed, or the decision is no longer open to appeal."
    none = [_no_window(part, waiting.get(part.component.id, []), today) for part in found]
    return " ".join(dict.fromkeys(none)) or _MANY_WINDOWS


_WAITS = "On record is none yet: a letter was read that decides it, and waits to be confirmed."


def _no_window(part: Part, letters: Sequence[Unconfirmed], today: date) -> str:
    """Say in a sentence why none runs: by a letter that waits, its state's road, or the record."""
    standing = part.standing
    if any(one.does(*provisional.DECISIONS) for one in letters):
        return _WAITS
    if standing.agency.state:
        return _road_in_a_sentence(standing, today)
    return NO_WINDOW if standing.determined_on is None else "Determined, and nothing adverse."


def _road_in_a_sentence(standing: Standing, today: date) -> str:
    """Say where a state's request can go from here: only its own law opens a window."""
    name, road = standing.agency.name, road_of(standing.agency.state)
    if road is None:
        return not_federal(name)
    where = f"{road.review_name} to {road.review_to}" if road.review != "none" else road.court
    if denied := adverse_on(standing):
        state = f"Denied on {spelt(denied)}"
    elif late := silent_since(standing, today):
        state = f"No answer by {spelt(late)}"
    else:
        return f"{name} has not denied it, and its time to answer has not run out by the record."
    if road.review == "none":
        return f"{state}. {name} has no appeal: the way is {where}."
    return f"{state}. The way is a {where}; no day for it runs that we know of: go soon."


def _facts(part: Part, letters: Sequence[Unconfirmed], today: date) -> list[Fact]:
    mine = _windows(part, only_open=False)
    agency = part.standing.agency
    if agency.state and not mine:
        return [Fact("", _no_window(part, letters, today)), *_of_state(agency)]
    if not mine:
        if any(one.does(*provisional.DECISIONS) for one in letters):
            return [Fact("", _WAITS)]
        if part.standing.determined_on is not None:
            return [Fact("", _granted(part.standing))]
        return [
            Fact("", NO_WINDOW),
            Fact("To record one", f"log {part.target} determined {today.isoformat()} denied"),
        ]
    facts = [fact for one in mine for fact in _window_facts(one, today)]
    road = road_of(agency.state)
    where = road.review_to if road else agencies.appeals_office(agency)
    return [*facts, Fact("Where", f"{where} (check the letter)")] if where else facts


def _window_facts(one: Deadline, today: date) -> list[Fact]:
    if not one.is_open:
        said = f"{str(one.state).replace('-', ' ')} on {spelt(one.met_on)}" if one.met_on else ""
        return [Fact(one.label, said or str(one.state))]
    if one.due is None:
        return [Fact(one.label, one.explanation)]
    left = days_sentence(one.due, today, one.days_left(today))
    facts = [Fact(one.label, f"{spelt(one.due)}. {left} {one.citation}.")]
    if one.computed and (act := calculator.act_by(one.computed)) and act >= today:
        facts.append(Fact("", f"The last day is no working day: send it by {spelt(act)}."))
    others = [reading for reading in one.readings if reading.due != one.due]
    facts += [Fact("Another reading", f"{spelt(r.due)}, {r.because}") for r in others[:2]]
    return facts


def _of_state(agency: agencies.Agency) -> list[Fact]:
    """Say who reviews a denial in a state, and in what time, where no date runs yet."""
    road = road_of(agency.state)
    if road is None:
        return []
    topics = ("review", "our time for review", "silence", "court", "court's time")
    cells = [cell for topic in topics if (cell := road.cell(topic))]
    return [Fact(cell.topic.capitalize(), cell.in_words) for cell in cells]


def _granted(standing: Standing) -> str:
    """Say what a full grant leaves open: the search itself may be appealed; nothing nudges."""
    said = "Determined, and nothing adverse is on record."
    agency, on = standing.agency, standing.determined_on
    rule = limits.rule_of("appeal", agency.chain, on)
    if on is None or rule is None or agency.state:
        return said
    made = calculator.reckon(rule, on, choices=standing.choices)
    return (
        f"{said} Whether they searched enough can be appealed all the same, until "
        f"{spelt(made.due)} ({made.citation}); no reminder is sent of that."
    )
