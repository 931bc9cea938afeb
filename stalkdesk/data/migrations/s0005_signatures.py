"""Every line of the journal is signed by who wrote it, and a case can be erased. Never changed again.

Lines from before are unsigned and stay as they are: the line that begins the signing vouches for them (docs/store.md 6).
"""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, Text

from stalkdesk.data.migrations.erasing_rows import allow_erasing
from stalkdesk.errors import StoreTooNew
from stalkdesk.language import tr

revision = "0005"
down_revision = "0004"


def _text(name: str, primary: bool = False) -> Column[Any]:
    return Column(name, Text, primary_key=primary, nullable=False)


def upgrade() -> None:
    """The signature of a line, who signed where that is not its officer, and what the lines say of signing keys."""
    op.add_column("journal", Column("signer", Text, nullable=True))
    op.add_column("journal", Column("sig", Text, nullable=True))
    op.create_table(
        "signing_key",
        Column("number", Integer, primary_key=True, nullable=False, autoincrement=False),
        _text("who", primary=True),
        _text("state"),
        _text("role"),
        _text("public"),
        CheckConstraint("state in ('key', 'waits', 'ended')", name="state_is_known"),
        CheckConstraint("(state = 'key') = (length(public) = 64)", name="key_is_there"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        for act in ("update", "delete"):
            told = "begin select raise(abort, 'signing keys are only added to'); end"
            op.execute(f"create trigger signing_key_no_{act} before {act} on signing_key {told}")
    allow_erasing(op.get_bind())


def downgrade() -> None:
    """Refused: taking the signatures away would leave nobody to hold a line against."""
    raise StoreTooNew(tr("Et sagsskab kan ikke føres tilbage til en ældre udgave. Opdatér programmet i stedet."))
