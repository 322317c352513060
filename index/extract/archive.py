"""ZIP archives, and the ZIP inside every office file: opened within limits or refused."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as zlib_error

from index.extract.frames import Count, Facts, Frame, Part
from index.extract.jobs import Job
from index.extract.limits import MEGABYTE, Limits
from index.pages import FilingError

_LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")
_ENCRYPTED = 1
_ENTITIES = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


def read(file: BinaryIO, job: Job) -> Iterator[Frame]:
    """Give the members of an archive as filings of their own."""
    if job.depth >= job.limits.depth:
        raise FilingError("This is an archive inside an archive. Unpack it and add what is in it.")
    with opened(file, job.limits, members=job.limits.members) as archive:
        _refuse_names(archive.infolist())
        yield Count(0)
        found = False
        for info in archive.infolist():
            if info.is_dir() or _LITTER.search(info.filename):
                continue
            found = True
            yield Part(info.filename, member(archive, info, job.limits))
        if not found:
            raise FilingError("This archive is empty.")
    yield Facts()


def opened(file: BinaryIO, limits: Limits, *, members: int) -> ZipFile:
    """Give the archive, after a look at what it promises to unpack to."""
    try:
        archive = ZipFile(file)
    except (BadZipFile, NotImplementedError, ValueError) as error:
        raise FilingError(
            "This file is damaged or cut off: its list of contents is missing."
            " Get it again and add it."
        ) from error
    infos = archive.infolist()
    if len(infos) > members:
        raise FilingError(
            f"This archive has {len(infos):,} members; the limit is {members:,}."
            " Unpack it and add the folder."
        )
    for info in infos:
        _refuse_member(info, limits)
    if sum(info.file_size for info in infos) > limits.unpacked_bytes:
        raise FilingError(
            f"This archive unpacks to more than {limits.unpacked_bytes // MEGABYTE} megabytes."
            " Unpack it and add the folder."
        )
    return archive


def _refuse_member(info: ZipInfo, limits: Limits) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise FilingError("This archive is locked with a password. Unpack it and add the folder.")
    if info.file_size > MEGABYTE and info.file_size > limits.ratio * max(info.compress_size, 1):
        raise FilingError(
            f"A member of this archive unpacks to more than {limits.ratio} times its size,"
            " as only traps do. It is not opened."
        )


def _refuse_names(infos: list[ZipInfo]) -> None:
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        if stat.S_ISLNK(info.external_attr >> 16):
            raise FilingError("This archive holds a link to another place. It is not opened.")
        if _leaves_its_folder(name):
            raise FilingError(
                "A member of this archive is named to land elsewhere. It is not opened."
            )
        if name.casefold() in seen:
            raise FilingError("Two members of this archive have the same name. It is not opened.")
        seen.add(name.casefold())


def _leaves_its_folder(name: str) -> bool:
    parts = re.split(r"[/\\]", name)
    return not parts[0] or ".." in parts or ":" in parts[0] or "\\" in name


def member(archive: ZipFile, info: ZipInfo | str, limits: Limits) -> bytes:
    """Give the bytes of a member; a member that is longer than it says is refused."""
    if isinstance(info, str):
        info = archive.getinfo(info)
    try:
        with archive.open(info) as stream:
            data = stream.read(min(info.file_size, limits.unpacked_bytes) + 1)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib_error) as error:
        raise FilingError(
            "A member of this archive is damaged. Get it again and add it."
        ) from error
    if len(data) > info.file_size:
        raise FilingError("A member of this archive is longer than it says. It is not opened.")
    return data


def refuse_entities(archive: ZipFile, limits: Limits) -> None:
    """Office files need no entities; a file that has them is a trap."""
    for info in archive.infolist():
        if not info.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        data = member(archive, info, limits)
        if any(word in data for word in _ENTITIES):
            raise FilingError("This file defines XML entities, as only traps do. It is not opened.")
