"""A list that was shown, cut to a part, moved to another time, counted or asked for again."""

from __future__ import annotations

import re
from datetime import date

from bot.language import days, list_cuts
from bot.language import followup_words as fw
from bot.language.followup_values import Followed, Talk
from bot.language.reading import heard
from bot.law import bodies
from bot.store.name_lookup import Names


def filtered(text: str, line: str, talk: Talk, names: Names, today: date) -> Followed | None:
    """Ask for a part of the list: ours, the late ones, without CBP, another time."""
    if talk.query not in {"due", "overdue", "owe", "status", "news"}:
        return None
    if talk.query != "news" and (left := list_cuts.after(heard(line, names), talk.query)):
        return Followed(left, "the list")
    if found := _of_a_sort(text, talk):
        return found
    if fw.OURS.match(text):
        return Followed("owe")
    if fw.LATE.match(text) or (talk.query == "overdue" and fw.HOW_LATE.match(text)):
        return Followed("overdue")
    if talk.query == "due" and (more := _days_more(text)):
        return Followed(f"due {more}", "what is due")
    return _of_another_time(text, talk, today)


def _of_a_sort(text: str, talk: Talk) -> Followed | None:
    """Cut the list to federal, state or local bodies."""
    if talk.query == "news":
        return None
    if (out := fw.EXCEPT.match(text)) and len(out["what"].split()) <= fw.FEW:
        return Followed("", _NOT_CUT)
    match = fw.OF_A_SORT.match(text)
    if match is None:
        return None
    return Followed(f"{talk.query} {bodies.ONES[match.lastgroup or ''].words}", "the list")


def _of_another_time(text: str, talk: Talk, today: date) -> Followed | None:
    """Ask the same of another time: "and next week?", "since the 1st"."""
    said = days.find(text, today)
    if talk.query == "news" and len(said) == 1 and said[0].past and _is_around(text, said[0]):
        return Followed(f"news since {said[0].past.isoformat()}", "what is new")
    span = fw.SPAN.search(text)
    if not span or not set(fw.SPAN.sub(" ", text).strip(" ?.!").split()) <= fw.AROUND:
        return None
    if talk.query in {"due", "owe", "overdue"}:
        return Followed(f"due {span[0]}", "what is due")
    return Followed(f"news since {span[0]}", "what is new") if talk.query == "news" else None


def cut(text: str, talk: Talk, target: str) -> Followed | None:
    """Ask for the count, the first or a sort of those that were shown."""
    if fw.COUNT.match(text) or fw.PART.match(text):
        return Followed(f"{talk.query} {target}".strip(), "the same again")
    if fw.MOST.match(text) and len(talk.shown) > 1:
        request, agency = talk.shown[0]
        return Followed(f"status #r{request}" + (f"/{agency}" if agency else ""), "the first one")
    if fw.MOST.match(text):
        return Followed(f"{talk.query} {target}".strip(), "the same again")
    if fw.CUT_BY.match(text):
        return Followed("", _NOT_CUT)
    if fw.REST.match(text):
        return Followed("due" if talk.query == "owe" else "status", "all of them")
    if fw.WHEN.match(text) and not target:
        return Followed(talk.query, "the same again")
    return None


_NOT_CUT = (
    "I cannot cut the list by that. Name an agency or a request, or say: ours, late, next week."
)


def _is_around(text: str, said: days.SaidDay) -> bool:
    """Say whether a line says no more than a day: "and since the 1st?"."""
    rest = f"{text[: said.start]} {text[said.end :]}"
    return set(rest.replace("?", " ").strip(" .!").split()) <= fw.AROUND


def _days_more(text: str) -> str:
    """Return the days that "and 60?" or "the week after" ask for; "" for anything else."""
    if re.search(r"\bweek after\b", text):
        return "3 weeks"
    if re.fullmatch(
        r"(?:and )?(?:then )?(?:the )?next(?: one| week)?|(?:and )?after that", text.strip(" ?.!")
    ):
        return "2 weeks"
    number = fw.NUMBER.match(text)
    return number[1] if number else ""
