"""A roster file: names are taken, comments, headings and ordinary words are not."""

from bot.privacy import rosterlines
from bot.privacy.mask import mask
from bot.privacy.roster import Roster, hash_names
from tests.support.cases import each

KEY = b"a key for tests only"


@each(
    "line",
    [
        "# Clients of the project, one a line", "Clients of the project, one a line", "CLIENTS",
        "Last Name, First Name", "Protected persons:", "the people we protect", "List", "Client list 2024",
        "// names", "- - -", "Attorney work product", "Names of our clients", "maria", "42",
        "Please add all names below. They are confidential.",
    ],
)  # fmt: skip
def test_a_line_that_is_no_name_is_refused_with_a_sentence(line: str) -> None:
    (judged,) = rosterlines.read(line)

    assert judged.why
    assert line not in judged.why


@each(
    "line",
    [
        "Ana Lopez Funes", "Gebremariam, Zebenay", "zebenay gebremariam", "Rose King", "Grace Hope",
        "Quillonbrask", "Juan Carlos Mejía", "O'Shea Nkemdirim", "Nguyễn Thị Hương", "May Law", "Will Young",
        "VAN DER BERG, PIETER", "Al-Rashid bin Omar",
    ],
)  # fmt: skip
def test_a_name_is_taken(line: str) -> None:
    (judged,) = rosterlines.read(line)

    assert judged.why == ""


def test_ordinary_words_never_point_at_somebody_alone() -> None:
    roster = Roster.from_hashes(hash_names(["Ana Project", "Summer Clients"], KEY), KEY)

    assert mask("the project and its clients", roster=roster).text == "the project and its clients"
    assert mask("they met Ana Project there", roster=roster).text == "they met [name] there"


def test_what_would_be_hidden_alone_is_said() -> None:
    taken, common = rosterlines.read("Zebenay Gebremariam\nRose King\n")

    assert taken.alone == ("zebenay", "gebremariam")
    assert common.alone == ()
