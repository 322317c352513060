"""What is said of the proposal that was shown last: yes, no, another day, another request."""

from __future__ import annotations

from datetime import date

from bot.language import days, slips
from bot.language import followup_words as fw
from bot.language.followup_values import Followed, Talk
from bot.language.statement_moods import happening_of
from bot.law import agencies
from bot.store.name_lookup import Names
from bot.store.requests import fold


def _another_day(text: str, today: date) -> date | None:
    """Return the day that "no, it was Nov 25" puts in the place of the one that was shown."""
    said = [one for one in days.find(text, today) if one.past and not one.vague]
    if len(said) != 1 or text[said[0].end :].strip(" .!"):
        return None
    return said[0].past if fw.OTHER_DAY.match(text[: said[0].start]) else None


def confirmed(text: str, _line: str, talk: Talk, names: Names, today: date) -> Followed | None:
    """Confirm, put aside or put right what is open; None for anything else."""
    if talk.proposal and fw.YES.match(text):
        return Followed(f"proposal #p{talk.proposal} record")
    if talk.proposal and fw.NO.match(text):
        return Followed(f"proposal #p{talk.proposal} aside")
    if talk.proposal and (on := _another_day(text, today)):
        return Followed(f"proposal #p{talk.proposal} on {on.isoformat()}", "the day alone")
    if len(talk.offered) == 1 and fw.YES.match(text):
        return Followed(talk.offered[0])
    return _put_right(text, talk, names) if talk.proposal else None


def _put_right(text: str, talk: Talk, names: Names) -> Followed | None:
    """Change the open proposal: "not ICE, DHS", "it was a partial denial"."""
    if found := _of_another_request(text, talk, names):
        return found
    who = fw.NOT_WHO.match(text)
    agency = agencies.find(who["right"]) if who else None
    if agency:
        return Followed(f"proposal #p{talk.proposal} to-{agency.abbreviation}", "the agency alone")
    if fw.IN_PART.match(text):
        return Followed(f"proposal #p{talk.proposal} as-in-part", "how it went alone")
    what = fw.WHAT_IT_WAS.match(text)
    said = happening_of(f"they {what['what']}") if what else None
    if said and (how := said[0].details.get("disposition")):
        return Followed(f"proposal #p{talk.proposal} as-{how}", "how it went alone")
    return None


_CORRECTING = frozenset("""
no wait sorry actually oops hm hmm nope correction i mean meant it that this was is about on for of
the one and at to by wrong really instead rather request one's
""".split())  # fmt: skip  # noqa: SIM905


def _of_another_request(text: str, talk: Talk, names: Names) -> Followed | None:
    """Take "no, it was CBP on drones": another request, said with words of correction alone.

    An agency alone, to which this request did not go, is its only request: "sorry, I meant CBP".
    """
    words = fold(text).split()
    named = names.find(words, slips.vocabulary())
    rest = {word for at, word in enumerate(words) if at not in named.spent}
    if not rest <= _CORRECTING or not rest & _SIGNS:
        return None
    agency = named.agencies[0] if len(named.agencies) == 1 else ""
    meant = named.requests
    if not meant and agency and agency not in names.at.get(talk.request, ()):
        meant = tuple(one for one, places in names.at.items() if agency in places)
    if len(meant) != 1:
        return None
    there = names.at.get(meant[0], set())
    agency = agency or (next(iter(there)) if len(there) == 1 else "")
    if agency not in there:
        return None
    target = f"#r{meant[0]}/{agency}"
    return Followed(f"proposal #p{talk.proposal} to-{target}", "the request and the agency alone")


_SIGNS = frozenset("no wait sorry actually oops nope correction meant was instead wrong".split())  # noqa: SIM905
