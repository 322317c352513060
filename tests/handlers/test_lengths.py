"""No answer is a wall of words: the rest is a press away."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.answers.values import WhyAnswer
from handlers.render import blocks
from handlers.render.printing import print_answer
from tests.handlers.test_blocks import Seal

pytestmark = pytest.mark.slow

MOST = 3_000  # characters
QUESTIONS = (
    "status", "overdue", "due 60", "owe", "news", "history breach", "why breach", "window breach",
    "ripe breach", "fees", "contacts", "docket", "produced", "public breach", "speed ICE",
    "mark breach", "draft breach/ICE follow-up", "timeline breach", "help",
)  # fmt: skip


def said(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for one in value.values():
            yield from said(one)
    elif isinstance(value, list):
        for one in value:
            yield from said(one)


def characters(message: Any) -> int:
    words = [one for one in message.blocks if one["type"] != "actions"]
    return sum(map(len, said(words)))


@pytest.mark.parametrize("line", QUESTIONS)
def test_an_answer_is_at_most_three_thousand_characters(team: Any, line: str) -> None:
    team.founding()

    answer = team.say(line)
    message = blocks.render(answer, seal=Seal(), share=line)
    printed = io.StringIO()
    print_answer(answer, printed, 100)

    assert characters(message) <= MOST
    assert len(" ".join(printed.getvalue().split())) <= MOST  # without what pads a frame


def test_help_is_one_screen(team: Any) -> None:
    message = blocks.render(team.say("help"), seal=Seal(), share="help")

    assert len(message.blocks) <= 14


def test_many_reasons_are_cut_to_their_dates_with_the_rest_in_a_menu(team: Any) -> None:
    team.founding()
    answer = team.say("why breach")
    assert isinstance(answer, WhyAnswer)
    many = replace(answer, deadlines=answer.deadlines * 5)

    message = blocks.render(many, seal=Seal(), share="why breach")

    assert characters(message) <= MOST
    assert "Why the others" in str(message.blocks)
