"""Lists of people whose lines repeat one shape are held, whatever parts their cells."""

from bot.privacy.mask import looks_like_people_list, mask
from tests.support.cases import each
from tests.support.growth import grows_linearly

# Invented people.
PEOPLE = [
    ("Ayelet", "Abaunza", "Honduras", "Eloy", 1981), ("Bolormaa", "Otgon", "Cuba", "Krome", 1990),
    ("Dragana", "Vashchenko", "Haiti", "Winn", 1976), ("Juma", "Kipchumba", "Ghana", "Eloy", 1969),
    ("Farangis", "Iskandarov", "Nepal", "Dilley", 2001), ("Tendai", "Sitoe", "Guinea", "Winn", 1988),
    ("Rosmery", "Paguaga", "Ecuador", "Krome", 1994), ("Umida", "Mamyrov", "Russia", "Eloy", 1972),
    ("Quirino", "Apaza", "Eritrea", "Stewart", 1985),
]  # fmt: skip


@each(
    ("form", "sign"),
    [
        ("fn={0} ln={1} coc={2}", "\n"),
        ("@{0} {1}@{2}@{3}@", "\n"),
        ("{0}~{1}~{2}~{4}", "\n"),
        ("{0} {1}/{2}/{3}", "\n"),
        ("{0} {1} :: {2} :: A", "\n"),
        ("{0} {1}\n{3} - Negative", "\n"),
        (r"{0} & {1} & {2} & {3} \\", "\n"),
        ("{1}, {0}  metformin 500mg BID", "\n"),
        ("{1}|{0}", "\n"),
        ("{1};{0};{4}", "\n"),
        ("{1}, {0} M {4}", "\n"),
        ("{1}, {0}", "; "),
    ],
)
def test_a_list_of_people_is_known_by_the_shape_of_its_lines(form: str, sign: str) -> None:
    masked = mask(text := sign.join(form.format(*one) for one in PEOPLE))

    assert looks_like_people_list(text, masked)
    assert [one[1] for one in PEOPLE if one[1] in masked.text] == []


@each(
    "form",
    [
        "{1}, {0}  Analyst II  $79,759.00",
        "{0} {1} x3334",
        "{1} v. ICE, 1:21-cv-0{4} (D.D.C.)",
        "Toner cartridge A{4}~12~$1,400",
        "{3} :: 37 beds :: FY21",
        "10:30 Judge {1} courtroom 4",
        "{2}: 37 removals",
        "fld_x{4} VARCHAR(9) NOT NULL",
        "GXA{4} N181WA {3} {2}",
    ],
)
def test_lines_about_officials_and_things_stay_open(form: str) -> None:
    text = "\n".join(form.format(*one) for one in PEOPLE)
    masked = mask(text)

    assert masked.text == text
    assert not looks_like_people_list(text, masked)


def test_to_whom_a_mail_went_is_no_list_of_people() -> None:
    text = "From: Records\nTo: " + "; ".join(f"{one[1]}, {one[0]}" for one in PEOPLE)

    assert not looks_like_people_list(text)


def test_lines_of_one_shape_take_linear_time() -> None:
    assert grows_linearly(lambda n: mask("Ana Roe: yes\n\n" * n), 300, 1_200)


def test_what_else_begins_a_line_among_hidden_names_is_hidden() -> None:
    wants = ["insulin", "phone card", "winter coat", "an interpreter", "glasses"] * 2
    named = [f"{given} {last}" for given, last, *_ in PEOPLE] + ["Wellington Ketsela"]
    text = "\n".join(f"{one} ... {what}" for one, what in zip(named, wants, strict=True))

    masked = mask(text)

    assert "Ketsela" not in masked.text
    assert looks_like_people_list(text, masked)


def test_judges_by_their_title_are_no_list_of_people() -> None:
    judges = ["Karen Whitaker", "Paul Holloway", "Mark Langford", "Laura Mercer", "Brian Dunham"]
    text = "\n".join(f"Hon. {one} -> N.D. Cal. -> {n + 10} cases" for n, one in enumerate(judges))

    masked = mask(text)

    assert masked.text == text
    assert not looks_like_people_list(text, masked)
