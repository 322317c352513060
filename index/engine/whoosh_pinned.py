"""Everything that is taken from Whoosh, in one place, with the assertion that it is the right one.

Whoosh 2.7.4 is frozen, and we read some of its insides (segments, term dictionary, commit), so
another version or a fork under the same import name must be refused at start-up.
"""

from __future__ import annotations

import warnings
from importlib import metadata

from index.engine.port import EngineError

with warnings.catch_warnings():
    # Whoosh is older than these warnings; they would be shown when it is first compiled.
    warnings.simplefilter("ignore")
    from whoosh import columns, fields, formats
    from whoosh.codec.whoosh3 import W3Codec, W3TermInfo
    from whoosh.filedb.filestore import FileStorage
    from whoosh.filedb.structfile import StructFile
    from whoosh.index import EmptyIndexError, FileIndex, LockError
    from whoosh.matching import ListMatcher
    from whoosh.reading import SegmentReader
    from whoosh.util.filelock import FileLock, try_for
    from whoosh.util.numeric import byte_to_length
    from whoosh.writing import SegmentWriter

__all__ = [
    "EmptyIndexError",
    "FileIndex",
    "FileLock",
    "FileStorage",
    "ListMatcher",
    "LockError",
    "SegmentReader",
    "SegmentWriter",
    "StructFile",
    "W3Codec",
    "W3TermInfo",
    "assert_pinned",
    "byte_to_length",
    "columns",
    "fields",
    "formats",
    "try_for",
]

PINNED = "2.7.4"
_RIVALS = ("whoosh-reloaded", "whoosh3", "whoosh-ng", "whoosh-novo", "whooshy", "whoosh-update")


def assert_pinned() -> None:
    """Refuse another Whoosh: forks share the import name, and some still find deleted pages."""
    found = {name: version for name in ("Whoosh", *_RIVALS) if (version := _version(name))}
    if found != {"Whoosh": PINNED}:
        listed = ", ".join(f"{name} {version}" for name, version in found.items()) or "none"
        raise EngineError(f"The index needs Whoosh {PINNED} and no fork of it; found {listed}.")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
