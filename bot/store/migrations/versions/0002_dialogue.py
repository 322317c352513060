"""Proposals, conversations, presses; random codes for filings. Expands only.

`filings.code` may be null, so that a process of the release before can go on putting filings on
file while this one is rolled out; such a row is shown by its number (`Filing.ref`). A later
release gives it a code and makes the column not null.
"""

import sqlalchemy as sa
from alembic import op

from bot.store.base import UTCDateTime
from bot.store.codes import new_code

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One transaction; no row lost."""
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("made_for", sa.String(), nullable=False),
        sa.Column("may_press", sa.JSON(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("component_id", sa.Integer(), nullable=True),
        sa.Column("filing_id", sa.Integer(), nullable=True),
        sa.Column("effects", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("record_version", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("shown_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("deed_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_proposals_request_id")
        ),
        sa.ForeignKeyConstraint(
            ["component_id"], ["component_requests.id"], name=op.f("fk_proposals_component_id")
        ),
        sa.ForeignKeyConstraint(["deed_id"], ["deeds.id"], name=op.f("fk_proposals_deed_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("code", name=op.f("uq_proposals_code")),
    )
    for name, columns in (
        ("ix_proposals_shown", ["place", "thread", "state"]),
        ("ix_proposals_open", ["state", "expires_at"]),
        (op.f("ix_proposals_request_id"), ["request_id"]),
        (op.f("ix_proposals_filing_id"), ["filing_id"]),
    ):
        op.create_index(name, "proposals", columns, unique=False)

    op.create_table(
        "conversations",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("component_id", sa.Integer(), nullable=True),
        sa.Column("limit", sa.String(), nullable=False),
        sa.Column("filing_id", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("changed_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("until", UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
        sa.UniqueConstraint("person", "place", "thread", name=op.f("uq_conversations_person")),
    )
    op.create_index(op.f("ix_conversations_until"), "conversations", ["until"], unique=False)

    op.create_table(
        "presses",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_presses")),
    )
    op.create_index(op.f("ix_presses_at"), "presses", ["at"], unique=False)

    with op.batch_alter_table("filings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("code", sa.String(), nullable=True))
    _give_codes()
    op.create_index("ix_filings_code", "filings", ["code"], unique=True)


def _give_codes() -> None:
    """Give every filing on file a code of its own."""
    bind = op.get_bind()
    filings = sa.table("filings", sa.column("id", sa.Integer), sa.column("code", sa.String))
    taken: set[str] = set()
    for number in bind.execute(sa.select(filings.c.id)).scalars().all():
        code = new_code()
        while code in taken:
            code = new_code()
        taken.add(code)
        bind.execute(sa.update(filings).where(filings.c.id == number).values(code=code))
