"""Numbers as a spreadsheet program shows them ([ECMA-376] part 1, 18.8.31, what is usual)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]\-]*)(?:-[^\]]*)?\]|\[[^\]]*\]')
_DIGITS = re.compile(r"[0#?][0#?,.]*|(?<![0#?])\.[0#?]+")
_DATED = re.compile(r"[ymdhs]", re.IGNORECASE)
_EXPONENT = re.compile(r"[0#?.,]+[Ee][+-][0#?]+")
_FRACTION = re.compile(r"[?#]+/[?#0-9]+")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_CONDITION = re.compile(r"\s*\[(<=|>=|<|>|=)(-?\d+(?:\.\d+)?)\]")
_SECTIONS = 2
_TOO_LARGE = 1e15
_CLOCK = time(0, 0)


def shown(value: object, pattern: str) -> str:
    """Give the value as its cell shows it; "" where the format hides it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, pattern or "General")
    if isinstance(value, timedelta):
        return _span(value)
    if isinstance(value, datetime):
        return _moment(value, pattern)
    if isinstance(value, date | time):
        return value.isoformat()
    return _text(str(value), pattern)


def _text(words: str, pattern: str) -> str:
    sections = _sections(pattern)
    hides = len(sections) > 3 and not sections[3].strip()  # noqa: PLR2004 - the fourth is of text
    return "" if hides else " ".join(words.split())


def _span(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _moment(value: datetime, pattern: str) -> str:
    """Show days in one way, whatever theirs is: 02/03/2024 can be two days."""
    told = _LITERAL.sub("", pattern).lower()
    if value.time() == _CLOCK or ("h" not in told and told and "general" not in told):
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="seconds")


def _sections(pattern: str) -> list[str]:
    """Part a format at its semicolons, but not those in quotes."""
    return re.findall(r'((?:"[^"]*"|\\.|[^;"\\])*)(?:;|$)', pattern)[:4]


def _number(value: float, pattern: str) -> str:
    sections = _sections(pattern) or ["General"]
    chosen = next((one for one in sections if _meets(value, one)), "")
    others = [one for one in sections if not _CONDITION.match(one)]
    if chosen or len(others) < len(sections):
        section = chosen or (others or [""])[0]
    elif value == 0 and len(sections) > _SECTIONS:
        section = sections[2]
    elif value < 0 and len(sections) >= _SECTIONS and (sections[1] or len(sections) > _SECTIONS):
        section, value = sections[1], abs(value)
    else:
        section = sections[0]
    if not section.strip() and pattern.strip(" ;") != pattern.strip():
        return ""  # as ;;; does
    bare = _LITERAL.sub("", section)
    if "general" in bare.lower() or bare.strip() in {"", "@"}:
        return _plain(value) if not bare.strip() or "@" in bare else _filled(section, _plain(value))
    if _EXPONENT.search(bare) or _FRACTION.search(bare) or _ELAPSED.search(section):
        return _plain(value)
    if _DATED.search(bare):
        return _plain(value)
    return _formatted(value, section, bare)


def _meets(value: float, section: str) -> bool:
    """Say whether a section has a condition of its own, such as [<=9999999], and it holds."""
    found = _CONDITION.match(section)
    if not found:
        return False
    compared = {"<": value < float(found[2]), ">": value > float(found[2])}
    return compared.get(found[1][0], False) or ("=" in found[1] and value == float(found[2]))


def _filled(section: str, words: str) -> str:
    """Put words in the place of "General" among what the format writes itself."""
    said = _LITERAL.sub(_written, section)
    return re.sub("(?i)general", lambda _: words, said).strip()


def _written(found: re.Match[str]) -> str:
    if found[0].startswith(("_", "*")):
        return " " if found[0].startswith("_") else ""
    return found[1] or found[2] or found[3] or ""


def _formatted(value: float, section: str, bare: str) -> str:
    digits = "".join(_DIGITS.findall(bare))
    thousands = len(digits) - len(digits.rstrip(","))
    whole, _, part = digits.rstrip(",").partition(".")
    value = value * 100 ** bare.count("%") / 1000**thousands
    kept = sum(letter in "0?" for letter in part)
    words = f"{abs(value):.{sum(letter in '0#?' for letter in part)}f}"
    front, _, back = words.partition(".")
    back = back[:kept] + back[kept:].rstrip("0")
    least = whole.count("0") + whole.count("?")
    front = front.lstrip("0").rjust(least, "0")
    said = _placed(_marks(section), front, f".{back}" if back else "", grouped="," in whole)
    return ("-" if value < 0 else "") + " ".join(said.split())


def _marks(section: str) -> list[tuple[str, bool]]:
    """Give the signs of a format one by one, and whether each is a code or itself."""
    marks: list[tuple[str, bool]] = []
    end = 0
    for found in _LITERAL.finditer(section):
        marks += [(letter, True) for letter in section[end : found.start()]]
        marks.append((_written(found), False))
        end = found.end()
    return marks + [(letter, True) for letter in section[end:]]


def _placed(marks: list[tuple[str, bool]], front: str, back: str, *, grouped: bool) -> str:
    """Put the digits where the format has their places, from the last on; literals stay."""
    point = next((at for at, mark in enumerate(marks) if mark == (".", True)), len(marks))
    slots = [at for at, (sign, code) in enumerate(marks) if code and sign in "0#?"]
    before = [at for at in slots if at < point]
    out = ["" if code and (sign in "0#?," or at == point) else sign
           for at, (sign, code) in enumerate(marks)]  # fmt: skip
    if grouped:
        front = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", front)
    for at in reversed(before[1:] if not grouped else []):
        front, out[at] = front[:-1], front[-1:]
    if before:
        out[before[0]] = front
    if back and point < len(out):
        out[point] = back
    return "".join(out)


def _plain(value: float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < _TOO_LARGE:
        return str(int(value))
    return str(value)
