"""What lies in an office file besides its words: told by name, so that nothing is lost unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zipfile import ZipFile

from defusedxml.ElementTree import ParseError, fromstring

from index.extract import archive
from index.extract.frames import Part
from index.extract.limits import Limits
from index.extract.parts import safe_name

# How things look, how they are put together, and what only a program needs.
_OF_NO_WORDS = re.compile(
    r"(?i)(?:^|/)_rels/|\.rels$|^\[content_types\]\.xml$|^docprops/|^customxml/|/$"
    r"|/(?:theme|fonts|printersettings|externallinks|querytables|glossary|persons|webextensions)/"
    r"|^(?:word|xl|ppt)/(?:document|workbook|styles|styleswitheffects|settings|fonttable|websettings"
    r"|numbering|sharedstrings|calcchain|metadata|connections|theme\d*|footnotes|endnotes|comments\w*"
    r"|people|header\d*|footer\d*|stylestyles|vbadata|attachedtoolbars|presentation|presprops"
    r"|viewprops|tablestyles|commentauthors|volatiledependencies|revisions\w*|usernames"
    r"|xmlmaps|custom\w*|richdata\w*|featurepropertybag\w*)\.(?:xml|bin)$"
    r"|^xl/(?:worksheets/[^/]+\.(?:xml|bin)|tables/|threadedcomments/|comments/|comments\d*\.xml"
    r"|slicers/|slicercaches/|timelines/|timelinecaches/|ctrlprops/|richdata/|customdata/)"
    r"|\.vml$|^mimetype$|^meta-inf/manifest\.xml$"
    r"|^ppt/(?:slides|slidelayouts|slidemasters|notesslides|notesmasters|handoutmasters|comments"
    r"|tags|changesinfos|authors\.xml)"
    r"|^xl/charts/(?:style|colors)\d*\.xml$|thumbnail|\.psmdcp$|^word/stylesWithEffects"
)
_NUMBER = re.compile(r"[-+]?[\d.,]+(?:[eE][-+]?\d+)?%?")
_KINDS = (
    (re.compile(r"(?i)/media/"), "pictures"),
    (re.compile(r"(?i)/embeddings/"), "embedded files"),
    (re.compile(r"(?i)/chart(?:s|ex|sheets)?/"), "charts"),
    (re.compile(r"(?i)/diagrams/"), "diagrams"),
    (re.compile(r"(?i)/drawings/"), "drawings and text boxes"),
    (re.compile(r"(?i)/pivot"), "pivot tables"),
    (re.compile(r"(?i)vbaproject|/macrosheets/|/activex/"), "macros and controls"),
    (re.compile(r"(?i)/ink/"), "handwriting"),
)


_DRAWN = re.compile(
    r"(?i)^(?:xl|word|ppt)/(?:drawings/drawing|charts/chart|chartex/chart|diagrams/data)"
)
_EMBEDDED = re.compile(
    r"(?i)^(?:xl|word|ppt)/embeddings/|^word/afchunk|^word/.*\.(?:mht|html?|rtf|txt)$"
)


@dataclass(frozen=True, slots=True)
class Besides:
    """What a package holds besides its main text: words of drawings, files, and what is left."""

    words: str = ""
    files: tuple[Part, ...] = ()
    left_out: tuple[str, ...] = ()


def besides(zipped: ZipFile, limits: Limits) -> Besides:
    """Look at all that is in an office file and that its reader does not read."""
    words: list[str] = []
    files: list[Part] = []
    rest: list[str] = []
    for name in zipped.namelist():
        if _DRAWN.match(name) and (found := _words(archive.member(zipped, name, limits))):
            words.append(f"[in a drawing or chart] {found}")
        elif _EMBEDDED.search(name) and not name.endswith("/"):
            files.append(Part(safe_name(name), archive.member(zipped, name, limits)))
        elif not _DRAWN.match(name) and not _OF_NO_WORDS.search(name):
            rest.append(name)
    return Besides("\n".join(words), tuple(files), tuple(_named(rest)))


def _words(data: bytes) -> str:
    """Give the words of a drawing, a paragraph each; of a chart its names and labels."""
    try:
        tree = fromstring(data, forbid_dtd=True)
    except ParseError:
        return ""
    said = []
    for element in tree.iter():
        kind = element.tag.rpartition("}")[2]
        if kind == "p":
            said.append("".join(one.text or "" for one in element.iter() if one.tag.endswith("}t")))
        elif kind == "v" and element.text and not _NUMBER.fullmatch(element.text):
            said.append(element.text)
    return " ".join(dict.fromkeys(" ".join(one.split()) for one in said if one.strip()))


def _named(names: Iterable[str]) -> Iterator[str]:
    """Say in a sentence what of the package is on no page; nothing where all is."""
    count: dict[str, int] = {}
    for name in names:
        what = next((kind for shape, kind in _KINDS if shape.search(f"/{name}")), "")
        what = what or f"other parts ({name.rsplit('/', 1)[-1][:40]})"
        count[what] = count.get(what, 0) + 1
    if count:
        said = ", ".join(f"{what} ({number})" for what, number in count.items())
        yield f"Left out, see the original: {said}."
