from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.pages import Hit
from index.query.asking import understand
from index.query.folding import fold
from index.query.passages import ELLIPSIS, is_broken, quotes, sentences
from index.terms.parse import parse

LETTER = (
    "Dear Requester:\n\nYour request No. 2018-ICFO-59138 was received on May 2, 2018. "
    "We searched the Office of Policy. We found 37 pages. "
    "The fee is $48.50. You may appeal within 90 days.\n\nSincerely,\nThe Officer"
)


def best(question: str, text: str = LETTER) -> str:
    return quotes(text, parse(question), asked=understand(question))[0].text


def test_the_sentence_with_the_words_is_quoted() -> None:
    assert "searched the Office of Policy" in best("which office was searched")


def test_what_is_asked_for_weighs_in_the_choice() -> None:
    text = "The pages were reviewed with care by us. " * 3 + "In all 37 pages were found by us."

    assert "37 pages" in best("how many pages", text)


def test_an_abbreviation_ends_no_sentence() -> None:
    spans = [LETTER[span.start : span.end] for span in sentences(LETTER)]

    assert any("No. 2018-ICFO-59138 was received" in span for span in spans)


def test_a_sentence_runs_over_the_empty_lines_of_a_scan() -> None:
    text = "He said that a loss\n\nof weight would be felt\n\nby the pilot at once.\n\nDB Cooper-1"

    assert [text[s.start : s.end].endswith("at once.") for s in sentences(text)] == [True, False]


def test_what_stands_beside_a_sentence_tells_what_it_speaks_of() -> None:
    text = (
        "The invoice is for twelve video kits for the lab, which were inspected and are in good order "
        "as all of us could see on that day. The hardware comes to $48,012.00 with the shipping, of "
        "which the lab has been told by the vendor in writing. The office is closed on Fridays."
    )

    found = quotes(text, parse("how much is hardware video kits"), limit=1,
                   asked=understand("how much is hardware video kits"))  # fmt: skip

    assert "$48,012.00" in found[0].text


def test_an_address_is_no_quote_where_a_sentence_says_it() -> None:
    text = "Walton Sheriff Office\nTriple G Road\nFuniak FL\n\nThe sheriff of Walton has no such record."

    assert best("Walton sheriff", text).startswith("The sheriff")


def test_a_quote_from_a_long_sentence_is_cut_between_words_and_says_so() -> None:
    text = "filler " * 200 + "the denial letter " + "filler " * 200

    (quote,) = quotes(text, parse("denial letter"), limit=1)

    assert quote.text.startswith(ELLIPSIS)
    assert quote.text.endswith(ELLIPSIS)
    assert "denial letter" in quote.text
    assert len(quote.text) <= 300


def test_quotes_of_a_page_do_not_overlap() -> None:
    found = quotes("denial. " * 30, parse("denial"))

    ends = sorted((quote.start, quote.end) for quote in found)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(ends))


def test_a_page_without_the_words_has_no_quote() -> None:
    assert quotes(LETTER, parse("helicopter")) == []


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["denial", "letter.", "\n", "\n\n", " ", "Ａ", "…", "exemp-\ntion",
                                 "(b)(5)", "x" * 80, "é", "\u00ad", "$5", "No."])).map("".join))  # fmt: skip
def test_every_quote_is_a_slice_of_its_page(text: str) -> None:
    for quote in quotes(text, parse("denial letter exemption 5"), width=60):
        assert 0 <= quote.start < quote.end <= len(text)
        slice_ = text[quote.start : quote.end]
        assert quote.text in {
            before + slice_ + after for before in ("", ELLIPSIS) for after in ("", ELLIPSIS)
        }


def _hit(page: int) -> Hit:
    return Hit(page, page, f"doc{page}", 1, 10.0 - page)


def test_copies_of_a_page_are_folded_under_the_best_one() -> None:
    copy = LETTER.replace("Dear", "Deer").replace("Officer", "0fficer")
    texts = {1: LETTER, 2: "something else that has nothing in common with the letter at all",
             3: copy}  # fmt: skip

    folded = fold([_hit(1), _hit(2), _hit(3)], texts)

    assert [(one.hit.page, [hit.page for hit in one.also]) for one in folded] == [(1, [3]), (2, [])]


def test_near_empty_pages_are_copies_of_nothing() -> None:
    assert len(fold([_hit(1), _hit(2)], {1: "page 1", 2: "page 1"})) == 2


@pytest.mark.parametrize(
    ("sentence", "broken"),
    [
        ("O*M* Dbb^\\gVi^dc VcY >jhidbh @c[dgXZbZci %sICEt& fee", True),
        ("Once payment is received âââââ âââââ will be sent âââââ", True),
        ("KOFKWKFVCMZT ECTG 85 TJPVMF DG UJG TCNG KO DPUJ TQSGCFTJGGUT", True),
        ("The fee is $48.50, see foia@ice.dhs.gov <mailto:foia@ice.dhs.gov>.", False),
        ("Hours for Retrieval and Redaction of Records 15.00 30.00", False),
    ],
)
def test_a_broken_text_layer_is_told_from_words(sentence: str, *, broken: bool) -> None:
    assert is_broken(sentence) is broken
