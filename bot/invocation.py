"""What every verb is given: who asks what, where and when; and the room to answer it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.frozen import Frozen, value
from bot.privacy.gate import Person, Place
from bot.settings import Settings
from bot.store.session import Session

if TYPE_CHECKING:
    from bot.documents.library import Library
    from bot.law.choices import Choices


@value
class Ask(Frozen):
    """One thing said. `today` is the agency's day; `now` is aware, in UTC.

    `words` is what follows the verb; a button's line may hold references ("#d12").
    """

    words: str
    person: Person
    place: Place
    now: datetime
    today: date
    surface: str = "cli"  # slash, mention, dm, home, button, form, shortcut, terminal, cli
    form: Mapping[str, str] | None = None  # the fields of a submitted form
    thread: str = ""  # the thread that it is said in, where the place has threads
    facts_of: Callable[[str], Person] | None = None  # what Slack says of somebody; None: no Slack
    searching: bool = False  # at the command line: who holds the files may look for any name


# Where a line is typed by hand; buttons, forms and the command line mean what they say.
BY_HAND = frozenset({"slash", "mention", "dm", "terminal"})


@value
class Room(Frozen):
    """An open session, and what else a query or command may work with."""

    session: Session
    settings: Settings
    library: Library

    @cached_property
    def choices(self) -> Choices:
        """What counsel chose where the law is unsettled; read where a date is computed."""
        from bot.store import legal_choices

        return legal_choices.in_force(self.session)

    def masked(self, text: str) -> str:
        """Return what may be kept of words that somebody typed; names of the roster go, too.

        Raises Refused where the key on record is not on this machine.
        """
        return self.library.keeper(self.session)(text) if text else text

    def titled(self, text: str) -> str:
        """Return what a request may be called: the names of people in it are hidden.

        Raises Refused where the key on record is not on this machine.
        """
        from bot.privacy.request_names import without_people

        return without_people(self.masked(text))

    def hider(self) -> Callable[[str], str]:
        """Return what hides, in words kept before, what the roster of today protects.

        What cannot be checked is withheld.
        """
        from bot.privacy.mask import WITHHELD

        try:
            return self.library.hider(self.session)
        except BotError:
            return lambda text: WITHHELD if text else text
