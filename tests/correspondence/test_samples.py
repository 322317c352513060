"""What our own letters, in the words that agencies use, do and say."""

from __future__ import annotations

from typing import Any

from bot.correspondence.reader import Letter, read_letter
from tests.correspondence.sample_letters import SAMPLES, SHORT
from tests.support.cases import each


def said(letter: Letter) -> dict[str, Any]:
    counts = {name.rpartition("_")[2]: count.number for name, count in letter.counts.items()}

    def value(reading: Any) -> Any:
        return reading.value if reading else None

    return {
        "letter_date": value(letter.letter_date),
        "received": value(letter.received or letter.appeal_received),
        "numbers": [number.value for number in letter.numbers],
        "known": letter.known_agency,
        "extension_days": letter.extension_days.number if letter.extension_days else None,
        "appeal_days": letter.appeal_days.number if letter.appeal_days else None,
        "reply_days": letter.reply_days.number if letter.reply_days else None,
        "reply_unit": letter.reply_days.unit if letter.reply_days else None,
        "fee": value(letter.fee),
        "exemptions": [one.value for one in letter.exemptions],
        "referred": letter.referred_to,
        **{name: counts.get(name) for name in ("reviewed", "full", "part", "withheld")},
    }


@each(("types", "expected", "text"), [s[1:] for s in SAMPLES])
def test_a_letter_is_read(types: set[str], expected: dict[str, Any], text: str) -> None:
    letter = read_letter(text)
    got, found = {type_.value for type_ in letter.types}, said(letter)

    assert got <= types if expected.get("any") else got == types
    assert {name: found[name] for name in expected if name != "any"} == {
        name: value for name, value in expected.items() if name != "any"
    }
    for name in ("reply_days", "fee", "appeal_days"):
        assert name in expected or found[name] is None


@each(("kind", "expected", "text"), [s[1:] for s in SHORT])
def test_a_short_mail_is_read(kind: str, expected: dict[str, Any], text: str) -> None:
    letter = read_letter(text)
    found = said(letter)

    assert {type_.value for type_ in letter.types} == {kind}
    assert {name: found[name] for name in expected} == expected
