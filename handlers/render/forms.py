"""Forms: a FormAnswer as a modal, what was filled in as fields, and faults shown at the field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from bot.answers.values import FieldSpec, FormAnswer, Notice
from handlers.render import blocks, elements, limits
from handlers.render.elements import Block, Element, Sealer

CALLBACK = "form"
ACTION = "value"
LINE_CHARACTERS = 300
LONG_CHARACTERS = 3000
MARK = "yes"


class AskedFrom(Protocol):
    """Where a form was asked for."""

    @property
    def channel(self) -> str:
        """Return the channel's id."""

    @property
    def response_url(self) -> str:
        """Return where a late answer goes."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a modal carries, closed: what it completes, and where it was asked for."""

    says: str
    channel: str = ""
    response_url: str = ""
    extra: str = ""


def modal(
    answer: FormAnswer, *, seal: Sealer, said: AskedFrom, callback: str = CALLBACK
) -> dict[str, Any]:
    """Return the modal of a form. Titles are short on Slack: the whole one stands inside."""
    carried = Carried(answer.sealed, said.channel, said.response_url)
    return view(answer, metadata=close(carried, seal), callback=callback)


def view(answer: FormAnswer, *, metadata: str, callback: str = CALLBACK) -> dict[str, Any]:
    """Return a form as Slack's view, checked."""
    title = elements.one_line(answer.title, 500)
    body = [_input(spec) for spec in answer.fields]
    if len(title) > limits.VIEW_TITLE_CHARACTERS:
        body.insert(0, elements.lines([elements.bold(title)]))
    return blocks.checked_view(
        {
            "type": "modal",
            "callback_id": callback,
            "title": elements.plain(elements.cut(title, 24), limits.VIEW_TITLE_CHARACTERS),
            "submit": elements.plain(answer.submit, limits.VIEW_TITLE_CHARACTERS),
            "close": elements.plain("Cancel", limits.VIEW_TITLE_CHARACTERS),
            "private_metadata": metadata,
            "blocks": body[: limits.VIEW_BLOCKS],
        }
    )


def close(carried: Carried, seal: Sealer) -> str:
    """Return what the modal carries as an opaque value."""
    return seal.close(
        json.dumps([carried.says, carried.channel, carried.response_url, carried.extra])
    )


def open_(value: str, seal: Sealer) -> Carried | None:
    """Return what a modal carried, or None for a value that is not ours."""
    line = seal.open(value)
    if line is None:
        return None
    try:
        return Carried(*json.loads(line))
    except (ValueError, TypeError):
        return None


def _input(spec: FieldSpec) -> Block:
    block: Block = {
        "type": "input",
        "block_id": spec.name,
        "optional": spec.optional or spec.kind == "check",
        "label": elements.plain(elements.one_line(spec.label, 200), 200),
        "element": _element(spec) | {"action_id": ACTION},
    }
    if spec.hint:
        block["hint"] = elements.plain(elements.one_line(spec.hint, 300), 300)
    return block


def _element(spec: FieldSpec) -> Element:
    if spec.kind == "date":
        return {"type": "datepicker"} | ({"initial_date": spec.value} if spec.value else {})
    if spec.kind == "check":
        return _box(spec)
    if spec.kind in {"choice", "choices"} and (options := _options(spec)):
        return _select(spec, options)
    long = spec.kind == "lines"
    most = LONG_CHARACTERS if long else LINE_CHARACTERS
    written: Element = {"initial_value": elements.cut(spec.value, most)} if spec.value else {}
    return {"type": "plain_text_input", "multiline": long, "max_length": most} | written


def _box(spec: FieldSpec) -> Element:
    box = {"text": elements.plain(elements.one_line(spec.label, 70), 75), "value": MARK}
    ticked: Element = {"initial_options": [box]} if spec.value else {}
    return {"type": "checkboxes", "options": [box]} | ticked


def _options(spec: FieldSpec) -> list[Element]:
    return [
        {"text": elements.plain(elements.one_line(label or value, 75), 75), "value": value}
        for value, label in spec.options
        if 0 < len(value) <= limits.OPTION_VALUE_CHARACTERS
    ][: limits.OPTIONS]


def _select(spec: FieldSpec, options: list[Element]) -> Element:
    chosen = set(spec.value.split(",")) if spec.kind == "choices" else {spec.value}
    initial = [option for option in options if option["value"] in chosen]
    if spec.kind == "choices":
        several: Element = {"type": "multi_static_select", "options": options}
        return several | ({"initial_options": initial} if initial else {})
    one: Element = {"type": "static_select", "options": options}
    return one | ({"initial_option": initial[0]} if initial else {})


def filled(state: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of a submitted modal as words: several choices with commas between."""
    return {
        name: _value(next(iter(actions.values()), {}))
        for name, actions in (state.get("values") or {}).items()
    }


def _value(element: Mapping[str, Any]) -> str:
    if element.get("selected_option"):
        return str(element["selected_option"]["value"])
    if "selected_options" in element:
        return ",".join(option["value"] for option in element["selected_options"] or ())
    if element.get("type") == "datepicker":
        return str(element.get("selected_date") or "")
    return elements.clean(str(element.get("value") or "")).strip()


def date_faults(state: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with dates before anything is asked of the store."""
    faults: dict[str, str] = {}
    for name, actions in (state.get("values") or {}).items():
        element: Mapping[str, Any] = next(iter(actions.values()), {})
        if element.get("type") == "datepicker" and (chosen := element.get("selected_date")):
            try:
                date.fromisoformat(chosen)
            except ValueError:
                faults[name] = "This is no date. Pick one from the calendar."
    return faults


def faults_of(
    notice: Notice, fields: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, str]:
    """Put a refusal at the field that it speaks of; at the first where it names none."""
    words = " ".join((notice.title, *notice.lines))
    folded = words.casefold()
    named = [name for name, value in fields.items() if _is_quoted(value, folded)]
    named += [name for name, label in labels.items() if label.casefold() in folded]
    return {(named or list(fields) or ["form"])[0]: elements.cut(words, 300)}


def _is_quoted(value: str, words: str) -> bool:
    """Say whether a refusal speaks of what was typed, or of a part of it ("name/AGENCY")."""
    parts = [part.strip() for part in value.casefold().split("/")]
    return any(len(part) > 2 and part in words for part in parts)  # noqa: PLR2004 - no short words


def labels_of(shown: Mapping[str, Any]) -> dict[str, str]:
    """Return the labels of a view's fields."""
    return {
        block["block_id"]: block["label"]["text"]
        for block in shown.get("blocks", ())
        if block.get("type") == "input"
    }
