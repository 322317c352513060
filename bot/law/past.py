"""What happened to a running clock: the stops, and the days that notices added."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from bot.law import named_dates
from bot.law.calculator import Reading
from bot.law.events import Event
from bot.law.facts import Facts, Question, Round
from bot.law.kinds import Kind
from bot.law.limits import Limit
from bot.law.named_dates import OwnDates
from bot.law.roads import Effect, effect_of_question, road_of
from bot.law.setting import Setting
from bot.law.spans import Span
from bot.law.value import record
from bot.law.wording import count, spell


@record
class Past:
    """What happened to a running clock: stops, days added, since when it stands.

    `unclear` are those of the stops of which a state's law, as we hold it, does not say that they
    stop anything.
    """

    spans: list[Span] = field(default_factory=list)
    unclear: list[Span] = field(default_factory=list)
    extended: int = 0
    since: date | None = None
    stated: date | None = None
    named: OwnDates = field(default_factory=OwnDates)
    notes: list[str] = field(default_factory=list)

    def end(self, due: date | None) -> date | None:
        """Give where their time ends, by the dates that they named themselves or without."""
        late = self.named.late
        return late.due if late and due and late.due > due else due


def history(
    run: Round, rule: Limit, start: date, setting: Setting, facts: Facts | None = None
) -> Past:
    """Play questions and notices in the order of their dates: each must come before the limit."""
    past = Past()
    road = named_dates.road_that_moves(setting) if facts else None
    notices = named_dates.told(facts, run, start) if facts and road else run.extensions
    if not run.questions and not notices:
        return past
    happened: list[Event | Question] = [*notices]
    happened += [question for question in run.questions if _may_stop(question, setting)]
    happened.sort(key=_on)
    due = setting.reckon(rule, start).due
    for each in happened:
        if due is not None and each.on > due:  # what came before may have moved it
            due = setting.reckon(rule, start, past.extended, past.spans).due
        end = past.end(due)
        passed = end if end is not None and each.on > end and past.since is None else None
        if isinstance(each, Question):
            _stop(past, each, run, passed, start, setting)
        elif passed is not None:
            _too_late(each, passed, setting)
        elif road is not None and due is not None:
            past.stated = each.day("due") or past.stated
            named_dates.take(past.named, each, due, rule, road, setting)
        else:
            _extend(past, each, due, rule, setting)
    _beyond(past, rule, setting)
    return past


def _on(each: Event | Question) -> date:
    return each.on


def _too_late(event: Event, passed: date, setting: Setting) -> None:
    if event.kind is Kind.EXTENDED or event.kind is Kind.APPEAL_EXTENDED:
        what, then = "extension notice", "it adds nothing"
    elif event.day("due"):
        what, then = "date that they named", "it moves nothing"
    else:
        return
    setting.flags.append(
        f"The {what} of {spell(event.on)} came after the limit, {spell(passed)}: {then}."
    )


def _extend(past: Past, event: Event, due: date | None, rule: Limit, setting: Setting) -> None:
    past.stated = event.day("due") or past.stated
    until = named_dates.days_until(event, due, rule, setting) if due else 0
    past.extended += event.whole("days") or until or rule.extension


def _beyond(past: Past, rule: Limit, setting: Setting) -> None:
    """Say that they took more days than a notice can add."""
    if past.extended <= rule.extension:
        return
    instead = (
        "More takes our agreement."
        if setting.agency.state
        else "It had to offer narrowing or an agreed date."
    )
    setting.flags.append(
        f"The agency took {count(past.extended, rule.extension_unit)} more; a notice can add "
        f"{rule.extension} at most. {instead}"
    )


def unextended(rule: Limit, start: date, past: Past, setting: Setting) -> tuple[Reading, ...]:
    """Read an extension that is too long as a denial, where a state's law makes it one."""
    road = road_of(setting.agency.state) if past.extended > rule.extension else None
    if road is None or not road.beyond:
        return ()
    return (Reading(setting.reckon(rule, start).readings[0].due, road.beyond),)


def unstopped_by_questions(
    rule: Limit, start: date, past: Past, setting: Setting
) -> tuple[Reading, ...]:
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


def _effect(question: Question, setting: Setting) -> Effect:
    if not setting.agency.state:
        return "stops" if question.tolls else "runs"
    return effect_of_question(setting.agency.state, fee=question.kind is Kind.FEE_ASKED)


def _may_stop(question: Question, setting: Setting) -> bool:
    return _effect(question, setting) != "runs"


def _stop(
    past: Past,
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
