"""Fifty status answers a second on a store: the load beside which lateness is measured."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from bot.settings import Settings
from bot.wiring.container import open_desk


def main() -> None:
    """Ask until killed."""
    desk = open_desk(Settings(data=Path(sys.argv[1])))
    done, began = 0, time.monotonic()
    while True:
        desk.say(desk.operator(), "status")
        done += 1
        time.sleep(max(0.0, began + done / 50 - time.monotonic()))


if __name__ == "__main__":
    main()
