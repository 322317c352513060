"""The one table of event kinds: what each is called, who does it, what it carries and needs.

A kind's value, rank and label stand with the kind itself (kinds.py); its rank is the order there.
How it is folded stands in facts.py; here it is said in words, and a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.law.kinds import Kind
from bot.law.value import value

US, THEM, COURT = "us", "them", "court"
COMPONENT, REQUEST = "component", "request"
COUNTS = (
    "pages", "processed", "released", "partial", "withheld", "duplicate", "unresponsive",
    "referred",
)  # fmt: skip
APPEAL = ("appeal-by", "appeal-days", "appeal-working-days")  # what a denial prints of our appeal
RELEASE = (*COUNTS, "bates", "items", "number")  # what a letter with records carries


@value
class EventKind:
    """One kind of event.

    `short` stands beside a mark; `effect` is what it does to the fold, "" nothing. `sayings` are
    what people say, as sets of stems. `details` are the words that name one in a line. `needs`:
    one of these must be on record on that day or before; `expects`: else `unless` is said, and it
    is recorded all the same. `any_time`: also before the request was sent. `scope` REQUEST: it
    concerns every agency that got the letter. `today_will_do`: the day that nobody typed is the
    day of recording. `public`: whoever asks the agency can learn it. `drawn`: on the timeline.
    """

    short: str
    by: str
    effect: str
    sayings: tuple[str, ...] = ()
    details: tuple[str, ...] = ("due",)
    needs: tuple[Kind, ...] = ()
    expects: tuple[Kind, ...] = ()
    unless: str = ""
    any_time: bool = False
    scope: str = COMPONENT
    today_will_do: bool = False
    public: bool = False
    pleaded: str = ""  # the sentence of a complaint that tells it
    since: str = ""  # the same said to the team, of the day from which a date runs
    drawn: bool = True


# fmt: off
TABLE: Mapping[Kind, EventKind] = {
    Kind.SENT: EventKind("Sent", US, "the request exists from this day; the earliest counts",
        sayings=("submitted", "request submitted", "mailed", "filed", "request filed"),
        any_time=True, public=True,
        pleaded="Plaintiff submitted the request to {agency}",
        since="we sent the request"
    ),
    Kind.RECEIVED_ELSEWHERE: EventKind("Received elsewhere", THEM,
        "routing begins: the right component has ten days",
        sayings=("misdirected", "received wrong component", "misrouted"),
        pleaded="Another component received the request"
    ),
    Kind.RECEIVED: EventKind("Received", THEM,
        "the determination clock starts; the surest, then the later day counts",
        sayings=("receipt", "got it", "delivered", "receive"),
        pleaded="{agency} received the request",
        since="{agency} received the request"
    ),
    Kind.NUMBER_ASSIGNED: EventKind("Number", THEM, "adds a number",
        sayings=("number", "tracking number", "tracking"), details=("role",),
        pleaded="{agency} assigned the request a tracking number"
    ),
    Kind.ACKNOWLEDGED: EventKind("Acknowledged", THEM,
        "shows receipt by its own day, or by the day that it names; may add a number",
        sayings=("ack", "acked", "acknowledgement letter", "acknowledgement"),
        details=("received", "role"), public=True,
        pleaded="{agency} acknowledged the request",
        since="{agency} acknowledged the request"
    ),
    Kind.EXPEDITE_REQUESTED: EventKind("Expedite asked", US,
        "asks for expedited processing: ten days to decide",
        sayings=("expedite asked", "expedite"),
        pleaded="Plaintiff requested expedited processing",
        since="we asked for expedited processing"
    ),
    Kind.FEE_WAIVER_REQUESTED: EventKind("Fee waiver asked", US, "asks for a fee waiver",
        sayings=("waiver requested", "fee waiver", "waiver asked"),
        pleaded="Plaintiff requested a waiver of fees"
    ),
    Kind.EXTENDED: EventKind("Extended", THEM,
        "lengthens the determination clock by the days that it names",
        sayings=("extension", "extension notice", "unusual circumstances", "extension letter"),
        details=("days", "due"), public=True,
        pleaded="{agency} extended its time, citing unusual circumstances"
    ),
    Kind.CLARIFICATION_ASKED: EventKind("Clarification asked", THEM,
        "the first one stops the clock; each opens a reply of ours",
        sayings=("clarification", "clarification requested", "too broad"),
        since="{agency} asked"
    ),
    Kind.CLARIFICATION_ANSWERED: EventKind("Clarified", US, "lets the clock run again",
        sayings=("clarified", "answered clarification", "clarification received"),
        needs=(Kind.CLARIFICATION_ASKED,)
    ),
    Kind.FEE_ASKED: EventKind("Fee question", THEM,
        "stops the clock until our answer; opens a reply of ours",
        sayings=("fee estimate", "fee letter", "fee", "fee question", "fee requested"),
        details=("amount", "due"),
        since="{agency} asked"
    ),
    Kind.FEE_ANSWERED: EventKind("Fee answered", US, "lets the clock run again",
        sayings=("fee agreed", "fee paid", "paid", "fee received"), details=("amount",),
        needs=(Kind.FEE_ASKED,)
    ),
    Kind.STILL_INTERESTED: EventKind("Still interested?", THEM,
        "opens a reply of ours; stops no clock",
        sayings=("still interested letter", "still interested asked"),
        since="{agency} asked"
    ),
    Kind.STILL_INTERESTED_ANSWERED: EventKind("Interest confirmed", US, "meets that reply",
        sayings=("interest confirmed", "still interested confirmed"),
        needs=(Kind.STILL_INTERESTED,)
    ),
    Kind.ESTIMATE_GIVEN: EventKind("Estimate", THEM, "stands beside the computed date, moves none",
        sayings=("estimate", "estimated", "estimated completion date"), details=("due", "text")
    ),
    Kind.EXPEDITE_GRANTED: EventKind("Expedite granted", THEM,
        "decides the wish for expedited processing",
        expects=(Kind.EXPEDITE_REQUESTED,),
        unless="no request for expedited processing"
    ),
    Kind.EXPEDITE_DENIED: EventKind("Expedite denied", THEM, "decides that wish; opens an appeal",
        details=APPEAL, expects=(Kind.EXPEDITE_REQUESTED,),
        unless="no request for expedited processing",
        pleaded="{agency} denied expedited processing",
        since="{agency} refused expedited processing"
    ),
    Kind.FEE_WAIVER_GRANTED: EventKind("Waiver granted", THEM, "decides the wish for a fee waiver",
        sayings=("waiver granted",), expects=(Kind.FEE_WAIVER_REQUESTED,),
        unless="no request for a fee waiver"
    ),
    Kind.FEE_WAIVER_DENIED: EventKind("Waiver denied", THEM, "decides that wish; opens an appeal",
        sayings=("waiver denied",), details=APPEAL,
        expects=(Kind.FEE_WAIVER_REQUESTED,), unless="no request for a fee waiver",
        pleaded="{agency} denied the fee waiver",
        since="{agency} refused the fee waiver"
    ),
    Kind.INTERIM_RELEASE: EventKind("Interim release", THEM, "counts pages; ends no clock",
        sayings=("interim", "interim response", "partial release"), details=RELEASE
    ),
    Kind.REFERRED: EventKind("Referred", THEM,
        "opens a component request elsewhere; ends no clock here",
        sayings=("referral", "transferred", "records referred"), details=("to", "agency",
        "pages")
    ),
    Kind.CONSULTED: EventKind("Consultation", THEM, "",
        sayings=("consultation",)
    ),
    Kind.DETERMINED: EventKind("Determination", THEM,
        "ends the determination clock; opens an appeal unless all was granted",
        sayings=("determination", "final response", "final", "final letter", "decided",
        "denied", "final determination", "response", "granted", "no records", "glomar",
        "final release"), details=(*RELEASE, "disposition", "adverse", *APPEAL),
        public=True,
        pleaded="{agency} issued its determination",
        since="{agency} made its final determination"
    ),
    Kind.CLOSED_ADMINISTRATIVELY: EventKind("Closed", THEM,
        "ends the determination clock; opens an appeal",
        sayings=("administrative closure", "closed"), details=APPEAL
    ),
    Kind.APPEAL_FILED: EventKind("Appeal filed", US,
        "meets our appeal deadline; the latest open decision is appealed",
        sayings=("appealed", "appeal", "appeal sent", "appeal submitted", "filed appeal"),
        details=("of",), expects=(Kind.DETERMINED, Kind.CLOSED_ADMINISTRATIVELY,
        Kind.EXPEDITE_DENIED, Kind.FEE_WAIVER_DENIED), unless="no adverse determination",
        public=True,
        pleaded="Plaintiff appealed",
        since="we sent the appeal"
    ),
    Kind.APPEAL_RECEIVED: EventKind("Appeal received", THEM, "starts the clock of the appeal",
        needs=(Kind.APPEAL_FILED,),
        pleaded="The appeal was received",
        since="{agency} received our appeal"
    ),
    Kind.APPEAL_ACKNOWLEDGED: EventKind("Appeal acknowledged", THEM, "shows receipt of the appeal",
        needs=(Kind.APPEAL_FILED,),
        since="{agency} acknowledged our appeal"
    ),
    Kind.APPEAL_EXTENDED: EventKind("Appeal extended", THEM, "lengthens the clock of the appeal",
        sayings=("appeal extension",), details=("days", "due"), needs=(Kind.APPEAL_FILED,)
    ),
    Kind.APPEAL_DECIDED: EventKind("Appeal decided", THEM,
        "ends the clock of the appeal; a reversal or remand starts a new round",
        sayings=("appeal decision", "appeal determination", "appeal denied", "appeal affirmed",
        "affirmed"), details=("outcome",), needs=(Kind.APPEAL_FILED,), public=True,
        pleaded="The appeal was decided",
        since="{agency} decided our appeal"
    ),
    Kind.REMANDED: EventKind("Remanded", THEM, "starts a new round of the determination clock",
        sayings=("remand", "appeal remanded"), needs=(Kind.APPEAL_FILED, Kind.COMPLAINT_FILED)
    ),
    Kind.OGIS_OPENED: EventKind("OGIS opened", US, "mediation; stops no time to appeal",
        sayings=("ogis", "ogis case", "mediation", "ogis contacted", "mediation opened")
    ),
    Kind.OGIS_CLOSED: EventKind("OGIS closed", THEM, "ends mediation",
        sayings=("mediation closed",), needs=(Kind.OGIS_OPENED,)
    ),
    Kind.COMPLAINT_FILED: EventKind("Complaint", US, "opens the case; meets the suit bar",
        sayings=("sued", "complaint", "suit filed", "suit", "lawsuit", "lawsuit filed", "case",
        "case filed"), details=("court", "docket", "filed"), scope=REQUEST, public=True
    ),
    Kind.SERVED: EventKind("Served", US, "starts the thirty days to answer",
        sayings=("service", "complaint served"), needs=(Kind.COMPLAINT_FILED,), scope=REQUEST,
        public=True
    ),
    Kind.COMPLAINT_ANSWERED: EventKind("Answer", THEM, "meets the answer",
        sayings=("answer", "answer filed", "government answered"),
        needs=(Kind.COMPLAINT_FILED,), expects=(Kind.SERVED,),
        unless="no service of the complaint", scope=REQUEST, public=True
    ),
    Kind.STAYED: EventKind("Stayed", COURT, "stays the case",
        sayings=("stay", "case stayed"), needs=(Kind.COMPLAINT_FILED,), scope=REQUEST
    ),
    Kind.STAY_LIFTED: EventKind("Stay lifted", COURT, "ends the stay",
        sayings=("lifted",), needs=(Kind.STAYED,), scope=REQUEST
    ),
    Kind.PRODUCTION_ORDERED: EventKind("Production ordered", COURT,
        "opens deadlines of production by its terms",
        sayings=("order", "ordered", "scheduling order", "production schedule", "schedule"),
        details=("verb", "quantity", "unit", "per", "first", "from", "until", "roll", "times",
        "day"), needs=(Kind.COMPLAINT_FILED,), scope=REQUEST, public=True
    ),
    Kind.PRODUCTION: EventKind("Production", THEM, "meets a production that was ordered",
        sayings=("produced", "production received"), details=RELEASE
    ),
    Kind.COURT_DATE: EventKind("Court date set", COURT, "opens the date that the court set",
        sayings=("hearing", "argument", "status report", "briefing", "joint status report",
        "jsr"), details=("due", "text", "whose"), scope=REQUEST
    ),
    Kind.CASE_CLOSED: EventKind("Case closed", COURT, "closes the case and what it opened",
        sayings=("dismissed", "settled", "case dismissed", "case settled", "judgment"),
        details=("outcome",), needs=(Kind.COMPLAINT_FILED,), scope=REQUEST, public=True
    ),
    Kind.MANUAL_DEADLINE: EventKind("Date set", US, "opens a date of our own",
        sayings=("deadline", "manual", "remind"), details=("due", "text", "whose"),
        any_time=True
    ),
    Kind.DONE: EventKind("Done", US, "meets a court date or a date set by hand",
        sayings=("met", "finished"), details=("of",), any_time=True
    ),
    Kind.NOTE: EventKind("Note", US, "",
        sayings=("call", "phone", "called", "phone call", "phoned", "emailed", "wrote",
        "portal", "visited"), details=("contact",), any_time=True, today_will_do=True,
        drawn=False
    ),
    Kind.REQUEST_WITHDRAWN: EventKind("Withdrawn", US, "closes all but what is on record",
        sayings=("withdrawn", "we withdrew", "withdrew", "withdraw")
    ),
    Kind.APPEAL_WAIVED: EventKind("No appeal by us", US,
        "our appeal deadline falls silent; only what is to come is waived",
        sayings=("appeal dropped", "appeal skipped", "no appeal", "will not appeal",
        "not appealing", "appeal forgone", "appeal abandoned")
    ),
    Kind.SUIT_WAIVED: EventKind("No suit by us", US, "the suit bar falls silent",
        sayings=("will not sue", "not suing", "lawsuit waived", "no lawsuit", "no suit")
    ),
    Kind.CLOSED_BY_US: EventKind("Closed by us", US, "closes; only the suit bar stays",
        sayings=("we closed", "closed ours"), any_time=True
    ),
    Kind.DEAD_LETTER: EventKind("Dead letter", US, "closes; only the suit bar stays",
        sayings=("given up", "written off"), any_time=True
    ),
    Kind.REOPENED: EventKind("Reopened", US, "takes a closing of ours back",
        sayings=("reopen", "reopened request"), any_time=True
    ),
    Kind.CONTACT: EventKind("Contact", US, "",
        sayings=("liaison", "foia officer", "contact person"), details=("phone", "email",
        "e-mail"), any_time=True, today_will_do=True, drawn=False
    ),
    Kind.ITEM: EventKind("Item", US, "",
        sayings=("request item", "item asked"), any_time=True, scope=REQUEST,
        today_will_do=True, drawn=False
    ),
    Kind.TOLLING_AGREED: EventKind("Tolling agreed", US,
        "is shown beside the last day to sue and moves nothing by itself",
        sayings=("tolling agreement", "tolling")
    ),
    Kind.SUIT_BAR_SET: EventKind("Last day to sue set", US,
        "sets the last day to sue, by a court or a lead",
        sayings=("suit bar", "limitation set", "bar set")
    ),
    Kind.RULING_ASKED: EventKind("Ruling asked", THEM,
        "meets the ten days in Texas; starts the Attorney General's time to rule",
        sayings=("attorney general asked", "ag ruling", "ag ruling requested", "ag referral",
        "attorney general ruling requested", "referred attorney general", "ag asked"),
        details=("received", "number"), public=True,
        pleaded="{agency} asked the Attorney General for a decision"
    ),
    Kind.RULING_GIVEN: EventKind("Ruling", THEM,
        "ends the Attorney General's time; the body may sue against it for thirty days",
        sayings=("ag ruled", "attorney general ruled", "attorney general decision",
        "ag decision", "attorney general ruling"), details=("outcome", "number"),
        needs=(Kind.RULING_ASKED,), public=True,
        pleaded="The Attorney General issued a decision"
    ),
}
# fmt: on

# A suit and the letter's own items concern every agency that got the letter.
OF_ALL = frozenset(kind for kind, row in TABLE.items() if row.scope == REQUEST)
