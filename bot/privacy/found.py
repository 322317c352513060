"""What a detector finds: a stretch of plain text and its class; and the tokens that hide it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The classes of personal data. The value is what a reader sees between brackets."""

    A_NUMBER = "A-number"
    SSN = "SSN"
    RECEIPT = "receipt number"
    PASSPORT = "passport"
    ID_NUMBER = "ID number"
    BIRTH = "date of birth"
    PHONE = "phone"
    EMAIL = "e-mail"
    ADDRESS = "address"
    ACCOUNT = "account number"
    NAME = "name"
    FACT = "personal fact"

    @property
    def token(self) -> str:
        """The mask: names the class only, never length, digits or a hash of the value."""
        return f"[{self.value}]"


STRONG = frozenset({Kind.A_NUMBER, Kind.SSN, Kind.RECEIPT, Kind.PASSPORT})
TOKENS = re.compile(r"\[(?:" + "|".join(re.escape(kind.value) for kind in Kind) + r")\]")


class Found(NamedTuple):
    """A stretch [start, end) of the plain text that must not be shown."""

    start: int
    end: int
    kind: Kind
