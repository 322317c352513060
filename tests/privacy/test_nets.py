"""The log's net, sealed button values, the allow-list, and the two measures for restriction."""

import io
import logging
import random
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.privacy.allow import DEFAULT_ALLOW
from bot.privacy.logs import MaskingFilter
from bot.privacy.mask import looks_like_people_list, mask
from bot.privacy.roster import Roster, hash_names
from bot.privacy.seal import Seal


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO, MaskingFilter]]:
    out, net = io.StringIO(), MaskingFilter()
    handler = logging.StreamHandler(out)
    handler.addFilter(net)
    logger = logging.getLogger("tests.privacy.net")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    yield logger, out, net
    logger.removeHandler(handler)


Log = tuple[logging.Logger, io.StringIO, MaskingFilter]


def test_message_and_arguments_are_masked(log: Log) -> None:
    logger, out, _ = log

    logger.info("asked %s by %s with %s", "A205-113-482", "maria@example.org", "xoxb-12345-abcdef")

    assert out.getvalue() == "asked [A-number] by [e-mail] with [secret]\n"


def test_a_number_split_between_message_and_arguments_is_masked(log: Log) -> None:
    logger, out, _ = log

    logger.info("A%s-%s-%s", 205, 113, 482)

    assert out.getvalue() == "[A-number]\n"


def test_a_traceback_is_masked(log: Log) -> None:
    logger, out, _ = log

    try:
        raise ValueError("no such person: A205-113-482, token xapp-1-abcdef")
    except ValueError:
        logger.exception("failed")

    assert "ValueError" in out.getvalue()
    assert "113-482" not in out.getvalue()  # of three digits there are also numbers of lines
    assert "[A-number]" in out.getvalue()
    assert "xapp" not in out.getvalue()


def test_a_roster_name_is_masked_in_the_log(log: Log) -> None:
    logger, out, net = log
    net.roster = Roster.from_hashes(hash_names(["Zebenay Gebremariam"], b"k"), b"k")

    logger.warning("row of Gebremariam")

    assert out.getvalue() == "row of [name]\n"


def test_a_line_that_cannot_be_masked_is_dropped(log: Log) -> None:
    logger, out, _ = log

    record = logging.LogRecord(
        "net", logging.INFO, "", 1, "two %s places %s", ("A205-113-482",), None
    )
    logger.handlers[0].handle(record)

    assert out.getvalue() == ""


def test_a_sealed_line_comes_back_and_tells_nothing() -> None:
    seal = Seal(b"key")
    value = seal.close("share|42|U1")

    assert seal.open(value) == "share|42|U1"
    assert "share" not in value
    assert value != seal.close("share|42|U1")
    assert len(seal.close("é" * 299)) < 2_000


def test_forged_foreign_changed_and_old_values_open_to_nothing() -> None:
    seal = Seal(b"key", max_age=timedelta(days=90))
    value = seal.close("share|42")
    r = random.Random(7)

    assert Seal(b"other").open(value) is None
    assert seal.open(value, now=4e9) is None
    for junk in (
        "",
        "x",
        "share|42",
        "é",
        "\ud800",
        "=" * 50,
        value[:-4],
        value + "AAAA",
        "A" * 5_000,
    ):
        assert seal.open(junk) is None
    for _ in range(200):
        place = r.randrange(len(value) - 2)
        other = "A" if value[place] != "A" else "B"
        assert seal.open(value[:place] + other + value[place + 1 :]) is None


def test_a_line_too_long_for_a_button_is_a_fault() -> None:
    with pytest.raises(ValueError, match="button"):
        Seal(b"key").close("x" * 3_000)


def test_values_of_the_teams_own_stay_readable_exactly_as_given() -> None:
    allow = DEFAULT_ALLOW.with_values(["205-113-482"])

    assert mask("our ticket 205-113-482", allow=allow).spans == ()
    assert mask("205-113-483 and ana@other.example", allow=allow).text == "[A-number] and [e-mail]"


def test_an_identifier_is_not_saved_by_an_office_standing_near() -> None:
    masked = mask("ICE FOIA office, 500 12th St SW, re client at 1234 NW 7th Street, 305-555-0142")

    assert "500 12th St SW" in masked.text
    assert "1234" not in masked.text
    assert "305" not in masked.text


PEOPLE = "".join(f"Lopez, Ana | A2051134{n} | Cuba\n" for n in range(10, 14))


@pytest.mark.parametrize(
    "text",
    [
        "Name | A-Number | Country\n" + PEOPLE,
        "last_name,first_name,nationality\nTekle,Yonas,Eritrea\nOkafor,Ada,Nigeria\nLopez,Ana,Cuba\n",
        "\n".join(f"{n}. Tekle, Yonas" for n in range(1, 10)),
        PEOPLE * 2,
    ],
)
def test_a_list_of_people_is_recognised(text: str) -> None:
    assert looks_like_people_list(text)


@pytest.mark.parametrize(
    "text",
    [
        "Country | Total\nHonduras | 12\nCuba | 44\nHaiti | 90\nEritrea | 10\n",
        "Request | Agency | Due\n2023-ICFO-09214 | ICE | 2023-06-01\n2022-HQFO-01142 | DHS | 2023-07-01\n",
        "We request all records concerning the incident of November 28, 2022.\n" * 30,
    ],
)
def test_statistics_and_letters_are_no_list_of_people(text: str) -> None:
    assert not looks_like_people_list(text)
