"""What the doctor says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `fix` says in a sentence what to do where it is not well."""

    ok: bool
    what: str
    fix: str = ""
