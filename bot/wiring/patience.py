"""What is away for some seconds ends nothing: a beginning is tried again, a step comes again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from bot.errors import SlackAway, StoreAway, StoreError

T = TypeVar("T")
log = logging.getLogger(__name__)

PAUSES = (1.0, 2.0, 5.0, 10.0, 20.0)  # seconds; what is away for longer has to be told


def patiently(begin: Callable[[], T], wait: Callable[[float], object] = time.sleep) -> T:
    """Begin; where the store or Slack is away now, again after a pause, each longer.

    `wait` waits so many seconds, and says whether to end. Raises what lasts, and at once what no
    waiting mends.
    """
    for pause in PAUSES:
        try:
            return begin()
        except (StoreAway, SlackAway) as error:
            log.warning("tried again in %.0f seconds: %s", pause, error)
        if wait(pause):
            break
    return begin()


def kept_alive(function: Callable[[], object]) -> None:
    """Call once; what fails is a line in the log, and whatever comes after it still comes."""
    try:
        function()
    except StoreError as error:
        log.error("a step found the store in trouble: %s", error)  # noqa: TRY400 - one line a time
    except Exception:
        # A step that fails must not be the last one.
        log.exception("a step failed")
