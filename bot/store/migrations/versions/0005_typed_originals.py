"""What people typed before it was masked, sealed. Expands only."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One transaction; no row touched."""
    op.create_table(
        "typed_originals",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typed_originals")),
    )
    op.create_index(op.f("ix_typed_originals_mark"), "typed_originals", ["mark"], unique=False)
