"""Strong identifiers in every typography: generated with a fixed seed, none may leak."""

import random
import re
from collections.abc import Callable

import pytest

from bot.privacy.mask import mask
from bot.privacy.normal import normalise

pytestmark = pytest.mark.slow

SAMPLES = 10_000
SEED = 20_260_705
SEPARATORS = ("", "-", " ", ".", "–", "—", "‑", "−", "\u00a0", "\u2009", "_")
WRAPPERS = (
    "{}", "see {} today", "({})", "[{}]", '"{}"', "*{}*", "`{}`", "file_{}_ROP.pdf", "/cases/{}/x",
    "| {} | open |", "<td>{}</td>", '{{"id": "{}"}}', "https://example.org/?q={}", "{}.", "{};", "\n{}\n",
    "client:{}", "😀{}😀", "l'{}", "x, {}, y", "re {} and more", "{}/2", "¿{}?", "“{}”", "{}\t{}",
)  # fmt: skip


def digits(r: random.Random, count: int) -> str:
    return str(r.randint(1, 9)) + "".join(str(r.randint(0, 9)) for _ in range(count - 1))


def script(r: random.Random, text: str) -> str:
    """Full-width or Arabic digits, a scanner's O and l, or a hidden character somewhere."""
    chance = r.random()
    if chance < 0.1:
        return text.translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)})
    if chance < 0.15:
        return text.translate({ord(str(d)): chr(0x0660 + d) for d in range(10)})
    if chance < 0.25:
        place = r.randrange(1, len(text))
        return text[:place] + r.choice("\u200b\u200d\u00ad\ufeff\u2060") + text[place:]
    return text


def scanned(r: random.Random, text: str) -> str:
    return "".join({"0": "O", "1": "l"}.get(c, c) if r.random() < 0.3 else c for c in text)


def a_number(r: random.Random) -> str:
    plain = digits(r, r.choice((7, 8, 9, 9, 9)))
    prefix = r.choice(
        ("A", "A", "A", "A#", "A-", "A ", "A# ", "A No. ", "A-Number: ", "Alien No. ")
    )
    kind = r.random()
    if kind < 0.35:
        body = plain
    elif kind < 0.8:
        lead = len(plain) % 3 or 3
        groups = [plain[:lead], *(plain[i : i + 3] for i in range(lead, len(plain), 3))]
        body = (r.choice(SEPARATORS[1:]) if r.random() < 0.9 else "\n").join(groups)
    else:
        body = r.choice((" ", "|", "-", ".")).join(plain)
    if r.random() < 0.1 and any(c in "01" for c in plain[2:]):
        body = body[:2] + scanned(r, body[2:])
    return prefix + script(r, body)


def ssn(r: random.Random) -> str:
    area = r.choice([*range(1, 666), *range(667, 900)])
    parts = [f"{area:03}", f"{r.randint(1, 99):02}", f"{r.randint(1, 9999):04}"]
    if r.random() < 0.2:
        return r.choice(
            ("SSN ", "SSN: ", "SS# ", "social security number ", "seguro social: ")
        ) + script(r, "".join(parts))
    return script(r, r.choice(("-", " ", ".", "–", "—", "‑", "\u00a0", " - ")).join(parts))


def receipt(r: random.Random) -> str:
    office = r.choice(("IOE", "MSC", "EAC", "WAC", "LIN", "SRC", "NBC", "YSC", "ZMI", "ZLA", "ZNY"))
    body = digits(r, 10)
    mark = r.choice(SEPARATORS)
    cut = r.choice(((2, 5), (2, 4), (3, 6), ()))
    if cut:
        body = mark.join((body[: cut[0]], body[cut[0] : cut[1]], body[cut[1] :]))
    if r.random() < 0.1:
        body = body[:3] + scanned(r, body[3:])
    return office + r.choice(("", "", "-", " ", "*", "# ")) + script(r, body)


@pytest.mark.parametrize("make", [a_number, ssn, receipt])
def test_no_generated_typography_leaks(make: Callable[[random.Random], str]) -> None:
    r = random.Random(SEED)
    leaked = []

    for _ in range(SAMPLES):
        number = make(r)
        text = r.choice(WRAPPERS).replace("{}", number)
        masked = mask(text)
        start = text.index(number)
        body = [i for i in range(start, start + len(number)) if text[i].isdigit()]
        if masked.withheld or not all(
            any(s.start <= i < s.end for s in masked.spans) for i in body
        ):
            leaked.append((text, masked.text))

    assert leaked[:5] == []
    assert len(leaked) == 0


@pytest.mark.parametrize("make", [a_number, ssn, receipt])
def test_generated_masks_are_stable(make: Callable[[random.Random], str]) -> None:
    r = random.Random(SEED + 1)

    for _ in range(1_000):
        once = mask(r.choice(WRAPPERS).replace("{}", make(r)))

        assert mask(once.text).text == once.text


READABLE = (
    "2023-ICFO-09214",
    "A-2020-01407",
    "1:20-cv-01196",
    "$205,113.48",
    "5 U.S.C. § 552(b)(6)",
    "March 3, 2024",
)
CHANGES: dict[str, Callable[[str], str]] = {
    "prefix": lambda t: "xx " + t,
    "suffix": lambda t: t + " xx",
    "long before": lambda t: "word " * 5_000 + t,
    "long after": lambda t: t + " word" * 5_000,
    "one long line": lambda t: "w" * 20_000 + " " + t + " " + "w" * 20_000,
    "markdown": lambda t: f"> **{t}**",
    "json": lambda t: f'{{"text": "{t}"}}',
    "url": lambda t: "https://example.org/q?x=" + t.replace(" ", "%20"),
    "cell": lambda t: f"| x | {t} | y |",
    "html": lambda t: f"<p><b>{t}</b></p>",
    "other dash": lambda t: t.replace("-", "–"),
    "hard dash": lambda t: t.replace("-", "\u2011"),
    "spaces": lambda t: t.replace(" ", "\u00a0"),
    "line end for a space": lambda t: t.replace(" ", "\n", 1),
    "twice": lambda t: f"{t} and {t}",
    "quoted mail": lambda t: "> " + t,
}
IDENTIFIERS = (
    "A205-113-482",
    "A 205 113 482",
    "123-45-6789",
    "IOE-09-123-45678",
    "DOB: 03/12/1985",
    "305-555-0142",
)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("identifier", IDENTIFIERS)
def test_a_changed_surrounding_uncovers_nothing(identifier: str, change: str) -> None:
    masked = mask(CHANGES[change](identifier))

    assert not any(c.isdigit() for c in masked.text.replace("%20", ""))


@pytest.mark.parametrize(
    "change", sorted(set(CHANGES) - {"url", "other dash", "hard dash", "line end for a space"})
)
@pytest.mark.parametrize("public", READABLE)
def test_a_changed_surrounding_spoils_nothing(public: str, change: str) -> None:
    changed = CHANGES[change](public)

    assert mask(changed).text == changed


@pytest.mark.parametrize("place", [1_990, 2_000, 3_995, 4_000, 9_999, 19_999, 65_535])
def test_an_identifier_is_hidden_wherever_a_window_could_end(place: int) -> None:
    for shift in range(-14, 3, 2):
        text = "x " * ((place + shift) // 2) + "A205-113-482" + " x" * 200

        assert "205" not in mask(text).text


@pytest.mark.parametrize(
    ("marked", "read"),
    [("<td>a</td><td>b", "\ta\t\tb"), ("a<br>b", "a\nb"), ("a<b>c</b>", "ac"), ("a&nbsp;b", "a b")],
)
def test_cells_rows_and_other_marks_of_a_page_are_read_as_what_they_are(
    marked: str, read: str
) -> None:
    assert normalise(marked, re.compile(r"\[never\]")).text == read
