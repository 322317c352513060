"""The first calls to Slack: whether it lets us in, or why not, or that it does not answer now."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from typing import TypeVar

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import SettingsError, SlackAway
from handlers.delivery.outbox import refused

T = TypeVar("T")

BOT = (
    "SLACK_BOT_TOKEN",
    "Copy the Bot User OAuth Token (xoxb-…) again from the app's page, OAuth & Permissions.",
)
APP = ("SLACK_APP_TOKEN", "It begins with xapp- and needs the scope connections:write.")


def let_in(call: Callable[[], T], setting: tuple[str, str]) -> T:
    """Call. Raises SettingsError where Slack refuses the token, SlackAway where it does not answer.

    An answer that is no answer (a page of a proxy's, a limit of calls, half a body) says nothing
    about the token.
    """
    name, fix = setting
    try:
        return call()
    except SlackApiError as error:
        why = refused(error)
        if why.kind == "uncertain" or why.error == "ratelimited":
            raise SlackAway(f"Slack does not answer now ({why.error or why.why}).") from error
        raise SettingsError(f"Slack refused {name} ({why.error}). {fix}") from error
    except (SlackClientError, OSError, http.client.HTTPException, ValueError) as error:
        raise SlackAway(
            f"Slack could not be reached ({type(error).__name__}); check the network and"
            " SLACK_API_URL."
        ) from error
