"""Questions about a person get one fixed reply.

A yes, a no, a count or even another delay would tell whether somebody is protected. So the words of
the question decide, the names of requests and agencies, and whether masked papers that the asker
may read give the name an office: every name that holds none is looked for in the same way, and the
roster is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from bot.privacy import asked_of, wordlists
from bot.privacy.lexicon import GIVEN, THINGS
from bot.privacy.mask import mask
from bot.privacy.normal import plain

FIXED_REPLY = (
    "I do not answer questions about a person who holds no office in our papers. If your message "
    "names somebody or holds a number of theirs, please delete it. Work on a person's file "
    "belongs in the case system, not in Slack. Ask of an official by title and name, of a lawsuit "
    "as X v. Y, and look for any other word with find."
)
_LONGEST = 2_000  # more is no question

_PEOPLE = (
    "clients?|applicants?|detainees?|asylum[ -]seekers?|respondents?|non-?citizens?|migrants?|"
    "refugees?|immigrants?|inmates?|victims?|derivatives?|minors?|child(?:ren)?|wom[ae]n|m[ae]n|"
    "persons?|people|individuals?|famil(?:y|ies)|clientes?|solicitantes?|detenid[oa]s?|asilad[oa]s?|"
    "refugiad[oa]s?|migrantes?|personas?|victimas?|menores?|nin[oa]s?|mujer(?:es)?|hombres?|familias?"
)
_KIN = (
    "client|applicant|detainee|asylum[ -]seeker|respondent|sister|brother|mother|father|wife|"
    "husband|son|daughter|cousin|friend|cliente|solicitante|detenid[oa]|herman[oa]|madre|padre|"
    "espos[oa]|hij[oa]|prim[oa]|amig[oa]"
)
_LISTED = (
    r"one of|among(?:st)?|included|part of|affected|exposed|leaked|named|disclosed|compromised|"
    r"protected|(?:on|in) (?:(?:the|that|this|your|our|ice) ){0,2}(?:\w{1,15} ){0,2}"
    r"(?:list|leak|breach|spreadsheet|roster|data|disclosure|dump|group|6,?252)|"
    r"un[oa] de|entre l[oa]s|en (?:la|el|esa|ese|nuestra) (?:\w{1,15} ){0,1}"
    r"(?:lista|filtracion|padron|registro|grupo)|(?:afectad|expuest|filtrad|incluid|list)[oa]s?"
)
_HELD = (
    "detained|deported|removed|released|transferred|arrested|granted asylum|denied asylum|"
    "in (?:detention|custody|removal|jail|hospital)|on (?:a|the|that) flight|moved|"
    "flown (?:out|back)|sent back|"
    "picked up|freed|bonded out|let (?:go|out)|(?:put|sent) on a plane|apprehended|paroled|safe|"
    "alive|dead|sick|"
    "detenid[oa]s?|deportad[oa]s?|liberad[oa]s?|trasladad[oa]s?|arrestad[oa]s?"
)
_FACILITY = (
    "krome|otay mesa|adelanto|stewart|eloy|dilley|karnes|port isabel|la palma|mesa verde|winn|"
    "bluebonnet|folkston|torrance|baker county|delaney hall|moshannon(?: valley)?|detention|"
    "custody|shelter"
)
_NATION = (
    r"(?:cub|hait|eritre|ethiop|venezuel|hondur|guatemal|salvador|nicaragu|mexic|colombi|ecuador|"
    r"peru|brazil|russi|chin|ind(?!ivid|ex|ic|ust)|iran|iraq|afghan|som[ao]l|sudan|ghan|nigeri|camero|congol|turk|"
    r"uzbek|tajik|kurd|syri|yemen|ukrain|georgi|armeni|nepal|bangladesh|pakistan|egypt|dominic)"
    r"[a-z]{0,8}"
)
_HOW_MANY = "(?:how many|cuant[oa]s|number of|count of)"

# Who did something with the data is what the requests ask the agencies; it names nobody in it.
_DID = (
    r"(?:(?:first|else|at \w{2,5}) ){0,2}(?:access|download|view|publish|post|upload|investigat|"
    r"approv|authoriz|authoris|review|discover|report)ed\b"
)

# Whom at an agency we call about a matter is asked of the office, of nobody in it.
_TO_CALL = (
    r"(?:do|should|can|could|would|must|may) (?:i|we) (?:\w{1,10} ){0,2}"
    r"(?:call|phone|e-?mail|write|contact|reach|talk|speak|ask|send)\b"
)

_OF_WHICH = r"(?:(?:at|in|with|from) (?:\w{1,15} ){1,3})?"
_OURS = r"(?:(?:the|our|all|any|every|those|that|this|las?|los|el|nuestr[oa]s?) ){0,2}(?:of )?"

# In lower case, without accents, one space between words; every gap is bounded.
_FORMS = (
    rf"\b(?:which|what|whose|cual(?:es)?|que) (?:of |de )?{_OURS}(?:{_PEOPLE})\b",
    (
        rf"\b(?:who|whose|(?:de )?quien(?:es)?) (?!{_DID})(?!{_OF_WHICH}{_TO_CALL}).{{0,60}}?\b"
        rf"(?:{_LISTED}|{_HELD}|{_FACILITY})\b"
    ),
    rf"\b(?:who|quien(?:es)?) (?:are|is|were|was|son|es|fue|eran?) {_OURS}(?:{_PEOPLE}|{_KIN})\b",
    rf"\b(?:names?|nombres?|identit(?:y|ies)) (?:of|de|del) {_OURS}(?:{_PEOPLE}|{_KIN})\b",
    (
        rf"\b(?:paragraph|page|part|line|row|column|parrafo|pagina|lista|list) (?:with|of|con|de) "
        rf"{_OURS}(?:names|nombres|a-?numbers)\b"
    ),
    (
        rf"\b(?:list|show|give|send|tell|print|dame|muestra|enumera) (?:me )?{_OURS}"
        rf"(?:{_PEOPLE}|names|nombres|a-?numbers)\b"
    ),
    rf"\b{_HOW_MANY} (?:\S{{1,15}} )?(?:{_NATION})\b",
    (
        rf"\b{_HOW_MANY} (?:\S{{1,15}} ){{0,2}}(?:{_PEOPLE}) .{{0,60}}?(?:{_FACILITY}|{_NATION}|"
        r"fear|passed|failed|positive|negative|lgbt\w*|hiv|pregnant)\b"
    ),
    (
        r"\b(?:any(?:one|body)|some(?:one|body)|alguien) (?:from|at|in|de|en) "
        rf"(?:{_NATION}|{_FACILITY})"
    ),
    rf"\b(?:my|mi) (?:{_KIN})\b",
    (
        rf"\b(?:is|was|did|does|has|where is|what happened to|esta|estaba|es|era|fue) {_OURS}"
        rf"(?:\w{{1,15}} )?(?:{_KIN})\b"
    ),
    (
        r"\b(?:pass|passed|failed|got|had) (?:the |their |his |her |a )?(?:positive |negative )?"
        r"(?:credible|reasonable) fear\b"
    ),
)
_ASKS_FOR_PEOPLE = tuple(re.compile(form) for form in _FORMS)
# "X's A-number": what only a person has; X may be anybody that we keep no records of.
_HAS_SOMEBODY = re.compile(
    r"\b([a-z][a-z'-]{1,24}?)(?:'s|s') (?:a[ -]?(?:number|num|no|file)\b|dob\b|"
    r"alien (?:number|file)|"
    r"date of birth|birthday|home address|nationality|immigration (?:status|case|court)|"
    r"(?:asylum|bond|fear|cf|credible fear) (?:case|claim|hearing|interview|result|status|finding)|"
    r"bond\b|ssn\b|social security|passport|mother|father|wife|husband|kids|children|family|lawyer|"
    r"whereabouts|deportation|removal|release date|medical)"
)
_IS_SOMEBODY = re.compile(
    r"(?<!\bwe )(?<!\bi )(?<!\byou )(?<!\bit )"
    r"\b(?:is|was|are|were|has|did|esta|estaba|es|era|fue|sigue|ha|figura|aparece) (.{2,60}?) "
    r"(?:(?:still|also|ever|already|been|now|being|get|got|todavia|tambien|sido) ){0,2}"
    rf"(?:{_LISTED}|{_HELD}|(?:at|in|en) (?:the )?(?:{_FACILITY}))\b"
)
_ABOUT_SOMEBODY = re.compile(
    r"\b(?:is|was|status (?:of|for)|estado de|(?:case|file|records?|a-file|expediente|caso) "
    r"(?:of|for|de|del)|where is|donde esta|what happened (?:to|with)|que paso con|find|search for|"
    r"look up|look for|busca(?:r)?(?: a)?|anything (?:on|about)|algo (?:de|sobre)|represent|"
    r"do we (?:have|know)|list includes?|lista incluye|conocemos a|tenemos a|who is|"
    r"quien es|hear (?:of|about|from)) (.{3,60})"
)
_SHORT_LINE = re.compile(r"([A-Za-z][A-Za-z /-]{0,60}?)(?:/[A-Z]{2,6})?")
_LETTERS = re.compile(r"[A-Za-z]+")
_FEW = 5  # words
_WORD = re.compile(r"[a-z][a-z']*")


def person_question(
    text: str,
    ours: Callable[[str], bool] = lambda _word: False,
    in_office: Callable[[str], bool] = lambda _name: False,
) -> bool:
    """Say whether the answer would depend on a person's being, or not being, on record.

    `ours` says of a word, small, whether a request or an agency on record is called by it;
    `in_office` of a name whether the papers on file give it an office.
    """
    is_plain = _is_of_our_words(text)
    if not is_plain and mask(text, asked=True).spans:
        return True
    asked = " ".join((text if is_plain else plain(text[:_LONGEST])).lower().split())
    if any(form.search(asked) for form in _ASKS_FOR_PEOPLE):
        return True
    about = [*_IS_SOMEBODY.finditer(asked), *_HAS_SOMEBODY.finditer(asked)]
    if any(_unknown(m[1]) for m in about):
        return True
    named = any(_has_a_name(m[1]) for m in _ABOUT_SOMEBODY.finditer(asked))
    return named or (not is_plain and asked_of.somebody(text, ours, in_office))


def _is_of_our_words(text: str) -> bool:
    """Say whether a line is so short and so plain that nothing in it could be hidden.

    A verb and what a request is called by, as "why ice-data-breach/ICE": most lines are.
    """
    line = _SHORT_LINE.fullmatch(text)
    words = _LETTERS.findall(line[1].lower()) if line else []
    return bool(words) and len(words) <= _FEW and wordlists.of_nobody().issuperset(words)


def _unknown(who: str) -> bool:
    """Say whether the subject is nothing that we keep records of: so it is somebody."""
    words = _WORD.findall(who)
    return bool(words) and not any(
        word in THINGS or word in wordlists.organisations() or word in wordlists.subjects()
        for word in words
    )


def _has_a_name(words: str) -> bool:
    """Say whether a given name stands beside a word that is no thing of ours."""
    found = [word.removesuffix("'s") for word in _WORD.findall(words)][:6]
    return any(_are_a_name(one, two) for one, two in pairwise(found))


def _are_a_name(one: str, two: str) -> bool:
    if one in THINGS or two in THINGS:
        return False
    return one in GIVEN or two in GIVEN or (_is_rare(one) and _is_rare(two))


def _is_rare(word: str) -> bool:
    return word in wordlists.names() and word not in wordlists.english()
