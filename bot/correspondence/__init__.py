"""A letter or mail becomes effects: segments, reading, matching, proposals.

`read_letter` is the way in. Nothing is recorded here; what is read is proposed to a person.
"""

from __future__ import annotations

from bot.correspondence.reader import Letter, read_letter

__all__ = ["Letter", "read_letter"]
