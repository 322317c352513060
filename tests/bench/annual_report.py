"""Rows of agency_speeds.toml out of an annual FOIA report, as foia.gov gives it out (NIEM XML).

`python -m tests.bench.annual_report REPORT.xml --for ICE,CBP,USCIS --source "title, address"
--seen 2026-11-28` prints one row a component and track: median and average working days of the
requests processed, the oldest open one and the backlog. Paste them into bot/law/agency_speeds.toml.
A figure that the report does not have is left out; less than one day counts as one.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from xml.etree import ElementTree as ET

TRACKS = {"SimpleResponseTime": "simple", "ComplexResponseTime": "complex",
          "ExpeditedResponseTime": "expedited"}  # fmt: skip


def local(element: ET.Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element: ET.Element, name: str) -> str:
    """Return an attribute by its name without a namespace, "" where it is not there."""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def named(root: ET.Element, name: str) -> Iterator[ET.Element]:
    """Give the elements of that name, wherever they stand."""
    return (each for each in root.iter() if local(each) == name)


def organizations(root: ET.Element) -> dict[str, str]:
    """Give the abbreviation of each component by its id in the report."""
    found = {}
    for each in (*named(root, "Organization"), *named(root, "OrganizationSubUnit")):
        for child in each:
            if local(child) == "OrganizationAbbreviationText" and attribute(each, "id"):
                found[attribute(each, "id")] = (child.text or "").strip()
    return found


def by_component(root: ET.Element, section: str, item: str) -> Iterator[tuple[str, ET.Element]]:
    """Give a section's items with the component that each belongs to."""
    names = organizations(root)
    for part in named(root, section):
        items = {attribute(each, "id"): each for each in named(part, item)}
        for link in part:
            if not local(link).endswith("OrganizationAssociation"):
                continue
            refs = {local(child): attribute(child, "ref") for child in link}
            found = items.get(refs.get("ComponentDataReference", ""))
            who = names.get(refs.get("OrganizationReference", ""), "")
            if found is not None and who:
                yield who, found


def figure(element: ET.Element, name: str) -> float | None:
    """Read a number of days; a code such as LT1 (less than one) counts as one."""
    for each in element.iter():
        if local(each) == f"{name}Value":
            return float(each.text) if each.text and each.text.strip() else None
        if local(each) == f"{name}Code" and (each.text or "").strip() == "LT1":
            return 1.0
    return None


def whole(element: ET.Element, name: str) -> int | None:
    """Read a count."""
    found = [each.text for each in named(element, name) if each.text and each.text.strip()]
    return int(float(found[0])) if found else None


def rows(root: ET.Element, wanted: set[str]) -> Iterator[dict[str, object]]:
    """Give the rows of the wanted components: one a track, and one of the backlog."""
    year = next((int((y.text or "0")[:4]) for y in named(root, "DocumentFiscalYearDate")), 0)
    oldest = dict(by_component(root, "OldestPendingRequestSection", "OldestPendingItems"))
    for who, item in by_component(root, "ProcessedResponseTimeSection", "ProcessedResponseTime"):
        for track in item:
            median = figure(track, "ResponseTimeMedianDays")
            if who in wanted and local(track) in TRACKS and median is not None:
                average = figure(track, "ResponseTimeAverageDays")
                yield {"agency": who, "year": year, "track": TRACKS[local(track)],
                       "median": median, "average": average}  # fmt: skip
    for who, item in by_component(root, "BacklogSection", "Backlog"):
        if who in wanted:
            days = [whole(one, "OldItemPendingDaysQuantity") for one in oldest.get(who, ())]
            yield {"agency": who, "year": year, "track": "all",
                   "oldest": max((d for d in days if d is not None), default=None),
                   "backlog": whole(item, "BackloggedRequestQuantity")}  # fmt: skip


def as_toml(row: dict[str, object], source: str, seen: str) -> str:
    """Write a row as the file has it."""
    said = {**{k: v for k, v in row.items() if v is not None}, "source": source}
    lines = [f'{k} = "{v}"' if isinstance(v, str) else f"{k} = {v:g}" if isinstance(v, float)
             else f"{k} = {v}" for k, v in said.items()]  # fmt: skip
    return "\n".join(["[[published]]", *lines, f"seen = {seen}", ""])


def main() -> None:
    """Print the rows of the components that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report")
    parser.add_argument("--for", dest="wanted", default="ICE,CBP,USCIS")
    parser.add_argument("--source", required=True)
    parser.add_argument("--seen", required=True)
    given = parser.parse_args()
    root = ET.parse(given.report).getroot()
    for row in rows(root, set(given.wanted.split(","))):
        print(as_toml(row, given.source, given.seen))


if __name__ == "__main__":
    main()
