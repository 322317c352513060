"""Errors fit to show a user: each message says what is wrong and what to do.

BotError
+-- UsageError      the words typed cannot be understood (command line: exit 2)
+-- NotFound        no such request, filing, person; says what there is instead
+-- Refused         understood, but not done, and why
+-- SettingsError   the environment or .env lacks or contradicts something
|   +-- SlackAway   Slack does not answer now: what begins is tried again
+-- StoreError      the database cannot be used now; nothing was changed
    +-- StoreAway   it is locked, or starts: what begins is tried again
        +-- ConnectionLost  it went away half-way: what only reads may be tried once more
"""


class BotError(Exception):
    """A fault whose text may be shown to the person who asked."""


class UsageError(BotError):
    """The words typed cannot be understood."""


class NotFound(BotError):  # noqa: N818 - reads as what happened
    """What was named does not exist, or this viewer may not know that it does."""


class Refused(BotError):  # noqa: N818 - reads as what happened
    """Understood, but not done; the message says why and what would make it possible."""


class SettingsError(BotError):
    """A setting is missing or contradicts another; the message names it and the fix."""


class SlackAway(SettingsError):  # noqa: N818 - reads as what happened
    """Slack does not answer now, or its address is wrong: only trying again can tell."""


class StoreError(BotError):
    """The database cannot be used now; nothing was changed."""


class StoreAway(StoreError):  # noqa: N818 - reads as what happened
    """The database is held by somebody else, or not up: in some seconds it may be there again."""


class ConnectionLost(StoreAway):
    """The database went away half-way. Whoever only read may try once more; a writer may not."""


def of_the_law(error: Exception) -> bool:
    """Say whether the law refused it: an event or a span that cannot be, told in its own words.

    The law imports nothing of ours, so its refusals are values errors of its own.
    """
    return isinstance(error, ValueError) and type(error).__module__.startswith("bot.law.")
