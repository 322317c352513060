"""The tray: mail that came in and waits for a lead, each with why. No word of a mail is shown."""

from __future__ import annotations

from bot.answers.values import Fact, FactsAnswer
from bot.answers.wording import count, spelt
from bot.correspondence.matching import SURE, match
from bot.correspondence.reader import read_letter
from bot.errors import Refused
from bot.invocation import Ask, Room
from bot.privacy.gate import Level, Role
from bot.registry.queries import ListMail
from bot.store import letter_matching, mail_tray, pages
from bot.store.tables import Filing

_SHOWN = 20


def tray(room: Room, ask: Ask, _: ListMail) -> FactsAnswer:
    """Answer `mail`: what waits, oldest first. Raises Refused for whoever is no lead."""
    if ask.person.role not in {Role.LEAD, Role.OPERATOR}:
        raise Refused("The mail tray is for leads: what is in it matches no request of the team.")
    waits = mail_tray.waiting(room.session)
    more = mail_tray.beyond(room.session, ask.now)
    facts = [Fact(one.doc, _why(room, ask, one)) for one in waits[:_SHOWN]]
    facts += [
        Fact(one.doc, f"{count(number, 'date')} of it not counted yet: read {one.ref}")
        for one, number in more
    ]
    hidden = len(waits) - _SHOWN
    if hidden > 0:
        facts.append(Fact("And", f"{hidden} more; these come first"))
    return FactsAnswer(
        title="Mail that waits for a lead" if facts else "No mail waits for a lead",
        facts=tuple(facts),
        data={"waiting": len(waits), "filings": [one.doc for one in waits]},
        understood="the mail tray",
        level=Level.TEAM,
    )


def _why(room: Room, ask: Ask, filing: Filing) -> str:
    """Say when it came in, why it waits, and what to type."""
    rows = letter_matching.pages_of(room.session, filing.id)
    found = match(room.session, read_letter(rows), "\n".join(text for _, text in rows))
    matched = found.component is not None and found.sure >= SURE
    why = "its sender is not proven" if matched else "it matches no request surely"
    sight = pages.sight_of(room.session, ask.person)
    first = f"level {filing.ref} team, then " if sight.is_pointer(filing) else ""
    return (
        f"came in {spelt(filing.added_at.date())}; {why}. "
        f"{first}link {filing.ref} REQUEST/AGENCY, or forget {filing.ref}"
    )
