"""Who bears a name in an office: the title right at the name, and not one in the same sentence.

"Director Ann Roe" and "Ann Roe, FOIA Officer" are public; in "the officer told Ann Roe" and "I, Ann
Roe, authorise my attorney" the title is somebody else's.
"""

from __future__ import annotations

import re

from bot.privacy.normal import BARRIER

TITLE = re.compile(
    r"(?i)\b(?:judge|justice|director|counsel|esq|esquire|officer|attorneys?|secretary|chief"
    r"|commissioner|inspector|administrator|ombudsman|liaison|analyst|specialist|clerk|hon(?:orable)?"
    r"|president|senators?|congress(?:man|woman)?|representatives?|rep|sen|professor|prof|sheriff"
    r"|agent|manager|paralegal|governor|gov|general|deputy|supervis(?:or|ory)|coordinator|assistant"
    r"|associate|lawyer|abogad[oa]|juez|jueza|warden|reporters?|journalist|editor|fellow|dir"
    r"|requesters?|spokes(?:man|woman|person)|ambassador|mayor(?!\sde\sedad)|minister|magistrate|captain|sergeant"
    r"|lieutenant|colonel|superintendent|commander|director[a]|interpreter|notary|nurse|doctor|dr)\b"
)
SENTENCE = re.compile(r"(?<=[a-z]{3})[.!?;]\s{1,3}|\n")
# After a title these words lead to somebody else: "the officer who arrested", "counsel for".
_LEADS_ON = re.compile(
    r"(?i)\b(?:that|who|whom|which|for|with|to|by|told|asked|said|wrote|and|then|of|from|a|al|que|not"
    r"|could|would|cannot|can't|didn't|doesn't|won't)\s"
    r"|\w{3,}ed\s"
)
DOES = re.compile(
    r"(?i)\b(?:declar\w*|hereby|swear|consent|authori[sz]\w*|request|understand|certif\w*|autorizo"
    r"|consiento|solicito|affirm|state|am|being|juro|told|asked|said|was|were|is|has|had|fue|will"
    r"|my|his|her|their|mi|su|sus)\b"
)


def is_office_holder(before: str, after: str) -> bool:
    """Say whether the words right before or behind a name give it an office.

    `before` and `after` are the text at the name, as far as the caller looks.
    """
    lead = SENTENCE.split(before)[-1]
    titles = list(TITLE.finditer(lead))
    if titles and not _LEADS_ON.search(lead[titles[-1].end() :] + " "):
        return True
    behind = re.match(r"\s{0,2}[,(|/-]\s{0,3}|\n\s{0,8}", after)
    if not behind:
        return False
    rest = re.split(r"[.;!?]\s|\n\s{0,8}\n", after[behind.end() :])[0]
    title = TITLE.search(rest)
    return title is not None and not DOES.search(rest[: title.start()])


# Counsel of record: a bar's number, "For Plaintiffs:" right above, a court's notice by mail. A line
# without a colon proves nothing: "Attorneys for Petitioner" stands above the petitioner's own name.
_BAR = re.compile(
    r"(?i)\s{0,2}[,(]\s?(?:[a-z.]{1,12}\s){0,2}(?:bar\s(?:no|number|id|#)|c?sbn\b|pro\shac\svice)"
)
_FOR_A_PARTY = re.compile(
    r"(?im)^[ \t]{0,12}(?:(?:attorneys?|counsel)\s)?for\s(?:the\s)?(?:plaintiff|defendant"
    r"|petitioner|respondent|appell(?:ant|ee)|intervenor)s?:[ ]{0,3}\n"
    r"(?:[^\n]*\S[^\n]*\n){0,12}[ \t]*$"
)
_BY_MAIL = re.compile(
    r"(?i)\b(?:electronically\s(?:mailed|noticed|served|notified)|cm/?ecf|ecf\snotice"
    r"|attorneys?\sto\sbe\snoticed|counsel\sof\srecord)\b"
)
_MAILBOX = re.compile(rf"[ \t:<(,-]{{1,6}}(?:mailto:)?(?:[\w.+-]{{1,60}}@|{BARRIER})")
_LISTED = re.compile(
    r"(?i)[ \t]{0,12}(?:authors?|prepared\sby|contributors?|editors?|panel(?:ists)?|speakers?)"
    r"\s?:[^\n]*"
)
_PARTY_REACH = 600


def is_of_counsel(text: str, start: int, end: int) -> bool:
    """Say whether the name is one of counsel of record, or of the authors of a paper."""
    if _BAR.match(text, end) or _LISTED.fullmatch(text, text.rfind("\n", 0, start) + 1, start):
        return True
    if _FOR_A_PARTY.search(text[max(0, start - _PARTY_REACH) : start]):
        return True
    return bool(_MAILBOX.match(text, end)) and is_mailed_by_a_court(text)


def is_mailed_by_a_court(text: str) -> bool:
    """Say whether a court's notice tells to which counsel it went."""
    return _BY_MAIL.search(text) is not None


_HEADING = 240
_OFFICIALS = re.compile(
    r"(?i)\b(?:attendees?|present|participants|authors?|panel(?:ists)?|custodians?|staff|counsel"
    r"|attorneys?|witness(?:es)?|members|board|committee|speakers|commissioners|directors|officers"
    r"|contributors|editors|signatories|defendants|plaintiffs)\b"
)


def is_of_officials(before: str) -> bool:
    """Say whether the text right before a list heads it as one of officials, counsel, authors."""
    return bool(_OFFICIALS.search(before[-_HEADING:]))
