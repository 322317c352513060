"""The index in the database, for several machines. Expands only: it is filled from the pages."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One transaction; no row touched."""
    op.create_table(
        "search_indexes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_indexes")),
    )
    op.create_table(
        "search_segments",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("index_id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("columns", sa.LargeBinary(), nullable=False),
        sa.Column("dropped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_segments")),
    )
    op.create_index(op.f("ix_search_segments_index_id"), "search_segments", ["index_id"])
    op.create_table(
        "search_blocks",
        sa.Column("field", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("term", sa.LargeBinary(), nullable=False),
        sa.Column("segment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("places", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("field", "term", "segment_id", name=op.f("pk_search_blocks")),
    )
    op.create_index("ix_search_blocks_segment_id", "search_blocks", ["segment_id"])
    if op.get_bind().dialect.name == "postgresql":
        # Blocks are packed already: trying to make them smaller is lost work.
        for column in ("data", "places"):
            op.execute(f"alter table search_blocks alter column {column} set storage external")
