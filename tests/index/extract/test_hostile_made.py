"""Made hostile files, two of each kind: each ends with pages or a sentence. 200: tests/bench."""

import pytest

from tests.bench import hostile_files

pytestmark = pytest.mark.heavy


@pytest.mark.parametrize("seed", range(2 * len(hostile_files.MAKERS)))
def test_a_made_hostile_file_ends_with_pages_or_a_sentence(seed: int) -> None:
    ended = hostile_files.outcome(*hostile_files.made(seed))

    assert ended.how in {"pages", "refused"}, ended
