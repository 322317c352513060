"""What any engine must do; the traps of the library studies are among it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from index.engine.port import Engine, EngineError, NotReadyError, State
from index.pages import Change, Entry, Results, Scope
from index.terms.parse import parse

pytestmark = pytest.mark.slow

Make = Callable[[], Engine]
Put = Callable[..., None]

ALL = Scope(levels=frozenset({0, 1, 2}))


def found(engine: Engine, words: str, scope: Scope = ALL, limit: int = 10) -> list[int]:
    return [hit.page for hit in engine.search(parse(words), scope, limit=limit).hits]


def searched(engine: Engine, words: str, scope: Scope = ALL) -> Results:
    return engine.search(parse(words), scope)


def test_an_index_that_was_never_made_says_so_instead_of_nothing_found(engine: Engine) -> None:
    assert engine.health().state is State.MISSING
    with pytest.raises(NotReadyError, match="rebuilding"):
        searched(engine, "letter")


def test_the_best_page_comes_first_and_every_match_is_counted(engine: Engine, put: Put) -> None:
    put("denial denial letter", "a denial among many other words of no interest", "nothing")

    results = searched(engine, "denial letter")

    assert [hit.page for hit in results.hits] == [1, 2]
    assert results.total == 2


def test_a_hit_names_filing_page_and_bates_number(engine: Engine) -> None:
    engine.apply([Change(7, Entry(7, 3, "a/b.pdf", 12, "the denial", bates="ICE-0001234"))])

    (hit,) = searched(engine, "denial").hits

    assert (hit.page, hit.filing, hit.doc, hit.number, hit.bates) == (
        7, 3, "a/b.pdf", 12, "ICE-0001234",
    )  # fmt: skip


def test_a_deleted_page_is_gone_for_a_reader_that_was_open_before(make: Make) -> None:
    writer, reader = make(), make()
    writer.apply([Change(n, Entry(n, 1, "x", n, "denial")) for n in range(13)])
    assert reader.count() == 13

    writer.apply([Change(3, None), Change(4, None)])

    assert reader.count() == 11
    assert set(found(reader, "denial", limit=20)) == set(range(13)) - {3, 4}
    assert searched(reader, "denial").total == 11


def test_deleted_pages_stay_gone_after_compaction(engine: Engine, put: Put) -> None:
    put(*["denial"] * 13)
    engine.apply([Change(3, None), Change(4, None)])

    engine.compact()

    assert engine.count() == searched(engine, "denial").total == 11
    assert len(set(found(engine, "denial", limit=20))) == 11


def test_a_page_put_twice_in_one_batch_is_there_once_as_it_was_last(engine: Engine) -> None:
    engine.apply(
        [Change(1, Entry(1, 1, "x", 1, "first")), Change(1, Entry(1, 1, "x", 1, "second"))]
    )

    assert engine.count() == 1
    assert found(engine, "first") == []
    assert found(engine, "second") == [1]


def test_a_page_put_again_is_replaced(engine: Engine, put: Put) -> None:
    put("old words")
    put("new words")

    assert found(engine, "old") == []
    assert found(engine, "words") == [1]
    assert engine.count() == 1


def test_a_page_without_words_is_kept_and_counted(engine: Engine, put: Put) -> None:
    put("", "something")

    assert engine.count() == 2


def test_many_small_commits_and_merges_lose_and_double_nothing(engine: Engine) -> None:
    for n in range(40):
        engine.apply([Change(n, Entry(n, n % 3, "x", n, f"denial number{n} of the request"))])
    engine.apply([Change(n, None) for n in range(0, 40, 4)])
    engine.compact()

    expected = [n for n in range(40) if n % 4]
    assert sorted(found(engine, "denial", limit=50)) == expected
    assert all(found(engine, f'"number{n} of the request"') == [n] for n in expected)


def test_an_index_in_pieces_says_so_and_is_whole_after_compaction(engine: Engine, put: Put) -> None:
    put("denial letter")
    assert not engine.is_ragged()
    for n in range(2, 8):
        put(f"denial {n}", first=n)
    assert engine.is_ragged()

    engine.compact()

    assert not engine.is_ragged()
    assert engine.count() == 7
    engine.apply([Change(1, None)])
    assert engine.is_ragged()


def test_what_was_worked_out_before_a_commit_is_not_used_after_it(make: Make) -> None:
    engine = make()
    engine.apply([Change(n, Entry(n, n, "x", 1, "denial letter")) for n in range(3)])
    searched(engine, "denial letter")

    for n in range(3, 30):
        engine.apply([Change(n, Entry(n, n, "x", 1, "denial " * (n % 4 + 1)))])
        kept = searched(engine, "denial letter")
    fresh = searched(make(), "denial letter")

    assert [(hit.page, hit.score) for hit in kept.hits] == [
        (hit.page, hit.score) for hit in fresh.hits
    ]
    assert kept.sought == fresh.sought


def test_a_phrase_of_pages_dropped_later_is_gone(engine: Engine, put: Put) -> None:
    put("no responsive records", "no responsive records")
    assert len(found(engine, '"no responsive records"')) == 2

    engine.apply([Change(1, None)])

    assert found(engine, '"no responsive records"') == [2]


@pytest.mark.parametrize("number", [1, 5, 200])
def test_few_pages_weigh_the_same_as_among_all(engine: Engine, put: Put, number: int) -> None:
    """A phrase that few pages have is scored for those alone, and must say the same."""
    texts = [f"denial letter number{n % 7} of the agency {'appeal ' * (n % 5)}" for n in range(400)]
    engine.apply(
        [Change(n, Entry(n, n // 3, f"doc {n // 3}", n, text)) for n, text in enumerate(texts)]
    )
    words = "appeal denial number3"

    among_all = {hit.page: hit.score for hit in engine.search(parse(words), ALL, limit=400).hits}
    alone = engine.search(parse(f"{words} page:{number}"), ALL, limit=400).hits

    assert [hit.page for hit in alone] == [number]
    assert alone[0].score == pytest.approx(among_all[number], rel=1e-5)


def test_another_process_sees_a_commit_at_once(make: Make) -> None:
    first, second = make(), make()
    first.apply([Change(1, Entry(1, 1, "x", 1, "one"))])
    assert found(second, "one") == [1]

    second.apply([Change(2, Entry(2, 1, "x", 2, "two"))])

    assert found(first, "two") == [2]


# -- What a viewer may see -------------------------------------------------------------------


@pytest.fixture
def levels(engine: Engine) -> Engine:
    texts = {1: "the public denial", 2: "the team denial", 3: "the restricted denial xenolith"}
    engine.apply(
        [
            Change(n, Entry(n, 10 + n, "x", n, text, level=n - 1, requests=(f"request-{n}",)))
            for n, text in texts.items()
        ]
    )
    return engine


def test_pages_above_the_level_are_neither_found_nor_counted(levels: Engine) -> None:
    results = searched(levels, "denial", Scope(levels=frozenset({0, 1})))

    assert sorted(hit.page for hit in results.hits) == [1, 2]
    assert results.total == 2


def test_a_limit_of_one_still_counts_only_what_may_be_seen(levels: Engine) -> None:
    results = levels.search(parse("denial"), Scope(levels=frozenset({0})), limit=1)

    assert ([hit.page for hit in results.hits], results.total) == ([1], 1)


def test_a_viewer_named_on_a_filing_finds_it_above_his_level(levels: Engine) -> None:
    scope = Scope(levels=frozenset({0}), filings=frozenset({13}))

    assert sorted(found(levels, "denial", scope)) == [1, 3]


def test_a_search_within_requests_leaves_out_the_others(levels: Engine) -> None:
    assert found(levels, "denial", Scope(requests=frozenset({"request-2"}))) == [2]
    assert found(levels, "denial request:request-1") == [1]


def test_no_word_of_a_hidden_page_is_proposed_for_a_mistyped_one(levels: Engine) -> None:
    visible = Scope(levels=frozenset({0, 1}))

    assert searched(levels, "xenolith", visible).total == 0
    assert searched(levels, "xenolih", visible).corrections == ()
    assert searched(levels, "xenolih").corrections == (("xenolih", "xenolith"),)


def test_what_was_sought_says_nothing_of_hidden_pages(levels: Engine) -> None:
    (word,) = searched(levels, "xenolith", Scope(levels=frozenset({0, 1}))).sought

    assert word.pages == 0
    assert (
        word.rarity == searched(levels, "unheard", Scope(levels=frozenset({0, 1}))).sought[0].rarity
    )


def test_a_prefix_finds_no_word_of_a_hidden_page(levels: Engine) -> None:
    assert searched(levels, "xenol*", Scope(levels=frozenset({0, 1}))).total == 0
    assert found(levels, "xenol*") == [3]


# -- Words, phrases, codes -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("withheld under (b)(7)(C) here", "(b)(7)(C)"),
        ("withheld under (b)(7)(C) here", "b7c"),
        ("withheld under (b)(7)(C) here", "exemption 7(C)"),
        ("marked b7C by the Bureau", "exemption:(b)(7)(C)"),
        ("under 5 U.S.C. § 552(b)(6) it is", "552(b)(6)"),
        ("under 5 U.S.C. § 552(b)(6) it is", "exemption:b6"),
        ("case F-2014-20439 of State", "F-2014-20439"),
        ("case F-2014-20439 of State", "f 2014 20439"),
        ("number 2018-ICFO-59138 was", "2018 ICFO 59138"),
        ("number 2018-ICFO-59138 was", "2018icfo59138"),
        ("filed as 1:16-cv-01790 in", "16-cv-1790"),
        ("filed as 1:16-cv-01790 in", "No. 1:16 cv 01790"),
        ("case 14 CH 17454 was", "14-CH-17454"),
        ("stamped ICE 0001234 below", "ICE-0001234"),
        ("an exemp-\ntion was claimed", "exemption"),
        ("an exemp\u00ad\ntion was claimed", "exemption"),
        ("the \ufb01nding of fact", "finding"),
        ("a caf\u0065\u0301 in town", "café"),
        ("the ＡＣＬＵ wrote", "aclu"),
        ("U.S.C. is cited", "USC"),
        ("it cost $1,048.29 in all", "1048.29"),
        ("Plaintiff’s motion", "plaintiff's"),
        ("they are released", "release"),
        ("the EID_PERSON_ID column", "eid_person_id"),
    ],
)  # fmt: skip
def test_words_and_codes_are_found_in_any_spelling(
    engine: Engine, put: Put, page: str, words: str
) -> None:
    put(page, "quite another page about something else 2019 CV 99999 (b)(5)")

    assert found(engine, words)[:1] == [1]


def test_redaction_stars_are_no_words(engine: Engine, put: Put) -> None:
    put("the name is ******* here")

    assert found(engine, "*******") == []


def test_a_number_typed_brings_its_page_before_pages_full_of_the_other_words(
    engine: Engine, put: Put
) -> None:
    put("status of the request tracking number status request " * 20, "ours is 2018-ICFO-59138")

    assert found(engine, "status of request tracking number 2018 icfo 59138")[0] == 2


def test_a_phrase_needs_its_words_side_by_side_and_in_order(engine: Engine, put: Put) -> None:
    put("no responsive records", "records no responsive", "no records were responsive")

    assert found(engine, '"no responsive records"') == [1]


def test_a_phrase_is_found_across_segments_and_not_across_pages(engine: Engine, put: Put) -> None:
    put("ends with no")
    put("responsive records begin", first=2)
    put("there are no responsive records", first=3)

    assert found(engine, '"no responsive"') == [3]


def test_a_word_with_a_minus_takes_pages_away(engine: Engine, put: Put) -> None:
    put("denial draft", "denial final")

    assert found(engine, "denial -draft") == [2]


def test_a_prefix_of_three_letters_finds_longer_words(engine: Engine, put: Put) -> None:
    put("processing", "proceed", "prose")

    assert sorted(found(engine, "proc*")) == [1, 2]


def test_filters_narrow_by_sender_kind_date_page_and_bates(engine: Engine) -> None:
    engine.apply(
        [
            Change(1, Entry(1, 1, "x", 1, "denial", sender="ICE FOIA Office", kind="full_denial",
                            dated=date(2023, 1, 5), bates="ICE-0001")),
            Change(2, Entry(2, 1, "x", 2, "denial", sender="CBP", kind="acknowledgment",
                            dated=date(2024, 1, 5), bates="ICE-0002")),
            Change(3, Entry(3, 1, "x", 3, "denial")),
        ]
    )  # fmt: skip

    assert found(engine, "denial from:ICE") == [1]
    assert found(engine, "from:cbp") == [2]
    assert found(engine, "denial kind:full_denial") == [1]
    assert found(engine, "denial after:2023-06-01") == [2]
    assert found(engine, "denial before:2023-06-01") == [1]
    assert found(engine, "denial page:3") == [3]
    assert found(engine, "bates:ICE-0002") == [2]


def test_a_mistyped_word_is_read_as_the_near_one_and_said_so(engine: Engine, put: Put) -> None:
    put("the Immigration Council", "something else entirely")

    results = searched(engine, "imigration")

    assert [hit.page for hit in results.hits] == [1]
    assert results.corrections == (("imigration", "immigration"),)


def test_a_search_out_of_time_says_that_it_is_not_complete(engine: Engine, put: Put) -> None:
    put("denial letter")

    assert not engine.search(parse("denial letter"), ALL, deadline_ms=-1).complete


# -- Rebuilding ------------------------------------------------------------------------------


def test_a_rebuild_replaces_everything_and_tells_how_far_it_is(engine: Engine, put: Put) -> None:
    put("old page")
    told: list[tuple[int, int]] = []
    fresh = [Entry(n, 1, "x", n, f"fresh page {n}") for n in range(1, 1201)]

    engine.rebuild(iter(fresh), len(fresh), lambda done, total: told.append((done, total)))

    assert engine.count() == 1200
    assert found(engine, "old") == []
    assert told[-1] == (1200, 1200)
    assert len(told) > 1


def test_the_old_index_answers_until_the_new_one_is_whole(
    make: Make, put: Put, engine: Engine
) -> None:
    put("old page")
    other = make()

    def entries() -> Iterator[Entry]:
        yield Entry(1, 1, "x", 1, "fresh page")
        assert found(other, "old") == [1]

    engine.rebuild(entries(), 1, lambda *_: None)

    assert found(other, "fresh") == [1]


def test_a_rebuild_that_fails_leaves_the_old_index_in_use(engine: Engine, put: Put) -> None:
    put("old page")

    def entries() -> Iterator[Entry]:
        yield Entry(1, 1, "x", 1, "fresh page")
        raise RuntimeError("disk full")

    with pytest.raises(RuntimeError):
        engine.rebuild(entries(), 2, lambda *_: None)

    assert found(engine, "old") == [1]
    put("another", first=2)
    assert engine.count() == 2


def test_a_change_during_a_rebuild_waits_instead_of_being_lost(engine: Engine, put: Put) -> None:
    put("old page")

    def entries() -> Iterator[Entry]:
        with pytest.raises(EngineError, match="wait"):
            put("late page", first=2)
        yield Entry(1, 1, "x", 1, "fresh page")

    engine.rebuild(entries(), 1, lambda *_: None)
    put("late page", first=2)

    assert sorted(found(engine, "page")) == [1, 2]


def test_a_commit_that_fails_leaves_no_lock_and_no_half_of_itself(engine: Engine, put: Put) -> None:
    put("first page")
    broken = Entry(2, 1, "x", 2, "half page", level="high")  # type: ignore[arg-type]

    with pytest.raises(Exception, match=r".+"):
        engine.apply([Change(1, None), Change(2, broken)])

    assert found(engine, "page") == [1]
    put("second page", first=2)
    assert sorted(found(engine, "page")) == [1, 2]


def test_a_search_goes_on_while_a_long_commit_is_being_made(engine: Engine, put: Put) -> None:
    put("first page")
    begun, ended = threading.Event(), threading.Event()

    def slow_changes() -> None:
        changes = [Change(n, Entry(n, 1, "x", n, "many words " * 2000)) for n in range(10, 400)]
        begun.set()
        engine.apply(changes)
        ended.set()

    writer = threading.Thread(target=slow_changes)
    writer.start()
    begun.wait()
    during = 0
    while not ended.is_set():
        assert 1 in found(engine, "first")
        during += 1
    writer.join()

    assert during > 3


def test_a_second_rebuild_at_the_same_time_is_refused(make: Make) -> None:
    first, second = make(), make()

    def entries() -> Iterator[Entry]:
        with pytest.raises(EngineError, match="already"):
            second.rebuild(iter(()), 0, lambda *_: None)
        yield Entry(1, 1, "x", 1, "page")

    first.rebuild(entries(), 1, lambda *_: None)

    assert first.count() == 1


def test_four_threads_search_while_pages_are_added_and_nothing_is_lost_or_doubled(
    make: Callable[[], Engine],
) -> None:
    engine = make()
    engine.apply([Change(n, Entry(n, 1, "x", n, f"denial letter number {n}")) for n in range(200)])
    errors: list[str] = []
    done = threading.Event()

    def search() -> None:
        last = 0
        while not done.is_set():
            try:
                results = engine.search(parse("denial letter"), ALL, limit=2000)
                pages = [hit.page for hit in results.hits]
                if len(pages) != len(set(pages)) or len(pages) != results.total < last:
                    errors.append(f"{len(pages)} hits, {len(set(pages))} pages, before {last}")
                last = results.total
            except Exception as exc:
                errors.append(repr(exc))

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for batch in range(30):
        start = 200 + batch * 10
        engine.apply(
            [
                Change(n, Entry(n, 1, "x", n, f"denial letter number {n}"))
                for n in range(start, start + 10)
            ]
        )
    done.set()
    for thread in threads:
        thread.join()

    assert errors == []
    assert sorted(found(engine, "denial", limit=2000)) == list(range(500))
