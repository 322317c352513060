"""Five hundred messages in the structures of mail programs: each visible sentence is read once."""

from __future__ import annotations

import io

import pytest

from index.extract import mail
from index.extract.jobs import Job
from index.pages import Page
from tests.index.extract.mailers import Made, made

pytestmark = pytest.mark.slow

SEEDS = 500
_BROKEN = ("Ã", "â€", "Â", "\ufffd", "[withheld", "<p", "<div")


def text_of(data: bytes) -> str:
    """The words of a message, read in this process: it is our own."""
    found = mail.read(io.BytesIO(data), Job("eml", "a.eml"))
    return " ".join(" ".join(one.text for one in found if isinstance(one, Page)).split())


def faults(one: Made, twin: str) -> list[str]:
    """What is wrong with how the message is read."""
    text = text_of(one.data)
    wrong = [f"{text.count(said)} times: {said}" for said in one.said if text.count(said) != 1]
    wrong += [f"{sign!r} stands in it" for sign in _BROKEN if sign in text]
    return wrong + (["its twin in UTF-8 reads otherwise"] if text != twin else [])


@pytest.mark.parametrize("start", range(0, SEEDS, 50))
def test_every_visible_sentence_is_read_once_as_in_its_twin(start: int) -> None:
    wrong = {}
    for seed in range(start, start + 50):
        one = made(seed)
        if found := faults(one, text_of(made(seed, charset="utf-8").data)):
            wrong[seed, one.by] = found

    assert wrong == {}
