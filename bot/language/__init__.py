"""Words -> queries and commands. Rules only, no language model; reading, never a change.

`readers.py` reads what follows a name, `reading.py` weighs plain words by the table of what
people say (`evidence.py`); `slips.py` mends typos.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bot.language.readers import Setting, from_form, value_of

if TYPE_CHECKING:
    from bot.language.heard import Reading
    from bot.language.reading import names_a_letter, of_all, read, tells
    from bot.language.typed_requests import is_request_command, request_command
    from bot.language.verb_words import OF_ONE, for_other, for_request, understood

__all__ = [
    "OF_ONE",
    "Reading",
    "Setting",
    "for_other",
    "for_request",
    "from_form",
    "is_request_command",
    "names_a_letter",
    "of_all",
    "read",
    "request_command",
    "tells",
    "understood",
    "value_of",
]

# The table of what people say is large; a command by its name needs none of it.
_AT_FIRST_USE = {
    "Reading": "heard",
    **dict.fromkeys(("names_a_letter", "of_all", "read", "tells"), "reading"),
    **dict.fromkeys(("OF_ONE", "for_other", "for_request", "understood"), "verb_words"),
    **dict.fromkeys(("is_request_command", "request_command"), "typed_requests"),
}


def __getattr__(name: str) -> Any:
    """Give what reads plain words, imported when it is first asked for."""
    if name not in _AT_FIRST_USE:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_AT_FIRST_USE[name]}"), name)
