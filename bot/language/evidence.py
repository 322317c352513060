"""What people say when they mean a verb: patterns and their weights, one verb a paragraph.

Three tables by what the verb is about make one. Patterns are matched on a line that `reading.py`
has made plain: lower case, contractions written out, slips mended, and REQ, AGY, NUM, CODE, DAY in
place of requests, agencies, tracking numbers, exemption codes and days. Three points make a reading
sure; the same words may count for several.
"""
# ruff: noqa: E501 - a table

from __future__ import annotations

from bot.language.evidence_dates import DATES
from bot.language.evidence_papers import PAPERS
from bot.language.evidence_work import WORK

LETTER = (
    r"(?:request letter|original request|our (?:own )?(?:letter|request letter)|acknowledgment|ack letter|denial|determination|refusal|rejection|response letter|final response|final letter|"
    r"decision letter|extension letter|extension notice|fee letter|clarification letter|appeal letter|letter|correspondence|closure letter|glomar)"
)
DEADLINE = r"(?:deadlines?|dates?|due dates?|clocks?)"

# Whole words of the stems below, so that slips of them are mended, too.
FORMS = [
    "expedite",
    "expedited",
    "expediting",
    "expedition",
    "redacted",
    "redaction",
    "redactions",
    "rejected",
    "rejection",
    "refused",
    "refusal",
    "litigation",
    "litigate",
    "exhausted",
    "exhaustion",
    "acknowledged",
    "owned",
    "acknowledgment",
    "visualize",
]
EVIDENCE = DATES | PAPERS | WORK
