"""A paper as it was on the day it was given, kept with the case: it can be printed again, whatever the shelf says by then.

Written as JSON: each block an object with its kind under "kind" and its fields by name, those that are as always left out.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from typing import Any, Final, get_args

from stalkdesk.guidance import blocks
from stalkdesk.guidance.blocks import Block, Document, Form, PrintSize, Tone
from stalkdesk.language import Language

_KIND = "kind"
_FORMAT = 1
_BLOCKS: Final[dict[str, type[Any]]] = {one.__name__: one for one in get_args(blocks.Block)}
_CODES: Final[dict[str, type[StrEnum]]] = {
    "language": Language,
    "other_language": Language,
    "tone": Tone,
    "size": PrintSize,
    "form": Form,
}
"""What stands as a code, by the name of its field."""


def document_text(document: Document) -> str:
    """The document as JSON; the same document is always the same text."""
    return json.dumps({"format": _FORMAT, **_written(document)}, ensure_ascii=False, separators=(",", ":"))


def document_from(text: str) -> Document:
    """The document that `document_text` wrote, also by an older program. Raises ValueError for anything else."""
    try:
        table = json.loads(text)
        if table.pop("format") != _FORMAT:
            raise ValueError("unknown format")
        document = _read(Document, table)
    except (KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise ValueError(str(fault)) from None
    assert isinstance(document, Document)
    return document


def _written(block: Document | Block) -> dict[str, Any]:
    values = ((field, getattr(block, field.name)) for field in fields(block))
    return {field.name: _value(value) for field, value in values if value != _always(field)}


def _always(field: Field[Any]) -> object:
    return None if field.default is MISSING else field.default


def _value(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    if type(value).__name__ in _BLOCKS:
        return {_KIND: type(value).__name__, **_written(value)}  # type: ignore[arg-type]
    return value


def _read(made: type[Any], table: dict[str, Any]) -> object:
    known = {field.name for field in fields(made)}
    if unknown := table.keys() - known:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    return made(**{name: _code(name, _given(value)) for name, value in table.items()})


def _code(name: str, value: object) -> object:
    return _CODES[name](value) if name in _CODES and isinstance(value, str) else value


def _given(value: object) -> object:
    if isinstance(value, list):
        return tuple(_given(one) for one in value)
    if isinstance(value, dict):
        rest = {name: inner for name, inner in value.items() if name != _KIND}
        return _read(_BLOCKS[value[_KIND]], rest)
    return value
