"""What a colleague's note is about: a person in need, or the offices, papers and tools of our work.

Notes are short and without labels; so a name counts there by what the sentence tells.
"""

from __future__ import annotations

import re

KIN = (
    r"mother|father|mom|mum|dad|parents?|wife|husband|spouse|partner|son|sons|daughters?"
    r"|brothers?"
    r"|sisters?|aunt|uncle|cousins?|nephew|niece|kids?|children|baby|family|girlfriend|boyfriend"
    r"|fianc\w+|grand\w+|in-?laws?|cellmate|roommate|bunkie|godmother|godfather|godson|widow"
)
_LIFE = re.compile(
    r"(?i)\b(?:he|she|his|hers?|him|himself|herself|hearing|insulin|meds|g-?28s?|nta|cfi"
    r"|asylum|sponsor"
    r"|bond(?:ed)?|bail|habeas|deport\w*|detain\w*|hunger|cell|pod|dorm|parole\w*|gang|scars?"
    r"|clinic|surgery"
    r"|hospital|consent|locator|psych|stitches|rides?|eaten|check-?in|bible|the\shole|declaration|affidavit|isap|wristband|commissary|kids|baby|pregnan\w*"
    r"|afraid|scared"
    r"|interpreter|voicemail|plane|crying|eloy|winn|krome|dilley|karnes|otay|adelanto|stewart"
    r"|the\sleak"
    rf"|(?:his|her|my|the)\s(?:{KIN}))\b"
)
_OUR_WORK = re.compile(
    r"(?i)\b(?:search(?:es)?|logs?|fees?|waivers?|pages?|bates|productions?|draft(?:s|ed|ing)?|repl(?:y|ies)|deadlines?|extensions?"
    r"|spreadsheets?|invoices?|exemptions?|redact\w*"
    r"|press|reporters?|quotes?|firms?|working\sdays|requests?|appeals?|complaints?|briefs?"
    r"|schedule|discovery|vaughn|motions?|dockets?"
    r"|contracts?|subcontracts?|contractors?|vendors?|bids?|data|statutes?|liaison|leads?"
    r"|assign(?:ed)?|owner|owns|committee|memos?|reports?"
    r"|portal|pacer|westlaw|lexis|online|renewals|password|laptops?|templates?|scans?|scanned|upload\w*|download\w*|folder|drive"
    r"|channel|slack|zoom|printer|server|licen[cs]e|invite"
    r"|tracker|merge[d]?|proofread|edits?|comments?|tasks?|calendar|newsletter|foia|foil|pra"
    r"|determination|acknowledg\w*|exhibits?|officials?"
    r"|agency|agencies|department|staffer|senator|editor|article|interview\srequest"
    r"|web\s?site|statement|policy|bill|committee|record(?:s|ing)?"
    r"|vaughn|keys|paralegal|intern|volunteers?|colleague|co-?counsel|macros?|software"
    r"|update[ds]?\s(?:to|the)|install\w*|lists?\sof|joint"
    r"|letterhead|final\sresponse|production|release\sof|boxes|index|caption|declaratory"
    r"|llp|llc|aclu|npr|reuters|times|post|ogis|oip|doj|ausa|more\sdays|will\s(?:draft|file|follow)"
    r"|(?:on|parental)\sleave|vacation|out\ssick|ooo|pto"
    r"|out\s(?:until|till|through)\s(?:next|mon|tue|wed|thu|fri|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
    r"|takes\snotes|keys?\s(?:is|are)\sin|(?:lunch|coffee)\s(?:with|at)|certified|usps|birthday|stand-?up|payroll|onboard\w*"
    r"|subpoena|deposition|settlement|meet\sand\sconfer)\b"
)
_PAPER = re.compile(
    r"pages?|spreadsheets?|lists?\sof|scans?|update[ds]?\s(?:to|the)|boxes|volunteers?"
    r"|(?:lunch|coffee).*"
)
_PRONOUN = re.compile(
    r"(?i)\b(?:he|she|his|hers?|him|himself|herself|drove|drives|visit(?:s|ed))\b"
)
# A sentence is said by somebody; the title of a paper is not.
_IS_SAID = re.compile(
    r"(?i)\b(?:i|we|us|me|you|he|she|they|who|is|was|has|have|had|did|do|don't|can|can't|cannot|could"
    r"|will|won't|must|should|please|pls|still|not|nobody|nothing|something|today|tonight|yesterday"
    r"|tomorrow|now|again|back|since|told|tell|asked?|wrote|write|called?|sent|send|gave|give|met|left"
    r"|leave|lost|brought|bring|heard|spoke|got|get|took|take|drove|wants?|needs?|keep|kept|find|found"
    r"|reach|pick|meet|check|help|let|says?|thank|go|come|came|make|made|put|see|saw|know|think|remember|remind|visit|msg|\w{3,}ed)\b"
)
_SAID = 4  # small words


def is_of_a_life(said: str) -> bool:
    """Say whether a sentence tells what is told of one person: kin, custody, a hearing, need."""
    return _LIFE.search(said) is not None


def is_said(said: str) -> bool:
    """Say whether somebody says something, and it is no title of a paper."""
    return _IS_SAID.search(said) is not None


def is_a_sentence(said: str) -> bool:
    """Say whether words are said, and are no title of a paper: most are small."""
    words = said.split()
    return sum(word[0].islower() for word in words) >= max(_SAID, len(words) / 2)


def is_of_our_work(said: str) -> bool:
    """Say whether a note is about papers, tasks, offices, the press or tools.

    A page or a list that is somebody's, "a copy of his page", is none of our work.
    """
    words = [found[0].lower() for found in _OUR_WORK.finditer(said)]
    if all(_PAPER.fullmatch(word) for word in words) and _PRONOUN.search(said):
        return False
    return bool(words)
