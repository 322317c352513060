"""What counts as the same request a second time."""

from bot.store.twins import _is_like
from tests.support.cases import each


@each(
    ("one", "other", "like"),
    [
        ("Jail calls", "Jail call records", True),
        ("ICE data breach", "Data breach at ICE", True),
        ("Jails 1", "Jails 2", False),
        ("Flights of 2023", "Flights of 2024", False),
        ("Drones", "Solitary", False),
        ("ICE data breach", "ICE data contracts", False),
        ("First matter", "Second matter", False),
        ("Data breach", "Data braech", True),
        ("Ferry toll audit letters", "Harbor contract: audit of the ferry toll", True),  # 3 of 4
    ],
)
def test_names_are_alike_by_words_or_letters_and_never_where_numbers_differ(
    one: str, other: str, like: bool
) -> None:
    assert _is_like(one, other) is like
