"""How much a file may ask of this machine."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost; every number is an upper bound."""

    file_bytes: int = 50 * MEGABYTE
    pages: int = 2000
    text_chars: int = 20 * MEGABYTE
    page_chars: int = 200_000  # a page of print has 5,000
    unpacked_bytes: int = 100 * MEGABYTE  # archives, office files and attachments, opened
    ratio: int = 100  # unpacked to packed, a member over a megabyte
    members: int = 200
    depth: int = 1  # an archive in an archive is refused
    cpu_seconds: int = 20  # a page, or a file that has no pages
    wall_seconds: float = 30.0  # without a page being finished
    ocr_seconds: float = 30.0  # a page
    memory_bytes: int = 512 * MEGABYTE  # address space, libraries included
    overruns: int = 3  # pages that may take too long before the file is given up


DEFAULT = Limits()
