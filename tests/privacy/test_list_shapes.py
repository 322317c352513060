"""Lists of people in the shapes that programs, airlines and clerks write; counsel is no such list."""

import pytest

from bot.privacy.mask import looks_like_people_list, mask
from tests.support.cases import each

# Invented people only.
PEOPLE = (
    ("Xochitl", "Amaruq", "Honduras"), ("Bekzod", "Turdaliev", "Uzbekistan"),
    ("Fanta", "Kourouma", "Guinea"), ("Oleh", "Pashchenko", "Ukraine"),
    ("Yadira", "Chirinos", "Venezuela"), ("Wisler", "Petithomme", "Haiti"),
    ("Rukhsana", "Baloch", "Pakistan"), ("Lupe", "Tecun", "Guatemala"),
    ("Harjit", "Sandhu", "India"), ("Mamta", "Thapa", "Nepal"),
)  # fmt: skip
COUNSEL = (
    "Miriam Aldous", "Tom Sekula", "Katherine Broyle", "John Hadley", "Robert Fenn", "Ann Prior",
    "Lee Moss", "Dana Witt", "Carla Reyes",
)  # fmt: skip


@each(
    "row",
    [
        '{{"fn":"{0}","ln":"{1}","coc":"{2}"}}', "({n},'{0}','{1}','{2}'),", "{0}^{1}^{2}^{n}",
        "[x] {0} {1} - {2}", "8:1{n} {0} {1} re bond, vm left", "Who: {0} {1}\nFrom: {2}\n",
        "  - first: {0}\n    last: {1}", "<row><a>{0} {1}</a><b>{2}</b></row>", "{0} {1} -> {2}",
    ],
)  # fmt: skip
def test_a_list_of_people_is_held_however_it_is_written(row: str) -> None:
    text = "\n".join(row.format(*one, n=n) for n, one in enumerate(PEOPLE))
    masked = mask(text)

    assert looks_like_people_list(text, masked)
    assert not {name for one in PEOPLE for name in one[:2] if name in masked.text}


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (
            "Notice has been electronically mailed to:",
            "{0}    {1}@firm.example, docket@firm.example",
        ),
        ("Counsel for Defendants:", "{0}, Trial Attorney"),
        ("", "{0} (D.C. Bar No. 45000{n})"),
        ("", "{0}\text. 300{n}\tRoom 4{n}"),
    ],
)
def test_counsel_of_record_and_staff_are_no_list_of_people(head: str, row: str) -> None:
    rows = (row.format(name, name.split()[1].lower(), n=n) for n, name in enumerate(COUNSEL))
    text = "\n".join([head, *rows])

    assert not looks_like_people_list(text, mask(text))


def test_a_petitioner_below_his_attorneys_is_hidden() -> None:
    caption = "Attorneys for Petitioner\n\nDetainee: Bekzod Turdaliev, A 205-113-482, in custody"

    assert "Turdaliev" not in mask(caption).text
