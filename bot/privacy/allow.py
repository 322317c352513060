"""What stays readable: public values, by exact value and never by the words near them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

# Mailboxes of offices, readable by shape: their first part names a function, not a person.
_ROLES = re.compile(
    r"(?:.{1,30}[-._])?(?:foia|foi|foil|opra|ipra|pra|sunshine|open-?records|public-?records"
    r"|records?"
    r"|custodian|privacy|info|information|contact|press|media|communications|clerk|ecf|docket"
    r"|efiling"
    r"|help(?:desk)?|support|webmaster|admin|no-?reply|do-?not-?reply|requests?|appeals?|legal"
    r"|counsel)"
    r"(?:[-._]?(?:requests?|appeals?|officer|office|inquir(?:y|ies)|desk|help|info|pa|team|unit"
    r"|center|liaison|status|dept|public))?[0-9]{0,2}"
)
_PUBLIC_DOMAINS = re.compile(
    r"(?:.{1,80}\.)?(?:gov|mil|fed\.us|gob\.[a-z]{2}|gov\.[a-z]{2}|gouv\.fr|europa\.eu)"
    r"|(?:.{1,60}\.)?(?:state|ci|co|city|county|town|village|k12)\.(?:.{1,40}\.)?[a-z]{2}\.us"
    r"|requests\.muckrock\.com"
)
_PERSONAL = re.compile(
    r"(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|aol|icloud|me|proton(?:mail)?|gmx"
    r"|zoho"
    r"|mail|yandex|comcast|verizon|att|sbcglobal|cox|charter|earthlink|fastmail|tutanota"
    r"|hey)\..{2,12}"
)
_TOLL_FREE = re.compile(r"8(?:00|33|44|55|66|77|88)[2-9]\d{6}")

_SHORT = {
    "street": "st", "avenue": "ave", "av": "ave", "boulevard": "blvd", "road": "rd", "drive": "dr",
    "lane": "ln", "parkway": "pkwy", "highway": "hwy", "place": "pl", "square": "sq", "court": "ct",
    "center": "ctr", "terrace": "ter", "circle": "cir", "north": "n", "south": "s", "east": "e",
    "west": "w", "northwest": "nw", "northeast": "ne", "southwest": "sw", "southeast": "se",
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th",
    "sixth": "6th",
    "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th", "eye": "i",
}  # fmt: skip
_QUARTERS = frozenset({"nw", "ne", "sw", "se"})
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Allow:
    """Values that are public. Phones are ten digits, addresses keys, all else compared folded."""

    phones: frozenset[str] = frozenset()
    mailboxes: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    names: tuple[frozenset[str], ...] = ()  # of people whom a lead said to be public, as words

    def with_values(self, values: Iterable[str]) -> Allow:
        """Add case, docket and tracking numbers of the team's own, exactly as written."""
        return replace(self, values=self.values | {folded(value) for value in values})

    def with_names(self, names: Iterable[str]) -> Allow:
        """Add names of public people; nobody on the roster becomes readable by it."""
        return replace(self, names=tuple(frozenset(folded(name).split()) for name in names))

    def shows_name(self, name: str) -> bool:
        """Say whether a name of two words and more is one of those."""
        words = frozenset(folded(name).split())
        return len(words) > 1 and any(words <= public for public in self.names)

    def shows_word(self, word: str) -> bool:
        """Say whether a word alone is of one of those names: "Dana" in a note about our work."""
        return any(folded(word) in public for public in self.names)

    def shows_phone(self, digits: str) -> bool:
        """Say whether a phone number is an office's: listed, or toll-free."""
        ten = digits.removeprefix("1") if len(digits) == 11 else digits  # noqa: PLR2004
        return ten in self.phones or bool(_TOLL_FREE.fullmatch(ten))

    def shows_mailbox(self, box: str, domain: str) -> bool:
        """Say whether an e-mail address is an office's: public domain, listed, or a function."""
        box, domain = box.lower(), domain.lower()
        if domain in self.domains or f"{box}@{domain}" in self.mailboxes:
            return True
        if _PUBLIC_DOMAINS.fullmatch(domain):
            return True
        return bool(_ROLES.fullmatch(box)) and not _PERSONAL.fullmatch(domain)

    def shows_address(self, street: str) -> bool:
        """Say whether a street line is that of a listed office."""
        key = address_key(street)
        return bool(key) and (key in self.addresses or key in _without_quarters(self.addresses))


def folded(value: str) -> str:
    """Give the form in which values are compared: lower case, one space, no punctuation."""
    return " ".join(re.findall(r"[a-z0-9@.]+", value.lower()))


def address_key(street: str) -> str:
    """Give a street line without case, points and spelling of "Street"; "" if it has no number."""
    words = [_SHORT.get(w, w) for w in _WORD.findall(street.lower().replace(".", ""))]
    return " ".join(words) if any(w[0].isdigit() for w in words) else ""


_BARE: dict[frozenset[str], frozenset[str]] = {}


def _without_quarters(addresses: frozenset[str]) -> frozenset[str]:
    """Give the same lines without NW, SW: letters often leave them out. Made once a list."""
    if addresses not in _BARE:
        bare = (line.rpartition(" ") for line in addresses)
        _BARE[addresses] = frozenset(head for head, _, last in bare if last in _QUARTERS)
    return _BARE[addresses]


def _listed() -> Allow:
    offices = tomllib.loads(Path(__file__).with_name("offices.toml").read_text("utf-8"))
    return Allow(
        phones=frozenset(offices["phones"]),
        addresses=frozenset(offices["addresses"]),
    )


DEFAULT_ALLOW = _listed()
