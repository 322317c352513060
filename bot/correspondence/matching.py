"""To which component request a letter belongs, and why; two candidates are asked, never guessed.

In this order: its number is on record (old ones too); a reply to a mail on file; the body that
wrote it has one open request of ours. A subject that sounds alike is only a suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.correspondence.reader import Letter
from bot.law import agencies
from bot.store import letter_matching
from bot.store.requests import fold, fold_number
from bot.store.session import Session
from bot.store.tables import Component

_ENDED = frozenset({"closed", "withdrawn"})
_BY_NUMBER, _BY_ANSWER, _BY_BODY = 0.97, 0.93, 0.7
SURE = 0.9  # a match by number or thread; what is less is asked
_MOST = 5  # candidates to choose from


@dataclass(frozen=True, slots=True)
class Match:
    """The component request, how sure that is, the reason; else those to choose from.

    `differs`: what speaks against what somebody said, or filed it under.
    """

    component: Component | None
    sure: float
    why: str
    candidates: tuple[Component, ...] = ()
    differs: str = ""


def match(session: Session, letter: Letter, text: str = "", answers: Sequence[str] = ()) -> Match:
    """Find whose letter it is.

    `text` is the letter, for a subject that sounds alike; `answers` names the mails on file that
    it answers.
    """
    numbered = _by_number(session, letter)
    if numbered is not None:
        return numbered
    answered = _by_answer(session, letter, answers)
    if answered is not None:
        return answered
    bodied = _by_body(session, letter)
    alike = _alike(bodied, text)
    if len(bodied) == 1 and not letter.machine:
        return _only(session, letter, bodied[0], is_named=bool(alike))
    alike = alike or _named(session, letter, text)
    if alike:
        several = tuple(dict.fromkeys([*alike, *bodied]))[:_MOST]
        return Match(None, 0.0, "its subject sounds like the first; its number is new", several)
    return Match(None, 0.0, _unmatched(letter, bodied), tuple(bodied[:_MOST]))


def can_be_theirs(letter: Letter, component: Component) -> bool:
    """Say whether a letter can be of the body that has a request: of it, or one above or below.

    An office of appeals writes for others; a sender that no directory has can be anybody.
    """
    sender = agencies.find(letter.known_agency) if letter.known_agency else None
    if sender is None or any(type_.value.startswith("appeal") for type_ in letter.types):
        return True
    above = {*sender.chain, sender.abbreviation} - {""}
    return (
        component.agency in above or sender.abbreviation in agencies.known(component.agency).chain
    )


def _by_number(session: Session, letter: Letter) -> Match | None:
    """Match by the numbers that the letter itself prints, in its head or body."""
    found: dict[int, tuple[Component, str]] = {}
    for number in letter.numbers:
        for component in letter_matching.with_number(session, number.value):
            found.setdefault(component.id, (component, number.value))
    if not found:
        return None
    components = _at_the_body(session, letter, [component for component, _ in found.values()])
    if len(components) == 1:
        component = components[0]
        printed = found[component.id][1]
        return Match(component, _BY_NUMBER, f"number {printed} is on record", (component,))
    requests = {component.request_id for component in components}
    why = "its numbers are those of several component requests"
    if len(requests) > 1:
        why = "its numbers are those of several requests"
    return Match(None, 0.0, why, tuple(components[:_MOST]))


def _by_answer(session: Session, letter: Letter, answers: Sequence[str]) -> Match | None:
    """Match by the mails that it answers: theirs or ours, filed under a request."""
    filed = letter_matching.of_docs(session, answers)
    if not filed:
        return None
    components = _at_the_body(session, letter, filed)
    if len(components) == 1:
        why = "it answers a mail on file under that request"
        return Match(components[0], _BY_ANSWER, why, tuple(components))
    why = "it answers a mail on file under a request with several agencies"
    if len({component.request_id for component in components}) > 1:
        why = "it answers mails on file under several requests"
    return Match(None, 0.0, why, tuple(components[:_MOST]))


def _at_the_body(
    session: Session, letter: Letter, components: Sequence[Component]
) -> Sequence[Component]:
    """Of several with that number, keep those at the body that wrote the letter."""
    if len(components) < 2:  # noqa: PLR2004 - nothing to choose
        return components
    names = _bodies(session, letter)
    return [one for one in components if one.agency in names] or components


def _bodies(session: Session, letter: Letter) -> set[str]:
    """Give the bodies of ours that the letter's letterhead or signature names."""
    said = {letter.known_agency, letter.appealed} - {""}
    named = letter.agency.value if letter.agency else ""
    plain = fold(named)
    found: set[str] = set()
    if not said and not plain:
        return found
    short = named.split(" ")[0]
    for agency in letter_matching.agencies(session):
        known = agencies.find(agency)
        names = {fold(agency), *(fold(known.name) if known else "",)} - {""}
        is_called = known is not None and short.isupper() and short == _initials(known.name)
        is_named = plain and any(_same(plain, name) for name in names)
        if agency in {*said, short} or is_named or is_called:
            found.add(agency)
    return found & {letter.appealed} or found  # who decides our appeal writes for whom we asked


def _initials(name: str) -> str:
    """Give the capitals by which a body of some words is called: CPD."""
    words = [word for word in name.split() if word[0].isupper()]
    return "".join(word[0] for word in words) if len(words) > 2 else ""  # noqa: PLR2004 - two are a state's


def _same(one: str, other: str) -> bool:
    """Whether two names of bodies are one: each word of the shorter is in the longer."""
    a, b = set(one.split()) - {"the", "of"}, set(other.split()) - {"the", "of"}
    few = min(len(a), len(b))
    return a == b or (few > 1 and (a <= b or b <= a))


def _by_body(session: Session, letter: Letter) -> list[Component]:
    """Give the open component requests at the body that wrote the letter."""
    names = _bodies(session, letter)
    if not names:
        return []
    return [one for one in letter_matching.at(session, names) if one.phase not in _ENDED]


def _only(session: Session, letter: Letter, component: Component, *, is_named: bool) -> Match:
    """Take the one open request at that body, unless the letter prints another number.

    One whose subject names that request has a number of its own: the plan says that it differs.
    """
    known = letter_matching.numbers_of(session, [component]).get(component.id, [])
    printed = [fold_number(number.value) for number in letter.numbers if number.role == "request"]
    if known and printed and not set(known) & set(printed) and not is_named:
        why = f"the number it prints, {letter.numbers[0].value}, is not the one on record"
        return Match(None, 0.0, why, (component,))
    does = "is whose action we appealed" if component.agency == letter.appealed else "wrote it"
    why = f"{component.agency} {does}, and has one open request of ours"
    return Match(component, _BY_BODY, why, (component,))


def _alike(components: Sequence[Component], text: str) -> tuple[Component, ...]:
    """Give those whose name's words stand in the letter's first lines."""
    head = set(fold(text[:3000]).split())
    scored = []
    for component in components:
        words = {word for word in fold(component.request.name).split() if len(word) > 3}  # noqa: PLR2004
        if words and len(words & head) == len(words):
            scored.append(component)
    return tuple(scored[:_MOST])


_RE = re.compile(r"\b(?:re|subject):\s*(?P<about>[^\n]{4,200})", re.IGNORECASE)
_HEAD = 700  # characters in which a letter says what it is about
_NO_TOPIC = frozenset({
    "foia", "foipa", "request", "requests", "appeal", "number", "case", "records", "public",
    "freedom", "information",
})  # fmt: skip


def _named(session: Session, letter: Letter, text: str) -> tuple[Component, ...]:
    """Give those, at whatever body and ended too, that the letter's subject names."""
    if letter.machine:
        return ()
    head = set(fold(text[:_HEAD]).split())
    about = [set(_topic(one["about"])) for one in _RE.finditer(text[:_HEAD])]
    names = _bodies(session, letter)
    found = []
    for component in letter_matching.every(session):
        words = set(_topic(component.request.name))
        if len(words) > 1 and (
            words <= head or any(len(one) > 1 and one <= words for one in about)
        ):
            found.append(component)
    return tuple(sorted(found, key=lambda one: one.agency not in names)[:_MOST])


def _topic(words: str) -> list[str]:
    """Give the words that tell what a request is about: no numbers, none that all have."""
    return [
        word
        for word in fold(words).split()
        if len(word) > 3 and word not in _NO_TOPIC and not any(c.isdigit() for c in word)  # noqa: PLR2004
    ]


def _unmatched(letter: Letter, components: Sequence[Component]) -> str:
    if components:
        return f"{components[0].agency} has {len(components)} open requests of ours"
    if letter.numbers:
        return f"number {letter.numbers[0].value} is not on record"
    return "it prints no number, and no body of ours is named"
