"""Values that a label names: other identity numbers, accounts, dates of birth.

The words of a text are looked up one by one; only where one begins a label is a pattern tried, at
that place alone. So time grows with the text and every pattern stays short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.privacy import numbers
from bot.privacy.found import Found, Kind

_MARKS = r"[ \t:#.\-=()'\"\[\]*_|>,/&]{0,40}"
_ASIDE = r"(?:\s?\([^()\n0-9]{0,30}\))?"
_FILL = (
    r"(?:(?:nos?|num|number|numero|n\.o|n[o.]|id|is|was|es|son|are|ending\s(?:in|with)|in|if\sany"
    r"|last\s(?:four|4)(?:\sdigits)?|termina(?:da)?\sen|of|de)\b" + _ASIDE + _MARKS + r"){0,4}"
)
GAP = _ASIDE + _MARKS + r"(?:\n[ \t|>]{0,10}){0,2}" + _FILL + _ASIDE + r"[ \t:#-]{0,6}\n?"

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo"
    r"|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre|ene|abr|ago|set|dic|janvier|fevrier"
    r"|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|janeiro|fevereiro"
    r"|marco|maio|junho|julho|setembro|outubro|novembro|dezembro)"
)
_YEAR = r"(?:1[89][0-9]{2}|20[0-9]{2})"
DATE = (
    rf"(?:[0-9]{{1,2}}\s?[-/.]\s?(?:[0-9]{{1,2}}|{_MONTH})\.?\s?[-/.]\s?(?:{_YEAR}"
    rf"|[0-9]{{2}})(?![0-9])"
    rf"|{_YEAR}\s?[-/.]\s?[0-9]{{1,2}}\s?[-/.]\s?[0-9]{{1,2}}(?![0-9])(?:T[0-9:.]{{4,15}}Z?)?"
    rf"|{_MONTH}\.?[\s-]{{1,2}}[0-9]{{1,2}}(?:st|nd|rd|th)?,?[\s-]{{1,2}}(?:{_YEAR}|'?[0-9]{{2}})"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th|o)?[\s-]{{0,2}}(?:of\s|de\s|day\sof\s)?{_MONTH}\.?,?[\s-]{{0,2}}"
    rf"(?:del?\s)?(?:{_YEAR}|[0-9]{{2}})(?![0-9])"
    rf"|[0-9]{{1,2}}\s?[-/.]\s?[IVX]{{1,4}}\s?[-/.]\s?{_YEAR}(?![0-9])"
    rf"|{_YEAR}[\s,-]{{1,3}}{_MONTH}\.?[\s-]{{1,2}}[0-9]{{1,2}}(?![0-9])"
    rf"|{_MONTH}\.?,?\s(?:de\s)?{_YEAR})"
)
_ANY_DATE = (
    rf"(?:{DATE}|[x*]{{1,2}}[-/.][x*]{{1,2}}[-/.][0-9]{{2,4}}(?![0-9])|[0-9OIl]{{1,2}}[-/.][0-9OIl]{{1,2}}[-/.][0-9OIl]{{2,4}}(?![0-9])"
    rf"|{_YEAR}(?:[0-9]{{4}})?(?![0-9-])|[0-9]{{8}}(?![0-9])|[0-9]{{6}}(?![0-9]))"
)
_DATE = re.compile(DATE, re.IGNORECASE)

_DIGITS = r"[0-9](?:[-. ]{0,2}[0-9])"
_ID = (
    r"(?:[A-Z]{1,4}[- .]?)?[0-9](?:[-. ]{0,2}[0-9]|[-/]?[A-Z](?![a-z])){3,19}(?![A-Za-z0-9])"
    r"|(?:[A-Z0-9](?![a-z]{2})){6,18}(?![A-Za-z0-9])"
)
_LEAST_DIGITS = 4

_A_LABEL = (
    r"alien['s]{0,2}[\s_]?(?:registration|reg\.?|file|id)?[\s_]?(?:numbers?|nos?\b|num\b|nbr|id|#)"
    r"|aliens?\s?\(?a#|alien\s?:|aliennumber|alienno|anumber|anum|afn|eid|(?:rider|lead)s?\b"
    r"|uscis[\s_]?(?:online\s)?(?:account|elis|number|no\b|#)|uscisnumber|file[\s_](?:number|no\b)"
    r"|numero\s(?:de\s)?(?:registro\s)?(?:de\s)?(?:extranjero|alien|a\b)"
    r"|(?:no|num)\.?\s(?:de\s)?(?:registro\s)?(?:de\s)?extranjero|extranjero\s?(?:numero|no\b|#|:)"
)
_SSN_LABEL = (
    r"ssns?\b|ss\s?(?:#|no\b)|soc(?:ial)?\.?\s?sec(?:urity)?\.?|social\s?(?:#|no|number|:)"
    r"|(?:numero\sde\s)?seguro\ssocial|itins?\b|individual\staxpayer|taxpayer\sid(?:entification)?"
)
_TRAVEL_LABEL = (
    r"passport(?:\scountry\s?/\s?number)?|pasaporte(?:\s[a-z]{5,14}[oa])?|passeport|passaporte|travel\sdoc(?:ument)?s?"
    r"|documento\sde\sviaje|laissez"
)
_ID_LABEL = (
    r"fins?\b|cdl\b|ine\b|case\sid|(?:us\s)?marshal'?s?'?\s(?:nos?\b|number|#)"
    r"|(?:no|num|numero)\.?\sde\s(?:identidad|identificacion|cedula|documento)|(?:subject|person|encounter|event|civ|detainee|inmate|booking|jail"
    r"|prisoner|civil"
    r"|offender|client|patient|member|national|cedula|identity)[\s_-]?(?:id|ids|numbers?|nos?\b"
    r"|num\b"
    r"|#|card|code)|subjectid|eventid|personid|detaineeid|booking\s?#?|i-?94"
    r"|admission\s(?:number|no\b"
    r"|#)|(?:fbi|ucn|sid|nysid|cii|bop|dni|dui|cui|dpi|nie|curp|rfc|cpf|mrn|sevis|fein|nit|cip"
    r"|rtn|nss|tie)\b"
    r"|reg(?:ister|\.)?\s(?:number|no\b)|driver'?s?['s]{0,2}\s(?:licen[cs]e|permit|lic\b)(?:\sdl\b)?"
    r"|dl(?:\s?(?:#|no\b)|(?=\s[A-Z]?[0-9]{6}))"
    r"|state\sid|licencia(?:\sde\s(?:conducir|manejo|conduccion))?|cedula(?:\sde\s(?:identidad"
    r"|ciudadania"
    r"))?|matricula(?:\sconsular)?|carn[e]t(?:\sde\sidentidad)?|documento(?:\s(?:unico"
    r"|nacional))?\sde"
    r"\sidentidad|tarjeta\sde\sidentidad|identidad\s(?:no|numero|#|:)|medical\srecord|fingerprint\s"
    r"(?:id(?:entification)?(?:\snumber|\sno\b)?|number|no\b)|fins\s|partida\sde\snacimiento|visa\s(?:number|no\b|#|foil)"
    r"|licen[cs]e\splate"
    r"|placas?\b|plate\s(?:number|no\b|#)|credencial(?:\sde\selector)?|clave\sde\selector"
)
_BANK_LABEL = (
    r"accounts?(?:,?\s?(?:numbers?|nos?\b|num\b|#|:|ending)|(?=\s(?:[0-9]{6}|(?:she|he|they|we|i|that|which|where|used)\b)))|acct\.?|accountnumber|bank\saccount|routing"
    r"|aba\b"
    r"|iban|swift|(?:credit|debit|bank|prepaid|visa|gift)\s?card|cards?(?=\W{1,3}[0-9]{4})"
    r"|card\s?(?:number|no\b|#|ending)"
    r"|(?:numero\sde\s)?cuenta(?:\s(?:bancaria|corriente|de\s(?:ahorros?|cheques|banco)))?"
    r"|mtcn|clabe|tarjeta(?:\sde\s(?:credito|debito))?|checking|savings\s(?:account|acct)|money\sorder"
    r"|bond\s(?:number|no\b|#)|wire\s(?:number|no\b|#|reference)|commissary"
)
_PHONE_LABEL = (
    r"tel(?:ephone|efono|s)?\b|cel\b|phone|cell(?:ular|phone)?\b|mobile|celular|movil|whats\s?app"
    r"|(?:call|text|reach|contact|llam(?:ar?|e|en))(?:\s(?:me|him|her|us|them|al?))?(?:\s(?:at"
    r"|on|a))?\b|fax\b"
)
_BIRTH_LABEL = (
    r"d[./]?\s?o[./]?\s?b\b\.?|dates?[\s_]?of[\s_]?birth|birth[\s_]?(?:dates?|day)|dateofbirth"
    r"|yob\b"
    r"|year[\s_]of[\s_]birth|fecha[\s_](?:y\slugar\s)?(?:de[\s_]?)?nac(?:imiento|\.)?"
    r"|f\.?\s?(?:de\s)?nac\b"
    r"|fec\.?\snac|nac\b\.?(?=\s?:)|date\sde\snaissance|data\sde\snascimento|cumpleanos|ano\sde\snacimiento"
)
_BORN_LABEL = (
    r"nascid[oa]s?\b|nasceu\b|geboren\b|born\b(?!\s(?:of|out|from|digital))|birth\b(?!\sof\s(?:the|a|our|this))|nacid[oa]s?\b|nacio\b|naci\b"
    r"|nacimiento\b|ne(?:e|\(e\))?\sle\b"
)


class _Rule(NamedTuple):
    kind: Kind
    label: re.Pattern[str]
    value: re.Pattern[str]


def _rule(kind: Kind, label: str, value: str) -> _Rule:
    return _Rule(kind, re.compile(label, re.IGNORECASE), re.compile(value))


_GAP = re.compile(GAP, re.IGNORECASE)
_RULES = {
    "a": _rule(
        Kind.A_NUMBER,
        _A_LABEL,
        r"[Aa]?[-\s#:.]{0,3}((?:[0-9OoIl](?:[-\s._*|/()\[\]]{0,3}[0-9OoIl]){6,8})(?![0-9]))"
        r"|[0-9](?:[- ]?[0-9]){11}(?![0-9])",
    ),
    "ssn": _rule(
        Kind.SSN,
        _SSN_LABEL,
        r"[0-9OIl](?:[-\s.]{0,3}[0-9OIl]){8}(?![0-9])|[xX*#]{1,5}[-xX*# ]{0,6}[0-9]{4}(?![0-9])"
        r"|[0-9]{4}(?![-0-9/])",
    ),
    "travel": _rule(
        Kind.PASSPORT,
        _TRAVEL_LABEL,
        r"(?:[A-Z]{3} )?[A-Za-z]{0,3}[- ]?[0-9](?:[- ]?[0-9]){5,8}[A-Z]?\b",
    ),
    "id": _rule(Kind.ID_NUMBER, _ID_LABEL, _ID),
    "bank": _rule(
        Kind.ACCOUNT,
        _BANK_LABEL,
        rf"(?i:[a-z]{{2}}[0-9]{{2}}[a-z0-9]{{11,30}}\b)"
        rf"|[A-Z]{{0,2}}{_DIGITS}{{3,22}}(?![A-Za-z0-9])|{_ID}",
    ),
    "phone": _rule(
        Kind.PHONE, _PHONE_LABEL, r"\+?\(?[0-9](?:[-. ()/*]{0,3}[0-9OIl]){6,14}(?![0-9])"
    ),
    "birth": _rule(
        Kind.BIRTH,
        rf"(?:{_BIRTH_LABEL})(?:\s?/\s?(?:sex|gender|age|sexo"
        rf"|edad))?",
        f"(?i:{_ANY_DATE})",
    ),
    "born": _rule(Kind.BIRTH, _BORN_LABEL, f"(?i:{_ANY_DATE})"),
}
_STARTS = {
    "a": "alien aliens aliennumber alienno anumber anum afn eid rider riders lead leads uscis"
    " uscisnumber file numero no num extranjero",
    "ssn": "ssn ssns ss soc social numero seguro itin itins individual taxpayer",
    "travel": "passport passports pasaporte passeport passaporte travel documento laissez",
    "id": "ine marshal marshals us no num numero"
    " cdl case fin fins subject person encounter event civ detainee inmate booking jail"
    " prisoner civil offender client patient member national cedula identity subjectid"
    " eventid personid detaineeid"
    " admission fbi ucn sid nysid cii bop dni dui cui dpi nie curp rfc cpf mrn sevis fein nit cip"
    " rtn nss tie reg register driver drivers dl state licencia matricula carnet documento tarjeta"
    " identidad"
    " medical fingerprint partida visa license licence placa placas plate credencial clave",
    "bank": "account accounts acct accountnumber bank"
    " routing aba iban swift credit debit prepaid visa gift"
    " cards card cards cuenta clabe tarjeta checking savings money bond wire commissary mtcn",
    "phone": "tel tels cel telephone telefono phone cell cellular cellphone mobile celular"
    " reach contact llama llamen movil"
    " whatsapp"
    " whats call text llame llamar fax",
    "birth": "dob date dates birth birthdate birthdates birthday dateofbirth yob year fecha nac fec"
    " data cumpleanos ano",
    "born": "nascido nascida nascidos nasceu geboren born birth nacido nacida nacidos nacio naci"
    " nacimiento ne nee",
}


def _by_word() -> dict[str, tuple[_Rule, ...]]:
    out: dict[str, list[_Rule]] = {}
    for name, words in _STARTS.items():
        for word in words.split():
            out.setdefault(word, []).append(_RULES[name])
    return {word: tuple(rules) for word, rules in out.items()}


BY_WORD = _by_word()
# Labels that begin with single letters or digits.
_ODD = re.compile(
    r"(?i)\b(?:b-day\b|d[0o][b8]\b|d[./]\s?[o0][./]\s?b\b|f\.?\s?nac\b|i-?94\b|a/c\b|c\.\s?c\.)"
)


def at_word(text: str, word: str, start: int) -> Iterator[Found]:
    """Find what the label beginning with `word` at `start` names."""
    for rule in BY_WORD.get(word, ()):
        label = rule.label.match(text, start)
        if label:
            yield from _value(text, rule, label.end(), start)


def odd_labels(text: str) -> Iterator[Found]:
    """Find what labels name that hold no word of two letters: "D.O.B.", "I-94"."""
    for match in _ODD.finditer(text):
        name = {"9": "id", "4": "id", "c": "bank", "C": "bank"}.get(match[0][-1], "birth")
        if match[0].lower().startswith("c"):
            name = "id"  # cédula de ciudadanía; where it means a copy, no number follows
        rule = _RULES["birth" if "nac" in match[0].lower() else name]
        yield from _value(text, rule, match.end(), match.start())


def _value(text: str, rule: _Rule, after: int, label_start: int) -> Iterator[Found]:
    gap = _GAP.match(text, after)
    start = gap.end() if gap else after
    if rule.kind is Kind.BIRTH:
        yield from _birth(text, rule, (label_start, after, start))
        return
    match = rule.value.match(text, start)
    if not match:
        yield from _ahead(text, rule, label_start)
    while match and _is_value(text, rule, match, (label_start, after)):
        yield Found(match.start(), match.end(), rule.kind)
        if rule.kind is Kind.A_NUMBER:
            yield from numbers.following(text, match.end())
        # "Phone: 555-0142 / 555-0143": a list behind one label.
        more = re.compile(r"\s?(?:[,;/]|and\b|or\b|y\b)\s?").match(text, match.end())
        match = rule.value.match(text, more.end()) if more else None


_AHEAD = re.compile(
    r"(?<![\w-])((?:[A-Z]{1,3}[- ]?)?[0-9](?:[- ]?[0-9]){5,15})(?:\s?\("
    r"(?:the\s|his\s|her\s|their\s)?|,?\s(?:is|was|es|era)\s(?:the|his|her|their|my|an?|el|su|la|mi)\s"
    r"(?:[a-z]{2,12}(?:'s)?\s){0,2})$"
)
_REACH = 70
_OF_AN_ALIEN = range(7, 10)


def _ahead(text: str, rule: _Rule, label_start: int) -> Iterator[Found]:
    """Find the number that its label follows: "204115982 (FIN)", "... is the account"."""
    low = max(0, label_start - _REACH)
    match = _AHEAD.search(text[low:label_start])
    if not match or rule.kind is Kind.PHONE:
        return
    digits = sum(c.isdigit() for c in match[1])
    if rule.kind is Kind.A_NUMBER and digits not in _OF_AN_ALIEN:
        return
    if not _DATE.fullmatch(match[1]):
        yield Found(low + match.start(1), low + match.end(1), rule.kind)


def _is_value(text: str, rule: _Rule, match: re.Match[str], label: tuple[int, int]) -> bool:
    shown = match[0]
    digits = sum(c.isdigit() for c in shown)
    if digits < _LEAST_DIGITS or _DATE.fullmatch(shown) or re.fullmatch(r"(?:19|20)\d\d", shown):
        return False
    if rule.kind is Kind.SSN and digits == _LEAST_DIGITS:
        between = text[max(0, label[0] - 14) : label[0]] + text[label[1] : match.start()].lower()
        return (
            "x" in shown.lower() + between or "*" in shown or "last" in between or "end" in between
        )
    return digits > _LEAST_DIGITS or rule.kind is Kind.ACCOUNT


_BORN_GAP = re.compile(
    rf"[^.\n;\x1a]{{0,60}}?\b(?i:({DATE}|in\s(?:the\syear\s)?{_YEAR}"
    rf"|en\s(?:el\sano\s)?{_YEAR}))"
)
_BEFORE = re.compile(
    rf"(?i:{DATE})[ \t]{{0,3}}(?:[(\n\-,|]?[ \t(]{{0,4}}"
    r"|\s(?:is|was)\s(?:the|his|her|my|their)\s)$"
)


def _birth(text: str, rule: _Rule, places: tuple[int, int, int]) -> Iterator[Found]:
    """Find the date behind a label, in the sentence after "born", or just before the label."""
    label_start, after, start = places
    match = rule.value.match(text, start)
    if match:
        yield Found(match.start(), match.end(), Kind.BIRTH)
        return
    if rule is _RULES["born"]:
        born = _BORN_GAP.match(text, after)
        if born:
            yield Found(born.start(1), born.end(1), Kind.BIRTH)
        return
    before = _BEFORE.search(text[max(0, label_start - 42) : label_start])
    if before:
        offset = max(0, label_start - 42)
        date = _DATE.search(before[0])
        if date:
            at = offset + before.start() + date.start()
            yield Found(at, at + len(date[0]), Kind.BIRTH)
