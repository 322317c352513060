"""What nudges are about: deadlines with their requests, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.store import bulk_statements
from bot.store.tables import Component, DeadlineRow, NudgeOverride, PlaceRow, Request

OPEN = "open"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a nudge is about: a deadline with its request, or a date set by hand (no deadline)."""

    deadline_id: int | None
    component_id: int | None
    limit: str
    label: str
    version: str
    due: date | None
    whose: str
    certainty: str
    state: str
    made_at: datetime
    agency: str
    request_id: int
    slug: str
    name: str
    owner: str
    channel: str
    withdrawn_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether there is still something to remind of."""
        return self.state == OPEN and self.due is not None and self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class PlaceSettings:
    """What a lead set for a place."""

    zone: str
    overrides: Mapping[str, Any]


DEADLINES, COMPONENTS = bulk_statements.table(DeadlineRow), bulk_statements.table(Component)
REQUESTS, OVERRIDES = bulk_statements.table(Request), bulk_statements.table(NudgeOverride)
D, C, R, V = DEADLINES.c, COMPONENTS.c, REQUESTS.c, OVERRIDES.c
_PLACE = bulk_statements.table(PlaceRow).c

DEADLINE: tuple[Any, ...] = (
    D.id,
    D.component_id,
    D.limit,
    D.label,
    D.version,
    D.due,
    D.whose,
    D.certainty,
    D.state,
    D.made_at,
    C.agency,
)
REQUEST: tuple[Any, ...] = (R.id, R.slug, R.name, R.owner, R.channel, R.withdrawn_at)


def of_open(*columns: Any) -> Any:
    """Select these columns of every open deadline with a date."""
    return (
        select(*columns)
        .select_from(DEADLINES)
        .join(COMPONENTS, C.id == D.component_id)
        .join(REQUESTS, R.id == C.request_id)
        .where(D.state == OPEN, D.due.is_not(None), R.withdrawn_at.is_(None))
    )


_SOON = of_open(*DEADLINE, *REQUEST).where(D.due <= bindparam("until")).order_by(D.due, D.id)
_OF_CLOSED = of_open(*DEADLINE, *REQUEST).where(D.version.startswith("kept-")).order_by(D.due, D.id)
_OVERRIDDEN = (
    of_open(*DEADLINE, *REQUEST, V.settings)
    .outerjoin(OVERRIDES, V.request_id == R.id)
    .order_by(D.due, D.id)
)
_HOMES = select(R.channel).where(R.withdrawn_at.is_(None)).distinct()
_PLACES = select(_PLACE.id, _PLACE.zone, _PLACE.settings)


def open_until(session: Session, until: date) -> list[Subject]:
    """Return every open deadline due by a day, soonest first."""
    return [Subject(*row) for row in bulk_statements.run(session, _SOON, {"until": until})]


def of_closed(session: Session) -> list[Subject]:
    """Return the last days to sue of requests that we closed or withdrew, soonest first."""
    return [Subject(*row) for row in bulk_statements.run(session, _OF_CLOSED)]


def with_overrides(session: Session) -> list[tuple[Subject, Mapping[str, Any]]]:
    """Return every open deadline with a date, each with its request's overrides."""
    return [
        (Subject(*row[:-1]), row[-1] or {}) for row in bulk_statements.run(session, _OVERRIDDEN)
    ]


def home_channels(session: Session) -> list[str]:
    """Return the home channels of all requests that were not taken back."""
    return [channel for (channel,) in bulk_statements.run(session, _HOMES) if channel]


def place_settings(session: Session) -> dict[str, PlaceSettings]:
    """Return zone and overrides of every place that has settings."""
    return {
        place: PlaceSettings(zone, (settings or {}).get("nudges", {}))
        for place, zone, settings in bulk_statements.run(session, _PLACES)
    }
