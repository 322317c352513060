"""Which reader a file wants: by its first bytes and by its name, and both must agree."""

from __future__ import annotations

import re
from pathlib import PurePath

from index.pages import FilingError

# Name endings that are taken, and the kind each one promises.
BY_NAME = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".doc": "doc",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".pptx": "pptx",
    ".pptm": "pptx",
    ".ppsx": "pptx",
    ".odt": "odf",
    ".ott": "odf",
    ".ods": "odf",
    ".odp": "odf",
    ".csv": "csv",
    ".tsv": "csv",
    ".eml": "eml",
    ".emlx": "eml",
    ".mbox": "eml",
    ".mht": "eml",
    ".mhtml": "eml",
    ".ics": "txt",
    ".p7m": "p7m",
    ".msg": "msg",
    ".html": "html",
    ".htm": "html",
    ".rtf": "rtf",
    ".txt": "txt",
    ".text": "txt",
    ".md": "txt",
    ".log": "txt",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".tif": "image",
    ".tiff": "image",
    ".gif": "image",
    ".bmp": "image",
    ".webp": "image",
    ".zip": "zip",
}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odf": "application/vnd.oasis.opendocument",
    "csv": "text/csv",
    "eml": "message/rfc822",
    "msg": "application/vnd.ms-outlook",
    "tnef": "application/ms-tnef",
    "p7m": "application/pkcs7-mime",
    "html": "text/html",
    "rtf": "application/rtf",
    "txt": "text/plain",
    "image": "image/*",
    "zip": "application/zip",
}
_KNOWN_STRANGERS = {
    ".wpd": "a WordPerfect document",
    ".xls": "an old Excel workbook",
    ".ppt": "an old PowerPoint file",
    ".heic": "an iPhone picture (HEIC)",
    ".json": "a data file (JSON)",
    ".xml": "a data file (XML)",
    ".7z": "a 7-Zip archive",
    ".rar": "a RAR archive",
    ".gz": "a gzip archive",
    ".tar": "a tar archive",
    ".pst": "an Outlook mailbox",
    ".mp3": "a sound file",
    ".mp4": "a film",
    ".exe": "a program",
}
_MAGIC = (
    (b"PK\x03\x04", "zipped"),
    (b"PK\x05\x06", "zipped"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"GIF8", "image"),
    (b"BM", "bitmap"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
)
# What the first bytes may be for each kind that a name promises.
_FITS = {
    "docx": {"zipped"},
    "xlsx": {"zipped"},
    "pptx": {"zipped"},
    "odf": {"zipped"},
    "zip": {"zipped"},
    "doc": {"ole", "rtf", "html", "zipped"},
    "msg": {"ole"},
    "p7m": {"binary", "text", "mail"},
    "csv": {"text"},
    "eml": {"text", "mail", "html"},
    "html": {"text", "html"},
    "txt": {"text", "html", "mail"},
}
# A name that promises one kind, bytes that are another which we can read all the same.
_READ_AS = {("doc", "rtf"): "rtf", ("doc", "html"): "html", ("doc", "zipped"): "docx"}
_CALLED = {
    "zipped": "a ZIP archive or an office file",
    "ole": "an old Office or Outlook file",
    "image": "a picture",
    "tnef": "Outlook's wrapper of a message",
    "pdf": "a PDF",
    "rtf": "an RTF text",
    "html": "a web page",
    "mail": "an e-mail",
    "text": "plain text",
    "binary": "no document that is known here",
    "program": "a program",
}
_MAIL = re.compile(
    rb"(?i)\A(?:\xef\xbb\xbf)?\s*(?:\d+[ \t]*\r?\n|From [^\n]+\n)?"
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:from|received|subject|date):"
)
_MARKUP = re.compile(rb"(?i)<!doctype html|<html|<head|<body")
_TAKEN = (
    "PDF, DOCX, DOC, PPTX, XLSX, ODT, ODS, ODP, CSV, EML, MSG, MBOX, HTML, RTF, TXT, pictures"
    " and ZIP"
)
_LOCKABLE = {"docx", "xlsx", "pptx"}
HEAD = 4096


def content_of(head: bytes) -> str:
    """Tell what the first bytes of a file say that it is."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return _picture(head) if kind == "bitmap" else kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    if _is_binary(head):
        return "binary"
    if _MARKUP.search(head[:1024]):
        return "html"
    return "mail" if _MAIL.match(head) else "text"


def _picture(head: bytes) -> str:
    """BM begins a bitmap, and also many a word."""
    return "image" if head[6:10] == b"\0\0\0\0" else "text"


def _is_binary(head: bytes) -> bool:
    zeros = head.count(0)
    if zeros > len(head) * 0.3 and (head[1::2].count(0) == zeros or head[::2].count(0) == zeros):
        return False  # UTF-16 without its mark
    control = sum(head.count(code) for code in range(9)) + zeros
    return control > len(head) * 0.02


def kind_of(name: str, head: bytes) -> str:
    """Tell the kind of a file of this name that begins so; refuse what has no reader."""
    suffix = PurePath(name).suffix.lower()
    content = content_of(head)
    promised = BY_NAME.get(suffix)
    if promised is None:
        return _unnamed(suffix, content)
    fits = _FITS.get(promised, {promised})
    if content == "ole" and promised in _LOCKABLE:
        raise FilingError(
            f"This {suffix} file is locked with a password, or of an older kind than its name says."
            " Open it, save it anew without a password, and add that."
        )
    if content not in fits:
        raise FilingError(
            f"This file is named {suffix} but is {_CALLED[content]}."
            " Give it the right ending, or get it again, and add that."
        )
    return _READ_AS.get((promised, content), promised)


def _unnamed(suffix: str, content: str) -> str:
    """Give a file without a known ending is taken only where its bytes leave no doubt."""
    if suffix in _KNOWN_STRANGERS:
        what = _KNOWN_STRANGERS[suffix]
    elif content in {"pdf", "rtf", "image", "html", "tnef"}:
        return content
    elif content == "mail":
        return "eml"
    elif content == "text" and not suffix:
        return "txt"
    else:
        what = f"of a type ({suffix})" if suffix else _CALLED[content]
    raise FilingError(
        f"This file is {what}, for which there is no reader. Taken are {_TAKEN}:"
        " save it as PDF and add that."
    )
