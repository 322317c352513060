"""The parts of a message: what a person sees of it, once; what was attached; what is left out.

[RFC 2046] for the meaning of multiparts: of alternatives one is shown, of related parts the first
with what belongs to it, of all others every part. What another form of the message says besides
is shown, too, and marked: which form a person saw, nobody can know.
"""

from __future__ import annotations

import email
import hashlib
import re
from dataclasses import dataclass, field
from email.message import Message
from email.policy import compat32

from index.extract import charsets, invites, tnef, webpage, wordings, wrappers
from index.extract.frames import Part
from index.extract.parts import (
    charset,
    content,
    file_name,
    header,
    identity,
    is_attached,
    payload,
    safe_name,
)

DEEPEST = 20
_ORNAMENT = 30_000  # bytes; a smaller picture inside a letter is its design
_EXTENSIONS = {
    "message/rfc822": ".eml",
    "message/global": ".eml",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "text/calendar": ".ics",
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
}
_STATUS = {"message/delivery-status", "message/disposition-notification",
           "message/global-delivery-status", "message/feedback-report"}  # fmt: skip
_SIGNATURES = {"application/pkcs7-signature", "application/x-pkcs7-signature",
               "application/pgp-signature"}  # fmt: skip
_MARKUP = {"text/html", "text/x-amp-html", "application/xhtml+xml"}
_MIME_HEAD = re.compile(rb"(?i)\s*(?:mime-version|content-[\w-]+):")
_ABOUT_MIME = re.compile(r"(?i)\bmime\b|multi-?part|attachment parts")
_MARK = re.compile(rb'(?m)^--([^"\r\n]{1,70}?)[ \t]*\r?\n(?=[Cc]ontent-[\w-]+:)')
_ENCRYPTED = (
    "This message is encrypted and cannot be read. Open it in the mail program that has "
    "the key, save it there, and add that."
)
_LOCKED = "-----BEGIN PGP MESSAGE-----"
_TAG = re.compile(r"<param>.*?</param>|(?<!<)</?[A-Za-z][\w-]*>", re.IGNORECASE | re.DOTALL)
_FORMS = {"text/plain": "plain text", "text/html": "HTML", "text/x-amp-html": "interactive",
          "text/watch-html": "watch", "text/enriched": "enriched text"}  # fmt: skip


@dataclass(slots=True)
class Walk:
    """What was found in a message so far."""

    referred: str = ""
    parts: list[Part] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    ornaments: int = 0
    unseen: int = 0
    most: int = 100_000_000  # bytes that one wrapper may unpack to
    _kept: set[bytes] = field(default_factory=set)

    def keep(self, name: str, data: bytes, kind: str = "") -> None:
        """Keep what was attached; the same bytes once."""
        mark = hashlib.sha256(data).digest()
        if data and mark not in self._kept:
            self._kept.add(mark)
            fallback = f"attachment {len(self.parts) + 1}{_EXTENSIONS.get(kind, '')}"
            self.parts.append(Part(safe_name(name) or fallback, data))
        elif not data:
            self.warn(f"An attachment is empty: {safe_name(name) or kind or 'without a name'}.")

    def warn(self, words: str) -> None:
        """Say what a person must know; the same words once."""
        if words not in self.warnings:
            self.warnings.append(words)


def text_of(message: Message, walk: Walk) -> str:
    """Give all that a person sees of the message; parts and warnings go to the walk."""
    walk.referred = _referred(message)
    return _joined(_blocks(message, walk, 0))


def _joined(blocks: list[str]) -> str:
    """Put parts under each other; one that says again what stands above is left out."""
    said: list[str] = []
    for block in blocks:
        block = block.strip("\r\n")  # noqa: PLW2901 - line ends around a part are its envelope's
        if block.strip() and not any(wordings.holds(one, block) for one in said):
            said.append(block)
    return "\n\n".join(said)


def _blocks(part: Message, walk: Walk, depth: int) -> list[str]:
    if part.get_content_maintype() == "multipart":
        inner = _children(part)
        if depth > DEEPEST:
            walk.warn("This message is nested too deeply; its innermost parts were left out.")
            return []
        if inner is not None:
            return [*_outside(part.preamble), *_of_several(part, inner, walk, depth + 1),
                    *_outside(part.epilogue)]  # fmt: skip
        if (found := _by_its_marks(part)) is not None:
            walk.warn(
                "The parts of this message are marked wrongly; they were found by their heads."
            )
            return _blocks(found, walk, depth + 1)
        walk.warn("This message says that it has parts, and has none; its source is shown.")
    return _leaf(part, walk)


def _outside(words: str | None) -> list[str]:
    """Give what stands before and after the parts, where it is no word on how mail is made."""
    said = charsets.decoded((words or "").encode("utf-8", "surrogateescape")).strip()
    if not any(letter.isalnum() for letter in said) or _ABOUT_MIME.search(said):
        return []
    return [f"[outside of the parts of this message:]\n{said}"]


def _by_its_marks(part: Message) -> Message | None:
    """Read a message anew whose boundary is missing or wrong, by the marks that stand in it."""
    raw = payload(part)
    mark = _MARK.search(raw)
    if mark is None:
        return None
    kind = part.get_content_subtype().encode("ascii", "replace")
    head = b'Content-Type: multipart/%b; boundary="%b"\r\n\r\n' % (kind, mark[1])
    found = email.message_from_bytes(head + raw, policy=compat32)
    return found if _children(found) is not None else None


def _children(part: Message) -> list[Message] | None:
    payload = part.get_payload()
    if isinstance(payload, list):
        return [one for one in payload if isinstance(one, Message)]
    return None


def _of_several(part: Message, inner: list[Message], walk: Walk, depth: int) -> list[str]:
    kind = part.get_content_subtype()
    if kind == "alternative":
        return _alternative(inner, walk, depth)
    if kind == "related":
        return _related(part, inner, walk, depth)
    if kind == "encrypted":
        walk.warn(_ENCRYPTED)
        return []
    return [text for one in inner for text in _blocks(one, walk, depth)]


def _related(part: Message, inner: list[Message], walk: Walk, depth: int) -> list[str]:
    start = str(part.get_param("start") or "").strip("<> ")
    root = next((one for one in inner if start and identity(one) == start), inner[0:1] or None)
    first = root[0] if isinstance(root, list) else root
    shown: list[str] = []
    for one in inner:
        if one is first or one.get_content_maintype() == "multipart":
            shown += _blocks(one, walk, depth)
        elif one.get_content_type() == "text/css":
            continue
        elif one.get_content_maintype() == "text" and not identity(one) and not is_attached(one):
            shown += _leaf(one, walk)
        else:
            _attach(one, walk)
    return shown


def _alternative(inner: list[Message], walk: Walk, depth: int) -> list[str]:
    """Show one form whole, and of the others what it does not say."""
    forms: list[tuple[str, str]] = []
    besides: list[str] = []
    for one in inner:
        text = _joined(_blocks(one, walk, depth))
        if not text.strip():
            continue
        if one.get_content_type() == "text/calendar":
            besides.append(text)
        else:
            forms.append((one.get_content_type(), text))
    if not forms:
        return besides
    main = _main(forms)
    shown = [forms[main][1]]
    for place, (kind, text) in enumerate(forms):
        if place != main and (more := wordings.news(text, "\n".join(shown))):
            shown.append(
                f"[Only in the {_FORMS.get(kind, 'other')} form of this message:]\n"
                + "\n".join(more)
            )
    return shown + besides


def _main(forms: list[tuple[str, str]]) -> int:
    """Choose the form to show: the richest, or the plain one where that says as much."""
    order = [place for place, (kind, _) in enumerate(forms) if kind != "text/x-amp-html"]
    best = order[-1] if order else len(forms) - 1
    for place, (kind, text) in enumerate(forms):
        if kind == "text/plain" and not wordings.news(forms[best][1], text):
            return place
    return best


def _leaf(part: Message, walk: Walk) -> list[str]:
    kind = part.get_content_type()
    if kind in _STATUS:
        return [_status(part)]
    if kind in {"text/rfc822-headers", "message/rfc822-headers"}:
        return ["Head of the message that came back:\n" + content(part).strip()]
    if kind in _SIGNATURES:
        walk.warn("The message is signed; the signature was left out and not checked.")
        return []
    if kind in {"application/ms-tnef", "application/vnd.ms-tnef"} or _is_tnef(part):
        return _outlook(part, walk)
    if kind in {"application/pkcs7-mime", "application/x-pkcs7-mime"} or file_name(
        part, ""
    ).lower().endswith(".p7m"):
        return _signed(part, walk)
    if kind in {"message/external-body", "message/partial"}:
        walk.warn(f"A part of this message lies elsewhere ({kind}); ask for it.")
        return []
    if is_attached(part) or part.get_content_maintype() not in {"text", "multipart"}:
        _attach(part, walk)
        return []
    return _words(part, kind, walk)


def _words(part: Message, kind: str, walk: Walk) -> list[str]:
    if kind in _MARKUP:
        page = webpage.read(payload(part), charset(part))
        walk.unseen += page.unseen
        if page.frames:
            walk.warn("Pages that this message shows in frames lie elsewhere and were not fetched.")
        return [page.text]
    data, files = wrappers.unpacked_yenc(payload(part))
    text = charsets.decoded(data, charset(part))
    if _LOCKED in text:
        walk.warn(_ENCRYPTED)
    if kind == "text/calendar" or invites.is_calendar(text):
        return [invites.readable(text) or text]
    if kind in {"text/enriched", "text/richtext"}:
        return [_TAG.sub("", text).replace("<<", "<")]
    if kind == "text/rtf":
        from index.extract.text import from_rtf

        return [from_rtf(payload(part))]
    text, more = wrappers.unpacked_uu(text)
    for name, inner in (*files, *more):
        walk.keep(name, inner)
    return [_flowed(part, text)]


def _flowed(part: Message, text: str) -> str:
    """Put lines together that were broken for sending ([RFC 3676])."""
    if str(part.get_param("format") or "").lower() != "flowed":
        return text
    glue = str(part.get_param("delsp") or "").lower() == "yes"
    lines: list[str] = []
    open_at = ""  # the marks of quotation of a line that goes on
    for raw in text.splitlines():
        marks = re.match(r">*", raw)
        quoted = marks[0] if marks else ""
        line = raw[len(quoted) :].removeprefix(" ")
        goes_on = line.endswith(" ") and line != "-- "
        body = line[:-1] if goes_on and glue else line
        if lines and open_at == f"+{quoted}":
            lines[-1] += body
        else:
            lines.append(f"{quoted} {body}" if quoted else body)
        open_at = f"+{quoted}" if goes_on else ""
    return "\n".join(lines)


def _status(part: Message) -> str:
    """Write what a mail program says of delivery, field by field, as it stands."""
    blocks = []
    for one in _children(part) or [part]:
        fields = [f"{name}: {header(one, name)}" for name in dict.fromkeys(one.keys())]
        rest = one.get_payload()
        own = [line for line in fields if not line.lower().startswith("content-")]
        if isinstance(rest, str) and rest.strip():
            own.append(rest.strip())
        blocks.append("\n".join(own))
    return "Delivery status:\n" + "\n\n".join(filter(None, blocks))


def _attach(part: Message, walk: Walk) -> None:
    kind = part.get_content_type()
    data = payload(part)
    own = identity(part)
    design = kind.startswith("image/") and own and f"cid:{own}" in walk.referred
    if design and len(data) < _ORNAMENT:
        walk.ornaments += 1
    else:
        walk.keep(file_name(part, kind), data, kind)


def _is_tnef(part: Message) -> bool:
    return file_name(part, "").lower() == "winmail.dat" and payload(part).startswith(tnef.SIGN)


def _outlook(part: Message, walk: Walk) -> list[str]:
    try:
        letter = tnef.read(payload(part))
    except ValueError:
        walk.keep(file_name(part, "") or "winmail.dat", payload(part))
        return []
    return [opened(letter, walk)]


def opened(letter: tnef.Letter, walk: Walk) -> str:
    """Give the words of Outlook's wrapper, and keep the files in it."""
    for name, data in letter.files:
        walk.keep(name, data)
    if not letter.whole:
        walk.warn("Outlook's wrapper (winmail.dat) is damaged; parts of it may be missing.")
    return said(letter.body, letter.html, letter.rtf, walk)


def said(body: str, html: bytes, rtf: bytes, walk: Walk) -> str:
    """Give what Outlook keeps of a letter in up to three forms, as one text."""
    forms = [("text/plain", body)] if body.strip() else []
    if html.strip():
        page = webpage.read(html)
        walk.unseen += page.unseen
        forms.append(("text/html", page.text))
    elif rtf and not body.strip():
        from index.extract.text import from_rtf

        try:
            forms.append(("text/rtf", from_rtf(wrappers.unpacked_rtf(rtf, walk.most)).strip()))
        except (ValueError, IndexError):
            walk.warn("The words of this message cannot be read: save it as EML or PDF.")
    if not forms:
        return ""
    main = _main(forms)
    more = [line for kind, text in forms for line in wordings.news(text, forms[main][1])]
    return "\n".join([forms[main][1], *more])


def _signed(part: Message, walk: Walk) -> list[str]:
    data = payload(part)
    if _MIME_HEAD.match(data):  # Outlook keeps a clear-signed message whole under this name
        return _blocks(email.message_from_bytes(data, policy=compat32), walk, DEEPEST // 2)
    kind, inner = wrappers.signed_content(data)
    if kind == "signed" and inner:
        walk.warn("The message is signed; the signature was not checked.")
        return _blocks(email.message_from_bytes(inner, policy=compat32), walk, DEEPEST // 2)
    walk.warn(
        "This message is encrypted (S/MIME) and cannot be read. Open it in the mail program that "
        "has the key, save it there without encryption, and add that."
        if kind == "encrypted"
        else "A signed or encrypted part of this message (S/MIME) cannot be opened."
    )
    return []


def _referred(message: Message) -> str:
    pages = (part for part in message.walk() if part.get_content_type() in _MARKUP)
    return "".join(re.findall(r"cid:[^\"'\s>]+", "".join(content(part) for part in pages)))
