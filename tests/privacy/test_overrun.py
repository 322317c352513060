"""What took too long is withheld; but one pause of the process withholds no short text."""

from collections.abc import Iterator
from itertools import chain, repeat

import pytest

from bot.privacy import mask as masking


def _slow(monkeypatch: pytest.MonkeyPatch, times: Iterator[bool]) -> None:
    honest = masking._detect

    def detect(*arguments: object) -> object:
        if next(times):
            raise masking._Overrun
        return honest(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(masking, "_detect", detect)


def test_a_short_text_is_tried_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    _slow(monkeypatch, chain([True], repeat(False)))

    assert masking.mask("The office answered on March 3.").text == "The office answered on March 3."


def test_a_short_text_that_is_slow_twice_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    _slow(monkeypatch, repeat(True))

    assert masking.mask("The office answered on March 3.").withheld


def test_a_long_text_is_withheld_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    _slow(monkeypatch, chain([True], repeat(False)))

    assert masking.mask("The office answered on March 3. " * 200).withheld
