"""Published figures: read with year and source, refused without."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from bot.law.agency_speeds import all_published, of_agency, read
from tests.bench import annual_report

SAMPLE = """
[[published]]
agency = "NOWHERE"
year = 2024
track = "complex"
median = 210.5
oldest = 1800
backlog = 12345
source = "a report of our own making"
seen = 2026-11-28
"""


def test_a_figure_is_told_with_its_year_and_source() -> None:
    (one,) = read(SAMPLE)

    assert one.in_words == (
        "median 210.5 working days, oldest open 1,800 working days, backlog 12,345 requests "
        "(a report of our own making, read Sat Nov 28, 2026)"
    )


def test_a_figure_without_a_source_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks source"):
        read(SAMPLE.replace('source = "a report of our own making"', ""))


def test_what_comes_with_the_program_is_only_what_was_found() -> None:
    assert all(one.source and one.seen for one in all_published())
    assert of_agency("NOWHERE") == ()
    assert {one.agency for one in of_agency("ICE")} == {"DHS"}  # of the component none was found


# A sample of our own, in the form in which foia.gov gives annual reports out; no agency's figures.
REPORT = """<r xmlns:nc="n" xmlns:foia="f" xmlns:s="s">
<foia:DocumentFiscalYearDate>2031</foia:DocumentFiscalYearDate>
<nc:Organization s:id="ORG0"><nc:OrganizationAbbreviationText>DHS</nc:OrganizationAbbreviationText>
<nc:OrganizationSubUnit s:id="ORG1">
<nc:OrganizationAbbreviationText>ICE</nc:OrganizationAbbreviationText></nc:OrganizationSubUnit>
</nc:Organization>
<foia:ProcessedResponseTimeSection><foia:ProcessedResponseTime s:id="PRT1">
<foia:SimpleResponseTime><foia:ResponseTimeMedianDaysValue>12.5</foia:ResponseTimeMedianDaysValue>
<foia:ResponseTimeAverageDaysValue>40</foia:ResponseTimeAverageDaysValue></foia:SimpleResponseTime>
<foia:ComplexResponseTime><foia:ResponseTimeMedianDaysCode>LT1</foia:ResponseTimeMedianDaysCode>
</foia:ComplexResponseTime><foia:ExpeditedResponseTime/></foia:ProcessedResponseTime>
<foia:ProcessedResponseTimeOrganizationAssociation><foia:ComponentDataReference s:ref="PRT1"/>
<nc:OrganizationReference s:ref="ORG1"/></foia:ProcessedResponseTimeOrganizationAssociation>
</foia:ProcessedResponseTimeSection>
<foia:BacklogSection><foia:Backlog s:id="BK1">
<foia:BackloggedRequestQuantity>77</foia:BackloggedRequestQuantity></foia:Backlog>
<foia:BacklogOrganizationAssociation><foia:ComponentDataReference s:ref="BK1"/>
<nc:OrganizationReference s:ref="ORG1"/></foia:BacklogOrganizationAssociation>
</foia:BacklogSection></r>"""


def test_the_script_makes_rows_of_a_report_that_the_reader_takes() -> None:
    root = ET.fromstring(REPORT)
    text = "".join(
        annual_report.as_toml(row, "a sample of our own", "2031-12-01")
        for row in annual_report.rows(root, {"ICE"})
    )

    simple, complex_, backlog = read(text)
    assert (simple.agency, simple.year, simple.track) == ("ICE", 2031, "simple")
    assert (simple.median, simple.average, complex_.median) == (12.5, 40, 1)
    assert (backlog.backlog, backlog.oldest) == (77, None)
