"""Posts: the delivery record. Every change is conditional on the fence of whoever holds the post.

Not to be known here: Slack, wording, policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, exists, false, func, literal_column, null, or_, select, update
from sqlalchemy.orm import Session

from bot.store import bulk_statements
from bot.store.nudge_subjects import COMPONENTS, DEADLINES, C, D
from bot.store.post_pace import SKEW
from bot.store.tables import Nudge, Post, Reminder

HOURS = "waits for the hours of its place"
UNFINISHED = ("planned", "sending", "uncertain", "dead")


@dataclass(frozen=True, slots=True)
class NewPost:
    """A message to be delivered."""

    ref: str
    kind: str
    audience: str
    place: str
    due_at: datetime
    facts: Mapping[str, Any]
    marked: bool = False


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post as it stood when it was read."""

    id: int
    ref: str
    kind: str
    audience: str
    place: str
    facts: Mapping[str, Any]
    state: str
    due_at: datetime
    made_at: datetime
    fence: int
    attempt: int
    refusals: int
    since: datetime | None
    looks: int
    marked: bool
    plain: bool
    ts: str
    reason: str


_POST, _NUDGE = bulk_statements.table(Post), bulk_statements.table(Nudge)
_BY_HAND = bulk_statements.table(Reminder)
_P = _POST.c
_COLUMNS: tuple[Any, ...] = tuple(_P[name] for name in PostRow.__dataclass_fields__)

# Written out: a list of parameters would be spelled anew at every call.
_UNFINISHED = _P.state.in_([literal_column(f"'{state}'") for state in UNFINISHED])
_FREE = or_(
    _P.lease_until.is_(None),
    _P.lease_until <= bindparam("now"),
    _P.changed_at > bindparam("skewed"),  # "in the future": the clock went back, no wait counts
)
# An alarm is about now, even if a clock that was ahead dated it.
_DUE = or_(_P.due_at <= bindparam("now"), _P.kind == "alarm")
_READY = (
    select(*_COLUMNS)
    .where(
        _UNFINISHED,
        _DUE,
        _FREE,
        or_(
            _P.not_before.is_(None),
            _P.not_before <= bindparam("now"),
            _P.changed_at > bindparam("skewed"),
        ),
    )
    .order_by(_P.due_at, _P.id)
)
_BY_ID = select(*_COLUMNS).where(_P.id == bindparam("one"))
_UNTRIED = select(*_COLUMNS).where(
    _P.state == "planned", _P.kind == "nudge", _P.since.is_(None), _P.marked.is_(False), _FREE
)
_NOT_WAITING = or_(
    _P.reason != HOURS, _P.not_before.is_(None), _P.not_before <= bindparam("before")
)
_STUCK = select(func.count()).where(
    _UNFINISHED, _P.due_at < bindparam("before"), _P.kind != "alarm", _NOT_WAITING
)

_UNDELIVERED = (
    select(*_COLUMNS)
    .where(
        _UNFINISHED,
        _P.kind != "alarm",
        _P.due_at <= bindparam("before"),
        _P.made_at <= bindparam("before"),
        _NOT_WAITING,
    )
    .order_by(_P.due_at, _P.id)
    .limit(100)
)
# What is due and neither said nor fallen, whether a post carries it or none does yet.
_UNCARRIED = select(func.count()).where(
    _NUDGE.c.state == "planned", _NUDGE.c.post_id.is_(None), _NUDGE.c.due_at < bindparam("before")
)

_ROOT = (
    select(_P.ts, _P.facts)
    .join(_NUDGE, _NUDGE.c.post_id == _P.id)
    .outerjoin(DEADLINES, D.id == _NUDGE.c.deadline_id)
    .outerjoin(COMPONENTS, C.id == D.component_id)
    .outerjoin(_BY_HAND, _BY_HAND.c.id == _NUDGE.c.reminder_id)
    .where(
        _P.place == bindparam("where"),
        _P.state == "sent",
        _P.ts != "",
        _P.kind != "weekly",
        _P.sent_at >= bindparam("since"),
        _P.id != bindparam("but"),
        func.coalesce(C.request_id, _BY_HAND.c.request_id) == bindparam("request"),
    )
    .order_by(_P.sent_at, _P.id)
    .limit(1)
)
_NEW = ("kind", "audience", "place", "facts", "due_at", "changed_at")
_INSERT = bulk_statements.Upsert(
    lambda insert: (
        insert(_POST)
        .values(
            {name: bindparam(name) for name in (*_NEW, "ref", "made_at", "marked")}
            | {"state": "planned", "not_before": null(), "plain": false()}
            | dict.fromkeys(("reason", "worker", "ts"), "")
            | dict.fromkeys(("fence", "attempt", "refusals", "looks"), 0)
        )
        .on_conflict_do_nothing()
        .returning(_P.id)
    )
)
_TAKE_UP = (
    update(_POST)
    .where(_P.ref == bindparam("of"), _P.state == "dropped")
    .values(
        {name: bindparam(name) for name in _NEW}
        | {"state": "planned", "not_before": null(), "fence": _P.fence + 1, "reason": ""}
        # What it carries may have been said by a digest whose answer was lost.
        | {"marked": or_(_P.marked, bindparam("marked"))}
    )
    .returning(_P.id)
)
_FACTS = select(_P.facts).where(_P.ref == bindparam("of"))
_CARRY = (
    update(_NUDGE)
    .where(
        _NUDGE.c.id.in_(bindparam("ids", expanding=True)),
        _NUDGE.c.state == "planned",
        _NUDGE.c.post_id.is_(None),
    )
    .values(state="taken", post_id=bindparam("post"))
)
_CLAIM = (
    update(_POST)
    .where(
        _P.id == bindparam("one"),
        _P.fence == bindparam("held"),
        _P.state == bindparam("was"),
        _FREE,
    )
    .values(
        fence=_P.fence + 1,
        worker=bindparam("by"),
        lease_until=bindparam("until"),
        changed_at=bindparam("now"),
    )
    .returning(*_COLUMNS)
)
_SENT = (
    update(_POST)
    .where(_P.id == bindparam("one"), _P.state != "sent")
    .values(
        state="sent",
        ts=bindparam("name"),
        sent_at=bindparam("now"),
        changed_at=bindparam("now"),
        fence=_P.fence + 1,
        lease_until=null(),
        not_before=null(),
        worker="",
    )
)
_SAID = (
    update(_NUDGE)
    .where(_NUDGE.c.post_id == bindparam("one"), _NUDGE.c.state == "taken")
    .values(state="sent", sent_at=bindparam("now"))
)
# Its message may stand in the place: should what it carries be said again, then marked.
_MAY_STAND = or_(_P.since.is_not(None), _P.marked)
_LET_GO = (
    update(_NUDGE)
    .where(_NUDGE.c.id.in_(bindparam("ids", expanding=True)), _NUDGE.c.state == "taken")
    .values(
        state="planned",
        marked=or_(_NUDGE.c.marked, exists().where(_P.id == _NUDGE.c.post_id, _MAY_STAND)),
        post_id=null(),
    )
)
_DOUBT = (
    update(_POST)
    .where(_UNFINISHED)
    .values(
        state="uncertain",
        since=func.coalesce(_P.since, _P.due_at),
        looks=0,
        marked=True,
        not_before=null(),
        lease_until=null(),
        changed_at=bindparam("now"),
        fence=_P.fence + 1,
    )
)

# What was let go or revived after the store was set back: its message may be among the lost rows.
_DOUBT_OLD = (
    _DOUBT.where(
        _P.state == "planned", _P.since.is_(None), _P.marked.is_(False), _P.kind != "alarm",
        _P.due_at <= bindparam("before"),
    )
)  # fmt: skip


def make(session: Session, new: NewPost, now: datetime, nudge_ids: Sequence[int] = ()) -> bool:
    """Make a post that carries these nudges; say whether it was made here.

    Two at once: the reference is unique and each nudge is taken by a conditional update.
    A post that had been dropped is taken up again.
    """
    values = {
        "kind": new.kind,
        "audience": new.audience,
        "place": new.place,
        "facts": dict(new.facts),
        "due_at": new.due_at,
        "changed_at": now,
    }
    first = values | {"ref": new.ref, "made_at": now, "marked": new.marked}
    post_id = bulk_statements.run(session, _INSERT.of(session), first).scalar()
    if post_id is None:
        # How often it perhaps stands there already is not forgotten: three copies at most.
        was = bulk_statements.run(session, _FACTS, {"of": new.ref}).scalar() or {}
        kept = {"copies": was["copies"]} if "copies" in was else {}
        again = values | {"of": new.ref, "marked": new.marked, "facts": {**new.facts, **kept}}
        post_id = bulk_statements.run(session, _TAKE_UP, again).scalar()
    if post_id is None:
        return False
    if nudge_ids:
        bulk_statements.run(session, _CARRY, {"ids": list(nudge_ids), "post": post_id})
    return True


def ready(session: Session, now: datetime) -> list[PostRow]:
    """Return the posts that somebody may work on now, oldest first."""
    return _posts(session, _READY, now=now, skewed=now + SKEW)


def by_id(session: Session, post_id: int) -> PostRow | None:
    """Return a post as it stands."""
    found = _posts(session, _BY_ID, one=post_id)
    return found[0] if found else None


def _posts(session: Session, query: Any, **values: Any) -> list[PostRow]:
    return [PostRow(*row) for row in bulk_statements.run(session, query, values)]


def claim(
    session: Session, post: PostRow, worker: str, now: datetime, lease: timedelta
) -> PostRow | None:
    """Take a post for a while, by one conditional update; None if somebody else was first."""
    values = {
        "one": post.id,
        "held": post.fence,
        "was": post.state,
        "by": worker,
        "until": now + lease,
        "now": now,
        "skewed": now + SKEW,
    }
    row = bulk_statements.run(session, _CLAIM, values).first()
    return PostRow(*row) if row else None


def change(session: Session, post: PostRow, now: datetime, **values: Any) -> bool:
    """Change a post that is held; False, and nothing done, if the fence has moved on."""
    given = {f"new_{name}": value for name, value in values.items()}
    held = {"one": post.id, "held": post.fence, "now": now}
    return bulk_statements.count(session, _changing(tuple(values)), held | given) == 1


@lru_cache(maxsize=64)
def _changing(names: tuple[str, ...]) -> Any:
    return (
        update(_POST)
        .where(_P.id == bindparam("one"), _P.fence == bindparam("held"))
        .values(
            {name: bindparam(f"new_{name}") for name in names} | {"changed_at": bindparam("now")}
        )
    )


def release(session: Session, post: PostRow, now: datetime, **values: Any) -> bool:
    """Change a post that is held and let it go."""
    return change(session, post, now, lease_until=None, worker="", **values)


def sent(session: Session, post: PostRow, ts: str, now: datetime) -> None:
    """Record that the message stands in the place. True whoever holds the post by now."""
    if bulk_statements.count(session, _SENT, {"one": post.id, "name": ts, "now": now}):
        bulk_statements.run(session, _SAID, {"one": post.id, "now": now})


def let_go(session: Session, nudge_ids: Iterable[int]) -> None:
    """Have nudges that a post carried wait again."""
    bulk_statements.run(session, _LET_GO, {"ids": list(nudge_ids)})


def doubt_all(session: Session, now: datetime) -> int:
    """Treat every unfinished post as perhaps posted: this store may have lost its latest rows."""
    return bulk_statements.count(session, _DOUBT, {"now": now})


def doubt_old(session: Session, before: datetime, now: datetime) -> int:
    """Treat posts made since that were due before a moment as perhaps posted; marked ones are."""
    return bulk_statements.count(session, _DOUBT_OLD, {"before": before, "now": now})


def untried(session: Session, now: datetime) -> list[PostRow]:
    """Return single nudges' posts of which surely nothing was posted and that nobody holds."""
    return _posts(session, _UNTRIED, now=now, skewed=now + SKEW)


def stuck(session: Session, before: datetime) -> int:
    """Return how many posts that were due before a moment are still not delivered."""
    return int(bulk_statements.run(session, _STUCK, {"before": before}).scalar() or 0)


def unsaid(session: Session, before: datetime) -> int:
    """Return how many posts and uncarried nudges were due before a moment and are not said."""
    uncarried = int(bulk_statements.run(session, _UNCARRIED, {"before": before}).scalar() or 0)
    return stuck(session, before) + uncarried


def undelivered(session: Session, before: datetime) -> list[PostRow]:
    """Return nudges' posts that should have been delivered before a moment and are not.

    One that waits for the hours of its place is not among them.
    """
    return _posts(session, _UNDELIVERED, before=before)


def thread_root(session: Session, place: str, request: int, since: datetime, but: int) -> str:
    """Return the message of a place that began the talk of a request since a moment; "" if none."""
    values = {"where": place, "request": request, "since": since, "but": but}
    row = bulk_statements.run(session, _ROOT, values).first()
    return str(row[1].get("thread") or row[0]) if row else ""


def references(session: Session) -> list[str]:
    """Return the references of all posts on record."""
    return [ref for (ref,) in bulk_statements.run(session, select(_P.ref))]
