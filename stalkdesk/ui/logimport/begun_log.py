"""A log that an officer has begun to take in and not saved yet. It lives in memory only, on the desk, as additions do."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from stalkdesk.casework.attachments import Attachment
from stalkdesk.casework.log.log_columns import Choices
from stalkdesk.casework.log.log_import import RowEdit
from stalkdesk.casework.log.log_tables import LogTable


class Step(IntEnum):
    """How far it has come."""

    SOURCE = 0
    COLUMNS = 1
    ROWS = 2
    CONFIRM = 3


@dataclass(slots=True)
class BegunLog:
    """The file as it was read, how its columns are read, what was mended, as far as it has come."""

    reference: str
    pasted: str = ""
    """What is typed or pasted, not read yet."""
    content: bytes = b""
    """The original, byte for byte."""
    untrusted_name: str = ""
    is_pasted: bool = False
    table: LogTable | None = None
    choices: Choices | None = None
    edits: dict[int, RowEdit] = field(default_factory=dict)
    """By the number of the row."""
    step: Step = Step.SOURCE
    reason: str = ""
    is_protected: bool = True
    """Whether the original goes to compartment B: nobody has read it for what the other party must not see."""
    is_clean: bool = False
    """Whether somebody said that there are no sexual images in it."""
    kept: Attachment | None = None
    """The original, once it is kept: a second try does not keep it twice."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost."""
        return not self.content and not self.pasted.strip()

    def begin(self, content: bytes, untrusted_name: str, table: LogTable, choices: Choices, is_pasted: bool) -> None:
        """A file was read: what was mapped and mended of another is gone."""
        self.content, self.untrusted_name, self.is_pasted = content, untrusted_name, is_pasted
        self.kept, self.is_clean = None, False
        self.show_table(table, choices)

    def show_table(self, table: LogTable, choices: Choices) -> None:
        """Another table of the same file."""
        self.table, self.choices, self.step = table, choices, Step.COLUMNS
        self.edits.clear()
