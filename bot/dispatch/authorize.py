"""Who may have what where: asked once before anything is looked up, and once of what came back.

Pure. What it says is for the person; `reason` is for the audit alone.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.answers.values import Answer, Notice
from bot.frozen import Frozen, value
from bot.invocation import Ask
from bot.privacy.gate import NOT_FOR_YOU, NOT_HERE, Data, Level, Reach, Role, decide

LEADS_ONLY = "Only a lead can do that. Ask one of your team's leads."


@value
class Refusal(Frozen):
    """What is told, and why."""

    notice: Notice
    reason: str


def before(
    ask: Ask,
    data: Data,
    line: str,
    ours: Callable[[str], bool] = lambda _word: False,
    in_office: Callable[[str], bool] = lambda _name: False,
) -> Refusal | None:
    """Refuse what this person may not have in this place; None lets pass.

    `line` is what was said: a question about a person gets one fixed reply. Even "not found" would
    be an answer. Who holds the files may search them for any words.
    `ours` says whether a request or an agency on record is called by a word: no person's name is;
    `in_office` whether the papers that may be seen here give a name an office.
    """
    decision = decide(ask.person, ask.place, Level.PUBLIC, data)
    if decision.reach is Reach.REFUSE:
        notice = Notice(_why(ask, data), tone="refused")
        return Refusal(notice, f"refused: {decision.reason}")
    if not line or (ask.searching and ask.person.role is Role.OPERATOR):
        return None
    from bot.privacy.questions import FIXED_REPLY, person_question

    if data in {Data.STATUS, Data.FILING} and person_question(line, ours, in_office):
        return Refusal(Notice(FIXED_REPLY, tone="refused"), "person question")
    return None


def after(ask: Ask, data: Data, answer: Answer) -> Answer:
    """Look at what came back: restricted words go to nobody whom the gate refuses."""
    if data is not Data.FILING or answer.level is not Level.RESTRICTED:
        return answer
    pointer = bool(getattr(answer, "pointer", False))
    decision = decide(ask.person, ask.place, answer.level, data, named=pointer)
    if decision.reach is Reach.REFUSE or decision.pointer is not pointer:
        return Notice(NOT_HERE, tone="refused")
    return answer


def _why(ask: Ask, data: Data) -> str:
    if ask.person.role is None:
        return NOT_FOR_YOU
    if data is Data.SETTINGS and ask.person.role is Role.MEMBER:
        return LEADS_ONLY
    return NOT_HERE  # also where facts about person or place could not be had
