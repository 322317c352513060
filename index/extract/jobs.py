"""What a reader is asked to do with one file."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.extract.limits import DEFAULT, Limits


@dataclass(frozen=True, slots=True)
class Job:
    """`skip` are pages already held; `only`, where given, are the pages to recognise."""

    kind: str
    name: str = ""
    limits: Limits = field(default=DEFAULT)
    skip: frozenset[int] = frozenset()
    only: tuple[int, ...] = ()
    ocr: bool = True
    depth: int = 0  # how many archives this file lay in

    @property
    def seconds(self) -> int:
        """The processor time of one step."""
        return int(self.limits.ocr_seconds) if self.only else self.limits.cpu_seconds
