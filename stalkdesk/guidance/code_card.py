"""The card of somebody who wants to be anonymous: a code on a paper as small as a card, and nothing that says what for."""

from __future__ import annotations

from stalkdesk.guidance.blocks import Document, Form, Heading
from stalkdesk.language import spoken


def code_card(code: str) -> Document:
    """The code alone. Neither desk, nor matter, nor date stands on it."""
    return Document(title=" ", language=spoken(), blocks=(Heading(code, 1),), form=Form.CARD)
