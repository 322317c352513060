"""Which addresses are Slack's own: files go to and come from nowhere else."""

from __future__ import annotations

import urllib.request
from typing import Any
from urllib.parse import urlsplit

SLACK_FILES = "files.slack.com"
SLACK_HOOKS = "hooks.slack.com"


def is_slacks(url: str, api_url: str, host: str = SLACK_FILES) -> bool:
    """Say whether an address is on that host of Slack's, or on the host of this machine's API."""
    parts, api = urlsplit(url), urlsplit(api_url)
    if api.hostname in {"slack.com", "www.slack.com"}:
        return parts.scheme == "https" and parts.hostname == host and not parts.port
    return (parts.scheme, parts.hostname, parts.port) == (api.scheme, api.hostname, api.port)


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """Follows nothing: what is sent would go along."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Refuse."""
