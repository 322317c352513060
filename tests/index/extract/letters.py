"""Messages in the structures that mail programs write, made of the sentences they must show."""

from __future__ import annotations

import base64
import quopri
import random
import struct
from collections.abc import Sequence
from html import escape

HEAD = (
    "From: Records Desk <records@agency.example>\r\nTo: Team <team@nonprofit.example>\r\n"
    "Date: Tue, 5 Mar 2024 10:00:00 -0500\r\nSubject: Your request\r\nMIME-Version: 1.0\r\n"
)


def part(
    kind: str, body: str, *, charset: str = "utf-8", sent: str = "8bit", more: str = ""
) -> bytes:
    """One part of text, written in this charset and sent in this encoding."""
    data = body.encode(charset, "xmlcharrefreplace" if "html" in kind else "replace")
    if sent == "base64":
        data = base64.encodebytes(data)
    elif sent == "quoted-printable":
        data = quopri.encodestring(data)
    label = f'Content-Type: {kind}; charset="{charset}"{more}\r\nContent-Transfer-Encoding: {sent}\r\n\r\n'
    return label.encode() + data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def several(kind: str, parts: Sequence[bytes], *, mark: str = "b", more: str = "") -> bytes:
    """A multipart of these."""
    inner = b"".join(b"--%s\r\n%s\r\n" % (mark.encode(), one) for one in parts)
    head = f'Content-Type: multipart/{kind}; boundary="{mark}"{more}\r\n\r\n'.encode()
    return head + inner + b"--%s--\r\n" % mark.encode()


def message(body: bytes, head: str = HEAD) -> bytes:
    """A whole message."""
    return head.encode() + body


def markup(sentences: Sequence[str], meta: str = "") -> str:
    """Sentences as Outlook or Gmail write them."""
    said = "".join(f"<p>{escape(one)}</p>" for one in sentences)
    tag = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    return f"<html><head>{tag}<style>p {{margin:0}}</style></head><body><div>{said}</div></body></html>"


def tnef(body: str, files: Sequence[tuple[str, bytes]]) -> bytes:
    """Outlook's wrapper with a body and files."""
    out = b"\x78\x9f\x3e\x22\x01\x00"

    def attribute(level: int, kind: int, value: bytes) -> bytes:
        return (
            struct.pack("<BII", level, kind, len(value))
            + value
            + struct.pack("<H", sum(value) & 0xFFFF)
        )

    out += attribute(1, 0x0002800C, body.encode("cp1252") + b"\0")
    for name, data in files:
        out += attribute(2, 0x00069002, b"\1" + b"\0" * 13)
        out += attribute(2, 0x00018010, name.encode("cp1252") + b"\0")
        out += attribute(2, 0x0006800F, data)
    return out


def der(tag: int, *inner: bytes) -> bytes:
    """One piece of DER."""
    data = b"".join(inner)
    size = len(data)
    length = bytes([size]) if size < 128 else bytes([0x82]) + size.to_bytes(2, "big")
    return bytes([tag]) + length + data


def signed(inner: bytes) -> bytes:
    """A CMS message that holds what was signed (its signature is left empty)."""
    data = der(0x06, bytes.fromhex("2a864886f70d010701"))
    content = der(0x30, data, der(0xA0, der(0x04, inner)))
    body = der(0x30, der(0x02, b"\1"), der(0x31), content, der(0x31))
    return der(0x30, der(0x06, bytes.fromhex("2a864886f70d010702")), der(0xA0, body))


_WHO = ["The officer", "Señora Peña’s office", "Our unit", "The component", "Zoë’s team"]
_DOES = ["searched", "reviewed", "withheld", "released", "referred", "closed"]
_WHAT = [
    "the “Otay” file",
    "pages 12–14",
    "exemption (b)(6) records",
    "a fee of € 25",
    "§ 552 material",
]


def sentences(chance: random.Random, count: int) -> list[str]:
    """Sentences that are all different."""
    return [
        f"{chance.choice(_WHO)} {chance.choice(_DOES)} {chance.choice(_WHAT)} under number"
        f" 2024-ICFO-{chance.randrange(10_000, 99_999)}."
        for _ in range(count)
    ]


def drawn(seed: int) -> tuple[bytes, list[str]]:
    """A message in one of the usual structures, and the sentences that must be seen once."""
    chance = random.Random(seed)
    said = sentences(chance, 4)
    charset = chance.choice(["utf-8", "windows-1252", "iso-8859-1", "us-ascii"])
    real = {"iso-8859-1": "windows-1252"}.get(charset, charset)
    sent = chance.choice(["8bit", "quoted-printable", "base64"])

    def text(kind: str, body: str, more: str = "") -> bytes:
        if charset == "us-ascii" and kind == "text/plain":
            return part(kind, body, charset="utf-8", sent=sent, more=more)
        written = part(kind, body, charset=real, sent=sent, more=more)
        return written.replace(f'charset="{real}"'.encode(), f'charset="{charset}"'.encode(), 1)

    def page(which: Sequence[str]) -> bytes:
        return text("text/html", markup(which, meta=chance.choice(["", charset, "utf-16"])))

    plain = text("text/plain", "\n\n".join(said))
    footer = part("text/plain", "_____________\nThe records list", charset="us-ascii")
    banner = part("text/plain", "CAUTION: this came from outside.", charset="us-ascii")
    invite = part(
        "text/calendar",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20240315\nSUMMARY:Call\nEND:VEVENT\nEND:VCALENDAR\n",
    )
    made = chance.choice(
        [
            lambda: several("alternative", [plain, page(said)]),
            lambda: several("alternative", [text("text/plain", chance.choice([" ", "\u00a0" if charset != "us-ascii" else "", "This message is in HTML."])), page(said)]),
            lambda: several("related", [several("alternative", [plain, page(said)], mark="c")], more='; type="multipart/alternative"'),
            lambda: several("mixed", [page(said), footer]),
            lambda: several("mixed", [banner, page(said)]),
            lambda: several("mixed", [several("alternative", [plain, page(said)], mark="c"), footer]),
            lambda: several("alternative", [text("text/plain", "\n\n".join(said[:1])), several("mixed", [page(said[:1]), part("text/plain", ""), page(said[1:])], mark="c")]),
            lambda: several("alternative", [page(said), invite]),
            lambda: several("alternative", [part("text/x-amp-html", "<html amp4email><body></body></html>"), page(said)]),
            lambda: several("mixed", [text("text/plain", said[0]), page(said[1:])]),
            lambda: several("signed", [several("alternative", [plain, page(said)], mark="c"), b"Content-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nxx"], more='; protocol="application/pkcs7-signature"'),
            lambda: text("text/plain", " \n".join(" \n".join([*one.rsplit(" ", 3)[:1], " ".join(one.rsplit(" ", 3)[1:])]) + "\n" for one in said), more="; format=flowed"),
            lambda: page(said),
            lambda: several("mixed", [several("alternative", [plain, page(said)], mark="c"), several("mixed", [part("application/pdf", "%PDF-1.4", sent="base64", more="; name=a.pdf")], mark="d")]),
        ]
    )()  # fmt: skip
    return message(made), said
