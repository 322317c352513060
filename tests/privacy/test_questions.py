"""Questions about a person are recognised by their words alone; the team's own are not."""

from bot.privacy.questions import FIXED_REPLY, person_question
from tests.support.cases import each

PERSONAL = """
is Maria Lopez one of the 6,252?
is Zebenay Tekleab one of the 6,252?
was maria lopez on the list
which client was at Krome
status of A 205-113-482
how many Eritreans at Otay Mesa passed?
quote the paragraph with the names
¿Está María López en la lista?
quién estaba en Krome
whose data was in the breach
who was detained at Adelanto
cuál cliente estaba en Otay Mesa
is my client on the list
is he affected
list the clients
where is Jose Hernandez
status of Maria Lopez
do we represent Ana Flores?
what are the names of the applicants
who are the clients
how many of the people at Krome had positive fear
did our client pass credible fear
estado de Juan Perez
is John Smith deported
find Juan Carlos Mejia
my client's phone is 305-555-0142
cuántos hondureños hay en la lista
was anyone from Cuba in the breach
does the list include Maria Lopez
SSN 123-45-6789
did Karimi get moved
what is Karimi's A-number
who is Thi Nguyen?
has Saintil been released yet
where was Quispe transferred, was Quispe moved
what was Tzoc's bond hearing result
is Hrytsenko safe
did Diallo get picked up again
is Bangura still in jail
Batz's mother
""".strip().splitlines()
OURS = """
status
what is tracking number 2023-ICFO-09214
phone of the ICE FOIA office
where does the ICE request stand
what is overdue
is ICE on the list of agencies
is the ICE request overdue?
was the report released
which letter denied expedited processing
what did (b)(5) redact
how many people were in the breach
how many pages were released
who owns the ICE request
assign ice-data-breach to Maria Lopez
requests owned by Maria Lopez
may we sue, since when
is the appeal included in the list
were records released to us
what did ICE say about the data breach
status of Otay Mesa
when does our appeal window close
is the extension included in the letter
who accessed the data in the breach
who at ICE reviewed the leak
who signed the letter
log ice-data-breach acknowledged on 2023-03-04
show the letter of March 3, 2023
what was produced, what is missing
is page 12 withheld
has DHS answered
did ICE release the spreadsheet
is anything overdue on the detention request
did the deadline get moved
was the hearing moved
what is ICE's address
is the file safe
has the request been moved
what is the agency's nationality data
what is the court's medical records ruling
who is our lawyer
did the judge get moved
has the case been sent back
was the appeal sent back
are the records safe
is the spreadsheet still in jail records
who at dhs do we call on the breach
ICE wants to know by december 11 if we are still interested in the breach
""".strip().splitlines()


@each("question", PERSONAL)
def test_a_question_about_a_person_is_recognised(question: str) -> None:
    assert person_question(question)


@each("question", OURS)
def test_a_question_about_our_requests_is_not(question: str) -> None:
    assert not person_question(question)


def test_the_fixed_reply_holds_nothing_of_the_question_and_advises_deletion() -> None:
    assert "delete" in FIXED_REPLY
    assert not any(c.isdigit() for c in FIXED_REPLY)
