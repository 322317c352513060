"""All of a message that a person sees stands on its page, once, in its own letters."""

from __future__ import annotations

import base64
import email
from email.policy import compat32

import pytest

from index.extract import extract
from index.extract.mail import several as messages_of
from index.extract.wrappers import unpacked_rtf
from index.pages import Extraction, FilingError
from tests.index.extract import letters
from tests.index.extract.letters import HEAD, markup, message, part, several, signed, tnef
from tests.support.cases import each

SAID = "Your request is assigned number 2024-ICFO-04001. We grant the fee waiver."
PAGE = part("text/html", markup([SAID]))


def read(data: bytes, name: str = "a.eml") -> Extraction:
    return extract((name, data))


def text_of(data: bytes) -> str:
    return "\n".join(page.text for page in read(data).pages)


def plain(words: str) -> bytes:
    return part("text/plain", words)


@each(
    "body",
    [
        several("alternative", [plain(" "), PAGE]),
        several("alternative", [plain(""), PAGE]),
        several("alternative", [plain("\u00a0\r\n\u00a0"), PAGE]),
        several("alternative", [plain("\u200b"), PAGE]),
        several("alternative", [plain("--"), PAGE]),
        several("alternative", [plain("Your mail program shows no HTML."), PAGE]),
        several("alternative", [PAGE, plain("Go to the web version.")]),
        several("mixed", [plain("CAUTION: external sender."), PAGE]),
        several("mixed", [PAGE, plain("____\nThe list")]),
        several("mixed", [plain("Short."), several("related", [PAGE], mark="c")]),
        several("mixed", [several("alternative", [plain("Short."), part("text/html", "<p>Short.</p>")], mark="c"), PAGE]),
        several("alternative", [plain("Short."), several("mixed", [part("text/html", "<p>Short.</p>"), PAGE], mark="c")]),
        several("related", [PAGE, b"Content-Type: image/png\r\nContent-ID: <a>\r\n\r\nx"]),
        several("related", [b"Content-Type: image/png\r\nContent-ID: <a>\r\n\r\nx", PAGE.replace(b"Content-Type", b"Content-ID: <r>\r\nContent-Type", 1)], more='; start="<r>"'),
        several("alternative", [part("text/x-amp-html", "<html amp4email><body>x</body></html>"), PAGE]),
        several("alternative", [PAGE, part("text/x-amp-html", "<html amp4email></html>")]),
        several("signed", [PAGE, b"Content-Type: application/pgp-signature\r\n\r\nx"]),
        several("strange", [plain("Hello."), PAGE]),
        several("report", [PAGE, b"Content-Type: message/delivery-status\r\n\r\nAction: failed"]),
    ],
)  # fmt: skip
def test_the_letter_is_found_whatever_stands_beside_it(body: bytes) -> None:
    text = text_of(message(body))

    assert text.count("2024-ICFO-04001") == 1
    assert "We grant the fee waiver." in text
    assert "<p" not in text


def test_what_only_the_plain_form_says_is_shown_and_marked() -> None:
    body = several(
        "alternative", [plain("You may not appeal."), part("text/html", "<p>You may appeal.</p>")]
    )

    text = text_of(message(body))

    assert "You may appeal." in text
    assert "[Only in the plain text form of this message:]\nYou may not appeal." in text


def test_a_plain_form_that_says_the_same_in_other_lines_is_shown_alone() -> None:
    words = "Dear requester,\n\nwe have searched our files for the records\nthat you asked for: https://agency.example/x and found none."
    page = "<p>Dear requester,</p><p>we have searched our files for the records that you asked for: <a>here</a> and found none.</p>"
    page = page.replace("<a>here</a> ", "")

    text = text_of(message(several("alternative", [plain(words), part("text/html", page)])))

    assert text.endswith(
        "Dear requester,\n\nwe have searched our files for the records\nthat you asked for: https://agency.example/x and found none."
    )


@each(
    "label",
    ["iso-8859-1", "us-ascii", "windows-1252", "utf-8", "x-unknown", "latin1", "ISO_8859-1:1987"],
)
@each("meta", ["", "iso-8859-1", "windows-1252", "utf-8", "utf-16", "nonsense"])
@each("real", ["windows-1252", "utf-8"])
def test_contradictory_labels_are_settled_by_the_bytes(label: str, meta: str, real: str) -> None:
    words = "The agency’s “decision” – pages 12–14; Señora Peña; fee € 25; § 552"
    page = part("text/html", markup([words], meta=meta), charset=real).replace(
        real.encode(), label.encode(), 1
    )

    assert words in text_of(message(page))


@each(
    ("label", "real", "words"),
    [
        ("gb2312", "gb18030", "请求号 2024-ICFO-01009 镕"),
        ("shift_jis", "cp932", "請求番号 ①"),
        ("ks_c_5601-1987", "cp949", "청구 번호 똠"),
        ("big5", "big5hkscs", "請求編號"),
        ("iso-8859-9", "cp1254", "İstanbul’da “dosya”"),
        ("windows-1251", "cp1251", "Запрос № 14"),
        ("koi8-r", "koi8-r", "Запрос 14"),
        ("iso-2022-jp", "iso2022_jp", "請求番号"),
        ("utf-7", "utf-7", "Señora – 12"),
        ("utf-16", "utf-16", "Señora – 12"),
        ("macintosh", "mac_roman", "Señora – “12”"),
    ],
)
def test_a_label_means_what_browsers_take_it_for(label: str, real: str, words: str) -> None:
    body = part("text/plain", words, charset=real, sent="base64").replace(
        f'"{real}"'.encode(), label.encode(), 1
    )

    assert words in text_of(message(body))


def test_what_was_encoded_twice_is_set_right_and_lost_letters_are_withheld() -> None:
    twice = "Señora Peña’s “file” § 552".encode().decode("cp1252", "index.gaps").encode()

    found = read(
        HEAD.encode()
        + b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
        + twice
        + "\r\nMaria Pe\ufffda was here\r\nThe agency\x92s file\r\nAll well".encode()
    )

    assert "Señora Peña’s “file” § 552" in found.pages[0].text
    assert "Maria" not in found.pages[0].text
    assert "The agency’s file\nAll well" in found.pages[0].text
    assert "1 lines were withheld" in found.warnings[-1]


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        (
            "=?iso-8859-1?Q?The_agency=92s_decision_=96_pages_12=9614?=",
            "The agency’s decision – pages 12–14",
        ),
        ("=?us-ascii?Q?Fee=3A_=80_25?=", "Fee: € 25"),
        (
            "=?utf-8?B?"
            + base64.b64encode("Señ".encode()[:3]).decode()
            + "?=\r\n =?utf-8?B?"
            + base64.b64encode("Señ".encode()[3:]).decode()
            + "?=",
            "Señ",
        ),
        ("=?utf-8*en?Q?Caf=C3=A9?= au lait", "Café au lait"),
        ("=?x-unknown?Q?Caf=C3=A9?=", "Café"),
    ],
)
def test_subjects_are_read_however_they_were_encoded(subject: str, shown: str) -> None:
    data = HEAD.replace("Your request", subject).encode() + b"\r\nBody."

    assert read(data).title == shown


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("filename*=iso-8859-1''d%92accord%96.txt", "d’accord–.txt"),
        ("filename*0*=utf-8''Se%C3%B1; filename*1*=or.txt", "Señor.txt"),
        ("filename*=utf-8''%E2%82%AC.txt", "€.txt"),
        ('filename="=?utf-8?Q?Se=C3=B1or=2Etxt?="', "Señor.txt"),
        ('filename="../../etc/pass.txt"', "pass.txt"),
    ],
)
def test_names_of_attachments_are_read_however_they_were_encoded(field: str, name: str) -> None:
    one = f"Content-Type: text/plain\r\nContent-Disposition: attachment; {field}\r\n\r\nx".encode()

    assert [
        called for called, _ in read(message(several("mixed", [plain("Hello."), one]))).parts
    ] == [name]


def test_a_bounce_says_what_failed_and_why() -> None:
    status = b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 mailbox unavailable\r\n"
    back = (
        b"Content-Type: message/rfc822\r\n\r\nSubject: Our request\r\n\r\nWe request records.\r\n"
    )

    found = read(
        message(
            several(
                "report", [plain("It failed."), status, back], more="; report-type=delivery-status"
            )
        )
    )

    for words in (
        "It failed.",
        "Action: failed",
        "Status: 5.1.1",
        "550 mailbox unavailable",
        "rfc822; a@b.example",
    ):
        assert words in found.pages[0].text
    assert [name for name, _ in found.parts] == ["Our request.eml"]


@pytest.mark.parametrize("kind", ["rfc822-headers", "x-copy", "news"])
def test_no_part_is_passed_over_because_its_type_is_a_kind_of_message(kind: str) -> None:
    part = f"Content-Type: message/{kind}\r\n\r\nSubject: Request 2024-ICFO-00071\r\n".encode()

    found = read(several("mixed", [plain("It was delayed."), part]))

    told = [*(page.text for page in found.pages), *(data.decode() for _, data in found.parts)]
    assert "2024-ICFO-00071" in " ".join(told)


def test_an_invitation_is_written_in_words() -> None:
    calendar = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VTIMEZONE\r\nTZID:X\r\nDTSTART:19700101T000000\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nDTSTART;TZID="America/New_York":20240315T140000\r\nSUMMARY:Call about the\r\n  request\r\nDESCRIPTION:Dial in\\, please\\nThanks\r\nORGANIZER;CN=Desk:mailto:desk@agency.example\r\nBEGIN:VALARM\r\nDESCRIPTION:Reminder\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'

    text = text_of(message(part("text/calendar", calendar)))

    assert (
        "Calendar invitation:\nFrom: Fri Mar 15 2024, 14:00 America/New_York\nCall about the request\nDial in, please\nThanks\nOrganizer: Desk <desk@agency.example>"
        in text
    )
    assert "1970" not in text


def test_lines_broken_for_sending_are_whole_again() -> None:
    body = "This is a long \nline that goes on.\n> Quoted words \n> go on.\n-- \nDesk\n"

    text = text_of(message(part("text/plain", body, more="; format=flowed")))

    assert "This is a long line that goes on." in text
    assert "> Quoted words go on." in text
    assert "-- \nDesk" in text


@pytest.mark.parametrize("name", ["winmail.dat", "part.bin"])
def test_outlooks_wrapper_is_opened(name: str) -> None:
    data = base64.encodebytes(
        tnef("Number 2024-ICFO-04011 – granted", [("letter.txt", b"one"), ("b.txt", b"two")])
    )
    wrapped = (
        f"Content-Type: application/ms-tnef; name={name}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode()
        + data
    )

    found = read(message(several("mixed", [plain("See below."), wrapped])))

    assert "2024-ICFO-04011 – granted" in found.pages[0].text
    assert [called for called, _ in found.parts] == ["letter.txt", "b.txt"]
    assert (
        "2024-ICFO-04011" in read(tnef("Number 2024-ICFO-04011", []), "winmail.dat").pages[0].text
    )


def test_a_wrapper_that_breaks_off_says_so() -> None:
    data = base64.encodebytes(tnef("Number 2024-ICFO-04011", [("letter.txt", b"x" * 500)])[:-400])
    wrapped = (
        b"Content-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n\r\n" + data
    )

    found = read(message(several("mixed", [plain("See below."), wrapped])))

    assert "2024-ICFO-04011" in found.pages[0].text
    assert any("damaged" in line for line in found.warnings)


def test_signed_mail_is_read_and_encrypted_mail_is_named() -> None:
    inner = plain("Number 2024-ICFO-04012.").replace(b"8bit", b"7bit")
    head = b"Content-Type: application/pkcs7-mime; smime-type=%s; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    locked = letters.der(
        0x30, letters.der(0x06, bytes.fromhex("2a864886f70d010703")), letters.der(0xA0, b"")
    )

    opened = read(message(head % b"signed-data" + base64.encodebytes(signed(inner))))

    assert "2024-ICFO-04012" in opened.pages[0].text
    assert any("signature was not checked" in line for line in opened.warnings)
    shut = read(message(head % b"enveloped-data" + base64.encodebytes(locked)))
    assert any("encrypted (S/MIME)" in line for line in shut.warnings)
    assert "2024-ICFO-04012" in read(signed(HEAD.encode() + inner), "a.p7m").pages[0].text


@pytest.mark.parametrize("end", ["`\r\nend", "end", " \r\nend", "`\nend\n"])
def test_a_uuencoded_file_is_a_filing_of_its_own(end: str) -> None:
    body = (
        "See file.\r\n\r\nbegin 644 my letter.txt\r\n>5&AE(&YU;6)E<B!I<R R,#(T+4E#1D\\M,#$P,C(N\r\n"
        + end
    )

    found = read(HEAD.encode() + b"\r\n" + body.encode())

    assert found.parts == (("my letter.txt", b"The number is 2024-ICFO-01022."),)
    assert "[attached: my letter.txt]" in found.pages[0].text


@pytest.mark.parametrize("name", ["a.eml", "a.mbox", "noname"])
def test_a_mailbox_gives_its_messages_one_by_one(name: str) -> None:
    box = b"".join(
        b"From a@b.example Tue Mar  5 10:00:00 2024\n"
        + HEAD.encode()
        + b"\r\nLetter %d\r\n>From here on\r\n\r\n" % n
        for n in (1, 2, 3)
    )

    found = read(box, name)

    assert len(found.parts) == 3
    assert b"Letter 2\r\nFrom here on" in found.parts[1][1]
    assert "3 messages" in found.warnings[0]


def test_a_message_with_an_envelope_line_or_apples_length_is_one_letter() -> None:
    data = HEAD.encode() + b"\r\nFrom here on\r\n\r\nFrom now on it holds.\r\n"

    assert messages_of(b"From x Tue Mar  5 10:00:00 2024\r\n" + data) == [data]
    assert messages_of(b"%d\n" % len(data) + data + b"<plist></plist>") == [data]
    assert messages_of(data) == [data]


def test_what_cannot_be_shown_is_named() -> None:
    outside = b"Content-Type: message/external-body; access-type=URL\r\n\r\nx"
    locked = several("encrypted", [b"Content-Type: application/pgp-encrypted\r\n\r\nx"], mark="c")
    empty = b"Content-Type: application/pdf; name=a.pdf\r\n\r\n"

    said = " ".join(
        read(message(several("mixed", [plain("Hello."), outside, locked, empty]))).warnings
    )

    assert "lies elsewhere" in said
    assert "encrypted" in said
    assert "empty: a.pdf" in said


def test_passages_that_no_mail_program_shows_are_named_not_shown() -> None:
    page = '<div style="display:none">preview words</div><p>Hello.</p><ol start="3"><li>Three</li></ol><img src="https://x.example/a.png" alt="Seal of the agency"><input value="2024-ICFO-04013">'

    found = read(message(part("text/html", page)))

    assert "preview words" not in found.pages[0].text
    assert "1 passages that no mail program shows" in found.warnings[0]
    for words in ("3. Three", "[picture: Seal of the agency]", "2024-ICFO-04013"):
        assert words in found.pages[0].text


def test_the_same_file_attached_twice_is_one_filing() -> None:
    one = b"Content-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx"

    assert len(read(message(several("mixed", [plain("Hello."), one, one]))).parts) == 1


def test_a_deep_nest_is_cut_with_a_word() -> None:
    body = plain("Innermost.")
    for depth in range(60):
        body = several("mixed", [body, plain(f"Level {depth}.")], mark=f"b{depth}")

    found = read(message(body))

    assert "Level 59." in found.pages[0].text
    assert any("nested too deeply" in line for line in found.warnings)


def test_compressed_rtf_is_unpacked() -> None:
    packed = bytes.fromhex(  # the first example of [MS-OXRTFCP]
        "2d0000002b0000004c5a4675f1c5c7a703000a0072637067313235423"
        "20af32068656c090020627705b06c647d0a800fa0"
    )

    assert unpacked_rtf(packed, 1000) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert unpacked_rtf(b"\x10\0\0\0\x05\0\0\0MELA\0\0\0\0{rtf}", 100) == b"{rtf}"
    with pytest.raises(ValueError, match="too large"):
        unpacked_rtf(packed, 10)


def test_a_file_that_is_no_message_is_refused() -> None:
    with pytest.raises(FilingError, match="no e-mail"):
        read(b"just words\n\nand more")


@each("seed", range(120))
def test_every_sentence_of_a_drawn_message_is_seen_once(seed: int) -> None:
    data, said = letters.drawn(seed)
    assert email.message_from_bytes(data, policy=compat32)["Subject"]

    text = " ".join(text_of(data).split())

    for sentence in said:
        assert text.count(sentence) == 1, (sentence, text)
    assert not any(sign in text for sign in ("Ã", "â€", "\ufffd", "Â"))


def test_enriched_text_is_shown_without_its_marks() -> None:
    text = text_of(message(part("text/enriched", "<bold>Granted</bold> <<2024-ICFO-04020>")))

    assert "Granted <2024-ICFO-04020>" in text


def test_signed_mail_under_another_name_of_its_kind_is_read() -> None:
    wrapped = (
        b"Content-Type: application/octet-stream; name=smime.p7m\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(signed(plain("Number 2024-ICFO-04021.")))
    )

    assert "2024-ICFO-04021" in text_of(message(wrapped))
