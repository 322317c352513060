"""Every kind of event is asked for every column: none can be added by halves."""

from __future__ import annotations

import ast
from pathlib import Path

from bot.law import facts
from bot.law.event_names import parse_kind
from bot.law.event_table import COMPONENT, COURT, REQUEST, TABLE, THEM, US
from bot.law.events import DETAILS
from bot.law.kinds import Kind
from bot.queries.public import PUBLIC
from tests.support.cases import each

EVERY = list(Kind)
# Keywords of a line that stand for a detail of another name, or for the day.
OTHER_NAMES = {"to", "docket", "filed", "from", "e-mail"}
BOT = Path(facts.__file__).parents[1]


def test_the_table_holds_every_kind_in_the_order_of_their_ranks() -> None:
    assert list(TABLE) == sorted(Kind, key=lambda kind: kind.rank)


@each("kind", EVERY)
def test_a_kind_says_all_of_itself(kind: Kind) -> None:
    row = TABLE[kind]

    assert kind.about
    assert 0 < len(row.short) <= 20
    assert row.by in {US, THEM, COURT}
    assert row.scope in {COMPONENT, REQUEST}
    assert set(row.details) <= {*DETAILS, *OTHER_NAMES}
    assert bool(row.expects) == bool(row.unless)


@each("kind", EVERY)
def test_what_it_does_to_the_fold_is_said_where_it_does_something(kind: Kind) -> None:
    assert bool(TABLE[kind].effect) == (kind in facts._TAKES)


@each("kind", EVERY)
def test_its_ground_can_come_before_it(kind: Kind) -> None:
    row = TABLE[kind]

    assert kind not in {*row.needs, *row.expects}
    assert not (row.any_time and row.needs)
    of_one_day = [needed.rank < kind.rank for needed in row.needs]
    assert not row.needs or any(of_one_day), "of one day, the ground is folded first"


def test_a_saying_means_one_kind() -> None:
    meant = {saying: parse_kind(saying) for row in TABLE.values() for saying in row.sayings}
    said = [(saying, kind) for kind, row in TABLE.items() for saying in row.sayings]

    assert len(meant) == len(said)
    assert [(saying, kind) for saying, kind in said if meant[saying] is not kind] == []


def test_our_plans_and_asides_are_not_public() -> None:
    assert not {Kind.NOTE, Kind.CONTACT, Kind.ITEM, Kind.MANUAL_DEADLINE} & set(PUBLIC)
    assert not {Kind.APPEAL_WAIVED, Kind.SUIT_WAIVED, Kind.CLOSED_BY_US} & set(PUBLIC)


def test_no_second_table_of_words_for_kinds_is_begun() -> None:
    """A dict with a dozen kinds as keys and words as values belongs into the table."""
    others = [p for p in BOT.rglob("*.py") if p.name not in {"event_table.py", "kinds.py"}]
    found = [
        f"{path.name}:{node.lineno}"
        for path in others
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Dict) and _is_of_words(node)
    ]
    assert found == []


def _is_of_words(node: ast.Dict) -> bool:
    kinds = [
        key
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Attribute)
        and isinstance(key.value, ast.Name)
        and key.value.id == "Kind"
        and isinstance(value, ast.Constant)
    ]
    return len(kinds) >= 12
