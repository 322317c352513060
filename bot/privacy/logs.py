"""The last net of the log: mask every line; drop it rather than write it raw."""

from __future__ import annotations

import logging

from bot.privacy.mask import mask
from bot.privacy.roster import Roster
from bot.privacy.secrets import hide_secrets

_TRACES = logging.Formatter()


class MaskingFilter(logging.Filter):
    """Put it on every handler: a logger's filters do not see what its children write."""

    def __init__(self, roster: Roster | None = None) -> None:
        """Take the roster, if there is one; `guard` sets it later."""
        super().__init__()
        self.roster = roster

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask message, arguments and traceback. A fault drops the line."""
        try:
            record.msg = self._safe(record.getMessage())
            record.args = None
            if record.exc_info and not record.exc_text:
                record.exc_text = _TRACES.formatException(record.exc_info)
            if record.exc_text:
                record.exc_text = self._safe(record.exc_text)
            # Other handlers would format the raw exception again.
            record.exc_info = None
            if record.stack_info:
                record.stack_info = self._safe(record.stack_info)
        except Exception:  # noqa: BLE001 - whatever went wrong, the raw line must not be written
            return False
        return True

    def _safe(self, text: str) -> str:
        return hide_secrets(mask(hide_secrets(text), roster=self.roster, typed=True).text)


def guard(roster: Roster | None) -> None:
    """Let every handler of the log that masks hide these names, too."""
    for handler in logging.getLogger().handlers:
        for net in handler.filters:
            if isinstance(net, MaskingFilter):
                net.roster = roster
