"""Every query and command is a frozen value that a button carries and a line says again."""

from __future__ import annotations

import dataclasses
import importlib
from datetime import date

import pytest

from bot.language import Setting, value_of
from bot.law.events import Kind
from bot.registry import Command, Operation, Query, Spec, everything, utterance
from bot.registry import commands as c
from bot.registry import draft_queries as dq
from bot.registry import filing_commands as fc
from bot.registry import filing_queries as fq
from bot.registry import personal as p
from bot.registry import queries as q
from bot.registry import settings_commands as sc
from bot.registry.encoding import decode, encode
from tests.support.cases import each

EVERY = list(everything())
DAY = date(2023, 12, 12)
VALUES: list[Operation] = [
    q.ListMail(), c.ChangeRequest("close", "breach"), c.ChangeRequest("rename", "breach", "leak"),
    q.ShowStatus(), q.ShowStatus("#r3", start=6), q.ShowStatus(mine=True), q.ListDue(7),
    q.ListDue(30, "breach", 15), q.ListOverdue("breach"), q.ListOwed(start=15),
    q.ExplainDeadline("#d12"), q.ExplainDeadline("#r3/ICE", "appeal-determination"),
    q.ExplainDeadline("ice data breach", "determination"), q.ShowRipeness("breach"),
    q.ShowNumbers("2024-ICFO-00001"), q.ShowNews(DAY, "#r3/ICE", 15), q.ShowNews(),
    q.ShowHistory("#r3", 15), q.ShowTimeline("breach/ICE"), dq.ExportRequests("csv", "breach"),
    q.ShowAppealWindow("breach"), q.ShowProduced("breach"), q.ShowFees("breach"),
    q.ShowContacts("ICE"), q.ShowDocket("breach"), q.ShowSpeed("ICE"), q.ShowPublicFacts("breach"),
    q.ListMarks("breach", "appeal"), dq.DraftLetter("#r3/ICE", "follow-up"),
    fq.ShowLetter("breach", "acknowledgment"), fq.CiteLetter("#r3", "fee waiver denied"),
    fq.FindPages('"root cause" request:ice-data-breach', start=5), fq.AskFilings("what @ happened?"),
    fq.ShowPage("#f2", 3), fq.ShowPage("#p55"), fq.ListFilings("breach", 20), fq.ListRedactions("(b)(5)"),
    q.ListNudges(14), q.ShowHelp("log"), c.LogEvent("#c5"),
    c.LogEvent("breach", ("ICE", "DHS"), Kind.NOTE, DAY, note="it's \"here\" -- {so} on 2023-11-20"),
    c.LogEvent("#r3", ("all",), Kind.EXTENDED, DAY, True, "a.pdf", "so", (("days", 10), ("due", "2024-01-05"))),
    c.AddRequest("Road data", ("ICE", "US-OR:Oregon State Police"), DAY, DAY, aliases=("road",)),
    c.AddRequest("Road", ("ICE",), DAY, assume_received=True, channel="C01", owner="U01"),
    c.ImportRequests("ab12", "yes", "Sheet 2", "mdy", assume_received=True, federal=True),
    c.AssignOwner("breach", "U0LEAD"), c.AssignOwner(to="me", nudge=5), c.AddAlias("breach", "leak"),
    c.SetHome("breach", "C01"), c.SetReminder("breach", DAY, "call the liaison"),
    c.SetReminder("breach", before=(10, 5, 1), at="09:30"), c.SetReminder("breach", usual=True),
    c.MarkDone(5), c.SnoozeNudge(5), c.SnoozeNudge(5, DAY),
    fc.SetFilingLevel("request.txt", "restricted", ("U0MEMBER",)), fc.ForgetFiling("a b.txt"), sc.UnmaskName("Ann Sample again"),
    dq.WriteMemo("breach/ICE", "docx"), dq.WriteWithholdingLog("breach", "csv"),
    dq.ProjectProduction("breach", 12000, "png"), fc.LinkFiling("a b.pdf", "ice-data-breach/ICE"),
    fc.ReadLetter("letter.pdf"), fc.DecideLetter("ab12", "choose", (1, 2)),
    c.TakeBack(), c.TakeOut("#e5"), c.TakeOut("breach", ("ICE",), Kind.EXTENDED, DAY), c.DecideProposal("AB12"), c.DecideProposal("AB12", "on", DAY), sc.ChangeChannel("allow", level="public", zone="America/Chicago"),
    sc.ChangeChannel("hours", "9-17"), sc.ChangeChannel("steps", days=(10, 5)), sc.ChangeChannel(),
    sc.ChooseReading("weekend-receipt", "next-working"), sc.ChangeTeam("add", "U0NEW", "lead"),
    p.WakeMe(), p.WakeMe(off=True), p.MuteRequest("breach"), p.UnmuteRequest("breach"),
    p.FollowRequest("breach"), p.UnfollowRequest("breach"), p.WaiveDate(5, "settled"),
    p.SubscribeCalendar(), p.SubscribeCalendar(on=True), p.SubscribeCalendar("names", on=False),
]  # fmt: skip


@each("spec", EVERY)
def test_each_says_all_of_itself(spec: Spec) -> None:
    assert spec.summary
    assert spec.usage.split()[0] == spec.name
    assert spec.hidden or spec.examples
    assert dataclasses.is_dataclass(spec.kind)
    with pytest.raises(dataclasses.FrozenInstanceError):
        object.__new__(spec.kind).anything = 1  # type: ignore[attr-defined]
    assert issubclass(spec.kind, Query | Command)
    assert spec.kind.__doc__
    module, _, name = spec.run.partition(":")
    assert callable(getattr(importlib.import_module(module), name))


@each("spec", EVERY)
def test_its_examples_are_read(spec: Spec) -> None:
    for example in spec.examples:
        name, _, words = example.partition(" ")
        assert name == spec.name
        assert isinstance(value_of(spec, words, Setting(DAY, "slash")), spec.kind)


def test_the_values_below_hold_one_of_each() -> None:
    known = {type(value) for value in VALUES}

    assert {spec.kind for spec in EVERY} - known == set()


@each("value", VALUES)
def test_a_button_s_value_is_opened_as_it_was_closed(value: Operation) -> None:
    carried = encode(value)

    assert decode(carried) == value
    assert utterance.opened(carried).value == value


@each("value", VALUES)
def test_a_value_in_words_is_read_as_the_same_value(value: Operation) -> None:
    spec = type(value).spec
    name, _, words = value.in_words().partition(" ")

    assert name == spec.name
    assert value_of(spec, words, Setting(DAY, "slash")) == value


@each(
    "carried",
    ["", "status", "status ice data breach", "status{", 'status{"gone":1}', 'nothing{"about":"x"}',
     'status{"about":"x"} more', "find {words}"],
)  # fmt: skip
def test_what_is_no_value_is_a_line_of_an_older_version(carried: str) -> None:
    assert decode(carried) is None
    assert utterance.opened(carried).line == carried


def test_a_name_is_registered_once() -> None:
    names = [name for spec in EVERY for name in (spec.name, *spec.aliases)]

    assert len(names) == len(set(names))
    with pytest.raises(ValueError, match="registered twice"):
        everything().add(q.ShowStatus.spec)


@pytest.mark.parametrize(
    ("carried", "value"),
    [
        ('log{"line":"#c5 received 2023-12-12"}', c.LogEvent("#c5", (), Kind.RECEIVED, DAY)),
        ('log{"line":"#c5"}', c.LogEvent("#c5")),
        ('proposal{"line":"#pAB12 on 2023-12-12"}', c.DecideProposal("AB12", "on", DAY)),
        ('link{"line":"a b.pdf breach"}', fc.LinkFiling("a b.pdf", "breach")),
        ("log #c5 received 2023-12-12", c.LogEvent("#c5", (), Kind.RECEIVED, DAY)),
    ],
)
def test_a_button_of_an_older_version_that_held_a_line_still_means_the_same(
    carried: str, value: Operation
) -> None:
    heard = utterance.opened(carried)

    assert heard.spec is not None
    assert heard.value is None
    assert value_of(heard.spec, heard.words, Setting(DAY, "button")) == value
