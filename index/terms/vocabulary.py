"""Words that people use for the same thing in requests, agency letters and court papers.

General vocabulary of the trade, not of any filing. A group works both ways; a pair one way only.
"""

from __future__ import annotations

from functools import cache

from index.terms.analysis import term_of

# One group a line; the words of a group stand for each other.
_GROUPS = """
deny refuse reject decline denial refusal
withhold redact exempt exemption conceal censor blackout redaction withheld
exemption ground basis privilege
appeal challenge contest dispute
fee cost charge price expense
amount sum total
payment pay paid remit remittance
deposit prepayment advance
invoice bill
estimate quote quotation approximate roughly
salary pay compensation wage earnings payroll
employee staff personnel worker
officer cop police policeman
attorney lawyer counsel
judge court tribunal magistrate
sue lawsuit complaint litigation suit
ruling decision opinion order judgment holding rule
plaintiff complainant
defendant respondent
send submit transmit mail forward dispatch sent submission
release produce disclose provide furnish production disclosure deliver
receive get obtain receipt
request ask seek sought inquiry
answer respond reply response
backlog queue pending line
wait delay
deadline due
extend extension postpone
complete completion finish
close closure closed
detention custody detain detainee jail incarcerate
prison jail penitentiary correctional
remove deport removal deportation
immigrant migrant alien noncitizen
asylum refugee
row line record entry
spreadsheet table worksheet excel
tab sheet worksheet
database dataset data
identifier id number
anonymous pseudonym deidentified
email mail message electronic
phone telephone call
photo photograph picture image
video footage recording
contract agreement
vendor contractor supplier
purchase buy procurement procure acquisition bought
firm company corporation business
equipment device hardware
software program tool application
surveillance monitor
aircraft plane airplane jet
weapon gun firearm
vehicle car
school district education
student pupil
university college
sheriff county
city municipal
government agency department
congress senate house
law statute act
fine penalty sanction
money fund cash
donate contribute donation contribution
job title position role
chief head director
narrow clarify limit modify clarification
search locate find located
file size
small short brief
large big
kill murder homicide death
injury hurt wound
threat threaten
interview interrogate
document record paper
letter correspondence
page sheet
date day
hour hourly
day daily
week weekly
month monthly
year annual annually yearly
percent percentage share proportion rate
approximately about roughly around
expedite expedited urgent expedition
waive waiver
search query lookup
stop halt end
start begin commence beginning
meeting conference
visit trip travel
report memo memorandum
review examine evaluate
plan scheme
allow permit authorize
forbid bar prohibit ban suspend
agree consent
win prevail won
lose lost
affirm uphold
reverse overturn vacate
block enjoin injunction prevent
settle settlement
appear attend show
family parent child
free release freed
suspect subject
first 1st
second 2nd
third 3rd
fourth 4th
fifth 5th
sixth 6th
seventh 7th
eighth 8th
ninth 9th
tenth 10th
eleventh 11th
twelfth 12th
"""

# What one side writes and the other does not: typed -> also looked for.
_PAIRS = {
    "foia": ("freedom", "information"),
    "doj": ("justice",),
    "dhs": ("homeland",),
    "cbp": ("customs", "border"),
    "uscis": ("citizenship",),
    "nara": ("archives",),
    "epa": ("environmental",),
    "da": ("attorney", "district"),
    "pd": ("police",),
    "dept": ("department",),
    "breakdown": ("itemized",),
}


@cache
def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for line in _GROUPS.strip().splitlines():
        terms = list(dict.fromkeys(term_of(word) for word in line.split()))
        for term in terms:
            found.setdefault(term, {}).update(dict.fromkeys(t for t in terms if t != term))
    for word, others in _PAIRS.items():
        found.setdefault(term_of(word), {}).update(dict.fromkeys(term_of(one) for one in others))
    return {term: tuple(others) for term, others in found.items()}


def alternatives(term: str) -> tuple[str, ...]:
    """Give the terms that people may have written instead of this one."""
    return _table().get(term, ())
