"""Whatever lies in a file: a sentence, at once, and nothing half taken in. Never a crash, never a wait.

A small budget here; by hand `STALKDESK_FUZZ=5000 python -m pytest tests/data/test_fuzz.py` tries that many of each.
"""

from __future__ import annotations

import json
import os
import shutil
import time
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stalkdesk import app, places
from stalkdesk.casework.officers import Role
from stalkdesk.commands import paper_form
from stalkdesk.commands.assessing import assessed
from stalkdesk.commands.terminal import read_json
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.key_file import as_text, read_key_file
from stalkdesk.data.library import Library
from stalkdesk.data.recovery_sheet import opened_with_sheet
from stalkdesk.errors import BadAnswer, BadFacts, ContentBroken, DeskError, StoreTooNew, WrongRecoveryKey
from stalkdesk.intake.facts import Facts
from tests.data.tampering import with_sum

MANY = int(os.environ.get("STALKDESK_FUZZ", "40"))
LONGEST, MOST_BYTES = 2.0, 100 * 1024**2
"""Seconds of work and bytes that one try may take at most."""
MOST_FOR_KEYS = 8 * 1024**2
"""Bytes that reading a key file may take, whatever is in it: it is at most 256 KiB long. Argon2 is refused before it begins."""

pytestmark = pytest.mark.timeout(120 if MANY <= 40 else 0)  # a bigger budget takes the time that it takes

numbers = st.integers() | st.integers(-3, 3) | st.floats() | st.sampled_from((2**31, 2**63, 10**400, -(10**400)))
words = st.text(max_size=20) | st.sampled_from(
    ("yes", "no", "unknown", "", "\0", "2026-02-30", "9999-99", "\udcff", "å" * 5000)
)
values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | numbers | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)
mutations = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 6)), min_size=1, max_size=4)


def _mutated(whole: bytes, changes: list[tuple[float, bytes, int]]) -> bytes:
    """`whole` with bytes put in place of some, slipped in, or taken out."""
    for where, put, taken in changes:
        at = int(where * len(whole))
        whole = whole[:at] + put + whole[at + taken :]
    return whole


class _Bounded:
    """Fails when what is inside takes longer or more memory than it may."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes

    def __enter__(self) -> None:
        tracemalloc.start()
        self._began = time.process_time()

    def __exit__(self, *_: object) -> None:
        seconds = time.process_time() - self._began
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert seconds < LONGEST
        assert most < self._most_bytes


def _read_or_told(path: Path) -> None:
    """The key file is read as it was written, or there is a sentence."""
    try:
        with _Bounded(MOST_FOR_KEYS):
            content = read_key_file(path)
    except DeskError as told:
        assert len(str(told)) > 30  # noqa: PT017 -- either may be
        return
    assert read_key_file(path) == content
    assert json.loads(as_text(content)).keys() >= {"format", "slots", "mac", "sum"}


@settings(max_examples=MANY)
@given(changes=mutations)
def test_a_key_file_with_any_bytes_changed_is_read_or_refused_with_a_sentence(
    folder: Path, changes: list[tuple[float, bytes, int]]
) -> None:
    whole = (folder / "desk.keys.bak").read_bytes()
    (folder / "desk.keys").write_bytes(_mutated(whole, changes))
    _read_or_told(folder / "desk.keys")


@settings(max_examples=MANY)
@given(content=st.binary(max_size=300) | values.map(lambda value: json.dumps(value).encode()))
def test_a_key_file_of_any_other_shape_is_refused_with_a_sentence(folder: Path, content: bytes) -> None:
    (folder / "desk.keys").write_bytes(content)
    with _Bounded(MOST_FOR_KEYS), pytest.raises(DeskError) as told:
        read_key_file(folder / "desk.keys")
    assert len(str(told.value)) > 30


@pytest.mark.parametrize(
    "content",
    [b"[" * 10**6, b'{"a":' * 10**5, b" " * 10**7, b"9" * 10**6, b'"' + b"\\u0041" * 10**5, b"[" + b"0," * 10**6 + b"0]"],
    ids=["brackets", "braces", "blanks", "a number", "escapes", "a list"],
)
def test_a_key_file_made_to_cost_memory_or_time_costs_neither(folder: Path, content: bytes) -> None:
    (folder / "desk.keys").write_bytes(content)
    with _Bounded(MOST_FOR_KEYS), pytest.raises(DeskError) as told:
        read_key_file(folder / "desk.keys")
    assert len(str(told.value)) > 30


@settings(max_examples=MANY)
@given(data=st.data(), value=values)
def test_a_key_file_with_any_value_in_any_place_is_read_or_refused(folder: Path, data: st.DataObject, value: Any) -> None:
    content = json.loads((folder / "desk.keys.bak").read_bytes())
    place: Any = content
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans()):
            place = place[key]
            continue
        place[key] = value
        break
    try:
        text = with_sum(content)
    except (ValueError, UnicodeEncodeError):  # what JSON can't say, nobody can write there
        return
    (folder / "desk.keys").write_bytes(text)
    _read_or_told(folder / "desk.keys")


@settings(max_examples=MANY)
@given(typed=st.text(max_size=500) | st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ -\n", max_size=400))
def test_whatever_is_typed_as_a_recovery_key_is_a_wrong_key(folder: Path, typed: str) -> None:
    with _Bounded(), pytest.raises(WrongRecoveryKey) as told:
        opened_with_sheet(folder, typed)
    assert len(str(told.value)) > 30


@settings(max_examples=MANY)
@given(untrusted=values | st.dictionaries(st.sampled_from(sorted(Facts.__dataclass_fields__)) | words, values, max_size=5))
def test_facts_of_any_shape_are_assessed_or_refused_with_a_sentence(untrusted: Any) -> None:
    try:
        with _Bounded():
            found = assessed(untrusted)
    except BadFacts as told:
        assert str(told)  # noqa: PT017 -- either may be
        return
    assert isinstance(found, dict | list)


@pytest.fixture(scope="module")
def question_ids() -> tuple[str, ...]:
    """Every question of the checklist."""
    from stalkdesk.language import Language

    return tuple(question.id for question in app.library().checklist(Language.DANISH, "").questions())


@settings(max_examples=MANY)
@given(data=st.data())
def test_answers_of_any_shape_are_filed_whole_or_not_at_all(
    drawer: OpenDrawer, question_ids: tuple[str, ...], data: st.DataObject
) -> None:
    ids = st.sampled_from(question_ids)
    untrusted = data.draw(st.dictionaries(ids, values, min_size=1, max_size=4) | st.dictionaries(ids | words, values) | values)
    before = drawer.count_cases()
    try:
        with _Bounded():
            filed = paper_form.filed(drawer, app.library(), untrusted, datetime(2026, 11, 22, 9, tzinfo=UTC))
    except (BadAnswer, BadFacts) as told:
        assert str(told)  # noqa: PT017 -- either may be
        assert drawer.count_cases() == before
        return
    assert drawer.count_cases() == before + 1
    assert drawer.case(filed.reference).evaluations


def test_nothing_that_was_filed_from_odd_answers_makes_the_check_find_fault(drawer: OpenDrawer) -> None:
    for odd in ("\0", "\ufffe", "é\u0301" * 50, "\U0001f600" * 300, " \t\r\n\u2028", "<b>&amp;"):
        paper_form.filed(drawer, app.library(), {"source_name": f"x{odd}x"}, datetime(2026, 11, 22, 9, tzinfo=UTC))
    assert drawer.faults() == ()
    assert drawer.officer.role is Role.SUPERVISOR


CONTENT = sorted(path.relative_to(places.resources()).as_posix() for path in places.resources().rglob("*.toml"))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the whole content."""
    return Path(shutil.copytree(places.resources(), tmp_path_factory.mktemp("content") / "resources"))


@settings(max_examples=max(10, MANY // 4))
@given(name=st.sampled_from(CONTENT), changes=mutations)
def test_a_content_file_with_any_bytes_changed_is_read_or_named(
    shelf: Path, name: str, changes: list[tuple[float, bytes, int]]
) -> None:
    from stalkdesk.language import Language

    whole = (places.resources() / name).read_bytes()
    (shelf / name).write_bytes(_mutated(whole, changes))
    library = Library(shelf)
    try:
        for read in (
            library.checklist,
            lambda language, _: library.shelf(language),
            lambda language, _: library.rules(language),
        ):
            read(Language.ENGLISH, "")
    except ContentBroken as told:
        assert ".toml" in str(told)  # noqa: PT017 -- either may be
    finally:
        (shelf / name).write_bytes(whole)


@settings(max_examples=MANY)
@given(content=st.binary(max_size=200) | values.map(lambda value: json.dumps(value).encode()))
def test_preferences_of_any_shape_are_words_or_nothing(own_folders: Path, content: bytes) -> None:
    target = places.preferences_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    with _Bounded():
        found = app.read_preferences()
    assert all(isinstance(word, str) for pair in found.items() for word in pair)


@settings(max_examples=MANY)
@given(content=st.binary(max_size=300) | values.map(lambda value: json.dumps(value).encode()))
def test_a_file_named_to_a_command_is_read_or_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "facts.json").write_bytes(content)
    try:
        with _Bounded():
            read_json(str(tmp_path / "facts.json"))
    except BadFacts as told:
        assert "facts.json" in str(told)  # noqa: PT017 -- either may be


def test_a_newer_form_of_the_key_file_is_the_only_one_that_is_told_to_be_newer(folder: Path) -> None:
    content = json.loads((folder / "desk.keys").read_bytes())
    (folder / "desk.keys").write_bytes(with_sum({**content, "version": 999_999}))
    with pytest.raises(StoreTooNew):
        read_key_file(folder / "desk.keys")
