"""The road of a state's request, as data: what silence means, who reviews it, which court."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from bot.law.value import value

Silence = Literal["denial", "open"]
Review = Literal["first", "may", "none"]
Effect = Literal["stops", "restarts", "runs", "unclear"]
Named = Literal["moves", "extension"]


class Cell(NamedTuple):
    """One thing that we hold of a state's law, with its source and how sure it is."""

    topic: str
    says: str
    citation: str
    sure: str  # H: text read; M: from knowledge; L: unsure
    source: str

    @property
    def in_words(self) -> str:
        """What it says, under which law; what was not read asks to be checked."""
        cited = f" ({self.citation})" if self.citation else ""
        check = {"M": " Check it.", "L": " Not sure: ask counsel."}.get(self.sure, "")
        return f"{self.says}{cited}{check}"


@value
class Road:
    """A state's road from silence or denial to court."""

    state: str
    silence: Silence
    review: Review
    court: str
    law: str
    cells: tuple[Cell, ...]
    review_name: str = ""
    review_to: str = ""
    suit_from: str = ""  # "denial" or "review": from what the time to sue runs
    before_court: str = ""
    clarification: Effect = "unclear"  # what a question of theirs does to their time
    fee: Effect = "unclear"
    named: Named = "extension"  # what a date that they name themselves does to their time
    after_acknowledgment: int = 0  # business days that a timely acknowledgment gives them
    beyond: str = ""  # why an extension beyond the most that a notice can add is a denial

    def cell(self, topic: str) -> Cell | None:
        """Give what we hold on one topic."""
        return next((cell for cell in self.cells if cell.topic == topic), None)


@cache
def all_roads() -> dict[str, Road]:
    """Give every road that is worked out, by the state's letters."""
    text = files("bot.law").joinpath("roads.toml").read_text(encoding="utf-8")
    return {
        state: Road(state=state, **{**row, "cells": tuple(Cell(*cell) for cell in row["cells"])})
        for state, row in tomllib.loads(text).items()
    }


def effect_of_question(state: str, *, fee: bool) -> Effect:
    """Give what a question does to a state's time to answer; "unclear" where we hold no text."""
    road = road_of(state)
    if road is None:
        return "unclear"
    return road.fee if fee else road.clarification


def road_of(state: str) -> Road | None:
    """Give the road of a state by its letters; None where it is not worked out."""
    return all_roads().get(state)
