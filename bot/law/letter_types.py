"""What a letter can do: the types that a reader tells apart."""

from __future__ import annotations

from enum import StrEnum


class LetterType(StrEnum):
    """What a letter does. One letter may do several things."""

    ACKNOWLEDGMENT = "acknowledgment"
    EXTENSION = "extension"
    CLARIFICATION = "clarification"
    FEE_ESTIMATE = "fee_estimate"
    FEE_WAIVER_GRANTED = "fee_waiver_granted"
    FEE_WAIVER_DENIED = "fee_waiver_denied"
    EXPEDITE_GRANTED = "expedite_granted"
    EXPEDITE_DENIED = "expedite_denied"
    STILL_INTERESTED = "still_interested"
    INTERIM_RELEASE = "interim_release"
    FINAL_RELEASE = "final_release"
    PARTIAL_DENIAL = "partial_denial"
    FULL_DENIAL = "full_denial"
    NO_RECORDS = "no_records"
    GLOMAR = "glomar"
    REFERRAL = "referral"
    ADMINISTRATIVE_CLOSURE = "administrative_closure"
    APPEAL_ACKNOWLEDGMENT = "appeal_acknowledgment"
    APPEAL_AFFIRMED = "appeal_affirmed"
    APPEAL_REMANDED = "appeal_remanded"
    APPEAL_REVERSED = "appeal_reversed"
    LITIGATION_FILING = "litigation_filing"
    REQUEST = "request"
    STATUS_UPDATE = "status_update"
    NOT_A_LETTER = "not_foia/other"
