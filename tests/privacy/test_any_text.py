"""Whatever the text: no fault, spans that explain it, and a second mask changes nothing."""

import random
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy.mask import mask

PIECES = sorted(
    {
        word
        for line in Path(__file__).with_name("examples.txt").read_text("utf-8").splitlines()
        for word in line.replace("⟦", "").replace("⟧", "").replace("⟪", "").replace("⟫", "").split(" ")
        if word
    }
    | {"\n", "\t", " | ", "  ", "[name]", "[A-number]", "[", "]", "\x1a", "\x1b", "\x00", "\u200b", "O", "l", "A", "a", "<b>", "&nbsp;", "%20"}
)  # fmt: skip


def check(text: str) -> None:
    masked = mask(text)
    assert not masked.withheld
    rebuilt, last = "", 0
    for span in masked.spans:
        assert last <= span.start < span.end <= len(text)
        rebuilt += text[last : span.start] + f"[{span.label}]"
        last = span.end
    assert rebuilt + text[last:] == masked.text
    again = mask(masked.text)
    assert again.text == masked.text
    assert again.spans == ()


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_characters_can_be_masked(text: str) -> None:
    check(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from(["", " ", "\n"]))
def test_any_mixture_of_the_examples_can_be_masked(pieces: list[str], between: str) -> None:
    check(between.join(pieces).replace("\\n", "\n"))


if __name__ == "__main__":  # a longer search by hand
    r = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        text = r.choice(["", " ", " ", "\n"]).join(
            r.choice(PIECES) for _ in range(r.randint(1, 60))
        )
        try:
            check(text)
        except AssertionError:
            print(repr(text), repr(mask(text).text), repr(mask(mask(text).text).text))
            break
