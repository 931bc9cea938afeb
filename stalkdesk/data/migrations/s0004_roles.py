"""A role for who only makes summaries. Never changed again."""

from __future__ import annotations

from alembic import op

from stalkdesk.errors import StoreTooNew
from stalkdesk.language import tr

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """The officer's role may be one more. The column and what stands in it stay."""
    op.execute("alter table officer drop constraint role_is_known")
    op.execute(
        "alter table officer add constraint role_is_known check (role in ('officer', 'visitator', 'supervisor', 'statistics'))"
    )


def downgrade() -> None:
    """There is no way back: a store is never brought to an older version."""
    raise StoreTooNew(tr("Sagsskabet er skrevet af en nyere udgave af StalkDesk. Opdatér programmet på denne computer."))
