"""Every answer, of any size and with any words, stays inside Slack's limits and inert."""

from __future__ import annotations

import base64
import dataclasses
import random
import typing
from datetime import UTC, date, datetime
from typing import Any

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.answers import values as v
from bot.privacy.gate import Level
from bot.registry import Operation
from bot.registry.encoding import encode
from bot.registry.queries import ShowNews, ShowStatus
from bot.reminders.card import NudgeCard
from handlers.devkit import slack_rules
from handlers.listeners.edge import Said
from handlers.render import blocks, elements, forms, limits

pytestmark = pytest.mark.slow


class Seal:
    """As long as the real one makes it, and as strict."""

    def close(self, line: str) -> str:
        value = base64.urlsafe_b64encode(b"x" * 57 + line.encode()).decode()
        if len(value) > 2000:
            raise ValueError
        return value

    def open(self, value: str) -> str | None:
        return base64.urlsafe_b64decode(value)[57:].decode()


HOSTILE = [
    "<!channel> <!here> <@U0LEAD0001> <!subteam^S1>",
    "<https://evil.example|https://www.foia.gov> <!date^1^{date}^https://evil.example|x>",
    "``` Deadline met :white_check_mark: *bold* _x_ ~y~ `z`",
    "\u202eright to left\u202c zero\u200bwidth\ufeff\x00\x1b[31m \ud800 \u2028",
    "& < > &lt;!channel&gt; &amp;amp;",
    '"quotes" \\ {"type":"section"}',
    "x" * 40_001,
    "line\n" * 5_000,
    "🎉" * 10_000,
    "",
]


class Maker:
    """Makes any value of ours by chance; a failing case is named by its seed alone."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def words(self) -> str:
        if self.chance.random() < 0.5:
            return self.chance.choice(HOSTILE)
        return "".join(chr(self.chance.randrange(1, 0x11000)) for _ in range(60))

    def value(self, kind: Any) -> Any:
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        plain: dict[Any, Any] = {
            str: self.words,
            int: lambda: self.chance.randrange(-5000, 100_000),
            float: self.chance.random,
            bool: lambda: self.chance.random() < 0.5,
            date: lambda: date(2023, 12, 11),
            datetime: lambda: datetime(2023, 12, 11, tzinfo=UTC),
            Level: lambda: Level.TEAM,
        }
        if kind in plain:
            return plain[kind]()
        if dataclasses.is_dataclass(kind):
            return self.made(kind)
        if origin is tuple and arguments[-1] is Ellipsis:
            many = self.chance.choice([0, 1, 5, 500])
            return (self.value(arguments[0]),) * many
        if origin is tuple:
            return tuple(self.value(part) for part in arguments)
        if Operation in arguments:
            return self.chance.choice([self.words(), ShowStatus(self.words())])
        if type(None) in arguments:
            return self.chance.choice([None, self.value(arguments[0])])
        return {"filings": 3, "pages": 12, "unreadable": 2}

    def made(self, kind: Any) -> Any:
        hints = typing.get_type_hints(kind)
        return kind(**{f.name: self.value(hints[f.name]) for f in dataclasses.fields(kind)})


ANSWERS = [
    kind
    for kind in vars(v).values()
    if isinstance(kind, type) and issubclass(kind, v.Answer) and kind is not v.Answer
]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("kind", ANSWERS, ids=lambda kind: kind.__name__)
def test_every_answer_fits_slack_whatever_it_holds(kind: type, seed: int) -> None:
    message = blocks.render(Maker(seed).made(kind), seal=Seal(), share="status ice")

    assert limits.message_faults(message) == []
    assert slack_rules.message_refusal(message.payload()) == ""
    assert "mrkdwn" not in {d.get("type") for d in _objects(list(message.blocks))}
    for block in message.blocks:
        if block["type"] != "rich_text":  # slack_sdk has no checks for rich text
            parsed = Block.parse(block)
            assert parsed is not None
            parsed.validate_json()
    shown = str(message.blocks) + message.text
    assert not any(sign in shown for sign in "\u202e\u200b\ufeff\x00\x1b\ud800")
    assert "<!channel>" not in message.text


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", ANSWERS, ids=lambda kind: kind.__name__)
def test_every_answer_fits_a_modal(kind: type, seed: int) -> None:
    shown = blocks.view(Maker(seed).made(kind), seal=Seal())

    assert slack_rules.view_refusal(shown) == ""
    assert View(**shown).to_dict()


@pytest.mark.parametrize("seed", range(12))
def test_every_form_fits_a_modal(seed: int) -> None:
    maker = Maker(seed)
    kinds = ("text", "lines", "date", "choice", "choices", "check")
    fields = tuple(
        v.FieldSpec(
            f"field{number}",
            maker.words() or "Label",
            kind,
            "2023-12-11" if kind == "date" else maker.words(),
            tuple((f"value{n}", maker.words()) for n in range(maker.chance.choice([1, 120]))),
            hint=maker.words(),
        )
        for number, kind in enumerate(kinds)
    )

    shown = forms.modal(
        v.FormAnswer(maker.words(), "log", fields), seal=Seal(), said=Said("U1", "C1", "slash")
    )

    assert slack_rules.view_refusal(shown) == ""


def _objects(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value] + [o for item in value.values() for o in _objects(item)]
    if isinstance(value, list):
        return [o for item in value for o in _objects(item)]
    return []


def test_five_hundred_requests_are_cut_with_the_number_left_out() -> None:
    line = v.DeadlineLine(
        "s",
        "n" * 200,
        "ICE",
        "determination",
        "Determination",
        date(2023, 12, 11),
        "theirs",
        -3,
        "v",
        "stated",
    )
    card = v.RequestCard("s", "n" * 300, "Overdue", line, (), ref="r1")

    message = blocks.render(v.StatusAnswer(date(2023, 12, 12), (card,) * 500, 500), seal=Seal())

    kept = sum(block["type"] == "rich_text" for block in message.blocks) - 1
    assert 5 < kept < 48
    assert f"… and {500 - kept} more" in str(message.blocks)


def test_a_line_too_long_for_a_button_gets_no_button_instead_of_a_cut_one() -> None:
    answer = v.Notice("x", buttons=(v.Button("More", "find " + "w" * 3000),))

    assert "actions" not in {b["type"] for b in blocks.render(answer, seal=Seal()).blocks}


def test_escaped_words_are_shown_exactly_and_never_unescaped_twice() -> None:
    assert elements.escape("&lt;!channel&gt; <b>") == "&amp;lt;!channel&amp;gt; &lt;b&gt;"


def test_the_agency_the_weekday_and_the_number_of_days_stand_beside_every_deadline() -> None:
    line = v.DeadlineLine(
        "s",
        "Matter",
        "ICE",
        "determination",
        "Determination",
        date(2023, 12, 11),
        "theirs",
        -1,
        "v",
        "assumed",
    )

    message = blocks.render(v.DueAnswer(date(2023, 12, 12), "overdue", (line,)), seal=Seal())

    for words in ("Mon Dec 11, 2023", "ICE", "1 working day late", "assumed date"):
        assert words in str(message.blocks)
        assert words in message.text


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        ([elements.divider()] * 51, "51 blocks"),
        ([{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}], "header of 151"),
        (
            [
                {
                    "type": "actions",
                    "elements": [
                        {
                            "type": "button",
                            "action_id": "a",
                            "text": {"text": "x" * 76},
                            "value": "v",
                        }
                    ],
                }
            ],
            "label",
        ),
        (
            [
                {
                    "type": "actions",
                    "elements": [
                        {
                            "type": "button",
                            "action_id": "a",
                            "text": {"text": "x"},
                            "value": "v" * 2001,
                        }
                    ],
                }
            ],
            "value",
        ),
        (
            [
                {
                    "type": "actions",
                    "elements": [{"type": "button", "action_id": "a", "text": {"text": "x"}}] * 2,
                }
            ],
            "two of a",
        ),
        ([{"type": "context", "elements": [elements.plain("x")] * 11}], "context with 11"),
        ([elements.lines([elements.text("x" * 13_000)])], "characters in all"),
    ],
)
def test_our_own_check_sees_each_limit(made: list[Any], fault: str) -> None:
    assert any(fault in found for found in limits.faults(made))


def test_a_message_over_a_limit_is_never_handed_on() -> None:
    with pytest.raises(limits.OverLimit):
        limits.checked(elements.Message("x", (elements.divider(),) * 51))


def test_what_does_not_fit_is_on_the_next_page_and_nothing_is_passed_over() -> None:
    long = v.NewsItem("s", "A name " * 20, "ICE", "x" * 900, date(2023, 12, 11), "U0LEAD0001",
                      datetime(2023, 12, 11, tzinfo=UTC))  # fmt: skip
    more = v.Button("Show more", ShowNews(start=55))
    answer = v.NewsAnswer(date(2023, 12, 1), (long,) * 40, total=80, start=15, buttons=(more,))

    message = blocks.render(answer, seal=Seal())

    shown = sum("A name" in str(block) for block in message.blocks)
    assert 0 < shown < 40
    button = next(b for b in message.blocks if b["type"] == "actions")["elements"][0]
    assert Seal().open(button["value"]) == encode(ShowNews(start=15 + shown))
    footer = str(message.blocks[-1])
    assert f"16–{15 + shown} of 80" in footer
    assert "more; narrow it" not in str(message.blocks)


def test_a_date_that_passed_is_called_missed_and_a_coming_one_next() -> None:
    def line(days: int) -> v.DeadlineLine:
        return v.DeadlineLine("s", "N", "ICE", "determination", "Determination",
                              date(2023, 12, 11), "theirs", days, "v", "computed")  # fmt: skip

    cards = tuple(v.RequestCard("s", f"R{n}", "Headline", line(n), ()) for n in (-3, 4))

    said = str(blocks.render(v.StatusAnswer(date(2023, 12, 14), cards, 2), seal=Seal()).blocks)

    assert "missed: " in said
    assert "next: " in said


def test_each_line_of_a_nudge_speaks_to_its_own_person_and_a_long_heading_is_not_cut() -> None:
    title = f"Send the appeal to ICE by Fri Jan 13, 5 working days left {'x' * 120} (the end)"
    lines, whom = ("Answer DHS.", "Nobody's.", "Answer FBI."), ("U0ANA", "", "U0BEN")
    card = NudgeCard(title, lines, whom=whom)

    message = blocks.nudge(card, seal=Seal())

    rows = [
        [element.get("user_id") or element["text"] for element in section["elements"]]
        for block in message.blocks
        for section in block.get("elements", ())
        if "elements" in section
    ]
    assert ["U0ANA", ": ", "Answer DHS."] in rows
    assert ["Nobody's."] in rows
    assert ["U0BEN", ": ", "Answer FBI."] in rows
    assert any("(the end)" in str(row) for row in rows)
