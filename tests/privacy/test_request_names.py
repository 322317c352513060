"""A request is called by its matter and by no person, whole name or surname."""

from bot.privacy.request_names import without_people
from tests.support.cases import each


@each(
    ("name", "called"),
    [
        ("Hollowren family death in custody", "[name] family death in custody"),
        ("Marigold Featherquill A-file", "[name] A-file"),
        ("A-file of Marigold Featherquill", "A-file of [name]"),
        ("Death of Tobias Wrenhollow at Krome", "Death of [name] at Krome"),
        ("Wrenhollow's habeas", "[name]'s habeas"),
        ("De la Quorvath parole file", "[name] parole file"),
        ("Lopez, Ana", "[name]"),
        ("Autopsy of Tecun", "Autopsy of [name]"),
        ("Tesfaye asylum denial", "[name] asylum denial"),
    ],
)
def test_a_request_is_not_called_by_a_person(name: str, called: str) -> None:
    assert without_people(name) == called
    assert without_people(called) == called


@each(
    "name",
    [
        "ICE data breach", "Krome deaths in custody", "Stewart medical records", "Haiti deportation flights",
        "Family detention at Karnes", "Records on parole", "Credible Fear asylum statistics",
        "Otay Mesa detention contracts", "Release of Detention Standards", "Immigration bond policy",
        "Lumpkin medical records", "Artesia family detention", "Natchez bond statistics",
        "Parchman death records", "Deaths at Farmville", "Deportation of Guatemalans", "Release of Cellebrite manuals",
        "Files of Homeland Security Investigations", "Portland protest arrest records",
    ],
)  # fmt: skip
def test_places_agencies_and_matters_stay(name: str) -> None:
    assert without_people(name) == name
