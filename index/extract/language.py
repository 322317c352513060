"""Tells language from what a broken text layer leaves of it.

Two signs: how well pairs of letters follow each other as they do in English (a shifted or
scrambled encoding gives pairs that no language of Latin letters has), and how many words are
shot through with signs (what bad OCR and wrong character maps leave).
"""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import pairwise

# For each letter (space first, then a to z) the cost of each letter after it, as a letter: b is
# half a bit, z is 12.5 bits. Counted over public reports and mail in English.
_COSTS = str.split(
    "zhkijljmjinpmjkijskhglojzow hwlkkpmlpjumhkfymxhhfnmpvlt hhprsezzyiiyhrvhwzjkohsuziz "
    "hgwlqgsohizlivtfxvjrgkzzxnx chwrofxqthvzpopixznmqlpvzpu dkqjhknotnxskkgrlsghktnoonw "
    "dkoxyihrxgzwktyfuzhqllzozpz dhwzvgwniixznsihxzimokzzzoz gfvyqcwzzhzztqnixymrmmzvvqz "
    "kjoiijkkuryoikehnvkhhulzuyp hfxsueuzzlmzssyhvzkuqezzzyz ejqytetrnfzvntjkszmhslzvxow "
    "ehtrjgpvygzpgqsjqzsjllquziy ffkmzetzyhzyukqihzonqlzzzoz ejujginhtjsoqpmiwwuigonwznw "
    "fqmknrhponspkifmlzgkjhkltrw hfutrgsxmlvzilygjzenkkxyzqz hjyuouuyypyytyypyqyysbyyyyy "
    "fitnleqnshzmollhqznjijorzky dkulqguxlhzopptklxqhgjztzqz eiytygvxegzzpmthvzkllnzpznw "
    "hkjkljrkrmzqhigskzhghzyzxtv hhzzzcywzfyzszwjvzswwryzzsz gfxztfuzgfvvpvmhxznlsyzpzqz "
    "fhuiuhqunhztossnezzzeltzqtw blrrtkwxxlztlplhozolotyszwt geoqvdspnfyoqtpjpvqrsmyrymm"
)
_LETTERS = " abcdefghijklmnopqrstuvwxyz"
_COST = {
    first + second: ord(row[place]) - ord("a")
    for first, row in zip(_LETTERS, _COSTS, strict=True)
    for place, second in enumerate(_LETTERS)
}
_TOO_DEAR = 10.5  # half bits a pair; English has 7, German 8, a list of foreign names 9.6
_PAIRS = 24  # fewer say nothing
_WORD = re.compile(r"[a-z]{2,}")
# What stands in good text: words, numbers, codes, addresses, rulers and dots that lead to a page.
_SOUND = re.compile(
    r"""[(\["'“‘«$#§¶•*–—-]*
    (?: [^\W\d_]+ (?:['’./&–—-]{1,2}[^\W\d_]+)*            # words, and words put together
      | \d+ (?:[,.:/%°–—-]+\d+)*                            # numbers, dates, times
      | (?=[\w./:()-]*\d) \w+ (?:[-./:()]+\w+)*             # codes: 2019-ICFO-10844, (b)(7)(C)
      | \(?\w{1,4}\)?(?:\(\w{1,3}\))*                       # counts of a list, exemptions
      | \S+@\S+\.\w+ | (?:https?://|www\.)\S+               # addresses
      | [._–—=*-]{2,} | [&+/|•·☐☒□■✓–—-]                    # rulers, leaders, bullets, boxes
    )?
    [)\]"'”’».,;:!?%*–—-]*""",
    re.VERBOSE,
)
_LEADERS = re.compile(r"(?:\s?\.){3,}|_{3,}|-{3,}|(?:\s\*)+\s")  # to a page number, over a blank
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufb1c\uff66-\uffdc]")
_LONE = re.compile(r"[^\W\d_](?<![aAiIoObB])[.,;]?$")
_SIGNS = re.compile(r"[^\w\s]+$")


def strange(text: str) -> float:
    """Give the share of the text, by characters, that is no language: 0 is sound, 1 is hopeless."""
    odd = total = 0
    for line in html.unescape(_LEADERS.sub(" ", text)).split("\n"):
        tokens = line.split()
        size = sum(map(len, tokens))
        total += size
        if len(_OTHER_SCRIPT.findall(line)) * 4 > size:  # Greek, Russian, Chinese: no judgment
            continue
        odd += size if _scrambled(line) else sum(map(_oddness, tokens))
    return odd / total if total else 0.0


def _oddness(token: str) -> int:
    if not _SOUND.fullmatch(token):
        return len(token)
    # Single signs and letters strewn about are what OCR makes of a picture.
    return 1 if len(token) <= 2 and (_SIGNS.match(token) or _LONE.match(token)) else 0  # noqa: PLR2004


def _scrambled(line: str) -> bool:
    if not line.isascii():
        line = _plain(line)
    words = _WORD.findall(line.lower())
    joined = f" {' '.join(words)} "
    pairs = len(joined) - 1
    if pairs < _PAIRS:
        return False
    cost = sum(map(_COST.__getitem__, map("".join, pairwise(joined))))
    return cost > _TOO_DEAR * pairs


def _plain(line: str) -> str:
    """Take the accents off; letters of other scripts say nothing here."""
    return unicodedata.normalize("NFKD", line).encode("ascii", "ignore").decode()
