"""E-mails, phones and street addresses; offices on the allow-list stay readable."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.allow import Allow
from bot.privacy.found import Found, Kind
from bot.privacy.names import before_mailbox

_TLD = r"(?:com|net|org|edu|gov|mil|info|us|mx|hn|gt|sv|ni|co|es|fr|br|uk|ca|io|me)\b"
_AT = re.compile(r"@\s?|[(\[{<]\s?(?:at|AT|At|arroba)\s?[)\]}>]\s?")
_SPELT = re.compile(rf"(?i)([\w.+-]{{1,64}})\s(?:at|arroba)\s[\w-]{{2,30}}\s(?:dot|punto)\s{_TLD}")
_BOX = re.compile(r"([\w.+%'-]{1,64})\s?$")
_DOT = rf"(?:\.|\s?[(\[{{]\s?(?:dot|punto)\s?[)\]}}]\s?|\s(?:dot|punto)\s|\s?\.\s?(?={_TLD}))"
_DOMAIN = re.compile(
    rf"\w[\w-]{{0,62}}(?:-\n\w[\w-]{{0,30}})?(?:{_DOT}\w[\w-]{{0,62}}){{1,5}}", re.IGNORECASE
)
_SPELT_DOT = re.compile(r"\s?[(\[{]?\s?\b(?:dot|punto)\b\s?[)\]}]?\s?|\s?\.\s?", re.IGNORECASE)

_BREAK = r"(?:[-. /*]{0,3}|[-.]\s?\n\s?)"
_TEN = rf"[2-9][0-9]{{2}}\)?{_BREAK}[2-9][0-9]{{2}}{_BREAK}[0-9]{{4}}(?![0-9]|-[0-9])"
_PHONES = (
    re.compile(
        r"[2-9](?<![0-9A-Za-z$#_][2-9])(?<![02-9][-./][2-9])(?<![0-9]1[-./][2-9])" + _TEN[5:]
    ),
    re.compile(r"\((?<![0-9A-Za-z]\()\s?" + _TEN),
    re.compile(r"\+(?<!\w\+)\s?[1-9](?:[-. ()/]{0,2}[0-9]){7,14}(?![0-9])"),
    re.compile(
        r"0(?<![\w./:-]0)(?<![0-9][ ]0)[1-9][0-9]{0,3}(?:([-. ])[0-9]{2,4})(?:\1[0-9]{2,4}){1,3}"
        r"(?![0-9]"
        r"|[-.][0-9])"
    ),
    re.compile(r"[2-9](?<![\w-][2-9])(?<![0-9][ ][2-9])(?: [0-9]){9}(?! ?[0-9])"),
    re.compile(r"\((?<!\w\()[0-9]{3}\)[ ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9])"),
    re.compile(r"0(?<![\w-]0)(?:11|01|0)[-. ][1-9](?:[-. ()/]{0,2}[0-9]){8,13}(?![0-9])"),
)
_LEAST_DIGITS = 9
_EXTENSION = re.compile(r",?\s?(?:ext|extension|x|anexo)\.?\s?[0-9]{1,6}\b", re.IGNORECASE)

_SUFFIX = (
    r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|place|pl|way|terrace"
    r"|ter|circle|cir|parkway|pkwy|highway|hwy|pike|trail|trl|loop|square|sq|plaza|path|row|run"
    r"|alley"
    r"|turnpike|crossing|cove|broadway|expressway|route|rte)"
)
_QUARTER = r"(?:[NSEW]\.?\s?[EW]?\.?|North|South|East|West|Northwest|Northeast|Southwest|Southeast)"
_STREET = re.compile(
    rf"[0-9](?<![\w$.,/:§-][0-9])[0-9]{{0,5}}[A-Z]?(?:-[0-9]{{1,4}})?,?\s{{1,2}}(?:{_QUARTER}\s)?"
    rf"((?:[A-Z0-9][\w'.-]{{0,20}}\s{{1,2}}(?:de\s|la\s|del\s){{0,2}}){{1,4}}?)"
    rf"(?i:{_SUFFIX})\b\.?(?:,?\s{_QUARTER}(?![A-Za-z]))?"
)
_RURAL = re.compile(
    r"[0-9](?<![\w$.,/:-][0-9])[0-9]{0,5}\s(?:County\sRoad|CR|State\s(?:Road|Route)|Highway|Hwy"
    r"|Route"
    r"|US|FM)\.?\s[0-9]{1,4}[A-Z]?\b(?:\s(?:North|South|East|West|[NSEW])\b)?"
    r"(?:,\s(?!Lot|Unit|Apt|Space|Trailer)[A-Z][a-z]{2,20}(?:,\s[A-Z]{2}\b)?)?"
    r"|(?:RR|HC)(?<!\w..)\s?#?[0-9]{1,3},?\s[Bb]ox\s[0-9]{1,5}"
    r"|C/(?<!\w..)\s?[A-Z][a-z]{2,20}(?:\s[A-Z]?[a-z]{1,20}){0,3},?\s(?:no?\.?\s)?[0-9]{1,4}\b"
)
# Streets of other countries: 12 rue des Lilas, Rua das Flores 45, Hauptstrasse 9.
_FOREIGN = re.compile(
    r"(?<![\w-])(?:[0-9]{1,4}(?:\s?(?i:bis|ter))?,?\s(?:rue|avenue|boulevard|chemin|impasse|allee|quai"
    r"|ruelle|sentier)\s(?:d(?:e|u|es)\s(?:la\s|l')?|d')?[A-Z][\w'-]{1,20}(?:\s[A-Z]?[\w'-]{1,20}){0,3}"
    r"|(?:Rua|Avenida|Travessa|Rue|Largo)\s(?:d[aeo]s?\s)?[A-Z][\w'-]{1,20}(?:\s[\w'-]{1,20}){0,3},?"
    r"\s(?:n[o.]{0,2}\s?|#\s?)?[0-9]{1,5}|[A-Z][a-z]{2,16}(?:strasse|stra(?:s|ss)e|weg|platz|gasse)\s"
    r"[0-9]{1,4}[a-z]?"
    r"|(?<![a-z,] )(?:Jr|Psje|Pje)\.\s(?:[A-Z][a-z]{2,12}\s){1,3}"
    r"(?:[Nn][o.]{0,2}\s?|#)?[0-9]{2,4}(?=,\s[A-Z])"
    r"|(?:Rural|Star|Rt\.?|Route)(?:\sRoute)?(?:\s#?[0-9]{1,3},?)?\s[Bb]ox\s[0-9]{1,5})"
    r"(?:,\s(?:[0-9]{4,6}\s)?[A-Z][\w'-]{2,20}(?:\s[A-Z][\w'-]{2,20})?)?(?![\w])"
)
_NO_STREET = re.compile(
    r"(?i)\b(?:supreme|district|circuit|federal|superior|appeals?|immigration|states?|county|tax"
    r"|page"
    r"|pages|days?|cir|f\.[234]d|u\.?s\.?c?|c\.?f\.?r|stat|exhibit|bankruptcy|municipal|business"
    r"|am|pm"
    r"|january|february|march|april|june|july|august|september|october|november|december|in|of"
    r"|and|to"
    r"|the|by|for|records?|requests?|inmates?|detainees?|people|years?|months?|hours?|section)\b"
)
_SPANISH = re.compile(
    r"(?:Jiron|Calle|Avenida|Av\.|Avda\.?"
    r"|Carrera|Cra\."
    r"|Pasaje|Callejon|Calzada|Colonia|Col\.|Barrio|Bo\.|Residencial|Urbanizacion|Urb\.|Aldea"
    r"|Caserio"
    r"|Canton|Manzana|Fraccionamiento|CALLE|AVENIDA|COLONIA|BARRIO|ALDEA)\s[^\n;\x1a]{1,60}?"
    r"(?:#|\b[Nn]o\.?|\b[Nn]um(?:ero)?\.?|\b[Cc]asa|\b[Ll]ote|\b[Zz]ona|\b[Aa]pto\.?|\bCASA|,)?\s?"
    r"[0-9]{1,5}[A-Za-z]?(?:-[0-9]{1,4})?\b(?:,\s(?:[Zz]ona|[Cc]olonia|[Cc]ol\.|[Bb]arrio"
    r"|[Cc]asa)\s[\w ]{1,25})?"
)
# Streets with numbers for names: Calle 14 No. 22-17; and houses along a road: Km 14 carretera.
_CROSSING = re.compile(
    r"[A-Z][a-z]{2,11}\.?\s[0-9]{1,3}[A-Za-z]?\s(?:sur\s|norte\s)?(?:#|[Nn]o\.?|[Nn]um\.?)\s?"
    r"[0-9]{1,3}[A-Za-z]?\s?-\s?[0-9]{1,3}\b"
)
_ROADSIDE = re.compile(
    r"[Kk]m\.?\s[0-9]{1,3}(?:[.,][0-9])?\s(?:de\sla\s)?(?:carretera|autopista|ruta)"
    r"(?:\s(?:a|al|hacia|de)\b)?(?:\s[A-Z][\w'-]{1,20}){0,3}"
)
_NUMBERED = re.compile(r"(?<!\w)[0-9]{1,3}\s?(?:a|ta|da|ra|ma|na|va|o|av)?\.?\s$")
_BOX_NUMBER = re.compile(
    r"(?i)\b(?:p\.?\s?o\.?\s?b(?:ox|\.)|post\soffice\sbox"
    r"|apartado(?:\spostal)?)\s?#?\s?[0-9]{1,7}\b"
)
_UNIT = re.compile(
    r"(?i)(?:,?\s{0,2}(?:(?:apt|apartment|unit|suite|ste|lot|trailer|trlr|space|spc|room|rm"
    r"|floor|bldg"
    r"|apto|depto|casa|stop)\b\.?\s?#?|#\s?)[\w-]{1,6}\b){1,3}"
)
# A suite or a numbered floor is an office's by its shape: nobody is housed in one.
_OFFICE_UNIT = re.compile(
    r"(?i)[,\s]{1,3}(?:(?:suite|ste)\b\.?\s?#?[\w-]{1,6}|room\s[0-9]{3,4}\b|mail\s?stop\b"
    r"|[0-9]{1,2}"
    r"(?:st|nd|rd|th)\s(?:floor|fl)\b|(?:second|third|fourth|fifth|sixth|seventh|eighth)\sfloor)"
)
_CITY = re.compile(
    r",?\s{0,2}\n?\s{0,12}(?:[A-Z][A-Za-z.'-]{1,20}\s?){1,3},?\s{1,2}\n?(?:[A-Z]{2}"
    r"|[A-Z][a-z]{2,12}"
    r"(?:\s[A-Z][a-z]{3,9})?)\.?,?\s{1,2}[0-9]{5}(?:-[0-9]{4})?\b"
)
_STATE_ZIP = re.compile(
    r"(?:,\s[A-Z][a-z]{2,20})?,?\s{1,2}[A-Z]{2},?\s{1,2}[0-9]{5}(?:-[0-9]{4})?\b"
)
_LIVES = re.compile(
    r"(?i)\b(?:(?:(?:home|mailing|street|residential|current|last\sknown|physical|foreign|us)\s)?"
    r"address(?:\s(?:in|abroad|of)\s[\w ]{1,30})?\s{0,2}[:=\t|]|(?:lives?|living|resid(?:es?"
    r"|ing)|lived"
    r"|resided|stays|staying)\s(?:now\s)?at\s|domicilio(?:\sen)?[\s:]|direccion[\s:]|residencia:"
    r"|(?:vive|vivo|reside|residente|domiciliad[oa])\sen\s|residence\s{0,2}[:|])"
)
_REST = re.compile(
    r"[\s:\"'=|*_-]{0,6}((?=[^\n\x1a]{0,40}?[0-9])[^\n\x1a|\t\"<>]{5,110}?)"
    r"(?=\s{2,}|[|\t\n\"<>\x1a]|$|[.;]\s|,?\s(?:[A-Za-z]{2,12}\s){0,2}(?:phone|tel|telephone"
    r"|cell|e-?mail"
    r"|dob|ssn|telefono|celular|and|where|with|since|when|who|because|y|con|donde|desde)\b)",
    re.IGNORECASE,
)


_INITIALS = re.compile(r"[Pp]\.(?<!\w..)\s?[Oo]\.")
_SPANISH_STREETS = """
calle avenida av avda carrera cra pasaje callejon calzada colonia col barrio bo residencial
urbanizacion urb aldea caserio canton manzana fraccionamiento jiron
"""
_ADDRESS_WORDS = """
po post apartado home mailing street residential current last physical foreign address lives live
living reside resides residing lived resided stays staying domicilio direccion residencia vive
vivo residente domiciliado domiciliada residence
"""
_MAILED = frozenset({"dot", "punto"})
_SPANISH_STARTS = frozenset(_SPANISH_STREETS.split())
STARTS = frozenset({"km"}) | _MAILED | _SPANISH_STARTS | frozenset(_ADDRESS_WORDS.split())


def emails(text: str, allow: Allow) -> Iterator[Found]:
    """Find e-mail addresses, also spelt with (at) and [dot]."""
    for at in _AT.finditer(text):
        low = max(0, at.start() - 64)
        box, domain = _BOX.search(text[low : at.start()]), _DOMAIN.match(text, at.end())
        if not box or not domain:
            continue
        name = box[1].lstrip(".'-%")
        host = _SPELT_DOT.sub(".", domain[0]).strip(".")
        if not allow.shows_mailbox(name, host):
            start = low + box.end(1) - len(name)
            yield Found(start, domain.end(), Kind.EMAIL)
            yield from before_mailbox(text, start)


def at_word(text: str, word: str, start: int, allow: Allow) -> Iterator[Found]:
    """Find what begins with, or is announced by, the word at `start`."""
    if word in _MAILED:
        # "maria at example dot com": the word found is the "dot".
        low = max(0, start - 100)
        for spelt in _SPELT.finditer(text, low, start + 12):
            yield Found(spelt.start(), spelt.end(), Kind.EMAIL)
        return
    roadside = _ROADSIDE.match(text, start) if word == "km" else None
    if roadside:
        yield _whole(text, start, roadside.end())
    if word in _SPANISH_STARTS:
        street = _CROSSING.match(text, start) or _SPANISH.match(text, start)
        number = _NUMBERED.search(text[max(0, start - 8) : start]) if street else None
        if street:
            yield _whole(text, start - len(number[0] if number else ""), street.end())
    box = _BOX_NUMBER.match(text, start)
    if box and not allow.shows_address("PO Box " + "".join(filter(str.isdigit, box[0]))):
        yield _whole(text, box.start(), box.end())
    home = _LIVES.match(text, start)
    rest = _REST.match(text, home.end()) if home else None
    if rest and not _office(rest[1], allow):
        yield _whole(text, rest.start(1), rest.end(1))


def phones(text: str, allow: Allow) -> Iterator[Found]:
    """Find phone numbers of ten digits, and those that begin with a plus or 011."""
    for shape in _PHONES:
        for match in shape.finditer(text):
            start, end = match.span()
            digits = "".join(filter(str.isdigit, match[0]))
            if len(digits) < _LEAST_DIGITS or allow.shows_phone(digits):
                continue
            if _is_an_offices(text, start):
                continue
            more = _EXTENSION.match(text, end)
            lead = re.search(r"(?:\+?1|001)[-. (]{1,2}$", text[max(0, start - 5) : start])
            start -= len(lead[0]) if lead else 0
            yield Found(start, more.end() if more else end, Kind.PHONE)


_OFFICE_LABEL = re.compile(
    r"(?i)(?:\bfoia\s(?:officer?|requester\sservice\scenter|public\sliaison|contact|hotline|line|desk"
    r"|unit|branch|division|program)|public\sliaison|requester\sservice\scenter|clerk(?:'s\soffice|\sof"
    r"\scourt)?|press\soffice|media\srelations|switchboard|main\snumber|records\sdepartment"
    r"|help\sdesk|chambers)"
    r"(?:[\s,:]{1,3}(?:telephone|phone|tel|fax|office|number|at|is|on|or|by|call|via|please|main"
    r"|directly|for\sassistance|\([^()\n]{1,30}\)|[A-Z][\w.'-]{1,16})[.:]?){0,6}[\s:,(]{0,4}$"
)
_PERSONS = re.compile(
    r"(?i)\b(?:client|cell|mobile|home|sponsor|detainee|applicant|mother|father|wife|husband|family"
    r"|sister|brother|daughter|son|contact\sperson|relative|kin|inmate|personal|private)\b"
)
_LABEL_REACH = 90


def _is_an_offices(text: str, start: int) -> bool:
    """Say whether the label right before is an office's, and nobody's own phone stands near."""
    near = text[max(0, start - _LABEL_REACH) : start].rpartition("\n")[2]
    return bool(_OFFICE_LABEL.search(near)) and not _PERSONS.search(near)


def addresses(text: str, allow: Allow) -> Iterator[Found]:
    """Find street addresses, and boxes whose P.O. has points."""
    for match in _streets(text):
        office = _OFFICE_UNIT.match(text, match.end())
        if not (office or _NO_STREET.search(match[1]) or allow.shows_address(match[0])):
            yield _whole(text, match.start(), match.end())
    for match in _RURAL.finditer(text):
        yield _whole(text, match.start(), match.end())
    for match in _FOREIGN.finditer(text):
        yield _whole(text, match.start(), match.end())
    for match in _INITIALS.finditer(text):
        yield from at_word(text, "po", match.start(), allow)


_PHONE_END = re.compile(r"[0-9]{3}[-.][0-9]{4}[ ,;]{1,3}")
_PHONE_BEGUN = re.compile(r"[0-9]{3}\)?[-. ]{1,2}$")


def _streets(text: str) -> Iterator[re.Match[str]]:
    """Give streets; the end of a phone number is no number of a house."""
    for match in _STREET.finditer(text):
        phone = _PHONE_END.match(text, match.start())
        if phone and _PHONE_BEGUN.search(text[max(0, match.start() - 6) : match.start()]):
            behind = _STREET.match(text, phone.end())
            if behind:
                yield behind
        else:
            yield match


def _office(line: str, allow: Allow) -> bool:
    street, box = _STREET.search(line), _BOX_NUMBER.search(line)
    if street:
        return allow.shows_address(street[0])
    if box:
        return allow.shows_address("PO Box " + "".join(filter(str.isdigit, box[0])))
    return "@" in line or "://" in line


def _whole(text: str, start: int, end: int) -> Found:
    """Take the unit, town and ZIP code behind a street with it."""
    for more in (_UNIT.match(text, end), None):
        end = more.end() if more else end
    town = _CITY.match(text, end) or _STATE_ZIP.match(text, end)
    return Found(start, town.end() if town else end, Kind.ADDRESS)
