"""Which letter fits a component request now: no letter is put in the place of one that does not."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.wording import spelt
from bot.errors import NotFound, UsageError
from bot.law import agencies
from bot.law.kinds import Kind
from bot.law.roads import road_of
from bot.law.standing import Appeal
from bot.queries.components import Part, chosen
from bot.store.name_lookup import is_slip
from bot.store.requests import fold
from bot.store.session import Session
from bot.store.tables import Component

OF_A_STATE = ("follow-up", "appeal", "follow-up-appeal", "comments")
_FEDERAL = (
    "follow-up", "appeal", "status", "fee-objection", "fee-waiver", "still-interested",
    "clarification", "ogis", "refile", "comments",
)  # fmt: skip
_SHORT = {
    "comment": "comments",
    "fee": "fee-objection",
    "fees": "fee-objection",
    "waiver": "fee-waiver",
}
_PENDING = {Appeal.FILED, Appeal.ACKNOWLEDGED}
_SAYS_NOTHING = frozenset("""
a an the our my me us we to for of on in at by with about and please letter letters request
requests foia draft outline email mail note message matter denial denied
""".split())  # fmt: skip  # noqa: SIM905
_MOST = 4  # words of the name of a letter


def split(session: Session, about: str) -> tuple[Sequence[Component], str, str]:
    """Return the component requests that words mean, their name, and the letter they ask for.

    "border-towers petition" names a letter that `draft` does not know by its own words. Raises
    NotFound, Ambiguous.
    """
    words = about.split()
    for many in range(min(_MOST, len(words) - 1) + 1):
        head, tail = " ".join(words[: len(words) - many]), " ".join(words[len(words) - many :])
        try:
            found, name = chosen(session, head)
        except NotFound:
            continue
        rest = _unspent(head, name, found)
        return found, name, "-".join(filter(None, [*rest, *fold(tail).split()]))
    found, name = chosen(session, about)
    return found, name, ""


def _unspent(head: str, name: str, found: Sequence[Component]) -> list[str]:
    """Return the words that neither name what was found nor say nothing."""
    if head.startswith("#"):
        return []
    known = {word for one in found for word in _names_of(one)} | set(fold(name).split())
    return [
        word
        for word in fold(head).split()
        if word not in known | _SAYS_NOTHING and not any(is_slip(word, each) for each in known)
    ]


def _names_of(one: Component) -> list[str]:
    request, agency = one.request, agencies.known(one.agency)
    said = [
        request.name,
        request.slug,
        one.agency,
        agency.name,
        *(a.folded for a in request.aliases),
    ]
    return fold(" ".join(said)).split()


def meant(part: Part, kind: str) -> str:
    """Return the letter to write: the one asked for, or what the record calls for.

    Raises UsageError, with what fits, for a letter that there is not or that would say what is
    not so.
    """
    if not kind:
        return _called_for(part)
    kind = _SHORT.get(kind, kind)
    road = road_of(part.standing.agency.state)
    if road is not None and road.review_name and kind == road.review_name.replace(" ", "-"):
        kind = "appeal"
    if kind not in _FEDERAL:
        raise UsageError(f"There is no draft called “{kind}”. {_what_fits(part)}")
    if kind == "comments" and not part.of(Kind.RULING_ASKED):
        raise UsageError(
            "Comments go to the Attorney General of Texas once he has been asked for a ruling; "
            f"no such question is on record. {_what_fits(part)}"
        )
    if kind == "follow-up" and part.standing.appeal in _PENDING:
        return "follow-up-appeal"
    if kind == "follow-up" and part.standing.determined_on:
        raise UsageError(
            "A follow-up says that no determination is on record; it came on "
            f"{spelt(part.standing.determined_on)}. {_what_fits(part)}"
        )
    return kind


def _called_for(part: Part) -> str:
    standing = part.standing
    if standing.appeal in _PENDING:
        return "follow-up-appeal"
    if standing.appeal is Appeal.AVAILABLE:
        return "appeal"
    return "status" if standing.determined_on and not standing.agency.state else "follow-up"


def _what_fits(part: Part) -> str:
    fits = ", ".join(_fitting(part)).replace("fee-", "fee ").replace("still-", "still ")
    return f"What fits {part.shown} now: {fits}." if fits else "No letter of ours fits it now."


def _fitting(part: Part) -> list[str]:
    """Name the letters that say what is so by the record, in the order of the table."""
    standing = part.standing
    decided, pending = bool(standing.determined_on), standing.appeal in _PENDING
    fits = ["follow-up"] if pending or not decided else []
    if standing.agency.state:
        road = road_of(standing.agency.state)
        review = road.review_name if road is not None and road.review != "none" else ""
        fits += ["comments"] if part.of(Kind.RULING_ASKED) else []
        return [*fits, review.replace(" ", "-")] if review else fits
    fits += ["appeal"] if standing.appeal is Appeal.AVAILABLE else []
    for kind, name in _ASKED.items():
        fits += [name] if part.of(kind) else []
    return [*fits, "status", "fee-waiver", "ogis", *(["refile"] if decided else [])]


_ASKED = {
    Kind.FEE_ASKED: "fee-objection",
    Kind.STILL_INTERESTED: "still-interested",
    Kind.CLARIFICATION_ASKED: "clarification",
}
