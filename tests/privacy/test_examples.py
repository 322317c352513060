"""Labelled examples: what must be hidden is, what must stay readable does."""

import importlib.util
from pathlib import Path
from typing import Any

from bot.privacy.mask import mask
from tests.support.cases import each

# Tests have no packages, so that none can shadow ours; the helper is loaded by its path.
_SPEC = importlib.util.spec_from_file_location(
    "privacy_examples", Path(__file__).with_name("examples.py")
)
assert _SPEC
assert _SPEC.loader
helper = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(helper)
ALL = helper.examples()
KINDS = sorted({example.kind for example in ALL} - {"readable"})


def test_there_are_at_least_three_hundred_examples() -> None:
    assert len(ALL) >= 300


@each("example", ALL)
def test_an_example_leaks_nothing_and_spoils_nothing(example: Any) -> None:
    masked = mask(example.text)

    assert helper.leaks(example, masked) == []
    assert helper.spoiled(example, masked) == []
    assert not masked.withheld


@each("example", ALL)
def test_masking_an_example_twice_is_masking_it_once(example: Any) -> None:
    once = mask(example.text)
    twice = mask(once.text)

    assert twice.text == once.text
    assert twice.spans == ()


@each("example", ALL)
def test_spans_are_ordered_apart_and_explain_the_text(example: Any) -> None:
    masked = mask(example.text)
    rebuilt, last = "", 0

    for span in masked.spans:
        assert last <= span.start < span.end
        rebuilt += example.text[last : span.start] + f"[{span.label}]"
        last = span.end

    assert rebuilt + example.text[last:] == masked.text


def test_a_leak_would_be_seen() -> None:
    example = helper.read("ssn: SSN ⟦123-45-6789⟧ ⟪kept⟫")

    assert helper.leaks(example, mask("nothing to hide here at all")) == ["123456789"]
