"""People in colleagues' short notes, known by what is said around a name; and what stays readable."""

from bot.privacy.allow import DEFAULT_ALLOW
from bot.privacy.mask import mask
from bot.privacy.questions import person_question
from tests.support.cases import each


@each(
    "note",
    [
        "client {Yeferson} moved to Stewart",
        "{Oleksandra Hrynchuk} has a CFI on Monday",
        "called {giorgis} about it",
        "{dilnoza karimova} called from Otay, no interpreter",
        "told {Wei-Ling}'s brother to send the passport copy",
        "{tigist}'s lawyer is out til Mon",
        "{Ibrahima}, {Moustapha} and {Cheikh} share a cell",
        "met w {Phuong} + {Linh} in San Diego",
        "list from leak: {Adut Garang}, {Nyakim Deng}, {Ladu Wani}",
        "{Xiomara}: bond denied",
        "waiting for {Djibril Cissokho} to sign the waiver",
        "ICE wants {Lesia} back on the 4th",
        "{Stanislav Morozenko} (Batavia): stay denied",
        "{Fatoumata D.} is on the list",
        "{Ñusta}'s CFI is on Friday",
        "wife of {Bakary} has the letter",
        "he goes by {Tibaldro}",
        "row 88: {Sundivar}",
        "the photo shows {Adelbrin} in shackles",
        "withheld pages are about {Gulmirov}",
        "{Fabrintze} signed the privacy waiver today",
        "{Temur} + {Nino}: G-28s signed",
        "we still owe {Delvis} a copy of his page",
        "ICE officer yelled at {Yenifer}",
        "{Ricardinho} will be flown out tonight",
        "scheduled {Thinzar} for the psych eval",
        "need to reach {Zawadi} before the flight",
        "{Ahmed} was moved to Krome",
        "told {Maria} her hearing is on Monday",
        "brought {Ali} his meds",
        "{Khan} is on a hunger strike",
        "{Ruzanna} writes every week",
        "can you check on {Bashiru}?",
        "visit {Maricruz}",
        "nothing from {Lucienne} since Sunday",
        "our interpreter could not understand {Ixchel}, she speaks Mam",
        "{Jubayer} sounded ok today",
        "photo of {Zuleyka} must not go in the brief",
        "keep {Maykol} out of the newsletter",
        "{Гульнара} and her son are safe",
        "мать {Оксаны} ждёт звонка",
        "msg from {李伟}: still at Adelanto",
        "{أمينة} has no lawyer",
        "sent {መሰረት} the form",
    ],
)
def test_whom_a_note_tells_of_is_hidden(note: str) -> None:
    parts = note.replace("{", "\0").replace("}", "\0").split("\0")
    left = "".join("[name]" if number % 2 else part for number, part in enumerate(parts))

    assert mask("".join(parts), typed=True).text in {left, left.replace("[name]'s", "[name]")}


@each(
    "note",
    [
        "spoke w/ Officer Delgado at the FOIA desk",
        "hearing for Whitaker v. ICE moved to Jan",
        "Sgt. Pruitt will be a declarant",
        "GEO Group's contract was modified in May",
        "Karnes moved to the next production",
        "told Dana to send the appeal",
        "list from ICE: Aurora, Batavia, Florence",
        "Westlaw asked us to delete the login",
        "Tacoma: passport office moved",
        "fernando.xlsx is the old tracker",
        "Deputy Director Lam told us the page had an error",
        "ICE moved Box 14 to Louisiana",
        "Georgia wants to withdraw from the agreement",
        "Hector Barrios of the Miami Herald asked for the log",
        "called ogis about it",
        "trying to find Widener on Pacer",
        "scheduled Booz Allen for the demo",
        "moved the notes to Airtable, Nextcloud is down",
        "Mark the envelope as personal",
        "San Diego moved the hearing on our motion",
        "Peter drafted the reply",
        "call Zapier",
        "we use Tesseract for the scans",
        "lunch with Kofi at noon",
        "Ms. Odom at the DHS privacy office wrote back",
        "Mr. Tran from OGIS is on vacation",
        "Zapier stopped sending the mails",
        "Hennepin said no",
        "Dagfinn is out until Monday, Ilka covers",
        "standup moved, Jorunn takes notes",
        "they misspelled the title",
        "Москва: письмо пришло",
    ],
)
def test_what_a_note_says_of_our_work_stays(note: str) -> None:
    assert mask(note, typed=True).text == note


def test_a_colleague_whom_a_lead_called_public_stays_in_notes_about_our_work() -> None:
    allow = DEFAULT_ALLOW.with_names(["Danuta Prescovia"])

    said = mask("told Danuta that the letter is out", typed=True, allow=allow).text
    of_a_client = mask("told Danuta that her hearing is on Monday", typed=True, allow=allow).text

    assert said == "told Danuta that the letter is out"
    assert of_a_client == "told [name] that her hearing is on Monday"


def test_what_a_note_hides_is_no_sign_that_a_question_asks_about_a_person() -> None:
    assert not person_question("what did Reuters call the treatment of protesters?")
    assert mask("told Reuters about Lwam, she's scared", typed=True).text.count("[name]") == 1
