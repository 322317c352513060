"""Labels that ask for a person's name, in several languages, and the shape of the name."""

from __future__ import annotations

import re

_SMALL = r"(?:de\sla|de\slos|de\slas|de|del|la|da|dos|do|van|von|der|bin|ibn|al|el|y|e|abu)"
_UP = (
    r"[A-Z](?:[a-z]+(?:['-]?[A-Z]?[a-z]+){0,3}|[A-Z]+(?:['-][A-Z]+){0,2}|'[A-Z][a-z]+"
    r"|\.(?:\s?[A-Z]\.)?)"
)
_OTHER = r"[^\W\d_a-zA-Z]{2,30}"
_PART = rf"(?:{_UP}|{_OTHER})"
NAME = (
    rf"{_PART}(?:(?:[ ]{{1,3}}|,[ ]?|[_+]"
    rf"|[ ]?\n[ ]{{0,8}})(?:{_SMALL}[ _]){{0,2}}{_PART}){{0,5}}"
)
_COLON = (
    r"(?:'s)?\s{0,2}(?:\([^()\n]{0,40}\)\s?)?[\"'*_]{0,3}\s{0,2}(?:[:=|\t]"
    r"|\s-\s|\.{3,60}|_{2,60})[ \t\"'*_|]{0,12}(?:\n[ \t]{0,12}){0,2}"
)
_NAME_WORDS = (
    r"(?:(?:full|first|last|family|given|middle|maiden|legal|birth|other|true|print(?:ed)?"
    r"|applicant"
    r"|client|detainee|patient|inmate|subject|respondent|beneficiary|petitioner|sponsor|spouse"
    r"|alien"
    r"|noncitizen|child|parent|mother|father|minor|derivative|principal|declarant|witness"
    r"|alias)(?:'?s)?"
    r"[\s_-]?){0,3}(?:names?|na(?:rn|rm)es?)(?:\sand\s(?:relationship|signature|address))?(?:\s(?:of"
    r"|del?)\s(?:the\s)?[a-z/-]{3,14}(?:\s[a-z/-]{3,14})?)?(?:\sas\s(?:shown|written|printed|listed|on)(?:\s(?:on|in)\s[a-z\s]{3,24}?)?)?"
    r"(?:\s?\((?:last|first"
    r"|family|given|print)[^()\n]{0,30}\))?"
)
_SUBJECTS = (
    r"(?:(?:primary|principal|lead|minor|co-?|adult|asylum)\s?)?(?:applicants?|detainees?"
    r"|respondents?"
    r"|beneficiar(?:y|ies)|derivatives?|declarant|affiant|clients?|non-?citizens?|aliens?|aka"
    r"|a\.k\.a\.?"
    r"|alias|spouse|husband|wife|father|mother|parents?|guardian|child|son|daughter|brother"
    r"|sister|minor"
    r"|sponsor|emergency\scontact|next\sof\skin|witness|patient|inmate|principal|rider|passenger"
    r"|seeker"
    r"|individual|children|signed(?:\sby)?|signature(?:\sof\s(?:the\s)?[a-z]{4,12})?|interpreter"
    r"|victim|kin|contacto\sde\semergencia|solicitantes?|detenid[oa]s?"
    r"|cliente"
    r"|beneficiari[oa]|conyuge|espos[oa]|hij[oa]|madre|padre|tutor|patrocinador[a]?|testigo"
    r"|declarante"
    r"|interesad[oa]|asilad[oa]|menor|petitioner|peticionari[oa]|demandante|victimas?|afectad[oa]"
    r"|aplicante|titular|compareciente|persona\sdetenida|herman[oa]|familiar|abuel[oa]"
    r"|subjects?\sof\s(?:the\s)?(?:records?|request)|requerente|represented\sparty"
    r"|claimants?|complainants?|deceased|decedent|ward|uac|preparer|persons?(?:\sof\sinterest)?"
    r"|hij[oa]s|padres|herman[oa]s|fallecid[oa]|reclamante|denunciante|arrestee|prisoner|parolee"
    r"|refugees?|migrants?|cousin|uncle|aunt|nephew|niece|grand(?:mother|father|son|daughter)|partner"
    r"|interviewee|entrevistad[oa]|paciente|intern[oa]|student|nin[oa]|persona|quien|detent[oa]"
    r"|detid[oa]|detenue?|kliyan|prizonye|siyati|mandant(?:in)?|ho\sten|ten|imie\si\snazwisko|naam|isim"
    r"|ad\ssoyad|requerant|demandeur|demanderesse|clientes"
    r"|ti[oa]|prim[oa]|sobrin[oa]|niet[oa]|migrantes?|refugiad[oa]s?|interprete|apoderad[oa])"
)
_SPANISH_NAMES = (
    r"(?:nombres?(?:\s?\(s\))?|apellidos?(?:\s(?:paterno|materno|de\scasada))?|primer\s(?:nombre|apellido)|segundo\s(?:nombre|apellido))"
    r"(?:\s(?:y|e)\s(?:apellidos?|firma)|\scompletos?|\slegal|\sdel?\s(?:la\s)?[a-z]{4,14})?|prenoms?|noms?(?:\s(?:et\sprenoms?|complet|de\sfamille))?\b|nome(?:\scompleto|\sd[oa]\s[a-z]{4,12})?"
    r"|sobrenome|non"
)
_JSON = (
    r"(?:(?:first|last|full|given|family|client|applicant|detainee|sur)_?names?"
    r"|nombre_?\w{0,12}|apellidos?)"
)
LABELLED = re.compile(
    rf"(?i)(?<![a-z])(?:{_NAME_WORDS}|{_SUBJECTS}|{_SPANISH_NAMES}|surnames?|{_JSON})"
    rf"(?:\s?/\s?[a-z]{{2,12}}){{0,3}}{_COLON}"
    r"|(?i:(?<=[<_-])(?:(?:first|last|sur|given|family|full)?_?name|detainee|applicant"
    r"|client|respondent|person)>\s{0,3}|\b(?:subject|person)=[\"']?(?=[A-Z]))"
    r"|(?i:(?:last|first|given|family))[ ]{0,2}:[ ]{0,4}(?=[A-Z])"
    r"|NAMES?[ ]{1,4}(?=[A-Z]{2,20}(?:-[A-Z]{2,20})?,[ ][A-Z]{2})"
)
# What bears a name and is nobody: "Facility name", "Name of agency", "Nombre de la oficina".
_THINGS_NAMED = (
    r"(?:agency|agencies|office|component|facility|court|organi[sz]ation|company|firm|school|hospital"
    r"|file|folder|document|request|project|program|contract|vendor|contractor|system|database|domain"
    r"|host|user|log|column|field|table|variable|product|brand|street|city|country|county|state|bank"
    r"|employer|case|matter|form|event|group|team|channel|unit|division|department|bureau|center|place"
    r"|agencia|oficina|componente|centro|tribunal|juzgado|organizacion|empresa|escuela|archivo"
    r"|documento|solicitud|programa|sistema|calle|ciudad|pais|estado|banco|institucion|dependencia)"
)
THING_BEFORE = re.compile(rf"(?i){_THINGS_NAMED}(?:'s)?[\s_-]$")
OF_THING = re.compile(rf"(?i)\s(?:of|del?)\s(?:the\s|la\s|el\s|your\s)?{_THINGS_NAMED}\b")
# Fields of forms often have no colon: "Family Name  Roe   Given Name  Ana".
FIELD = re.compile(
    r"(?i)(?:family|given|first|last|middle|maiden|full|legal|[a-z]{4,11}'s?)\sname"
    r"(?:\s?\((?:last|first)\sname\))?"
    r"[ \t]{1,12}(?=[A-Z])"
)
FIELD_HEAD = re.compile(r"(?i)(?:family|given|first|last|middle|maiden|suffix|date|dob|a-)\b")
CAPTION = re.compile(
    r"(?i)(?:matter\sof|in\sre):?[ ]{0,3}\n?[ ]{0,20}\n?[ ]{0,20}"
    rf"((?-i:{NAME}))[,.]?[ )\n]{{1,30}}(?:minor\s|lead\s|co-)?(?:respondents?|applicants?)\b"
)
# A label alone on its line names what stands below.
ABOVE = re.compile(rf"(?i)(?:{_NAME_WORDS}|{_SPANISH_NAMES})[ ]{{0,3}}\n[ ]{{0,12}}")
_START_WORDS = """
su sus spouses passengers name names full first last family given middle maiden legal birth other
true print printed applicant applicants client clients detainee detainees patient inmate subject
respondent respondents beneficiary beneficiaries petitioner sponsor spouse alien aliens noncitizen
noncitizens non child parent parents mother father minor derivative derivatives principal declarant
witness alias primary lead co adult asylum affiant aka husband wife guardian son daughter brother
sister emergency next rider passenger seeker individual interpreter victim kin contacto solicitante
solicitantes detenido detenida detenidos cliente beneficiario beneficiaria conyuge esposo esposa
hijo hija madre padre tutor patrocinador testigo declarante interesado interesada asilado asilada
menor nombre nombres apellido apellidos primer segundo prenom prenoms nom noms nome sobrenome
surname surnames firstname lastname fullname givenname familyname clientname applicantname my me mi
named known llamado llamada our the her his this nuestro nuestra lo la el expediente file files
record records document documents on undersigned spoke in re matter claimant claimants complainant
complainants deceased decedent ward uac preparer persons narne narme naries hijos hijas padres
hermanos hermanas fallecido fallecida reclamante denunciante arrestee prisoner parolee refugee
refugees migrant migrants cousin uncle aunt nephew niece grandmother grandfather grandson
granddaughter partner tio tia primo prima sobrino sobrina nieto nieta migrante refugiado refugiada
interprete apoderado apoderada caso beneficiarios also person peticionario peticionaria demandante
victima victimas afectado afectada aplicante titular compareciente persona hermano hermana familiar
abuelo abuela requerente represented petitioners interviewee entrevistado entrevistada paciente
interno interna student nino nina quien detento detenta detido detida detenu detenue kliyan
prizonye siyati mandant mandantin ho ten imie naam isim ad requerant demandeur demanderesse yo
children signed signature witnesses sponsors victims inmates patients minors
"""
STARTS = frozenset(_START_WORDS.split())
