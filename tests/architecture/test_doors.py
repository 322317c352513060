"""What no module may do, over all of them: circles, reaching upward, reading text where none is."""

from __future__ import annotations

import ast
import re
import tomllib

import pytest

from tests.architecture import imports
from tests.architecture.imports import ROOT, circles, graph, modules, outside, room, rooms, tree

pytestmark = pytest.mark.slow

# Below `language` no line of a person is taken apart. These use patterns, each on other matter.
MATTER = {
    "bot.answers.wording": "the code of a local body, US-NY-NYPD",
    "bot.commands.identifiers": "an id as Slack writes it, <@U123|name>",
    "bot.documents.filing_kind": "the pages of a filing: who wrote it",
    "bot.documents.masking": "the words of a page",
    "bot.documents.searching": "a query of the search, which is words",
    "bot.documents.voices": "the pages of a filing: whose words they are",
    "bot.queries.drafts": "the blanks of a template of ours",
    "bot.queries.letters": "the name of a filing",
    "bot.queries.withholding": "the pages of a letter",
    "bot.reminders.sweep_context": "ids of Slack in our settings",
    "bot.store.local_names": "the shorter names of bodies on file",
    "bot.store.name_lookup": "which numbers and names on file words hold; language asks it",
    "bot.store.references": "references of ours, #r3 or #c5",
    "bot.store.requests": "names and numbers as look-ups compare them, and references of ours",
    "bot.store.vault": "a fresh key",
}
BELOW = ("bot.commands", "bot.queries", "bot.invocation", "bot.documents", "bot.reminders",
         "bot.registry", "bot.store", "bot.answers")  # fmt: skip
TAKES_APART = {"re", "shlex", "argparse"}


def below() -> list[str]:
    return [name for name in modules() if room(name) in BELOW]


def test_no_module_reaches_itself() -> None:
    assert circles(graph()) == []


@pytest.mark.parametrize("types", [False, True])
def test_no_room_reaches_itself(types: bool) -> None:
    """Not even by what only a type checker imports."""
    assert circles(rooms(graph(types=types))) == []


def test_nothing_reaches_upward() -> None:
    """Rooms lie in an order in which each imports only what lies below."""
    links, placed = dict(rooms(graph())), set[str]()
    while links:
        free = {name for name, used in links.items() if used <= placed}
        assert free, f"no order for {sorted(links)}"
        placed |= free
        links = {name: used for name, used in links.items() if name not in free}


def test_every_room_of_bot_has_its_place_in_the_layers() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(one["layers"] for one in told["contracts"] if one["type"] == "layers")
    placed = {name.strip() for layer in layers for name in layer.split("|")}
    held = {name.split(".")[1] for name in modules() if name.count(".") > 1 and name[:4] == "bot."}

    assert held - placed == set()


def test_below_language_nothing_takes_text_apart() -> None:
    found = {name for name in below() if outside(name) & TAKES_APART}

    assert found == set(MATTER), "read a line in bot.language, or argue the pattern above"


def test_below_language_nobody_knows_language_or_looks_into_what_was_typed() -> None:
    for name in below():
        assert not [one for one in graph(types=True)[name] if one.startswith("bot.language")], name
        typed = {
            node.attr
            for node in ast.walk(tree(name))
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "ask"
        }
        assert typed & {"words", "form"} == set(), name


def test_no_query_or_command_carries_a_line() -> None:
    for name in (one for one in modules() if one.endswith(("queries", "commands"))):
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                assert node.target.id not in {"line", "text_line", "raw"}, node.lineno


def test_every_select_is_in_the_store() -> None:
    found = [name for name in modules() if room(name) != "bot.store" and _selects(name)]

    assert found == []


def _selects(name: str) -> bool:
    return any(one.split(".")[0] == "sqlalchemy" for one in imports.outside(name))


# -- Words ---------------------------------------------------------------------------------------


def twice() -> dict[str, set[str]]:
    """Return the public class names that stand in several rooms."""
    found: dict[str, set[str]] = {}
    for name in modules():
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, set()).add(name)
    return {noun: where for noun, where in found.items() if len(where) > 1}


def test_a_noun_with_two_meanings_is_in_the_glossary_and_no_other() -> None:
    glossary = (ROOT / "bot" / "GLOSSARY.md").read_text()
    listed = set(re.findall(r"^\| `(\w+)` \|", glossary, re.MULTILINE))

    assert set(twice()) - listed == set(), "name it otherwise, or list both meanings"
    assert listed - set(twice()) == set(), "these mean one thing now: take them off the list"


# -- Length --------------------------------------------------------------------------------------

LONGEST, MEDIAN = 40, 8


def lengths() -> dict[str, int]:
    """Return how many lines each function has below its signature and docstring."""
    found = {}
    for name in modules():
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                said = ast.get_docstring(node) is not None
                body = node.body[1:] if said else node.body
                size = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
                found[f"{name}:{node.name}:{node.lineno}"] = size
    return {
        name: size for name, size in found.items() if ".migrations.versions." not in name
    }  # generated


def test_functions_are_short() -> None:
    sizes = lengths()
    half = sorted(sizes.values())[len(sizes) // 2]

    assert half <= MEDIAN
    assert {name: size for name, size in sizes.items() if size > LONGEST} == {}
