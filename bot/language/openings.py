"""How lines begin that say too little to be recorded, or that ask for a thing of their own."""

from __future__ import annotations

import re

# Something was done; not what, or of which request.
DEED = re.compile(
    r"^(?:(?:ok|so|just|and|well|finally|we|i|they)[\s,]+)*"
    r"(?:sent|mailed|emailed|faxed|filed|did|done|got|received|finished|submitted|signed|denied"
    r"|granted|closed|answered)(?: (?:it|that|them|this|one|us))?(?: (?:this morning|today"
    r"|yesterday|last night|just now|off|in|out|already|on \S+(?: \S+)?))*[.! ]*$",
    re.IGNORECASE,
)

# A request that is not on record was made.
NEW = re.compile(
    r"^(?:(?:ok|so|just|also|fyi|we|i|team)[\s,]+)*(?:have |had )?(?:sent|filed|mailed|emailed"
    r"|faxed|submitted|put in|made)\b(?: \w+){0,2} (?:(?:brand[- ])?new |another |fresh )(?:\w+ )?"
    r"(?:foia|request)\b",
    re.IGNORECASE,
)

# A letter came, and nothing is said of what is in it.
CAME = re.compile(
    r"^(?:(?:ok|so|just|also|fyi|hey|we|i|finally)[\s,]+)*(?:have )?"
    r"(?:(?:something|mail|post) (?:came|arrived)(?: in)?|(?:got|received|there (?:is|was)|here is)"
    r" (?:a|an|another|some|one more)(?: new)? "
    r"(?:letter|e-?mail|response|reply|notice|envelope|mail|document))(?: back| in the mail)?"
    r"(?: from (?:the )?\S+(?: \S+)?)?(?: (?:about|on|for|re) .{1,40})?"
    r"(?: (?:today|yesterday|this morning|this afternoon|just now|(?:on |last )?\w+day))?[.!\s]*$",
    re.IGNORECASE,
)

# "add a new request", with nothing said of it: the form asks.
NEW_REQUEST = re.compile(
    r"^(?:please |can you |could you |i (?:want|need|would like) to |let us |let's )*"
    r"(?:add|create|start|make|open|enter|track|set up|begin)"
    r" (?:a |an |another |one more )?(?:new |fresh )?(?:foia )?(?:request|foia|matter)[\s.!?]*$",
    re.IGNORECASE,
)

# A reminder in a sentence.
REMIND = re.compile(
    r"^(?:please |can you |could you |ok |hey )*"
    r"(?:remind|nag|ping|nudge|poke|bug|alert)(?: me| us| the team| everyone)\b"
    r"|^(?:please )?set (?:a|up a) reminder\b"
    r"|^(?:please )?(?:make sure (?:i|we) )?(?:do not|don['’]?t) (?:let (?:me|us) )?forget\b",
    re.IGNORECASE,
)

# "State has not answered the visas, draft a follow-up": the order counts, and what led to it
# says which request is meant.
DRAFT_LAST = re.compile(
    r"^(?P<about>.{4,120}?)[,;.:]+\s+(?:(?:so|and|please|pls|can you|could you|then)\s+)*"
    r"(?P<order>(?:draft|write|prepare|compose) .{3,60}?)[.!?\s]*$",
    re.IGNORECASE,
)
