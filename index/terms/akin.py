"""Words that people use in talk for what papers say in others: held against sentences, not pages.

General English, wider and looser than `vocabulary`; no word of any filing. A line is one group.
"""

from __future__ import annotations

from functools import cache

from index.terms.analysis import term_of

_GROUPS = """
keep retain retention store preserve hold maintain kept
pull retrieve retrieval fetch gather compile compilation
blackout redact redaction withhold withheld black blacked remove delete
kid child boy girl son daughter juvenile minor youth
spouse wife husband married
dig dug excavate unearth find found discover scoop uncover
birthday birth dob born
print printed paper hardcopy copy
lowest minimum least cheapest
highest maximum most peak largest record
boss supervisor chief head director commander superior
sign signed signature signatory undersigned
reason because cause due since
picture drawing photo photograph illustration image composite
lock detain detention custody jail held
shred destroy destruction dispose disposal disposition
swap replace substitute replacement change exchange
hijack skyjack hijacker hijacking piracy
jump jumper parachute parachutist chute skydive
cash money currency bill ransom
fight dispute contest disagree issue argue
only sole single remaining
break broke hack hacked intrusion breach access
leak disclose disclosure breach expose exposure publish post posted
hire hired appoint appointed appointment employ engage recruit
quit resign resignation leave left depart departure
fire fired dismiss dismissal terminate termination discharge layoff laid
death die died dead fatal kill killed deceased
sick ill illness disease medical health
doctor physician medical
drug narcotic overdose substance
steal theft stolen rob robbery burglary
fraud forge forgery counterfeit fake hoax false
arrest apprehend apprehension caught capture catch
guilty convict conviction plead
sentence term imprisonment
trial hearing proceeding
build construct construction built create develop
fix repair remedy correct correction
change modify modification amend amendment revise revision alter update
cancel withdraw withdrawn rescind revoke recall
delay postpone defer push pushed reschedule late
skip omit exclude drop
possess possession own custody
know aware knowledge
promise commit commitment pledge undertake agree anticipate expect
help assist assistance aid support
need require requirement must necessary
want desire wish interest
use utilize usage
grant award approve approval
next following subsequent upcoming
last final latest remaining
first initial original initially
new recent fresh
old former prior previous earlier
many numerous multiple several
part portion partial partially
whole entire full complete entirety
same identical
different distinct differ
place location site venue
country nation
foreign international overseas minister
home house residence
name called known alias
group organization team coalition
leader chairman chair president secretary
newspaper article press paper
website site web online internet link url
computer laptop machine server
cell mobile cellular telephone phone
bodycam camera bwc body video footage recording
list roster schedule inventory
rule regulation policy guideline procedure
license permit
debt loan owe owed
rent lease rental
car vehicle automobile truck fleet
flight fly flew airline aircraft
ship boat vessel
army military soldier troop marine
bomb explosive explosion
attack assault ambush strike shoot
spy surveillance intelligence
password passcode credential
login logon account user
fed federal
expire expiration expiry lapse run end
bring carry
pick choose select appoint name
clock deadline time toll tolled
stop halt pause toll tolled suspend
miss missed fail failure failed lack
ignore respond response
free waive waived exempt
supply provide furnish produce
tell told inform advise notify notification
look search searched review examine
turn refuse deny denied reject
cover include contain
count number total tally
figure estimate estimated calculate
run cost charge total
upfront deposit advance prepay
owe due payable balance
pay paid payment remit check
bill invoice charge statement
cop police officer policeman
trouble problem difficulty issue
mistake error wrong incorrect flaw flawed
true correct accurate
reply answer respond response
hear heard contact respond
ready available complete
share sent send provide
split broke separate divide individual
chunk part installment portion batch
batch installment release production tranche
staff employee personnel
mail email message
talk speak conversation discuss discussion
meet met meeting conference
say state claim assert argue
claim allege allegation assert
job title position role serve
side party plaintiff defendant
win prevail grant granted
lose deny denied dismiss
judge court justice
ask request seek
refer referred referral forward transfer
tower building
share percent percentage half proportion
often frequently rate percent
warn warning caution notice
danger risk threat harm endanger
hide conceal undercover withhold
secret confidential classified undercover
area region location
money fund funding funded
spend spent expense expenditure cost
worker employee staff laborer
union labor
speech remarks address statement
trip travel visit tour
lawyer attorney counsel represent
brief memorandum motion filing
test exam examination
size large small byte
weapon gun
follow-up follow reminder
chase follow remind
side-by-side compare comparison
"""


@cache
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _GROUPS.strip().splitlines():
        terms = {term_of(word) for word in line.split()}
        for term in terms:
            found.setdefault(term, set()).update(terms - {term})
    return {term: frozenset(others) for term, others in found.items()}


def akin(term: str) -> frozenset[str]:
    """Give the terms that may say the same as this one in other words; few know which."""
    return _table().get(term, frozenset())
