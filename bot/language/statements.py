"""A sentence that says what happened -> effects, with every word of it accounted for.

Reading only: whoever calls shows the effects and records what a person confirms. A negation, an
intention, a condition, hearsay and a question give no effect.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from bot.language import days, slips
from bot.language.days import SaidDay
from bot.language.happenings import (
    ASKED,
    CONDITION,
    CORRECTED,
    CORRECTION,
    DECIDED,
    HAPPENINGS,
    HEARSAY,
    INTENDED,
    NEGATED,
    WEAK,
    Happening,
)
from bot.language.words import LIGHT
from bot.law import agencies
from bot.law.events import Kind
from bot.store.name_lookup import Names
from bot.store.requests import fold, fold_number

_LONGEST = 1_500


class Mood(StrEnum):
    """What keeps a sentence from being an event."""

    STATED = "stated"
    NEGATED = "negated"
    INTENDED = "intended"
    HEARSAY = "hearsay"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Effect:
    """One event that a sentence states. `day` is as it was said; None: it named none."""

    kind: str
    on: date
    details: Mapping[str, str | int]
    other_day: date | None = None  # the other reading of a day without its year
    assumed_day: bool = False  # the sentence named no day: today was taken
    words: str = ""
    reason: str = ""  # what was said after "because", verbatim


@dataclass(frozen=True, slots=True)
class Statement:
    """What a line states. `left` are the words that nothing accounts for."""

    mood: Mood
    effects: tuple[Effect, ...] = ()
    requests: tuple[int, ...] = ()
    agencies: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    vague_day: str = ""
    days: tuple[SaidDay, ...] = ()
    by_number: bool = False


@dataclass(slots=True)
class _Text:
    """A line with placeholders, and what each stands for."""

    text: str
    held: dict[str, object] = field(default_factory=dict)

    def hold(self, prefix: str, value: object) -> str:
        name = f"x{prefix}{sum(key.startswith('x' + prefix) for key in self.held)}"
        self.held[name] = value
        return f" {name} "


# -- Placeholders --------------------------------------------------------------------------------

_BATES = re.compile(
    r"\b(?:bates\s+)?([A-Z][A-Z0-9_-]*?[-_ ]?\d{3,8})\s*(?:\.\.|-|–|—|to|through|thru|until)\s*"
    r"((?:[A-Z][A-Z0-9_-]*?[-_ ]?)?\d{3,8})\b",
    re.IGNORECASE,
)
_DOCKET = re.compile(r"\b(?:\d{1,2}:)?\d\d-(?:cv|CV|civ)-\d{3,6}(?:-[A-Za-z]{2,4})*\b")
_NUMBER = re.compile(
    r"\b(?=[\w-]*\d{3})(?:[A-Za-z]{1,6}-?)?(?:[A-Za-z0-9]+-)+[A-Za-z0-9]+\b|\b[A-Z]{2,6}\d{6,14}\b"
    r"|(?<=#)\d{4,}|(?<=number )\d{5,}"
)
_MONEY = re.compile(
    r"\$\s?(\d[\d,]*(?:\.\d\d)?)|\b(\d[\d,]*(?:\.\d\d)?)\s?(?:dollars|bucks|usd)\b", re.IGNORECASE
)
_PAGES = re.compile(r"\b(\d[\d,]*)\s?(?:pages?|pgs?|pp)\b", re.IGNORECASE)
_SPAN = re.compile(
    r"\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|fourteen|fifteen|twenty|thirty)"
    r"[- ](?:more |additional |extra |another |further )?"
    r"((?:working|business|calendar)[- ])?(days?|weeks?|day)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"[- ](?:more|additional|extra|another|further)\b", re.IGNORECASE)
_SPELT = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip


def _masked(line: str, today: date) -> _Text:
    held = _Text(line)

    def bates(match: re.Match[str]) -> str:
        first, last = (re.fullmatch(r"(.*?)(\d+)", end) for end in (match[1], match[2]))
        alike = first and last and last[1].casefold() in {"", first[1].casefold()}
        if not (first and last and alike) or (not last[1] and len(first[2]) != len(last[2])):
            return match[0]
        end = match[2] if last[1] else first[1] + last[2]
        return held.hold("bat", f"{match[1].upper()}..{end.upper()}")

    def span(match: re.Match[str]) -> str:
        said = match[1].casefold()
        many = int(said) if said.isdigit() else _SPELT[said]
        weeks = match[3].casefold().startswith("week")
        held.held.setdefault("span", many * 5 if weeks else many)
        return f" {'more ' if _MORE.search(match[0]) else ''}xspan "

    text = _DOCKET.sub(lambda m: held.hold("doc", m[0]), slips.written_out(line))
    text = _BATES.sub(bates, text)
    text = _MONEY.sub(lambda m: held.hold("amt", (m[1] or m[2]).replace(",", "")), text)
    text = _days_held(text, held, today)
    text = _NUMBER.sub(lambda m: m[0] if m[0].startswith("x") else held.hold("num", m[0]), text)
    text = _PAGES.sub(lambda m: held.hold("pag", int(m[1].replace(",", ""))), text)
    held.text = _SPAN.sub(span, text)
    return held


def _days_held(text: str, held: _Text, today: date) -> str:
    shown, at = [], 0
    for one in days.find(text, today):
        if one.vague and one.words.lower().startswith("next"):
            continue  # "next week" is no day of what happened: it says that it did not yet
        shown += [text[at : one.start], held.hold("day", one)]
        at = one.end
    return "".join([*shown, text[at:]])


# -- Names ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Named:
    text: str
    requests: tuple[int, ...]
    agencies: tuple[str, ...]
    by_number: bool


_REPEATED = re.compile(r"\b(xreq|xagy\d+)(?: \1)+\b")  # a name of several words is one
_PLACEHOLDER = re.compile(r"x(?:day|num|bat|amt|pag|doc|span)\d*")


def _named(held: _Text, names: Names) -> _Named:
    """Put xreq and xagy in place of what names requests and agencies."""
    numbers = [str(value) for key, value in held.held.items() if key.startswith(("xnum", "xdoc"))]
    by_number = {one for said in numbers for one in names.numbers.get(fold_number(said), set())}
    found = list(re.finditer(r"[^\W_]+(?:'s)?", held.text))
    tokens = [fold(m[0].removesuffix("'s")) or "x" for m in found]
    tokens = ["" if _PLACEHOLDER.fullmatch(t) else t for t in tokens]
    named = names.find([t or "xx" for t in tokens], slips.vocabulary() | LIGHT)
    shown, at = [], 0
    places: list[str] = []
    for n, match in enumerate(found):
        if n not in named.spent or not tokens[n]:
            continue
        sign = "xagy" if n in named.at_agency else "xreq"
        if sign == "xagy":
            known = agencies.find(tokens[n])
            name = known.abbreviation if known else next(iter(named.agencies), "")
            if name not in places:
                places.append(name)
            sign = f"xagy{places.index(name)}"
        shown += [held.text[at : match.start()], f" {sign} "]
        at = match.end()
    text = "".join([*shown, held.text[at:]])
    requests = tuple(sorted(by_number)) or named.requests
    return _Named(
        _REPEATED.sub(r"\1", " ".join(text.split())),
        requests,
        named.agencies,
        bool(by_number or named.by_number),
    )


# -- Clauses -------------------------------------------------------------------------------------

_CUT = re.compile(
    r"\s*(?:[;\n]|(?<=[a-z0-9\"')])[.!]+(?=\s|$)|,(?=\s)|\s[-–—]{1,2}\s|:\s(?!\s*x(?:pag|num|day|bat|amt))|\s(?:and|but|then|so|plus|also)\s)\s*"
)
_QUOTED = re.compile(
    r"^(?:see below|from \S+|fwd?|forward\w*|below)[^:>\n]*[:>]\s*"
    r"|^(?:(?:fyi|heads[- ]up|update|quick update|for the record|psa)\s*[:,-]?\s+)+"
    r"|^(?:please |pls |can you )?(?:mark|write|jot|put|note) (?:it |this )?down "
    r"(?:that |for \S+ that )?"
    r"|^(?:please )?(?:make a note|note|for the record)(?: that|:)\s+",
    re.IGNORECASE,
)


def _plain(text: str) -> str:
    text = text.lower()
    for pattern, words in slips.CONTRACTIONS:
        text = re.sub(pattern, words, text)
    return text


def _clauses(text: str) -> list[str]:
    """Cut a line into its clauses; a day or number alone belongs to what stands before it."""
    found: list[str] = []
    for one in _CUT.split(text):
        clause = (one or "").strip(" ,.;:!>-\"'")
        if found and _ALONE.fullmatch(clause):
            found[-1] = f"{found[-1]} {clause}"
        elif clause:
            found.append(clause)
    return found


_ALONE = re.compile(r"(?:(?:on|of|dated|number) )?x(?:day|num|bat|pag|amt)\d+")


_HEAD = re.compile(
    r"^(?:the |our |\S+ ){0,3}(?:appeal|waiver|expedited processing|expedite request|complaint"
    r"|request|xreq|production|release|clarification)$"
)


def _headed(clauses: list[str]) -> list[str]:
    """Join a heading to what is said below it: "solitary appeal: granted" is one clause."""
    heads = len(clauses) > 1 and _HEAD.match(clauses[0]) and _happening(clauses[0]) is None
    return [f"{clauses[0]} {clauses[1]}", *clauses[2:]] if heads else clauses


# -- Reading -------------------------------------------------------------------------------------


def asks(line: str) -> bool:
    """Say whether a line is plainly a question or a command, whatever it names."""
    own = _QUOTED.sub("", line.strip()).strip(" >")
    return own.endswith("?") or bool(ASKED.search(_plain(own)))


def read(line: str, names: Names, today: date, *, suing: bool = False) -> Statement | None:
    """Return what a line states, or None where it states nothing that we record.

    `suing`: pages come under a court's schedule, where we cannot tell it from the line.
    """
    line = _QUOTED.sub("", line[:_LONGEST]).replace("\n>", "\n").strip(" >")
    held = _masked(line, today)
    named = _named(held, names)
    text = _plain(named.text)
    if (
        line.rstrip().endswith("?")
        or ASKED.search(text)
        or re.search(r", (?:who|what|when|why|how)\b", text)
    ):
        return None
    about = Statement(
        Mood.STATED, requests=named.requests, agencies=named.agencies, by_number=named.by_number,
        days=tuple(v for k, v in held.held.items() if isinstance(v, SaidDay)),
    )  # fmt: skip
    if corrected := _correction(text, held, today):
        return replace(about, effects=(corrected,))
    clauses = _headed(_clauses(text))
    found = [(clause, _happening(clause)) for clause in clauses]
    if strong := any(one and one[0].kind not in WEAK for _, one in found):
        found = [(c, one if one and one[0].kind not in WEAK else None) for c, one in found]
    if not any(one for _, one in found):
        return _undone(about, text)
    if mood := _mood(found, text, strong=strong):
        return replace(about, mood=mood)
    effects = [
        replace(one, reason=_reason(line)) for one in _effects(found, held, today, suing=suing)
    ]
    left = () if not strong else _left(found, line, _name_words(named.requests, names))
    due = {str(one.details.get("due", one.details.get("first", ""))) for one in effects}
    vague = next(
        (
            one.words
            for one in about.days
            if one.vague or (_is_ahead(one, today) and str(one.future) not in due)
        ),
        "",
    )
    return replace(about, effects=tuple(effects), left=left, vague_day=vague)


def _undone(about: Statement, text: str) -> Statement | None:
    """Read a line that names something of ours and says only that it has not happened."""
    if not (about.requests or about.agencies):
        return None
    moods = ((HEARSAY, Mood.HEARSAY), (NEGATED, Mood.NEGATED), (INTENDED, Mood.INTENDED))
    mood = next((mood for pattern, mood in moods if pattern.search(text)), None)
    return replace(about, mood=mood) if mood else None


Found = tuple[str, tuple[Happening, re.Match[str]] | None]


def _happening(clause: str) -> tuple[Happening, re.Match[str]] | None:
    for one in (*DECIDED, *HAPPENINGS):
        if (match := one.pattern.search(clause)) and _by_whom(one, clause, match):
            return one, match
    return None


_OURS = re.compile(r"\b(?:we|i|us)\b")
_THEIRS = re.compile(r"\b(?:they|he|she|xagy\d*|oip|judge|court|agency|government)\b")


_COURT = re.compile(r"\b(?:court|judge|magistrate|motion)\b")


def _by_whom(one: Happening, clause: str, match: re.Match[str]) -> bool:
    """Say whether the one who does it in the clause is one who can: we appeal, they deny."""
    if one.kind == Kind.DETERMINED and _COURT.search(clause):
        return False  # "the court denied our motion" decides no request
    before = clause[: match.end()]
    ours, theirs = _OURS.search(before), _THEIRS.search(before)
    if one.whose == "theirs":
        # "we asked for an extension" is ours; "they told us", "we got" are theirs.
        return not (
            ours
            and not theirs
            and re.search(
                r"\b(?:we|i) (?:\w+ )?(?:ask\w*|request\w*|need\w*|want\w*|filed|sent|denied"
                r"|submitted|mailed|emailed|faxed|lodged|uploaded)\b",
                before,
            )
        )
    if one.whose == "ours":
        # "the ICE appeal is in": who is named before a noun only says which.
        if re.search(r"\bby us\b", clause) or _PASSIVE.match(match[0]):
            return True
        return not (theirs and theirs.start() < match.start() + 1 and not ours) or _told(clause)
    return True


_PASSIVE = re.compile(r"(?:appeal|complaint|lawsuit|suit|check|payment)\b(?!.*\bby (?:xagy|them))")


def _told(clause: str) -> bool:
    return bool(
        re.match(
            r"^(?:ok |so |just )*(?:told|wrote|emailed|called|paid|sued|filed|sent|mailed)\b",
            clause,
        )
    )


def _mood(found: Sequence[Found], text: str, *, strong: bool) -> Mood | None:
    """Return what keeps the sentence from being an event; None where it simply states it."""
    for clause, one in found:
        if one is None:
            if _REFUSED_PART.search(clause):
                return Mood.NEGATED
            continue
        if mood := _mood_of(clause, one, text, strong=strong):
            return mood
    return None


def _mood_of(
    clause: str, one: tuple[Happening, re.Match[str]], text: str, *, strong: bool
) -> Mood | None:
    kind, span = one[0].kind, one[1]
    before = text.split(span[0], maxsplit=1)[0][-40:]
    if _TAKEN_BACK.search(text) or HEARSAY.search(clause) or (strong and HEARSAY.search(before)):
        return Mood.HEARSAY
    if one[0] in DECIDED:  # that it will not be is what was decided, if for good
        return Mood.INTENDED if re.search(r"\byet\b|\bfor now\b|\bright now\b", clause) else None
    if one[0].whose == "ours" and INTENDED.search(span[0]) and kind not in _ANSWERED:
        return Mood.INTENDED  # "we should withdraw"
    rest = f"{clause[: span.start()]} {_BECAUSE.sub('', clause[span.end() :])}"
    whole = _BECAUSE.sub("", clause) if span.end() <= len(_BECAUSE.sub("", clause)) else clause
    if _negated(kind, clause, span, rest, whole):
        return Mood.NEGATED
    if _intended(kind, clause, rest):
        return Mood.INTENDED
    if _IF.search(clause) or (kind not in _WITH_UNTIL and CONDITION.search(whole)):
        return Mood.CONDITION
    return None


def _negated(kind: str, clause: str, span: re.Match[str], rest: str, whole: str) -> bool:
    if kind in WEAK:
        return bool(NEGATED.search(clause[: span.end()]))
    if NEGATED.search(span[0]) and kind not in _SAID_WITH_NO:
        return True  # "the appeal is not filed"
    if _OWN_NO.search(span[0]):
        return bool(NEGATED.search(rest) or _YET.search(rest))
    # "no" just before the event denies it, and so does any "yet".
    just_before = re.search(r"\bno (?:\w+ )?$", clause[: span.start()])
    return bool(just_before or NEGATED.search(whole) or _YET.search(whole))


# Said of the whole line, whatever clause it stands in: "..., no wait, it was ICE".
_TAKEN_BACK = re.compile(
    r"\bno ?,? ?wait\b|\bscratch that\b|\bi mean\b|\bor was it\b"
    r"|\b(?:everything|anything|all) but\b"
)
# "..., not xday1": part of what was said is denied, and which part is not for us to say.
_REFUSED_PART = re.compile(r"^(?:and |but )?(?:not|never)\b.*\bx(?:day|num|agy|req|amt|pag)\d*")
_YET = re.compile(r"\byet\b")
_OWN_NO = re.compile(r"\bno\b|\bnot\b|\bnothing\b|neither|never")
# What is itself told with a "no": no records, no waiver, neither confirmed nor denied.
_SAID_WITH_NO = frozenset({
    Kind.DETERMINED, Kind.EXPEDITE_DENIED, Kind.FEE_WAIVER_DENIED, Kind.CLARIFICATION_ASKED,
    Kind.STILL_INTERESTED, Kind.STILL_INTERESTED_ANSWERED, Kind.APPEAL_DECIDED,
})  # fmt: skip
_IF = re.compile(r"^(?:so |and |but |ok )*(?:if|unless|in case|assuming|suppose|once|whenever)\b")
_ANSWERED = frozenset({
    Kind.STILL_INTERESTED_ANSWERED, Kind.CLARIFICATION_ANSWERED, Kind.FEE_ANSWERED,
})  # fmt: skip
_WITH_UNTIL = frozenset({
    Kind.ESTIMATE_GIVEN, Kind.COURT_DATE, Kind.CLARIFICATION_ASKED, Kind.FEE_ASKED,
    Kind.STILL_INTERESTED, Kind.EXTENDED, Kind.NOTE,
})  # fmt: skip
_ANNOUNCED = frozenset({
    Kind.EXTENDED, Kind.CLARIFICATION_ASKED, Kind.FEE_ASKED, Kind.STILL_INTERESTED,
})  # fmt: skip
_BECAUSE = re.compile(r"\b(?:because|since|saying|says|said|which|citing|so that)\b.*")


def _intended(kind: str, clause: str, rest: str) -> bool:
    if kind == Kind.PRODUCTION_ORDERED:
        return bool(_TO_ORDER.search(clause))
    if kind in {Kind.ESTIMATE_GIVEN, Kind.COURT_DATE}:
        return False
    theirs = not re.search(
        r"\b(?:we|i|us) (?:are |am )?(?:going|will|plan|need|want|have|should|might)", clause
    )
    if kind in {*_ANNOUNCED, Kind.APPEAL_EXTENDED} and theirs:
        # An agency that says it needs more time has taken it.
        return bool(_PLANNED.search(clause))
    return bool(INTENDED.search(rest))


_TO_ORDER = re.compile(
    r"\b(?:will|should|might|may|could|(?:going|plans?|supposed|about) to) (?:order|set|schedule)\b"
)
_PLANNED = re.compile(
    r"\b(?:might|may|could|would|should|tomorrow|next (?:week|month)|soon|draft\w*|going to"
    r"|plan(?:s|ning)? (?:to|on)|supposed to|about to|will (?!need|require|take|have))\b"
)

# -- Days and details ----------------------------------------------------------------------------

_DUE = re.compile(
    r"\b(?:by|until|till|til|before|due(?: by| on)?|no later than|deadline(?: is| of)?"
    r"|to|for|on|now|is)\s+(xday\d+)"
)
_FIRM_DUE = re.compile(
    r"\b(?:by|until|till|til|before|due(?: by| on)?|no later than|deadline(?: is| of)?)\s+(xday\d+)"
)
_OWN_DATE = re.compile(r"\b(?:dated|letter of|date on (?:it|the letter) is|postmarked)\s+(xday\d+)")
_GOT_IT = re.compile(r"\b(?:got|received)\b (?:it|our \S+|the \S+|xreq)?\s*(?:on )?(xday\d+)")
_STARTING = re.compile(r"\b(?:starting|beginning|from|first (?:on|due)|by)\s+(?:on )?(xday\d+)")
_TAKES_DUE = frozenset({
    Kind.CLARIFICATION_ASKED, Kind.FEE_ASKED, Kind.STILL_INTERESTED, Kind.EXTENDED,
    Kind.ESTIMATE_GIVEN, Kind.COURT_DATE, Kind.APPEAL_EXTENDED,
})  # fmt: skip
_AHEAD = frozenset({Kind.COURT_DATE, Kind.ESTIMATE_GIVEN})
_HEADING = re.compile(r"(?:on )?xday\d+")  # "Nov 9: ..." is the day of all that follows
_SAME = re.compile(r"\bsame (?:day|afternoon|morning|date|evening|night)\b")


def _effects(found: Sequence[Found], held: _Text, today: date, *, suing: bool) -> list[Effect]:
    effects: list[Effect] = []
    for happening, clause in _grouped(found):
        kind = _release_kind(clause, suing=suing) if happening.kind == "release" else happening.kind
        if any(one.kind == kind for one in effects):
            continue
        details: dict[str, str | int] = {**happening.details, **_details(kind, clause, held)}
        on, other, assumed = _day_of(kind, clause, held, today, details)
        if kind == Kind.COURT_DATE and str(details.get("due", "")) <= today.isoformat():
            on = date.fromisoformat(str(details.get("due") or on))
            kind, details = Kind.NOTE.value, {}  # what a court did, not what is to come
        headed = _HEADING.fullmatch(found[0][0]) if found[0][1] is None else None
        if assumed and effects and (headed or _SAME.search(clause) or kind == Kind.NUMBER_ASSIGNED):
            on, assumed = effects[-1].on, effects[-1].assumed_day
        if not assumed and effects and effects[-1].assumed_day and _goes_on(found, happening):
            effects[-1] = replace(effects[-1], on=on, other_day=other, assumed_day=False)
        effects.append(Effect(kind, on, details, other, assumed, clause))
    return effects


def _goes_on(found: Sequence[Found], happening: Happening) -> bool:
    """Say whether an event is told without a doer of its own: "denied X and granted Y on DAY"."""
    clause, match = next((one, said[1]) for one, said in found if said and said[0] is happening)
    before = clause[: match.start()]
    return happening.whose == "theirs" and not (_OURS.search(before) or _THEIRS.search(before))


def _grouped(found: Sequence[Found]) -> list[tuple[Happening, str]]:
    """Give each event its clause, with the clauses beside it that say nothing else."""
    grouped: list[tuple[Happening, str]] = []
    lead: list[str] = []
    for clause, one in found:
        if one is not None and not (grouped and grouped[-1][0].kind == one[0].kind):
            grouped.append((one[0], " , ".join([*lead, clause])))
            lead = []
        elif grouped:
            said = one[0] if one is not None and not grouped[-1][0].details else grouped[-1][0]
            grouped[-1] = (said, f"{grouped[-1][1]} , {clause}")
        else:
            lead.append(clause)
    return grouped


def _release_kind(clause: str, *, suing: bool) -> str:
    if re.search(r"\bfinal\b", clause):
        return Kind.DETERMINED.value
    return Kind.PRODUCTION.value if suing else Kind.INTERIM_RELEASE.value


def _day_of(
    kind: str, clause: str, held: _Text, today: date, details: dict[str, str | int]
) -> tuple[date, date | None, bool]:
    """Return when it happened, the other reading, and whether no day was named; fills in `due`."""
    said = {name: held.held[name] for name in re.findall(r"xday\d+", clause)}
    own = _OWN_DATE.search(clause)
    due = None
    if kind in _TAKES_DUE:
        firm = _FIRM_DUE.search(clause)
        loose = _DUE.search(clause) if kind in _AHEAD else None
        named = firm or loose
        due = named[1] if named else None
        if due is None and kind == Kind.COURT_DATE and said:
            due = list(said)[-1]
        if due is None and kind == Kind.ESTIMATE_GIVEN:
            due = next((n for n, d in said.items() if _may_come(d, today)), None)
        due = due or next((n for n, d in said.items() if _lies_ahead(d, today)), None)
    for name in _other_days(kind, clause, held, details):
        said.pop(name, None)
    if due and isinstance(day := held.held.get(due), SaidDay) and (day.future or day.past):
        details["due"] = (day.future or day.past or today).isoformat()
        said.pop(due, None)
    chosen = held.held.get(own[1]) if own else next(iter(said.values()), None)
    if not isinstance(chosen, SaidDay) or chosen.past is None or _is_ahead(chosen, today):
        return today, None, True
    return chosen.past, _year_before(chosen, today), False


def _year_before(said: SaidDay, today: date) -> date | None:
    """Return the other day that "Mar 8" may mean, where it is long ago: never one to come."""
    if said.exact or said.past is None or (today - said.past).days < _HALF_A_YEAR:
        return None
    earlier = days.find(f"{said.past.year - 1}-{said.past:%m-%d}", today)
    return earlier[0].past if earlier else None


_HALF_A_YEAR = 180  # days


def _other_days(kind: str, clause: str, held: _Text, details: dict[str, str | int]) -> list[str]:
    """Fill in the days that are details and not the event's own; return their placeholders."""
    taken = []
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
    return isinstance(said, SaidDay) and _is_ahead(said, today)


def _is_ahead(said: SaidDay, today: date) -> bool:
    """Say whether a day without its year is surely one to come: "dec 4", said in November."""
    if said.exact or said.past is None or said.future is None:
        return said.past is not None and said.past > today
    return (today - said.past).days > _LONG_AGO and (said.future - today).days < _SOON


_LONG_AGO, _SOON = 240, 100  # days


def _details(kind: str, clause: str, held: _Text) -> dict[str, str | int]:
    in_it = set(re.findall(r"x(?:num|bat|amt|pag|doc)\d+|xspan", clause))
    values = {key: value for key, value in held.held.items() if key in in_it}

    def first(prefix: str) -> str:
        return next((str(v) for k, v in values.items() if k.startswith(prefix)), "")

    found: dict[str, str | int] = {}
    if "xspan" in in_it and kind in {Kind.EXTENDED, Kind.APPEAL_EXTENDED}:
        found["days"] = _whole(held.held["span"])
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
    return found | (_court_date(clause) if kind == Kind.COURT_DATE else {})


def _ordered(clause: str) -> str:
    return "release" if re.search(r"\b(?:release|produce|turn over)", clause) else "process"


def _court_date(clause: str) -> dict[str, str | int]:
    what = re.search(
        r"(?:joint )?status report|jsr|hearing|status conference|conference|oral argument"
        r"|summary judgment|argument|briefing|brief|motion|trial|opposition|reply",
        clause,
    )
    text = what[0] if what else "court date"
    ours = re.search(r"report|jsr|brief|motion|opposition|reply", text)
    return {"text": text, "whose": "ours" if ours else "theirs"}


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
                if re.search(r"withh", before) or re.match(r"\s*withh", after)
                else "pages"
            )
            found.setdefault(name, _whole(value))
    return found


def _correction(text: str, held: _Text, today: date) -> Effect | None:
    """Read that something on record is wrong, and what is right."""
    if not CORRECTED.search(text):
        return None
    right = re.search(
        r"(?:should (?:be|have been|say|read)|actually|meant|it is|is|was|but)\s+"
        r"(?:on |the |really |dated |of )*(?!not)(x(?:num|day)\d+)",
        text,
    )
    name = right[1] if right else next(iter(re.findall(r"x(?:num|day)\d+", text)), "")
    value = held.held.get(name)
    if isinstance(value, SaidDay) and value.past:
        return Effect(CORRECTION, value.past, {}, words=text)
    if isinstance(value, str):
        return Effect(CORRECTION, today, {"number": value.upper()}, words=text)
    return None


_REASON = re.compile(
    r"\b(?:because(?: of)?|due to|on the grounds? that|for lack of|citing)\s+(\S.*)",
    re.IGNORECASE,
)


def _reason(line: str) -> str:
    """Return why, as it was said; "" where nothing of the kind was."""
    found = _REASON.search(" ".join(slips.written_out(line).split()))
    return found[0].rstrip(" .") if found and not days.find(found[1][:12], date.max) else ""


def _name_words(requests: Sequence[int], names: Names) -> frozenset[str]:
    """Return the words of the names of these requests: said of them, they say nothing new."""
    return frozenset(word for word, mine in names.words.items() if mine & set(requests))


# -- What is left over ---------------------------------------------------------------------------


def _left(found: Sequence[Found], line: str, named: frozenset[str]) -> tuple[str, ...]:
    """Return the words that neither target, event, day, detail nor reason accounts for."""
    left: list[str] = []
    why = set(re.findall(r"[a-z][a-z'-]+", _reason(line).lower()))
    for clause, one in found:
        rest = clause
        if one is not None:
            rest = f"{clause[: one[1].start()]} {clause[one[1].end() :]}"
        left += [
            word
            for word in re.findall(r"[a-z][a-z'-]+", rest)
            if word not in LIGHT | named | why
            and not re.fullmatch(r"x(?:day|num|bat|amt|pag|doc|agy|req|span)\d*", word)
        ]
    return tuple(dict.fromkeys(word for word in left if word in line.lower()))


def kinds_named(text: str) -> tuple[str, ...]:
    """Return the kinds of events that a text speaks of, whether or not they happened."""
    return tuple(
        dict.fromkeys(
            one.kind for one in HAPPENINGS if one.kind != "release" and one.pattern.search(text)
        )
    )
