"""A line that leans on what was said before -> the line that says it in full.

Only ids and the name of the last query are known of what came before. What is taken over is
shown with the answer, and each use is authorised anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from unicodedata import combining, normalize

from bot.language import followup_lists, followup_proposals, slips, statements
from bot.language import followup_words as fw
from bot.language.followup_values import Followed, Talk, target_of
from bot.language.heard import Reading
from bot.language.reading import names_a_letter, read
from bot.language.verb_words import OF_ONE
from bot.law.letter_sorts import sort_of
from bot.store.name_lookup import Names
from bot.store.requests import fold


def leans(words: str) -> bool:
    """Say whether words speak of something said before: "open it as a timeline"."""
    low = words.lower()
    bare = set(re.findall(r"[a-z]+", low)) <= fw.BARELY
    return (bare and bool(low.strip())) or bool(
        re.search(r"\b(?:it|this one|that one|them|those|these)\b", low)
    )


def confirms(line: str) -> bool:
    """Say whether a line is a plain yes or no, however it begins: "record it"."""
    return bool(fw.YES.match(_plain(line)) or fw.NO.match(_plain(line)))


def is_undo(line: str) -> bool:
    """Say whether a line asks to take the last change back."""
    return bool(fw.UNDO.match(_plain(line)))


def follow(line: str, talk: Talk, names: Names, today: date) -> Followed | None:
    """Return the line in full; None for a line that stands on its own."""
    text = _plain(line)
    bare = fw.LEAD.sub("", text).strip()
    if not bare:
        return None
    for step in (
        followup_proposals.confirmed,
        _picked,
        _of_one_of_them,
        _asked_again,
        followup_lists.filtered,
        _of_another,
        _of_the_answer,
        _about_it,
        _in_its_light,
    ):
        found = step(bare if step is not _of_another else text, line, talk, names, today)
        if found is not None and (step in _OF_WHAT_IS_NAMED or _speaks_of_all(bare, found, names)):
            return found
    return None


def _speaks_of_all(text: str, found: Followed, names: Names) -> bool:
    """Say whether the line in full speaks of the request and the agency that the words name.

    "How long do we have to sue EPA?" is no question about the request spoken of before, which did
    not go there: what is said and not used stops the falling back on it.
    """
    named = names.find(fold(text).split(), slips.vocabulary())
    target = re.search(r"#r(?P<request>\d+)(?:/(?P<agency>\S+))?", found.line)
    if target is None or not (named.requests or named.agencies):
        return True
    request = int(target["request"])
    places = {target["agency"]} if target["agency"] else names.at.get(request, set())
    return request in (named.requests or (request,)) and places.issuperset(named.agencies)


def _plain(line: str) -> str:
    text = "".join(c for c in normalize("NFKD", line.lower()) if not combining(c))
    text = " ".join(text.split())
    for pattern, words in slips.CONTRACTIONS:
        text = re.sub(pattern, words, text)
    return text


Step = tuple[str, str, Talk, Names, date]


def _picked(text: str, _line: str, talk: Talk, names: Names, _today: date) -> Followed | None:
    if match := fw.ORDINAL.match(text):
        at = fw.NTH[match["n"]]
        if talk.offered and -len(talk.offered) <= at < len(talk.offered):
            return Followed(talk.offered[at])
        if len(talk.shown) > 1 and at < len(talk.shown):
            request, agency = talk.shown[at]
            return Followed(f"status #r{request}" + (f"/{agency}" if agency else ""))
    if talk.offered and (found := _offered_by_name(text, talk, names)):
        return Followed(found)
    all_of_them = fw.REST.match(text) and talk.query in fw.LISTS
    if fw.OTHER.match(text) and not all_of_them:
        return _the_other(talk) or Followed("", "Which other one? Say its name.")
    return None


def _of_one_of_them(
    text: str, _line: str, talk: Talk, names: Names, _today: date
) -> Followed | None:
    """Ask something of one of those shown last: "the first one, why?", "draft the second one"."""
    match = fw.ONE_OF_THEM.search(text)
    if match is None or len(talk.shown) <= fw.NTH[match["n"]] or not talk.shown:
        return None
    request, agency = talk.shown[fw.NTH[match["n"]]]
    target = f"#r{request}" + (f"/{agency}" if agency else "")
    rest = f"{text[: match.start()]} {text[match.end() :]}".strip(" ,?.!")
    if not rest:
        return None
    found = read(rest, names)
    verb = "why" if fw.WHY.match(rest) else found.verb if found.verb in fw.TARGETED else "status"
    about = _rest(found) if verb == found.verb else ""
    return Followed(_said(verb, target, about), "the one shown")


def _offered_by_name(text: str, talk: Talk, names: Names) -> str:
    """Return the offered line whose request or agency the words name, if it is one only."""
    if len(text.split()) > fw.SHORT:
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


def _asked_again(text: str, _line: str, talk: Talk, names: Names, _today: date) -> Followed | None:
    target = target_of(talk)
    if target and (query := next((said for pattern, said in fw.BARE if pattern.match(text)), "")):
        return Followed(f"{query} {target}{' that' if query == 'letter' else ''}", "the request")
    if talk.request and fw.WHY_THEY.match(text):
        return Followed(f"ask {text} {names.shown[talk.request]}", "the request")
    if fw.NEXT.match(text) and target:
        return Followed(
            f"{'docket' if talk.query == 'docket' else 'status'} {target}", "the request"
        )
    if fw.WHY.match(text) and target:
        rest = {"window": " appeal", "ripe": " suit"}.get(talk.query, "")
        query = "ripe" if talk.query == "ripe" else "why"
        return Followed(f"{query} {target}{'' if query == 'ripe' else rest}", "the request")
    if fw.SINCE.match(text) and target and talk.query:
        query = (
            talk.query if talk.query in {"ripe", "window", "why", "fees", "docket"} else "status"
        )
        return Followed(f"{query} {target}", "the request")
    return None


def _of_the_answer(
    text: str, _line: str, talk: Talk, _names: Names, _today: date
) -> Followed | None:
    """Ask for the ground, the end, the count or a part of what was answered last."""
    target = target_of(talk) if talk.request else ""
    if talk.query in fw.LISTS and (found := followup_lists.cut(text, talk, target)):
        return found
    if not target:
        return None
    if fw.GROUND.match(text) or fw.MISSED.match(text):
        return Followed(_why(talk, target), "the request")
    if fw.WHEN.match(text):
        again = (
            talk.query if talk.query in {"fees", "ripe", "window", "docket", "owe"} else "status"
        )
        return Followed(f"{again} {target}", "the request")
    if fw.WHO.match(text):
        return Followed(
            f"{'docket' if talk.query == 'docket' else 'status'} {target}", "the request"
        )
    return None


def _names_none(text: str, alone: Reading) -> bool:
    """Say whether "why hiring?" names a request, though none on file; "why so long?" does not."""
    named = fw.WHY_NAMED.match(text) if alone.verb == "why" and alone.lost else None
    return named is not None and not slips.vocabulary().issuperset(named["what"].split())


def _why(talk: Talk, target: str) -> str:
    if talk.query == "ripe":
        return f"ripe {target}"
    limit = "appeal" if talk.query == "window" else talk.rest
    return f"why {target} {limit if limit in {'appeal', 'determination'} else ''}".strip()


_AT_MOST = 9  # words


def _in_its_light(text: str, line: str, talk: Talk, names: Names, today: date) -> Followed | None:
    """Read a question that is not whole as of what was spoken of: "which exemptions?"."""
    named = names.find(fold(text).split(), slips.vocabulary())
    if not talk.request or named.requests or len(text.split()) > _AT_MOST:
        return None
    if not fw.ASKS.match(text) or statements.read(line, names, today) is not None:
        return None
    agency = next((one for one in named.agencies if one in names.at.get(talk.request, ())), "")
    alone = read(line, names)
    if (named.agencies and not agency) or fw.ALL.search(text):
        return None
    whole = len(text.split()) > fw.FEW and alone.verb in fw.OF_PAPERS
    if alone.sure and (whole or alone.verb in fw.OF_ALL) and not fw.IT.search(text):
        return None
    if _names_none(text, alone) or alone.words == "mine":
        return None
    target = f"#r{talk.request}/{agency}" if agency else target_of(talk)
    bare = fw.THE_ONE.sub(" ", text).strip(" ?.!")
    full = read(f"{bare} for {names.shown[talk.request]}", names)
    if full.verb in fw.TARGETED and (full.sure or alone.verb == full.verb):
        return Followed(_said(full.verb, target, _rest(full)), "the request")
    return None


def _of_another(text: str, _line: str, talk: Talk, names: Names, _today: date) -> Followed | None:
    """Ask the same of another request or agency: "and DHS?", "same for the drones"."""
    match = fw.ABOUT.match(fw.LEAD.sub("", text) if not text.startswith("and ") else text)
    instead, extra = fw.INSTEAD.match(text), fw.EXTRA.match(text)
    only = fw.ONLY.match(text) if talk.query in fw.LISTS else None
    said = match or instead or only or (extra if talk.query == "draft" else None)
    what = said["what"] if said else ""
    short = text.rstrip().endswith("?") and len(text.split()) <= fw.FEW
    if not what and talk.query in fw.OF_A_KIND and short:
        what = text  # "the drones?": the same of it
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
    return _of_an_agency(query, named.agencies[0], names) if named.agencies else None


def _of_an_agency(query: str, agency: str, names: Names) -> Followed | None:
    """Ask it of an agency, or which of its requests is meant where it is asked of one only."""
    if query not in OF_ONE:
        return Followed(f"{query} {agency}", "the question")
    listed = ", ".join(names.shown[one] for one in _at(agency, names)[:_LISTED])
    return Followed("", f"Which one at {agency}: {listed}?") if listed else None


_LISTED = 4  # requests named in a question


def _at(agency: str, names: Names) -> list[int]:
    """Return the requests that went to an agency."""
    return [one for one, places in names.at.items() if agency in places]


_NOT_AGAIN = frozenset({"ask", "find", "show", "log", "undo", "proposal", "help", "remind"})


def _meant(requests: Sequence[int], agencies: Sequence[str], talk: Talk, names: Names) -> str:
    """Return the one target that names mean, with what was talked of before; "" for none."""
    agency = agencies[0] if agencies else ""
    if len(requests) == 1:
        at = f"/{agency}" if agency in names.at.get(requests[0], ()) else ""
        return f"#r{requests[0]}{at}"
    if talk.request and agency in names.at.get(talk.request, ()):
        return f"#r{talk.request}/{agency}"
    mine = _at(agency, names)
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
    target = target_of(talk)
    named = names.find(fold(text).split(), slips.vocabulary())
    if not names_a_letter(line) and statements.read(line, names, today) is not None:
        return None  # it says what happened, and is about what was spoken of
    if not talk.request or named.requests or len(text.split()) > fw.SHORT + 3:
        return None
    agency = next((one for one in named.agencies if one in names.at.get(talk.request, ())), "")
    if named.agencies and not agency:
        return None
    target = f"#r{talk.request}/{agency}" if agency else target
    if (line_in_full := _of_a_letter(text, talk, target, names)) is not None:
        return Followed(line_in_full, "the request")
    found = read(line, names)
    if fw.IT.search(text):  # "who owns this one?" is read as of the request itself
        whole = read(fw.THE_ONE.sub(names.shown[talk.request], text, count=1), names)
        found = whole if whole.sure and whole.verb in fw.TARGETED else found
    mine = found.verb in fw.TARGETED and (found.sure or found.verb in OF_ONE)
    if not mine or _names_none(text, found):
        return None
    most = fw.SHORT if found.verb in fw.OF_THE_MATTER else fw.FEW
    short = found.verb in fw.OF_SOMETHING and len(text.split()) <= most
    every = fw.EACH if found.verb in fw.OF_SOMETHING else fw.ALL
    if every.search(text) or not (fw.IT.search(text) or found.verb in OF_ONE or short):
        return None
    return Followed(_said(found.verb, target, _rest(found)), "the request")


def _of_a_letter(text: str, talk: Talk, target: str, names: Names) -> str | None:
    """Return the line that shows, reads or drafts a letter of what was spoken of."""
    if fw.SAYS.match(text) and talk.query in {"letter", "cite", "show", "filings"}:
        return f"ask {text} {names.shown[talk.request]}"
    if fw.DRAFT.match(text):
        kind = "appeal" if "appeal" in text or talk.query == "window" else "follow-up"
        return f"draft {target} {kind}"
    asks_when = re.search(r"\b(?:due|date|why|when)\b", text)
    if fw.LETTER.search(text) and not asks_when and sort_of(text) is None:
        return f"letter {target} that"
    return None


def _rest(found: Reading) -> str:
    return found.about if found.verb in {"letter", "cite", "draft", "why", "due", "news"} else ""


# These take what the words name, or the line that was offered, themselves.
_OF_WHAT_IS_NAMED = (followup_proposals.confirmed, _picked, _of_another)
