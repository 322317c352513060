"""What stands beside a person's name in a colleague's note: kin, custody, hearings, speech.

`befalls` are frames in which nobody speaks of an office or a maker; `is_spoken_to` those in which
one speaks of anybody, colleagues and officials too.
"""

from __future__ import annotations

import re

from bot.privacy import note_talk, wordlists
from bot.privacy.note_talk import KIN

_ROLE = (
    rf"clients?|detainees?|applicants?|asylum[\s-]seekers?|plaintiffs?|declarants?|sponsor"
    rf"|witness"
    rf"|inmates?|respondents?|minor|survivor|migrants?|refugees?|parolee|(?:{KIN}|in[-\s]law)(?:\sof)?"
)
_PERSONAL = (
    rf"{KIN}|hearing|interview|screening|bond|bail|cfi|rfi|asylum|a-?file|a-?number|case"
    rf"|removal|deportation"
    r"|release|parole|passport|lawyer|attorney|nta|transfer|flight|commissary|cell|photo|story"
    r"|declaration|affidavit|consent|g-?28|i-?[0-9]{3}[a-z]?|address|medical|custody"
    r"|detention|claim"
    r"|application|papers|id\b|birth|visa|stay|habeas|phone|number|house|visit|court\sdate"
    r"|check-?in"
    r"|work\spermit|ead|status|sponsor|surety|doctor|therapist|nurse|teacher|pastor|landlord"
    r"|file|cellphone|interpreter|translator|voicemail|name|page|row"
    r"|intake|wristband|wounds?|injur\w+|scars?|mental|health|situation|whereabouts|location"
)
_PLACES = (
    r"stewart|eloy|winn|krome|dilley|karnes|otay(?:\smesa)?|adelanto|aurora|torrance|moshannon"
    r"|lasalle|pearsall|tacoma|batavia|farmville|folkston|mesa\sverde|bluebonnet|port\sisabel|orr"
    r"|louisiana|detention|custody|jail|ice|ero|medical|seg(?:regation)?|solitary|hospital"
    r"|the\s(?:hole"
    r"|pod|shelter|er|infirmary)|pod\s\w|removal|(?:the\s)?list|(?:the\s)?leak\w*|sheet\s?[0-9]*"
)
_STATE = (
    r"detained|deported|released|transferred|moved|arrested|picked\sup|paroled|pregnant"
    r"|afraid|scared"
    r"|crying|missing|hospitali[sz]ed|sick|ill|injured|hurt|dead|free|out\son\sbond|removed|taken"
    r"|held|on\s(?:a\s)?(?:hunger|the\slist|the\ssheet|a\splane|the\splane|suicide)"
    r"|in\s(?:danger|hiding)"
    r"|a\s(?:usc|lpr|minor)|beaten|threatened|denied|granted|named|listed|shackled|separated"
    r"|reunited"
    r"|still\s(?:at|in|detained|there)|eligible|stuck|back\sin|homeless|alone|interviewed|ordered"
)
_BEFALLEN = (
    r"(?:(?:will|to|may|might|can|should)\s)?be(?:ing)?\s(?:flown|sent|bused|deported|moved"
    r"|released|transferred|removed)\b|(?:can|may|could|gets\sto)\sstay\b|not\s(?:in|on)\s(?:the\s)?locator|"
    rf"(?:(?:is|was|are|were|got|gets|been|being|has\sbeen|just|now|still|again|'s"
    rf"|already)\s){{0,3}}(?:{_STATE})\b"
    rf"|(?:(?:is|was|are|were|'s|still|now|now\s(?:held|detained)\s?)\s?){{1,3}}\s?(?:at|in"
    rf"|from|among|on)\s(?:the\s)?(?:{_PLACES})\b"
    rf"|(?:from|at|in|@)\s(?:the\s)?(?:{_PLACES})\b(?!'s|\s(?:front|desk|office|center|page"
    rf"|count))"
    r"|(?:has|had|have|got|gets)\s(?:an?\s|the\s|his\s|her\s)?(?:cfi|rfi|bond|hearing|nta"
    r"|positive|negative"
    r"|interview|asylum|passport|check-?in|stroke|fever|cancer|lawyer|baby|kids?|scars?"
    r"|no\s(?:lawyer|a))\b"
    r"|(?:passed|failed|lost|won)\s(?:his|her|their)\b|fears?\b|fled\b|crossed\b|entered\b"
    r"|(?:(?:is|was|'s)\s)?(?:too\s)?(?:afraid|scared)\b|turns\s1[0-9]\b|speaks\b|cries|cried"
    r"|died\b|in\s(?:shackles|handcuffs|chains|tears|the\s(?:spreadsheet|leak|sheet))\b"
    r"|(?:(?:to|will|must|can|cannot|won't|has\sto|needs\sto|wants\sto)\s)?sign(?:ed"
    r"|s)?\s(?:the|a|an|his|her)\s(?:privacy\s|medical\s)?(?:waiver|consent"
    r"|declaration|retainer|g-?28|release|affidavit|authori[sz]ation)\b"
    r"|(?:and\s\w+\s)?shares?\sa\scell|(?:withdrew|withdraws)$|wants\sto\s(?:stay"
    r"|remain)\sanonymous|(?:is|are)\smissing"
)
_CASE = (
    r"bond|cfi|rfi|stay|hunger|positive|negative|passport|asylum|deport\w*|released?|removed"
    r"|parole\w*"
    r"|g-?28s?|nta|i-?[0-9]{3}[a-z]?\b|surgery|er\b|grant\w*|denied|detained|transferred"
    r"|moved|habeas|hearing|interview|no\s(?:a\b|lawyer|answer|meds?|word|call|interpreter)|meds\b|needs\b|wants\sto"
    r"|afraid|scared|sick|in\s(?:custody|detention|court)|still\s|court|brothers|sisters"
    r"|mother|son\b|wife|[0-9]+\skids"
)
_AFTER = re.compile(
    rf"(?i)(?:\s?\([A-Z][\w\s.]{{1,24}}\))?(?:'s?\s(?:\w{{2,10}}\s)?(?:{_PERSONAL})\b(?!\s(?:room|contract|form|template|guide|statistics|data))"
    rf"|\s(?:{_BEFALLEN})|\s(?:out|off)\s(?:of\s)?(?:the|our|any|it|this)\b"
    rf"|\s?(?::|[ ]-{{1,2}}[ ])\s?(?:{_CASE})"
    rf"|,?\s?(?:\+|and|&|with|w/)\s(?:(?:his|her|their|the|two|three|\d)\s){{0,3}}(?:{KIN})\b"
    r"|\s?\((?:a[- ]?(?:number|no|file|#)|dob|client|detain\w+|cfi|pos\w*|neg\w*)"
    rf"|,\s(?:roommates|both|siblings|cellmates|{KIN})\b(?!\s(?:of|from))"
    rf"|\s(?:family|famil[iy]a)\s|\s(?:at|in)\s(?:{_PLACES})\b(?!'s)"
    r"|,\s(?:he|she|they)(?:'s|\sis|\shas|\swas|\shad|\swants)\b(?!\s(?:the|our|my"
    r"|an?)\s(?:keys|code|draft|file|link))"
    r")"
)
_HEADING = (
    r"\b(?:affected|leaked|exposed|detained|deported|released|list\sfrom\sleak|names?\son\slist"
    r"|protected):"
)
_HEADED = re.compile(rf"(?i){_HEADING}\s?$")
_LEADS = re.compile(
    rf"(?i)(?:\b(?:{_ROLE})(?:'s)?(?:,|:|\sis|\swas|[ ]named|[ ]called)?"
    r"|\b(?:hearing|interview|cfi|rfi|bond|habeas|stay|parole|asylum|declaration|affidavit"
    r"|consent|g-?28"
    r"|nta|intake|removal|flight|visit(?:ation)?|commissary|lawyer|attorney|interpreter"
    r"|translator"
    r"|sponsor|passport|birth\scertificate|protection|release|medical\srecords)"
    r"\s(?:(?:filed|set|requested|denied|granted|hearing|form|papers)\s){0,2}(?:for|of|from"
    r"|on|w/|with|to)(?:\s(?:the|our|mr|ms|mrs)\.?)?"
    r"|\b(?:ice|ero|cbp|bp|guards?|officers?|agents?|they|police)\s(?:(?:have|had|has|just"
    r"|also|then|may|will)\s){0,2}"
    r"(?:moved?|deported?|transfer(?:red)?|detained?|arrested?|took|threatened|beat|hit"
    r"|picked\sup|put"
    r"|flew|shackled|refused|separated|interrogated|pepper\w*|harassed|let)"
    rf"|{_HEADING}"
    r"|\b(?:deported|detained|paroled|represent(?:s|ing)?|visited|interpret(?:ed|ing)?\sfor"
    r"|translat(?:ed|ing)\sfor"
    r"|goes\sby|(?:pages?|redactions?|files?|records)\s(?:is|are|was|were)\s(?:all\s)?about"
    r"|row\s\d+\s?[:-]|(?:photos?|videos?|pictures?|roster|locator)\s(?:shows?|names?|has)"
    r"|on\sbehalf\sof|helping|bonded\sout|put\sup\sbond\sfor|picked\sup|worried\sabout|pray\sfor"
    r"|(?:photos?|pictures?|story|names?|identity|location)\sof|(?:not|n't|never)\sname|afraid\sfor)"
    r")\s?$"
)
_IN_NEED = re.compile(rf"(?i)\b(?:{_ROLE})(?:'s)?(?:,|:|\sis|\swas|\snamed)?\s?$")
_NEEDS = re.compile(
    r"(?i)(?:'s)?\s(?:asylum|bond|cfi|a-?file|a-?number|credible)\b|,?\s(?:is|was|an?|the)\s(?:detain|deport"
    r"|client|asylum|noncitizen|native\sof|citizen\sof|released\sfrom)|\sfears\b"
)
_SPEAK = (
    r"spoke|speak|speaking|talk(?:ed|ing)?|chat(?:ted|ting)?|check(?:ed|ing)?\sin|met"
    r"|meet(?:ing|s)?"
    r"|confirm(?:ed)?|intake|interview(?:ed)?|visit|call|appointment|appt|zoom"
    r"|sat\s(?:down\s)?|prayed"
)
_SPOKEN = re.compile(
    rf"(?i)(?:\b(?:{_SPEAK})(?:\s(?:again|today|earlier|yesterday|briefly|on\s\w+))?\s(?:w/?"
    rf"|with|to|for|from)"
    r"|\b(?:called|phoned|rang|texted|emailed|e-mailed|messaged|whatsapped|visited|met|told"
    r"|tell|asked|ask|gave|give"
    r"|saw|seen|see|reached|contacted|reminded|brought|drove|took|helped|calling|phone|text"
    r"|call(?:\sback)?|did|does|has"
    r"|let|had|hugged|convince[d]?|prep(?:ped|ping)?|lost|found|join(?:ed)?\sby|thank(?:ed)?|mention(?:ed)?|identify|owe[ds]?"
    r"|can|will|is|was|add|need|trust)"
    r"|\b(?:voicemail|vm|message|msg|note|word|money|update|docs?|documents|news|gift|clothes"
    r"|books|paperwork|photos?|info)"
    r"\s(?:in\s)?(?:for|from|on|to|w/|about|of)|\b(?:looked|looking|waiting|wait|searched"
    r"|asked|heard?|hear)\s(?:for|on|from|back\sfrom)"
    r"|\b(?:yelled|shouted|laughed|spat|screamed|lied|swore)\s(?:at|on|to)|\b(?:touch|contact|stuck|stay(?:ed|ing)?|live[sd]?|cell|ride|lunch)\swith|\b(?:texts?"
    r"|calls?|vms?)\s(?:from|w/|with)"
    r"|\b(?:interpret|translat\w+|advocating|pray)\sfor|\bsen[dt]\s(?:\w+\s){0,3}to"
    r"|\bread\s(?:\w+\s){1,3}to"
    r")\s$"
)
_SENT = re.compile(
    r"(?i)\b(?:from|per|via|according\sto|(?:letters?|mail|package|card|flowers|cake"
    r"|book)\s(?:for|to|about))\s$"
)
_ACTS = re.compile(
    r"(?i)\s(?:called|calls|phoned|texted|wrote\sback|can\sbe|says?|said|told|asked|asks|wants|wanted"
    r"|agreed|agrees|signed|will\s(?:call|sign|talk|testify|be)"
    r"|can(?:not|'t)|won't|doesn't|does\snot|is\s(?:ok|okay|willing|worried|waiting|not|the)"
    r"|confirmed|confirms|got|gets|has\s(?:the|not|his|her|no)|had|needs"
    r"|thinks|knows|heard|saw|lost|found|refuse[ds]?|agreed|came|left|signed|to\s(?:get|sign"
    r"|call|send|bring)|(?:is|was)\s(?:told|asked)|and\s\w+\s(?:are|is|were|got|share)"
    r"|signs|texts|moved|picked|brought|sent|turned|replied|answered|hung|did\snot|didn't"
    r"|hasn't|isn't|feels|remembers|(?:is|was)\sout\sof)\b"
    r"|,\s(?:he|she|they)\b|;\s(?:he|she|they)\b"
)
# What anybody may do, a firm or an agency too; and what only people do, or who tells of a person.
_PEOPLE_DO = re.compile(
    r"(?i)\s(?:called|calls|phoned|texted|texts|cried|cries|hung\sup|feels|remembers|speaks"
    r"|is\swilling)\b"
)
# What a word on no list does, whom no list of names knows: any verb but those of things.
_DOES = re.compile(
    rf"{_PEOPLE_DO.pattern}|(?i:\s(?:is|was|has|had|will|can|cannot|could|would|does|did|must|should|got"
    r"|wrote|thinks|lost|never|still|also|needs|wants|\w+n't|\w{2,}ed)\b"
    r"|\s\w{2,}s\s(?:every|an?|the|his|her|their|to|in|at|with|that|him|us|me|about|for|like|so|very|not)\b"
    r"|\s(?:told|sent)\s(?:us|me)\b|\ssaid\s(?:he|she|they)\b|\sand\s(?:his|her|their|the)\b)"
)
_TAKEN = re.compile(
    r"(?i)\b(?:ice|ero|cbp|bp|guards?|officers?|agents?)\s(?:wants?|wanted|asked|called?"
    r"|lied\sto|has|have|is\slooking\sfor"
    r"|went\sto|came\sfor|visited|hit|hurt|kept|keeps|sent|let|told|searched|fined|woke)\s$"
)
_OFFICE_BEFORE = re.compile(
    r"(?i)\b(?:v|vs|case|matter\sof|street|st|county|city|fort|mount|port|lake|exhibit|form"
    r"|exemption|section|title|box|row|deputy|chief"
    r"|judge|officer|director|senator|sen|rep|sgt|lt|capt|atty|attorney|counsel|prof|dr|gov"
    r"|sheriff|warden|commissioner|secretary|paralegal"
    r"|intern|agent|reporter|editor|clerk|analyst|liaison|congress\w+|representative|mayor"
    r"|inspector|supervisor|specialist|coordinator)\.?\s(?-i:[A-Z]\w+\s)?$"
)
_OFFICE_AFTER = re.compile(
    r"(?i)\s(?:v|vs)\.?\s|\s?\((?:intern|paralegal|staff|press|foia|oip|ogis|ice|dhs|vol\w*"
    r"|para\w*|legal|data|it|comms)\b"
    r"|,?\s(?:llp|llc|inc|corp|co|county|city|pd|prison|jail|center|university|school|office"
    r"|law|street|st|ave|times|post|news|act|memo"
    r"|interpreter|speakers?|translator|facility|correctional|airport|group|foundation|institute|project|clinic|court|hall"
    r"|building|detention|processing)\b"
    r"|'s\s(?:office|team|staff|contract|memo|blog|article|desk|counsel|platform|server|api"
    r"|subcontract|draft|comments|laptop|calendar|inbox|edits?|folder|email\b)"
    r"|\s(?:from|at|of|in|@)\s(?:the\s)?(?-i:[A-Z]{2,6}\b|[A-Z][a-z]+\s(?:Office|Desk|Program"
    r"|Unit))(?<!ICE)(?<!ERO)(?<!ORR)"
)
_OF_A_BODY = re.compile(
    r",?\s(?:from|at|of|with|in)\s(?:the\s)?([A-Z][\w&'-]+(?:\s(?:[a-z]{2,3}\s)?[A-Z][\w&'-]+){0,3})"
)

# Behind these stands a thing, a place or a tool; before those, too.
_OF_A_THING = re.compile(
    r"(?i)\b(?:the|an?|our|their|this|these|your|in|at|(?<!check\s)on|via|into|onto|through|inside|near"
    r"|outside|us(?:e|es|ed|ing)|without|between|under|by|like|(?:moved?|moving|trip|flight|fly|flew|train|bus|drive|driving|travel\w*|ship\w*|went|going)"
    r"(?:\s\w+){0,4}\sto)\s$"
)
_IS_A_THING = re.compile(
    r"(?i)\s(?:(?:is|was|are|were|has\sbeen|will\sbe|looks)\s(?:\w+\s)?(?:down|slow|up|broken|expired"
    r"|offline|attached|closed|new|old|public|online)\b|(?:stopped|has|have|shows?|changed|sells?|sold"
    r")\s(?:no|its|the|a|an|new|\w+ing|[0-9])\b|\s(?:says?|said)\s(?:no|it)\b"
    r"|\s?(?:export|account|plan|subscription|app|tool|police|demo|case|link|form|jail|request)s?\b)"
)
_ALONE = re.compile(
    r"(?i)\W*(?:(?:because|instead|on\sbehalf)\s)?(?:of|for|by|from|with|to|about|re:?|per|says|said)\s"
    r"|(?:call|visit|meet|ask|tell|text|write|see|find|help|remind|pick\sup|check\son|talk\sto|speak\swith)\s"
)
_REACH = 60
# Titles that a client's kin and friends bear as well.
_NO_OFFICE = frozenset({"lead", "principal", "partner", "interpreter"})


def befalls(before: str, after: str) -> bool:
    """Say whether a note tells what befalls a person in need: kin, custody, a hearing of theirs."""
    return bool(_LEADS.search(before) or _AFTER.match(after))


def is_of_a_life(before: str, after: str) -> bool:
    """Say whether somebody's role, kin, asylum or custody stands right at a name, in any paper."""
    return bool(_IN_NEED.search(before) or _NEEDS.match(after))


def is_all_that_is_said(before: str, after: str) -> bool:
    """Say whether a note is a name and what leads to it: "because of X"."""
    return _ALONE.fullmatch(before) is not None and not after.strip(" .!'s")


def is_headed(before: str) -> bool:
    """Say whether a list of people begins here: "affected: X, Y"."""
    return _HEADED.search(before) is not None


def is_spoken_to(said: str, start: int, end: int, *, whole: bool, known: bool) -> bool:
    """Say whether somebody is spoken to or says something, or the note tells of a life.

    `whole`: of a name of two words; `known`: of a word on a list of names. Of one on none only
    what a firm cannot do, or a life, tells.
    """
    before, after = said[:start], said[end:]
    of_a_life = note_talk.is_of_a_life(said)
    if _SPOKEN.search(before[-_REACH:]) or (known and _TAKEN.search(before[-_REACH:])):
        return True
    if whole and _SENT.search(before[-_REACH:]):
        return True
    told = note_talk.is_a_sentence(said)
    if (known or whole or told) and (of_a_life or (known and told)):
        return True
    first = not before.strip(" -*>\"'")
    sure = known or whole or of_a_life
    acts = _DOES.match(after) or (sure and _ACTS.match(after))
    if (first or whole) and acts and not _IS_A_THING.match(after):
        return True
    return not first and _stands_as_a_person(said, before, after)


def _stands_as_a_person(said: str, before: str, after: str) -> bool:
    """Say whether a word that is on no list stands where one speaks of people, not of things."""
    words = said.split()
    small = sum(word[0].islower() for word in words)
    if small < max(2, len(words) / 2) or not note_talk.is_said(said):
        return False
    return not _OF_A_THING.search(before) and not _IS_A_THING.match(after)


def is_of_an_office(before: str, after: str) -> bool:
    """Say whether an office, a case or a body stands right at the name."""
    if _OFFICE_BEFORE.search(before) or _OFFICE_AFTER.match(after):
        return True
    body = _OF_A_BODY.match(after)
    if body and not wordlists.organisations().isdisjoint(body[1].lower().split()):
        return True
    last = before.rstrip().rpartition(" ")[2].lower().strip(",:")
    return last in wordlists.titles() and last not in _NO_OFFICE
