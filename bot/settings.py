"""Environment and .env in, one frozen Settings out; nothing else reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import SettingsError

SLACK_API = "https://slack.com/api/"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the surroundings decide. Secrets never show in a repr."""

    data: Path = Path(".foia")
    database_url: str = ""
    db_pool: int = 41  # connections of one process to PostgreSQL, which allows a hundred in all
    search: str = ""  # the engine of the index; "": the database's own, see `search_engine`
    timezone: str = "America/New_York"
    command: str = "/foia"
    admins: tuple[str, ...] = ()
    ops_channel: str = ""
    heartbeat_url: str = field(default="", repr=False)
    alarm_url: str = field(default="", repr=False)
    alarm_command: str = field(default="", repr=False)
    public_url: str = ""  # where `foia web` can be reached from outside; calendars need it
    vault_key: str = field(default="", repr=False)
    slack_bot_token: str = field(default="", repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_signing_secret: str = field(default="", repr=False)
    slack_api_url: str = SLACK_API
    agent_view: bool = False  # the manifest with --agent: each message roots a thread
    mail_url: str = ""
    mail_password: str = field(default="", repr=False)
    mail_token_command: str = field(default="", repr=False)
    mail_authserv: str = ""
    log_level: str = "INFO"
    port: int = 3000

    @property
    def zone(self) -> ZoneInfo:
        """The team's zone: what "today" means where no place decides."""
        return ZoneInfo(self.timezone)

    @property
    def search_engine(self) -> str:
        """The engine of the index: postgres where the database is PostgreSQL, else whoosh."""
        return self.search or ("whoosh" if self.database.startswith("sqlite") else "postgres")

    @property
    def database(self) -> str:
        """The SQLAlchemy address: DATABASE_URL, or the SQLite file in the data folder.

        `postgres://` and `postgresql://` become psycopg 3 addresses.
        """
        url = self.database_url or f"sqlite:///{(self.data / 'foia.db').absolute()}"
        for old in ("postgres://", "postgresql://"):
            if url.startswith(old):
                return "postgresql+psycopg://" + url.removeprefix(old)
        return url


def load(environ: Mapping[str, str] | None = None, *, data: Path | None = None) -> Settings:
    """Read .env and the environment (which wins); `data` overrides FOIA_DATA.

    Raises SettingsError naming the variable and the fix.
    """
    env = _with_dotenv(os.environ) if environ is None else environ
    return Settings(
        data=data or Path(env.get("FOIA_DATA") or ".foia"),
        database_url=_database(env.get("DATABASE_URL", "")),
        db_pool=_pool(env.get("FOIA_DB_POOL") or "41"),
        search=_search(env.get("FOIA_SEARCH", ""), env.get("DATABASE_URL", "")),
        timezone=_zone(env.get("FOIA_TIMEZONE") or "America/New_York"),
        command=env.get("FOIA_COMMAND") or "/foia",
        admins=tuple(
            part.strip() for part in env.get("FOIA_ADMINS", "").split(",") if part.strip()
        ),
        ops_channel=env.get("FOIA_OPS_CHANNEL", ""),
        heartbeat_url=env.get("FOIA_HEARTBEAT_URL", ""),
        alarm_url=env.get("FOIA_ALARM_URL", ""),
        alarm_command=env.get("FOIA_ALARM_COMMAND", ""),
        public_url=_public(env.get("FOIA_PUBLIC_URL", "")),
        vault_key=env.get("FOIA_VAULT_KEY", ""),
        slack_bot_token=env.get("SLACK_BOT_TOKEN", ""),
        slack_app_token=env.get("SLACK_APP_TOKEN", ""),
        slack_signing_secret=env.get("SLACK_SIGNING_SECRET", ""),
        slack_api_url=_api_url(env.get("SLACK_API_URL") or SLACK_API),
        agent_view=_yes(env.get("FOIA_AGENT_VIEW", "")),
        mail_url=env.get("FOIA_MAIL_URL", ""),
        mail_password=env.get("FOIA_MAIL_PASSWORD", ""),
        mail_token_command=env.get("FOIA_MAIL_TOKEN_COMMAND", ""),
        mail_authserv=env.get("FOIA_MAIL_AUTHSERV", ""),
        log_level=_level(env.get("LOG_LEVEL") or "INFO"),
        port=_port(env.get("PORT") or "3000"),
    )


def _with_dotenv(environ: Mapping[str, str]) -> dict[str, str]:
    if not Path(".env").is_file():
        return dict(environ)
    from dotenv import dotenv_values

    read = {key: value for key, value in dotenv_values(".env").items() if value is not None}
    return read | dict(environ)


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ValueError, OSError, ZoneInfoNotFoundError):  # a path, a folder, nothing
        raise SettingsError(
            f"FOIA_TIMEZONE is {name!r}, which is no zone name. Use one like America/New_York."
        ) from None


def _api_url(url: str) -> str:
    if not _is_private(url):
        raise SettingsError(
            "SLACK_API_URL must begin with https:// (http:// only on this machine)."
        )
    return url if url.endswith("/") else url + "/"


def _is_private(url: str) -> bool:
    """Say whether nobody on the way can read along: https, or http on this machine alone."""
    try:
        where = urlsplit(url)
        host = where.hostname or ""
    except ValueError:  # no address
        return False
    here = {"127.0.0.1", "localhost", "::1"}
    return bool(host) and (where.scheme == "https" or (where.scheme == "http" and host in here))


def _public(url: str) -> str:
    """Return the address without its last slash. Raises SettingsError for a plain http one."""
    if url and not _is_private(url):
        raise SettingsError(
            "FOIA_PUBLIC_URL must begin with https:// (http:// only on this machine): the address "
            "of a calendar is its key."
        )
    return url.rstrip("/")


def _yes(said: str) -> bool:
    if said.casefold() not in {"", "0", "1", "no", "yes", "false", "true"}:
        raise SettingsError(f"FOIA_AGENT_VIEW is {said!r}; use yes or no.")
    return said.casefold() in {"1", "yes", "true"}


def _level(name: str) -> str:
    level = name.upper()
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise SettingsError(f"LOG_LEVEL is {name!r}; use INFO, WARNING or ERROR.")
    return level


def _database(url: str) -> str:
    """Return the address as it is. Raises SettingsError for one that no part of the bot speaks."""
    kind = url.partition("://")[0].strip().lower()
    if url and kind not in {"postgres", "postgresql", "postgresql+psycopg", "sqlite"}:
        raise SettingsError(
            f"DATABASE_URL begins with {kind[:24]}://, which this program does not speak. Use "
            "postgresql://USER:PASSWORD@HOST/NAME, or leave it empty for SQLite."
        )
    return url


def _search(name: str, url: str) -> str:
    if name not in {"", "whoosh", "postgres"}:
        raise SettingsError(f"FOIA_SEARCH is {name!r}; use whoosh or postgres, or leave it out.")
    if name == "postgres" and not url.startswith("postgres"):
        raise SettingsError(
            "FOIA_SEARCH is postgres, and DATABASE_URL names no PostgreSQL. Set DATABASE_URL, or "
            "leave FOIA_SEARCH out: on SQLite the index lies in the data folder."
        )
    return name


def _pool(text: str) -> int:
    if not text.isdigit() or not 2 <= int(text) <= 1000:  # noqa: PLR2004
        raise SettingsError(
            f"FOIA_DB_POOL is {text!r}; use a number between 2 and 1000: the most connections that "
            "one process may hold. Of the role's limit leave room for web, worker and release."
        )
    return int(text)


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:  # noqa: PLR2004
        raise SettingsError(f"PORT is {text!r}; use a number between 1 and 65535.")
    return int(text)
