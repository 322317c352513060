"""Parts that were written badly for sending: their words and files are found all the same."""

from __future__ import annotations

import base64
import binascii
import quopri

import pytest

from index.extract import extract
from index.pages import Extraction
from tests.index.extract.letters import HEAD, message, part, several
from tests.support.cases import each

NUMBER = "2024-ICFO-08001"
WORDS = f"Number {NUMBER} stands here."
PACKED = base64.encodebytes(WORDS.encode())
PLAIN = part("text/plain", "See the file.")


def read(body: bytes, head: str = HEAD) -> Extraction:
    return extract(("a.eml", message(body, head)))


def sent(how: str, data: bytes, kind: str = "text/plain; charset=utf-8") -> bytes:
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {how}\r\n\r\n".encode() + data


def yenc(data: bytes) -> bytes:
    out = bytearray()
    for byte in data:
        code = (byte + 42) % 256
        out += b"=" + bytes([(code + 64) % 256]) if code in {0, 10, 13, 61} else bytes([code])
    return bytes(out)


@each(
    "body",
    [
        sent("quoted-printable", b"Number 2024-=   \r\nICFO-08001 stands here."),
        sent("quoted-printable", b"Number 2024-=\nICFO-08001 =ZZ stands here=\r\n"),
        sent("Quoted-Printable ", b"Number 2024=2dICFO=2D08001"),
        sent("quoted-printable", "Señora 2024-ICFO-08001".encode()),
        sent("base64", PACKED[:10] + b"!!" + PACKED[10:20] + b"\r\n\r\n" + PACKED[20:]),
        sent("base64", PACKED.strip().rstrip(b"=")),
        sent("base64", base64.urlsafe_b64encode(f"ÿþ?>ÿþ?? {WORDS}".encode())),
        sent("base64", PACKED + b"\r\n____________________\r\nThe list: list@lists.example\r\n"),
        sent("base64", b"".join(base64.b64encode(WORDS.encode()[at : at + 8]) + b"\r\n" for at in range(0, len(WORDS), 8))),
        sent("base64", WORDS.encode()),
        sent("x-unknown", WORDS.encode()),
        sent("x-uuencode", b"begin 644 a.txt\r\n" + binascii.b2a_uu(WORDS.encode()) + b"`\r\nend\r\n"),
        b"Content-Type: multipart/mixed\r\n\r\n--abc\r\n" + sent("base64", PACKED) + b"\r\n--abc--\r\n",
        b"Content-Type: multipart/mixed; boundary=xyz\r\n\r\n--abc\r\n" + sent("base64", PACKED) + b"\r\n--abc--\r\n",
        b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--abc\r\n' + sent("quoted-printable", quopri.encodestring(WORDS.encode())),
        several("mixed", [PLAIN, part("text/plain", WORDS)])[:-7],
        several("mixed", [PLAIN]) + f"Under it all: {WORDS}".encode(),
        several("mixed", [WORDS.encode()]),
    ],
)  # fmt: skip
def test_words_are_read_however_they_were_sent(body: bytes) -> None:
    found = read(body)

    assert found.pages[0].text.count(NUMBER) == 1
    assert "withheld" not in found.pages[0].text


def test_what_stands_under_a_coded_part_is_shown_too() -> None:
    found = read(sent("base64", PACKED + b"\r\n_____\r\nThe records list: list@lists.example\r\n"))

    assert "The records list: list@lists.example" in found.pages[0].text


@pytest.mark.parametrize("sign", [b"This is a multi-part message in MIME format.", b"", b"\r\n"])
def test_words_on_how_mail_is_made_are_no_words_of_the_letter(sign: bytes) -> None:
    head, _, rest = several("mixed", [part("text/plain", WORDS)]).partition(b"\r\n\r\n")

    found = read(head + b"\r\n\r\n" + sign + b"\r\n" + rest)

    assert "outside of the parts" not in found.pages[0].text


@pytest.mark.parametrize("ypart", [b"", b"=ypart begin=1 end=9\r\n"])
def test_a_file_in_yenc_is_a_filing_of_its_own(ypart: bytes) -> None:
    block = (
        b"=ybegin line=128 size=9 name=a b.txt\r\n"
        + ypart
        + yenc(WORDS.encode())
        + b"\r\n=yend size=9"
    )

    found = read(b"\r\nSee the file.\r\n" + block + b"\r\nThanks.")

    name = "a piece of a b.txt" if ypart else "a b.txt"
    assert found.parts == ((name, WORDS.encode()),)
    assert f"See the file.\n[attached: {name}]\nThanks." in found.pages[0].text


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("filename=Señora.txt", "Señora.txt"),
        ('filename="Señora Peña.txt"', "Señora Peña.txt"),
        ("filename=EUR.txt; filename*=utf-8'en'%E2%82%AC.txt", "€.txt"),
        ("filename*=utf-8'en'%E2%82%AC.txt; filename=EUR.txt", "€.txt"),
        ('filename*0="long "; filename*1="name.txt"', "long name.txt"),
        ("FILENAME=up.txt", "up.txt"),
    ],
)  # fmt: skip
def test_names_that_were_sent_raw_or_twice_are_read(field: str, name: str) -> None:
    one = f"Content-Type: application/octet-stream\r\nContent-Disposition: attachment; {field}\r\n\r\nxx"

    assert [called for called, _ in read(several("mixed", [PLAIN, one.encode()])).parts] == [name]


def test_a_letter_saved_in_utf_16_is_read() -> None:
    whole = (HEAD + f"\r\nSeñora, {WORDS}").encode("utf-16")

    assert f"Señora, {WORDS}" in extract(("a.eml", whole)).pages[0].text


def test_words_that_are_encrypted_within_a_letter_are_named() -> None:
    locked = "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----"

    assert any("encrypted" in line for line in read(part("text/plain", locked)).warnings)
