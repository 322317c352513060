"""A public figure is known by the office that papers on file give the name."""

from bot.privacy.officials import hold_office
from bot.privacy.questions import person_question
from tests.support.cases import each


@each(
    ("name", "page"),
    [
        ("wrenhollow", "Then Secretary Wrenhollow asked for the cable."),
        ("wrenhollow", "WRENHOLLOW, Director of the FOIA Office, signed it."),
        ("tobias wrenhollow", "Judge Tobias Wrenhollow denied the motion."),
        ("wrenhollow", "Secretary of State Tobias Wrenhollow left at noon."),
        ("wrenhollow", "Tobias Wrenhollow, Inspector General, found that"),
        ("wrenhollow", "President Wrenhollow met the chairman."),
        ("o'dowd", "Rep. Mary O'Dowd wrote in May."),
    ],
)
def test_an_office_beside_a_name_makes_it_public(name: str, page: str) -> None:
    assert hold_office(name, ["Nothing here.", page])


@each(
    "page",
    [
        "Tobias Wrenhollow was moved on Friday.",
        "The officer told Wrenhollow to wait.",
        "Counsel for Wrenhollow did not appear.",
        "the director wrote to Wrenhollow",
        "Secretary Wrenhollows agreed",
        "Judge Marten heard our client Wrenhollow. Secretary Wrenhollow agreed.",
        "Director Wrenhollow; Wrenhollow's asylum case",
    ],
)
def test_an_office_of_somebody_else_makes_nobody_public(page: str) -> None:
    assert not hold_office("wrenhollow", [page])


def test_of_a_life_is_not_asked_whatever_the_office() -> None:
    looked: list[str] = []

    def in_office(name: str) -> bool:
        looked.append(name)
        return True

    assert not person_question("why did Wrenhollow stop the talks?", in_office=in_office)
    assert looked == ["wrenhollow"]
    for line in (
        "when was Wrenhollow deported?",
        "is Wrenhollow on the list?",
        "Wrenhollow's A-file?",
    ):
        assert person_question(line, in_office=in_office)
    assert looked == ["wrenhollow"]
