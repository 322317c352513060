"""Events in order, sorted into what the clocks need. No dates are computed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field
from datetime import date

from bot.law.events import Event, against_us, is_adverse, is_appealed, told_before
from bot.law.kinds import Certainty, Kind
from bot.law.value import record

_SURE = {Certainty.STATED: 0, Certainty.INFERRED: 1, Certainty.ASSUMED: 2}


@record
class Receipt:
    """When something reached the agency, and how sure that is."""

    on: date
    certainty: Certainty
    event: str


@record
class Question:
    """What the agency asked of us, and when it got our answer."""

    kind: Kind
    asked: Event
    answered: date | None = None
    tolls: bool = True

    @property
    def on(self) -> date:
        """The day of the agency's question."""
        return self.asked.on


@record
class Plea:
    """A request for expedited processing or a fee waiver, with its decision."""

    asked: Event | None = None
    decided: Event | None = None


@record
class Round:
    """One run of the determination clock: the first, or one after a remand."""

    remand: Event | None = None
    decision: Event | None = None  # the first: it met the clock
    later: list[Event] = field(default_factory=list)  # adverse ones after it, each one more
    questions: list[Question] = field(default_factory=list)
    extensions: list[Event] = field(default_factory=list)

    @property
    def last(self) -> Event | None:
        """The decision that stands: a later one against us comes before the first."""
        return self.later[-1] if self.later else self.decision


@record
class Appealed:
    """One appeal: of what, and what became of it."""

    filed: Event
    of: Event | None = None
    also: list[Event] = field(default_factory=list)  # earlier decisions of the round, not appealed
    receipt: Receipt | None = None
    acknowledged: bool = False
    extensions: list[Event] = field(default_factory=list)
    decided: Event | None = None


@record
class Case:
    """The lawsuit."""

    complaint: Event
    served: Event | None = None
    answered: Event | None = None
    closed: Event | None = None
    stays: list[list[date | None]] = field(default_factory=list)
    orders: list[Event] = field(default_factory=list)
    productions: list[Event] = field(default_factory=list)
    dates: list[Event] = field(default_factory=list)


@record
class Facts:
    """Everything on record about one component request, sorted."""

    sent: Event | None = None
    receipt: Receipt | None = None
    other_receipt: Receipt | None = None  # a second stated day of receipt that disagrees
    elsewhere: Event | None = None
    acknowledged: Event | None = None
    numbers: dict[str, str] = field(default_factory=dict)
    rounds: list[Round] = field(default_factory=lambda: [Round()])
    clarified: bool = False  # the one clarification that tolls has been used
    still: list[Question] = field(default_factory=list)
    expedite: Plea = field(default_factory=Plea)
    waiver: Plea = field(default_factory=Plea)
    interim: list[Event] = field(default_factory=list)
    referrals: list[Event] = field(default_factory=list)
    estimates: list[Event] = field(default_factory=list)
    adverse: list[Event] = field(default_factory=list)  # decisions that we may appeal
    told_twice: list[tuple[Event, Event]] = field(default_factory=list)  # one of these, its telling
    appeals: list[Appealed] = field(default_factory=list)
    ogis: Event | None = None
    case: Case | None = None
    manual: list[Event] = field(default_factory=list)
    done: list[Event] = field(default_factory=list)
    tolling: list[Event] = field(default_factory=list)
    bar_set: list[Event] = field(default_factory=list)
    withdrawn: Event | None = None
    waived: list[Event] = field(default_factory=list)  # what we decided not to do
    ended: Event | None = None  # closed by us, or given up; not withdrawn
    second_clarifications: list[Event] = field(default_factory=list)
    ruling_asked: Event | None = None  # of the Attorney General, by the body
    ruling_given: Event | None = None

    @property
    def round(self) -> Round:
        """The run of the determination clock that counts now."""
        return self.rounds[-1]

    def told_again(self, decision: Event) -> list[Event]:
        """Return what was recorded of a decision again, by hand or from its letter."""
        return [again for one, again in self.told_twice if one is decision]

    @property
    def over(self) -> Event | None:
        """Our own end of it: withdrawn, closed by us, or given up."""
        return self.withdrawn or self.ended


def gather(events: Iterable[Event]) -> Facts:
    """Sort events, given in order, into facts."""
    facts = Facts()
    for event in events:
        take = _TAKES.get(event.kind)
        if take is not None:
            take(facts, event)
    return facts


def _sent(facts: Facts, event: Event) -> None:
    facts.sent = facts.sent or event


def _received(facts: Facts, event: Event) -> None:
    _note_receipt(facts, Receipt(event.on, event.certainty, event.kind.value))


def _note_receipt(facts: Facts, new: Receipt) -> None:
    """Keep the surest day, of equally sure ones the later: the safe side against the agency."""
    old = facts.receipt
    if old is None or _SURE[new.certainty] < _SURE[old.certainty]:
        facts.receipt = new
    elif new.certainty is old.certainty and new.on != old.on:
        facts.receipt = max(new, old, key=lambda receipt: receipt.on)
        facts.other_receipt = min(new, old, key=lambda receipt: receipt.on)


def _elsewhere(facts: Facts, event: Event) -> None:
    facts.elsewhere = facts.elsewhere or event


def _acknowledged(facts: Facts, event: Event) -> None:
    facts.acknowledged = facts.acknowledged or event
    received = event.day("received")
    if received is not None:
        _note_receipt(facts, Receipt(received, Certainty.STATED, event.kind.value))
    else:
        # The letter itself shows that the request had arrived by its date.
        _note_receipt(facts, Receipt(event.on, Certainty.INFERRED, event.kind.value))
    _number(facts, event)


def _number(facts: Facts, event: Event) -> None:
    number = event.text("number")
    if number:
        facts.numbers.setdefault(number, event.text("role") or _ROLES.get(event.kind, "request"))


def _asked(facts: Facts, event: Event) -> None:
    question = Question(event.kind, event)
    if event.kind is Kind.CLARIFICATION_ASKED:
        question.tolls = not facts.clarified
        if facts.clarified:
            facts.second_clarifications.append(event)
        facts.clarified = True
    facts.round.questions.append(question)


def _still_interested(facts: Facts, event: Event) -> None:
    facts.still.append(Question(event.kind, event, tolls=False))


def _answered(facts: Facts, event: Event) -> None:
    """Answer what is open of that kind: asked twice, it is answered once; other money stays due."""
    asked = _ANSWERS[event.kind]
    asked_so_far = [question for run in facts.rounds for question in run.questions] + facts.still
    waiting = [one for one in asked_so_far if one.kind is asked and one.answered is None]
    for question in waiting:
        asked_for = {one.asked.details.get("amount") for one in (waiting[0], question)}
        if len(asked_for - {None}) <= 1:
            question.answered = event.on


def _extended(facts: Facts, event: Event) -> None:
    facts.round.extensions.append(event)


def _plea(facts: Facts, event: Event) -> None:
    plea = facts.expedite if event.kind in _EXPEDITE else facts.waiver
    if event.kind in {Kind.EXPEDITE_REQUESTED, Kind.FEE_WAIVER_REQUESTED}:
        plea.asked = plea.asked or event
        return
    plea.decided = event
    if event.kind in {Kind.EXPEDITE_DENIED, Kind.FEE_WAIVER_DENIED}:
        facts.adverse.append(event)


def _decided(facts: Facts, event: Event) -> None:
    """Take a decision: the first meets the clock, each adverse one opens a time to appeal."""
    run, adverse = facts.round, is_adverse(event)
    if run.decision is not None and adverse:  # a grant takes no time to appeal away
        if (told := told_before(event, run, facts.appeals)) is not None:
            facts.told_twice.append((told, event))
            return
        run.later.append(event)
    run.decision = run.decision or event
    if adverse:
        facts.adverse.append(event)


def _appeal_filed(facts: Facts, event: Event) -> None:
    """Take our appeal: of the last decision that it can be of, and with it of its whole round."""
    about = _APPEALABLE.get(event.text("of"))
    mine = [each for each in facts.adverse if about is None or each.kind in about]
    of, run = mine[-1] if mine else None, against_us(facts.round)
    rest = run if any(each is of for each in run) else []
    also = [each for each in rest if each is not of and not is_appealed(each, facts.appeals)]
    facts.appeals.append(Appealed(event, of, also))
    _number(facts, event)


def _appeal(facts: Facts, event: Event) -> None:
    """Whatever happens to an appeal happens to the oldest undecided one that it fits."""
    open_ones = [one for one in facts.appeals if one.decided is None]
    if not open_ones and event.kind is Kind.APPEAL_DECIDED:  # says more exactly what a remand did
        open_ones = [a for a in facts.appeals if a.decided and a.decided.kind is Kind.REMANDED]
    if not open_ones:
        return
    appeal = open_ones[0]
    if event.kind is Kind.APPEAL_RECEIVED:
        appeal.receipt = Receipt(event.on, event.certainty, event.kind.value)
    elif event.kind is Kind.APPEAL_ACKNOWLEDGED:
        _appeal_acknowledged(appeal, event)
    elif event.kind is Kind.APPEAL_EXTENDED:
        appeal.extensions.append(event)
    else:
        appeal.decided = event
        if "remand" in event.text("outcome") or event.text("outcome") == "reversed":
            _remand(facts, event)
    _number(facts, event)


def _appeal_acknowledged(appeal: Appealed, event: Event) -> None:
    appeal.acknowledged = True
    received = event.day("received")
    if received is not None:
        appeal.receipt = Receipt(received, Certainty.STATED, event.kind.value)
    elif appeal.receipt is None:
        appeal.receipt = Receipt(event.on, Certainty.INFERRED, event.kind.value)


def _remand(facts: Facts, event: Event) -> None:
    if facts.round.remand is not None and facts.round.decision is None:
        facts.round.remand = event  # the letter of remand follows the decision: one remand
        return
    facts.rounds.append(Round(remand=event))
    if event.kind is Kind.REMANDED and facts.case is None:  # a court's remand decides no appeal
        mine = (a for a in facts.appeals if a.filed.text("of") not in ABOUT_OTHERS)
        if appeal := next((a for a in mine if a.decided is None), None):
            appeal.decided = event


def _ogis(facts: Facts, event: Event) -> None:
    facts.ogis = event


def _complaint(facts: Facts, event: Event) -> None:
    facts.case = facts.case or Case(event)
    _number(facts, event)


def _in_court(facts: Facts, event: Event) -> None:
    case = facts.case
    if case is None:
        return
    if event.kind is Kind.SERVED:
        case.served = case.served or event
    elif event.kind is Kind.COMPLAINT_ANSWERED:
        case.answered = case.answered or event
    elif event.kind is Kind.CASE_CLOSED:
        case.closed = event
    elif event.kind is Kind.STAYED:
        case.stays.append([event.on, None])
    elif event.kind is Kind.STAY_LIFTED and case.stays:
        case.stays[-1][1] = event.on
    _number(facts, event)


def _listed(name: str) -> Callable[[Facts, Event], None]:
    def take(facts: Facts, event: Event) -> None:
        getattr(facts, name).append(event)

    return take


def _ordered(facts: Facts, event: Event) -> None:
    if facts.case is not None:
        facts.case.orders.append(event)


def _produced(facts: Facts, event: Event) -> None:
    if facts.case is not None:
        facts.case.productions.append(event)
    else:  # out of court, records that come before the end are an interim release
        facts.interim.append(event)


def _court_date(facts: Facts, event: Event) -> None:
    (facts.case.dates if facts.case is not None else facts.manual).append(event)


def _request_withdrawn(facts: Facts, event: Event) -> None:
    facts.withdrawn = facts.withdrawn or event


def _ruling(facts: Facts, event: Event) -> None:
    if event.kind is Kind.RULING_ASKED:
        facts.ruling_asked = facts.ruling_asked or event
    else:
        facts.ruling_given = event
    _number(facts, event)


def _ended(facts: Facts, event: Event) -> None:
    facts.ended = None if event.kind is Kind.REOPENED else event


ABOUT_OTHERS = frozenset({"expedite", "fee-waiver"})  # appeals of these are claims of their own
_EXPEDITE = frozenset({Kind.EXPEDITE_REQUESTED, Kind.EXPEDITE_GRANTED, Kind.EXPEDITE_DENIED})
_APPEALABLE = {
    "expedite": (Kind.EXPEDITE_DENIED,),
    "fee-waiver": (Kind.FEE_WAIVER_DENIED,),
    "determination": (Kind.DETERMINED, Kind.CLOSED_ADMINISTRATIVELY),
}
_ANSWERS = {
    Kind.CLARIFICATION_ANSWERED: Kind.CLARIFICATION_ASKED,
    Kind.FEE_ANSWERED: Kind.FEE_ASKED,
    Kind.STILL_INTERESTED_ANSWERED: Kind.STILL_INTERESTED,
}
_ROLES = {
    Kind.APPEAL_FILED: "appeal", Kind.APPEAL_RECEIVED: "appeal", Kind.APPEAL_ACKNOWLEDGED: "appeal",
    Kind.APPEAL_DECIDED: "appeal", Kind.COMPLAINT_FILED: "litigation", Kind.OGIS_OPENED: "ogis",
    Kind.RULING_ASKED: "ruling", Kind.RULING_GIVEN: "ruling",
    Kind.SERVED: "litigation", Kind.REFERRED: "referral", Kind.REMANDED: "remand",
}  # fmt: skip
_TAKES: dict[Kind, Callable[[Facts, Event], None]] = {
    Kind.SENT: _sent, Kind.RECEIVED: _received, Kind.RECEIVED_ELSEWHERE: _elsewhere,
    Kind.ACKNOWLEDGED: _acknowledged, Kind.NUMBER_ASSIGNED: _number,
    Kind.EXTENDED: _extended, Kind.CLARIFICATION_ASKED: _asked, Kind.FEE_ASKED: _asked,
    Kind.STILL_INTERESTED: _still_interested, Kind.CLARIFICATION_ANSWERED: _answered,
    Kind.FEE_ANSWERED: _answered, Kind.STILL_INTERESTED_ANSWERED: _answered,
    Kind.EXPEDITE_REQUESTED: _plea, Kind.EXPEDITE_GRANTED: _plea, Kind.EXPEDITE_DENIED: _plea,
    Kind.FEE_WAIVER_REQUESTED: _plea, Kind.FEE_WAIVER_GRANTED: _plea, Kind.FEE_WAIVER_DENIED: _plea,
    Kind.ESTIMATE_GIVEN: _listed("estimates"), Kind.INTERIM_RELEASE: _listed("interim"),
    Kind.REFERRED: _listed("referrals"), Kind.DETERMINED: _decided,
    Kind.CLOSED_ADMINISTRATIVELY: _decided, Kind.APPEAL_FILED: _appeal_filed,
    Kind.APPEAL_RECEIVED: _appeal, Kind.APPEAL_ACKNOWLEDGED: _appeal, Kind.APPEAL_EXTENDED: _appeal,
    Kind.APPEAL_DECIDED: _appeal, Kind.REMANDED: _remand, Kind.OGIS_OPENED: _ogis,
    Kind.OGIS_CLOSED: _ogis, Kind.COMPLAINT_FILED: _complaint, Kind.SERVED: _in_court,
    Kind.COMPLAINT_ANSWERED: _in_court, Kind.STAYED: _in_court, Kind.STAY_LIFTED: _in_court,
    Kind.PRODUCTION_ORDERED: _ordered, Kind.CASE_CLOSED: _in_court,
    Kind.PRODUCTION: _produced, Kind.COURT_DATE: _court_date,
    Kind.MANUAL_DEADLINE: _listed("manual"), Kind.DONE: _listed("done"),
    Kind.REQUEST_WITHDRAWN: _request_withdrawn,
    Kind.TOLLING_AGREED: _listed("tolling"), Kind.SUIT_BAR_SET: _listed("bar_set"),
    Kind.APPEAL_WAIVED: _listed("waived"), Kind.SUIT_WAIVED: _listed("waived"),
    Kind.RULING_ASKED: _ruling, Kind.RULING_GIVEN: _ruling,
    Kind.CLOSED_BY_US: _ended, Kind.DEAD_LETTER: _ended, Kind.REOPENED: _ended,
}  # fmt: skip
