from __future__ import annotations

import pytest

from tests.bench import cranfield
from tests.bench.corpus import corpora_folder

pytestmark = pytest.mark.slow


@pytest.mark.outside
def test_cranfield_through_the_products_path_is_as_good_as_promised() -> None:
    corpora = corpora_folder()
    folder = corpora / "retrieval" / "cranfield" if corpora else None
    if folder is None or not folder.is_dir():
        pytest.skip("the Cranfield collection is not on this machine (FOIA_CORPORA)")

    assert cranfield.run(folder)["ndcg@10"] >= 0.39
