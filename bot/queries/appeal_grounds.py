"""Grounds of an appeal: each exemption that the denial claims, quoted, with what to argue."""

from __future__ import annotations

from bot.invocation import Ask, Room
from bot.queries.withholding import sentence_with
from bot.store import pages
from bot.store.pages import Sight
from bot.store.tables import EventRow

# What to test each claim by. From knowledge: a lawyer checks and argues it.
_ARGUE = {
    "(b)(1)": "properly classified under the executive order in force, and by whom",
    "(b)(3)": "which statute, and does it leave no discretion or set criteria",
    "(b)(4)": "customarily kept private by its owner, and given under an assurance",
    "(b)(5)": "which privilege; before a decision, part of deliberating, not older than 25 years",
    "(b)(6)": "a more than small privacy interest, weighed against the public's interest",
    "(b)(7)(A)": "which proceeding is pending, and how disclosure would interfere",
    "(b)(7)(C)": "compiled for law enforcement; the privacy interest against the public's",
    "(b)(7)(D)": "an express or implied promise of confidentiality to the source",
    "(b)(7)(E)": "a technique unknown to the public, and a risk of circumvention",
    "(b)(7)(F)": "whose life or safety, and how",
}


def written(room: Room, ask: Ask, decision: EventRow) -> str:
    """Write a line for each exemption printed in the letter that shows the decision.

    "" where no letter is tied to it, or the viewer may not see it.
    """
    sight = Sight(pages.sight_of(room.session, ask.person).levels)
    lines: dict[str, str] = {}
    for filing, row, code, _ in pages.marked(room.session, sight, "exemption"):
        if filing.id == decision.filing_id and code not in lines:
            quote = sentence_with(row.text, code)
            test = _ARGUE.get(code, "whether the exemption covers the record at all")
            lines[code] = f"   {code}: “{quote}” (page {row.number}). [Argue: {test}]"
    return "\n".join(lines[code] for code in sorted(lines))
