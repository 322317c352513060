"""Words covered in every way that people cover them, by three libraries, turned and scaled."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from tests.index.extract.samples import lines, pdf

SECRET = "Maria Quintanilla lives at Elm Court"
OPEN = "Dear requester, we have completed our search of the records you asked for."
_BOX = (52, 594, 330, 616)
_AREA = "52 594 278 22"
_EDGES = "52 594 330 616"


def _form(content: str) -> str:
    head = f"/Type /XObject /Subtype /Form /BBox [{_EDGES}]"
    return f"<< {head} /Length {len(content)} >>\nstream\n{content}\nendstream"


def _text_form(box: str, more: str = "") -> str:
    content = lines(SECRET, y=600)
    fonts = "/Resources << /Font << /F1 3 0 R >> >>"
    head = f"/Type /XObject /Subtype /Form /BBox {box} {fonts} {more}"
    return f"<< {head} /Length {len(content)} >>\nstream\n{content}\nendstream"


def _page(over: str = "", *, under: str = "", secret: str = "", **more: Any) -> bytes:
    words = secret or lines(SECRET, y=600)
    text = "\n".join([under, lines(f"{OPEN}\n{OPEN}"), words, over, "0 g", lines(OPEN, y=500)])
    return pdf([text], **more)


def _laid_on(kind: str, look: str = "0 g", more: str = "", *, drawn: bool = True) -> bytes:
    picture = f"{look} {_AREA} re f"
    shown = "/AP << /N 7 0 R >>" if drawn else ""
    note = f"<< /Type /Annot /Subtype /{kind} /Rect [{_EDGES}] /F 4 {more} {shown} >>"
    return _page(page_extra=f"/Annots [{note}]", extra=[_form(picture)])


def _filled(colour: str) -> str:
    return f"{colour} {_AREA} re f"


def _strips(step: float, width: float) -> str:
    many = (f"52 {594 + n * step} m 330 {594 + n * step} l S" for n in range(int(22 / step) + 1))
    return f"0 G {width} w " + " ".join(many)


_LAYER = (
    "/OCProperties << /OCGs [7 0 R] /D << /Order [7 0 R] /OFF [7 0 R] >> >>",
    "/Properties << /L0 7 0 R >>",
    "<< /Type /OCG /Name (Off) >>",
)
_QUADS = "/QuadPoints [52 616 330 616 52 594 330 594]"
_CLEAR = "/ExtGState << /G << /ca 0 /CA 0 >> >>"
_SHADE = (
    "/Shading << /S << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 600 0] /Extend [true"
    " true] /Function << /FunctionType 2 /Domain [0 1] /C0 [0.2] /C1 [0.3] /N 1 >> >> >>"
)


def _image(grey: int) -> bytes:
    picture = Image.new("L", (40, 8), grey)
    return _page("q 278 0 0 22 52 594 cm /I0 Do Q", images=[picture])


WRITTEN: dict[str, Callable[[], bytes]] = {
    "black box": lambda: _page(_filled("0 g")),
    "white box": lambda: _page(_filled("1 g")),
    "red box": lambda: _page(_filled("1 0 0 rg")),
    "grey box": lambda: _page(_filled("0.6 g")),
    "yellow box": lambda: _page(_filled("1 1 0 rg")),
    "box of the letters' colour": lambda: _page(under=_filled("0 g"), secret=lines(SECRET, y=600)),
    "thick line": lambda: _page("0 G 24 w 52 605 m 330 605 l S"),
    "thin strips": lambda: _page(_strips(1.0, 1.2)),
    "upright strips": lambda: _page("0 G 2 w " + " ".join(f"{52 + n} 594 m {52 + n} 616 l S" for n in range(280))),
    "polygon": lambda: _page("0 g 52 594 m 330 594 l 332 617 l 52 617 l h f"),
    "curve": lambda: _page("0 g 40 590 m 40 640 340 640 345 590 c h f 40 590 m 40 575 340 575 345 590 c h f"),
    "several boxes": lambda: _page("0 g " + " ".join(f"{52 + 40 * n} 594 41 22 re f" for n in range(7))),
    "shading": lambda: _page(f"q {_AREA} re W n /S sh Q", resources=_SHADE),
    "black picture": lambda: _image(0),
    "white picture": lambda: _image(255),
    "grey picture": lambda: _image(128),
    "white letters": lambda: _page(secret=f"1 g {lines(SECRET, y=600)} 0 g"),
    "letters that draw nothing": lambda: _page(secret=f"3 Tr {lines(SECRET, y=600)} 0 Tr"),
    "see-through letters": lambda: _page(secret=f"q /G gs {lines(SECRET, y=600)} Q", resources=_CLEAR),
    "red on red": lambda: _page(under=_filled("1 0 0 rg"), secret=f"1 0 0 rg {lines(SECRET, y=600)} 0 g"),
    "clipped away": lambda: _page(secret=f"q 0 0 10 10 re W n {lines(SECRET, y=600)} Q"),
    "off the page": lambda: _page(secret=lines(SECRET, y=-100)),
    "off the side": lambda: _page(secret=lines(SECRET, x=700, y=600)),
    "crop box": lambda: _page(page_extra="/CropBox [0 620 612 792]", secret=lines(SECRET, y=600)),
    "layer off": lambda: _page(
        secret=f"/OC /L0 BDC {lines(SECRET, y=600)} EMC",
        catalog=_LAYER[0], resources=_LAYER[1], extra=[_LAYER[2]],
    ),
    "drawn picture": lambda: _page("q 278 0 0 22 52 594 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \0 EI Q"),
    "stencil": lambda: _page("q 0 g 278 0 0 22 52 594 cm BI /W 8 /H 1 /IM true /BPC 1 ID \0 EI Q"),
    "form that clips": lambda: _page(
        secret="/Fm Do", forms="/Fm 7 0 R", extra=[_text_form("[0 0 40 40]")]
    ),
    "form under a box": lambda: _page(
        _filled("1 g"), secret="/Fm Do", forms="/Fm 7 0 R", extra=[_text_form("[0 0 612 792]")]
    ),
    "form in a layer off": lambda: _page(
        secret="/OC /L0 BDC /Fm Do EMC", forms="/Fm 8 0 R", catalog=_LAYER[0],
        resources=_LAYER[1], extra=[_LAYER[2], _text_form("[0 0 612 792]")],
    ),
    "faded form": lambda: _page(
        secret="q /G gs /Fm Do Q", forms="/Fm 7 0 R", resources=_CLEAR,
        extra=[_text_form("[0 0 612 792]", "/Group << /S /Transparency >>")],
    ),
    "box with rounded corners, half transparent twice": lambda: _page(
        "q /H gs " + _filled("0 g") + " " + _filled("0 g") + " Q",
        resources="/ExtGState << /H << /ca 0.95 >> >>",
    ),
    "multiplied": lambda: _page("q /M gs " + _filled("0 g") + " Q", resources="/ExtGState << /M << /BM /Multiply >> >>"),
    "written over": lambda: _page(_filled("1 g") + " 0 g " + lines("Name withheld here by us for good", y=600)),
    "highlight": lambda: _laid_on("Highlight", more=_QUADS + " /C [0 0 0]"),
    "free text": lambda: _laid_on("FreeText", more="/Contents () /DA (/F1 11 Tf)"),
    "stamp": lambda: _laid_on("Stamp"),
    "square": lambda: _laid_on("Square"),
    "circle": lambda: _laid_on("Circle"),
    "polygon laid on": lambda: _laid_on("Polygon"),
    "ink": lambda: _laid_on("Ink"),
    "line": lambda: _laid_on("Line"),
    "white square": lambda: _laid_on("Square", "1 g"),
    "button": lambda: _laid_on("Widget", more="/FT /Btn /T (b) /Ff 65536"),
    "redaction not applied": lambda: _laid_on("Redact", more=_QUADS, drawn=False),
    "redaction without corners": lambda: _laid_on("Redact", drawn=False),
    "square without a picture": lambda: _laid_on("Square", more="/IC [0 0 0]", drawn=False),
    "circle without a picture": lambda: _laid_on("Circle", more="/IC [0 0 0]", drawn=False),
    "polygon without a picture": lambda: _laid_on("Polygon", more="/IC [0 0 0] /Vertices [52 594 330 594 330 616 52 616]", drawn=False),
    "free text without a picture": lambda: _laid_on("FreeText", more="/C [0 0 0] /DA (/F1 11 Tf) /Contents ()", drawn=False),
    "line without a picture": lambda: _laid_on("Line", more="/L [52 605 330 605] /C [0 0 0] /BS << /W 24 >>", drawn=False),
}  # fmt: skip
TURNED = [90, 180, 270]


def turned(name: str, degrees: int) -> bytes:
    """The same page, turned by its viewer; where everything lies stays the same."""
    made = pypdfium2.PdfDocument(WRITTEN[name]())
    made[0].set_rotation(degrees)
    return _saved(made)


def scaled(name: str, share: float) -> bytes:
    """The same page on smaller or larger paper."""
    made = pypdfium2.PdfDocument(WRITTEN[name]())
    page = made[0]
    matrix = raw.FS_MATRIX(share, 0, 0, share, 0, 0)
    clip = raw.FS_RECTF(0, 792 * share, 612 * share, 0)
    raw.FPDFPage_TransFormWithClip(page, matrix, clip)
    page.set_mediabox(0, 0, 612 * share, 792 * share)
    return _saved(made)


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def by_pdfium(colour: tuple[int, int, int], degrees: float = 0.0) -> bytes:
    """A page made by PDFium: text objects and a path over one of them."""
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(612, 792)
    font = raw.FPDFText_LoadStandardFont(document, b"Helvetica")
    for place, words in enumerate([OPEN, SECRET, OPEN]):
        thing = raw.FPDFPageObj_CreateTextObj(document, font, 11.0)
        room = (ctypes.c_ushort * (len(words) + 1))(*words.encode("ascii"))
        raw.FPDFText_SetText(thing, room)
        raw.FPDFPageObj_Transform(thing, 1, 0, 0, 1, 60, 700 - 50 * place)
        raw.FPDFPage_InsertObject(page, thing)
    cover = raw.FPDFPageObj_CreateNewRect(52, 640, 278, 30)
    raw.FPDFPageObj_SetFillColor(cover, *colour, 255)
    raw.FPDFPath_SetDrawMode(cover, raw.FPDF_FILLMODE_WINDING, 0)
    raw.FPDFPage_InsertObject(page, cover)
    page.gen_content()
    page.set_rotation(int(degrees))
    return _saved(document)


def by_matplotlib(colour: str, fonts: int, degrees: float = 0.0) -> bytes:
    """A page made by Matplotlib: fonts embedded as Type 3 or TrueType, a patch over the words."""
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle
    from matplotlib.transforms import Affine2D

    with mpl.rc_context({"pdf.fonttype": fonts}):
        figure = Figure(figsize=(8.5, 11), dpi=72)
        figure.text(0.08, 0.9, OPEN, fontsize=11)
        figure.text(
            0.3, 0.6, SECRET, fontsize=11, rotation=degrees, rotation_mode="anchor", zorder=1
        )
        figure.text(0.08, 0.3, OPEN, fontsize=11)
        x, y = 0.3 * 612, 0.6 * 792
        place = Affine2D().rotate_deg_around(x, y, degrees) + Affine2D().scale(figure.dpi / 72)
        cover = Rectangle(
            (x - 5, y - 6), 290, 22, facecolor=colour, edgecolor=colour, transform=place, zorder=9
        )
        figure.add_artist(cover)
        out = io.BytesIO()
        figure.savefig(out, format="pdf")
    return out.getvalue()


def scanned(cover: str, *, shift: int = 0, label: str = "") -> bytes:
    """A scan with the layer that OCR left, and one line of it painted over."""
    from PIL import ImageDraw, ImageFont

    picture = Image.new("L", (1224, 1584), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(22)
    for place, words in enumerate([OPEN, OPEN, SECRET, OPEN]):
        draw.text((120, 200 + 60 * place), words, "black", font)
    if cover:
        draw.rectangle((110, 315, 900, 352), fill=cover, outline="black" if label else None)
        draw.text((300, 320), label, "white" if cover == "black" else "black", font)
    layer = "\n".join(
        f"BT 3 Tr /F1 11 Tf 100 Tz {60 + shift} {792 - (200 + 60 * place) / 2 - 10 - shift} Td ({words}) Tj ET"
        for place, words in enumerate([OPEN, OPEN, SECRET, OPEN])
    )
    return pdf([f"q 612 0 0 792 0 0 cm /I0 Do Q {layer}"], images=[picture])
