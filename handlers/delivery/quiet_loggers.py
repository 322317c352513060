"""What must be said before anything talks to Slack: loggers that write messages keep quiet.

Apart from the app, since the worker posts without Bolt.
"""

from __future__ import annotations

import logging

from bot.errors import SettingsError


def quiet_loggers() -> None:
    """Silence what would write the words of messages; refuse where somebody asked for it.

    At DEBUG the client logs every argument; at INFO Bolt logs the body of a request with a bad
    signature; at ERROR the client logs the beginning of an answer that is no JSON.
    """
    for name in ("slack_sdk", "slack_bolt"):
        for logger in (logging.getLogger(name), *_below(name)):
            if logger.level == logging.DEBUG:
                raise SettingsError(
                    f"The logger {logger.name} is at DEBUG, which writes messages into the log."
                    " Raise it; LOG_LEVEL=DEBUG is for our own code only."
                )
    logging.getLogger("slack_sdk").setLevel(logging.CRITICAL)
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)
    logging.getLogger("websocket").setLevel(logging.CRITICAL)


def _below(name: str) -> list[logging.Logger]:
    known = logging.root.manager.loggerDict
    return [
        logger
        for key, logger in known.items()
        if key.startswith(f"{name}.") and isinstance(logger, logging.Logger)
    ]
