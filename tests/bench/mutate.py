"""Seeded mutants: small faults put into the code one at a time, and whether the tests notice.

    python -m tests.bench.mutate [--seed N] [--mutants 60] [--skip 0] [--seconds 600] [--only ROOM]

Each mutant changes one expression of one module in a copy of the tree and runs the tests that
name the module, then those of the room, with `-x`. Prints each one that lives, with its place, so
that a person can say whether it matters. Time is of the processor, so a loaded machine says the
same: a process that spends more is stopped, which the tests show as a failure ("killed"). One that
only waits is stopped after ten times as long, and told apart ("no end").
"""

from __future__ import annotations

import argparse
import ast
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = {
    "bot/law": ["tests/law", "tests/commands"],
    "bot/dispatch": ["tests/dispatch", "tests/wiring", "tests/privacy", "tests/flows"],
    "bot/privacy": ["tests/privacy", "tests/documents"],
    "bot/reminders": ["tests/reminders", "tests/flows"],
    "bot/store": ["tests/store", "tests/commands", "tests/wiring", "tests/documents"],
}
NEAR = 12  # files of tests: more are as slow as the room's
_SWAPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One fault: where, which node of that module, and what becomes of it."""

    path: str
    node: int
    line: int
    what: str


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield every fault that could be put into a module; annotations and docstrings are spared."""
    name = path.relative_to(ROOT).as_posix()
    for number, node in enumerate(ast.walk(ast.parse(path.read_text("utf-8")))):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Compare) and type(node.ops[0]) in _SWAPS:
            yield Mutant(name, number, line, "comparison turned")
        elif isinstance(node, ast.BoolOp):
            yield Mutant(name, number, line, "and/or swapped")
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield Mutant(name, number, line, "not dropped")
        elif isinstance(node, ast.If):
            yield Mutant(name, number, line, "condition never true")
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
            yield Mutant(name, number, line, "plus/minus swapped")
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            yield Mutant(name, number, line, "number plus one")


def apply(mutant: Mutant, root: Path) -> None:
    """Write the module with the fault into a copy of the tree."""
    path = root / mutant.path
    tree = ast.parse(path.read_text("utf-8"))
    node = list(ast.walk(tree))[mutant.node]
    if isinstance(node, ast.Compare):
        node.ops[0] = _SWAPS[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.UnaryOp):
        node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
    elif isinstance(node, ast.If):
        node.test = ast.Constant(False)
    elif isinstance(node, ast.BinOp):
        node.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        node.value += 1
    path.write_text(ast.unparse(ast.fix_missing_locations(tree)), "utf-8")


def outcome(mutant: Mutant, root: Path, seconds: int) -> str:
    """Run the tests that name the module, then the room's: "killed", "LIVES" or "no end"."""
    room = "/".join(mutant.path.split("/")[:2])
    near = _naming(mutant.path, root)
    if near and (said := _run(near, root, seconds)) != "LIVES":
        return said
    return _run([name for name in TESTS[room] if (root / name).exists()], root, seconds)


def _naming(path: str, root: Path) -> list[str]:
    """Give the files of tests that name the module: they are asked first, being the fewest."""
    package, module = path.removesuffix(".py").replace("/", ".").rsplit(".", 1)
    names = re.compile(
        rf"{re.escape(package)}\.{module}\b|from {re.escape(package)} import [^\n]*\b{module}\b"
    )
    tests = [one for one in (root / "tests").rglob("test_*.py") if names.search(one.read_text())]
    home = f"tests/{path.split('/')[1]}/"
    found = sorted((str(one.relative_to(root)) for one in tests), key=lambda one: home not in one)
    return found[:NEAR]


def _run(tests: Sequence[str], root: Path, seconds: int) -> str:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider",
               "-p", "no:randomly", "-m", "not heavy", "-n", "auto", *tests]  # fmt: skip
    try:
        done = subprocess.run(
            command, check=False, cwd=root, capture_output=True, timeout=10 * seconds,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds)),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "no end"  # it waits for something: a person decides
    return "killed" if done.returncode else "LIVES"


def drawn(seed: int, count: int, only: str) -> list[Mutant]:
    """Draw mutants, as many from each room; the same seed draws the same ones of the same code."""
    chance = random.Random(seed)
    rooms = [room for room in TESTS if only in room and (ROOT / room).exists()]
    found: list[Mutant] = []
    for room in rooms:
        every = [one for path in sorted((ROOT / room).rglob("*.py"))
                 if "migrations" not in path.parts for one in mutants_of(path)]  # fmt: skip
        found += chance.sample(every, min(len(every), -(-count // len(rooms))))
    return found[:count]


def main() -> int:
    """Plant, test and report; the exit code says nothing about the share killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutants", type=int, default=60)
    parser.add_argument("--skip", type=int, default=0, help="of the drawn ones, those run before")
    parser.add_argument("--seconds", type=int, default=600, help="of the processor, a process")
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    seen: Counter[str] = Counter()
    for mutant in drawn(given.seed, given.mutants, given.only)[given.skip :]:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "tree"
            shutil.copytree(
                ROOT, root, ignore=shutil.ignore_patterns(".git", ".venv", ".*cache*", ".foia*")
            )
            apply(mutant, root)
            said = outcome(mutant, root, given.seconds)
        seen[said] += 1
        print(f"{said:7}", f"{mutant.path}:{mutant.line}", mutant.what, flush=True)
    print(f"{seen['killed']} of {seen.total()} killed, {seen['no end']} without an end in time, "
          f"seed {given.seed}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
