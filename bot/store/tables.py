"""The tables by name. Each stands with its like in a module beside, imported at first use.

Mapping all of them costs as much as importing SQLAlchemy; a status needs a third of them. Columns
only; what may be done with them stands in the modules that read and write. Dates (`..._on`) are
civil dates and are never converted; moments (`..._at`) are UTC.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bot.store.base import Facts, UTCDateTime

if TYPE_CHECKING:
    from bot.store.base import Base
    from bot.store.filing_tables import (
        Filing,
        FilingPerson,
        FilingRequest,
        IndexChange,
        PageMark,
        PageRow,
        VaultRow,
        WaitingFile,
    )
    from bot.store.nudge_tables import Nudge, NudgeOverride, NudgePlan, Pace, Post, Reminder
    from bot.store.record_tables import AuditRow, Deed, Meta, PersonRow, PlaceRow, Seen
    from bot.store.request_tables import (
        Alias,
        Component,
        DeadlineRow,
        EventRow,
        Identifier,
        Request,
    )

__all__ = [
    "Alias", "AuditRow", "Base", "Component", "DeadlineRow", "Deed", "EventRow", "Facts", "Filing",
    "FilingPerson", "FilingRequest", "Identifier", "IndexChange", "Meta", "Nudge", "NudgeOverride",
    "NudgePlan", "Pace", "PageMark", "PageRow", "PersonRow", "PlaceRow", "Post", "Reminder",
    "Request", "Seen", "UTCDateTime", "VaultRow", "WaitingFile",
]  # fmt: skip

_MODULES = ("record", "request", "filing", "nudge", "dialogue", "personal", "search")
_HOME = {
    "record": "AuditRow Deed Meta PersonRow PlaceRow Seen",
    "request": "Alias Component DeadlineRow EventRow Identifier Request",
    "filing": "Filing FilingPerson FilingRequest IndexChange PageMark PageRow VaultRow WaitingFile",
    "nudge": "Nudge NudgeOverride NudgePlan Pace Post Reminder",
}
_MODULE = {name: module for module, names in _HOME.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Give a table; with `Base` come all of them, since its metadata must know every one."""
    if name == "Base":
        modules = [_imported(one) for one in _MODULES]
        return modules[0].Base
    if name not in _MODULE:
        raise AttributeError(name)
    return getattr(_imported(_MODULE[name]), name)


def _imported(module: str) -> Any:
    return import_module(f"bot.store.{module}_tables")
