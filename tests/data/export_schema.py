"""A validator for the part of JSON Schema (2020-12) that resources/export.schema.json uses; any other keyword is an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_TYPES: dict[str, type | tuple[type, ...]] = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
_SAYS_NOTHING = frozenset({"$schema", "$defs", "title", "description"})
_KNOWN = frozenset(
    {"type", "const", "enum", "pattern", "$ref", "anyOf", "items", "properties", "required", "additionalProperties"}
)


def faults_in(document: object, schema: dict[str, Any]) -> list[str]:
    """Where the document does not keep the schema."""
    return list(_faults(document, schema, schema, "$"))


def _faults(part: Any, rule: dict[str, Any], whole: dict[str, Any], at: str) -> Iterator[str]:
    assert set(rule) - _SAYS_NOTHING <= _KNOWN, set(rule) - _KNOWN
    if "$ref" in rule:
        yield from _faults(part, whole["$defs"][rule["$ref"].rpartition("/")[2]], whole, at)
    if "type" in rule and not _is(part, rule["type"]):
        yield f"{at} is no {rule['type']}"
        return
    if ("const" in rule and part != rule["const"]) or ("enum" in rule and part not in rule["enum"]):
        yield f"{at} is {part!r}"
    if "pattern" in rule and not re.search(rule["pattern"], part):
        yield f"{at} does not fit {rule['pattern']}"
    if "anyOf" in rule:
        every = [list(_faults(part, one, whole, at)) for one in rule["anyOf"]]
        if all(every):
            yield from min(every, key=len)
    if isinstance(part, list) and "items" in rule:
        for number, one in enumerate(part):
            yield from _faults(one, rule["items"], whole, f"{at}[{number}]")
    if isinstance(part, dict):
        yield from _faults_of_object(part, rule, whole, at)


def _faults_of_object(part: dict[str, Any], rule: dict[str, Any], whole: dict[str, Any], at: str) -> Iterator[str]:
    named, others = rule.get("properties", {}), rule.get("additionalProperties", True)
    yield from (f"{at}.{name} is missing" for name in rule.get("required", ()) if name not in part)
    for name, one in part.items():
        if name in named:
            yield from _faults(one, named[name], whole, f"{at}.{name}")
        elif others is False:
            yield f"{at}.{name} is not known"
        elif others is not True:
            yield from _faults(one, others, whole, f"{at}.{name}")


def _is(part: object, name: str) -> bool:
    if name == "null":
        return part is None
    return isinstance(part, _TYPES[name]) and not (name == "integer" and isinstance(part, bool))
