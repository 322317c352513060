"""What a column can mean, and what people call it. Data: a shape a line, header words only.

The order counts: a header that fits two meanings has the earlier one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_ON = r"(?: (?:date|letter|filed|sent|submitted|received|recd|on))*"
_OF_NUMBER = r"(?:agency (?!id))?(?:foia |request |tracking |case |control |reference |file )*"
_BODY = r"(?:foia )?(?:agency|agencies|sub ?office|component|department|dept|office|bureau)"

_SHAPES: Mapping[str, tuple[str, ...]] = {
    "appeal-decided": (r"appeal (?:decision|determin\w+|decided|response|closed|answer)" + _ON,),
    "appeal-due": (r"appeal (?:due|deadline).*", r"last day to appeal"),
    "appeal-number": (r"appeal (?:tracking |case )?(?:number|no|id)",),
    "appealed": (r"(?:date )?(?:of )?appeal(?:ed)?" + _ON,),
    "extended-until": (
        r"extended (?:to|until|till|through|due|deadline).*", r"(?:new|revised|amended) due.*",
        r"extension (?:to|until|till|through|due|deadline|ends?|expires?|expiration).*",
    ),
    "extended": (
        r"(?:date )?(?:of )?(?:extended|extension (?:letter|notice|sent|received))" + _ON,
        r"unusual circumstances.*",
    ),
    "extension": (r"(?:date (?:of )?)?extensions?(?: date| days| taken| requested| granted)*",),
    "due": (
        r"(?:due|deadline|statutory|determination due|20 (?:business |working )?day).*",
        r".*\b(?:due|deadline)(?: date)?", r"(?:date )?response (?:is )?(?:due|expected)",
    ),
    "acknowledged": (r"(?:date )?ack\w*" + _ON,),
    "receipt-certainty": (r"receipt certainty",),
    "received": (
        r"(?:date )?(?:request )?received(?: (?:by (?:the )?agency|date|on))*",
        r"receipt(?: date)?", r"date of receipt", r"(?:date )?perfected(?: date)?",
        r"date received.*", r"recd(?: date)?", r"date recd.*",
        r"delivered(?: on)?", r"(?:they|agency) (?:got|received|have) it(?: on)?",
    ),
    "sent": (
        r"(?:date )?(?:request )?(?:sent|submitted|filed|mailed)(?: (?:date|on|to agency))*",
        r"(?:submission|filing|request|requested) date", r"date requested?", r"requested(?: on)?",
        r"date of (?:request|submission|filing|letter)", r"date (?:the )?request (?:was )?\w+",
        r"date", r"when", r"e ?filed", r"emailed", r"(?:when )?we (?:sent|asked|filed)(?: it)?",
    ),
    "determined": (
        r"(?:date )?(?:of )?(?:final )?(?:determin\w+|responses?|responded|closed|completed)" + _ON,
        r"(?:date )?(?:final|completion|fulfilled|fullfilled|decided|decision|denied|answered)"
        + _ON,
    ),
    "sued": (r"(?:complaint|suit|lawsuit|litigation)(?: filed)?(?: date| on)?", r"sued"),
    "number": (
        _OF_NUMBER + r"(?:number|numbers|no|nos|num|id|ref)",
        r"tracking", r"case", r"foia", r"control", r"id assigned",
    ),
    "agency": (
        _BODY + r"(?: (?:name|component|and component|contacted))*",
        r"recipient(?: agency)?",
        r"to whom", r"(?:who|whom) (?:(?:did )?we |was )?asked?", r"public body",
        r"sent to", r"to", r"government", r"entity",
    ),
    "name": (
        r"(?:request |foia )?(?:name|title|subject|topic|summary|description|details?|matter)",
        r"short name", r"nickname", r"project", r"story", r"request", r"what",
        r"records (?:requested|sought)", r"(?:description|summary) of (?:request|records).*",
        r"(?:subject|name|title|topic) of (?:the )?(?:foia )?request", r"foia request",
    ),
    "disposition": (r"(?:final )?disposition", r"outcome", r"result", r"granted denied"),
    "status": (
        r"(?:current |request |foia )?(?:status|state|phase|stage|progress)",
        r"whats (?:up|new|happening)", r"where (?:(?:it|things) stands?|we (?:are|stand))",
    ),
    "fee-waiver": (r"fee waiver.*", r"waiver.*", r"fees? waived"),
    "expedited": (r"expedit.*",),
    "owner": (
        r"owner", r"assigned(?: to)?", r"assignee", r"(?:lead |staff )?attorney",
        r"lead", r"responsible", r"staff",
        r"handler", r"requester", r"filed by", r"who", r"reporter",
    ),
    "notes": (
        r"notes?(?: .*)?", r"comments?(?: .*)?", r"remarks?", r"next steps?", r"updates?",
        r"follow ups?",
        r"history", r"log",
    ),
}  # fmt: skip
MEANINGS = tuple(_SHAPES)
# The meanings whose values are days.
DATED = (
    "sent", "received", "acknowledged", "determined", "appealed", "appeal-decided", "sued", "due",
    "appeal-due",
)  # fmt: skip
_COMPILED = {name: re.compile("|".join(shapes)) for name, shapes in _SHAPES.items()}
_ZONE = re.compile(r" (?P<zone>utc|gmt|[ecmp][sd]?t)(?: time)?$")
_LONGEST = 60  # a sentence is no header


_SHORT = {"dt": "date", "subj": "subject", "rcvd": "recd", "recvd": "recd", "resp": "response",
          "req": "request", "agcy": "agency", "dept": "department", "trk": "tracking"}  # fmt: skip
_EITHER = re.compile(r"/|\||&|,|\bor\b", re.IGNORECASE)


def plain(words: str) -> str:
    """Return a header as it is compared: letters and digits, "#" as "number"."""
    said = words.casefold().replace("#", " number ").replace("'", "").replace("’", "")
    return " ".join(re.sub(r"[^a-z0-9]+", " ", said).split())


def of_header(header: str) -> str:
    """Return what a header means, "" where it says nothing that we record.

    One that gives alternatives ("Matter / subj.") means what all of them mean.
    """
    if len(plain(header)) > _LONGEST:
        return ""
    if whole := _meaning(header):
        return whole
    said = {_meaning(part) for part in _EITHER.split(header) if plain(part)}
    return said.pop() if len(said) == 1 else ""


def _meaning(words: str) -> str:
    said = _ZONE.sub("", re.sub(r"^(?:the|our|their|its) ", "", plain(words)))
    full = " ".join(_SHORT.get(word, word) for word in said.split())
    return next((n for n, shape in _COMPILED.items() if shape.fullmatch(said)), "") or next(
        (name for name, shape in _COMPILED.items() if shape.fullmatch(full)), ""
    )


def zone_of(header: str) -> str:
    """Return the time zone that a header names for the times below it; "" for none."""
    found = _ZONE.search(f" {plain(header)}")
    return found["zone"].upper() if found else ""
