"""Settings: an address that somebody on the way could read along is refused."""

from __future__ import annotations

import pytest

from bot.errors import SettingsError
from bot.settings import load
from tests.support.cases import each

NAMES = ("SLACK_API_URL", "FOIA_PUBLIC_URL")


@each("name", NAMES)
@each(
    "url", ["https://host.example/x", "http://127.0.0.1:9/", "http://localhost", "http://[::1]:9"]
)
def test_a_private_address_is_taken(name: str, url: str) -> None:
    load({name: url})


@each("name", NAMES)
@each(
    "url",
    [
        "http://host.example", "http://127.0.0.1.host.example", "http://localhost.host.example/",
        "http://127.0.0.1@host.example/", "ftp://127.0.0.1", "https://", "http://[::1", "host",
    ],
)  # fmt: skip
def test_an_address_that_others_can_read_along_is_refused(name: str, url: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} must begin with https://"):
        load({name: url})
