"""Whom to write to or call: the offices on record for each component, and when last used."""

from __future__ import annotations

from datetime import date

from bot.answers.values import Fact, FactsAnswer
from bot.answers.wording import spelt
from bot.invocation import Ask, Room
from bot.law import agencies
from bot.law.events import Kind
from bot.queries.components import Part, chosen, example, parts, status_button
from bot.registry.queries import ShowContacts

_EXAMPLE = 'contact "FOIA Officer" phone 202-555-0100 email foia@agency.gov'


def contacts(room: Room, _ask: Ask, query: ShowContacts) -> FactsAnswer:
    """Answer `contacts WORDS`: office, telephone, e-mail, last used; and where appeals go."""
    components, name = chosen(room.session, query.about)
    found = parts(room, components)
    told = [part for part in found if part.of(Kind.CONTACT)]
    shown = told if told and not name else found
    return FactsAnswer(
        title="Contacts" if told else "No contact on record",
        facts=() if told else (Fact("", example(found, _EXAMPLE)),),
        sections=tuple(
            (f"{part.request.name} · {part.shown}", tuple(_facts(part))) for part in shown[:12]
        ),
        data={
            "contacts": [
                {"slug": part.request.slug, "agency": part.agency, "on": row.on}
                | {name: part.said(row, name) for name in ("contact", "phone", "email")}
                for part in shown
                for row in part.of(Kind.CONTACT)
            ]
        },
        buttons=status_button(shown),
        understood=f"contacts · {name or 'everything'}",
    )


def _facts(part: Part) -> list[Fact]:
    newest = {part.said(row, "contact"): row for row in part.of(Kind.CONTACT)}
    facts = []
    for name, row in newest.items():
        said = [str(row.details[key]) for key in ("phone", "email") if row.details.get(key)]
        said += [part.said(row)] if row.note else []
        said.append(f"recorded {spelt(row.on)}; {_last_used(part, name)}")
        facts.append(Fact(name, "; ".join(said)))
    if not facts:
        facts.append(Fact("", f"None on record; type: log {part.target} {_EXAMPLE}"))
    facts.append(Fact("FOIA public liaison", _liaison(part)))
    if where := _appeals(part):
        facts.append(Fact("Appeals go to", f"{where} (check the letter)"))
    return facts


def _last_used(part: Part, name: str) -> str:
    used: list[date] = [
        row.on
        for row in part.of(Kind.NOTE)
        if name.casefold() in f"{row.details.get('contact', '')} {row.note}".casefold()
    ]
    return f"last used {spelt(max(used))}" if used else "no call or letter to it on record"


def _liaison(part: Part) -> str:
    mine = [
        row for row in part.of(Kind.CONTACT) if "liaison" in str(row.details["contact"]).lower()
    ]
    if mine:
        return "see above"
    return (
        "not on record; its letters and foia.gov name it. "
        f'Then: log {part.target} contact "FOIA Public Liaison" phone 202-555-0100'
    )


def _appeals(part: Part) -> str:
    agency = part.standing.agency
    return agencies.appeals_office(agency)
