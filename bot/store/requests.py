"""Requests and component requests: made, named, found. Their clocks follow from the event log."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Protocol, TypeVar

from sqlalchemy import Select, bindparam, inspect, or_, select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.util import identity_key

from bot.errors import BotError, NotFound, Refused
from bot.law import agencies
from bot.store.bulk_statements import Prepared
from bot.store.tables import Alias, Component, DeadlineRow, Identifier, Request

SLUG_LENGTH = 60


@lru_cache(maxsize=16_384)  # every look-up folds every name on file
def fold(words: str) -> str:
    """Return words as look-ups compare them: no case, accents or punctuation."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    letters = (char for char in plain if not unicodedata.combining(char))
    kept = "".join(char if char.isalnum() else " " for char in letters)
    return " ".join(kept.split())


def slug_of(name: str) -> str:
    """Return the name as a slug: "ICE Data Breach" -> "ice-data-breach"."""
    return fold(name).replace(" ", "-")[:SLUG_LENGTH].strip("-")


def fold_number(number: str) -> str:
    """Return a tracking number as look-ups compare it: letters and digits only."""
    return re.sub(r"[^0-9a-z]", "", number.casefold())


def add(  # noqa: PLR0913 - each is a column
    session: Session,
    name: str,
    agencies: Sequence[str],
    *,
    by: str,
    now: datetime,
    owner: str = "",
    channel: str = "",
    aliases: Iterable[str] = (),
) -> Request:
    """Make a request with one component request an agency. Raises Refused on a taken name."""
    slug = slug_of(name)
    if not slug:
        raise Refused("A request needs a name with letters or digits in it.")
    if session.scalar(select(Request).where(Request.slug == slug)):
        raise Refused(
            f"There is a request {slug} already. Give this one another name, "
            f"or record what is new with: log {slug} EVENT."
        )
    request = Request(
        slug=slug, name=name.strip(), owner=owner, channel=channel, created_by=by, created_at=now
    )
    request.components = [Component(agency=agency) for agency in dict.fromkeys(agencies)]
    request.aliases = [Alias(alias=a.strip(), folded=fold(a)) for a in aliases if fold(a)]
    session.add(request)
    session.flush()
    return request


def holder_of(session: Session, name: str, *, but: Request) -> str:
    """Return the slug of another request that has this slug or goes by this name, or ""."""
    slug = slug_of(name)
    taken = select(Request.slug).where(Request.slug == slug, Request.id != but.id)
    called = (
        select(Request.slug)
        .join(Alias, Alias.request_id == Request.id)
        .where(Alias.folded == fold(name), Request.id != but.id, Request.withdrawn_at.is_(None))
    )
    return session.scalar(taken) or session.scalar(called.limit(1)) or ""


def _listed() -> Select[Request]:
    return (
        select(Request)
        .where(Request.withdrawn_at.is_(None))
        .options(selectinload(Request.components), selectinload(Request.aliases))
    )


def by_ids(session: Session, ids: Sequence[int]) -> list[Request]:
    """Return these requests, in this order; what the session holds whole is not read again."""
    found = {one: held for one in ids if (held := _held(session, one))}
    missing = [one for one in ids if one not in found]
    if missing:
        rows = session.scalars(_listed().where(Request.id.in_(missing)))
        found |= {request.id: request for request in rows}
    return [found[one] for one in ids if one in found]


def _held(session: Session, number: int) -> Request | None:
    """Return the request if this session has read it with its components and names."""
    held = session.identity_map.get(identity_key(Request, number))
    if not isinstance(held, Request) or {"components", "aliases"} & inspect(held).unloaded:
        return None
    return held if held.withdrawn_at is None else None


def owned(session: Session, person: str) -> set[int]:
    """Return the ids of the requests that somebody owns."""
    chosen = select(Request.id).where(Request.owner == person, Request.withdrawn_at.is_(None))
    return set(session.scalars(chosen))


def at_home(session: Session, channel: str) -> set[int]:
    """Return the ids of the requests that are at home in a channel."""
    chosen = select(Request.id).where(Request.channel == channel, Request.withdrawn_at.is_(None))
    return set(session.scalars(chosen))


def homes(session: Session) -> dict[str, list[str]]:
    """Return the channels in which requests are at home, each with their slugs."""
    found: dict[str, list[str]] = {}
    rows = select(Request.channel, Request.slug).where(
        Request.withdrawn_at.is_(None), Request.channel != ""
    )
    for channel, slug in session.execute(rows.order_by(Request.id)):
        found.setdefault(channel, []).append(slug)
    return found


@dataclass(frozen=True, slots=True)
class _Named:
    """What a request can be called; light, since every look-up goes through all of them."""

    id: int
    slug: str
    names: frozenset[str]
    words: frozenset[str]


_NICKNAMES = Prepared(lambda: select(Alias.request_id, Alias.folded))
_AGENCIES = Prepared(lambda: select(Component.request_id, Component.agency))
_NAMES = Prepared(
    lambda: (
        select(Request.id, Request.slug, Request.name)
        .where(Request.withdrawn_at.is_(None))
        .order_by(Request.id)
    )
)


def _all_named(session: Session) -> tuple[_Named, ...]:
    return _called(*(one.plain(session) for one in (_NAMES, _NICKNAMES, _AGENCIES)))


@lru_cache(maxsize=2)  # by the rows themselves: the same at every look-up, until one changes
def _called(
    known: tuple[tuple[int, str, str], ...],
    nicknames: tuple[tuple[int, str], ...],
    at: tuple[tuple[int, str], ...],
) -> tuple[_Named, ...]:
    names: dict[int, tuple[str, ...]] = {}
    agencies: dict[int, tuple[str, ...]] = {}
    for number, folded in nicknames:
        names[number] = (*names.get(number, ()), folded)
    for number, agency in at:
        agencies[number] = (*agencies.get(number, ()), agency)
    return tuple(
        _named(number, slug, name, names.get(number, ()), agencies.get(number, ()))
        for number, slug, name in known
    )


def _named(
    request_id: int, slug: str, name: str, aliases: tuple[str, ...], agencies: tuple[str, ...]
) -> _Named:
    every_name = frozenset({fold(slug), fold(name), *aliases})
    words = frozenset(" ".join([*every_name, *map(fold, agencies)]).split())
    return _Named(request_id, slug, every_name, words)


def matching(session: Session, words: str) -> list[Request]:
    """Return the requests that words may mean, best first; see `matching_ids`."""
    return by_ids(session, matching_ids(session, words))


def matching_ids(session: Session, words: str) -> list[int]:
    """Return the ids of the requests that words may mean, best first.

    Tried in order, the first that finds something wins: reference ("#r3"), slug or nickname or
    name as a whole, a number in any spacing, all words in name or nickname, a near spelling.
    """
    wanted = fold(words)
    if not wanted:
        return []
    if request_id := _reference(session, words):
        return [request_id]
    if exact := _by_exact_name(session, wanted):
        return exact
    named = _all_named(session)
    if whole := [one.id for one in named if wanted in one.names]:
        return whole
    if numbered := _by_number(session, words):
        return [one.id for one in named if one.id in numbered]
    tokens = [token for token in wanted.split() if token not in _FILLER]
    return _by_words(named, tokens) or _by_spelling(named, " ".join(tokens))


def one_id(session: Session, words: str) -> int:
    """Return the id of the one request that words mean, without reading it; raises as `one`."""
    if not _REFERENCE.match(words.strip()):
        found = _by_exact_name(session, fold(words))
        if len(found) == 1:
            return found[0]
    return one(session, words).id


def _exactly() -> Select[int]:
    named = select(Alias.request_id).where(Alias.folded == bindparam("wanted"))
    return (
        select(Request.id)
        .where(
            Request.withdrawn_at.is_(None),
            or_(Request.slug == bindparam("slug"), Request.id.in_(named)),
        )
        .order_by(Request.id)
    )


_EXACT = Prepared(_exactly)


def _by_exact_name(session: Session, wanted: str) -> list[int]:
    """Return who has that slug or nickname: most look-ups end here, without reading all names."""
    return list(_EXACT.run(session, wanted=wanted, slug=wanted.replace(" ", "-")).scalars().all())


# Words that people put around a name; they name nothing by themselves.
_FILLER = frozenset("the our a an of for on to with request foia matter case letter".split())  # noqa: SIM905


def _by_words(named: Sequence[_Named], tokens: Sequence[str]) -> list[int]:
    if not tokens:
        return []
    if exact := [one.id for one in named if one.words.issuperset(tokens)]:
        return exact
    return [one.id for one in named if all(any(w.startswith(t) for w in one.words) for t in tokens)]


def _by_spelling(named: Sequence[_Named], wanted: str) -> list[int]:
    names = {name: one.id for one in named for name in one.names}
    from difflib import get_close_matches  # only a slip needs it

    near = get_close_matches(wanted, names, n=3, cutoff=0.75)
    return list(dict.fromkeys(names[name] for name in near))


def _by_number(session: Session, words: str) -> set[int]:
    folded = fold_number(words)
    if len(folded) < 4 or not any(char.isdigit() for char in folded):  # noqa: PLR2004
        return set()
    return set(_NUMBERED.run(session, folded=folded).scalars().all())


_NUMBERED = Prepared(
    lambda: (
        select(Component.request_id)
        .join(Identifier, Identifier.component_id == Component.id)
        .where(Identifier.folded.endswith(bindparam("folded")))
    )
)


_REFERENCE = re.compile(r"^#([rcd])(\d+)$")


def _reference(session: Session, words: str) -> int | None:
    match = _REFERENCE.match(words.strip())
    if not match:
        return None
    kind, number = match[1], int(match[2])
    if kind == "r":
        request = session.get(Request, number)
        return number if request and request.withdrawn_at is None else None
    if kind == "c":
        component = session.get(Component, number)
        return component.request_id if component else None
    deadline = session.get(DeadlineRow, number)
    return deadline.component.request_id if deadline else None


def is_named(session: Session, words: str) -> bool:
    """Say whether words are the whole slug, name or nickname of a request."""
    return any(fold(words) in one.names for one in _all_named(session))


def one(session: Session, words: str) -> Request:
    """Return the one request that words mean. Raises NotFound, or Ambiguous with the candidates."""
    found = matching(session, words)
    if len(found) == 1:
        return found[0]
    if found:
        raise Ambiguous(words, found)
    known = ", ".join(one.slug for one in _all_named(session)[:8]) or "none yet"
    raise NotFound(f"No request is called {words.strip()!r}. Requests on file: {known}.")


def why_not_one(session: Session, words: str) -> BotError | None:
    """Return why words do not mean one request; None where they do."""
    try:
        one(session, words)
    except BotError as error:
        return error
    return None


class Ambiguous(NotFound):
    """Words may mean several requests; none is guessed."""

    def __init__(self, words: str, candidates: Sequence[Request]) -> None:
        """Keep ids and names of the candidates, for buttons: the session is over by then."""
        self.words = words
        self.candidates = tuple((request.id, request.name) for request in candidates)
        self.asked: object = None  # the query or command whose words they are, where it is known
        names = ", ".join(request.slug for request in candidates[:5])
        super().__init__(f"{words.strip()!r} may mean {names}. Say which.")


UNDONE = "undone"  # the origin of a component request that was taken back; never listed


def add_component(session: Session, parent: Component, agency: str, *, origin: str) -> Component:
    """Make the component request that a referral opens; one taken back before is revived."""
    for known in session.scalars(
        select(Component).where(
            Component.request_id == parent.request_id,
            Component.agency == agency,
            Component.origin == UNDONE,
        )
    ):
        known.origin, known.parent_id = origin, parent.id
        return known
    child = Component(
        request_id=parent.request_id, agency=agency, origin=origin, parent_id=parent.id
    )
    session.add(child)
    session.flush()
    return child


def filed(request: Request) -> list[Component]:
    """Return the component requests that we filed ourselves: not what was referred onward."""
    return [one for one in request.components if one.origin == "filed"]


class _AtAgency(Protocol):
    """A component request, as it is read or as it is changed."""

    @property
    def agency(self) -> str: ...


_Part = TypeVar("_Part", bound=_AtAgency)
_Part_co = TypeVar("_Part_co", bound=_AtAgency, covariant=True)


class _Parted(Protocol[_Part_co]):
    """A request with its component requests, as it is read or as it is changed."""

    @property
    def slug(self) -> str: ...

    @property
    def components(self) -> Sequence[_Part_co]: ...


def _is_called(key: str, said: str) -> bool:
    """Say whether a body goes by that name: its key, or the name of a body in a state."""
    local = key.startswith("US-") and fold(agencies.known(key).name) == fold(said)
    return local or fold(key) == fold(said)


def component(request: _Parted[_Part], agency: str | None) -> _Part:
    """Return the component request at `agency` (or the only one). Raises NotFound."""
    if agency is None and len(request.components) == 1:
        return request.components[0]
    wanted = [c for c in request.components if agency and _is_called(c.agency, agency)]
    if wanted:
        return wanted[-1]
    of_state = [c for c in request.components if agency and agencies.known(c.agency).law == agency]
    if len(of_state) == 1:
        return of_state[0]
    names = ", ".join(f"{request.slug}/{c.agency}" for c in request.components)
    if agency is None:
        raise NotFound(f"{request.slug} went to several agencies; say which: {names}.")
    raise NotFound(f"{request.slug} did not go to {agency!r}. It has: {names}.")
