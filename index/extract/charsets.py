"""Bytes become letters: labels as browsers read them, contradictions settled by evidence.

[Encoding] is the WHATWG standard: mail and web pages that say ISO-8859-1 or US-ASCII are written
in windows-1252, GB2312 in GB18030, and so on; every browser and mail program reads them so.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Labels that mean another set than Python's codec of that name; the rest Python knows.
_LABELS = {
    "cp1252": "ascii us-ascii ansi_x3.4-1968 iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1"
    " cp819 iso-ir-100 windows-1252 x-cp1252 cp1252 ansi x-ansi",
    "gb18030": "gb2312 gb_2312 gb_2312-80 csgb2312 gbk x-gbk cp936 chinese euc-cn",
    "cp949": "ks_c_5601-1987 ks_c_5601-1989 ksc5601 euc-kr euc_kr korean windows-949",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j ms932",
    "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5 csbig5",
    "cp1254": "iso-8859-9 iso8859-9 latin5 windows-1254 x-cp1254",
    "cp874": "tis-620 iso-8859-11 iso8859-11 dos-874 windows-874",
    "utf-8": "utf8 utf-8 unicode-1-1-utf-8 x-unicode20utf8 unicode11utf8",
    "utf-7": "unicode-1-1-utf-7 utf-7 x-unicode-2-0-utf-7 utf7",
    "mac_roman": "macintosh mac x-mac-roman",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "iso-8859-8": "iso-8859-8-i logical",
    "iso2022_jp_ext": "iso-2022-jp csiso2022jp",
    "hz": "hz-gb-2312",
    "koi8_r": "koi koi8",
    "euc_jp": "x-euc-jp",
}
_MEANT = {label: name for name, labels in _LABELS.items() for label in labels.split()}
# Not of text at all, or of no use in mail: a label of these says nothing.
_NO_SET = frozenset({"base64", "hex", "rot13", "zlib", "bz2", "quopri", "uu", "idna", "punycode"})
_WIDE = frozenset({"utf-16", "utf-16le", "utf-16be", "utf-32", "utf-32le", "utf-32be", "ucs-2"})
_SEVEN = frozenset({"utf-7", "hz", "iso2022_jp_ext", "iso2022_kr"})  # letters written in ASCII
_SAMPLE = 2000
_MOSTLY = 0.3
_MANY = 3  # letters of several bytes that are valid UTF-8: no other set gives that by chance
_DECLARED = re.compile(
    rb"(?i)<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)"
)
# UTF-8 read as windows-1252 and written again: what its first bytes give, then what others give.
_GAPS = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
_HIGH = "".join(
    chr(byte) if byte in _GAPS else bytes([byte]).decode("cp1252") for byte in range(0x80, 0xC0)
)
_NO_SIGN = "".join(letter for letter in _HIGH if letter not in "‘’“”–—•…‚„‹›«»")
_TWICE = re.compile(
    f"[ÂÃ][{_HIGH}]|[ÄÅ][{_NO_SIGN}]|â[€„‚†ˆ˜][{_HIGH}]|ï(?:»¿|¿½)|ðŸ[{_HIGH}]{{2}}"
    f"|(?:[ÐÑØÙ×][{_HIGH}]){{3,}}"
)
_RUNS = re.compile(f"(?:{_TWICE.pattern})+")
_CONTROLS = {
    byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in {0x85, *_GAPS}
}
_BACK = {chr(byte): byte for byte in range(256)} | {
    bytes([byte]).decode("cp1252"): byte for byte in range(0x80, 0xA0) if byte not in _GAPS
}
_BROKEN_WORD = re.compile(r"\w\ufffd|\ufffd\w|[^\W\d_][\x80-\x9f]|[\x80-\x9f][^\W\d_]")
WITHHELD = "[withheld: the letters of this line are broken in the file]"


def _mixed(error: UnicodeError) -> tuple[str, int]:
    """Read a byte that is no UTF-8 as windows-1252: gateways append lines in their own set."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    piece = error.object[error.start : error.end]
    return piece.decode("cp1252", "replace"), error.end


codecs.register_error("index.mixed", _mixed)


def codec(label: str) -> str:
    """Give Python's name for what a label means; "" for a label that means no set of letters."""
    plain = label.strip().strip("\"'").lower().partition("*")[0].replace(" ", "-")
    for one in (plain, plain.removeprefix("x-"), plain.replace("cp-", "cp")):
        meant = _MEANT.get(one, one)
        try:
            found = codecs.lookup(meant).name
            b"".decode(meant)  # refuses codecs that give no text
        except (LookupError, ValueError, TypeError):
            continue
        return "" if found in _NO_SET else _MEANT.get(found, found)
    return ""


def decoded(data: bytes, *labels: str | None) -> str:
    """Give the text of these bytes. `labels` are what others say of it, the most trusted first.

    A mark at the beginning decides; then valid UTF-8 with letters of several bytes, which no
    other set gives by chance; then the first label that fits; then windows-1252.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if (wide := _wide(data)) is not None:
        return data.decode(wide, "replace")
    named = [name for name in (codec(label or "") for label in labels) if name]
    if data.isascii():
        return _of_ascii(data, named)
    if (text := _as_utf8(data, named)) is not None:
        return text
    for name in named:
        if name not in _WIDE and name != "utf-8" and (text := _strictly(data, name)) is not None:
            return text
    return _otherwise(data, named)


def _of_ascii(data: bytes, named: Iterable[str]) -> str:
    for name in named:
        if name in _SEVEN and (text := _strictly(data, name)) is not None:
            return text
    return data.decode("ascii")


def _as_utf8(data: bytes, named: list[str]) -> str | None:
    text = _strictly(data, "utf-8")
    if text is None:
        return None
    first = named[0] if named else "utf-8"
    many = sum(letter > "\x7f" for letter in text[:_SAMPLE]) > _MANY
    if many or first in {"utf-8", "cp1252"} or first in _WIDE:
        return text
    other = _strictly(data, first)
    return text if other is None or _is_odd(other) else other


def _is_odd(text: str) -> bool:
    """Say whether letters stand in the text that nobody writes: controls, signs for UTF-8."""
    return bool(_TWICE.search(text) or re.search("[\x80-\x9f]", text))


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, LookupError, ValueError):
        return _windows(data) if name == "cp1252" else None


def _windows(data: bytes) -> str:
    """Read windows-1252 as browsers do: its five gaps are control characters, never an error."""
    return data.decode("cp1252", "index.gaps")


def _gaps(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("index.gaps", _gaps)


def _otherwise(data: bytes, named: list[str]) -> str:
    """Give what can be read where no set fits: most of UTF-8, or the set named, with gaps."""
    mixed = data.decode("utf-8", "index.mixed")
    several = sum(letter > "\xff" for letter in mixed) + len(re.findall("[\xc0-\xff]", mixed))
    if "utf-8" in named[:1] or (not named and several):
        return mixed
    single = [name for name in named if name not in _WIDE and name != "utf-8"]
    return data.decode(single[0], "replace") if single else _windows(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Latin text is zero."""
    sample = data[:_SAMPLE]
    if b"\0" not in sample:
        return None
    if sample[1::2].count(0) > len(sample) * _MOSTLY:
        return "utf-16-le"
    if sample[::2].count(0) > len(sample) * _MOSTLY:
        return "utf-16-be"
    return None


def declared(data: bytes) -> str:
    """Give the label that a web page or XML file has in its own first lines; "" for none."""
    found = _DECLARED.search(data[:4096])
    return found[1].decode("ascii", "replace") if found else ""


def mended(text: str) -> str:
    """Give the text with what was encoded twice set right; letters that are right stay.

    Control characters of the second half are windows-1252 that somebody took for ISO-8859-1.
    """
    if text.isascii():
        return text
    if _TWICE.search(text):
        text = _RUNS.sub(_once, text)
    return text.translate(_CONTROLS)


def _once(found: re.Match[str]) -> str:
    try:
        return bytes(_BACK[letter] for letter in found[0]).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return found[0]


def without_broken_lines(text: str) -> tuple[str, int]:
    """Withhold lines in which letters of a word are lost; give the text and how many they are.

    A name with a broken letter would pass every rule that hides names.
    """
    if not _BROKEN_WORD.search(text):
        return text, 0
    lines = text.split("\n")
    broken = [place for place, line in enumerate(lines) if _BROKEN_WORD.search(line)]
    for place in broken:
        lines[place] = WITHHELD
    return "\n".join(lines), len(broken)
