"""What a sweep knows besides rows: policy and zone of each place, and where messages go."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import Refused
from bot.reminders import plan
from bot.reminders.policy import Policy, default
from bot.settings import Settings
from bot.store import nudge_subjects, people, plans, refolding
from bot.store.nudge_subjects import PlaceSettings, Subject
from bot.store.session import Session

_PERSON = re.compile(r"[UW][A-Z0-9]+")
_PLACE = re.compile(r"[A-Z][A-Z0-9]+")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class House:
    """The settings in force at one moment."""

    zone: ZoneInfo
    ops: str
    leads: tuple[str, ...]
    places: Mapping[str, PlaceSettings]
    upgraded: datetime | None = None  # when a store of an older release was first opened
    wishes: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)  # of single requests

    @cached_property
    def _policies(self) -> dict[str, tuple[Policy, ZoneInfo]]:
        return {}

    @cached_property
    def _stamps(self) -> dict[tuple[str, int], str]:
        return {}

    def of(self, channel: str) -> tuple[Policy, ZoneInfo]:
        """Return the policy and the zone of a place."""
        if channel not in self._policies:
            known = self.places.get(channel)
            policy = _fitting(default(), known.overrides) if known else default()
            zone = ZoneInfo(known.zone) if known and known.zone else self.zone
            self._policies[channel] = policy, zone
        return self._policies[channel]

    def policy(self, channel: str, override: Mapping[str, Any] | None) -> tuple[Policy, ZoneInfo]:
        """Return policy and zone for one request: the place's, and the request's own over it."""
        policy, zone = self.of(channel)
        return _fitting(policy, override) if override else policy, zone

    def stamp(self, channel: str, now: datetime) -> str:
        """Return what plans of that place depend on besides their facts."""
        key = (channel, now.year)
        if key not in self._stamps:
            self._stamps[key] = plan.stamp(*self.of(channel), now.year)
        return self._stamps[key]

    def silent_until(self, limit: str) -> datetime | None:
        """Return before when no alarm of the last day to sue is said: older releases had none."""
        return self.upgraded if limit in plan.BARS else None

    def routes(self, audience: str, subject: Subject) -> tuple[str, ...]:
        """Return the places for a step, best first; one is a person's id: a direct message."""
        if audience == plan.Audience.OPS:
            return _distinct(self.ops, *self.leads, subject.owner)
        policy, _ = self.policy(subject.channel, self.wishes.get(subject.request_id))
        if subject.whose == "ours" and not policy.ours_here:
            return _distinct(self.ops, subject.owner, *self.leads, subject.channel)
        return _distinct(subject.channel, self.ops, subject.owner, *self.leads)

    def hears_of_trouble(self, owner: str) -> str:
        """Return who hears of trouble with a message: its owner, or ops; "" if nobody."""
        return next(iter(_distinct(owner, self.ops)), "")

    def next_place(self, place: str, owner: str) -> str:
        """Return the place to try after one that refused; "" if there is none left."""
        ladder = _distinct(self.ops, owner, *self.leads)
        after = ladder[ladder.index(place) + 1 :] if place in ladder else ladder
        return after[0] if after else ""


def open_house(session: Session, settings: Settings) -> House:
    """Read the settings in force."""
    return House(
        zone=settings.zone,
        ops=settings.ops_channel,
        leads=tuple(people.leads(session)),
        places=nudge_subjects.place_settings(session),
        upgraded=refolding.upgraded(session),
        wishes=plans.all_overrides(session),
    )


def _fitting(policy: Policy, override: Mapping[str, Any]) -> Policy:
    """Lay an override over a policy; one that no longer fits must not stop everybody's nudges."""
    try:
        return policy.overridden(override)
    except Refused as error:
        log.error("settings of nudges do not fit and are left out: %s", error)  # noqa: TRY400
        return policy


def is_person(place: str) -> bool:
    """Say whether a place is a person: Slack's ids of people begin with U or W."""
    return bool(_PERSON.fullmatch(place))


def _distinct(*places: str) -> tuple[str, ...]:
    # An owner may be "operator", or a name that somebody typed: no place of Slack's.
    return tuple(dict.fromkeys(place for place in places if _PLACE.fullmatch(place)))
