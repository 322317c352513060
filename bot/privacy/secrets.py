"""Tokens, keys and passwords by their shape: never repeated, never logged."""

from __future__ import annotations

import re

HIDDEN = "[secret]"

_SHAPES = re.compile(
    r"xox[a-z](?:[-.][A-Za-z0-9-]{4,400}){1,2}"
    r"|xapp-[A-Za-z0-9-]{4,400}"
    r"|hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9/_-]{4,200}"
    r"|(?<![0-9A-Fa-f])[0-9a-f]{32}(?:[0-9a-f]{32})?(?![0-9A-Fa-f])"  # signing secret
    r"|(?<![\w-])[A-Za-z0-9_-]{43}=(?![\w=])"  # Fernet key
    r"|gAAAAA[A-Za-z0-9_-]{60,4000}={0,2}"  # Fernet token
    r"|(?:gh[opsu]_|github_pat_|sk-|AKIA)[A-Za-z0-9_-]{16,255}"
    r"|eyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,1000}"
)
_NAMED = re.compile(
    r"(?i)((?:password|passwd|pwd|contrase[nñ]a|secret|token|api[-_ ]?key|vault[-_ ]?key)"
    r"['\"]?\s{0,3}(?:[:=]|\bis\b)\s{0,3}|bearer\s)(['\"]?)[^\s'\",;&]{4,200}"
)
_IN_URL = re.compile(r"(?<=://)[^\s:/@]{1,100}:[^\s/@]{1,200}(?=@)")


def hide_secrets(text: str) -> str:
    """Put [secret] where a token, key or password stands."""
    text = _SHAPES.sub(HIDDEN, text)
    text = _IN_URL.sub(HIDDEN, text)
    return _NAMED.sub(lambda m: m[0] if HIDDEN in m[0] else m[1] + HIDDEN, text)


def has_secret(text: str) -> bool:
    """Say whether somebody pasted a token, key or password."""
    return hide_secrets(text) != text
