"""What is filled in, noted on and attached to a PDF is a line of its page or a filing."""

from __future__ import annotations

import pytest

from index.extract import extract
from index.pages import Extraction
from tests.index.extract.samples import LETTER, lines, pdf, scan, whole_page, written
from tests.support.cases import each


def note(kind: str, more: str) -> str:
    return f"<< /Type /Annot /Subtype /{kind} /Rect [60 100 200 120] {more} >>"


def page_with(*notes: str, **more: object) -> Extraction:
    return extract(
        ("a.pdf", pdf([lines(LETTER)], page_extra=f"/Annots [{' '.join(notes)}]", **more)),
        ocr=False,
    )


@each(
    ("kind", "more", "says"),
    [
        ("Text", "/Contents (withhold this)", "[note, hidden in the file] withhold this"),
        ("Text", "/T (Desk) /Contents (withhold this)", "[note, hidden in the file] Desk: withhold this"),
        ("Highlight", "/QuadPoints [60 720 90 720 60 710 90 710] /Contents (why?)", "[note on highlighted words, hidden in the file] why?"),
        ("StrikeOut", "/QuadPoints [60 720 90 720 60 710 90 710] /Contents (out)", "[note on struck words, hidden in the file] out"),
        ("FreeText", "/DA (/F1 9 Tf) /Contents (waiver granted)", "[written on the page] waiver granted"),
        ("Stamp", "/Contents (RECEIVED Jan 8, 2024)", "[stamp] RECEIVED Jan 8, 2024"),
        ("Square", "/Contents (see the log)", "[note, hidden in the file] see the log"),
        ("Text", "/Contents <FEFF00C10020D83DDE00>", "[note, hidden in the file] Á"),
        ("Text", "/RC (<body><p>rich words</p></body>)", "[note, hidden in the file] rich words"),
        ("FreeText", "/F 2 /DA (/F1 9 Tf) /Contents (unseen)", "[written on the page, hidden in the file] unseen"),
    ],
)  # fmt: skip
def test_notes_are_lines_of_the_page_marked_as_notes(kind: str, more: str, says: str) -> None:
    found = page_with(note(kind, more))

    assert says in found.pages[0].text
    assert found.hidden_text == ((1,) if "hidden" in says else ())


def form(fields: str) -> Extraction:
    widgets = "[7 0 R 8 0 R 9 0 R 10 0 R 11 0 R 12 0 R]"
    base = "/Type /Annot /Subtype /Widget /Rect [60 100 200 120] /F 4"
    extra = [
        f"<< {base} /FT /Tx /T (num) /TU (Request number) /V (2024-ICFO-05003) >>",
        f"<< {base} /FT /Tx /T (why) /V (Not in the public interest) >>",
        f"<< {base} /FT /Btn /T (granted) /V /Yes /AS /Yes /AP << /N << /Yes 13 0 R /Off 13 0 R >> >> >>",
        f"<< {base} /FT /Btn /T (denied) /V /Off /AS /Off /AP << /N << /Yes 13 0 R /Off 13 0 R >> >> >>",
        f"<< {base} /FT /Ch /Ff 131072 /T (office) /Opt [(ICE) (CBP)] /V (CBP) >>",
        f"<< {base} {fields} >>",
        "<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Length 0 >>\nstream\n\nendstream",
    ]
    catalog = f"/AcroForm << /Fields {widgets} /DA (/F1 9 Tf) /DR << /Font << /F1 3 0 R >> >> >>"
    return extract(
        (
            "a.pdf",
            pdf([lines(LETTER)], page_extra=f"/Annots {widgets}", extra=extra, catalog=catalog),
        ),
        ocr=False,
    )


def test_what_is_filled_into_a_form_is_a_line_a_field() -> None:
    text = form("/FT /Tx /T (secret) /Ff 8192 /V (hunter2)").pages[0].text

    for says in (
        "[form field] Request number: 2024-ICFO-05003",
        "[form field] why: Not in the public interest",
        "[form field] granted: checked",
        "[form field] denied: not checked",
        "[form field] office: CBP",
        "[form field] secret: [a password, withheld]",
    ):
        assert says in text
    assert "hunter2" not in text


def test_a_field_that_is_switched_off_is_marked_and_flagged() -> None:
    found = form("/FT /Tx /T (inner) /F 2 /V (2024-ICFO-05004)")

    assert "[form field, hidden in the file] inner: 2024-ICFO-05004" in found.pages[0].text
    assert found.hidden_text == (1,)


def test_lines_of_a_form_stay_under_what_ocr_reads() -> None:
    file = pdf(
        [whole_page()],
        images=[scan()],
        page_extra=f"/Annots [{note('FreeText', '/DA (/F1 9 Tf) /Contents (granted 2024-ICFO-05005)')}]",
    )

    page = extract(("a.pdf", file)).pages[0]

    assert "412 pages" in page.text
    assert page.text.endswith("[written on the page] granted 2024-ICFO-05005")


_FILE = [
    "<< /Type /Filespec /F (record.txt) /UF (record.txt) /EF << /F 8 0 R >> >>",
    "<< /Type /EmbeddedFile /Length 15 >>\nstream\n2024-ICFO-05006\nendstream",
]


def test_an_attached_file_is_a_filing_of_its_own() -> None:
    names = "/Names << /EmbeddedFiles << /Names [(record.txt) 7 0 R] >> >>"
    for catalog in (names, f"{names} /Collection << /View /T >>"):
        found = extract(("a.pdf", pdf([lines(LETTER)], extra=_FILE, catalog=catalog)))
        assert found.parts == (("record.txt", b"2024-ICFO-05006"),)


def test_a_file_pinned_to_a_page_is_a_filing_and_a_lost_one_is_named() -> None:
    assert page_with(note("FileAttachment", "/FS 7 0 R"), extra=_FILE).parts == (
        ("record.txt", b"2024-ICFO-05006"),
    )
    lost = page_with(note("FileAttachment", "/FS << /Type /Filespec /F (gone.doc) >>"))
    assert any("cannot be taken out" in line for line in lost.warnings)


WAIT = "Please wait...\nIf this message is not eventually replaced by the proper contents of the document"


@pytest.mark.parametrize("parts", ["7 0 R", "[(template) 8 0 R (datasets) 7 0 R]"])
def test_the_data_of_an_xfa_form_are_read(parts: str) -> None:
    data = "<xfa:datasets xmlns:xfa='http://www.xfa.org/schema/xfa-data/1.0/'><xfa:data><f><num>2024-ICFO-05007</num></f></xfa:data></xfa:datasets>"
    template = "<template xmlns='http://www.xfa.org/schema/xfa-template/3.0/'/>"
    extra = [f"<< /Length {len(one)} >>\nstream\n{one}\nendstream" for one in (data, template)]
    file = pdf([lines(WAIT)], extra=extra, catalog=f"/AcroForm << /Fields [] /XFA {parts} >>")

    page = extract(("a.pdf", file), ocr=False).pages[0]

    assert "num: 2024-ICFO-05007" in page.text
    assert "Please wait" not in page.text
    assert "XFA" in page.note


def test_an_xfa_form_whose_data_cannot_be_read_says_so() -> None:
    extra = ["<< /Length 4 >>\nstream\n<a>x\nendstream"]
    file = pdf([lines(WAIT)], extra=extra, catalog="/AcroForm << /Fields [] /XFA 7 0 R >>")

    page = extract(("a.pdf", file), ocr=False).pages[0]

    assert "open it there" in page.note
    assert "Please wait" not in page.text


def test_a_page_that_points_to_itself_ends() -> None:
    objects = [b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Annots [4 0 R] >>",
               b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [0 0 9 9] /Parent 4 0 R /Kids [4 0 R] /V (x) >>"]  # fmt: skip

    assert extract(("a.pdf", written(objects)), ocr=False).pages


@pytest.mark.parametrize(
    ("kind", "more", "says"),
    [
        ("Link", "/A << /S /URI /URI (https://x.example/2024-ICFO-09101) >>", "[link] https://x.example/2024-ICFO-09101"),
        ("Link", "/A << /S /URI /URI (mailto:foia@agency.example) >>", "[link] mailto:foia@agency.example"),
        ("Link", "/Contents (See 2024-ICFO-09102)", "[link] See 2024-ICFO-09102"),
        ("Redact", "/OverlayText (Exemption 6)", "Exemption 6"),
        ("Popup", "/Contents (Loose words)", "Loose words"),
        ("Text", "/Subj (About 2024-ICFO-09103)", "About 2024-ICFO-09103"),
        ("Widget", "/FT /Tx /T (Own) /V (2024-ICFO-09104)", "[form field] Own: 2024-ICFO-09104"),
    ],
)  # fmt: skip
def test_what_notes_and_links_say_in_other_places_is_a_line(
    kind: str, more: str, says: str
) -> None:
    assert says in page_with(note(kind, more)).pages[0].text


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("Highlight", "/T (Desk) /Subj (Highlight)"),
        ("Link", "/A << /S /URI /URI (https://www.records.example/project/) >>"),
        ("Link", "/Dest [6 0 R /Fit]"),
    ],
)
def test_links_that_the_page_spells_out_and_names_of_tools_are_no_lines(
    kind: str, more: str
) -> None:
    letter = lines(f"{LETTER}\nrecords.example/project")
    found = extract(("a.pdf", pdf([letter], page_extra=f"/Annots [{note(kind, more)}]")), ocr=False)

    assert "[" not in found.pages[0].text
    assert found.hidden_text == ()
