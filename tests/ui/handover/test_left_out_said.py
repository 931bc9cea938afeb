"""Everything that does not come along is named: who takes a case over must know what she does not know."""

from __future__ import annotations

from stalkdesk.casework.sharing.consent_words import group_word
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.ui.handover.receive_panel import left_out_lines


def test_every_group_that_is_left_out_is_named_however_many_there_are() -> None:
    lines = left_out_lines([(group, "intet samtykke") for group in Group])
    assert len(lines) == 1
    assert all(group_word(group) in lines[0] for group in Group)


def test_each_reason_has_its_line() -> None:
    lines = left_out_lines([(Group.HEALTH, "ikke valgt"), (Group.PLAN, "intet samtykke"), (Group.NEEDS, "ikke valgt")])
    assert [line.count(group_word(Group.HEALTH)) for line in lines] == [1, 0]
    assert "ikke valgt" in lines[0]
    assert "intet samtykke" in lines[1]
