"""The papers of a case are kept as they were, with how they left the desk and what became of them. Never changed again."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, LargeBinary, Text

from stalkdesk.data.migrations.content_changes_table import make_content_changes
from stalkdesk.errors import StoreTooNew
from stalkdesk.language import tr

revision = "0006"
down_revision = "0005"

_HOW = "how in ('printed', 'saved', 'read_aloud', 'not_given', 'waiting')"
_OUTCOME = "outcome in ('', 'taken', 'declined', 'not_safe', 'at_desk')"


def upgrade() -> None:
    """More is known of a sheet; and the content of the shelf can be changed by the authority."""
    for name, default in (("variant", "standard"), ("beside", ""), ("outcome", ""), ("first_id", "")):
        op.add_column("sheet_given", Column(name, Text, nullable=False, server_default=default))
    op.add_column("sheet_given", Column("document", LargeBinary, nullable=True))
    op.execute("alter table sheet_given drop constraint how_is_known")
    op.execute(f"alter table sheet_given add constraint how_is_known check ({_HOW})")
    op.execute(f"alter table sheet_given add constraint outcome_is_known check ({_OUTCOME})")
    make_content_changes()


def downgrade() -> None:
    """Refused: papers that were kept would be lost."""
    raise StoreTooNew(tr("Et sagsskab kan ikke føres tilbage til en ældre udgave. Opdatér programmet i stedet."))
