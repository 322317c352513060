"""Agencies and their components: names, parents, whose rules apply. States are here as well."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from bot.law.value import value

STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia",
    "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
    "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York",
    "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio",  # codespell:ignore
    "OK": "Oklahoma", "OR": "Oregon",
    "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip


@value
class Agency:
    """An agency or component. `chain` is whose rules to try, its own first, "" the statute."""

    abbreviation: str
    name: str
    parent: str = ""
    aliases: tuple[str, ...] = ()
    appeals: str = ""  # where an appeal goes; a lead to check: the letter's address comes first
    chain: tuple[str, ...] = ("",)

    @property
    def state(self) -> str:
        """The state's two letters, also of a body in it, or "" for a federal agency."""
        return self.abbreviation[3:5] if self.abbreviation.startswith("US-") else ""

    @property
    def law(self) -> str:
        """Whose law counts: "federal", or the state's code, as US-OR."""
        return f"US-{self.state}" if self.state else "federal"

    @property
    def shown(self) -> str:
        """As people read it: ICE, US-OR, and "NYPD (NY)" for a body in a state."""
        local = self.abbreviation[6:] if self.state else ""
        return f"{self.name} ({self.state})" if local else self.abbreviation


def appeals_office(agency: Agency) -> str:
    """Give where an appeal goes, or "" where we do not know: then the letter alone says it.

    A component's determination is appealed to that component's own appeals officer where the
    department's rule says so (6 CFR 5.8(a)(1) for Homeland Security), never to the department.
    """
    if agency.appeals or not agency.parent:
        return agency.appeals
    if agency.parent in _OWN_OFFICERS:
        return f"FOIA Appeals Officer, {agency.name} ({_OWN_OFFICERS[agency.parent]})"
    return known(agency.parent).appeals


_OWN_OFFICERS = {
    "DHS": "6 CFR 5.8(a)(1); the address is in the letter, or from the component's FOIA liaison, "
    "6 CFR part 5, appendix I, 1-866-431-0486",
}


@cache
def all_agencies() -> tuple[Agency, ...]:
    """List every agency that we know by name: federal ones first, then states."""
    text = files("bot.law").joinpath("agencies.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["agency"]
    parents = {row["abbreviation"]: row.get("parent", "") for row in rows}
    federal = tuple(
        Agency(
            abbreviation=row["abbreviation"],
            name=row["name"],
            parent=row.get("parent", ""),
            aliases=tuple(row.get("aliases", ())),
            appeals=row.get("appeals", ""),
            chain=_chain(row["abbreviation"], parents),
        )
        for row in rows
    )
    return federal + tuple(_state(code, name) for code, name in STATES.items())


def find(words: str) -> Agency | None:
    """Find an agency by abbreviation, name or alias, in any case; None if we know none."""
    return _names().get(_plain(words)) or _local(words)


_LOCAL = re.compile(r"US-([A-Z]{2})-(\S.*)", re.IGNORECASE)


@cache
def _local(words: str) -> Agency | None:
    """Read the key of a body in a state, "US-NY-NYPD": the state's law, and a name of its own."""
    found = _LOCAL.fullmatch(words.strip())
    if found is None or found[1].upper() not in STATES:
        return None
    code, name = found[1].upper(), " ".join(found[2].replace("-", " ").split())
    sort = _sort_of_body(code, name)
    chain = (f"US-{code}:{sort}", f"US-{code}") if sort else (f"US-{code}",)
    return Agency(local_key(code, name), name, chain=chain)


# In the order of asking: "Department of Public Works, City of ..." is the city's.
_BODIES = {
    "MA": (
        (
            "municipality",
            r"\b(?:city|town|municipal\w*|public schools|(?<!state )police department)\b",
        ),
        ("agency", r"\b(?:commonwealth|massachusetts|state|executive office|department of)\b"),
    )
}


def _sort_of_body(code: str, name: str) -> str:
    """Say of what sort a body is, where its state's times depend on it and its name shows it."""
    sorts = _BODIES.get(code, ())
    return next((sort for sort, words in sorts if re.search(words, name.casefold())), "")


def local_key(code: str, name: str) -> str:
    """Return the key under which a body in a state is recorded: "US-OR-Oregon-State-Police"."""
    return f"US-{code}-" + re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")


def known(abbreviation: str) -> Agency:
    """Give the agency of that abbreviation (or name); an unlisted one becomes a generic one."""
    return find(abbreviation) or generic(abbreviation)


@cache
def generic(abbreviation: str) -> Agency:
    """Make a federal agency that we have no rules of: the statute alone applies to it.

    Raises ValueError for an empty abbreviation or a state that there is not.
    """
    name = abbreviation.strip()
    if not name:
        raise ValueError("Which agency? Give its abbreviation, like ICE.")
    if re.fullmatch(r"US-\w*", name, re.IGNORECASE):
        raise ValueError(f"{name} is no state that we know. Use a code like US-OR or US-DC.")
    return Agency(name.upper() if len(name) < 8 else name, name, chain=(name.upper(), ""))  # noqa: PLR2004


@cache
def _names() -> dict[str, Agency]:
    names: dict[str, Agency] = {}
    for agency in all_agencies():
        for name in (agency.abbreviation, agency.name, *agency.aliases):
            names.setdefault(_plain(name), agency)
            if of := _DEPARTMENT_OF.fullmatch(_plain(name)):
                names.setdefault(f"{of[1]} department", agency)  # the Labor Department
    return names


_DEPARTMENT_OF = re.compile(r"department of (?:the )?(.+)")


@lru_cache(maxsize=1_024)  # a card asks for its agency four times
def _plain(words: str) -> str:
    letters = re.sub(r"[^a-z0-9]+", " ", words.lower().replace("&", " and ")).strip()
    letters = re.sub(r"\bdept\b", "department", letters)
    return re.sub(r"^(the |u s |us (?!\w\w$)|united states )+", "", letters)


def _chain(abbreviation: str, parents: dict[str, str]) -> tuple[str, ...]:
    chain = [abbreviation]
    while parents.get(chain[-1]):
        chain.append(parents[chain[-1]])
    return (*chain, "")


def _state(code: str, name: str) -> Agency:
    # A state's chain does not end in the federal statute: that never binds a state.
    aliases = (f"State of {name}",) if code != "DC" else ("D.C.", "Washington, D.C.")
    return Agency(f"US-{code}", name, aliases=aliases, chain=(f"US-{code}",))
