"""A line that leans on what was said before -> the line that says it in full.

Only ids and the name of the last query are known of what came before. What is taken over is
shown with the answer, and each use is authorised anew.
"""
# ruff: noqa: E501 - a table of what people say

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.language import days, slips, statements
from bot.language.reading import OF_ONE, Reading, read
from bot.store.name_lookup import Names
from bot.store.requests import fold


@dataclass(frozen=True, slots=True)
class Talk:
    """What the conversation is about. `shown`: (request, agency) in the order last shown.

    `offered`: the lines that were offered last. `query` and `rest`: the last query's name and
    its words besides the target. `proposal`: the code of the open one shown last.
    """

    query: str = ""
    rest: str = ""
    request: int = 0
    agency: str = ""
    shown: tuple[tuple[int, str], ...] = ()
    offered: tuple[str, ...] = ()
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """The line in full, and what was taken over from before."""

    line: str
    took: str = ""


_LEAD = re.compile(
    r"^(?:(?:ok|okay|and|so|hm+|right|great|thanks|cool|well|also|but|oh|alright|now|then|please|hey)[\s,]+)+"
)
_ABOUT = re.compile(
    r"^(?:what about|how about|and what about|just|only|show only|show just|same (?:question |thing )?(?:for|with|on)|same for|do the same for"
    r"|and for|and|now|also|ditto for|likewise for|y)\s+(?P<what>.+?)(?:\s+(?:too|then|instead|as well))?[?.!]*$"
)
_YES = re.compile(
    r"^(?:yes|yep|yeah|yup|sure|do it|record it|go ahead|correct|confirmed?|right|exactly|ok record it|si|please do|that one)(?:[\s,]+(?:please|record it|do it|do that|that is right|thanks|record that))*[\s.!]*$"
)
_NO = re.compile(
    r"^(?:no|nope|nah|not (?:this|that)|cancel|(?:scrap|drop|forget|discard|skip|toss) (?:it|that)|do not|leave it|ignore (?:it|that)|wrong|never ?mind)(?:[\s,]+(?:thanks|cancel|that is wrong|do not|leave it|not that|(?:scrap|drop|forget|discard|skip|toss|ignore) (?:it|that)|never ?mind))*[\s.!]*$"
)
_INSTEAD = re.compile(
    r"^(?:no|not that|i meant|i mean|sorry|wait|actually)[\s,]+(?:i (?:meant|mean) |the )?(?P<what>.+?)[.!?]*$"
)
_ORDINAL = re.compile(
    r"^(?:(?:the|show me|show|open|take|pick|option|number|no\.?|#)\s*)*"
    r"(?P<n>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th|one|two|three|[1-9])"
    r"(?:\s+(?:one|option|of (?:them|those|these)|please))*[\s.!?]*$"
)
_NTH = {
    "first": 0, "1st": 0, "one": 0, "1": 0, "second": 1, "2nd": 1, "two": 1, "2": 1, "third": 2,
    "3rd": 2, "three": 2, "3": 2, "fourth": 3, "4th": 3, "4": 3, "fifth": 4, "5th": 4, "5": 4,
    "last": -1,
}  # fmt: skip
_ONE_OF_THEM = re.compile(
    r"\b(?:the )?(?P<n>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)(?: (?:one|request|of (?:them|those|these)))\b"
)
_OTHER = re.compile(
    r"^(?:(?:what|how) about |and |show (?:me )?)?(?:the other(?: one)?|the rest|the others)[\s?.!]*$"
)
_WHY = re.compile(
    r"^(?:why(?: (?:is|was) (?:that|it|this))?|how come|why so|why then|why that (?:date|day)|how so|how is that|how did you get (?:that|there)|explain(?: (?:that|it))?|why not|por que)[\s?.!]*$"
)
_SINCE = re.compile(
    r"^(?:since when|from when|as of when|when (?:is|was) (?:that|it)|when|when then|then when|so when|by when|until when|what date|which day|what day|how long|for how long|how late|how many days(?: (?:left|late))?|how long do (?:they|we) have(?: left)?|and when|cuando)[\s?.!]*$"
)
_SPAN = re.compile(
    r"\b(?:(?:this|next|last) (?:week|month|quarter|year)|today|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:next )?\d+ (?:days|weeks)|january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
_NUMBER = re.compile(
    r"^(?:(?:and|what about|how about|next|in|the|make it|after that|then|for)[\s,]+)*(\d{1,3})(?: days)?[\s?.!]*$"
)
_OURS = re.compile(
    r"^(?:(?:just|only|show|me|and|what about|which (?:are|of (?:those|them) are)|the ones?|those|that are|which are|ones)\s+)*(?:ours|mine|on us|our (?:ones?|side)|we owe|that we owe|for us)[\s?.!]*$"
)
_LATE = re.compile(
    r"^(?:(?:just|only|show|me|and|what about|which (?:are|of (?:those|them) are)|the ones?|those|that are|which are|ones)\s+)*(?:late|overdue|past due|theirs|the late ones|the overdue ones|late ones|overdue ones)[\s?.!]*$"
)
_HOW_LATE = re.compile(r"(?:by )?how (?:much|late|long)\W*$")
_UNDO = re.compile(
    r"^(?:(?:wait|no|oops|sorry|please|actually|hold on|uh|ugh|hm+|ah|that (?:was|is) wrong|my mistake)[\s,]+)*(?:undo(?: (?:that|it|this|my last(?: \w+)?|the last (?:one|thing|change|entry)))?|take (?:that|it) back|scratch that|revert(?: (?:that|it))?|unrecord that|deshacer|that was wrong,? undo)(?:[\s,]+(?:please|that|it))*[\s.!]*$"
)
_IT = re.compile(
    r"\b(?:it|that|this(?! (?:week|month|quarter|year|morning|afternoon|time)\b)|them|they|their|those|he|she|its|there|that one|this one|eso|esa)\b"
)
_LETTER = re.compile(
    r"\b(?:that|the|their|this|said) (?:letter|email|notice|document|filing|page|acknowledgment|denial|response)\b|\bshow (?:me )?(?:it|that)\b"
)
_DRAFT = re.compile(
    r"^(?:can you |could you |please )?(?:nudge|chase|poke|prod|ping|remind|follow up with) "
    r"(?:them|it|him|her|the agency)\b(?P<more>.*)$|"
    r"^(?:can you |could you |please )?(?:draft|write|prepare) (?:it|one|that|(?:to )?them|me one|a (?:letter|follow[- ]?up|nudge|reminder)|the (?:letter|appeal|follow[- ]?up)|an appeal)\b(?P<rest>.*)$"
)
_TARGETED = frozenset({
    "status", "why", "window", "ripe", "number", "history", "letter", "cite", "fees", "contacts",
    "produced", "docket", "draft", "timeline", "news", "filings", "mark", "owe", "public", "overdue",
    "due", "redactions",
})  # fmt: skip
# Asked in a few words, these are of what was spoken of; status, news and dates are of all.
_OF_SOMETHING = frozenset({
    "window", "letter", "cite", "fees", "contacts", "docket", "mark", "produced", "public",
    "redactions", "filings",
})  # fmt: skip
# These are so in a whole sentence, too: "and when do we have to appeal".
_OF_THE_MATTER = frozenset({"window", "fees", "public", "produced", "redactions", "contacts"})
_AROUND = frozenset({
    "and", "what", "about", "how", "is", "are", "due", "the", "on", "in", "just", "by", "before",
    "until", "for", "then", "show", "me",
})  # fmt: skip
_ALL = re.compile(r"\b(?:all|every|everything|anything|everybody|each|any)\b")
_EACH = re.compile(r"\b(?:all|every|everything|everybody|each)\b")
_SAYS = re.compile(
    r"^what (?:does|did|do) (?:it|that|this|they|the (?:letter|page|email|document)) (?:say|mean|tell"
    r"|ask|want)\b"
)
_NEXT = re.compile(
    r"^(?:what is |when is |and )*(?:the |our |their )?next (?:deadline|date|step|hearing|one|thing|production|release)"
    r"(?: due)?[\s?.!]*$"
)
_SHORT = 7  # words: a longer line stands on its own
_FEW = 4


_THE_ONE = re.compile(
    r"\b(?:(?:this|that|the) (?:one|request|matter|case|foia)|it|this|that|them|they|their|eso|esa)\b"
)


def leans(words: str) -> bool:
    """Say whether words speak of something said before: "open it as a timeline"."""
    return bool(re.search(r"\b(?:it|this one|that one|them|those|these)\b", words.lower()))


def confirms(line: str) -> bool:
    """Say whether a line is a plain yes or no, however it begins: "record it"."""
    return bool(_YES.match(_plain(line)) or _NO.match(_plain(line)))


def is_undo(line: str) -> bool:
    """Say whether a line asks to take the last change back."""
    return bool(_UNDO.match(_plain(line)))


def follow(line: str, talk: Talk, names: Names, today: date) -> Followed | None:
    """Return the line in full; None for a line that stands on its own."""
    text = _plain(line)
    bare = _LEAD.sub("", text).strip()
    if not bare:
        return None
    for step in (
        _confirmed,
        _picked,
        _of_one_of_them,
        _asked_again,
        _filtered,
        _of_another,
        _about_it,
    ):
        if (
            found := step(bare if step is not _of_another else text, line, talk, names, today)
        ) is not None:
            return found
    return None


def _plain(line: str) -> str:
    text = " ".join(line.lower().split())
    for pattern, words in slips.CONTRACTIONS:
        text = re.sub(pattern, words, text)
    return text


def _target(talk: Talk) -> str:
    if not talk.request:
        return talk.agency
    return f"#r{talk.request}" + (f"/{talk.agency}" if talk.agency else "")


Step = tuple[str, str, Talk, Names, date]


_OTHER_DAY = re.compile(
    r"^(?:(?:no|wait|sorry|actually|oops|hm+|nope|i mean|i meant|correction)[\s,:]+)*"
    r"(?:(?:it|that|this) (?:was|happened|came|is)(?: actually| really)? |make (?:it|that) |should be "
    r"|change (?:it|that|the (?:day|date)) to |i meant |i mean )?(?:on |dated )?$"
)


def _another_day(text: str, today: date) -> date | None:
    """Return the day that "no, it was Nov 25" puts in the place of the one that was shown."""
    said = [one for one in days.find(text, today) if one.past and not one.vague]
    if len(said) != 1 or text[said[0].end :].strip(" .!"):
        return None
    return said[0].past if _OTHER_DAY.match(text[: said[0].start]) else None


def _confirmed(text: str, _line: str, talk: Talk, _names: Names, today: date) -> Followed | None:
    if talk.proposal and _YES.match(text):
        return Followed(f"proposal #p{talk.proposal} record")
    if talk.proposal and _NO.match(text):
        return Followed(f"proposal #p{talk.proposal} aside")
    if talk.proposal and (on := _another_day(text, today)):
        return Followed(f"proposal #p{talk.proposal} on {on.isoformat()}", "the day alone")
    if len(talk.offered) == 1 and _YES.match(text):
        return Followed(talk.offered[0])
    return None


def _picked(text: str, _line: str, talk: Talk, names: Names, _today: date) -> Followed | None:
    if match := _ORDINAL.match(text):
        at = _NTH[match["n"]]
        if talk.offered and -len(talk.offered) <= at < len(talk.offered):
            return Followed(talk.offered[at])
        if len(talk.shown) > 1 and at < len(talk.shown):
            request, agency = talk.shown[at]
            return Followed(f"status #r{request}" + (f"/{agency}" if agency else ""))
    if talk.offered and (found := _offered_by_name(text, talk, names)):
        return Followed(found)
    if _OTHER.match(text):
        return _the_other(talk) or Followed("", "Which other one? Say its name.")
    return None


def _of_one_of_them(
    text: str, _line: str, talk: Talk, names: Names, _today: date
) -> Followed | None:
    """Ask something of one of those shown last: "the first one, why?", "draft the second one"."""
    match = _ONE_OF_THEM.search(text)
    if match is None or len(talk.shown) <= _NTH[match["n"]] or not talk.shown:
        return None
    request, agency = talk.shown[_NTH[match["n"]]]
    target = f"#r{request}" + (f"/{agency}" if agency else "")
    rest = f"{text[: match.start()]} {text[match.end() :]}".strip(" ,?.!")
    if not rest:
        return None
    found = read(rest, names)
    verb = "why" if _WHY.match(rest) else found.verb if found.verb in _TARGETED else "status"
    about = _rest(found) if verb == found.verb else ""
    return Followed(_said(verb, target, about), "the one shown")


def _offered_by_name(text: str, talk: Talk, names: Names) -> str:
    """Return the offered line whose request or agency the words name, if it is one only."""
    if len(text.split()) > _SHORT:
        return ""
    named = names.find(fold(text).split(), slips.vocabulary())
    fits = [
        line
        for line in talk.offered
        if any(f"#r{one}" in f"{line} ".replace("/", " ") for one in map(str, named.requests))
        or any(f"/{agency}" in line for agency in named.agencies)
        or any(names.shown.get(one, "\0").casefold() in line.casefold() for one in named.requests)
    ]
    return fits[0] if len(fits) == 1 else ""


def _the_other(talk: Talk) -> Followed | None:
    rest = [one for one in talk.shown if one[0] != talk.request]
    if len({one[0] for one in rest}) != 1 or not talk.query:
        return None
    request, _ = rest[0]
    return Followed(f"{talk.query} #r{request} {talk.rest}".strip(), "the other one")


# A few words that ask of what was spoken of, whatever was asked before.
_BARE = tuple(
    (re.compile(rf"^(?:{pattern})[\s?.!]*$"), query)
    for pattern, query in (
        (
            r"how much(?: (?:is it|do they want|is that|money))?|what amount|what does it cost",
            "fees",
        ),
        (
            r"what (?:can|should|do|could) we do(?: now| next| about (?:it|that|this))?|what now|what next|(?:what are )?(?:our |the )?(?:options|next steps?)",
            "status",
        ),
        (
            r"(?:any|which|what|show me the|the) (?:letters|filings|documents|files|papers)(?: (?:on (?:it|that|file)|do we have|are there))?",
            "filings",
        ),
        (
            r"(?:show|open|see|get|pull up)(?: me)? (?:the )?(?:latest|newest|last|most recent)(?: one| letter)?",
            "letter",
        ),
        (
            r"what (?:do|does) (?:they|it|the agency) (?:still )?owe(?: us)?|what (?:is|are) (?:still )?(?:missing|outstanding)|(?:any|what|which) (?:deadlines?|dates?)(?: (?:there|coming(?: up)?|on (?:it|that|this)|left|for (?:it|that|this)|ahead))?",
            "status",
        ),
        (
            r"(?:and )?(?:to|with) whom|(?:and )?(?:where|whom?) (?:do|should|must) (?:we|i) (?:send|mail|address|file) (?:it|that|this|them)(?: to)?|to (?:what|which) (?:address|office)",
            "contacts",
        ),
        (r"(?:what|which|whose) law (?:applies|counts|governs|is (?:it|that))", "why"),
    )
)


def _asked_again(text: str, _line: str, talk: Talk, _names: Names, _today: date) -> Followed | None:
    target = _target(talk)
    if target and (query := next((said for pattern, said in _BARE if pattern.match(text)), "")):
        return Followed(f"{query} {target}{' that' if query == 'letter' else ''}", "the request")
    if _NEXT.match(text) and target:
        return Followed(
            f"{'docket' if talk.query == 'docket' else 'status'} {target}", "the request"
        )
    if _WHY.match(text) and target:
        rest = {"window": " appeal", "ripe": " suit"}.get(talk.query, "")
        query = "ripe" if talk.query == "ripe" else "why"
        return Followed(f"{query} {target}{'' if query == 'ripe' else rest}", "the request")
    if _SINCE.match(text) and target and talk.query:
        query = (
            talk.query if talk.query in {"ripe", "window", "why", "fees", "docket"} else "status"
        )
        return Followed(f"{query} {target}", "the request")
    return None


def _filtered(text: str, _line: str, talk: Talk, _names: Names, _today: date) -> Followed | None:
    if talk.query not in {"due", "overdue", "owe", "status", "news"}:
        return None
    if _OURS.match(text):
        return Followed("owe")
    if _LATE.match(text) or (talk.query == "overdue" and _HOW_LATE.match(text)):
        return Followed("overdue")
    if talk.query == "due" and (days := _days_more(text)):
        return Followed(f"due {days}", "what is due")
    span = _SPAN.search(text)
    if span and set(_SPAN.sub(" ", text).strip(" ?.!").split()) <= _AROUND:
        if talk.query in {"due", "owe", "overdue"}:
            return Followed(f"due {span[0]}", "what is due")
        if talk.query == "news":
            return Followed(f"news since {span[0]}", "what is new")
    return None


def _days_more(text: str) -> str:
    """Return the days that "and 60?" or "the week after" ask for; "" for anything else."""
    if re.search(r"\bweek after\b", text):
        return "3 weeks"
    number = _NUMBER.match(text)
    return number[1] if number else ""


def _of_another(text: str, _line: str, talk: Talk, names: Names, _today: date) -> Followed | None:
    """Ask the same of another request or agency: "and DHS?", "same for the drones"."""
    match = _ABOUT.match(_LEAD.sub("", text) if not text.startswith("and ") else text)
    instead = _INSTEAD.match(text)
    what = match["what"] if match else instead["what"] if instead else ""
    if not what or not talk.query:
        return None
    named = names.find(fold(what).split(), slips.vocabulary())
    if not (named.requests or named.agencies):
        return None
    target = _meant(named.requests, named.agencies, talk, names)
    if re.search(r"\bhow much\b|\bwhat does it cost\b", what) and target:
        return Followed(f"fees {target}", "the question")
    own = read(re.sub(r"^(?:the|that)\s+", "", what), names)
    more = [t for n, t in enumerate(fold(what).split()) if n not in named.spent]
    if own.sure and own.verb not in {"status", "ask", "find"} and len(more) > 1 and own.words:
        return Followed(f"{own.verb} {own.words}")
    query = talk.query if talk.query not in _NOT_AGAIN else "status"
    if target:
        return Followed(_said(query, target, talk.rest), "the question")
    if named.agencies and query not in OF_ONE:
        return Followed(f"{query} {named.agencies[0]}", "the question")
    return None


_NOT_AGAIN = frozenset({"ask", "find", "show", "log", "undo", "proposal", "help", "remind"})


def _meant(requests: Sequence[int], agencies: Sequence[str], talk: Talk, names: Names) -> str:
    """Return the one target that names mean, with what was talked of before; "" for none."""
    agency = agencies[0] if agencies else ""
    if len(requests) == 1:
        at = f"/{agency}" if agency in names.at.get(requests[0], ()) else ""
        return f"#r{requests[0]}{at}"
    if talk.request and agency in names.at.get(talk.request, ()):
        return f"#r{talk.request}/{agency}"
    mine = [one for one, places in names.at.items() if agency in places]
    if len(mine) != 1:
        return ""
    return f"#r{mine[0]}" + (f"/{agency}" if len(names.at[mine[0]]) > 1 else "")


def _said(query: str, target: str, rest: str) -> str:
    sign = ": " if query in {"letter", "cite"} and rest else " "
    if query in {"due", "news"}:
        return f"{query} {rest} {'about ' if query == 'news' else ''}{target}".replace("  ", " ")
    return f"{query} {target}{sign}{rest}".strip()


def _about_it(text: str, line: str, talk: Talk, names: Names, today: date) -> Followed | None:
    """Put what the conversation is about in place of a pronoun, or of nothing at all."""
    target = _target(talk)
    named = names.find(fold(text).split(), slips.vocabulary())
    if statements.read(line, names, today) is not None:
        return None  # it says what happened, and is about what was spoken of
    if not talk.request or named.requests or len(text.split()) > _SHORT + 3:
        return None
    agency = next((one for one in named.agencies if one in names.at.get(talk.request, ())), "")
    if named.agencies and not agency:
        return None
    target = f"#r{talk.request}/{agency}" if agency else target
    if (line_in_full := _of_a_letter(text, talk, target, names)) is not None:
        return Followed(line_in_full, "the request")
    found = read(line, names)
    if _IT.search(text):  # "who owns this one?" is read as of the request itself
        whole = read(_THE_ONE.sub(names.shown[talk.request], text, count=1), names)
        found = whole if whole.sure and whole.verb in _TARGETED else found
    if found.verb not in _TARGETED or not (found.sure or found.verb in OF_ONE):
        return None
    most = _SHORT if found.verb in _OF_THE_MATTER else _FEW
    short = found.verb in _OF_SOMETHING and len(text.split()) <= most
    every = _EACH if found.verb in _OF_SOMETHING else _ALL
    if every.search(text) or not (_IT.search(text) or found.verb in OF_ONE or short):
        return None
    return Followed(_said(found.verb, target, _rest(found)), "the request")


def _of_a_letter(text: str, talk: Talk, target: str, names: Names) -> str | None:
    """Return the line that shows, reads or drafts a letter of what was spoken of."""
    if _SAYS.match(text) and talk.query in {"letter", "cite", "show", "filings"}:
        return f"ask {text} {names.shown[talk.request]}"
    if _DRAFT.match(text):
        kind = "appeal" if "appeal" in text or talk.query == "window" else "follow-up"
        return f"draft {target} {kind}"
    if _LETTER.search(text) and not re.search(r"\b(?:due|date|why|when)\b", text):
        return f"letter {target} that"
    return None


def _rest(found: Reading) -> str:
    return found.about if found.verb in {"letter", "cite", "draft", "why", "due", "news"} else ""
