"""Words -> queries and commands. Rules only, no language model; reading, never a change.

`readers.py` reads what follows a name, `reading.py` weighs plain words by the table of what
people say (`evidence.py`); `slips.py` mends typos.
"""

from bot.language.readers import Setting, from_form, value_of
from bot.language.reading import (
    OF_ONE,
    Reading,
    for_other,
    for_request,
    names_a_letter,
    read,
    understood,
)
from bot.language.typed_requests import is_request_command

__all__ = [
    "OF_ONE",
    "Reading",
    "Setting",
    "for_other",
    "for_request",
    "from_form",
    "is_request_command",
    "names_a_letter",
    "read",
    "understood",
    "value_of",
]
