"""A sentence that says what happened -> effects, with every word of it accounted for.

Reading only: whoever calls shows the effects and records what a person confirms. A negation, an
intention, a condition, hearsay and a question give no effect.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.language.days import SaidDay
from bot.language.happenings import ASKED, HEARSAY, TAKEN_OUT, WEAK
from bot.language.statement_arrivals import WORDS as WORDS_OF_ARRIVAL
from bot.language.statement_arrivals import with_arrivals
from bot.language.statement_asides import (
    in_part,
    of_pages,
    untaken,
    without_nothing,
    without_refused,
)
from bot.language.statement_beside import without_asides, without_undone
from bot.language.statement_corrections import put_right
from bot.language.statement_details import effects_of, is_ahead, reason_of
from bot.language.statement_extent import doubts_of, to_its_extent, words_read
from bot.language.statement_moods import (
    ANNOUNCED,
    Found,
    happening_of,
    headed,
    is_told_by_others,
    mood_of,
    undone,
)
from bot.language.statement_reversals import not_done, taken_back
from bot.language.statement_text import QUOTED, clauses_of, masked, named_in, plain
from bot.language.statement_values import Effect, Mood, Statement
from bot.language.statement_warnings import warned
from bot.language.takebacks import plainly
from bot.language.words import LIGHT
from bot.law import agencies
from bot.law.events import Kind
from bot.store.name_lookup import Names

__all__ = ["Effect", "Mood", "Statement", "asks", "read", "told_apart"]

_LONGEST = 1_500


def asks(line: str) -> bool:
    """Say whether a line is plainly a question or a command, whatever it names."""
    own = plainly(QUOTED.sub("", line.strip()).strip(" >"))
    return own.endswith("?") or bool(ASKED.search(plain(own)))


def read(line: str, names: Names, today: date, *, suing: bool = False) -> Statement | None:
    """Return what a line states, or None where it states nothing that we record.

    `suing`: pages come under a court's schedule, where we cannot tell it from the line.
    """
    line = plainly(QUOTED.sub("", line[:_LONGEST]).replace("\n>", "\n").strip(" >"))
    line = without_refused(line)
    held = masked(line, today)
    named = named_in(held, names)
    text = plain(named.text)
    if _is_question(line, text):
        return None
    about = Statement(
        Mood.STATED, requests=named.requests, agencies=named.agencies, by_number=named.by_number,
        days=tuple(v for k, v in held.held.items() if isinstance(v, SaidDay)),
    )  # fmt: skip
    if corrected := put_right(text, held, today):
        return _righted(about, corrected, text)
    if warning := warned(text, held, line, today, names):
        return replace(about, effects=(warning,))
    text = without_asides(without_nothing(text))
    clauses = headed(clauses_of(text))
    found = in_part(of_pages([(clause, happening_of(clause)) for clause in clauses]))
    if strong := any(one and one[0].kind not in WEAK for _, one in found):
        found = [(c, one if one and one[0].kind not in WEAK else None) for c, one in found]
    if not any(one for _, one in found):
        return undone(about, text)
    found, text = without_undone(found, text) if strong else (found, text)
    others = strong and is_told_by_others(line, names)
    if mood := _mood(found, text, others=others, strong=strong):
        return replace(about, mood=mood)
    if strong and taken_back(found, text):
        return replace(about, effects=(_note(about.days, today),), taken_back=True)
    told = with_arrivals(effects_of(found, held, today, suing=suing, text=text), held)
    effects = to_its_extent([replace(one, reason=_note_of(line, one)) for one in told])
    known = _name_words(named.requests, names) | words_read(effects)
    known |= _OF_A_TERM if any(one.term for one in effects) else frozenset()
    known |= _OF_AN_APPEAL if any(_APPEAL_BY & set(one.details) for one in effects) else set()
    known |= WORDS_OF_ARRIVAL if any(one.came for one in effects) else set()
    left = () if not strong else _left(found, line, known)
    left += untaken(effects, held, by_number=named.by_number) if strong else ()
    vague = _vague_day(about.days, effects, today)
    doubts = (*_doubts(about.days, effects), *doubts_of(effects, text))
    return replace(about, effects=tuple(effects), left=left, vague_day=vague, doubts=doubts)


def _note_of(line: str, effect: Effect) -> str:
    """Return the reason that is given, and the day on which the letter reached us."""
    came = f"reached us {effect.came}" if effect.came else ""
    return "; ".join(filter(None, [reason_of(line, effect.kind), came]))


def _righted(about: Statement, effect: Effect, text: str) -> Statement:
    """Return what puts an entry right; that a decision was another, or none, must be known."""
    weighs = effect.kind == TAKEN_OUT or "disposition" in effect.details
    mood = Mood.HEARSAY if weighs and HEARSAY.search(text) else about.mood
    return replace(about, mood=mood, effects=(effect,))


def _mood(found: Sequence[Found], text: str, *, others: bool, strong: bool) -> Mood | None:
    """Return what keeps a line from being what it names; None where it states it."""
    if strong and not_done(text):
        return Mood.NEGATED
    back = strong and taken_back(found, text)
    mood = None if back else mood_of(found, text, strong=strong)
    return mood or (Mood.HEARSAY if others else None)


def _note(said: Sequence[SaidDay], today: date) -> Effect:
    """Return the note of what was taken back, on the last day that is told."""
    past = [one.past for one in said if one.past and not is_ahead(one, today)]
    return Effect(Kind.NOTE, max(past, default=today), {}, assumed_day=not past)


def _doubts(said: Sequence[SaidDay], effects: Sequence[Effect]) -> tuple[str, ...]:
    """Say which days are no such weekday as they are called."""
    taken = {str(value) for one in effects for value in (one.on, *one.details.values())}
    return tuple(
        f"{day:%B} {day.day}, {day.year} is a {day:%A}, not a {one.wrong_weekday}."
        for one in said
        if one.wrong_weekday
        for day in (one.past, one.future)
        if day and str(day) in taken
    )


def _is_question(line: str, text: str) -> bool:
    asked = line.rstrip().endswith("?") or ASKED.search(text)
    return bool(asked or re.search(r", (?:who|what|when|why|how)\b", text))


def _vague_day(said: Sequence[SaidDay], effects: Sequence[Effect], today: date) -> str:
    """Return the words of a day that is none, or lies ahead and is no event's; else ""."""
    due = {str(one.details.get(name)) for one in effects for name in ("due", "first", "appeal-by")}
    return next(
        (
            one.words
            for one in said
            if one.vague or (is_ahead(one, today) and str(one.future) not in due)
        ),
        "",
    )


_BESIDE = re.compile(r"(?:[;,.]\s+(?:and |then |but )?|\s+and\s+)")


def told_apart(line: str, names: Names, today: date) -> list[str]:
    """Split a line that tells what several bodies did, each with its own name; else [].

    "EOIR got our answer Friday, and CBP extended encounters by 10 days" is two statements.
    """
    parts = [one.strip() for one in _BESIDE.split(line) if one.strip()]
    said = [read(part, names, today) for part in parts] if 1 < len(parts) <= _MOST else []
    whose = {(one.requests, one.agencies) for one in said if one}
    whole = all(
        one and one.mood is Mood.STATED and one.effects and (one.requests or one.agencies)
        for one in said
    )
    return parts if whole and len(whose) > 1 else []


_MOST = 4  # statements in one line


def _name_words(requests: Sequence[int], names: Names) -> frozenset[str]:
    """Return the words of the names of these requests, and of whom they went to.

    Said of them, they say nothing new.
    """
    to = {agencies.known(at).name for one in requests for at in names.at.get(one, ())}
    bodies = {word for name in to for word in re.findall(r"[a-z][a-z'-]+", name.lower())}
    return frozenset(bodies) | frozenset(
        word for word, mine in names.words.items() if mine & set(requests)
    )


_APPEAL_BY = {"appeal-by", "appeal-days"}
_OF_AN_APPEAL = {"rights", "right", "can", "may", "within", "window", "deadline", "period", "gives"}
_OF_A_RULING = {"must", "may", "can", "should", "be", "release", "withhold", "disclose", "that"}


# -- What is left over ---------------------------------------------------------------------------


_OF_A_TERM = frozenset(
    ["within", "no", "not", "later", "than", "most", "pay", "payable", "payment", "paid"]
)


def _left(found: Sequence[Found], line: str, named: frozenset[str]) -> tuple[str, ...]:
    """Return the words that neither target, event, day, detail nor reason accounts for."""
    left: list[str] = []
    kinds = ("", *(one[0].kind for _, one in found if one))
    why = set(re.findall(r"[a-z][a-z'-]+", " ".join(reason_of(line, k) for k in kinds).lower()))
    why |= _OF_A_RULING if Kind.RULING_GIVEN in kinds else set()
    for clause, one in found:
        rest = clause
        if one is not None:
            rest = f"{clause[: one[1].start()]} {clause[one[1].end() :]}"
            if one[0].kind in ANNOUNCED:
                rest = re.sub(r"\b(?:will|would) ", " ", rest)
        left += [
            word
            for word in re.findall(r"[a-z][a-z'-]+", rest)
            if word not in LIGHT | named | why
            and not re.fullmatch(r"x(?:day|num|bat|amt|pag|doc|agy|req|span)\d*", word)
        ]
    return tuple(dict.fromkeys(word for word in left if word in line.lower()))
