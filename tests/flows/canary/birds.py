"""What is put in and must never be seen again: invented numbers and names, each in many guises."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Every one is unlike any number of the programs, so that a hit is a leak. Class -> guises.
NUMBERS: Mapping[str, tuple[str, ...]] = {
    "A-number": (
        "A 213-597-486", "A213597486", "A#213 597 486", "A-213.597.486", "A２１３５９７４８６",
        "A2\u200b13-597\u200b-486", "Alien Number: 213597486", "A213\u2011597\u2011486",
    ),
    "A-number of 8": ("A 73-918-246", "A73918246", "file no. A 73 918 246"),
    "receipt": ("IOE8317264950", "IOE 83 172 64950", "EAC-83-172-64951", "receipt WAC8317264952"),
    "SSN": ("SSN 517-46-2938", "Social Security Number: 517462938", "SS# 517 46 2938"),
    "ITIN": ("ITIN 947-78-3162", "taxpayer id 947783162"),
    "passport": ("passport no. G61827394", "Pasaporte: G61827394", "travel document G 61827394"),
    "machine line": ("P<HNDQUILLONBRASK<<ZERAFINA<<<<<<<<<<<<<<<<<<<\nG618273945HND9107143F3001017<<<<<<<<<<<<<<04",),
    "FIN": ("FIN: 1274839506", "FIN # 1274839506", "Subject ID: 384756291"),
    "booking": ("Booking No. BK-7391826", "Event No: XEV2309004417", "FBI No. 736281KB5"),
    "I-94": ("I-94 No. 91827364501", "I-94: 91827364501"),
    "license": ("Driver's License No. Q4839-2716-5038", "licencia de conducir: Q483927165"),
    "DUI": ("DUI 04839271-6", "DNI 0801-1991-04837"),
    "CURP": ("CURP QUBZ910714MDFLRR08", "CURP: QUBZ910714MDFLRR08"),
    "birth": ("DOB: 07/14/1991", "Date of Birth: July 14, 1991", "fecha de nacimiento: 14 de julio de 1991",
              "F. Nac.: 14/07/1991"),
    "phone": ("(646) 738-2915", "646-738-2915", "+1 646 738 2915", "646.738.2915", "tel:+16467382915"),
    "phone abroad": ("+504 9738-2641", "011 504 9738 2641"),
    "e-mail": ("zerafina.q@mailbird.example.com", "zerafina.q (at) mailbird (dot) example (dot) com"),
    "address": ("lives at 4831 Quillwort Avenue, Apt 9C, Brownsville, TX 78520",
                "Domicilio: Calle Quillwort 4831, Colonia Zarzal", "4831 QUILLWORT AVE APT 9C"),
    "account": ("account no. 736481920573", "Account Number: 736481920573"),
    "card": ("4539 1488 0343 6467", "4539-1488-0343-6467"),
    "IBAN": ("IBAN GB82 WEST 1234 5698 7654 32",),
}  # fmt: skip

# Names behind a label: hidden by the label.
LABELLED = (
    "Applicant: Zerafina Quillonbrask", "Name: QUILLONBRASK, Zerafina", "Detainee Name: Zerafina Quillonbrask",
    "Nombre: Zerafina Quillonbrask", "I, Zerafina Quillonbrask, declare under penalty of perjury",
    "our client Zerafina Quillonbrask",
)  # fmt: skip

# Names on the roster: hidden anywhere, label or none.
ROSTER = ("Ondrejka Vasquelline", "Tsegay Habtezion-Murtagh", "María Belén Xicoténcatl")
NAMED = (
    "Ondrejka Vasquelline called about the hearing.", "VASQUELLINE, ONDREJKA", "ondrejka vasquelline",
    "the Habtezion-Murtagh matter", "Tsegay HABTEZION MURTAGH", "notes on Xicotencatl", "Belen XICOTÉNCATL",
)  # fmt: skip

# What is looked for: without case, accents, or anything between digits.
_TRACES = (
    "213597486", "73918246", "8317264950", "8317264951", "8317264952", "517462938", "947783162",
    "g61827394", "61827394", "1274839506", "384756291", "7391826", "xev2309004417", "736281kb5", "91827364501",
    "483927165", "048392716", "0801199104837", "qubz910714", "07141991", "14071991", "july 14, 1991",
    "14 de julio de 1991", "19910714", "6467382915", "50497382641", "zerafina", "mailbird", "4831 quillwort", "quillwort",
    "736481920573", "4539148803436467", "82 west", "56987654", "quillonbrask", "ondrejka", "vasquelline",
    "habtezion", "murtagh", "xicotencatl",
)  # fmt: skip
_BETWEEN = re.compile(r"(?<=[0-9])[\s\-./(),\u200b\u2010-\u2015\xad]{1,3}(?=[0-9])")


def everything() -> list[str]:
    """Every guise, one a line; each is masked by itself."""
    return [guise for guises in NUMBERS.values() for guise in guises] + [*LABELLED, *NAMED]


def flat(text: str) -> str:
    """The form in which traces are looked for."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c) and c != "\u200b")


@dataclass(frozen=True, slots=True)
class Hit:
    where: str
    trace: str
    around: str


def hits(where: str, text: str) -> list[Hit]:
    """Every trace in a text, in any typography."""
    found = []
    once = flat(text)
    for form in (once, _BETWEEN.sub("", once)):
        for trace in _TRACES:
            at = form.find(trace)
            if at >= 0:
                found.append(Hit(where, trace, form[max(0, at - 60) : at + 60]))
        if found:
            return found
    return found


def hits_in_bytes(where: str, data: bytes) -> list[Hit]:
    """Every trace in raw bytes, whatever encoding wrote them."""
    forms = [data.decode("latin-1"), data.decode("utf-8", "ignore")]
    forms += [data[start:].decode("utf-16-le", "ignore") for start in (0, 1)]
    return [hit for form in forms for hit in hits(where, form)]


def told(found: Iterable[Hit]) -> str:
    """The hits as a message of a failing test."""
    return "\n".join(f"{hit.where}: {hit.trace!r} in …{hit.around!r}…" for hit in found)
