"""Mail that no person at an agency wrote: bounces, out-of-office replies, passcodes, recalls."""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from enum import StrEnum


class Machine(StrEnum):
    """What kind of machine's mail it is."""

    BOUNCE = "bounce"
    OUT_OF_OFFICE = "out of office"
    PORTAL = "portal notice"
    RECALL = "recall"
    OTHER = "other"


_TOP = 1500  # characters in which a machine says what it is
_SAYS: tuple[tuple[Machine, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            Machine.BOUNCE,
            (
                r"^From: (?:Mail Delivery|.{0,30}mailer-daemon|postmaster)|delivery (?:status notification"
                r"|has failed|to the following|failure)|undeliver(?:able|ed mail)|mail delivery (?:failed"
                r"|system)|could not be delivered|was(?: not|n't) delivered|permanent(?: fatal)? error"
                r"|address(?:es)? (?:failed|had permanent)|message (?:blocked|rejected) (?:by|due)"
                r"|returned mail|user unknown|mailbox (?:unavailable|full)|recipient(?:'s)? (?:address )?"
                r"(?:rejected|not found)|attachment (?:type )?(?:was )?(?:blocked|removed|not allowed)"
                r"|content-type: multipart/report"
            ),
        ),
        (
            Machine.OUT_OF_OFFICE,
            (
                r"\bout of (?:the )?office\b|\bautomatic reply\b|\bauto-?reply\b|\bauto(?:mated)? response\b"
                r"|I (?:am|will be) (?:currently )?(?:away|on (?:annual |sick |maternity )?leave|on vacation"
                r"|out of town until)|no longer (?:employed|with the|works)"
            ),
        ),
        (
            Machine.RECALL,
            (r"would like to recall the message|recall: "),
        ),
        (
            Machine.PORTAL,
            (
                r"one[- ]time pass(?:code|word)|verification code|(?:verify|confirm|activate) your (?:account"
                r"|e-?mail)|reset your password|password (?:reset|has been)|account (?:has been )?(?:created"
                r"|activated|registered)|registration confirmation|your (?:login|username)"
            ),
        ),
        (
            Machine.OTHER,
            (
                r"(?-i:DELETED PAGE INFORMATION SHEET)|\bunsubscribe\b|view (?:this|it) in your browser|newsletter"
                r"|Federal Register\b.{0,200}(?:Proposed )?Rules|AGENCY:.{0,300}ACTION:|notice of proposed"
                r" rulemaking|you have been signed up|\bpress release\b"
            ),
        ),
    )
)
_OF_A_REQUEST = re.compile(
    r"\b(?:your|this) (?:[\w/()-]+ ){0,6}?request (?:has|is|was|for|dated|under|received)\b"
    r"|\backnowledg|\bwe (?:have )?received your\b|\bin response to your\b"
    r"|\bFOI\w{0,3}(?:/PA)? (?:request|case|appeal)s? ?(?:no\b|number|#|:)",
    re.IGNORECASE,
)


_ABSENT = re.compile(
    r"^(?:Subject: ?|Re: ?)?(?:automatic reply|out of (?:the )?office|auto-?reply)\b"
    r"|^\W{0,8}(?:hello|hi|good \w+)?[,.! ]{0,4}I (?:am|will be) (?:currently )?(?:out of (?:the )?office|away|on leave)",
    re.IGNORECASE | re.MULTILINE,
)


def machine(text: str) -> Machine | None:
    """Say whether a machine wrote it; a portal's notice about a request is a letter all the same."""
    top = text[:_TOP]
    if _ABSENT.search(top):
        return Machine.OUT_OF_OFFICE
    # What only sounds like a machine ("auto-generated, do not reply") may carry a letter.
    for kind, pattern in _SAYS:
        match = pattern.search(top)
        if match is None:
            continue
        if kind in {Machine.OUT_OF_OFFICE, Machine.PORTAL, Machine.OTHER} and _OF_A_REQUEST.search(
            top
        ):
            continue
        if (
            kind is Machine.OUT_OF_OFFICE
            and "request" in top[: match.start()].lower()
            and (
                match.start() > 200  # noqa: PLR2004 - said on the way
            )
        ):
            continue
        return kind
    return None
