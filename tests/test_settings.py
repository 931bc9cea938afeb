"""What an authority may decide for its desk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk import settings
from stalkdesk.errors import WrongUsage


@pytest.mark.parametrize("setting", settings.ALL, ids=lambda setting: setting.key)
def test_every_default_lies_within_its_own_bounds(setting: settings.Setting) -> None:
    assert setting.least <= setting.default <= setting.most
    assert setting.label().strip()


def test_every_setting_has_a_key_of_its_own() -> None:
    assert len({setting.key for setting in settings.ALL}) == len(settings.ALL)


@given(st.text(max_size=12), st.sampled_from(settings.ALL))
def test_whatever_lies_in_the_store_the_value_is_usable(stored: str, setting: settings.Setting) -> None:
    assert setting.least <= settings.value(setting, stored) <= setting.most


@given(st.sampled_from(settings.ALL), st.data())
def test_what_is_kept_is_read_back(setting: settings.Setting, drawn: st.DataObject) -> None:
    number = drawn.draw(st.integers(setting.least, setting.most))
    assert settings.value(setting, settings.kept(setting, f" {number} ")) == number


def test_the_least_shown_count_may_only_be_raised() -> None:
    with pytest.raises(WrongUsage, match="5"):
        settings.kept(settings.LEAST_SHOWN, "4")
    assert settings.value(settings.LEAST_SHOWN, "4") == 5
    assert settings.kept(settings.LEAST_SHOWN, "10") == "10"


@pytest.mark.parametrize("untrusted", ["", "fem", "-1", "5.5", "٥", "999999999"])
def test_what_is_not_a_fitting_number_is_refused_with_the_bounds(untrusted: str) -> None:
    with pytest.raises(WrongUsage, match="fra 1 til 60"):
        settings.kept(settings.IDLE_LOCK_MINUTES, untrusted)
