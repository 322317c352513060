"""The tables of the index that PostgreSQL itself holds; empty where the index lies in a folder.

What is in them can always be made anew from the pages: they are in no backup. Written and read by
`index/engine/postgres_rows.py` alone, in plain SQL. Masked text only: a block holds words of pages
as they are shown.
"""

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base, Id

PROJECTED = ("search_indexes", "search_segments", "search_blocks")


class SearchIndex(Base):
    """An index of all pages: the one in use, or one that is being built beside it."""

    __tablename__ = "search_indexes"
    id: Mapped[Id]
    version: Mapped[str]  # of the code that can read it
    is_current: Mapped[bool]
    done: Mapped[int]
    total: Mapped[int]


class SearchSegment(Base):
    """The pages of one commit: numbers of each as columns. Never changed; small ones are merged."""

    __tablename__ = "search_segments"
    # Rising, and random below: what a process remembers of a store that is set back fits no other.
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    index_id: Mapped[int] = mapped_column(index=True)
    size: Mapped[int]  # pages
    columns: Mapped[bytes]
    dropped: Mapped[bytes]  # pages of older segments that are gone


class SearchBlock(Base):
    """On which pages of a segment a term stands, how often, and at which places."""

    __tablename__ = "search_blocks"
    __table_args__ = (Index("ix_search_blocks_segment_id", "segment_id"),)
    field: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    term: Mapped[bytes] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    pages: Mapped[int]  # how many have it: its rarity, without reading them
    data: Mapped[bytes]
    places: Mapped[bytes | None]  # apart where they are long
