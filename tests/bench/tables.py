"""Tables about invented people and tables about other things: `python -m tests.bench.tables [N [FIRST]]`.

A generator of lists of people under several hundred headers and none, in every layout that page
texts have, and of tables that are about no person. Seeded: the same number makes the same table.
Even seeds may be worked with; the odd ones are reported apart.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.privacy.mask import looks_like_people_list, mask


def _words(text: str) -> list[str]:
    return text.split()


GIVEN = _words("""Ana Yonas Ada Binta Zelalem Marisol Wilmer Dilcia Nery Keily Tesfalem Hirut Chidinma Olumide
Fatoumata Ousmane Ibrahima Aminata Zerafina Abdirahman Yusuf Laleh Farshad Gulshan Rustam Oksana Dmytro
Jocelyne Wisly Rosemene Thierno Kwabena Efua Nadege Ximena Joaquin Eusebio Suyapa Xiomara Mirna Rigoberto
Lwam Filmon Saron Winta Berhane Tsegay Mihret Nimesh Gurbaksh Jaspal Sukhdeep Rojina Prakash Tenzin Dolma
Linh Thuy Minh Xiulan Guowei Nurlan Aigerim Vakhtang Ketevan Arlindo Joelma Edson Marlene Kerline""")
FAMILY = _words("""Quorvath Lopez Tekle Okafor Jallow Gebreab Quijano Brenes Orellana Funes Ascencio Sow Barry
Diallo Adeyanju Eze Nwosu Warsame Nazari Rahimi Karimov Yuldashev Kovalenko Shevchuk Desrosiers Saintil
Toussaint Celestin Boateng Owusu Barrientos Zepeda Chicas Menjivar Ayala Cifuentes Habtemariam Woldu
Kidane Fesseha Negassi Teklu Mehretab Thapa Gurung Dhillon Sandhu Brar Nguyen Tran Pham Zhao Lin Xu
Beridze Lomidze Mbeki Nkunda Tshibanda Mavungu Ferreira Cardoso Dorvil Petit-Frere Exantus Quillonbrask
Ndongmo Tchouassi Fotso Ebale Ould-Sidi Al-Hamwi Haddad Khoury Isayev Abdulov""")
COUNTRIES = {
    "en": "Honduras,Guatemala,El Salvador,Nicaragua,Cuba,Haiti,Venezuela,Ecuador,Colombia,Eritrea,Ethiopia,"
    "Cameroon,Nigeria,Ghana,Senegal,Guinea,Mauritania,India,Nepal,China,Russia,Ukraine,Uzbekistan,Georgia,"
    "Afghanistan,Iran,Syria,Turkey,Brazil,Somalia,Democratic Republic of the Congo,Dominican Republic",
    "nat": "Honduran,Guatemalan,Salvadoran,Cuban,Haitian,Venezuelan,Ecuadorian,Eritrean,Ethiopian,"
    "Cameroonian,Nigerian,Senegalese,Indian,Nepali,Chinese,Russian,Uzbek,Georgian,Afghan,Turkish,Somali",
    "es": "Honduras,Guatemala,Nicaragua,Cuba,Haití,Venezuela,Ecuador,Eritrea,Etiopía,Camerún,Nigeria,Rusia,"
    "Ucrania,Turquía,China,Brasil,Siria",
    "fr": "Haïti,Sénégal,Guinée,Cameroun,Mauritanie,Éthiopie,Érythrée,Colombie,Équateur,Chine,Russie,Inde,Turquie",
    "iso": "HND,GTM,SLV,NIC,CUB,HTI,VEN,ECU,ERI,ETH,CMR,NGA,GHA,SEN,IND,NPL,CHN,RUS,UZB,TUR",
}  # fmt: skip
PLACES = {
    "short": "Krome,Otay Mesa,Adelanto,Stewart,Eloy,Dilley,Karnes,Port Isabel,La Palma,Mesa Verde,Bluebonnet,"
    "Winn,Folkston,Torrance,Moshannon Valley,Delaney Hall,Pine Prairie,El Valle,Joe Corley,Imperial",
    "long": "Krome Service Processing Center,Otay Mesa Detention Center,Adelanto ICE Processing Center,"
    "Stewart Detention Center,Eloy Detention Center,South Texas Family Residential Center,"
    "Port Isabel Detention Center,La Palma Correctional Center,Winn Correctional Center,Baker County Jail,"
    "Torrance County Detention Facility,Northwest ICE Processing Center,Yuba County Jail",
}  # fmt: skip
RESULTS = (
    "Positive,Negative", "Positive,Negative,Pending Interview", "CF Positive,CF Negative", "Established,Not Established",
    "Positive CF,Negative CF,Positive RF", "Credible fear found,Credible fear not found", "Passed,Failed", "Positivo,Negativo",
    "Vacated,Affirmed", "POSITIVE,NEGATIVE", "Pos,Neg", "Credible Fear - Positive,Reasonable Fear - Negative",
)  # fmt: skip
HEADS = {
    "name": "Name,Full Name,Detainee,Detainee Name,Applicant,Client,Person,Subject,Noncitizen,Alien Name,Respondent,"
    "Individual,Nombre,Nombre completo,Solicitante,Nom,Nom et prénom,Nome,Nome completo,NAME (LAST, FIRST),"
    "Beneficiary,Passenger,Who,Inmate,Name of applicant,Asylum seeker,Persona,Requérant,Requerente",
    "last": "Last,Last Name,Surname,Family Name,LNAME,Apellido,Apellidos,Nom de famille,Sobrenome,Last_Name",
    "first": "First,First Name,Given Name,Given,FNAME,Nombre,Nombres,Prénom,Nome,First_Name",
    "country": "Country,Nationality,Citizenship,COC,COB,Country of Citizenship,Country of birth,NATL,CTRY,Nat.,"
    "Nacionalidad,País,País de origen,Nationalité,Pays,Nacionalidade,Origin,From,Citizen of",
    "place": "Facility,DCO,Detention Facility,Current Detention Facility,Detention Location,DETLOC,Held at,Custody,"
    "Location,Centro,Centro de detención,Lugar de detención,Centre,Lieu de détention,Centro de detenção,Jail,Site,Where",
    "result": "Result,CF Result,Credible Fear Interview Result,CFI,Outcome,Finding,Determination,Screening,Fear,"
    "Resultado,Temor,Résultat,Crainte,Decision,CF,RF/CF,Screening outcome",
    "id": "A#,A-Number,A Number,Alien Number,ANUM,A-File,USCIS #,EID,Número A,A No.,File",
    "birth": "DOB,Date of Birth,Birthdate,D.O.B.,Fecha de nacimiento,Date de naissance,Data de nascimento,Born",
    "sex": "Sex,Gender,Sexo,M/F", "age": "Age,Edad,Âge", "date": "Interview date,Date,Fecha,Intake,Booked,Apprehended",
    "row": "#,No.,Row,,ID,Item", "language": "Language,Idioma,Langue", "note": "Notes,Remarks,Comments,Observaciones",
}  # fmt: skip
LANGUAGES = [
    "Spanish",
    "Tigrinya",
    "Amharic",
    "Pular",
    "French",
    "Punjabi",
    "Nepali",
    "Haitian Creole",
    "Portuguese",
    "Russian",
    "Q'eqchi'",
]
NOTES = [
    "sister at same place",
    "fled after arrest",
    "threatened by police",
    "needs medication",
    "transferred in May",
]
LAYOUTS: tuple[str, ...] = (
    "tab",
    "pipe",
    "csv",
    "semicolon",
    "wide",
    "stacked",
    "spaces",
    "markdown",
    "html",
    "dashes",
)


class Made(NamedTuple):
    """A table: its text, the words nobody may read in it, and those that must stay readable."""

    text: str
    hidden: frozenset[str]
    shown: tuple[str, ...]
    kind: str


def _name(r: random.Random, given: Sequence[str], family: Sequence[str]) -> tuple[str, str]:
    first, last = r.choice(given), r.choice(family)
    if r.random() < 0.25:
        first += " " + r.choice(given)
    if r.random() < 0.3:
        last += " " + r.choice(family)
    return first, last


def _written(r: random.Random, style: str, first: str, last: str) -> str:
    if style == "last first":
        return f"{last}, {first}"
    if style == "LAST, First":
        return f"{last.upper()}, {first}"
    if style == "CAPS":
        return f"{first} {last}".upper()
    if style == "LAST FIRST":
        return f"{last}, {first}".upper()
    if style == "initial":
        return f"{first.split(maxsplit=1)[0]} {r.choice('ABCDEFGJKLMR')}. {last}"
    return f"{first} {last}"


def _a_number(r: random.Random, style: int) -> str:
    n = f"2{r.randrange(10**8):08d}"
    return (
        f"A{n}",
        f"A {n[:3]} {n[3:6]} {n[6:]}",
        f"A{n[:3]}-{n[3:6]}-{n[6:]}",
        n,
        f"{n[:3]}-{n[3:6]}-{n[6:]}",
    )[style]


def _birth(r: random.Random, style: int) -> str:
    y, m, d = r.randrange(1955, 2005), r.randrange(1, 13), r.randrange(1, 29)
    return (
        f"{y}-{m:02d}-{d:02d}",
        f"{m}/{d}/{y}",
        f"{m:02d}/{d:02d}/{y % 100:02d}",
        f"{d:02d}/{m:02d}/{y}",
    )[style]


def _made_cells(
    r: random.Random,
    kind: str,
    who: tuple[str, str, str],
    forms: tuple[int, int, int],
    pools: tuple[list[str], list[str], list[str]],
) -> list[str]:
    first, last, style = who
    match kind:
        case "name":
            return [_written(r, style, first, last)]
        case "split":
            return [last, first]
        case "id":
            return [_a_number(r, forms[0])]
        case "birth":
            return [_birth(r, forms[1])]
        case "country" | "place" | "result":
            return [r.choice(pools[("country", "place", "result").index(kind)])]
        case "age":
            return [str(r.randrange(18, 66))]
        case "date":
            return [f"2022-{r.randrange(1, 13):02d}-{r.randrange(1, 29):02d}"]
        case "row":
            return [str(forms[2] + 1)]
    return [r.choice({"sex": ["M", "F"], "language": LANGUAGES}.get(kind, NOTES))]


def people(seed: int, given: Sequence[str] = GIVEN, family: Sequence[str] = FAMILY) -> Made:
    """Make a list of people."""
    r = random.Random(f"people {seed}")
    kinds = ["split" if r.random() < 0.25 else "name"] if r.random() < 0.93 else ["id"]
    extra = [
        k
        for k, p in (
            ("id", 0.25),
            ("country", 0.75),
            ("place", 0.7),
            ("result", 0.75),
            ("birth", 0.3),
        )
        if r.random() < p
    ]
    kinds += [k for k in extra if k not in kinds]
    if len(kinds) < 2 or (kinds[0] == "id" and len(kinds) < 3):
        kinds += [k for k in ("country", "place", "result") if k not in kinds][:3]
    kinds += [
        k
        for k, p in (("sex", 0.15), ("age", 0.1), ("date", 0.25), ("language", 0.12), ("note", 0.1))
        if r.random() < p
    ]
    head, tail = kinds[:1], kinds[1:]
    r.shuffle(tail)
    kinds = head + tail
    if r.random() < 0.3:
        kinds.insert(0, "row")
    layout = r.choice(LAYOUTS)
    if layout in {"stacked", "spaces", "dashes"}:
        kinds = [k for k in kinds if k not in {"note", "sex", "age"}]
        if not set(kinds) & {"country", "place", "result"}:
            kinds.append("country")
    count = r.choice((3, 4, 5, 8, 12, 20, 35))
    style = r.choice(
        ("plain", "plain", "last first", "LAST, First", "CAPS", "LAST FIRST", "initial")
    )
    ids, births, results = r.randrange(5), r.randrange(4), r.choice(RESULTS).split(",")
    lands, places = (
        COUNTRIES[r.choice(tuple(COUNTRIES))].split(","),
        PLACES[r.choice(("short", "long"))].split(","),
    )
    rows: list[list[str]] = []
    hidden: set[str] = set()
    for n in range(count):
        first, last = _name(r, given, family)
        row: list[str] = []
        for kind in kinds:
            cells = _made_cells(
                r, kind, (first, last, style), (ids, births, n), (lands, places, results)
            )
            if kind in {"name", "split", "id", "country", "place", "result", "birth"}:
                if (
                    kind in {"country", "place", "result"}
                    and layout not in {"stacked", "spaces", "dashes"}
                    and r.random() < 0.06
                ):
                    cells = [""]
                hidden.update(cells)
            row += cells
        rows.append(row)
    heads: list[str] = []
    for kind in kinds:
        heads += [
            r.choice(
                HEADS[k].split(",")
                if k != "name"
                else HEADS[k].replace(", FIRST", ";FIRST").split(",")
            )
            for k in (("last", "first") if kind == "split" else (kind,))
        ]
    heads = [h.replace(";FIRST", ", FIRST") for h in heads]
    with_head = r.random() < 0.7 and layout not in {"stacked", "dashes"}
    if r.random() < 0.15:
        heads = [f"Column{n}" for n in range(1, len(heads) + 1)]
    text = lay(layout, heads if with_head else None, rows)
    if r.random() < 0.3:
        text = "Attachment 2 to the response of March 3, 2023\n\n" + text + "\n\nEnd of the list.\n"
    return Made(
        text,
        frozenset(h for h in hidden if len(h) > 2),
        (),
        f"{layout}, {count} rows{'' if with_head else ', no header'}",
    )


def lay(layout: str, heads: list[str] | None, rows: list[list[str]]) -> str:
    """Write rows as a layout has them."""
    every = [*([heads] if heads else []), *rows]
    if layout == "csv":
        return "\n".join(",".join(f'"{c}"' if "," in c else c for c in row) for row in every)
    if layout == "wide":
        widths = [max(len(row[i]) for row in every) + 3 for i in range(len(every[0]))]
        return "\n".join(
            "".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in every
        )
    if layout == "stacked":
        return "\n".join(c for row in every for c in row)
    if layout == "markdown":
        lines = ["| " + " | ".join(row) + " |" for row in every]
        return "\n".join([*lines[:1], "|" + "---|" * len(every[0]), *lines[1:]])
    if layout == "html":
        return (
            "<table>"
            + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in every)
            + "</table>"
        )
    sign = {"tab": "\t", "pipe": "|", "semicolon": ";", "spaces": " ", "dashes": " - "}[layout]
    return "\n".join(sign.join(row) for row in every)


def _money(r: random.Random) -> str:
    return f"${r.randrange(10, 9999):,}.{r.randrange(100):02d}"


def _day(r: random.Random) -> str:
    return f"{r.randrange(2015, 2025)}-{r.randrange(1, 13):02d}-{r.randrange(1, 29):02d}"


def _official(r: random.Random) -> str:
    return f"{r.choice(GIVEN)} {r.choice(FAMILY)}"


_TITLES = ("FOIA Officer", "Director", "Chief Counsel", "Deputy Director", "Government Information Specialist",
           "Field Office Director", "Paralegal Specialist", "Supervisory Analyst", "Attorney Advisor")  # fmt: skip
_SUBJECTS = ("Records of contracts", "Statistics on flights", "Emails about the breach", "Detention standards reports",
             "Training materials", "All policies on parole", "Invoices of 2022", "Inspection reports")  # fmt: skip
_OUTLETS = (
    "Sample Times",
    "Example News",
    "Daily Herald",
    "Public Radio",
    "Law Clinic",
    "Open Records Project",
)
Rows = Callable[[random.Random], list[str]]
OPEN: dict[str, tuple[str, Rows]] = {
    "statistics": ("Country,Positive,Negative,Total", lambda r: [r.choice(COUNTRIES["en"].split(",")), str(r.randrange(90)), str(r.randrange(90)), str(r.randrange(900))]),
    "by facility": ("Facility,Field Office,Average daily population", lambda r: [r.choice(PLACES["short"].split(",")), r.choice(("Miami", "San Diego", "El Paso", "Atlanta", "Phoenix")), f"{r.randrange(50, 1900):,}"]),
    "by both": ("Country,Facility,Interviews", lambda r: [r.choice(COUNTRIES["nat"].split(",")), r.choice(PLACES["long"].split(",")), str(r.randrange(400))]),
    "request log": ("Request ID,Requester,Organization,Subject,Received,Disposition", lambda r: [f"2023-ICFO-{r.randrange(10**5):05d}", _official(r), r.choice(_OUTLETS), r.choice(_SUBJECTS), _day(r), r.choice(("Granted", "Denied", "Closed", "Pending"))]),
    "plain log": ("Tracking number,Requester name,Date received,Status", lambda r: [f"2022-HQFO-{r.randrange(10**5):05d}", _official(r), _day(r), r.choice(("Open", "Closed", "On hold"))]),
    "fees": ("Item,Hours,Rate,Amount", lambda r: [r.choice(("Search", "Review", "Duplication", "Programming")), str(r.randrange(1, 30)), _money(r), _money(r)]),
    "bates": ("Bates begin,Bates end,Date,Type,Exemption", lambda r: [f"ICE-{(n := r.randrange(10**6)):06d}", f"ICE-{n + 3:06d}", _day(r), r.choice(("Email", "Memo", "Spreadsheet")), r.choice(("(b)(5)", "(b)(6)", "(b)(7)(C)"))]),
    "nine digits": ("First page,Last page,Description", lambda r: [f"{(n := r.randrange(10**6)):09d}", f"{n + 5:09d}", r.choice(_SUBJECTS)]),
    "offices": ("Component,Mailbox,Phone", lambda r: [r.choice(("ICE FOIA", "CBP FOIA", "USCIS NRC", "DHS Privacy Office", "EOIR FOIA")), r.choice(("ice-foia@ice.dhs.gov", "cbpfoia@cbp.dhs.gov", "foia@hq.dhs.gov")), r.choice(("800-375-5283", "866-633-1182"))]),
    "officials": ("Name,Title,Office", lambda r: [_official(r), r.choice(_TITLES), r.choice(("ICE", "CBP", "USCIS", "DHS"))]),
    "wardens": ("Facility,Warden,Field Office", lambda r: [r.choice(PLACES["short"].split(",")), _official(r), r.choice(("Miami", "El Paso", "Phoenix", "Atlanta"))]),
    "judges": ("Judge,Court,Grants,Denials", lambda r: [_official(r), r.choice(("Miami", "El Paso", "Houston", "San Diego")), str(r.randrange(200)), str(r.randrange(900))]),
    "flights": ("Flight,Tail,From,To,Date", lambda r: [f"GXA{r.randrange(100, 999)}", f"N{r.randrange(100, 999)}WA", r.choice(("Alexandria", "Mesa", "Harlingen", "Miami")), r.choice(("Guatemala City", "San Pedro Sula", "El Paso", "Managua")), _day(r)]),
    "vendors": ("Vendor,Contract,Award date,Amount", lambda r: [r.choice(("Example Air LLC", "Sample Systems Inc", "Test Logistics Corp", "Invented Services LLC")), f"70CDCR{r.randrange(10**8):08d}", _day(r), _money(r)]),
    "deadlines": ("Request,Agency,Sent,Due", lambda r: [r.choice(("data breach", "flights", "detention standards", "parole")), r.choice(("ICE", "DHS", "CBP")), _day(r), _day(r)]),
    "inspections": ("Facility,Inspection date,Rating", lambda r: [r.choice(PLACES["long"].split(",")), _day(r), r.choice(("Pass", "Fail", "Deficient", "Meets standards"))]),
    "emails": ("From,To,Date,Subject", lambda r: [_official(r), _official(r), _day(r), r.choice(_SUBJECTS)]),
    "press": ("Reporter,Outlet,Question", lambda r: [_official(r), r.choice(_OUTLETS), r.choice(_SUBJECTS)]),
    "exemptions": ("Exemption,Pages,Withheld in full", lambda r: [r.choice(("(b)(5)", "(b)(6)", "(b)(7)(E)")), str(r.randrange(400)), str(r.randrange(90))]),
    "cities": ("City,State,Requests", lambda r: [r.choice(("San Antonio", "Los Angeles", "Santa Ana", "El Paso", "San Diego", "New Orleans")), r.choice(("TX", "CA", "LA")), str(r.randrange(500))]),
    "attendees": ("Attendee,Position,Component", lambda r: [_official(r), r.choice(_TITLES), r.choice(("Office of Information Governance and Privacy", "ERO", "OPLA", "HSI"))]),
    "fiscal years": ("Fiscal year,Received,Processed,Backlog", lambda r: [str(r.randrange(2008, 2025)), f"{r.randrange(1000, 99999):,}", f"{r.randrange(1000, 99999):,}", f"{r.randrange(10, 9999):,}"]),
}  # fmt: skip


def other(seed: int) -> Made:
    """Make a table that is about no person we protect."""
    r = random.Random(f"other {seed}")
    kind = r.choice(tuple(OPEN))
    heads, row = OPEN[kind]
    rows = [row(r) for _ in range(r.choice((3, 4, 6, 10, 25)))]
    layout = r.choice(
        [one for one in LAYOUTS if one not in {"stacked", "spaces", "dashes"}] + ["tab", "csv"]
    )
    needed = {
        "request log",
        "plain log",
        "officials",
        "wardens",
        "judges",
        "emails",
        "press",
        "attendees",
    }
    with_head = kind in needed or r.random() < 0.8
    text = lay(layout, heads.split(",") if with_head else None, rows)
    shown = tuple(dict.fromkeys(cell for one in rows for cell in one if len(cell) > 2))
    return Made(text, frozenset(), shown, f"{kind}, {layout}")


def judged(made: Made) -> tuple[bool, list[str], list[str]]:
    """Say whether it would be held, which hidden cells can be read, and which shown ones cannot."""
    masked = mask(made.text)
    held = looks_like_people_list(made.text, masked)
    body = masked.text
    open_ = [word for word in made.hidden if word in body] if held or made.hidden else []
    spoiled = [cell for cell in made.shown if cell not in body]
    return held, open_, spoiled


def main(arguments: list[str]) -> None:
    """Print the figures of both halves; `--show` prints the misses of the even one."""
    numbers = [int(a) for a in arguments if a.isdigit()]
    count, first = (numbers + [1000, 0][len(numbers) :])[:2]
    for name, odd in (("worked with", 0), ("kept apart", 1)):
        held = leaks = cells = wrong = spoiled = shown = 0
        kinds: Counter[str] = Counter()
        for seed in range(first + odd, first + 2 * count, 2):
            made = people(seed)
            is_held, open_, _ = judged(made)
            held += is_held
            leaks += len(open_)
            cells += len(made.hidden)
            if not is_held or open_:
                kinds[made.kind.split(",")[0]] += 1
                if "--show" in arguments and not odd:
                    print("LEAK", seed, made.kind, is_held, open_[:5])
            made = other(seed)
            is_held, _, hid = judged(made)
            wrong += is_held
            spoiled += len(hid)
            shown += len(made.shown)
            if (is_held or hid) and "--show" in arguments and not odd:
                print("SPOIL", seed, made.kind, is_held, hid[:5])
        print(
            f"{name}: {held} of {count} lists of people held, {leaks} of {cells} cells readable, by layout {dict(kinds)}"
        )
        print(f"{name}: {wrong} of {count} other tables held, {spoiled} of {shown} cells spoiled")


if __name__ == "__main__":
    main(sys.argv[1:])
