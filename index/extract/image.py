"""Pictures of pages (PNG, JPEG, TIFF with several pages and others), read by OCR."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from index.extract import ocr
from index.extract.frames import Begun, Count, Facts, Frame, Need
from index.extract.jobs import Job
from index.pages import FilingError, Page, Quality

_COARSEST = 50  # dots an inch; nobody scans a letter coarser
_PIXELS = 100_000_000  # what a picture may unpack to; a poster at 600 dpi has fewer
_FINEST = 300  # dots an inch beyond which nothing is gained
_LOW = 1200  # pixels; a lower picture is a screen's and is enlarged
Image.MAX_IMAGE_PIXELS = _PIXELS


def _open(file: BinaryIO) -> Any:
    try:
        picture = Image.open(file)
    except UnidentifiedImageError as error:
        raise FilingError(
            "This picture is damaged, or its format is not known here. Save it as PNG and add that."
        ) from error
    except Image.DecompressionBombError as error:
        raise FilingError("This picture is too large to be read. Save a smaller copy.") from error
    if picture.width * picture.height > _PIXELS:
        raise FilingError("This picture is too large to be read. Save a smaller copy and add that.")
    return picture


def read(file: BinaryIO, job: Job) -> Iterator[Frame]:
    """Give the pages that the picture holds; each waits for OCR."""
    picture = _open(file)
    count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
    if count > job.limits.pages:
        raise FilingError(
            f"This picture has {count:,} pages; the limit is {job.limits.pages:,}. Split it."
        )
    yield Count(count)
    for number in range(1, count + 1):
        if number not in job.skip:
            yield Need(Page(number, "", Quality.EMPTY))
    yield Facts()


def recognise(file: BinaryIO, job: Job) -> Iterator[Frame]:
    """Give the pages asked for, read by OCR."""
    picture = _open(file)
    with ocr.reader() as reader:
        for number in job.only:
            yield Begun(number)
            yield _page(reader, picture, number, job.limits.ocr_seconds)


def _page(reader: ocr.Reader, picture: Any, number: int, seconds: float) -> Page:
    try:
        if number > 1:
            picture.seek(number - 1)
        grey = _grey(picture)
    except (OSError, EOFError, SyntaxError, ValueError) as error:
        note = f"This page of the picture is damaged ({type(error).__name__}); get it again."
        return Page(number, "", Quality.EMPTY, note=note)
    return reader.page(number, grey, seconds)


def _grey(picture: Any) -> ocr.Picture:
    said = float(picture.info.get("dpi", (0, 0))[0])
    dpi = said if said >= _COARSEST else 0.0  # "1 dot an inch" is what writers say who know none
    page = ImageOps.exif_transpose(picture)
    if "A" in page.getbands() or "transparency" in page.info:
        page = page.convert("RGBA")
        page = Image.alpha_composite(Image.new("RGBA", page.size, "white"), page)
    page = page.convert("L")
    scale = _scale(page.width, page.height, dpi)
    if scale != 1:
        size = (max(1, round(page.width * scale)), max(1, round(page.height * scale)))
        page = page.resize(size, Image.Resampling.LANCZOS)
    shown = round(max(70, min(dpi * scale or ocr.DPI, _FINEST)))
    return ocr.Picture(page.width, page.height, page.width, page.tobytes(), shown)


def _scale(width: int, height: int, dpi: float) -> float:
    scale = 1.0
    if dpi > _FINEST:
        scale = _FINEST / dpi
    elif height < _LOW and width < _LOW:
        scale = 2.0
    largest: float = (ocr.LARGEST / (width * height)) ** 0.5
    return min(scale, largest)
