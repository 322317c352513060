"""Queries and commands at the command line: the parser made from their fields, one registry."""

from __future__ import annotations

import gc
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bot.frozen import Field
from bot.registry import Spec, everything, typed_fields

if TYPE_CHECKING:
    from bot.registry import Operation
    from bot.registry.utterance import Utterance


def add_all(add: Callable[..., Any]) -> None:
    """Add a command for each query and command that the command line takes as it is."""
    for spec in everything():
        if spec.at_cli:
            _add(add(spec.name, _runs(spec), spec.summary), spec)


def _add(command: Any, spec: Spec) -> None:
    free = [one for one in typed_fields(spec.kind) if not {"inner", "flag"} & one.metadata.keys()]
    if free:
        needed = any(one.metadata.get("needed") for one in free)
        command.add_argument("words", nargs="+" if needed else "*")
    for one in typed_fields(spec.kind):
        if "flag" in one.metadata:
            how = {key: held for key, held in one.metadata.items() if key != "flag"}
            command.add_argument(one.metadata["flag"], dest=one.name, default=_default(one), **how)


def _runs(spec: Spec) -> Callable[[Namespace], int]:
    def run(given: Namespace) -> int:
        from dataclasses import replace

        from bot.registry import utterance

        words = " ".join(getattr(given, "words", ()))
        said = replace(utterance.of_words(spec.name), words=words, line=f"{spec.name} {words}")
        return say(given, said, _options(spec, given), fresh=spec.name == "ask")

    return run


def _default(one: Field) -> str:
    return str(one.default or "")


def _options(spec: Spec, given: Namespace) -> dict[str, str]:
    """Return what was given beside the words; what is as by default says nothing."""
    flags = [one for one in typed_fields(spec.kind) if "flag" in one.metadata]
    said = {one.name: str(getattr(given, one.name)) for one in flags}
    options = {one.name: said[one.name] for one in flags if said[one.name] != _default(one)}
    if getattr(given, "json", False) and any(
        one.name == "every" for one in typed_fields(spec.kind)
    ):
        options["every"] = "yes"
    return options


def say(
    given: Namespace,
    said: Utterance | Operation | str,
    options: dict[str, str] | None = None,
    *,
    searching: bool = False,
    fresh: bool = False,
) -> int:
    """Say something as the operator and print what comes back; options complete it."""
    from dataclasses import replace

    from bot.cli.desk import desk_of
    from bot.cli.output import show
    from bot.dispatch import dispatch

    gc.disable()  # what one answer loads is kept to its end: looking through it finds nothing
    desk = desk_of(given)
    try:
        if searching or fresh:
            desk.library.freshen()
        ask = replace(desk.operator(), form=options or None, searching=searching)
        return show(given, dispatch.perform(desk, ask, said))
    finally:
        desk.close()
        gc.enable()
