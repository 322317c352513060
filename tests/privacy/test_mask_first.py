"""The promises that the store and the intake are written against."""

from collections.abc import Iterator

import pytest

from bot.privacy.mask import MASK_VERSION, Masked, mask
from bot.privacy.roster import Roster


@pytest.mark.parametrize(
    "written", ["A205113482", "A#205-113-482", "IOE-09-123-45678", "123-45-6789"]
)
def test_a_strong_identifier_becomes_a_token_that_names_its_class_only(written: str) -> None:
    masked = mask(f"see {written}.")

    assert not set(masked.text) & set("0123456789")
    assert [f"see {written}."[s.start : s.end] for s in masked.spans] == [written]


class _BrokenRoster(Roster):
    def find(self, text: str) -> Iterator[tuple[int, int]]:
        raise RuntimeError(text)


def test_a_fault_withholds_the_passage() -> None:
    masked = mask("Maria Lopez", roster=_BrokenRoster(b"key", {}))

    assert masked.withheld
    assert "Lopez" not in masked.text
    assert mask(masked.text) == Masked(masked.text)


def test_masking_masked_text_changes_nothing() -> None:
    once = mask("A205-113-482, 205113483 and 205113484")

    assert mask(once.text) == Masked(once.text)
    assert MASK_VERSION
