"""Which component request a sentence is about: by its names, and by what can still happen there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.values import Button, Notice
from bot.answers.wording import body
from bot.dispatch import entries
from bot.language.happenings import CLOSED
from bot.language.statements import Effect, Statement
from bot.law import agencies
from bot.law.event_table import OF_ALL
from bot.law.events import Kind
from bot.store import local_names
from bot.store.component_views import ComponentView
from bot.store.requests import fold

# What another body may have a part in, beside those that a request went to.
_OF_OTHERS = frozenset({
    Kind.REFERRED, Kind.CONSULTED, Kind.NOTE, Kind.CONTACT, Kind.RECEIVED_ELSEWHERE, *OF_ALL,
    Kind.OGIS_OPENED, Kind.OGIS_CLOSED, *entries.OF_ENTRIES,
})  # fmt: skip


def elsewhere(effect: Effect, fitting: Sequence[ComponentView], said: Statement) -> Notice | None:
    """Ask, where a sentence says it of an agency to which the request did not go."""
    by, to = referral(effect, said)
    if by and to and by not in {one.agency for one in fitting} and said.requests:
        return _turned(fitting[0], by, to)
    if effect.kind in _OF_OTHERS or len(said.agencies) != 1 or not said.requests:
        return None
    went = {one.agency for one in fitting}
    above = {one for at in went for one in (at, *agencies.known(at).chain)}
    agency = agencies.known(said.agencies[0])
    if any(_is_called(at, agency.abbreviation) for at in went):
        return None
    if agency.abbreviation in above or (agency.abbreviation == "OIP" and agency.parent in above):
        return None
    return Notice(
        f"{fitting[0].name} did not go to {agency.abbreviation}. Nothing is recorded.",
        (f"It went to {', '.join(sorted(went))}. Say it again with the right name.",),
        tone="clarify",
        buttons=(Button("Status", f"status #r{fitting[0].request_id}"),),
    )


def _turned(view: ComponentView, by: str, to: str) -> Notice:
    """Ask, where the one who is said to have referred it never had it by our record."""
    return Notice(
        f"{view.name} is not on file at {by}, so {by} could not refer it. Nothing is recorded.",
        (
            f"It went to {body(view.agency)}. If {to} got it from {by}, say when {to} received it.",
            f"If we sent it to {by}, too, record that first.",
        ),
        tone="clarify",
        buttons=(Button("Status", f"status #r{view.request_id}"),),
    )


def meant_by(
    said: Statement, views: Sequence[ComponentView], about: Sequence[int]
) -> list[ComponentView]:
    """Return those that a statement names; where it names none, those that are spoken of."""
    found = [one for one in views if not said.requests or one.request_id in said.requests]
    named = [one for one in found if one.agency in said.agencies or _named_at_home(one, said)]
    if suits := _of_counsel(said, found, named):
        return suits
    if not named and said.agencies and not said.requests:
        # An appeals office answers for the components below its department.
        parents = {agencies.known(one).parent or one for one in said.agencies}
        named = [one for one in found if agencies.known(one.agency).parent in parents]
        named = [one for one in named if Kind.APPEAL_FILED in one.kinds]
    if said.agencies and named:
        return named
    if said.requests:
        return found
    if said.agencies:
        return []
    return [one for one in views if one.id in about]


def _of_counsel(
    said: Statement, found: Sequence[ComponentView], named: Sequence[ComponentView]
) -> list[ComponentView]:
    """Return the suits that "we served DOJ" may be of: it is the government's counsel in all.

    The complaint is served on the Attorney General, too (Fed. R. Civ. P. 4(i)).
    """
    if not (_COUNSEL & set(said.agencies) and {one.kind for one in said.effects} & _OF_COUNSEL):
        return []
    suits = [one for one in found if Kind.COMPLAINT_FILED in one.kinds]
    return [one for one in suits if one in named] or suits


def _named_at_home(view: ComponentView, said: Statement) -> bool:
    return any(_is_called(view.agency, one) for one in said.agencies)


def _is_called(key: str, named: str) -> bool:
    """Say whether a body of a state goes by a federal agency's name at home: California's DOJ."""
    federal = agencies.known(named)
    return bool({fold(federal.name), fold(federal.abbreviation)} & local_names.at_home(key))


def fitting_of(
    effect: Effect, meant: Sequence[ComponentView], said: Statement
) -> list[ComponentView]:
    """Return those that the event can have happened to; all where it fits none."""
    if len(meant) < 2:  # noqa: PLR2004 - nothing to choose
        return list(meant)
    if of_all(effect, meant):
        # What was opened after the suit was filed is no part of it.
        return [one for one in meant if effect.kind != Kind.SERVED or _can(effect.kind, one)]
    fitting = [one for one in meant if _can(effect.kind, one)]
    if effect.kind not in {Kind.REFERRED, Kind.CONSULTED}:
        both = {said.agencies[int(n)] for n in _NAMED.findall(effect.words)}
        told = both & {one.agency for one in meant}
        if len(told) > 1 and told - {one.agency for one in fitting}:
            return list(meant)  # "DOI and State denied us": neither is left out
    if said.requests and len({one.request_id for one in meant}) == 1 and not said.agencies:
        # One letter, several agencies: which of them said it is never guessed from the dates.
        return fitting if len(fitting) == 1 else list(meant)
    return fitting or list(meant)


def doer(effect: Effect, fitting: Sequence[ComponentView], said: Statement) -> list[ComponentView]:
    """Return who referred, where both agencies of a referral are on file."""
    by, _to = referral(effect, said)
    return [one for one in fitting if one.agency == by] or list(fitting)


_NAMED = re.compile(r"\bxagy(\d)")
_TO = re.compile(r"\b(?:to|with) (?:the )?xagy(\d)")
_BY = re.compile(r"\bby (?:the )?xagy(\d)")


def referral(effect: Effect, said: Statement) -> tuple[str, str]:
    """Return who referred or consulted, and whom; "" for what is not said."""
    if effect.kind not in {Kind.REFERRED, Kind.CONSULTED}:
        return "", ""
    named = dict(enumerate(said.agencies))
    to, by = _TO.search(effect.words), _BY.search(effect.words)
    target = named.get(int(to[1]), "") if to else ""
    others = [one for one in said.agencies if one != target]
    doer = named.get(int(by[1]), "") if by else next(iter(others), "")
    return doer, target


def of_all(effect: Effect, meant: Sequence[ComponentView]) -> bool:
    """Say whether it happened to every agency that got the letter: a suit, our closing it."""
    one_request = len({one.request_id for one in meant}) == 1
    return one_request and effect.kind in {*OF_ALL, CLOSED, Kind.REQUEST_WITHDRAWN}


_COUNSEL = frozenset({"DOJ"})
_OF_COUNSEL = frozenset({Kind.SERVED, Kind.COMPLAINT_ANSWERED})
_AFTER_APPEAL = frozenset({
    Kind.APPEAL_RECEIVED, Kind.APPEAL_ACKNOWLEDGED, Kind.APPEAL_EXTENDED, Kind.APPEAL_DECIDED,
    Kind.REMANDED,
})  # fmt: skip
_IN_COURT = frozenset({Kind.PRODUCTION, *OF_ALL} - {Kind.ITEM, Kind.COMPLAINT_FILED})
_ANY_TIME = frozenset({
    Kind.NOTE, Kind.CONTACT, Kind.NUMBER_ASSIGNED, CLOSED, *entries.OF_ENTRIES,
})  # fmt: skip


def _can(kind: str, view: ComponentView) -> bool:
    """Say whether the event can still happen there, by what is on record."""
    has = view.kinds
    if kind in _ANY_TIME:
        return view.phase != "closed" or kind in entries.OF_ENTRIES
    if kind in _AFTER_APPEAL:
        return Kind.APPEAL_FILED in has and Kind.APPEAL_DECIDED not in has
    if kind in {Kind.APPEAL_FILED, Kind.APPEAL_WAIVED}:
        return Kind.DETERMINED in has and Kind.APPEAL_FILED not in has and not _granted(view)
    if kind in _IN_COURT:
        return Kind.COMPLAINT_FILED in has
    if kind == Kind.ACKNOWLEDGED:
        return Kind.ACKNOWLEDGED not in has
    return Kind.DETERMINED not in has and view.phase != "closed"


def _granted(view: ComponentView) -> bool:
    return view.phase == "closed"
