"""The import graph of the product, read from its source: every import, early, late or for types."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOTS = ("bot", "handlers", "index")
Graph = Mapping[str, frozenset[str]]


@cache
def modules() -> dict[str, Path]:
    """Return every module of the product with its file."""
    files = (path for root in ROOTS for path in sorted((ROOT / root).rglob("*.py")))
    return {_name(path): path for path in files}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(module: str) -> ast.Module:
    """Return a module as Python reads it."""
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


@cache
def graph(*, types: bool = False) -> Graph:
    """Return what imports what; with `types` also what only a type checker imports."""
    return {name: frozenset(_imported(name, types=types)) - {name} for name in modules()}


def _imported(module: str, *, types: bool) -> Iterator[str]:
    for node in _statements(tree(module), types=types):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules())
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found = inner if inner in modules() else node.module
                if found in modules():
                    yield found


def _statements(node: ast.AST, *, types: bool) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not types and isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _statements(child, types=types)


def rooms(links: Graph) -> Graph:
    """Return the same between rooms: `bot.law`, `handlers.render`, `index.query` ..."""
    found: dict[str, set[str]] = {}
    for name, used in links.items():
        found.setdefault(room(name), set()).update(room(one) for one in used)
    return {name: frozenset(used) - {name} for name, used in found.items()}


def room(module: str) -> str:
    """Return the room in which a module lies; a module beside the rooms is one by itself."""
    return ".".join(module.split(".")[:2])


def circles(links: Graph) -> list[list[str]]:
    """Return the sets of nodes that reach each other, each sorted (Tarjan's components)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        order[node] = low[node] = len(order)
        stack.append(node)
        for other in links[node]:
            if other not in order:
                visit(other)
            if other in stack:
                low[node] = min(low[node], low[other])
        if low[node] == order[node]:
            found.append(_unstacked(stack, node))

    for node in links:
        if node not in order:
            visit(node)
    return sorted(one for one in found if len(one) > 1)


def _unstacked(stack: list[str], node: str) -> list[str]:
    at = stack.index(node)
    circle = sorted(stack[at:])
    del stack[at:]
    return circle


def outside(module: str) -> set[str]:
    """Return the names of the modules outside of the product that one imports."""
    used: Iterable[ast.AST] = ast.walk(tree(module))
    plain = {alias.name for node in used if isinstance(node, ast.Import) for alias in node.names}
    return plain | {
        node.module
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ImportFrom) and node.module and node.module not in modules()
    }
