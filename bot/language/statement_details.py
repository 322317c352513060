"""When it happened, by when something is due, and the details of an event."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.language import days, slips
from bot.language.days import SaidDay
from bot.language.happenings import Happening
from bot.language.statement_asides import appeal_day, appeal_details, of_the_appeal, with_numbers
from bot.language.statement_extent import is_all_of_it
from bot.language.statement_moods import OURS, THEIRS, Found
from bot.language.statement_shared import Teller, due_after, teller, with_shared_days
from bot.language.statement_text import HeldText
from bot.language.statement_values import Effect, Term
from bot.law.events import Kind

# -- Days and details ----------------------------------------------------------------------------

_DUE = re.compile(r"\b(?:to|for|of|now|is)\s+(xday\d+)")
_DUE_ON = re.compile(r"(?<!^)\bon\s+(xday\d+)")  # "on Oct 19 they gave ..." is when they did
_FIRM_DUE = re.compile(
    r"\b(?:by|until|till|til|before|due(?: by| on)?|no later than|deadline(?: is| of)?)\s+(xday\d+)"
)
_OWN_DATE = re.compile(r"\b(?:dated|letter of|date on (?:it|the letter) is|postmarked)\s+(xday\d+)")
_GOT_IT = re.compile(r"\b(?:got|received)\b (?:it|our \S+|the \S+|xreq)?\s*(?:on )?(xday\d+)")
# "emailed on Tuesday saying that it was received on Nov 4": of two days, the one beside the deed.
_GOT_ON = re.compile(
    r"\b(?:received|got|arrived|reached|logged|accepted)\b(?: (?!xday)\S+){0,6}? (?:on )?(xday\d+)"
)
_CAME_IN = frozenset({Kind.RECEIVED, Kind.APPEAL_RECEIVED})
_STARTING = re.compile(r"\b(?:starting|beginning|from|first (?:on|due)|by)\s+(?:on )?(xday\d+)")
_TAKES_DUE = frozenset({
    Kind.CLARIFICATION_ASKED, Kind.FEE_ASKED, Kind.STILL_INTERESTED, Kind.EXTENDED,
    Kind.ESTIMATE_GIVEN, Kind.COURT_DATE, Kind.APPEAL_EXTENDED,
})  # fmt: skip
_EXTENDS = frozenset({Kind.EXTENDED, Kind.APPEAL_EXTENDED})
_EXTENDED_TO = re.compile(r"\b(?:to|through|as far as) (xday\d+)")  # a new due day
_AHEAD = frozenset({Kind.COURT_DATE, Kind.ESTIMATE_GIVEN})
_HEADING = re.compile(r"(?:on )?xday\d+")  # "Nov 9: ..." is the day of all that follows
_SAME = re.compile(r"\bsame (?:day|afternoon|morning|date|evening|night)\b")


def effects_of(
    found: Sequence[Found], held: HeldText, today: date, *, suing: bool, text: str
) -> list[Effect]:
    """Return the events that the clauses state, each with its day and details."""
    effects: list[Effect] = []
    tellers: list[Teller] = []
    for happening, clause in _grouped(found):
        kind = _release_kind(clause, suing=suing) if happening.kind == "release" else happening.kind
        kind = of_the_appeal(kind, clause, effects)
        if any(one.kind == kind for one in effects):
            continue
        details: dict[str, str | int] = {**happening.details, **_details(kind, clause, held)}
        when = _day_of(kind, clause, held, today, details)
        on, other, assumed = when.on, when.other, when.assumed
        details |= appeal_details(kind, clause, held, on)
        past = str(details.get("due", "")) <= today.isoformat()
        if kind == Kind.COURT_DATE and past and not _TO_COME.search(clause):
            on = date.fromisoformat(str(details.get("due") or on))
            kind, details = Kind.NOTE.value, {}  # what a court did, not what is to come
        headed = _HEADING.fullmatch(found[0][0]) if found[0][1] is None else None
        if assumed and effects and (headed or _SAME.search(clause) or kind == Kind.NUMBER_ASSIGNED):
            on, assumed = effects[-1].on, effects[-1].assumed_day
        if not assumed and effects and effects[-1].assumed_day and _goes_on(found, happening):
            effects[-1] = replace(effects[-1], on=on, other_day=other, assumed_day=False)
        term, unsure = _term(kind, clause, held, details)
        told = Effect(
            kind, on, details, other, assumed, words=clause, unsure=when.unsure or unsure, term=term
        )
        effects.append(told)
        said, match = _said(found, happening)
        tellers.append(teller(happening.whose, said, match.start(), tellers))
    return with_shared_days(with_numbers(effects, held), tellers, held, text)


def _term(
    kind: str, clause: str, held: HeldText, details: Mapping[str, str | int]
) -> tuple[Term | None, str]:
    """Return the time that a letter gives for an answer, and the words of it that are not clear."""
    spans = len(re.findall(r"(?<!more )\bxspan\b", clause))
    if kind not in _GIVES_TIME or "due" in details or not spans:
        return None, ""
    if len(held.terms) > 1:
        return None, ", ".join(one.words for one in held.terms)
    return held.terms[0], ""


_GIVES_TIME = frozenset({
    Kind.CLARIFICATION_ASKED, Kind.FEE_ASKED, Kind.STILL_INTERESTED, Kind.ESTIMATE_GIVEN,
})  # fmt: skip


# "the trial is set for ...": to come, whatever day it names.
_TO_COME = re.compile(
    r"^(?!.*\b(?:was|were|had|held|took place)\b).*\b(?:is|are|set|due|will|now)\b"
)


def _said(found: Sequence[Found], happening: Happening) -> tuple[str, re.Match[str]]:
    return next((one, said[1]) for one, said in found if said and said[0] is happening)


def _goes_on(found: Sequence[Found], happening: Happening) -> bool:
    """Say whether an event is told without a doer of its own: "denied X and granted Y on DAY"."""
    clause, match = _said(found, happening)
    before = clause[: match.start()]
    return happening.whose == "theirs" and not (OURS.search(before) or THEIRS.search(before))


def _grouped(found: Sequence[Found]) -> list[tuple[Happening, str]]:
    """Give each event its clause, with the clauses beside it that say nothing else."""
    grouped: list[tuple[Happening, str]] = []
    lead: list[str] = []
    for clause, one in found:
        if one is not None and not (grouped and grouped[-1][0].kind == one[0].kind):
            grouped.append((one[0], " , ".join([clause, *lead])))
            lead = []
        elif grouped:
            said = one[0] if one is not None and not grouped[-1][0].details else grouped[-1][0]
            grouped[-1] = (said, f"{grouped[-1][1]} , {clause}")
        else:
            lead.append(clause)
    return grouped


def _release_kind(clause: str, *, suing: bool) -> str:
    if re.search(r"\bfinal\b", clause) or (is_all_of_it(clause) and not suing):
        return Kind.DETERMINED.value
    return Kind.PRODUCTION.value if suing else Kind.INTERIM_RELEASE.value


@dataclass(frozen=True, slots=True)
class _When:
    """When it happened, the other reading, whether no day was named, the words of one unsure."""

    on: date
    other: date | None = None
    assumed: bool = True
    unsure: str = ""


def _day_of(
    kind: str, clause: str, held: HeldText, today: date, details: dict[str, str | int]
) -> _When:
    """Return when it happened; fills in `due`."""
    said = {name: held.held[name] for name in re.findall(r"xday\d+", clause)}
    own = _OWN_DATE.search(clause) or (
        kind in _CAME_IN and len(said) > 1 and _GOT_ON.search(clause)
    )
    due = None
    if kind in _TAKES_DUE:
        firm = _FIRM_DUE.search(clause)
        ahead = kind in _AHEAD and not firm and not held.terms
        named = firm or (ahead and (_DUE.search(clause) or _DUE_ON.search(clause)))
        named = named or (kind in _EXTENDS and _EXTENDED_TO.search(clause))
        due = named[1] if named else None
        if due is None and kind == Kind.COURT_DATE and said:
            due = list(said)[-1]
        if due is None and kind == Kind.ESTIMATE_GIVEN and not held.terms:
            due = next((n for n, d in said.items() if _may_come(d, today)), None)
        due = due or next((n for n, d in said.items() if _lies_ahead(d, today)), None)
    for name in _other_days(kind, clause, held, details):
        said.pop(name, None)
    by = held.held.get(due) if due else None
    if due and isinstance(by, SaidDay) and not by.vague:
        said.pop(due, None)
    chosen = held.held.get(own[1]) if own else next(iter(said.values()), None)
    when = _when(chosen, today)
    if isinstance(by, SaidDay) and by.about and kind != Kind.ESTIMATE_GIVEN:
        return replace(when, unsure=by.words)
    if isinstance(by, SaidDay) and (day := due_after(by, when.on)):
        details["due"] = day.isoformat()
    return when


def _when(chosen: object, today: date) -> _When:
    if not isinstance(chosen, SaidDay):
        return _When(today)
    if chosen.vague or chosen.about:
        return _When(today, unsure=chosen.words)
    if chosen.past is None or is_ahead(chosen, today):
        return _When(today)
    return _When(chosen.past, _year_before(chosen, today), assumed=False)


def _year_before(said: SaidDay, today: date) -> date | None:
    """Return the other day that "Mar 8" may mean, where it is long ago: never one to come."""
    if said.exact or said.past is None or (today - said.past).days < _HALF_A_YEAR:
        return None
    earlier = days.find(f"{said.past.year - 1}-{said.past:%m-%d}", today)
    return earlier[0].past if earlier else None


_HALF_A_YEAR = 180  # days


def _other_days(kind: str, clause: str, held: HeldText, details: dict[str, str | int]) -> list[str]:
    """Fill in the days that are details and not the event's own; return their placeholders."""
    taken = [appeal_day(kind, clause)]
    got = _GOT_IT.search(clause) if kind == Kind.ACKNOWLEDGED else None
    first = _STARTING.search(clause) if kind == Kind.PRODUCTION_ORDERED else None
    if got and isinstance(day := held.held.get(got[1]), SaidDay) and day.past:
        details["received"] = day.past.isoformat()
        taken.append(got[1])
    if first and isinstance(day := held.held.get(first[1]), SaidDay) and day.future:
        details["first"] = day.future.isoformat()
        taken.append(first[1])
    return taken


def _may_come(said: object, today: date) -> bool:
    return isinstance(said, SaidDay) and said.future is not None and said.future > today


def _lies_ahead(said: object, today: date) -> bool:
    return isinstance(said, SaidDay) and is_ahead(said, today)


def is_ahead(said: SaidDay, today: date) -> bool:
    """Say whether a day without its year is surely one to come: "dec 4", said in November."""
    if said.exact or said.past is None or said.future is None:
        return said.past is not None and said.past > today
    return (today - said.past).days > _LONG_AGO and (said.future - today).days < _SOON


_LONG_AGO, _SOON = 240, 100  # days


def _details(kind: str, clause: str, held: HeldText) -> dict[str, str | int]:
    in_it = set(re.findall(r"x(?:num|bat|amt|pag|doc)\d+|xspan", clause))
    values = {key: value for key, value in held.held.items() if key in in_it}

    def first(prefix: str) -> str:
        return next((str(v) for k, v in values.items() if k.startswith(prefix)), "")

    found: dict[str, str | int] = {}
    if "xspan" in in_it and kind in {Kind.EXTENDED, Kind.APPEAL_EXTENDED}:
        found["days"] = held.terms[0].added
    if (number := first("xnum")) and kind in _NUMBERED:
        found["number"] = number.upper()
        found |= {"role": "appeal"} if kind == Kind.APPEAL_ACKNOWLEDGED else {}
    if (docket := first("xdoc")) and kind == Kind.COMPLAINT_FILED:
        found |= {"number": docket, "role": "litigation"}
    if (amount := first("xamt")) and kind in {Kind.FEE_ASKED, Kind.FEE_ANSWERED}:
        found["amount"] = amount
    if kind in _RELEASES:
        found |= _pages(clause, values)
    if kind == Kind.PRODUCTION_ORDERED and (many := first("xpag")):
        found |= {"quantity": int(many), "unit": "pages", "verb": _ordered(clause)}
        found["per"] = "7d" if re.search(r"\bweek", clause) else "month"
    more = _MORE.get(kind)
    return found | (more(clause) if more else {})


def _ruled(clause: str) -> dict[str, str | int]:
    way = _RULED.search(clause)
    return {"outcome": "withhold" if way["withhold"] else "release"} if way else {}


_RULED = re.compile(
    r"\b(?:(?P<withhold>(?:may|can|must|could|should|lets? \S+|allowed to|is to) (?:be )?"
    r"with(?:hold|held))"
    r"|(?:must|has to|have to|should|ordered to|is to|are to) (?:release|disclose|produce))\b"
)


def _ordered(clause: str) -> str:
    return "release" if re.search(r"\b(?:release|produce|turn over)", clause) else "process"


_PAPERS = (
    r"(?:(?:joint )?status report|jsr|hearing|status conference|conference|oral argument"
    r"|summary judgment|argument|briefing|brief|motion|trial|opposition|reply|response|answer)"
)
_TO_OURS = re.compile(r"\bto (?:answer|respond to|reply to|oppose) our \S+")
_IS_OURS = re.compile(rf"\b(?:we|us)\b|\bour (?:\S+ ){{0,3}}?{_PAPERS}")
_IS_THEIRS = re.compile(
    r"\b(?:xagy\d*|government|govt|doj|defendants?|them|they|their|its)\b(?! (?:hearing|trial))"
)


def _court_date(clause: str) -> dict[str, str | int]:
    """Read what is due and who owes it; it is ours unless it is said to be theirs."""
    parts = [
        one for one in clause.split(" , ") if re.search(rf"{_PAPERS}.*xday|xday.*{_PAPERS}", one)
    ]
    part = _TO_OURS.sub(" ", parts[-1] if parts else clause)
    what = re.search(_PAPERS, part)
    theirs = _IS_THEIRS.search(part) and not _IS_OURS.search(part)
    shared = what and re.fullmatch(r"hearing|trial|.*conference|.*argument|.*report|jsr", what[0])
    return {
        "text": what[0] if what else "court date",
        "whose": "theirs" if theirs and not shared else "ours",
    }


_MORE: Mapping[str, Callable[[str], dict[str, str | int]]] = {
    Kind.COURT_DATE: _court_date, Kind.RULING_GIVEN: _ruled,
}  # fmt: skip
_NUMBERED = frozenset({
    Kind.ACKNOWLEDGED, Kind.NUMBER_ASSIGNED, Kind.APPEAL_ACKNOWLEDGED,
})  # fmt: skip
_RELEASES = frozenset({Kind.PRODUCTION, Kind.INTERIM_RELEASE, Kind.DETERMINED})


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _pages(clause: str, values: Mapping[str, object]) -> dict[str, str | int]:
    found: dict[str, str | int] = {}
    for key, value in values.items():
        if key.startswith("xbat"):
            found["bates"] = str(value)
        elif key.startswith("xpag"):
            before = clause[: clause.index(key)][-30:]
            after = clause[clause.index(key) + len(key) :][:20]
            name = (
                "withheld"
                if re.search(
                    r"withh|\b(?:but|except|minus|save|other than|apart from) (?:for )?$", before
                )
                or re.match(r"\s*withh", after)
                else "pages"
            )
            found.setdefault(name, _whole(value))
    if counted := _COUNTED.search(clause):
        found.setdefault("withheld", int(counted[1] or counted[2]))
    return found


_COUNTED = re.compile(
    r"(?<![\w-])(\d{1,6}) (?:\w+ )?withheld\b|\bwithheld (?:another )?(\d{1,6})\b"
)


_REASON = re.compile(
    r"\b(?:because(?: of)?|due to|on the grounds? that|for lack of|citing|(?:even )?though|although"
    r"|without (?!any redact|redact)|since (?=we|it|they))\s+(\S.*)",
    re.IGNORECASE,
)


_CODE = r"\(?b?\)?\s?\(?\d\)?(?:\s?\([A-F]\)|[A-F])?(?![\w-])"  # 5, 7(E), (b)(7)(E), b7e
_FULL_CODE = r"\(?b\)?\s?\(?\d\)?(?:\s?\([A-F]\)|[A-F])?(?![\w-])"
_BETWEEN = r"(?:\s*[,;/&+]\s*|\s+)(?:(?:and|or|plus|as well as)\s+|&\s*)?(?:exemptions?\s+)?"
_EXEMPTIONS = re.compile(
    r"(?:\b(?:under|per|pursuant to|invoking|based on|citing|cited|claiming|relying on|on) )?"
    rf"\b(?:foia )?exemptions? (?:no\.? |numbers? )?{_CODE}(?:{_BETWEEN}{_CODE})*"
    r"|\b(?:under|per|pursuant to|invoking|based on|citing|cited|claiming|relying on) (?:foia )?"
    rf"{_FULL_CODE}(?:{_BETWEEN}{_FULL_CODE})*",
    re.IGNORECASE,
)
_KEPT_BACK = frozenset({
    Kind.DETERMINED, Kind.INTERIM_RELEASE, Kind.PRODUCTION, Kind.APPEAL_DECIDED,
})  # fmt: skip


def reason_of(line: str, kind: str) -> str:
    """Return why, as it was said; "" where nothing of the kind was."""
    if kind in _KEPT_BACK and (under := _EXEMPTIONS.search(line)):
        return " ".join(under[0].split()).rstrip(" ,;")
    found = _REASON.search(" ".join(slips.written_out(line).split()))
    return found[0].rstrip(" .") if found and not days.find(found[1][:12], date.max) else ""
