"""What of a page is looked for by which name: words to score, words to filter by, numbers."""

from __future__ import annotations

from index.pages import Entry
from index.terms import analysis

WITH_PLACES = ("text",)
COUNTED = ("text", "title", "codes")  # scored; the others only filter
LISTED = ("kind", "sender", "request", "exemption", "bates")


def terms_of(entry: Entry) -> dict[str, list[str]]:
    """Give the terms of a page by field, in their order, one a word."""
    numbers = [analysis.compact(number) for number in entry.numbers]
    bates = _bates_forms(entry.bates)
    exemptions = [analysis.compact(code) for code in entry.exemptions]
    named = list(analysis.exemption_codes(entry.text))
    title = analysis.terms(f"{entry.title} {entry.doc} {entry.sender}")
    return {
        "text": analysis.terms(entry.text),
        "title": title,
        "codes": [
            *analysis.codes(entry.text),
            *numbers,
            *bates,
            *exemptions,
            *analysis.initials(entry.text),
        ],
        "kind": [entry.kind.casefold()] if entry.kind else [],
        "sender": analysis.terms(entry.sender),
        "request": [slug.casefold() for slug in entry.requests],
        "exemption": list(dict.fromkeys([*exemptions, *named])),
        "bates": bates,
    }


def _bates_forms(bates: str) -> list[str]:
    return [analysis.compact(bates)] if bates else []


def numbers_of(entry: Entry) -> dict[str, int]:
    """Give the numbers that every page has."""
    return {
        "page": entry.id,
        "filing": entry.filing,
        "number": entry.number,
        "level": entry.level,
        "dated": entry.dated.toordinal() if entry.dated else 0,
    }
