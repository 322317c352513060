"""What courts' own rules say: only texts that were found are loaded, and the reader takes others."""

from __future__ import annotations

from datetime import date

import pytest

from bot.law import local_rules
from bot.law.events import Kind
from tests.law.test_limitation import on
from tests.law.test_standing import stand, the

SAMPLE = """
[[rule]]
court = "D. Sample"
name = "conference"
label = "Our sample conference"
amount = 14
after = "complaint-answered"
starts = "the answer"
citation = "D. Sample LR 1"
says = "A sample of our own, no rule of any court."
source = "made for this test"
"""


@pytest.mark.parametrize("named", ["D. Or.", "d. or", "District of Oregon"])
def test_oregons_own_rule_gives_the_conference_thirty_days_after_the_answer(named: str) -> None:
    # D. Or. LR 26-1, ord.uscourts.gov, read 2026-11.
    filed = on(Kind.COMPLAINT_FILED, "2024-08-01", court=named)
    answered = on(Kind.COMPLAINT_ANSWERED, "2024-09-16")
    standing = stand(filed, on(Kind.SERVED, "2024-08-08"), answered)

    conference = the(standing, "conference")
    assert (conference.due, conference.whose) == (date(2024, 10, 16), "ours")
    assert "ask the judge's order first" in conference.explanation
    ordered = on(
        Kind.PRODUCTION_ORDERED, "2024-09-20", quantity=500, per="month", first="2024-10-15"
    )
    after = stand(filed, answered, ordered)
    assert "conference" not in [d.limit for d in after.deadlines]  # an order comes before the rule


def test_of_a_court_without_a_text_nothing_is_said_but_that() -> None:
    filed = on(Kind.COMPLAINT_FILED, "2024-08-01", court="D.D.C.")
    standing = stand(filed, on(Kind.COMPLAINT_ANSWERED, "2024-09-16"))

    assert "conference" not in [d.limit for d in standing.deadlines]
    assert "none loaded" in local_rules.in_words("D.D.C.")
    assert "none loaded" in local_rules.in_words("")


def test_the_reader_takes_a_sample_and_refuses_a_rule_without_its_source() -> None:
    (rule,) = local_rules.read(SAMPLE)

    assert rule.limit is not None
    assert (rule.limit.amount, rule.source) == (14, "made for this test")
    with pytest.raises(KeyError):
        local_rules.read(SAMPLE.replace("source =", "sauce ="))
    assert all(one.source and "read" in one.source for one in local_rules.loaded())
