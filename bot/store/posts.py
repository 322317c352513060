"""Posts: the delivery record. Every change is conditional on the fence of whoever holds the post.

Not to be known here: Slack, wording, policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.store.tables import Nudge, Pace, Post

UNFINISHED = ("planned", "sending", "uncertain", "dead")
# A row changed "in the future" means that the clock went back: then no wait of it counts.
SKEW = timedelta(minutes=2)


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


_COLUMNS: tuple[Any, ...] = (
    Post.id,
    Post.ref,
    Post.kind,
    Post.audience,
    Post.place,
    Post.facts,
    Post.state,
    Post.due_at,
    Post.made_at,
    Post.fence,
    Post.attempt,
    Post.refusals,
    Post.since,
    Post.looks,
    Post.marked,
    Post.plain,
)


_FREE = or_(
    Post.lease_until.is_(None),
    Post.lease_until <= bindparam("now"),
    Post.changed_at > bindparam("skewed"),
)
_READY = (
    select(*_COLUMNS)
    .where(
        Post.state.in_(UNFINISHED),
        Post.due_at <= bindparam("now"),
        _FREE,
        or_(
            Post.not_before.is_(None),
            Post.not_before <= bindparam("now"),
            Post.changed_at > bindparam("skewed"),
        ),
    )
    .order_by(Post.due_at, Post.id)
)
_BY_ID = select(*_COLUMNS).where(Post.id == bindparam("one"))
_UNTRIED = select(*_COLUMNS).where(
    Post.state == "planned",
    Post.kind == "nudge",
    Post.since.is_(None),
    Post.marked.is_(False),
    _FREE,
)


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
        "state": "planned",
        "not_before": None,
    }
    statement = _insert(session).values(
        ref=new.ref, made_at=now, reason="", marked=new.marked, **_NOTHING_YET, **values
    )
    post_id = session.scalar(statement.on_conflict_do_nothing().returning(Post.id))
    if post_id is None:
        post_id = session.scalar(
            update(Post)
            .where(Post.ref == new.ref, Post.state == "dropped")
            .values(fence=Post.fence + 1, **values)
            .returning(Post.id)
        )
    if post_id is None:
        return False
    if nudge_ids:
        session.execute(
            update(Nudge)
            .where(Nudge.id.in_(nudge_ids), Nudge.state == "planned", Nudge.post_id.is_(None))
            .values(state="taken", post_id=post_id)
        )
    return True


_NOTHING_YET = {
    "worker": "",
    "fence": 0,
    "attempt": 0,
    "refusals": 0,
    "looks": 0,
    "plain": False,
    "ts": "",
}


def ready(session: Session, now: datetime) -> list[PostRow]:
    """Return the posts that somebody may work on now, oldest first."""
    return _posts(session, _READY, now=now, skewed=now + SKEW)


def by_id(session: Session, post_id: int) -> PostRow | None:
    """Return a post as it stands."""
    found = _posts(session, _BY_ID, one=post_id)
    return found[0] if found else None


def _posts(session: Session, query: Any, **values: Any) -> list[PostRow]:
    return [PostRow(*row) for row in session.execute(query, values)]


def claim(
    session: Session, post: PostRow, worker: str, now: datetime, lease: timedelta
) -> PostRow | None:
    """Take a post for a while, by one conditional update; None if somebody else was first."""
    fence = post.fence + 1
    result = session.execute(
        update(Post)
        .where(Post.id == post.id, Post.fence == post.fence, Post.state == post.state, _FREE)
        .values(fence=fence, worker=worker, lease_until=now + lease, changed_at=now),
        {"now": now, "skewed": now + SKEW},
    )
    return by_id(session, post.id) if _count(result) == 1 else None


def change(session: Session, post: PostRow, now: datetime, **values: Any) -> bool:
    """Change a post that is held; False, and nothing done, if the fence has moved on."""
    result = session.execute(
        update(Post)
        .where(Post.id == post.id, Post.fence == post.fence)
        .values(changed_at=now, **values)
    )
    return _count(result) == 1


def release(session: Session, post: PostRow, now: datetime, **values: Any) -> bool:
    """Change a post that is held and let it go."""
    return change(session, post, now, lease_until=None, worker="", **values)


def sent(session: Session, post: PostRow, ts: str, now: datetime) -> None:
    """Record that the message stands in the place. True whoever holds the post by now."""
    result = session.execute(
        update(Post)
        .where(Post.id == post.id, Post.state != "sent")
        .values(
            state="sent",
            ts=ts,
            sent_at=now,
            changed_at=now,
            fence=Post.fence + 1,
            lease_until=None,
            not_before=None,
            worker="",
        )
    )
    if _count(result):
        session.execute(
            update(Nudge)
            .where(Nudge.post_id == post.id, Nudge.state == "taken")
            .values(state="sent", sent_at=now)
        )


def let_go(session: Session, nudge_ids: Iterable[int]) -> None:
    """Have nudges that a post carried wait again."""
    session.execute(
        update(Nudge)
        .where(Nudge.id.in_(list(nudge_ids)), Nudge.state == "taken")
        .values(state="planned", post_id=None)
    )


def doubt_all(session: Session, now: datetime) -> int:
    """Treat every unfinished post as perhaps posted: this store may have lost its latest rows."""
    result = session.execute(
        update(Post)
        .where(Post.state.in_(UNFINISHED))
        .values(
            state="uncertain",
            since=func.coalesce(Post.since, Post.due_at),
            looks=0,
            marked=True,
            not_before=None,
            lease_until=None,
            changed_at=now,
            fence=Post.fence + 1,
        )
    )
    return _count(result)


def untried(session: Session, now: datetime) -> list[PostRow]:
    """Return single nudges' posts of which surely nothing was posted and that nobody holds."""
    return _posts(session, _UNTRIED, now=now, skewed=now + SKEW)


def take_turn(session: Session, place: str, now: datetime, gap: timedelta) -> bool:
    """Say whether a place may get a message now, and close it for `gap` if so."""
    statement = _insert_pace(session).values(place=place, set_at=now, not_before=now + gap)
    taken = session.scalar(
        statement.on_conflict_do_update(
            index_elements=[Pace.place],
            set_={"set_at": now, "not_before": now + gap},
            where=or_(Pace.not_before <= now, Pace.set_at > now + SKEW),
        ).returning(Pace.place)
    )
    return taken is not None


def close_place(session: Session, place: str, now: datetime, until: datetime) -> None:
    """Keep a place closed until a moment: Slack asked for it."""
    statement = _insert_pace(session).values(place=place, set_at=now, not_before=until)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[Pace.place], set_={"set_at": now, "not_before": until}
        )
    )


def opens_at(session: Session, place: str) -> datetime | None:
    """Return when a place may get its next message."""
    return session.scalar(select(Pace.not_before).where(Pace.place == place))


def counts(session: Session) -> dict[str, int]:
    """Return how many posts there are in each state."""
    rows = session.execute(select(Post.state, func.count()).group_by(Post.state))
    return {state: count for state, count in rows}  # noqa: C416 - rows are not pairs to mypy


def stuck(session: Session, before: datetime) -> int:
    """Return how many posts that were due before a moment are still not delivered."""
    query = select(func.count()).where(
        and_(Post.state.in_(UNFINISHED), Post.due_at < before, Post.kind != "alarm")
    )
    return session.scalar(query) or 0


def _insert(session: Session) -> Any:
    return _dialect(session).insert(Post)


def _insert_pace(session: Session) -> Any:
    return _dialect(session).insert(Pace)


def _dialect(session: Session) -> Any:
    return postgresql if session.get_bind().dialect.name == "postgresql" else sqlite


def _count(result: Any) -> int:
    return int(result.rowcount)
