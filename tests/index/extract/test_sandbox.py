"""The child process: dies, hangs, lies; the parent goes on."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from index.extract import extract, frames, read_pages, sandbox
from index.extract.spread import spread
from index.pages import Page
from tests.index.extract.samples import LETTER, lines, pdf, scan, whole_page

pytestmark = pytest.mark.slow


def test_a_worker_killed_between_two_files_is_replaced() -> None:
    extract(("a.txt", b"one"))
    for worker in sandbox._idle:
        os.killpg(worker.pid, signal.SIGKILL)
        worker._process.wait()

    assert extract(("a.txt", b"two")).pages[0].text == "two"


def test_a_worker_killed_in_the_middle_costs_at_most_the_page_it_was_at() -> None:
    sandbox.close()
    file = pdf([whole_page()] * 3, images=[scan("A page of the release.")])
    stream = read_pages(("a.pdf", file))
    next(stream)  # the outline
    killer = threading.Timer(0.05, _kill_children)
    killer.start()

    pages = [one for one in stream if isinstance(one, Page)]
    killer.join()

    assert sorted(page.number for page in pages) == [1, 2, 3]
    assert sum("release" in page.text for page in pages) >= 2
    assert all(page.text or page.note for page in pages)


def _kill_children() -> None:
    for worker in _working:
        with suppress(ProcessLookupError):  # it may have been replaced and waited for
            os.killpg(worker.pid, signal.SIGKILL)


_working: list[sandbox.Worker] = []


@pytest.fixture(autouse=True)
def _watch(monkeypatch: pytest.MonkeyPatch) -> None:
    _working.clear()
    hire = sandbox._hire

    def noted() -> sandbox.Worker:
        _working.append(hire())
        return _working[-1]

    monkeypatch.setattr(sandbox, "_hire", noted)


def test_many_files_at_once_keep_their_own_pages() -> None:
    with ThreadPoolExecutor(4) as pool:
        read = pool.map(lambda number: extract(("a.txt", b"file %d" % number)), range(40))

    assert [one.pages[0].text for one in read] == [f"file {number}" for number in range(40)]


def test_workers_are_used_again_and_few_are_kept() -> None:
    sandbox.close()
    for _ in range(5):
        extract(("a.pdf", pdf([lines(LETTER)])), ocr=False)

    assert len({worker.pid for worker in _working}) == 1
    assert len(sandbox._idle) == 1


def test_a_child_that_says_nonsense_is_not_believed() -> None:
    decoder = frames.Decoder()

    for bad in (b"Z\0\0\0\0", b"P\0\0\0\x02{}", b"P\xff\xff\xff\xff", b"P\0\0\0\x03nul"):
        with pytest.raises(frames.BrokenFrameError):
            list(frames.Decoder().feed(bad))
    assert list(decoder.feed(b"P\0\0")) == []


@pytest.mark.parametrize(
    "frame",
    [
        frames.Count(3),
        frames.Begun(2),
        frames.Flag(1, "hidden"),
        frames.Need(Page(1, "é█")),
        Page(1, "x", confidence=0.5, label="rows", note="n", engine="e"),
        frames.Facts("t", "s", "f", None, ("w",)),
        frames.Part("a/b.txt", b"\0\1"),
        frames.Refused("no."),
        frames.End(),
    ],
)
def test_every_frame_comes_through_the_pipe_as_it_was(frame: frames.Frame) -> None:
    data = frames.encode(frame)
    decoder = frames.Decoder()

    assert list(decoder.feed(data[:3])) + list(decoder.feed(data[3:])) == [frame]


def test_what_goes_wrong_in_one_of_several_readers_is_raised_where_it_is_read() -> None:
    def broken():  # noqa: ANN202
        yield 1
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        list(spread([broken(), iter([2, 3])]))
