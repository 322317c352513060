"""Plain words -> a verb and its words. Rules only, no language model; reading, never a change.

`evidence.py` is the table of what people say; `reading.py` weighs it; `slips.py` mends typos.
"""

from bot.language.reading import OF_ONE, Reading, as_verb, for_request, read, understood

__all__ = ["OF_ONE", "Reading", "as_verb", "for_request", "read", "understood"]
