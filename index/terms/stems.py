"""Porter's stemmer (1980): words that differ only in their ending share one stem.

Our own copy, so that the analysis belongs to no engine; a test compares it with Whoosh's.
"""

from __future__ import annotations

import re

_CONSONANTS = "[^aeiouy]+"
_VOWELS = "[aeiou]+"
_MORE_THAN_0 = re.compile(f"^(?:{_CONSONANTS})?{_VOWELS}[^aeiouy]+")
_MORE_THAN_1 = re.compile(f"^(?:{_CONSONANTS})?{_VOWELS}[^aeiouy]+{_VOWELS}[^aeiouy]+")
_EXACTLY_1 = re.compile(f"^(?:{_CONSONANTS})?{_VOWELS}[^aeiouy]+(?:{_VOWELS})?$")
_HAS_VOWEL = re.compile(f"^(?:{_CONSONANTS})?[aeiouy]")
_SHORT = re.compile(f"^{_CONSONANTS}[aeiouy][^aeiouwxy]$")
_DOUBLED = re.compile(r"([^aeiouylsz])\1$")

_STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize",
    "bli": "ble", "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize",
    "ation": "ate", "ator": "ate", "alism": "al", "iveness": "ive", "fulness": "ful",
    "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
_STEP_3 = {
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}  # fmt: skip
_ENDING_2 = re.compile(f"^(.+?)({'|'.join(_STEP_2)})$")
_ENDING_3 = re.compile(f"^(.+?)({'|'.join(_STEP_3)})$")
_ENDING_4 = re.compile(
    "^(.+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$"
)
_ION = re.compile("^(.+?[st])ion$")


def stem(word: str) -> str:
    """Give the stem of a lower-case word; words under three letters stay as they are."""
    if len(word) < 3:  # noqa: PLR2004
        return word
    guarded = word[0] == "y"  # a leading y is a consonant
    word = "Y" + word[1:] if guarded else word
    word = _past(_plural(word))
    if word.endswith("y") and _HAS_VOWEL.match(word[:-1]):
        word = word[:-1] + "i"
    word = _replace(word, _ENDING_2, _STEP_2)
    word = _replace(word, _ENDING_3, _STEP_3)
    word = _final_e(_long_ending(word))
    return "y" + word[1:] if guarded else word


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _MORE_THAN_0.match(word[:-3]) else word
    cut = word[:-2] if word.endswith("ed") else word[:-3] if word.endswith("ing") else ""
    if not cut or not _HAS_VOWEL.match(cut):
        return word
    if cut.endswith(("at", "bl", "iz")):
        return cut + "e"
    if _DOUBLED.search(cut):
        return cut[:-1]
    return cut + "e" if _SHORT.match(cut) else cut


def _replace(word: str, ending: re.Pattern[str], table: dict[str, str]) -> str:
    found = ending.match(word)
    if found and _MORE_THAN_0.match(found[1]):
        return found[1] + table[found[2]]
    return word


def _long_ending(word: str) -> str:
    found = _ENDING_4.match(word) or _ION.match(word)
    return found[1] if found and _MORE_THAN_1.match(found[1]) else word


def _final_e(word: str) -> str:
    if word.endswith("e") and len(word) > 1:
        cut = word[:-1]
        if _MORE_THAN_1.match(cut) or (_EXACTLY_1.match(cut) and not _SHORT.match(cut)):
            word = cut
    return word[:-1] if word.endswith("ll") and _MORE_THAN_1.match(word) else word
