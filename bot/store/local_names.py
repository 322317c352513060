"""What people call a body in a state for short, where it is the only one on file that fits."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from bot.law import agencies
from bot.law.agencies import STATES, Agency
from bot.store.requests import fold

# The traditional short forms of states; the two letters and the whole name are forms of all.
_SHORT = {
    "AL": "ala", "AZ": "ariz", "CA": "cal calif", "CO": "colo", "CT": "conn", "DE": "del",
    "FL": "fla", "IL": "ill", "KS": "kan kans", "MA": "mass", "MI": "mich", "MN": "minn",
    "MS": "miss", "MT": "mont", "NE": "neb nebr", "NV": "nev", "OK": "okla",
    "OR": "ore",  # codespell:ignore
    "PA": "penn penna", "TN": "tenn", "TX": "tex", "WA": "wash", "WI": "wis wisc", "WY": "wyo",
}  # fmt: skip
# Two letters that are words, too: "ICE or DOJ" is no Oregon.
_WORDS_TOO = frozenset({"OR", "IN", "ME", "HI", "OK", "OH", "DE", "LA", "PA", "MA"})
_WEAK = frozenset({"of", "the", "and", "for", "in", "on", "at"})
_SHORTEST = 3  # letters: "PD" is any police department
# What a body is, behind the place that it is of: the place alone names the only one there.
_SORT = re.compile(
    r" (?:police(?: bureau| department)?|sheriff(?: s)?(?: office| department)?|public schools"
    r"|school district|school board|department of .+|department|bureau|office|prisons?|jail"
    r"|city council|council|district attorney|board of .+|housing authority|fire department)$"
)
SORTS = frozenset("""
police sheriff sheriffs public schools school district department dept bureau office prisons jail
council board housing fire city county field facility center airport
""".split())  # fmt: skip  # noqa: SIM905
_DEPARTMENT_OF = re.compile(r"department of (?:the )?(.+)")


def all_of(on_file: Collection[str]) -> dict[str, str]:
    """Return what bodies in the states are called, folded: each name that means one of them."""
    names: dict[str, str] = {}
    short: dict[str, set[str]] = {}
    states: dict[str, list[str]] = {}
    for key in on_file:
        body = agencies.known(key)
        if body.state and key != body.law:
            names[fold(body.name)] = key
            for one in shorter(key):
                short.setdefault(one, set()).add(key)
            states.setdefault(body.state, []).append(key)
    for code, keys in states.items():
        if len(keys) == 1 and f"US-{code}" not in on_file:
            names[fold(STATES[code])] = keys[0]
    return {one: keys.pop() for one, keys in short.items() if len(keys) == 1} | names


@lru_cache(maxsize=256)
def shorter(key: str) -> frozenset[str]:
    """Return the shorter names of a body in a state: "nypd", "cal doj", "king co sheriff"."""
    body = agencies.known(key)
    name = fold(body.name)
    county = {name.replace(" county", " co")} if " county" in name else set()
    return frozenset({*_initials(body), *_with_its_state(body), *county})


def places(on_file: Collection[str]) -> dict[str, str]:
    """Return the places, folded, that have one body on file: "portland", "king co"."""
    found: dict[str, set[str]] = {}
    for key in on_file:
        for one in _of_its_place(key):
            found.setdefault(one, set()).add(key)
    return {one: keys.pop() for one, keys in found.items() if len(keys) == 1}


def at_home(key: str) -> frozenset[str]:
    """Return what a body is called where its state need not be said: "doj" for California's."""
    body = agencies.known(key)
    name, state = fold(body.name), fold(STATES[body.state]) if body.state else ""
    rest = name.removeprefix(f"{state} ").removesuffix(f" of {state}")
    return frozenset(_forms(rest)) if state and rest != name else frozenset()


def _forms(rest: str) -> Iterator[str]:
    words = rest.split()
    yield rest
    if of := _DEPARTMENT_OF.fullmatch(rest):
        yield f"{of[1]} department"
        yield f"dept of {of[1]}"
    for short in ("".join(w[0] for w in words), "".join(w[0] for w in words if w not in _WEAK)):
        if len(short) >= _SHORTEST:
            yield short


def _with_its_state(body: Agency) -> Iterator[str]:
    code = body.state
    said = [fold(STATES[code]), *_SHORT.get(code, "").split()]
    said += [] if code in _WORDS_TOO else [code.lower()]
    for rest in at_home(body.abbreviation):
        for state in said:
            yield f"{state} {rest}"
            yield f"{state} s {rest}"


def _of_its_place(key: str) -> Iterator[str]:
    body = agencies.known(key)
    name = fold(body.name)
    place = _SORT.sub("", name)
    if body.state and key != body.law and place not in {name, fold(STATES[body.state])}:
        yield place
        if place.endswith(" county"):
            yield place.removesuffix("unty")


def _initials(body: Agency) -> set[str]:
    """Return what a body is called for short: NYPD, and DPS for that of Texas; no word of ours."""
    state = STATES[body.state]
    words = [one for one in re.findall(r"[^\W\d_]+", body.name) if one.casefold() not in _WEAK]
    home = [one for one in words if one not in state.split()]
    told = ([*words], [one for one in words if one.casefold() != "city"], home)
    short = {"".join(one[0] for one in mine).casefold() for mine in told}
    if body.name.endswith(" Sheriff"):  # whose office it is: KCSO
        short |= {f"{one}o" for one in short}
    return {one for one in short if len(one) >= _SHORTEST and not agencies.find(one)}


def same_body(key: str, on_file: Collection[str]) -> str:
    """Return the key of a body in a state that is on file by another of its names; "" for none.

    NYPD is the New York City Police Department of the same state, whichever stands on file.
    """
    body = agencies.known(key)
    if not body.state or key in on_file or key == body.law:
        return ""
    there = [one for one in on_file if one.startswith(f"{body.law}-")]
    short = all_of(there).get(fold(body.name), "")
    longer = [one for one in there if fold(agencies.known(one).name) in all_of([key])]
    return short or (longer[0] if len(longer) == 1 else "")
