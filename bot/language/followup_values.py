"""What a conversation is about, and a line of it said in full."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Talk:
    """What the conversation is about. `shown`: (request, agency) in the order last shown.

    `offered`: the lines that were offered last. `query` and `rest`: the last query's name and
    its words besides the target. `proposal`: the code of the open one shown last.
    """

    query: str = ""
    rest: str = ""
    request: int = 0
    agency: str = ""
    shown: tuple[tuple[int, str], ...] = ()
    offered: tuple[str, ...] = ()
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """The line in full, and what was taken over from before."""

    line: str
    took: str = ""


def target_of(talk: Talk) -> str:
    """Return what is typed for what the conversation is about: "#r3/ICE", "ICE", or ""."""
    if not talk.request:
        return talk.agency
    return f"#r{talk.request}" + (f"/{talk.agency}" if talk.agency else "")
