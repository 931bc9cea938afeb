"""The form of a package is written down so that somebody else could read it, and the shipped form is the one that is read."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from stalkdesk.casework.handover.packages import SCHEMA, CaseFile, Manifest, package_schema

ROOT = Path(__file__).parents[3]


def test_the_shipped_schema_is_the_form_that_is_read() -> None:
    shipped = json.loads((ROOT / "resources" / "package.schema.json").read_text(encoding="utf-8"))
    assert shipped == package_schema()


def test_every_part_of_the_form_stands_in_the_document() -> None:
    document = (ROOT / "docs" / "handover.md").read_text(encoding="utf-8")
    for kind in (Manifest, CaseFile):
        for field in msgspec.structs.fields(kind):
            assert f"`{field.name}`" in document, field.name
    assert f"version {SCHEMA}" in document


@pytest.mark.parametrize("kind", [Manifest, CaseFile])
def test_a_field_that_is_unknown_is_refused(kind: type) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"anything": 1}', type=kind)
