"""The clocks on the agency up to court: determination, expedition, appeal.

Receipt by the right component starts the first; questions stop it, a timely notice lengthens it,
a decision ends it, a remand starts the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.law.agencies import Agency
from bot.law.calculator import Computed, Reading, reckon, stamp
from bot.law.choices import Choices
from bot.law.deadline import Deadline, State, Surety, from_computed, unknown
from bot.law.events import Event
from bot.law.facts import Appealed, Facts, Plea, Question, Receipt, Round
from bot.law.kinds import Certainty, Kind
from bot.law.limits import Limit, rule_of
from bot.law.roads import Effect, effect_of_question
from bot.law.spans import Span
from bot.law.wording import count, spell

_NEED_RECEIPT = "the received date"


@dataclass(slots=True)
class Setting:
    """What every clock of one component request shares."""

    agency: Agency
    choices: Choices
    flags: list[str] = field(default_factory=list)

    def rule(self, name: str, on: date | None = None) -> Limit | None:
        """Give the agency's rule of that name, None where it has none (some states)."""
        return rule_of(name, self.agency.chain, on)

    def reckon(
        self, rule: Limit, start: date, extended: int = 0, tolled: Sequence[Span] = ()
    ) -> Computed:
        """Compute a rule under the lawyer's choices."""
        return reckon(rule, start, extended=extended, tolled=tolled, choices=self.choices)


def surety(receipt: Receipt) -> Surety:
    """Give the certainty of a date that rests on a receipt."""
    return Surety.COMPUTED if receipt.certainty is Certainty.STATED else Surety.ASSUMED


def determinations(facts: Facts, setting: Setting) -> list[Deadline]:
    """Give the determination clock of every round, the first and each after a remand."""
    found = []
    for run in facts.rounds:
        deadline = _determination(facts, run, setting)
        if deadline is not None:
            found.append(deadline)
    return found


def _determination(facts: Facts, run: Round, setting: Setting) -> Deadline | None:
    label = ""
    if run.remand is not None:
        label = "Determination after remand"
        receipt: Receipt | None = Receipt(
            run.remand.on, run.remand.certainty, run.remand.kind.value
        )
        notes: tuple[str, ...] = (f"Remanded on {spell(run.remand.on)}: a new clock.",)
    else:
        receipt, notes = _start(facts, setting)
    rule = setting.rule("determination", receipt.on if receipt else None)
    if rule is None or (facts.sent is None and receipt is None):
        return None
    if receipt is None:
        sent = f"Sent on {spell(facts.sent.on)}." if facts.sent else ""
        deadline = unknown(rule, _NEED_RECEIPT, label=label)
        return _decided_without_receipt(replace(deadline, notes=(*deadline.notes, sent)), run)
    return _run(run, rule, receipt, notes, label, setting)


def _decided_without_receipt(deadline: Deadline, run: Round) -> Deadline:
    """Close a clock that nobody saw start once it was decided; in time or late, nobody can say."""
    if run.decision is None:
        return deadline
    note = f"Decided on {spell(run.decision.on)}; whether in time is unknown."
    return replace(deadline, state=State.MET, met_on=run.decision.on, notes=(*deadline.notes, note))


def _start(facts: Facts, setting: Setting) -> tuple[Receipt | None, tuple[str, ...]]:
    """Give the day from which the first round runs, and how we know it."""
    receipt, notes = facts.receipt, []
    if facts.other_receipt is not None and receipt is not None:
        setting.flags.append(
            f"Two days of receipt are on record, {spell(facts.other_receipt.on)} and "
            f"{spell(receipt.on)}; the later one counts for their time, the earlier one for our "
            "last day to sue."
        )
    if facts.elsewhere is not None:
        receipt, note = _routed(receipt, facts.elsewhere, setting)
        notes.append(note)
    if receipt is not None and receipt.certainty is Certainty.ASSUMED:
        notes.append(f"Receipt on {spell(receipt.on)} is assumed; nobody has shown it.")
    elif receipt is not None and receipt.certainty is Certainty.INFERRED:
        notes.append("The day of receipt is not on record; the acknowledgment shows the latest.")
    return receipt, tuple(notes)


def _routed(
    receipt: Receipt | None, elsewhere: Event, setting: Setting
) -> tuple[Receipt | None, str]:
    """Start the clock at the latest when the ten days to route it are over."""
    rule = setting.rule("routing")
    if rule is None:
        return receipt, ""
    cap = setting.reckon(rule, elsewhere.on).due
    note = f"Another component received it on {spell(elsewhere.on)}; {rule.citation} starts the "
    if cap is None or (receipt is not None and receipt.on <= cap):
        return receipt, f"{note}clock when the right one has it, as here."
    late = Receipt(cap, elsewhere.certainty, rule.name)
    return late, f"{note}clock at the latest {count(rule.amount, rule.unit)} later, {spell(cap)}."


def _run(
    run: Round,
    rule: Limit,
    receipt: Receipt,
    notes: tuple[str, ...],
    label: str,
    setting: Setting,
) -> Deadline:
    past = _history(run, rule, receipt.on, setting)
    computed = setting.reckon(rule, receipt.on, past.extended, past.spans)
    unstopped = _unstopped(rule, receipt.on, past, setting)
    if past.since is not None:
        stops = (*(span for span in past.spans if span.start < past.since), Span(past.since, None))
        version = stamp(computed.version, "stands", past.since)
        computed = replace(
            computed, due=None, tolled=stops, readings=unstopped, skipped=(), version=version
        )
    elif unstopped and unstopped[0].due != computed.due:
        computed = replace(computed, readings=(*unstopped, *computed.readings))
    return from_computed(
        computed,
        certainty=surety(receipt),
        start_event=receipt.event,
        label=label,
        met_on=run.decision.on if run.decision else None,
        stated=past.stated,
        notes=notes,
    )


def _unstopped(rule: Limit, start: date, past: _Past, setting: Setting) -> tuple[Reading, ...]:
    """Read a state's clock as if questions that nobody can say of stop nothing: the safe side."""
    if not past.unclear:
        return ()
    sure = [span for span in past.spans if span not in past.unclear]
    first = setting.reckon(rule, start, past.extended, sure).readings[0].due
    whose = f"{setting.agency.name}'s law as we hold it does not settle"
    setting.flags.append(
        f"Whether their question stops the time, {whose}. Both are shown; our own time goes by the "
        "earlier."
    )
    said = f"a question stops nothing: {whose} that"
    return (Reading(first, said),)


@dataclass(slots=True)
class _Past:
    """What happened to a running clock: stops, days added, since when it stands.

    `unclear` are those of the stops of which a state's law, as we hold it, does not say that they
    stop anything.
    """

    spans: list[Span] = field(default_factory=list)
    unclear: list[Span] = field(default_factory=list)
    extended: int = 0
    since: date | None = None
    stated: date | None = None


def _history(run: Round, rule: Limit, start: date, setting: Setting) -> _Past:
    """Play questions and notices in the order of their dates: each must come before the limit."""
    past = _Past()
    if not run.questions and not run.extensions:
        return past
    happened: list[Event | Question] = [*run.extensions]
    happened += [question for question in run.questions if _may_stop(question, setting)]
    happened.sort(key=lambda each: each.on)
    due = setting.reckon(rule, start).due
    for each in happened:
        if due is not None and each.on > due:  # what came before may have moved it
            due = setting.reckon(rule, start, past.extended, past.spans).due
        passed = due is not None and each.on > due and past.since is None
        if isinstance(each, Question):
            _stop(past, each, run, due if passed else None, start, setting)
        elif passed:
            setting.flags.append(
                f"The extension notice of {spell(each.on)} came after the limit, "
                f"{spell(due or each.on)}: it adds nothing."
            )
        else:
            past.stated = each.day("due") or past.stated
            past.extended += each.whole("days") or rule.extension
    if past.extended > rule.extension:
        setting.flags.append(
            f"The agency took {count(past.extended, rule.extension_unit)} more; a notice can add "
            f"{rule.extension} at most. It had to offer narrowing or an agreed date."
        )
    return past


def _effect(question: Question, setting: Setting) -> Effect:
    if not setting.agency.state:
        return "stops" if question.tolls else "runs"
    return effect_of_question(setting.agency.state, fee=question.kind is Kind.FEE_ASKED)


def _may_stop(question: Question, setting: Setting) -> bool:
    return _effect(question, setting) != "runs"


def _stop(
    past: _Past,
    question: Question,
    run: Round,
    passed: date | None,
    start: date,
    setting: Setting,
) -> None:
    effect = _effect(question, setting)
    if passed is not None:
        setting.flags.append(
            f"The agency asked on {spell(question.on)}, after the limit, {spell(passed)}: it stops "
            "nothing."
        )
        return
    since = start if effect == "restarts" else question.on
    ended = question.answered
    if ended is None and run.decision is not None:  # decided without our answer: it stood till then
        ended = max(question.on, run.decision.on)
    if ended is None:
        past.since = min(past.since or question.on, question.on)
    else:
        past.spans.append(Span(since, ended))
    if effect == "unclear":
        past.unclear.append(Span(since, ended))


def expedition(facts: Facts, setting: Setting) -> Deadline | None:
    """Give the ten days to decide on expedited processing."""
    plea = facts.expedite
    if plea.asked is None:
        return None
    rule = setting.rule("expedite-decision", plea.asked.on)
    if rule is None:
        return None
    deadline = _plea_clock(plea, plea.asked, facts.receipt, rule, setting)
    ended = facts.round.decision
    if deadline.is_open and ended is not None:
        # After a complete response there is nothing left to expedite, (a)(6)(E)(iv).
        return replace(deadline, state=State.WITHDRAWN)
    return deadline


def _plea_clock(
    plea: Plea, asked: Event, receipt: Receipt | None, rule: Limit, setting: Setting
) -> Deadline:
    computed = setting.reckon(rule, asked.on)
    certainty, start_event = Surety.COMPUTED, asked.kind.value
    if receipt is not None and receipt.on > asked.on:
        computed = _from_receipt(computed, setting.reckon(rule, receipt.on))
        certainty, start_event = surety(receipt), receipt.event
    return from_computed(
        computed,
        certainty=certainty,
        start_event=start_event,
        met_on=plea.decided.on if plea.decided else None,
    )


def _from_receipt(asked: Computed, received: Computed) -> Computed:
    """Keep two readings: from the date of the request, as the text says, or from its receipt."""
    if asked.due is None or received.due is None:
        return received
    early = Reading(asked.due, "counted from the date of our request, as the text says")
    late = Reading(received.due, "counted from its receipt, as agencies' rules say")
    return replace(received, readings=(early, late), version=stamp(asked.version, received.version))


def appeal_decisions(facts: Facts, setting: Setting) -> list[Deadline]:
    """Give the twenty days to decide each appeal."""
    used = _taken(facts, setting)
    return [
        deadline
        for appeal in facts.appeals
        if (deadline := _appeal_decision(appeal, used, setting)) is not None
    ]


def _taken(facts: Facts, setting: Setting) -> int:
    """Count the days that notices of unusual circumstances added to the request itself."""
    rule = setting.rule("determination")
    if rule is None or setting.agency.state:
        return 0
    return sum(
        event.whole("days") or rule.extension
        for event in facts.rounds[0].extensions
        if event.text("of") != "agreed"
    )


def _shared_extension(
    computed: Computed, rule: Limit, start: date, extended: int, used: int, setting: Setting
) -> Computed:
    """Read 552(a)(6)(B)(i) both ways: ten more days for each, or ten for request and appeal."""
    left = max(0, rule.extension - used)
    if extended <= left:
        return computed
    shared = setting.reckon(rule, start, left)
    if shared.due is None or computed.due is None or shared.due == computed.due:
        return computed
    setting.flags.append(
        f"Request and appeal together were extended by {used + extended} working days; one reading "
        f"of 552(a)(6)(B)(i) gives {rule.extension} in all, so the appeal was due on "
        f"{spell(shared.due)}."
    )
    early = Reading(
        shared.due, f"{rule.extension} more days for the request and its appeal together"
    )
    late = Reading(computed.due, f"{rule.extension} more days for each")
    return replace(computed, readings=(early, late))  # the date stands, so does its version


def _appeal_decision(appeal: Appealed, used: int, setting: Setting) -> Deadline | None:
    receipt = appeal.receipt
    rule = setting.rule("appeal-determination", receipt.on if receipt else None)
    if rule is None:
        return None
    label = _appeal_label(appeal, rule)
    if receipt is None:
        deadline = unknown(rule, "the day on which the agency received our appeal", label=label)
        decided = appeal.decided.on if appeal.decided else None
        state = State.MET if decided else State.OPEN
        return replace(
            deadline, state=state, met_on=decided, version=stamp(deadline.version, appeal.filed.on)
        )
    run = Round(extensions=appeal.extensions)
    past = _history(run, rule, receipt.on, setting)
    computed = setting.reckon(rule, receipt.on, past.extended)
    if used and past.extended:
        computed = _shared_extension(computed, rule, receipt.on, past.extended, used, setting)
    return from_computed(
        computed,
        certainty=surety(receipt),
        start_event=receipt.event,
        label=label,
        met_on=appeal.decided.on if appeal.decided else None,
        stated=past.stated,
    )


def _appeal_label(appeal: Appealed, rule: Limit) -> str:
    kind = appeal.of.kind if appeal.of else Kind.DETERMINED
    of = {
        Kind.EXPEDITE_DENIED: " against the denial of expedited processing",
        Kind.FEE_WAIVER_DENIED: " against the denial of a fee waiver",
    }.get(kind, "")
    return rule.label + of if of else ""
