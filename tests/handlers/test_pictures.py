"""The picture of a request's life: nothing overlaps, nothing is cut off, everything is said."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.queries.timeline_values import Due, Lane, Mark, Stretch, TimelineAnswer
from handlers.devkit.payloads import pressable
from handlers.render import blocks, pictures, timelines
from handlers.render.shapes import LEFT, RIGHT, WIDTH, Scene, Text
from handlers.render.timelines import LABEL

pytestmark = pytest.mark.slow

LEAD, CHANNEL = "U0LEAD0001", "C0FOIA0001"
START, TODAY = date(2022, 1, 3), date(2024, 6, 3)

_days = st.integers(0, 900).map(lambda n: START + timedelta(days=n))
_marks = st.builds(
    Mark,
    _days.filter(lambda day: day <= TODAY),
    st.sampled_from(["Sent", "Clarification asked", "Production", "Appeal acknowledged"]),
    st.sampled_from(["us", "them", "court"]),
    st.sampled_from(["stated", "assumed"]),
)
_stretches = st.builds(
    lambda kind, first, days: Stretch(kind, first, min(first + timedelta(days=days), TODAY)),
    st.sampled_from(["running", "tolled", "late", "in court", "stayed"]),
    st.integers(0, 800).map(lambda n: START + timedelta(days=n)),
    st.integers(0, 400),
)
_dues = st.builds(
    Due,
    st.none() | st.integers(0, 3000).map(lambda n: START + timedelta(days=n)),
    st.sampled_from(["Determination due", "Last day to sue", "Our appeal due"]),
    st.sampled_from(["ours", "theirs"]),
    st.sampled_from(["open", "met", "late-met"]),
    st.integers(-500, 500),
)
_lanes = st.builds(
    lambda agency, headline, marks, stretches, dues: Lane(
        agency,
        "",
        headline,
        tuple(sorted(marks, key=lambda m: m.on)),
        tuple(sorted(stretches, key=lambda s: s.first)),
        tuple(dues),
    ),
    st.sampled_from(["ICE", "DHS", "A very long name of some agency of a state " * 3]),
    st.sampled_from(["Overdue", "Determination is due on a day that takes many words " * 5]),
    st.lists(_marks, max_size=40),
    st.lists(_stretches, max_size=8),
    st.lists(_dues, max_size=6),
)
_answers = st.builds(
    lambda name, lanes: TimelineAnswer("slug", name, TODAY, "Overdue", tuple(lanes)),
    st.sampled_from(["ICE data breach", "$5 and $6 " * 30, "事件 <b> & more"]),
    st.lists(_lanes, min_size=1, max_size=4),
)


def _wide(words: str, size: int, bold: bool) -> float:
    return len(words) * size * (0.62 if bold else 0.56)


def _laid(answer: TimelineAnswer) -> Scene:
    return timelines.laid_out(answer, _wide)


def _span(text: Text) -> tuple[float, float]:
    width = _wide(text.words, text.size, text.bold)
    left = {"left": 0.0, "right": width, "center": width / 2}[text.anchor]
    return text.x - left, text.x - left + width


@given(_answers)
@settings(max_examples=60)
def test_no_two_labels_meet_and_none_leaves_the_card(answer: TimelineAnswer) -> None:
    scene = _laid(answer)

    for text in (*scene.labels, *scene.texts):
        left, right = _span(text)
        assert left >= 0
        assert right <= WIDTH, text
        assert 0 < text.y < scene.height
    for number, one in enumerate(scene.labels):
        for other in scene.labels[number + 1 :]:
            if abs(one.y - other.y) < LABEL:
                (a, b), (c, d) = _span(one), _span(other)
                assert b < c or d < a, (one.words, other.words)


@given(_answers)
@settings(max_examples=30)
def test_every_mark_span_and_date_is_drawn_and_stays_on_the_card(answer: TimelineAnswer) -> None:
    scene = _laid(answer)
    marks = sum(len(lane.marks) for lane in answer.lanes)
    stretches = sum(len(lane.stretches) for lane in answer.lanes)

    events = [s for s in scene.symbols if s.shape in {"dot", "square"} and s.y < scene.height - 150]
    assert len(events) >= marks - 1  # one dot less or more: the legend's
    assert len(scene.bars) == stretches
    for bar in scene.bars:
        assert LEFT <= bar.left < bar.right <= RIGHT + 3
    said = " ".join(label.words for label in scene.labels)
    for lane in answer.lanes:
        assert all(d.label in said for d in lane.dues if d.on and d.is_open)
    assert any(text.words == "today" for text in scene.texts)


@given(_answers)
@settings(max_examples=15)
def test_the_words_fit_slacks_limits(answer: TimelineAnswer) -> None:
    class Open:
        def close(self, line: str) -> str:
            return line

        def open(self, value: str) -> str | None:
            return value

    assert len(answer.words(pictures.ALT)) <= pictures.ALT
    assert blocks.render(answer, seal=Open()).blocks


def test_deadlines_of_both_sides_differ_in_shape_not_only_in_colour() -> None:
    dues = (
        Due(TODAY, "Determination due", "theirs", "open", 0),
        Due(TODAY, "Our appeal due", "ours", "open", 0),
    )
    scene = _laid(TimelineAnswer("s", "n", TODAY, "", (Lane("ICE", "", "", dues=dues),)))

    assert {"diamond", "triangle"} <= {symbol.shape for symbol in scene.symbols}


def test_the_picture_is_a_wide_png_of_a_size_that_telephones_load_quickly() -> None:
    from PIL import Image

    marks = tuple(Mark(START + timedelta(days=20 * n), "Production", "them") for n in range(40))
    lanes = tuple(Lane(name, "", "Overdue", marks) for name in ("ICE", "DHS", "FBI"))

    file = pictures.timeline(TimelineAnswer("breach", "事件 $5 $6", TODAY, "Overdue", lanes))

    with Image.open(io.BytesIO(file.content)) as picture:
        assert picture.format == "PNG"
        assert picture.width == WIDTH
        # A card of its own, whatever lies around it: opaque, light, with a frame.
        assert picture.convert("RGB").getpixel((20, 20)) == (255, 255, 255)
    assert len(file.content) < 200_000
    assert file.name == "timeline-breach.png"
    assert "ICE: Overdue" in file.alt


def test_painted_words_are_as_wide_as_measured() -> None:
    assert pictures.measure("Determination due Dec 11", 23, True) > pictures.measure(
        "Determination due Dec 11", 23, False
    )
    assert 200 < pictures.measure("Determination due Dec 11", 23, False) < 350


def test_asked_in_a_channel_the_picture_comes_to_the_person_and_the_words_stay(
    filed: Any, read: Any
) -> None:
    filed.people.command(LEAD, CHANNEL, "timeline breach")

    shown = filed.last()
    assert shown["ephemeral_to"] == LEAD
    assert "is in our direct conversation" in read(shown)
    (message,) = [m for m in filed.standin.messages[filed.standin.dm_of(LEAD)] if m.get("files")]
    (file,) = message["files"]
    assert filed.standin.contents[file["id"]].startswith(b"\x89PNG")
    assert file["alt_txt"].startswith("Timeline of ICE data breach")
    assert not [m for m in filed.standin.messages[CHANNEL] if m.get("files")]


def test_share_here_shows_the_picture_where_the_gate_lets_it(filed: Any) -> None:
    filed.people.command(LEAD, CHANNEL, "timeline breach")
    answer = filed.last()
    share = next(e for e in pressable(answer["blocks"]) if e["text"]["text"] == "Share here")

    filed.people.press(LEAD, CHANNEL, answer, share)
    filed.settle()

    (message,) = [m for m in filed.standin.messages[CHANNEL] if m.get("files")]
    assert "Shared by" in message["text"]


def test_where_slack_takes_no_file_the_words_are_told_all_the_same(filed: Any, read: Any) -> None:
    filed.standin.fail("files.getUploadURLExternal", "missing_scope")

    filed.people.command(LEAD, CHANNEL, "timeline breach")

    said = read(filed.last())
    assert "Determination due" in said
    assert "files:write" in said


def test_where_drawing_fails_the_words_are_told_with_a_reference(
    filed: Any, read: Any, monkeypatch: Any
) -> None:
    def broken(*_: Any) -> bytes:
        raise RuntimeError("no ink")

    monkeypatch.setattr(pictures, "_painted", broken)

    filed.people.command(LEAD, CHANNEL, "timeline breach")

    said = read(filed.last())
    assert "could not be drawn. Reference" in said
    assert "no ink" not in said
