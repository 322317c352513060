"""What a name would hide on the pages on file, told before it is put on the roster."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence

from bot.privacy.normal import plain
from bot.privacy.roster import Roster, hash_names
from bot.store import filing_views
from bot.store.session import Session


def pages_naming(session: Session, names: Sequence[str]) -> list[int]:
    """Return for each name on how many pages it would be hidden, as the pages are shown now."""
    key = secrets.token_bytes(32)  # for this look only
    hashes = [hash_names([name], key) for name in names]
    everyone = Roster.from_hashes([line for lines in hashes for line in lines], key)
    each = [Roster.from_hashes(lines, key) for lines in hashes]
    found: Counter[int] = Counter()
    known: dict[str, tuple[int, ...]] = {}
    for text in filing_views.texts(session):
        shown = plain(text)
        hit: set[int] = set()
        for start, end in everyone.find(shown):
            words = shown[start:end]
            if words not in known:
                known[words] = tuple(n for n, one in enumerate(each) if any(one.find(words)))
            hit.update(known[words])
        found.update(hit)
    return [found[number] for number in range(len(names))]
