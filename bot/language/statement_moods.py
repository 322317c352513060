"""What happened in a clause, by whom, and what keeps it from being an event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.language.happenings import (
    CONDITION,
    DECIDED,
    HAPPENINGS,
    HEARSAY,
    INTENDED,
    NEGATED,
    WEAK,
    Happening,
)
from bot.language.statement_values import Mood, Statement
from bot.law import agencies
from bot.law.events import Kind
from bot.store.name_lookup import Names
from bot.store.requests import fold

_HEAD = re.compile(
    r"^(?:the |our |\S+ ){0,3}(?:appeal|waiver|expedited processing|expedite request|complaint"
    r"|request|xreq|production|release|clarification)$"
)


def headed(clauses: list[str]) -> list[str]:
    """Join a heading to what is said below it: "solitary appeal: granted" is one clause."""
    heads = len(clauses) > 1 and _HEAD.match(clauses[0]) and happening_of(clauses[0]) is None
    return [f"{clauses[0]} {clauses[1]}", *clauses[2:]] if heads else clauses


def undone(about: Statement, text: str) -> Statement | None:
    """Read a line that names something of ours and says only that it has not happened."""
    if not (about.requests or about.agencies):
        return None
    moods = ((HEARSAY, Mood.HEARSAY), (NEGATED, Mood.NEGATED), (INTENDED, Mood.INTENDED))
    mood = next((mood for pattern, mood in moods if pattern.search(text)), None)
    return replace(about, mood=mood) if mood else None


def kinds_named(text: str) -> tuple[str, ...]:
    """Return the kinds of events that a text speaks of, whether or not they happened."""
    return tuple(
        dict.fromkeys(
            one.kind for one in HAPPENINGS if one.kind != "release" and one.pattern.search(text)
        )
    )


Found = tuple[str, tuple[Happening, re.Match[str]] | None]


def happening_of(clause: str) -> tuple[Happening, re.Match[str]] | None:
    """Return what happened in a clause, by one who can do it, and where that is said."""
    for one in (*DECIDED, *HAPPENINGS):
        if (match := one.pattern.search(clause)) and _by_whom(one, clause, match):
            return one, match
    return None


OURS = re.compile(r"\b(?:we|i|us)\b")
THEIRS = re.compile(r"\b(?:they|he|she|xagy\d*|oip|judge|court|agency|government)\b")


_AROUND_COURT = re.compile(
    r"\b(?:after|before|since|despite|during|following) (?:the |our |that )?(?:\S+ )?"
    r"(?:hearing|trial|conference|argument|briefing|status report)\b,? "
    r"(?:the )?(?:xagy\d*|they) (?:\S+ ){0,2}?(?:\w+ed|sent|gave|withheld|took)\b"
)
_COURT = re.compile(
    r"\b(?:court|judge|magistrate|(?:cross-?)?motion|summary judgment|injunction)\b"
)


def _by_whom(one: Happening, clause: str, match: re.Match[str]) -> bool:
    """Say whether the one who does it in the clause is one who can: we appeal, they deny."""
    if one.kind == Kind.DETERMINED and _COURT.search(clause):
        return False  # "the court denied our motion" decides no request
    if one.kind == Kind.COURT_DATE and _AROUND_COURT.search(clause):
        return False  # "after the hearing CBP denied it" says when, and is no hearing
    before = clause[: match.end()]
    ours, theirs = OURS.search(before), THEIRS.search(before)
    doing = _WE.search(before)
    if one.whose == "theirs":
        # "we asked for an extension" is ours; "they told us", "we got" are theirs.
        return not (
            ours
            and not theirs
            and re.search(
                r"\b(?:we|i) (?:\w+ )?(?:ask\w*|request\w*|need\w*|want\w*|filed|sent|denied"
                r"|submitted|mailed|emailed|faxed|lodged|uploaded)\b",
                before,
            )
        )
    if one.whose == "ours":
        # "the ICE appeal is in": who is named before a noun only says which.
        if re.search(r"\bby us\b", clause) or _PASSIVE.match(match[0]):
            return True
        return not (theirs and theirs.start() < match.start() + 1 and not doing) or _told(clause)
    return True


_WE = re.compile(r"\b(?:we|i)\b")  # "CBP sent us ..." is done to us, not by us
_PASSIVE = re.compile(r"(?:appeal|complaint|lawsuit|suit|check|payment)\b(?!.*\bby (?:xagy|them))")


def _told(clause: str) -> bool:
    return bool(
        re.match(
            r"^(?:ok |so |just )*(?:told|wrote|emailed|called|paid|sued|filed|sent|mailed)\b",
            clause,
        )
    )


# "Jo says DEA remanded": somebody of ours tells what an agency did. An agency's own word is told.
_TOLD_BY = re.compile(
    r"(?:^|[.;,]\s+|\b(?:but|and|because|since)\s+)(?:[Tt]he )?"
    r"((?:[A-Z][a-z][\w.]*)(?: [A-Z][\w.]*){0,3}|[A-Z]{2,4}(?= (?:is|are|was) reporting)) "
    r"(?:says|said|claims|claimed|heard|hears|swears|insists|told (?:me|us)|reckons|thinks"
    r"|reports|reported|(?:is|are|was) reporting|has (?:it|reported)|writes|tweeted|posted)\b"
)
_PER = re.compile(
    r"\b(?:[Pp]er|(?i:source):|[Aa]ccording to) (?:the |The )?"
    r"((?:[A-Z][a-z][\w.]*)(?: [A-Z][\w.]*){0,3})"
)
_OWN_WORD = frozenset("""
they she he it this that letter notice email decision denial response acknowledgment portal court
judge office officer analyst agency liaison counsel website tracking system government clerk
""".split())  # fmt: skip  # noqa: SIM905


def is_told_by_others(line: str, names: Names) -> bool:
    """Say whether a person, and no agency, letter or court, is said to say it.

    A body on file is one by any of its names: "King County said ..." is its own word.
    """
    return any(
        name.casefold() not in _OWN_WORD
        and agencies.find(name) is None
        and not names.find(fold(name).split()).agencies
        for pattern in (_TOLD_BY, _PER)
        for name in pattern.findall(line)
    )


def mood_of(found: Sequence[Found], text: str, *, strong: bool) -> Mood | None:
    """Return what keeps the sentence from being an event; None where it simply states it."""
    for clause, one in found:
        if one is None:
            if _REFUSED_PART.search(clause):
                return Mood.NEGATED
            if strong and _UNSURE_BEHIND.search(clause):
                return Mood.HEARSAY
            continue
        if mood := _mood_of_one(clause, one, text, strong=strong):
            return mood
    return None


def is_negated(clause: str, one: tuple[Happening, re.Match[str]], text: str) -> bool:
    """Say whether a clause tells that it did not happen, and hangs on no condition."""
    if _IF.search(clause) or CONDITION.search(clause):
        return False
    return _mood_of_one(clause, one, text, strong=True) is Mood.NEGATED


def _mood_of_one(
    clause: str, one: tuple[Happening, re.Match[str]], text: str, *, strong: bool
) -> Mood | None:
    kind, span = one[0].kind, one[1]
    before = text.split(span[0], maxsplit=1)[0][-40:]
    if _TAKEN_BACK.search(text) or HEARSAY.search(clause) or (strong and HEARSAY.search(before)):
        return Mood.HEARSAY
    if one[0] in DECIDED:  # that it will not be is what was decided, if for good
        return Mood.INTENDED if re.search(r"\byet\b|\bfor now\b|\bright now\b", clause) else None
    if one[0].whose == "ours" and INTENDED.search(span[0]) and kind not in _ANSWERED:
        return Mood.INTENDED  # "we should withdraw"
    rest = f"{clause[: span.start()]} {_BECAUSE.sub('', clause[span.end() :])}"
    whole = _BECAUSE.sub("", clause) if span.end() <= len(_BECAUSE.sub("", clause)) else clause
    if _negated(kind, clause, span, rest, whole):
        return Mood.NEGATED
    if _intended(kind, clause, rest):
        return Mood.INTENDED
    if _IF.search(clause) or (kind not in _WITH_UNTIL and CONDITION.search(whole)):
        return Mood.CONDITION
    return None


def _negated(kind: str, clause: str, span: re.Match[str], rest: str, whole: str) -> bool:
    if kind in WEAK:
        return bool(NEGATED.search(clause[: span.end()]))
    if NEGATED.search(span[0]) and kind not in _SAID_WITH_NO:
        return True  # "the appeal is not filed"
    if _OWN_NO.search(span[0]):
        return bool(NEGATED.search(rest) or _YET.search(rest))
    # "no" just before the event denies it, and so does any "yet".
    just_before = re.search(r"\bno (?:\w+ )?$", clause[: span.start()])
    return bool(just_before or NEGATED.search(whole) or _YET.search(whole))


# Said of the whole line, whatever clause it stands in: "..., no wait, it was ICE".
_TAKEN_BACK = re.compile(
    r"\bno ?,? ?wait\b|\bscratch that\b|\bi mean\b|\bor was it\b"
    r"|\b(?:everything|anything|all) but "
    r"(?!xpag|\d|an? |the |one |two |three |(?:\S+ )?(?:pages?|records|parts?)\b)"
    r"|\b(?:do|does|did) not (?:really )?(?:know|remember|recall)\b"
    r"|\b(?:not|never) (?:\w+ )?(?:certain|sure)\b|\bno idea\b|\b(?:pretty|fairly|kind of) sure\b"
    r"|\b(?:have|has|had) not (?:\w+ )?seen\b|\bcan not (?:remember|recall|confirm whether)\b"
    r"|\bnever ?mind\b"
    r"|\bwhich (?:one|request|agency|of them) (?:was|is) (?:it|that)\b"
    r"|\b(?:ignore|forget) (?:that|this|me|it)\b"
)
# "..., not xday1": part of what was said is denied, and which part is not for us to say.
_REFUSED_PART = re.compile(r"^(?:and |but )?(?:not|never)\b.*\bx(?:day|num|agy|req|amt|pag)\d*")
# "..., or so I think", "..., according to the Post": said of all before it.
_UNSURE_BEHIND = re.compile(
    r"^(?:or so|if (?:i|we) |iirc|afaik|as far as|i (?:think|guess|believe|suppose|heard)"
    r"|according to|reportedly|apparently|allegedly|supposedly|maybe|perhaps|from memory|at least)"
)
_YET = re.compile(r"\byet\b")
_OWN_NO = re.compile(r"\brefus\w+|\bdeclin\w+|\bno\b|\bnot\b|\bnothing\b|neither|never")
# What is itself told with a "no": no records, no waiver, neither confirmed nor denied.
_SAID_WITH_NO = frozenset({
    Kind.DETERMINED, Kind.EXPEDITE_DENIED, Kind.FEE_WAIVER_DENIED, Kind.CLARIFICATION_ASKED,
    Kind.STILL_INTERESTED, Kind.STILL_INTERESTED_ANSWERED, Kind.APPEAL_DECIDED,
})  # fmt: skip
_IF = re.compile(r"^(?:so |and |but |ok )*(?:if|unless|in case|assuming|suppose|once|whenever)\b")
_ANSWERED = frozenset({
    Kind.STILL_INTERESTED_ANSWERED, Kind.CLARIFICATION_ANSWERED, Kind.FEE_ANSWERED,
})  # fmt: skip
_WITH_UNTIL = frozenset({
    Kind.ESTIMATE_GIVEN, Kind.COURT_DATE, Kind.CLARIFICATION_ASKED, Kind.FEE_ASKED,
    Kind.STILL_INTERESTED, Kind.EXTENDED, Kind.NOTE,
})  # fmt: skip
_ANNOUNCED = frozenset(
    {
        Kind.EXTENDED,
        Kind.CLARIFICATION_ASKED,
        Kind.FEE_ASKED,
        Kind.STILL_INTERESTED,
    }
)
# What is told of the time to come: "they will need until Nov 20".
ANNOUNCED = _ANNOUNCED | {Kind.ESTIMATE_GIVEN}  # fmt: skip
_BECAUSE = re.compile(r"\b(?:because|since|saying|says|said|which|citing|so that)\b.*")


def _intended(kind: str, clause: str, rest: str) -> bool:
    if kind == Kind.PRODUCTION_ORDERED:
        return bool(_TO_ORDER.search(clause))
    if kind in {Kind.ESTIMATE_GIVEN, Kind.COURT_DATE, Kind.RULING_GIVEN}:
        return False
    theirs = not re.search(
        r"\b(?:we|i|us) (?:are |am )?(?:going|will|plan|need|want|have|should|might)", clause
    )
    if kind in {*_ANNOUNCED, Kind.APPEAL_EXTENDED} and theirs:
        # An agency that says it needs more time has taken it.
        return bool(_PLANNED.search(clause))
    return bool(INTENDED.search(rest))


_TO_ORDER = re.compile(
    r"\b(?:will|should|might|may|could|(?:going|plans?|supposed|about) to) (?:order|set|schedule)\b"
)
_PLANNED = re.compile(
    r"\b(?:might|may|could|would|should|tomorrow|next (?:week|month)|soon|draft\w*|going to"
    r"|plan(?:s|ning)? (?:to|on)|supposed to|about to"
    r"|will (?!need|require|take|have|cost|charge|be xamt))\b"
)
