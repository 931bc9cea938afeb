"""No shipped sheet changes by accident: each is drawn again and compared with what it was."""

from __future__ import annotations

import json

import pytest

from stalkdesk.language import Language
from tests.paper import golden

KNOWN: dict[str, str] = json.loads(golden.GOLDEN.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", golden.languages())
def test_every_shipped_sheet_is_drawn_as_it_was(language: Language) -> None:
    found = {name: golden.fingerprint(document) for name, document in golden.papers(language)}
    known = {name: print_ for name, print_ in KNOWN.items() if name.startswith(f"{language.value}/")}
    changed = sorted(name for name in found.keys() | known.keys() if found.get(name) != known.get(name))
    assert changed == [], "look at these; if they are as they should be: python -m tests.paper.golden"


def test_no_language_has_gone_from_the_shelf() -> None:
    assert {name.split("/")[0] for name in KNOWN} == {language.value for language in golden.languages()}
