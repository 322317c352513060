"""The registry of what people can say; each verb once, whatever surface it comes through.

`say` is the one way in: words -> verb -> gate -> run -> answer. Surfaces render what comes back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.answers.asking import Ask, Room
from bot.answers.values import Answer
from bot.privacy.gate import Data


class Pace(StrEnum):
    """When a surface may acknowledge: see "A command" in the design."""

    ACK = "ack"  # a read under 100 ms: the answer is the acknowledgement's body
    POOL = "pool"  # slow: acknowledged at once, answered from the pool
    COMMIT = "commit"  # a change: committed before the acknowledgement; Slack never repeats one


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that people can say."""

    name: str
    summary: str
    usage: str
    data: Data
    pace: Pace
    run: Callable[[Room, Ask], Answer]
    examples: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    hidden: bool = False  # not in help: only buttons use it
