"""The printed key: one wrong letter, two swapped letters or groups are always found, and named by their group."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from stalkdesk.data.recovery import ALPHABET, KEY_BYTES, KEY_GROUPS, as_groups, from_groups, split_key
from stalkdesk.errors import WrongRecoveryKey

keys = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)
places = st.tuples(st.integers(0, KEY_GROUPS - 1), st.integers(0, 4))


@given(keys, st.sampled_from([" ", "-", "\n", "", " – "]))
def test_what_is_printed_reads_back_however_it_is_typed(key: bytes, between: str) -> None:
    groups = as_groups(key)
    assert len(groups) == KEY_GROUPS
    assert {len(group) for group in groups} == {5}
    assert from_groups(split_key(between.join(groups).lower()), KEY_BYTES) == key


@given(st.binary(min_size=1, max_size=160))
def test_any_length_reads_back(content: bytes) -> None:
    assert from_groups(as_groups(content), len(content)) == content


@given(keys, places, st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_named_by_its_group(key: bytes, place: tuple[int, int], letter: str) -> None:
    nr, at = place
    groups = list(as_groups(key))
    assume(groups[nr][at] != letter)
    groups[nr] = groups[nr][:at] + letter + groups[nr][at + 1 :]
    with pytest.raises(WrongRecoveryKey, match=f"gruppe {nr + 1} "):
        from_groups(tuple(groups), KEY_BYTES)


@given(keys, st.integers(0, KEY_GROUPS - 1), st.integers(0, 3))
def test_two_swapped_letters_are_named_by_their_group(key: bytes, nr: int, at: int) -> None:
    groups = list(as_groups(key))
    one, two = groups[nr][at], groups[nr][at + 1]
    assume(one != two)
    groups[nr] = groups[nr][:at] + two + one + groups[nr][at + 2 :]
    with pytest.raises(WrongRecoveryKey, match=f"gruppe {nr + 1} "):
        from_groups(tuple(groups), KEY_BYTES)


@given(keys, st.integers(0, KEY_GROUPS - 2))
def test_two_swapped_groups_are_found(key: bytes, nr: int) -> None:
    groups = list(as_groups(key))
    assume(groups[nr] != groups[nr + 1])
    groups[nr], groups[nr + 1] = groups[nr + 1], groups[nr]
    with pytest.raises(WrongRecoveryKey):
        from_groups(tuple(groups), KEY_BYTES)


@pytest.mark.parametrize("typed", ["", "   ", "ABCDE", "U" * 65, "Ø" * 65, "A" * 100_000, "\0" * 65])
def test_what_is_no_key_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(WrongRecoveryKey):
        from_groups(split_key(typed)[:KEY_GROUPS], KEY_BYTES)


def test_a_group_with_a_letter_too_few_is_named() -> None:
    groups = list(as_groups(bytes(KEY_BYTES)))
    groups[6] = groups[6][:4]
    with pytest.raises(WrongRecoveryKey, match="gruppe 7 "):
        split_key(" ".join(groups))
