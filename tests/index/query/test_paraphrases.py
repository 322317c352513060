"""Questions that share no word with the page that answers them; pages and questions are invented.

The floor is what is reached, so that nothing makes it worse unseen: these are the weak spot.
"""

from __future__ import annotations

import pytest

from index.engine.whoosh_engine import WhooshEngine
from index.pages import Change, Entry, Scope
from index.query.answering import Answered, answer
from index.terms.parse import parse
from tests.support.cases import each

PAGES = (
    "Footage from the cruisers is retained for ninety days and erased unless one complained.",
    "The contractor's employees were dismissed after the audit of the warehouse in Fennick Harbor.",
    "Our division was unable to locate any memoranda on the drone trial. This concludes the matter.",
    "The settlement with the vendor came to $42,500, remitted in two installments.",
    "The physician at the facility diagnosed tuberculosis in six of the detainees.",
    "An automobile was purchased for the deputy director; the invoice is attached as Exhibit 4.",
    "The attorney for the plaintiff withdrew from the case on May 4, 2019.",
    "All minors were transferred to the shelter at Orley Creek within three days of apprehension.",
    "The password to the portal was disclosed in an e-mail that a clerk forwarded by accident.",
    "Overtime was paid to forty guards for the night of the blackout.",
    "The supervisor was notified of the theft by an anonymous telephone tip.",
    "Construction of the fence halted because the landowner refused an easement.",
    "The laboratory destroyed the samples in March 2018 for want of storage.",
    "Visitors are searched at the gate; cameras and recorders are confiscated.",
)
ASKED = (  # the number of its page, from 1
    ("how long do they keep the bodycam video before deleting it", 1),
    ("which workers got fired", 2),
    ("what did they find about testing unmanned aircraft", 3),
    ("how much cash did the supplier get", 4),
    ("what sickness did the doctor see in the jail", 5),
    ("who got a new car", 6),
    ("when did their lawyer quit", 7),
    ("where were the kids taken after arrest", 8),
    ("how did the login credentials leak", 9),
    ("what extra money did officers get when the power went out", 10),
    ("how did the boss hear about the burglary", 11),
    ("why did they stop building the wall", 12),
    ("when did the lab shred the specimens", 13),
    ("do they take your phone away when you come in", 14),
)
FIRST, AMONG_THREE = 10, 11  # of 14


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    made = WhooshEngine(tmp_path_factory.mktemp("index"))
    made.apply([Change(n, Entry(n, n, f"{n}.txt", 1, page)) for n, page in enumerate(PAGES, 1)])
    return made


def asked(engine: WhooshEngine, question: str) -> Answered:
    texts = dict(enumerate(PAGES, 1))
    return answer(engine, question, Scope(), lambda ids: {page: texts[page] for page in ids})


@each(("question", "page"), ASKED)
def test_these_questions_share_no_word_with_their_page(question: str, page: int) -> None:
    assert not set(parse(question).terms) & set(parse(PAGES[page - 1]).terms)


def test_of_questions_in_other_words_so_many_find_their_page(engine: WhooshEngine) -> None:
    ranks = []
    for question, page in ASKED:
        found = [hit.page for hit in asked(engine, question).hits]
        ranks.append(found.index(page) if page in found else len(PAGES))

    assert sum(rank < 1 for rank in ranks) >= FIRST, ranks
    assert sum(rank < 3 for rank in ranks) >= AMONG_THREE, ranks
