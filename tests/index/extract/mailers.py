"""Messages as mail programs write them: Outlook, Exchange, Gmail, Apple's, Thunderbird and lists.

Each is made of sentences that a person must see once; its twin is the same message in UTF-8.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from tests.index.extract.letters import HEAD, message, part, sentences, several, signed, tnef

_REAL = {
    "utf-8": "utf-8", "windows-1252": "windows-1252", "iso-8859-1": "windows-1252",
    "us-ascii": "windows-1252", "macintosh": "mac_roman", "utf-16": "utf-8", "x-unknown": "utf-8",
    "gb2312": "utf-8", "iso-2022-jp": "utf-8",
}  # fmt: skip
FILE = part("application/pdf", "%PDF-1.4 a letter", sent="base64", more="; name=letter.pdf")
_FOOTERS = [
    "_______________________________________________\nrecords mailing list\nrecords@lists.example\nhttps://lists.example/listinfo/records",
    "-- \nYou received this message because you are subscribed to the group “records”.\nTo unsubscribe, write to records+off@groups.example.",
]


@dataclass(frozen=True, slots=True)
class Made:
    """A message, the sentences in it, and the program whose structure it has."""

    data: bytes
    said: tuple[str, ...]
    by: str


class Desk:
    """Writes messages in one set of letters."""

    def __init__(self, seed: int, *, charset: str = "") -> None:
        """Take the chances of this seed; `charset` overrides what they say of letters."""
        self.chance = random.Random(seed)
        drawn = self.chance.choice(list(_REAL))
        self.charset = charset or drawn
        self.sent = self.chance.choice(["8bit", "quoted-printable", "base64"])
        self.meta = self.chance.choice(["", "same", "utf-8", "windows-1252", "unicode", "utf-16"])
        self.said = [f"{one[:-1]}, Señora Peña." for one in sentences(self.chance, 5)]

    def text(self, body: str, *, more: str = "", kind: str = "text/plain") -> bytes:
        """A part of text, labelled as this message labels its letters."""
        real = _REAL[self.charset]
        made = part(kind, body, charset=real, sent=self.sent, more=more)
        return made.replace(f'charset="{real}"'.encode(), f'charset="{self.charset}"'.encode(), 1)

    def page(self, body: str) -> bytes:
        """A part of HTML with the head that this message gives it."""
        meta = {"same": self.charset}.get(self.meta, self.meta)
        tag = f'<meta http-equiv=Content-Type content="text/html; charset={meta}">' if meta else ""
        return self.text(f"<html><head>{tag}</head><body>{body}</body></html>", kind="text/html")

    def forms(self, plain: str, page: str, mark: str = "alt") -> bytes:
        """The two forms of one text."""
        return several("alternative", [self.text(plain), self.page(page)], mark=mark)


def _block(said: Sequence[str], tag: str = "p", how: str = "") -> str:
    return "".join(f"<{tag}{how}>{escape(one)}</{tag}>" for one in said)


def _outlook(desk: Desk) -> bytes:
    style = "<style><!-- p.MsoNormal {margin:0in;} --></style><!--[if gte mso 9]><xml><o:x/></xml><![endif]-->"
    new = _block(desk.said[:3], "p", " class=MsoNormal")
    old = f"<div style='border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>From:</b> Records Desk<br><b>Sent:</b> Monday</p></div>{_block(desk.said[3:], 'p', ' class=MsoNormal')}"
    page = (
        f"{style}<div class=WordSection1>{new}<p class=MsoNormal><o:p>&nbsp;</o:p></p>{old}</div>"
    )
    plain = "\n\n".join([*desk.said[:3], "From: Records Desk \nSent: Monday", *desk.said[3:]])
    body = desk.forms(plain, page)
    logo = b"Content-Type: image/png; name=image001.png\r\nContent-ID: <i1>\r\n\r\nxx"
    return desk.chance.choice(
        [
            body,
            several("related", [body, logo], mark="rel", more='; type="multipart/alternative"'),
            several("mixed", [several("related", [body, logo], mark="rel"), FILE], mark="mix"),
            desk.page(page),
        ]
    )


def _exchange(desk: Desk) -> bytes:
    banner = "CAUTION: This email originated from outside of the organization."
    table = f"<table><tr><td bgcolor='#ffeb9c'>{banner}</td></tr></table>"
    page = table + _block(desk.said, "div")
    return desk.chance.choice(
        [
            desk.forms("\n".join([banner, *desk.said]), page),
            several("mixed", [part("text/plain", banner, charset="us-ascii"), desk.page(_block(desk.said))]),
            several("alternative", [desk.text(" "), desk.page(page)]),
            several("mixed", [desk.forms("\n\n".join(desk.said), page), desk.text("This message may hold confidential information.")], mark="mix"),
            several("mixed", [desk.text("\n\n".join(desk.said[:2])), _wrapped(desk.said[2:])]),
        ]
    )  # fmt: skip


def _wrapped(said: Sequence[str]) -> bytes:
    import base64

    data = base64.encodebytes(tnef("\r\n\r\n".join(said), [("letter.pdf", b"%PDF-1.4")]))
    return (
        b"Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + data
    )


def _gmail(desk: Desk) -> bytes:
    quote = f"<div class=gmail_quote><div class=gmail_attr>On Tue, Mar 5, 2024 Desk wrote:</div><blockquote>{_block(desk.said[3:], 'div')}</blockquote></div>"
    page = f"<div dir=ltr>{_block(desk.said[:3], 'div')}<br></div><br>{quote}"
    plain = "\n".join(
        [
            *desk.said[:3],
            "",
            "On Tue, Mar 5, 2024 Desk wrote:",
            "",
            *(f"> {one}" for one in desk.said[3:]),
        ]
    )
    body = desk.forms(plain, page)
    amp = part("text/x-amp-html", "<!doctype html><html amp4email><body>x</body></html>")
    return desk.chance.choice(
        [
            body,
            several("mixed", [body, FILE], mark="mix"),
            several("alternative", [desk.text(plain), amp, desk.page(page)]),
        ]
    )  # fmt: skip


def _apple(desk: Desk) -> bytes:
    """Words, a file between them, words again; in HTML only the second form has the file."""
    first, last = desk.said[:2], desk.said[2:]
    inner = several(
        "mixed", [desk.page(_block(first, "div")), FILE, desk.page(_block(last, "div"))], mark="in"
    )
    return desk.chance.choice(
        [
            several("alternative", [desk.text("\n\n".join(desk.said)), inner]),
            several("mixed", [desk.text("\n\n".join(first)), FILE, desk.text("\n\n".join(last))]),
            several("alternative", [desk.text("\n\n".join(desk.said)), several("related", [desk.page(_block(desk.said)), FILE], mark="rel", more='; type="text/html"')]),
        ]
    )  # fmt: skip


def _phone(desk: Desk) -> bytes:
    sign = "Sent from my iPhone"
    page = f"{_block(desk.said, 'div')}<div><br></div><div>{sign}</div>"
    return desk.chance.choice(
        [
            desk.forms("\n\n".join([*desk.said, sign]), page),
            desk.page(page),
            several("mixed", [desk.page(_block(desk.said)), FILE, part("text/plain", f"\r\n\r\n{sign}", charset="us-ascii")]),
        ]
    )  # fmt: skip


def _flow(said: Sequence[str]) -> str:
    lines = []
    for one in said:
        words = one.split(" ")
        half = len(words) // 2
        lines += [" ".join(words[:half]) + " ", " ".join(words[half:]), ""]
    return "\n".join(lines)


def _thunderbird(desk: Desk) -> bytes:
    cite = f"<div class=moz-cite-prefix>On 05.03.24, Desk wrote:</div><blockquote type=cite>{_block(desk.said[3:])}</blockquote>"
    flowed = desk.text(_flow(desk.said), more="; format=flowed")
    return desk.chance.choice(
        [
            flowed,
            several("mixed", [flowed, FILE]),
            several("alternative", [flowed, desk.page(_block(desk.said))]),
            desk.page(_block(desk.said[:3]) + cite),
        ]
    )


def _list(desk: Desk) -> bytes:
    footer = part("text/plain", desk.chance.choice(_FOOTERS))
    body = desk.forms("\n\n".join(desk.said), _block(desk.said))
    return desk.chance.choice(
        [
            several("mixed", [body, footer], mark="mix"),
            several("mixed", [desk.page(_block(desk.said)), footer]),
            several("mixed", [desk.text("\n\n".join(desk.said)), footer]),
            several("signed", [several("mixed", [body, footer], mark="mix"), b"Content-Type: application/pgp-signature\r\n\r\nxx"], more='; protocol="application/pgp-signature"'),
        ]
    )  # fmt: skip


def _sealed(desk: Desk) -> bytes:
    import base64

    inner = desk.forms("\n\n".join(desk.said), _block(desk.said))
    head = b"Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head + base64.encodebytes(signed(inner))


PROGRAMS: dict[str, Callable[[Desk], bytes]] = {
    "Outlook": _outlook,
    "Exchange": _exchange,
    "Gmail": _gmail,
    "Apple Mail": _apple,
    "iOS": _phone,
    "Thunderbird": _thunderbird,
    "list": _list,
    "S/MIME": _sealed,
}


def made(seed: int, *, charset: str = "") -> Made:
    """The message of this seed; with a charset, its twin in those letters."""
    desk = Desk(seed, charset=charset)
    by = list(PROGRAMS)[seed % len(PROGRAMS)]
    return Made(message(PROGRAMS[by](desk), HEAD), tuple(desk.said), by)
