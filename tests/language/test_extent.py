"""How far an event went and whose it is: the verb alone says more than the line does."""

from __future__ import annotations

from bot.store.name_lookup import Names
from tests.language.test_said_and_meant import names, read
from tests.support.cases import each

__all__ = ["names"]  # the fixture


@each(
    ("line", "kind", "details"),
    [
        ("CBP granted the drones Nov 12 but withheld 3 pages under b5", "determined", "partial-grant"),
        ("CBP granted the drones on Nov 12 with redactions", "determined", "partial-grant"),
        ("BOP granted the prison phones on Nov 12, some pages withheld", "determined", "partial-grant"),
        ("CBP approved the drones on Nov 12 with redactions", "determined", "partial-grant"),
        ("CBP gave us most of the drones on Nov 12, held back 12 pages", "determined", "partial-grant"),
        ("CBP turned over all drones records save for 4 pages, Nov 12", "determined", "partial-grant"),
        ("CBP sent all but 9 pages of the drones on Nov 12", "determined", "partial-grant"),
        ("CBP released the rest of the drones on Nov 12, some parts blacked out", "determined", "partial-grant"),
        ("CBP found 40 pages on the drones, every one of them withheld in full, Nov 12", "determined", "full-denial"),
        ("CBP granted the drones in full on Nov 12, nothing withheld", "determined", "full-grant"),
        ("CBP denied the drones on Nov 12 in part", "determined", "partial-denial"),
        ("CBP denied some of the drones request on Nov 12", "determined", "partial-denial"),
        ("CBP upheld in part and reversed in part on Nov 25", "appeal-decided", "partly-reversed"),
        ("we appealed the denial of expedited processing on Nov 24 for drones", "appeal-filed", "expedite"),
        ("we appealed the fee waiver denial on the drones on Nov 24", "appeal-filed", "fee-waiver"),
        ("CBP moved for summary judgment on Nov 20, our opposition is due Dec 11", "court-date", "ours"),
        ("the hearing on the drones is on Dec 9 before Judge Smith", "court-date", "ours"),
        ("the government's brief in CBP drones is due Dec 11", "court-date", "theirs"),
        ("the court gave CBP until Dec 28 to answer our complaint", "court-date", "theirs"),
        ("CBP has until Dec 28 to answer the complaint", "court-date", "theirs"),
        ("the court gave us until Dec 28 to reply on the drones", "court-date", "ours"),
    ],
)  # fmt: skip
def test_what_it_was_is_read_to_its_extent(
    names: Names, line: str, kind: str, details: str
) -> None:
    [effect] = read(names, line).effects

    assert str(effect.kind) == kind
    assert details in effect.details.values()


@each(
    ("line", "kind", "on"),
    [
        ("CBP served its Vaughn index Nov 27", "note", "11-27"),
        ("we were served with CBP's brief on the drones on Nov 27", "note", "11-27"),
        ("BOP served its answer on the phones on Nov 27", "complaint-answered", "11-27"),
        ("we served the drones complaint on Nov 27", "served", "11-27"),
        ("CBP closed it Nov 20 as withdrawn", "closed-administratively", "11-20"),
        ("CBP treated the drones as withdrawn on Nov 20", "closed-administratively", "11-20"),
        ("CBP confirmed by email today that it received the drones request on October 2",
         "received", "10-02"),
        ("CBP asked on Nov 20 whether we want emails too for the drones",
         "clarification-asked", "11-20"),
        ("CBP asked on Nov 20 whether we still want the drones", "still-interested", "11-20"),
        ("CBP asked for more detail on the drones on Oct 20", "clarification-asked", "10-20"),
        ("the judge granted CBP's stay on the drones on Nov 20", "stayed", "11-20"),
        ("CBP answered the drones complaint on Nov 20", "complaint-answered", "11-20"),
        ("tracking # for the drones is CBP-2026-00017, Nov 20", "number-assigned", "11-20"),
        ("CBP never acknowledged the drones but sent 12 pages on Nov 20", "interim-release", "11-20"),
        ("CBP has not acknowledged the drones yet but denied it on Nov 20", "determined", "11-20"),
        ("CBP moved for an extension on the drones on Nov 20", "note", "11-20"),
    ],
)  # fmt: skip
def test_what_it_was_and_when(names: Names, line: str, kind: str, on: str) -> None:
    [effect] = read(names, line).effects

    assert (str(effect.kind), f"{effect.on:%m-%d}") == (kind, on)


@each(
    "line",
    [
        "CBP gave us most of the drones records on Nov 12",
        "CBP sent 40 pages of the drones on Nov 12, minus the annex",
        "CBP granted the fee waiver in part on Nov 12",
        "CBP granted a partial fee waiver on the drones on Nov 12",
        "the judge granted CBP summary judgment on Nov 27",
        "CBP asked to extend to Dec 18 on the drones",
        "CBP transferred our drones request to ICE on Nov 3",
        "CBP sent the drones request to ICE on Nov 3 because ICE has the records",
        "our drones request went from CBP to ICE on Nov 3",
        "CBP says we withdrew the drones request on Nov 20",
        "we appealed both the drones denial and the fee waiver denial on Nov 24",
    ],
)
def test_what_the_line_leaves_open_is_a_doubt(names: Names, line: str) -> None:
    assert read(names, line).doubts


@each(
    "line",
    [
        "CBP granted the fee waiver on Nov 12",
        "CBP served its summary judgment papers on the drones on Nov 25",
        "CBP needs 10 more days on the drones, email of Nov 20",
        "CBP referred 12 pages of the drones to ICE on Nov 3",
        "CBP sent 12 pages of the drones to ICE on Nov 3",
        "we withdrew the drones request on Nov 20",
        "the judge denied our motion for summary judgment on Nov 27 on the drones",
    ],
)
def test_what_is_plain_is_in_no_doubt(names: Names, line: str) -> None:
    assert not read(names, line).doubts


@each(
    ("line", "kind"),
    [
        ("CBP sent the drones request to ICE on Nov 3", "referred"),
        ("CBP sent 12 pages of the drones to ICE on Nov 3", "referred"),
        ("CBP handed the drones over to ICE on Nov 3", "referred"),
        ("CBP sent us 12 pages of the drones on Nov 3", "interim-release"),
    ],
)
def test_what_goes_to_another_agency_is_no_release_to_us(
    names: Names, line: str, kind: str
) -> None:
    [effect] = read(names, line).effects

    assert effect.kind == kind
