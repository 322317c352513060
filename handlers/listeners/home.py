"""App Home: what is late, what we owe, what comes, what happened; from the same answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.answers.values import Answer, Button, DueAnswer, NewsAnswer, StatusAnswer
from bot.registry import Operation
from bot.registry.commands import AddRequest, LogEvent
from bot.registry.queries import ListDue, ListOverdue, ListOwed, ShowHelp, ShowNews, ShowStatus
from handlers.listeners.edge import Edge, Said
from handlers.render import blocks, elements
from handlers.render.cards import request_lines
from handlers.render.elements import Block
from handlers.render.layout import draw

SHOWN = 5  # of each list; "Show all" opens the rest
OWED = "What we owe"
AHEAD = 60  # working days: what we owe later is a button away

# What stands on Home, in this order: title, and what is asked for it and by "Show all".
PARTS: tuple[tuple[str, Operation], ...] = (
    ("Overdue", ListOverdue()),
    (OWED, ListOwed()),
    ("Due this week", ListDue(7)),
    ("My requests", ShowStatus(mine=True)),
    ("All requests", ShowStatus()),
    ("News", ShowNews()),
)
START = (
    Button("Status", ShowStatus()),
    Button("Log an event", LogEvent()),
    Button("New request", AddRequest()),
    Button("Help", ShowHelp()),
)


def on_opened(edge: Edge, body: Mapping[str, Any]) -> None:
    """Draw Home for whoever opened it."""
    event = body.get("event") or {}
    if event.get("tab") not in {None, "home"} or not event.get("user"):
        return
    said = Said(
        user=str(event["user"]),
        channel=str(event.get("channel", "")),
        surface="home",
        team=str(body.get("team_id", "")),
    )
    edge.later("home", lambda: publish(edge, said), lambda notice: _publish(edge, said, [notice]))


def publish(edge: Edge, said: Said) -> None:
    """Ask what Home shows and publish it."""
    _publish(edge, said, edge.answers(said, [query for _, query in PARTS]))


def _publish(edge: Edge, said: Said, answers: Sequence[Answer]) -> None:
    shown = view(answers, edge)
    edge.client.api_call("views.publish", json={"user_id": said.user, "view": shown})


def view(answers: Sequence[Answer], edge: Edge) -> dict[str, Any]:
    """Return Home as a view, inside Slack's limits."""
    drawn: list[Block] = [elements.heading("FOIA requests")]
    drawn += blocks.actions(START, seal=edge.desk.seal)
    if len(answers) != len(PARTS):
        for answer in answers:
            drawn += draw(answer).head
        return blocks.checked_view({"type": "home", "blocks": drawn})
    for number, (part, answer) in enumerate(zip(PARTS, answers, strict=True), 1):
        drawn += _part(part, answer, edge, number * 10)
    return blocks.checked_view({"type": "home", "blocks": drawn})


def _part(part: tuple[str, Operation], answer: Answer, edge: Edge, first: int) -> list[Block]:
    title, everything = part
    total = _total(answer)
    sheet = draw(answer)
    drawn = [elements.divider(), elements.heading(f"{title} ({total:,})" if total else title)]
    shown = sheet.items[:SHOWN]
    if title == OWED and isinstance(answer, DueAnswer) and answer.items:
        # The years in which a suit may be brought are no news; what is near must not drown in it.
        near = [n for n, line in enumerate(answer.items) if (line.days_left or 0) <= AHEAD]
        shown = [sheet.items[n] for n in near[:SHOWN]]
        further = elements.count(total - len(near), "date")
        if not near:
            drawn.append(elements.lines([elements.text(f"Nothing soon; {further} further ahead.")]))
    if isinstance(answer, StatusAnswer):  # also one request is a line here, not a card
        shown = [request_lines(card) for card in answer.requests[:SHOWN]]
    drawn += shown or sheet.head[:1]
    if total > len(shown):
        more = Button(f"Show all {total:,}", everything)
        drawn += blocks.actions([more], seal=edge.desk.seal, first=first)
    return drawn


def _total(answer: Answer) -> int:
    if isinstance(answer, StatusAnswer):
        return max(answer.total, len(answer.requests))
    if isinstance(answer, DueAnswer | NewsAnswer):
        return max(answer.total, len(answer.items))
    return 0
