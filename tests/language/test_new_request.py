"""A new request told in a sentence: its own day, its whole topic, and what came of it apart."""

from __future__ import annotations

from datetime import date

from bot.language import new_request
from tests.support.cases import each

TODAY = date(2026, 11, 28)


@each(
    ("line", "to", "topic", "sent", "rest"),
    [
        ("I filed a FOIA with USCIS on sept 8 about naturalization backlogs, got their ack sep 10",
         "USCIS", "naturalization backlogs", "2026-09-08", "got their ack sep 10"),
        ("we mailed a foia to EOIR on sept 21 re interpreter contracts, they got it sept 24",
         "EOIR", "interpreter contracts", "2026-09-21", "they got it sept 24"),
        ("I filed a FOIA with HHS/ORR on oct 5 about sponsor checks and they acked oct 8",
         "HHS/ORR", "sponsor checks", "2026-10-05", "they acked oct 8"),
        ("sent a request to CBP about drones Nov 3. They confirmed receipt Nov 5.",
         "CBP", "drones", "2026-11-03", "They confirmed receipt Nov 5."),
        ("filed with ICE on nov 3 a FOIA about hunger strikes, no ack yet",
         "ICE", "hunger strikes", "2026-11-03", "no ack yet"),
        ("FOIA to ICE filed 10/2 regarding tablets; no response so far",
         "ICE", "tablets", "2026-10-02", "no response so far"),
        ("I FOIA'd the FBI on 9/9 about drones and they haven't answered",
         "FBI", "drones", "2026-09-09", "they haven't answered"),
        ("foia to EOIR mailed sept 21 re interpreter contracts",
         "EOIR", "interpreter contracts", "2026-09-21", ""),
        ("we sent FOIAs to ICE and CBP nov 9 re cell-site simulators",
         "ICE CBP", "cell-site simulators", "2026-11-09", ""),
        ("sent ICE a FOIA on nov 3 about hunger strikes", "ICE", "hunger strikes", "2026-11-03", ""),
        # A day of the topic is no day of sending, and what belongs to the topic stays in it.
        ("I filed a FOIA with ICE about the Nov 2 raid", "ICE", "the Nov 2 raid", "", ""),
        ("we filed a FOIA with ICE on Nov 20 about the raid of Nov 2",
         "ICE", "the raid of Nov 2", "2026-11-20", ""),
        ("we filed a FOIA with ICE about the raid of Nov 2 on Nov 20",
         "ICE", "the raid of Nov 2", "2026-11-20", ""),
        ("we sent a FOIA to ICE about detainees and their medical records yesterday",
         "ICE", "detainees and their medical records", "2026-11-27", ""),
        ("we sent a FOIA to CBP on oct 2 about drones, data sent to counties, and costs",
         "CBP", "drones, data sent to counties, and costs", "2026-10-02", ""),
        ("we foia'd ICE about payments it received from counties on oct 2",
         "ICE", "payments it received from counties", "2026-10-02", ""),
    ],
)  # fmt: skip
def test_what_was_sent_when_about_what_and_what_came_of_it(
    line: str, to: str, topic: str, sent: str, rest: str
) -> None:
    said = new_request.read(line, TODAY)

    assert said is not None
    assert (" ".join(said.to), said.topic, said.rest) == (to, topic, rest)
    assert (said.sent.isoformat() if said.sent else "") == sent
    assert not said.ahead
