"""The other clocks of the agency: expedited processing, and each of our appeals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.law.calculator import Computed, Reading, stamp
from bot.law.clock import surety
from bot.law.deadline import Deadline, State, Surety, from_computed, unknown
from bot.law.events import Event
from bot.law.facts import Appealed, Facts, Plea, Receipt, Round
from bot.law.kinds import Kind
from bot.law.limits import Limit
from bot.law.past import history
from bot.law.setting import Setting
from bot.law.wording import spell


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
    past = history(run, rule, receipt.on, setting)
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
