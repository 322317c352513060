"""Who bears a name in an office: the title right at the name, and not one in the same sentence.

"Director Ann Roe" and "Ann Roe, FOIA Officer" are public; in "the officer told Ann Roe" and "I, Ann
Roe, authorise my attorney" the title is somebody else's.
"""

from __future__ import annotations

import re

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
    r"(?i)\b(?:that|who|whom|which|for|with|to|by|told|asked|said|wrote|and|then|of|from|a|al|que)\s"
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


_HEADING = 240
_OFFICIALS = re.compile(
    r"(?i)\b(?:attendees?|present|participants|authors?|panel(?:ists)?|custodians?|staff|counsel"
    r"|attorneys?|witness(?:es)?|members|board|committee|speakers|commissioners|directors|officers"
    r"|contributors|editors|signatories|defendants|plaintiffs)\b"
)


def is_of_officials(before: str) -> bool:
    """Say whether the text right before a list heads it as one of officials, counsel, authors."""
    return bool(_OFFICIALS.search(before[-_HEADING:]))
