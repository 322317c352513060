"""Text recognition by Tesseract: the library where its wheel is installed, else the program."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from PIL import Image

from index.extract.clean import cleaned
from index.pages import Page, Quality

DPI = 200
LARGEST = 12_000_000  # pixels; a larger page is drawn coarser
_LANGUAGE = "eng"
GOOD_ENOUGH = 0.5  # mean word confidence below which a page is not to be trusted
_UPRIGHT = 0.6  # from this confidence on a page is not looked at for lying on its side
_SURE = 1.5  # Tesseract's own measure of how sure it is of a direction
_LONG_NUMBER = 4  # digits; a wrong one of fewer is no number of a request
_QUITE_SURE = 95.0  # of 100
_MOST_NUMBERS = 12  # of a page, looked at twice
_UNSURE = "Text recognition was unsure of numbers on this page ({}); read them in the original."
NOT_INSTALLED = (
    "This page is a picture, and no text recognition is installed here: install Tesseract"
    " and add the file again."
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in shades of grey."""

    width: int
    height: int
    stride: int
    data: bytes
    dpi: int = DPI


def resolution(width: float, height: float) -> int:
    """Give the dots an inch for a page of so many inches: as usual, or fewer on a huge page."""
    area = max(width * height, 0.01)
    return max(1, min(DPI, int((LARGEST / area) ** 0.5)))


class Reader(Protocol):
    """What reads pictures."""

    def page(self, number: int, picture: Picture, seconds: float) -> Page:
        """Give the picture as a page."""


@cache
def model_folder() -> str:
    """Where the English model lies; empty where there is none of ours."""
    named = os.environ.get("TESSDATA_PREFIX", "")
    places = [Path(named)] if named else []
    places += [Path(sys.prefix) / "share" / "tessdata"]
    places += [Path(entry) / "share" / "tessdata" for entry in sys.path]
    for place in places:
        if (place / f"{_LANGUAGE}.traineddata").is_file():
            return str(place)
    return ""


def _has_library() -> bool:
    return bool(model_folder() and find_spec("tesserocr"))


def program() -> str:
    """Give the tesseract program, where it is needed and installed."""
    if _has_library():
        return ""
    return shutil.which("tesseract") or ""


@contextlib.contextmanager
def reader() -> Iterator[Reader]:
    """Whatever reads pictures on this machine."""
    if _has_library():
        import tesserocr

        api = tesserocr.PyTessBaseAPI(
            path=model_folder(),
            lang=_LANGUAGE,
            psm=tesserocr.PSM.AUTO,
            oem=tesserocr.OEM.LSTM_ONLY,
        )
        with api:
            yield _Library(api, tesserocr.tesseract_version().split()[1])
    elif found := program():
        yield _Program(found)
    else:
        yield _Nothing()


def _turned(picture: Picture, degrees: int) -> Picture | None:
    """Turn a picture that lies on its side upright."""
    return _kept(_image(picture).rotate(degrees, expand=True), picture.dpi) if degrees else None


def _image(picture: Picture) -> Image.Image:
    size = (picture.width, picture.height)
    return Image.frombytes("L", size, picture.data, "raw", "L", picture.stride, 1)


def _kept(page: Image.Image, dpi: int) -> Picture:
    return Picture(page.width, page.height, page.width, page.tobytes(), dpi)


def _straight(picture: Picture) -> Picture:
    """Put a picture straight that lies askew."""
    page = _image(picture)
    from index.extract import skew  # what reads no picture needs no numbers

    degrees = skew.angle(page)
    return _kept(skew.straightened(page, degrees), picture.dpi) if degrees else picture


def judged(number: int, text: str, confidence: float, engine: str) -> Page:
    """Give the page that this reading makes, with a note where it cannot be trusted."""
    text = cleaned(text).strip()
    made = {"confidence": round(confidence, 3), "engine": engine}
    if not text:
        note = (
            "Text recognition found no words on this page;"
            " it may be blank, a photograph or handwriting."
        )
        return Page(number, "", Quality.EMPTY, engine=engine, note=note)
    if confidence < GOOD_ENOUGH:
        note = f"Text recognition was unsure of this page ({confidence:.0%}); read the original."
        return Page(number, text, Quality.GARBLED, note=note, **made)  # type: ignore[arg-type]
    return Page(number, text, Quality.OCR, **made)  # type: ignore[arg-type]


class _Library:
    def __init__(self, api: Any, version: str) -> None:
        self._api = api
        self._version = version

    def page(self, number: int, picture: Picture, seconds: float) -> Page:
        straight = _straight(picture)
        read = self._read(number, straight, seconds)
        if straight is not picture and (read.confidence or 0.0) < _UPRIGHT:
            # Of a line or two the slant cannot be told: the page may have been straight.
            as_it_was = self._read(number, picture, seconds)
            if (as_it_was.confidence or 0.0) > (read.confidence or 0.0):
                straight, read = picture, as_it_was
        picture = straight
        if read.confidence is None or read.confidence >= _UPRIGHT:
            return read
        turned = _turned(picture, self._lies_by(picture))
        other = self._read(number, _straight(turned), seconds) if turned else read
        return max(read, other, key=lambda page: page.confidence or 0.0)

    def _lies_by(self, picture: Picture) -> int:
        """Tell by how many degrees a scan lies on its side; 0 where that is not sure."""
        import tesserocr

        if not (Path(model_folder()) / "osd.traineddata").is_file():
            return 0
        look = tesserocr.PyTessBaseAPI(path=model_folder(), lang="osd", psm=tesserocr.PSM.OSD_ONLY)
        with look:
            look.SetImageBytes(picture.data, picture.width, picture.height, 1, picture.stride)
            found = look.DetectOrientationScript() or {}
        return int(found.get("orient_deg", 0)) if found.get("orient_conf", 0) > _SURE else 0

    def _read(self, number: int, picture: Picture, seconds: float) -> Page:
        engine = f"tesseract {self._version} {_LANGUAGE}-fast {picture.dpi}dpi"
        api = self._api
        api.SetImageBytes(picture.data, picture.width, picture.height, 1, picture.stride)
        api.SetSourceResolution(picture.dpi)
        if not api.Recognize(int(seconds * 900)):
            note = "Text recognition took too long on this page."
            return Page(number, "", Quality.EMPTY, note=note)
        read = judged(number, api.GetUTF8Text(), api.MeanTextConf() / 100, engine)
        doubtful = [] if read.quality is not Quality.OCR else list(_numbers(api))
        api.Clear()
        unsure = sum(not self._says_again(picture, *one) for one in doubtful[:_MOST_NUMBERS])
        unsure += max(len(doubtful) - _MOST_NUMBERS, 0)
        return replace(read, note=_UNSURE.format(unsure)) if unsure else read

    def _says_again(self, picture: Picture, word: str, box: tuple[int, int, int, int]) -> bool:
        """Look at a number once more, larger and alone, and tell whether it reads the same."""
        import tesserocr

        left, top, right, bottom = box
        edge = max((bottom - top) // 3, 4)
        page = _image(picture).crop((left - edge, top - edge, right + edge, bottom + edge))
        page = page.resize((page.width * 2, page.height * 2), Image.Resampling.BICUBIC)
        self._api.SetImageBytes(page.tobytes(), page.width, page.height, 1, page.width)
        self._api.SetSourceResolution(picture.dpi * 2)
        self._api.SetPageSegMode(tesserocr.PSM.SINGLE_LINE)
        again = self._api.GetUTF8Text()
        self._api.Clear()
        self._api.SetPageSegMode(tesserocr.PSM.AUTO)
        return _bare(again) == _bare(word)


def _numbers(api: Any) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """Give the numbers of which text recognition is less than quite sure, and where they stand."""
    import tesserocr

    level = tesserocr.RIL.WORD
    found = api.GetIterator()
    for word in tesserocr.iterate_level(found, level) if found else ():
        text = word.GetUTF8Text(level) or ""
        digits = sum(letter.isdigit() for letter in text)
        if digits >= _LONG_NUMBER and word.Confidence(level) < _QUITE_SURE:
            yield text, word.BoundingBox(level)


def _bare(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum()).casefold()


class _Program:
    def __init__(self, path: str) -> None:
        self._path = path
        self._version = self._run(["--version"], b"").split("\n", 1)[0].split()[-1]

    def _run(self, arguments: list[str], data: bytes) -> str:
        done = subprocess.run([self._path, *arguments], input=data, capture_output=True, check=True)
        return done.stdout.decode("utf-8", "replace")

    def page(self, number: int, picture: Picture, seconds: float) -> Page:
        engine = f"tesseract {self._version} {_LANGUAGE} {picture.dpi}dpi"
        del seconds  # the parent's clock ends it
        arguments = ["stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(picture.dpi), "tsv"]
        folder = model_folder()
        if folder:
            arguments += ["--tessdata-dir", folder]
        text, confidence = from_table(self._run(arguments, _portable(_straight(picture))))
        return judged(number, text, confidence, engine)


class _Nothing:
    def page(self, number: int, picture: Picture, seconds: float) -> Page:
        del picture, seconds
        return Page(number, "", Quality.EMPTY, note=NOT_INSTALLED)


def _portable(picture: Picture) -> bytes:
    rows = (
        picture.data[row * picture.stride : row * picture.stride + picture.width]
        for row in range(picture.height)
    )
    return b"P5 %d %d 255\n" % (picture.width, picture.height) + b"".join(rows)


def from_table(table: str) -> tuple[str, float]:
    """Give the text and the mean word confidence of Tesseract's table of words."""
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    text: list[str] = []
    sure: list[float] = []
    place: tuple[str, ...] = ()
    for row in rows:
        word = row.get("text") or ""
        if row.get("level") != "5" or not word.strip():
            continue
        here = (row["block_num"], row["par_num"], row["line_num"])
        text.append(_gap(place, here) + word)
        sure.append(float(row["conf"]))
        place = here
    return "".join(text), sum(sure) / len(sure) / 100 if sure else 0.0


def _gap(before: tuple[str, ...], here: tuple[str, ...]) -> str:
    if not before:
        return ""
    if before == here:
        return " "
    return "\n" if before[:2] == here[:2] else "\n\n"
