"""Numbers and codes on pages: every shape seen, what only looks like one, and time."""

from __future__ import annotations

import pytest

from bot.law.identifiers import Mark, agency_of, find_marks, normalise, role_of
from index import pages
from tests.support.cases import each
from tests.support.growth import grows_linearly

# (number, agency, role): every example of the dossier, section 2.
NUMBERS = [
    ("2020-ICFO-21220", "ICE", "request"), ("2020-ICAP-00440", "ICE", "appeal"),
    ("2023-ICAP-00154", "ICE", "appeal"), ("2024-ICLI-00012", "ICE", "litigation"),
    ("2022-HQFO-01142", "DHS", "request"), ("2013-HQFO-00304", "DHS", "request"),
    ("2024-HQAP-00001", "DHS", "appeal"), ("2024-HQLI-00001", "DHS", "litigation"),
    ("2024-CRFO-00017", "CRCL", "request"), ("2024-TSFO-00017", "TSA", "request"),
    ("2011FOIA904", "ICE", "request"), ("CBP-2017-055620", "CBP", "request"),
    ("CBP-AP-2021-090495", "CBP", "appeal"), ("CBP-OAM-2022-088958", "CBP", "request"),
    ("CBP-FO-2024-012345", "CBP", "request"), ("COW2013000023", "USCIS", "request"),
    ("NRC2024012345", "USCIS", "request"), ("APP2024000123", "USCIS", "appeal"),
    ("A-2020-01407", "OIP", "appeal"), ("FOIA-2024-00123", "OIP", "request"),
    ("DOJ-2019-001548", "DOJ", "request"), ("DOJ-AP-2019-001548", "DOJ", "appeal"),
    ("F-2024-12345", "State", "request"), ("FL-2024-00123", "State", "litigation"),
    ("EPA-HQ-2017-007766", "EPA", "request"), ("NGC24-346", "NARA", "request"),
    ("BLM-2014-00633", "BLM", "request"),
]  # fmt: skip


def values(text: str, kind: str) -> list[str]:
    return [mark.value for mark in find_marks(text) if mark.kind == kind]


@each(("number", "agency", "role"), NUMBERS)
def test_a_tracking_number_is_found_and_its_agency_and_role_known(
    number: str, agency: str, role: str
) -> None:
    for text in (
        number,
        f"Re: FOIA request {number}.",
        f"({number.lower()})",
        f"No. {number}, dated",
    ):
        assert values(text, "tracking") == [number.upper()]
    assert (agency_of(number), role_of(number)) == (agency, role)


def test_a_number_is_the_same_in_any_dash_and_spacing() -> None:
    assert normalise(" 2024 – icfo — 00123. ") == "2024-ICFO-00123"
    assert values("see 2024\u2013ICFO\u201300123", "tracking") == ["2024-ICFO-00123"]


def test_a_bare_number_is_eoirs_only_with_its_name_near() -> None:
    far = "EOIR " + "word " * 600 + "2021-46490"

    assert values("EOIR control number 2021-46490", "tracking") == ["2021-46490"]
    assert values("2019-32778, Executive Office for Immigration Review", "tracking") == [
        "2019-32778"
    ]
    assert values("control number 2021-46490", "tracking") == []
    assert values(far, "tracking") == []


@pytest.mark.parametrize(
    "text",
    [
        "12020-ICFO-21220",
        "2020-ICFO-212201",
        "X2020-ICFO-21220",
        "CBP-2017-0556201",
        "1999999-ICFO-1",
    ],
)
def test_a_number_inside_a_longer_one_is_none(text: str) -> None:
    assert values(text, "tracking") == []


@each(
    ("text", "codes"),
    [
        ("(b)(6), (b)(7)(C)", ["(b)(6)", "(b)(7)(C)"]), ("(b)(6);(b)(7)(C)", ["(b)(6)", "(b)(7)(C)"]),
        ("(b) (5)", ["(b)(5)"]), ("b6 b7C", ["(b)(6)", "(b)(7)(C)"]), ("b(6)", ["(b)(6)"]),
        ("(b)(7)E)", ["(b)(7)(E)"]), ("b7(E)", ["(b)(7)(E)"]), ("Exemptions 5, b7(E)", ["(b)(5)", "(b)(7)(E)"]),
        ("(b)(2)(low)", ["(b)(2)"]), ("(b)(7)(c)", ["(b)(7)(C)"]), ("Exemption 7(C)", ["(b)(7)(C)"]),
        ("FOIA Exemptions 6 and 7(E)", ["(b)(6)", "(b)(7)(E)"]), ("Exemptions 3, 5, and 6", ["(b)(3)", "(b)(5)", "(b)(6)"]),
        ("5 U.S.C. § 552(b)(7)(E)", ["(b)(7)(E)"]), ("under § 552(b)(6)", ["(b)(6)"]),
        ("(k)(2) (j)(2) (d)(5)", []), ("Fed. R. Civ. P. 12(b)(6)", []), ("6 CFR 5.8(b)(1)", []),
        ("Plan b 5 items, b 1000, tab6, Exemption 10", []), ("42 U.S.C. 1983(b)(2)", []),
    ],
)  # fmt: skip
def test_exemption_codes_in_every_printed_form(text: str, codes: list[str]) -> None:
    assert values(text, "exemption") == codes


@each(
    ("text", "kind", "value"),
    [
        ("Case 1:20-cv-01196-TFH Document 1", "docket", "1:20-cv-01196"),
        ("No. 20-1196 (D.D.C.)", "docket", "20-cv-01196"),
        ("Civil Action 19-cv-2965", "docket", "19-cv-02965"),
        ("6 CFR 5.8(a)(1)", "statute", "6 CFR 5.8(a)(1)"),
        ("5 U.S.C. § 552(a)(6)(A)(i)", "statute", "5 U.S.C. 552(a)(6)(A)(i)"),
        ("28 USC 2401(a)", "statute", "28 U.S.C. 2401(a)"),
        ("824 F.2d 52 (D.C. Cir. 1987)", "case", "824 F.2d 52"),
        ("15 F. Supp. 3d 32", "case", "15 F.Supp.3d 32"),
        ("ICE 0001234", "bates", "ICE 0001234"),
        ("DHS-ICE-001234", "bates", "DHS-ICE-001234"),
        ("ABC_000123", "bates", "ABC_000123"),
        ("SPLC000456", "bates", "SPLC000456"),
    ],
)
def test_dockets_statutes_cases_and_bates_numbers(text: str, kind: str, value: str) -> None:
    assert values(f"see {text} and", kind) == [value]
    assert role_of("1:20-cv-01196") == "litigation"


def test_a_postal_code_is_no_bates_number() -> None:
    assert values("Washington, DC 20528 and VA 22041", "bates") == []


def test_marks_say_where_they_stand_and_have_the_indexs_shape() -> None:
    text = "Our 2020-ICFO-21220 under 5 U.S.C. 552(b)(6), page ICE 0001234."

    for mark in find_marks(text):
        assert text[mark.start : mark.end].strip()
        assert normalise(mark.value)[:4] in normalise(text)
    assert Mark.__slots__ == pages.Mark.__slots__


@each(
    "text",
    [
        "1" * 50_000, "(b)" * 17_000, "Exemption " * 5_000, "A-" * 25_000, "20-" * 17_000, "AB " * 17_000,
        "EOIR 2021-46490 " * 3_200, "5 U.S.C. 552" + "(b)" * 16_000, "Exemptions 5 " + ", 5" * 16_000,
        "2" + " " * 50_000, "ABCDEFGHI " * 5_000, "(" * 50_000, "b7" * 25_000, "5 " * 25_000,
    ],
)  # fmt: skip
def test_hostile_characters_take_no_more_than_their_share(text: str) -> None:
    assert grows_linearly(find_marks, text[: len(text) // 4], text)
