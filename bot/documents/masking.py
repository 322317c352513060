"""What becomes of a page before anything keeps it: masked, sealed, its numbers noted.

A Plan is everything that decides, so that it can be sent to another process; its version says
when pages must be masked again.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.law.identifiers import find_marks
from bot.privacy.allow import DEFAULT_ALLOW, Allow
from bot.privacy.found import STRONG
from bot.privacy.mask import MASK_VERSION, Masked, looks_like_people_list, mask, mask_behind
from bot.privacy.roster import Roster
from bot.store import sealing
from bot.store.sealing import Vault
from index.pages import Mark, Page

_LETTERS = re.compile(r"[^\W\d_]+")
_MASKS = re.compile(r"\[[^\[\]\n]{1,20}\]")
_ROWS_OF_LEAD = 6
_EDGE = 3  # lines at foot and head where a stamp stands
_BESIDE = 12  # characters that may stand beside it
_ENOUGH_TO_COMPARE = 60  # letters; shorter pages are alike by chance


@dataclass(frozen=True)
class Plan:
    """How pages are masked and sealed now."""

    roster_hashes: tuple[str, ...] = field(default=(), repr=False)
    roster_key: bytes = field(default=b"", repr=False)
    own_numbers: tuple[str, ...] = ()  # tracking and docket numbers of the team's requests
    vault_keys: tuple[str, ...] = field(default=(), repr=False)
    public_names: tuple[str, ...] = ()  # whom a lead said to be public

    @property
    def version(self) -> str:
        """Changes whenever the same words may come out otherwise."""
        return f"{self.hides}{_short([*sorted(self.own_numbers), *self.public_names])}"

    @property
    def hides(self) -> str:
        """How the version begins of whatever hides as much: by these rules and these names."""
        return f"{MASK_VERSION}.{_short(self.roster_hashes)}."


def _short(parts: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class MaskedPage:
    """A page fit to be kept: nothing in it is unmasked but what is sealed."""

    number: int
    text: str
    sealed: bytes | None  # the text as it was read; None where masking changed nothing
    quality: str
    confidence: float | None
    engine: str
    label: str
    note: str
    strong: int
    people: bool  # it is a list of people
    marks: tuple[tuple[str, str, int], ...]
    bates: str
    alike: str


class Masker:
    """A plan at work."""

    def __init__(self, plan: Plan) -> None:
        """Make roster, list of public values and vault from the plan."""
        self.plan = plan
        self.vault = Vault(plan.vault_keys)
        self.allow: Allow = DEFAULT_ALLOW.with_values(plan.own_numbers).with_names(
            plan.public_names
        )
        names = plan.roster_hashes
        self.roster = Roster.from_hashes(names, plan.roster_key) if names else None

    def mask(self, text: str) -> Masked:
        """Hide what must not be shown."""
        return mask(text, roster=self.roster, allow=self.allow)

    def _behind(self, lead: str, text: str) -> Masked:
        return mask_behind(lead, text, roster=self.roster, allow=self.allow)

    def page_text(self, text: str) -> str:
        """Return the text of a page fit to show."""
        return self.mask(text).text if text else text

    def shown(self, text: str) -> str:
        """Return what somebody typed, a title, a name of a file, fit to show."""
        return mask(text, roster=self.roster, allow=self.allow, typed=True).text if text else text

    def page(self, page: Page, sha256: str, lead: str = "") -> MaskedPage:
        """Mask a page, seal what it said, note the numbers on it.

        `lead`: the last rows of the page before, where that is a list of people.
        """
        masked = self._behind(lead, page.text) if lead else self.mask(page.text)
        changed = masked.text != page.text
        sealed = None
        if changed and self.vault.is_open:
            part = sealing.page_part(page.number)
            sealed = self.vault.seal(sha256, part, page.text.encode("utf-8", "replace"))
        marks = marks_of(masked.text)
        return MaskedPage(
            number=page.number,
            text=masked.text,
            sealed=sealed,
            quality=page.quality.value,
            confidence=page.confidence,
            engine=page.engine,
            label=self.shown(page.label),
            note=page.note,
            people=looks_like_people_list(page.text, masked) or bool(lead and masked.spans),
            strong=sum(span.label in STRONG for span in masked.spans),
            marks=marks,
            bates=_stamp(masked.text),
            alike=alike(masked.text),
        )


def lead_for_the_next(page: Page, masked: MaskedPage) -> str:
    """Return the last rows of a list of people: what follows on the next page belongs to it."""
    return "\n".join(page.text.rstrip().splitlines()[-_ROWS_OF_LEAD:]) if masked.people else ""


def marks_of(text: str) -> tuple[tuple[str, str, int], ...]:
    """Return the numbers and codes printed on a masked page: kind, value, how often."""
    found = Counter((mark.kind, mark.value) for mark in find_marks(text))
    return tuple((kind, value, count) for (kind, value), count in sorted(found.items()))


def recognise(text: str) -> list[Mark]:
    """Return the numbers and codes in a question, as the index wants them."""
    return [Mark(mark.kind, mark.value, mark.start, mark.end) for mark in find_marks(text)]


def _stamp(text: str) -> str:
    """Return the Bates number of the page: the last one that stands on a line of its own."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in [*reversed(lines[-_EDGE:]), *lines[:_EDGE]]:
        for mark in find_marks(line):
            if mark.kind == "bates" and len(line) <= len(mark.value) + _BESIDE:
                return mark.value
    return ""


def alike(text: str) -> str:
    """Return a short hash that near-duplicates share: letters only, without case and masks."""
    letters = "".join(_LETTERS.findall(_MASKS.sub(" ", text))).casefold()
    if len(letters) < _ENOUGH_TO_COMPARE:
        return ""
    return hashlib.blake2b(letters.encode(), digest_size=8).hexdigest()
