"""The workspace on the stand-in, for flows that begin and end in Slack."""

from __future__ import annotations

from tests.handlers.conftest import _levels, filed, make, read, standin, world

__all__ = ["_levels", "filed", "make", "read", "standin", "world"]
