"""Small talk, what we cannot do, and lines that lean on what was said before in this place.

A conversation keeps ids and what was offered, for an hour, for one person in one place; each use
is authorised anew by running the line in full as if it had been typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from bot.answers.proposed import Proposed
from bot.answers.values import Answer, Button, Choice, Notice
from bot.answers.wording import spelt
from bot.dispatch import trace
from bot.dispatch.run import Tools, opened
from bot.invocation import Ask
from bot.language import days, followups, openings, slips, smalltalk
from bot.language.followup_values import Followed, Talk
from bot.law import agencies
from bot.law.letter_sorts import SORTS
from bot.privacy.gate import Data, Level, Reach, decide
from bot.registry import Operation, everything
from bot.registry.commands import AddRequest, DecideProposal, SetReminder
from bot.registry.queries import LIMIT_WORDS, ShowHelp
from bot.registry.utterance import Utterance
from bot.store import component_views, conversations, proposals, references, requests
from bot.store.conversations import About, Where
from bot.store.dialogue_tables import Proposal
from bot.store.name_lookup import Names
from bot.store.requests import fold

# Surfaces on which one thing is said after another; a slash command has no thread.
_SURFACES = frozenset({"dm", "mention", "terminal"})
_BUTTONS = frozenset({"button", "form"})
_SHARED = "~"  # a thread of a batch: one conversation, whoever speaks where
_MOST = 8
# Commands whose bare name leans on what was said before; others say all there is to say.
_LEANING = frozenset({
    "why", "ripe", "number", "history", "draft", "timeline", "show", "letter", "window", "cite",
    "fees", "contacts", "produced", "docket", "mark", "undo",
})  # fmt: skip


def converses(ask: Ask) -> bool:
    """Say whether what is said here can lean on what was said before."""
    return ask.surface in _SURFACES and ask.form is None


def _where(ask: Ask) -> Where:
    if ask.thread.startswith(_SHARED):
        return Where("", "", ask.thread)
    return Where(ask.person.id, ask.place.id, ask.thread)


# -- Before a line is read -----------------------------------------------------------------------


def small(line: str) -> Answer | Operation | None:
    """Answer small talk in one line, and say what we cannot do; None for anything else."""
    if smalltalk.is_small(line):
        return Notice(smalltalk.reply(line), tone="smalltalk")
    if smalltalk.BARE_YES.match(line.strip()):
        return Notice("Nothing is open here that could be confirmed or put aside.", tone="clarify")
    if smalltalk.ABOUT.match(line.strip()):
        return ShowHelp()
    if openings.NEW_REQUEST.match(line.strip()):
        return NEW_REQUEST
    if (found := smalltalk.cannot(line)) is not None:
        why, near = found
        return Notice(why, buttons=(Button(near, f"help {near}"),), tone="declined")
    return None


NEW_REQUEST = Notice(
    "Is that a new request? Nothing is recorded.",
    ("For example: new ICE data breach to ICE, DHS sent 2023-11-09.",),
    tone="clarify",
    buttons=(Button("New request", AddRequest()),),
)


def followed(tools: Tools, ask: Ask, heard: Utterance) -> Followed | None:
    """Return the line in full where it leans on what was said before; else None."""
    if not converses(ask) or heard.value is not None:
        return None
    if followups.is_undo(heard.line):
        return Followed("undo")
    plain = followups.confirms(heard.line)
    named = heard.spec is not None and heard.spec.name not in _LEANING
    if named and not plain and not followups.leans(heard.words):
        return None
    with tools.store.read() as session:
        talk = _talk(session, ask)
        if talk is None:
            return None
        found = followups.follow(heard.line, talk, Names.read(session), ask.today)
        if found is not None and (asked := re.fullmatch(r"letter #r(\d+)\S* that", found.line)):
            doc = component_views.newest_filing(session, int(asked[1]), _level(ask))
            found = replace(found, line=f"show {doc}" if doc else f"letter #r{asked[1]}")
        return found


def _level(ask: Ask) -> int:
    return min(int(ask.place.level), int(Level.TEAM))


def request(tools: Tools, ask: Ask) -> int:
    """Return the request that the conversation is about; 0 for none."""
    if not converses(ask):
        return 0
    with tools.store.read() as session:
        talk = _talk(session, ask)
    return talk.request if talk and talk.request else 0


def components(tools: Tools, ask: Ask) -> list[int]:
    """Return the component requests that the conversation is about."""
    if not converses(ask):
        return []
    with tools.store.read() as session:
        talk = _talk(session, ask)
        if talk is None or not talk.request:
            return []
        return [
            one.id
            for one in component_views.read(session)
            if one.request_id == talk.request and talk.agency in {"", one.agency}
        ]


def _talk(session: Any, ask: Ask) -> Talk | None:
    """Return what was said before as far as it still stands; None after an hour of silence."""
    about = conversations.recall(session, _where(ask), ask.now)
    if about == conversations.NOTHING:
        return None
    kept = dict(about.choices[0]) if about.choices else {}
    alive = {one.id for one in requests.by_ids(session, _ids(about, kept))}
    component = component_views.agency_of(session, about.component_id)
    row = session.get(Proposal, about.proposal_id) if about.proposal_id else None
    is_open = row is not None and proposals.is_open(row, ask.now)
    return Talk(
        query=str(kept.get("query", "")),
        rest=about.limit,
        request=about.request_id if about.request_id in alive and about.request_id else 0,
        agency=component,
        shown=tuple((one, at) for one, at in kept.get("shown", ()) if one in alive),
        offered=tuple(kept.get("offered", ())),
        proposal=row.code if row is not None and is_open else "",
    )


def _ids(about: About, kept: dict[str, Any]) -> list[int]:
    shown = [one for one, _ in kept.get("shown", ())]
    return [*shown, *([about.request_id] if about.request_id else [])]


# -- After it was answered -----------------------------------------------------------------------


def remember(tools: Tools, ask: Ask, answer: Answer) -> None:
    """Keep what the answer was about, as ids; what was said is not kept."""
    if ask.surface not in _SURFACES | _BUTTONS or not _worth_keeping(answer):
        return
    query, words = trace.ran()
    with tools.store.write() as session:
        where = _where(ask)
        before = conversations.recall(session, where, ask.now)
        about = _about(session, answer, query, words)
        if about is None:
            return
        says_nothing = not any(one.get("shown") for one in about.choices)
        leaves = query in _LEAVES_IT or (says_nothing and isinstance(answer, Notice))
        if about.request_id is None and before.request_id and leaves:
            about = replace(about, request_id=before.request_id, component_id=before.component_id)
        conversations.remember(session, where, about, ask.now)


# What says nothing of a request leaves the one that was spoken of.
_LEAVES_IT = frozenset(
    {"undo", "help", "", "ask", "find", "remind", "speed", "export", "redactions"}
)


def _worth_keeping(answer: Answer) -> bool:
    return not (isinstance(answer, Notice) and answer.tone in {"smalltalk", "refused", "trouble"})


_RESTS = ("appeal", "follow-up", "determination", "expedited", "suit", "reply")


def _about(session: Any, answer: Answer, query: str, words: str) -> About | None:
    data = answer.to_json()
    shown = list(dict.fromkeys(_shown(data)))
    ids = references.ids_of(session, [slug for slug, _ in shown])
    pairs = [(ids[slug], at) for slug, at in shown if slug in ids]
    meant = references.meant(session, words)
    if meant is not None and (one := references.ids_of(session, [meant[0]]).get(meant[0])):
        pairs = [(one, meant[1])] + [pair for pair in pairs if pair[0] != one]
    if isinstance(answer, Proposed):
        slugs = references.ids_of(session, [one["request"] for one in answer.events])
        pairs = [(slugs[one["request"]], one["agency"]) for one in answer.events]
    if not pairs and isinstance(answer, Choice):
        # What was offered is of one request, though it was not sure what was asked of it.
        offered_of = {n for one in answer.buttons for n in re.findall(r"#r(\d+)", one.line)}
        pairs = [(int(n), "") for n in offered_of] if len(offered_of) == 1 else []
    if not pairs and (only := _only_one_of(session, words)):
        pairs = [only]
    if not pairs and (doc := getattr(answer, "doc", "")):
        of_doc = references.ids_of(session, component_views.requests_of(session, str(doc)))
        pairs = [(one, "") for one in of_doc.values()]
    single = len({one for one, _ in pairs}) == 1 or meant is not None
    agencies = {at for one, at in pairs if at and one == pairs[0][0]} if pairs else set()
    component = (
        component_views.id_of(session, pairs[0][0], agencies.pop())
        if single and len(agencies) == 1
        else None
    )
    offered = _offered(answer)
    rest = next((one for one in _RESTS if one in words), "")
    kept: dict[str, Any] = {"query": query, "shown": pairs[:_MOST], "offered": offered}
    return About(
        request_id=pairs[0][0] if pairs and single else None,
        component_id=component,
        limit=rest,
        proposal_id=_proposal_id(session, answer),
        choices=(kept,),
    )


def _only_one_of(session: Any, words: str) -> tuple[int, str] | None:
    """Return the one component request of the agency that words begin with: "FBI: fee letter"."""
    agency = agencies.find(re.split(r"[:\s]", words.strip(), maxsplit=1)[0])
    found = [
        one for one in component_views.read(session) if agency and one.agency == agency.abbreviation
    ]
    return (found[0].request_id, found[0].agency) if len(found) == 1 else None


def _shown(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        slug, agency = value.get("slug"), value.get("agency")
        if isinstance(slug, str) and slug:
            if "components" in value:
                parts = [one.get("agency", "") for one in value["components"]]
                yield slug, parts[0] if len(parts) == 1 else ""
                return
            yield slug, agency if isinstance(agency, str) else ""
        for one in value.values():
            yield from _shown(one)
    elif isinstance(value, list):
        for one in value:
            yield from _shown(one)


def _offered(answer: Answer) -> list[str]:
    """Return the lines that were offered, each in its place; "" for one that holds words."""
    if not isinstance(answer, Choice) or isinstance(answer, Proposed):
        return []
    return [one.line if _is_ours(one.line) else "" for one in answer.buttons[:_MOST]]


# "#r3/ICE", a part of a list, a few days, a day.
_REFERENCE = re.compile(r"#[rcdnfe]\d+(?:/[A-Z0-9-]{1,12})?|@\d+|\d{1,3}|\d{4}-\d\d-\d\d")
_JOINING = frozenset("to me until on since about days follow-up".split())  # noqa: SIM905


def _is_ours(line: str) -> bool:
    """Say whether a line holds references, days and words of ours alone: no word of a person."""
    return all(
        _REFERENCE.fullmatch(token) or token in _our_words() or agencies.find(token) is not None
        for token in line.replace(":", " ").split()
    )


@cache
def _our_words() -> frozenset[str]:
    named = [name for spec in everything() for name in (spec.name, *spec.aliases)]
    named += [sort.name for sort in SORTS]
    named += [limit.replace("-", " ") for limit in (*LIMIT_WORDS, *LIMIT_WORDS.values())]
    named += ["appeal", "determination", "routing", "reply", "answer", "suit", "production"]
    return _JOINING | {word for name in named for word in name.split()}


def _proposal_id(session: Any, answer: Answer) -> int | None:
    if not isinstance(answer, Proposed) or answer.left:
        return None  # words that nothing accounts for are never recorded by a "yes"
    for button in answer.buttons:
        if isinstance(button.says, DecideProposal) and button.says.what == "record":
            row = proposals.by_code(session, button.says.code)
            return row.id if row else None
    return None


# -- "remind me dec 1 to send eoir the list" -----------------------------------------------------


def reminder(tools: Tools, ask: Ask, line: str) -> Answer | None:
    """Offer a reminder on the day and about the request that a sentence names; else None."""
    if ask.surface not in _SURFACES | {"slash"} or not (
        said := openings.REMIND.match(line.strip())
    ):
        return None
    line = line.strip()
    found = [one for one in days.find(line, ask.today) if one.future]
    allowed = decide(ask.person, ask.place, Level.PUBLIC, Data.CHANGE).reach is not Reach.REFUSE
    if not found or not allowed:
        return None
    on = found[0].future
    words = f"{line[said.end() : found[0].start]} {line[found[0].end :]}"
    text = re.sub(r"\s+(?:on|by)$", "", " ".join(words.split()).strip(" .,"))
    text = re.sub(r"^(?:(?:on|by|to|that|about)\s+)+", "", text)
    with opened(tools, None) as room:
        names = Names.read(room.session)
        talk = _talk(room.session, ask) if converses(ask) else None
        shown = room.hider()(text)
    request, agency = _remembered(text, names, talk)
    if not request or on is None:
        return Notice(
            "Which request is that reminder about? Nothing is set.",
            ("For example: remind ice data breach on 2027-03-03 to call the liaison.",),
            tone="clarify",
        )
    trace.note("remind", f"#r{request}")
    return Proposed(
        question=(
            f"Remind on {spelt(on)}, where {names.shown[request]} is at home: {shown or 'look'}"
        ),
        buttons=(
            Button("Set it", SetReminder(f"#r{request}", on, text or "look"), style="primary"),
        ),
        understood="a reminder; nothing is set yet",
        command="remind",
        request=names.slugs[request],
        agency=agency,
    )


def _remembered(text: str, names: Names, talk: Talk | None) -> tuple[int, str]:
    named = names.find(fold(text).split(), slips.vocabulary())
    ids = list(named.requests)
    if not ids and named.agencies:
        ids = [one for one, at in names.at.items() if named.agencies[0] in at]
    if not ids and talk is not None and talk.request:
        return talk.request, talk.agency
    return (ids[0], named.agencies[0] if named.agencies else "") if len(ids) == 1 else (0, "")
