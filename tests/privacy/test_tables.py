"""Tables about people are known by their cells; tables of other things stay open."""

import pytest

from bot.privacy.mask import looks_like_people_list, mask
from tests.bench import tables
from tests.support.cases import each

# Invented people only.
PEOPLE = (
    ("Ana Lopez Funes", "Honduras", "Stewart Detention Center", "Positive"),
    ("Yonas Tekle", "Eritrea", "Otay Mesa", "Negative"),
    ("Ada Okafor", "Nigeria", "Krome", "Positive"),
    ("Binta Jallow", "Gambia", "Adelanto", "Negative"),
    ("Zelalem Quorvath", "Ethiopia", "Eloy", "Positive"),
)
CELLS = {word for row in PEOPLE for cell in row for word in cell.split()} - {"Center"}
HEADERS = (
    "",
    "Name|Country|Facility|Result",
    "Full name|COC|DCO|CF Result",
    "Detainee|Nationality|Detention location|Outcome",
    "Person|Citizenship|Held at|CFI",
    "Nombre|País|Centro|Resultado",
    "Nom|Nationalité|Centre|Résultat",
    "Nome|Nacionalidade|Local de detenção|Resultado",
    "NAME|CTRY|DETLOC|CF",
    "Subject|Country of birth|Place of detention|Finding",
    "A|B|C|D",
    "Column1|Column2|Column3|Column4",
    "Respondent|Origin|Custody|Fear",
    "Who|From|Where|How it went",
    "x|y|z|w",
    "Client name|Pays|Jail|Decision",
    "Alien name|Nat|Ctr|Screening result",
    "Solicitante|Nacionalidad|Lugar de detención|Temor",
    "Applicant (Last, First)|Country|Location|Credible Fear Interview Result",
    "Passenger|Citizen of|Site|Determination",
)


def laid(rows: list[tuple[str, ...]], how: str) -> str:
    if how == "wide":
        return "\n".join("".join(f"{cell:<34}" for cell in row).rstrip() for row in rows)
    if how == "stacked":
        return "\n".join(cell for row in rows for cell in row)
    return "\n".join(how.join(row) for row in rows)


def table(header: str, how: str) -> str:
    head = [tuple(header.split("|"))] if header else []
    return laid([*head, *PEOPLE], how)


@each("how", ["\t", " | ", ",", ";", "wide", "stacked", " "])
@each("header", HEADERS)
def test_a_sheet_of_people_is_held_and_hidden_whatever_its_header(header: str, how: str) -> None:
    if how == "stacked" and header:
        header = ""  # one cell a line: a header is one more row
    text = table(header, how)

    masked = mask(text)

    assert looks_like_people_list(text, masked)
    body = masked.text if not header else masked.text.partition("\n")[2]
    assert [word for word in CELLS if word in body] == []
    assert mask(masked.text).spans == ()


@pytest.mark.parametrize("count", [3, 4, 5])
def test_three_rows_are_enough(count: int) -> None:
    text = laid(list(PEOPLE[:count]), "\t")

    assert looks_like_people_list(text)
    assert "Lopez" not in mask(text).text


def test_split_names_numbered_rows_and_empty_cells() -> None:
    rows = [
        (str(n), name.split()[-1], name.split()[0], "" if n == 2 else country, place, result)
        for n, (name, country, place, result) in enumerate(PEOPLE, start=1)
    ]
    text = laid([("#", "Last", "First", "COC", "DCO", "CF Result"), *rows], "\t")

    masked = mask(text)

    assert looks_like_people_list(text, masked)
    assert [word for word in CELLS if word in masked.text] == []
    assert masked.text.startswith("#\tLast\tFirst")
    assert "\n3\t" in masked.text  # the number of a row tells nothing


def test_rows_without_names_that_single_people_out_are_held() -> None:
    rows = [("Honduras", "Krome", "Positive", "1988-02-03"), ("Cuba", "Eloy", "Negative", "1975-11-30"),
            ("Eritrea", "Adelanto", "Positive", "1999-07-14")]  # fmt: skip
    text = laid([("COC", "DCO", "CF", "DOB"), *rows], "\t")

    assert looks_like_people_list(text)
    assert "Eritrea" not in mask(text).text


OPEN = {
    "statistics": "Country\tPositive\tNegative\tTotal\nHonduras\t12\t4\t16\nCuba\t44\t3\t47\n"
    "Haiti\t90\t12\t102\nEritrea\t10\t2\t12",
    "places": "Facility\tField Office\tPopulation\nKrome\tMiami\t581\nOtay Mesa\tSan Diego\t812\n"
    "Stewart\tAtlanta\t1,204\nEloy\tPhoenix\t1,390",
    "requests": "Request ID\tRequester Name\tDescription\tReceived\tStatus\n"
    "2023-ICFO-00914\tMaria Santos\tRecords of contracts\t2023-01-04\tClosed\n"
    "2023-ICFO-00915\tDaniel Reyes\tStatistics on flights\t2023-01-05\tOpen\n"
    "2023-ICFO-00916\tJohn Smith\tEmails of the director\t2023-01-06\tGranted",
    "fees": "Item\tHours\tRate\tAmount\nSearch\t4\t$28.00\t$112.00\nReview\t2.5\t$41.00\t$102.50\n"
    "Copies\t120\t$0.10\t$12.00",
    "bates": "Bates\tDate\tType\tExemption\nICE-000001\t2022-11-28\tEmail\t(b)(5)\n"
    "ICE-000004\t2022-11-29\tMemo\t(b)(6)\nICE-000009\t2022-11-30\tEmail\t(b)(7)(C)",
    "officials": "Name\tTitle\tOffice\tPhone\nMaria Santos\tFOIA Officer\tICE\t202-732-0600\n"
    "Daniel Reyes\tDirector\tCBP\t202-325-0150\nJohn Smith\tChief Counsel\tUSCIS\t816-350-5570",
    "offices": "Component\tMailbox\tAddress\nICE FOIA\tice-foia@ice.dhs.gov\t500 12th St SW\n"
    "CBP FOIA\tcbpfoia@cbp.dhs.gov\t90 K Street NE\nEOIR\teoir.foiarequests@usdoj.gov\t5107 Leesburg Pike",
    "deadlines": "Request,Agency,Sent,Due\ndata breach,ICE,2023-01-04,2023-02-02\n"
    "data breach,DHS,2023-01-04,2023-02-02\nflights,CBP,2023-03-01,2023-03-29",
    "wardens": "Facility\tWarden\tField Office\nKrome\tDaniel Reyes\tMiami\nEloy\tMaria Santos\tPhoenix\n"
    "Stewart\tJohn Smith\tAtlanta",
    "flights": "Flight\tTail\tFrom\tTo\tDate\nGXA101\tN401\tAlexandria\tMiami\t2022-12-01\n"
    "GXA102\tN402\tMesa\tEl Paso\t2022-12-02\nGXA103\tN403\tHarlingen\tGuatemala City\t2022-12-05",
}  # fmt: skip


@each("kind", OPEN)
def test_tables_of_other_things_stay_open(kind: str) -> None:
    text = OPEN[kind]

    assert not looks_like_people_list(text)
    shown = mask(text)
    assert [span for span in shown.spans if span.label in {"name", "personal fact"}] == []


@each("seed", range(60))
def test_a_generated_list_of_people_is_held_and_nothing_of_it_can_be_read(seed: int) -> None:
    made = tables.people(seed)

    held, readable, _ = tables.judged(made)

    assert held
    assert readable == []


@each("seed", range(60))
def test_a_generated_table_of_other_things_stays_open(seed: int) -> None:
    made = tables.other(seed)

    held, _, spoiled = tables.judged(made)

    assert not held
    assert spoiled == []


@each("mark", [",", "|", "\t", ";"])
@each(
    "heads",
    [
        ("Client", "Status", "Date"),
        ("Detainee", "Status", "Pod"),
        ("Name", "Unit", "Bed"),
        ("Client name", "Retainer signed", "Intake by"),
        ("Client", "Hearing", "Judge"),
        ("Patient", "Status", "Notes"),
    ],
)
def test_a_column_headed_as_of_persons_is_hidden_whatever_stands_beside_it(
    mark: str, heads: tuple[str, str, str]
) -> None:
    names = ("Marisol Quillfeather", "Tobias Wrenhollow", "Xiomara Tzoc")
    rows = [(name, "open", f"2024-01-0{at}") for at, name in enumerate(names, start=1)]
    text = "\n".join(mark.join(row) for row in [heads, *rows])

    shown = mask(text).text

    assert [part for name in names for part in name.split() if part in shown] == []
    assert looks_like_people_list(text)


def test_a_log_of_requests_keeps_its_requesters() -> None:
    names = ("Marisol Quillfeather", "Tobias Wrenhollow", "Xiomara Tzoc")
    rows = [(f"2024-{at}", name, "2024-01-02") for at, name in enumerate(names, start=1)]
    text = "\n".join(",".join(row) for row in [("Request ID", "Requester", "Received"), *rows])

    assert all(name in mask(text).text for name in names)
