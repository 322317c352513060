"""The calendar that Outlook and others fetch: who gets it, what it shows, and when it is over."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest

from bot.store import people
from bot.store.personal_tables import Feed
from bot.wiring import slack_app as wiring
from bot.wiring.calendar_page import OF_TOKEN
from tests.handlers.conftest import CHANNEL, LEAD, MEMBER, Make, World, words_of

pytestmark = pytest.mark.slow

PUBLIC = "https://foia.example.org"


@pytest.fixture
def served(make: Make) -> World:
    world = make(public_url=PUBLIC)
    world.say("new ICE data breach to ICE, DHS sent 2023-11-09 received 2023-11-09")
    world.say("channel allow")
    world.say("home ice data breach")
    world.say("assign ice data breach to me")
    world.say(f"people add <@{MEMBER}>")
    return world


def address(world: World, line: str = "calendar on", user: str = LEAD) -> str:
    told = words_of(world.say(line, user=user))
    found = re.search(re.escape(PUBLIC) + r"(/calendar/[0-9a-f]{32}\.ics)", told)
    assert found, told
    return found[1]


def fetch(world: World, path: str, method: str = "GET") -> tuple[str, dict[str, str], str]:
    answered: list[Any] = []
    door = wiring.served(world.house, world.desk.settings)
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "REMOTE_ADDR": "192.0.2.7"}
    body = b"".join(door(environ, lambda status, headers: answered.extend((status, headers))))
    return answered[0], dict(answered[1]), body.decode()


def test_a_person_subscribes_to_what_is_theirs_in_codes_without_names(served: World) -> None:
    path = address(served)

    status, headers, body = fetch(served, path)

    assert status == "200 OK"
    assert headers["Content-Type"].startswith("text/calendar")
    assert headers["Cache-Control"] == "no-store"
    assert len(re.findall(r"SUMMARY:FOIA date · #d\d+", body)) == body.count("BEGIN:VEVENT") > 0
    # A UID is drawn and a moment passes: their digits may read as any statute's.
    shown = re.sub(r"\r\n ", "", body)
    shown = re.sub(r"(?m)^(UID|DTSTAMP|LAST-MODIFIED|CREATED)[:;].*$", "", shown)
    for name in ("ICE", "DHS", "breach", "552", "determination"):
        assert name not in shown
    assert fetch(served, path, "HEAD")[2] == ""
    code = re.search(r"#d\d+", body)
    assert code
    assert "ICE" in words_of(served.say(f"why {code[0]}"))


def test_a_lead_allows_names_and_is_told_who_sees_them(served: World) -> None:
    path = address(served)
    assert "provider" in words_of(served.say("calendar on"))
    assert "Only a lead" in words_of(served.say("calendar names on", user=MEMBER))

    told = words_of(served.say("calendar names on"))

    assert "see them" in told
    assert fetch(served, path)[0].startswith("404")  # `on` again changed the address
    assert "ICE data breach" in fetch(served, address(served))[2]
    served.say("calendar names off")
    assert "ICE data breach" not in fetch(served, address(served))[2]


def test_unknown_and_revoked_addresses_are_answered_alike(served: World) -> None:
    path = address(served)
    served.say("calendar off")

    revoked, unknown = fetch(served, path), fetch(served, f"/calendar/{'0' * 32}.ics")

    assert revoked == unknown
    assert revoked[0] == "404 Not Found"
    assert revoked[1]["Cache-Control"] == "no-store"
    served.say("undo")
    assert fetch(served, path)[0] == "200 OK"


def test_it_is_over_when_the_person_leaves_or_the_channel_is_stopped(served: World) -> None:
    theirs = address(served, user=MEMBER)
    channels = address(served, "calendar channel on")
    assert "BEGIN:VEVENT" in fetch(served, channels)[2]
    assert "BEGIN:VEVENT" not in fetch(served, theirs)[2]  # they own and follow nothing
    served.say("follow ice data breach", user=MEMBER)
    assert "BEGIN:VEVENT" in fetch(served, theirs)[2]

    served.say(f"people remove <@{MEMBER}>")
    served.say("channel stop")

    assert fetch(served, theirs)[0].startswith("404")
    assert fetch(served, channels)[0].startswith("404")


def test_rights_are_looked_up_at_each_fetch(served: World) -> None:
    """Whatever ended the rights, and though nobody revoked the feed."""
    theirs = address(served, user=MEMBER)
    with served.desk.store.write() as session:
        row = session.get_one(people.PersonRow, MEMBER)
        row.removed_at = served.desk.now()

    assert fetch(served, theirs)[0].startswith("404")


def test_a_channel_that_became_shared_is_answered_no_more(served: World) -> None:
    path = address(served, "calendar channel on")
    served.standin.channels[CHANNEL]["is_ext_shared"] = True
    served.edge.directory.forget(CHANNEL)

    assert fetch(served, path)[0].startswith("404")


def test_fetches_are_limited_and_the_limit_says_nothing_of_a_token(served: World) -> None:
    door = wiring.served(served.house, served.desk.settings)
    path = address(served)

    def status(which: str) -> str:
        answered: list[str] = []
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": which, "REMOTE_ADDR": "192.0.2.7"}
        list(door(environ, lambda said, _: answered.append(said)))
        return answered[0][:3]

    known = [status(path) for _ in range(OF_TOKEN + 1)]
    unknown = [status(f"/calendar/{'0' * 32}.ics") for _ in range(OF_TOKEN + 1)]

    assert known == ["200"] * OF_TOKEN + ["429"]
    assert unknown == ["404"] * OF_TOKEN + ["429"]


def test_the_token_is_kept_nowhere_and_logged_nowhere(
    served: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    path = address(served)
    token = path.split("/")[-1].removesuffix(".ics")
    fetch(served, path)

    def broken(*_: object, **__: object) -> bytes:
        raise ValueError(f"a fault with {path} in its words")

    monkeypatch.setattr("bot.queries.calendars.made", broken)
    assert fetch(served, path)[0].startswith("503")

    assert token not in caplog.text
    with served.desk.store.read() as session:
        assert {len(row.hash) for row in session.query(Feed)} == {64}
    stored = (served.desk.settings.data / "foia.db").read_bytes()
    assert token.encode() not in stored


def test_without_an_address_of_the_web_there_is_none_and_it_says_so(world: World) -> None:
    assert "FOIA_PUBLIC_URL" in words_of(world.say("calendar on"))
    assert "calendar on" in words_of(world.say("calendar"))
