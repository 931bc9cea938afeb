"""The shelf as the authority has changed it: what stands, in which language, in which version, and what must be looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from stalkdesk.casework.content_changes import ChangeKind, ChangeState, ContentChange, Proposal
from stalkdesk.guidance.composing import composed
from stalkdesk.guidance.editing import (
    agency_value,
    base_of_agency,
    base_of_part,
    base_of_sheet,
    changed_agencies,
    changed_shelf,
    in_force,
    is_overtaken,
    local_entries,
    moved_under,
    part_value,
)
from stalkdesk.guidance.forms import guided_points
from stalkdesk.guidance.proposing import (
    Mark,
    agency_faults,
    agency_proposal,
    checked_proposal,
    differences,
    editable,
    local_proposal,
    part_faults,
    part_proposal,
    why_it_can_not_hold,
    with_part,
)
from stalkdesk.guidance.sheet_setting import SheetSetting
from stalkdesk.guidance.sheets import Agency, ContentStatus, GuidanceSheet, SheetPart, Translation
from stalkdesk.guidance.upkeep import sheet_lines, upkeep_of
from stalkdesk.language import Language
from tests.guidance.small_shelf import AGENCIES, NOW, OWN, POLITI, RAAD, UNIT, WORDS_OF_TESTS, sheet

SOURCES = {one.id: one for one in (RAAD, POLITI, OWN)}
ITEMS = SheetPart("items", title="Børn", items=("Sig det.", "Skriv det."), sources=("RAAD",), key="children")
LOCAL = SheetPart("local", key="hours", entry="visitator_hours", label="Visitator")
PHONES = SheetPart("contacts", items=("line",), key="phones")
DANISH = sheet(ITEMS, LOCAL, PHONES)
DONE = Translation("Prøveoversætter", ContentStatus.DRAFT, date(2026, 11, 1), "", "1-1")
ENGLISH = replace(
    DANISH,
    language=Language.ENGLISH,
    title="Advice",
    parts=(replace(ITEMS, title="Children", items=("Say it.", "Write it.")), replace(LOCAL, label="Assessor"), PHONES),
    translation=DONE,
)
TODAY = date(2026, 11, 22)
NEW: dict[str, Any] = {"title": "Børn", "text": "", "items": ["Sig det til skolen.", "Skriv det."], "label": ""}
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)


def _kept(number: int, proposal: Proposal, state: ChangeState = ChangeState.APPROVED) -> ContentChange:
    """Written in the hour of its number, decided half an hour later."""
    made = AT + timedelta(hours=number)
    decided = None if state is ChangeState.WAITING else made + timedelta(minutes=30)
    return ContentChange(number, f"c{number}", proposal, "o-1", "Lea", made, state, "o-2", "Vita", decided)


def _danish_change(value: dict[str, Any] = NEW, source: str = "POLITI") -> Proposal:
    return part_proposal(DANISH, DANISH, "children", value, source, TODAY)


def _english_change() -> Proposal:
    value = {"title": "Children", "text": "", "items": ["Tell the school.", "Write it."], "label": ""}
    return part_proposal(ENGLISH, ENGLISH, "children", value, "OWN", TODAY)


def _danish(*changes: ContentChange, shipped: GuidanceSheet = DANISH) -> GuidanceSheet:
    return changed_shelf((shipped,), (shipped,), in_force(changes), SOURCES)[0]


def _english(*changes: ContentChange, danish: GuidanceSheet = DANISH) -> GuidanceSheet:
    return changed_shelf((ENGLISH,), (danish,), in_force(changes), SOURCES)[0]


def _says(changed: GuidanceSheet) -> tuple[str, ...]:
    return changed.parts[0].items


@pytest.mark.parametrize("state", [ChangeState.WAITING, ChangeState.REJECTED, ChangeState.WITHDRAWN])
def test_only_an_approved_change_has_an_effect(state: ChangeState) -> None:
    assert _danish(_kept(1, _danish_change(), state)) is DANISH


def test_an_approved_change_stands_with_its_source_its_day_and_its_approver() -> None:
    part = _danish(_kept(3, _danish_change())).parts[0]
    assert part.items == ("Sig det til skolen.", "Skriv det.")
    assert (part.sources, part.last_checked, part.checked_by) == (("RAAD", "POLITI"), TODAY, "Vita")
    assert part.status is ContentStatus.APPROVED


def test_the_version_on_paper_carries_the_number_of_the_newest_change_that_is_seen_on_the_sheet() -> None:
    changed = _danish(_kept(3, _danish_change()), _kept(7, local_proposal("elsewhere", Language.DANISH, "x", "", "OWN", TODAY)))
    assert changed.version == "1-1 · 3"
    setting = SheetSetting(on=TODAY, unit=UNIT, words=WORDS_OF_TESTS, agencies=AGENCIES)
    assert composed(changed, setting).footer.startswith("1-1 · 3 / ")
    filled = _danish(
        _kept(3, _danish_change()), _kept(8, local_proposal("visitator_hours", Language.DANISH, "x", "", "OWN", TODAY))
    )
    assert filled.version == "1-1 · 8"


def test_of_two_changes_of_the_same_text_the_later_stands_and_the_old_one_can_be_brought_back() -> None:
    first, back = _kept(1, _danish_change()), _kept(2, _danish_change({**NEW, "items": list(ITEMS.items)}))
    assert _says(_danish(first, back)) == ITEMS.items
    assert _danish(back, first).version == "1-1 · 2"


def test_a_translation_falls_to_danish_visibly_when_the_danish_text_was_changed() -> None:
    changed = _english(_kept(1, _danish_change()))
    assert changed.parts[0].language is Language.DANISH
    assert _says(changed) == tuple(NEW["items"])
    assert changed.missing == ("part.children.text",)
    assert changed.parts[1].label == "Assessor"
    assert not changed.is_stale


def test_a_translation_of_the_change_stands_and_one_from_before_it_does_not() -> None:
    after = _english(_kept(1, _danish_change()), _kept(2, _english_change()))
    assert (_says(after)[0], after.parts[0].language, after.missing) == ("Tell the school.", None, ())
    before = _english(_kept(1, _english_change()), _kept(2, _danish_change()))
    assert before.parts[0].language is Language.DANISH


def test_a_translation_alone_changes_no_other_language() -> None:
    change = _kept(1, _english_change())
    assert _danish(change) is DANISH
    assert _says(_english(change))[0] == "Tell the school."


def test_checked_again_moves_the_review_day_and_names_who_approved_it() -> None:
    changed = _danish(_kept(1, checked_proposal(DANISH, DANISH, "RAAD", TODAY)))
    assert (changed.last_checked, changed.checked_by, changed.status) == (TODAY, "Vita", ContentStatus.APPROVED)
    assert changed.review_on == date(2027, 5, 22)
    assert {source.last_checked for source in changed.sources.values()} == {TODAY}


def test_what_was_said_of_the_old_texts_is_not_said_of_those_of_an_update() -> None:
    checked = _kept(1, checked_proposal(DANISH, DANISH, "RAAD", TODAY))
    updated = replace(DANISH, parts=(replace(ITEMS, items=("Helt nyt.",)), LOCAL, PHONES))
    assert _danish(checked, shipped=updated).last_checked == DANISH.last_checked
    approved = _kept(2, checked_proposal(ENGLISH, ENGLISH, "OWN", TODAY, "Tora Tolk"))
    other = replace(ENGLISH, title="Other advice")
    (changed,) = changed_shelf((other,), (DANISH,), in_force((approved,)), SOURCES)
    assert changed.needs_translator


def test_an_approved_translation_is_marked_no_more_and_names_its_translator() -> None:
    assert ENGLISH.needs_translator
    changed = _english(_kept(1, checked_proposal(ENGLISH, ENGLISH, "OWN", TODAY, "Tora Tolk")))
    assert (changed.needs_translator, changed.translator) == (False, "Tora Tolk")
    setting = SheetSetting(on=TODAY, unit=UNIT, words=WORDS_OF_TESTS, agencies=AGENCIES)
    assert "not_reviewed" in composed(ENGLISH, setting).footer
    assert "not_reviewed" not in composed(changed, setting).footer


def test_a_number_is_another_in_every_language_and_a_note_falls_to_danish_only_where_it_was_changed() -> None:
    english = replace(AGENCIES[0], note="free of charge", hours="always")
    value = {**_agency_value(), "phone": "00 00 00 07", "hours": "kl. 9-15"}
    proposal = agency_proposal(AGENCIES[0], AGENCIES[0], Language.DANISH, value, "RAAD", TODAY)
    changed = changed_agencies((english,), Language.ENGLISH, in_force((_kept(4, proposal),)), SOURCES)[0]
    assert (changed.phone, changed.hours, changed.note) == ("00 00 00 07", "kl. 9-15", "free of charge")
    assert (changed.checked_by, changed.source.last_checked) == ("Vita", TODAY)


def _agency_value() -> dict[str, Any]:
    one = AGENCIES[0]
    names = ("phone", "hours", "note", "neutral_name", "address", "printable")
    return {name: getattr(one, name) for name in names}


def _agency_change(number: int, language: Language = Language.DANISH, was: Agency = AGENCIES[0], **said: Any) -> ContentChange:
    value = {**agency_value(was), **said}
    return _kept(number, agency_proposal(was, AGENCIES[0], language, value, "RAAD", TODAY))


def _agency(shipped: Agency, language: Language, *changes: ContentChange) -> Agency:
    return changed_agencies((shipped,), language, in_force(changes), SOURCES)[0]


def test_an_update_that_corrects_a_number_or_withdraws_it_holds_under_a_change_of_the_hours() -> None:
    updated = replace(AGENCIES[0], phone="00 00 00 09", printable=False, version="2")
    changed = _agency(updated, Language.DANISH, _agency_change(1, hours="kl. 9-15"))
    assert (changed.phone, changed.printable, changed.hours) == ("00 00 00 09", False, "kl. 9-15")


def test_an_update_of_a_heading_holds_under_a_change_of_the_points() -> None:
    updated = replace(DANISH, parts=(replace(ITEMS, title="Børnene"), LOCAL, PHONES))
    part = _danish(_kept(1, _danish_change()), shipped=updated).parts[0]
    assert (part.title, part.items) == ("Børnene", tuple(NEW["items"]))


def test_two_changes_of_different_fields_both_stand_in_every_language() -> None:
    first = _agency_change(1, hours="kl. 9-15")
    between = _agency(AGENCIES[0], Language.DANISH, first)
    second = _agency_change(2, was=between, phone="00 00 00 07")
    english = replace(AGENCIES[0], hours="always")
    for shipped, language in ((AGENCIES[0], Language.DANISH), (english, Language.ENGLISH)):
        changed = _agency(shipped, language, first, second)
        assert (changed.phone, changed.hours) == ("00 00 00 07", "kl. 9-15")


def test_a_field_that_was_brought_back_is_the_programs_again() -> None:
    first = _agency_change(1, phone="00 00 00 07")
    back = _agency_change(2, was=_agency(AGENCIES[0], Language.DANISH, first), phone=AGENCIES[0].phone)
    updated = replace(AGENCIES[0], phone="00 00 00 09", version="2")
    assert _agency(updated, Language.DANISH, first, back).phone == "00 00 00 09"


def test_an_approved_translation_of_the_hours_outlives_a_change_of_the_number_and_not_one_of_the_hours() -> None:
    hours = _agency_change(1, Language.ENGLISH, hours="nine to three")
    number = _agency_change(2, phone="00 00 00 07")
    kept = _agency(AGENCIES[0], Language.ENGLISH, hours, number)
    assert (kept.phone, kept.hours) == ("00 00 00 07", "nine to three")
    later = _agency_change(3, was=_agency(AGENCIES[0], Language.DANISH, number), hours="kl. 9-15")
    assert _agency(AGENCIES[0], Language.ENGLISH, hours, number, later).hours == "kl. 9-15"


GUIDED = SheetPart("guided_points", items=("Advokat", "Krav"), points=("guided_lawyer", "-"), key="points")


@pytest.mark.parametrize("language", [Language.DANISH, Language.ENGLISH])
def test_a_change_that_no_longer_fits_the_ticks_of_an_update_gives_way_to_the_programs_part(language: Language) -> None:
    before = replace(DANISH, parts=(GUIDED,))
    change = _kept(
        1, part_proposal(before, before, "points", {**part_value(GUIDED), "items": ["Retten", "Krav"]}, "OWN", TODAY)
    )
    updated = replace(before, parts=(replace(GUIDED, items=("Advokat",), points=("guided_lawyer",)),))
    shipped = replace(updated, language=language)
    (changed,) = changed_shelf((shipped,), (updated,), in_force((change,)), SOURCES)
    assert changed.parts[0].items == ("Advokat",)
    setting = SheetSetting(on=TODAY, unit=UNIT, words=WORDS_OF_TESTS, agencies=AGENCIES)
    assert composed(changed, setting).blocks


def test_points_that_are_being_written_are_shown_whatever_their_number() -> None:
    setting = SheetSetting(on=TODAY, unit=UNIT, words=WORDS_OF_TESTS, agencies=AGENCIES)
    assert len(guided_points(replace(GUIDED, items=("Et", "To", "Tre")), setting).rows) == 3


def test_an_example_whose_columns_an_update_has_changed_is_the_programs() -> None:
    table = SheetPart("log_example", text="Dato | Hvad", items=("1 | 2",), key="t")
    before = replace(DANISH, parts=(table,))
    change = _kept(1, part_proposal(before, before, "t", {**part_value(table), "items": ["3 | 4"]}, "OWN", TODAY))
    updated = replace(before, parts=(replace(table, text="Dato | Hvad | Hvem", items=("1 | 2 | 3",)),))
    assert _danish(change, shipped=updated).parts == updated.parts


def test_a_proposal_that_waited_over_an_update_is_told_to_the_approver() -> None:
    waiting = _kept(1, _danish_change(), ChangeState.WAITING)
    assert why_it_can_not_hold(waiting, {}, {Language.DANISH: (DANISH,)}, {}) == ""
    updated = replace(DANISH, parts=(replace(ITEMS, title="Børnene"), LOCAL, PHONES))
    assert "Programmets tekst" in why_it_can_not_hold(waiting, {}, {Language.DANISH: (updated,)}, {})
    agency = replace(_agency_change(2, hours="kl. 9-15"), state=ChangeState.WAITING)
    moved = {Language.DANISH: (replace(AGENCIES[0], phone="00 00 00 09"),)}
    assert "Programmets tekst" in why_it_can_not_hold(agency, {}, {}, moved)


def test_a_translation_that_came_too_late_is_told_from_one_that_holds() -> None:
    standing = in_force((_kept(2, _danish_change()), _agency_change(3, hours="kl. 9-15")))
    shelves = {Language.ENGLISH: (ENGLISH,)}
    assert "danske tekst" in why_it_can_not_hold(_kept(1, _english_change(), ChangeState.WAITING), standing, shelves, {})
    assert why_it_can_not_hold(_kept(4, _english_change(), ChangeState.WAITING), standing, shelves, {}) == ""
    assert is_overtaken(_agency_change(1, Language.ENGLISH, hours="nine to three"), standing)
    assert not is_overtaken(_agency_change(1, Language.ENGLISH, note="free"), standing)
    assert not is_overtaken(_kept(1, _danish_change()), standing)


def test_an_entry_stands_in_every_language_until_it_is_written_in_that_language() -> None:
    danish = _kept(1, local_proposal("visitator_hours", Language.DANISH, "hverdage 9-15", "", "OWN", TODAY))
    english = _kept(2, local_proposal("visitator_hours", Language.ENGLISH, "weekdays 9-15", "", "OWN", TODAY))
    both = in_force((danish, english))
    assert local_entries(both, Language.GERMAN) == {"visitator_hours": "hverdage 9-15"}
    assert local_entries(both, Language.ENGLISH) == {"visitator_hours": "weekdays 9-15"}
    setting = SheetSetting(on=TODAY, unit=UNIT, words=WORDS_OF_TESTS, local=local_entries(both, Language.DANISH))
    assert "hverdage 9-15" in repr(composed(DANISH, setting).blocks)
    assert "Visitator" not in repr(composed(DANISH, replace(setting, local={})).blocks)


def test_an_update_of_the_program_under_a_change_is_named() -> None:
    changes = (_kept(1, _danish_change()), _kept(2, checked_proposal(ENGLISH, ENGLISH, "OWN", TODAY, "Tora Tolk")))
    agencies = {Language.DANISH: AGENCIES}
    still = {Language.DANISH: (DANISH,), Language.ENGLISH: (ENGLISH,)}
    assert moved_under(in_force(changes), still, agencies) == ()
    updated = replace(DANISH, parts=(replace(ITEMS, title="Børnene"), LOCAL, PHONES))
    assert moved_under(in_force(changes), {**still, Language.DANISH: (updated,)}, agencies) == (changes[0],)
    gone = replace(DANISH, parts=(LOCAL, PHONES))
    assert moved_under(in_force(changes), {**still, Language.DANISH: (gone,)}, agencies) == (changes[0],)


def test_what_a_change_stands_on_is_told_by_version_and_text() -> None:
    assert base_of_part(DANISH, ITEMS) != base_of_part(replace(DANISH, version="1-2"), ITEMS)
    assert base_of_part(DANISH, ITEMS) != base_of_part(DANISH, replace(ITEMS, items=("Andet.",)))
    assert base_of_sheet(DANISH) != base_of_sheet(ENGLISH)
    assert base_of_agency(AGENCIES[0]) != base_of_agency(replace(AGENCIES[0], phone="00 00 00 02"))


BAD_TEXTS: dict[str, tuple[dict[str, Any], Language, str]] = {
    "no points": ({"items": []}, Language.DANISH, "mindst ét punkt"),
    "no heading": ({"title": " "}, Language.DANISH, "overskriften"),
    "an empty point": ({"items": ["Et.", " "]}, Language.DANISH, "er tomt"),
    "too long": ({"items": ["x" * 301]}, Language.DANISH, "for lang"),
    "another number of points in a translation": ({"items": ["One."]}, Language.ENGLISH, "2 punkter"),
}


@pytest.mark.parametrize("what", BAD_TEXTS)
def test_a_text_that_can_not_stand_is_refused_in_a_sentence(what: str) -> None:
    value, language, said = BAD_TEXTS[what]
    (fault,) = part_faults(ITEMS, ITEMS, {**NEW, **value}, language)
    assert said in fault


def test_points_that_belong_to_ticks_keep_their_number_and_a_table_its_columns() -> None:
    guided = SheetPart("guided_points", items=("A", "B"), points=("guided_lawyer", "-"), key="g")
    assert "2 punkter" in part_faults(guided, guided, {**NEW, "title": "", "items": ["A"]}, Language.DANISH)[0]
    table = SheetPart("log_example", text="Dato | Hvad", items=("1 | 2",), key="t")
    assert "2 felter" in part_faults(table, table, {"items": ["kun ét"]}, Language.DANISH)[0]


def test_a_number_that_is_none_and_an_address_that_tells_of_a_visit_are_refused() -> None:
    assert agency_faults(_agency_value()) == ()
    assert "otte cifre" in agency_faults({**_agency_value(), "phone": "ring bare"})[0]
    assert "https" in agency_faults({**_agency_value(), "address": "https://eksempel.invalid/?ref=12"})[0]
    assert "Uden nummer" in agency_faults({**_agency_value(), "phone": ""})[0]


def test_what_can_be_changed_of_a_part_is_what_it_says_itself() -> None:
    assert editable(ITEMS) == ("title", "items")
    assert editable(SheetPart("paragraph", text="x", key="p")) == ("title", "text")
    assert editable(SheetPart("heading", text="x", key="h")) == ("text",)
    assert editable(LOCAL) == editable(SheetPart("page_break")) == ()
    assert "items" not in editable(replace(PHONES, title="Ring"))


def test_the_preview_says_what_is_typed_and_nothing_else_is_changed() -> None:
    shown = with_part(DANISH, "children", NEW)
    assert shown.parts[0].items == tuple(NEW["items"])
    assert shown.parts[1:] == DANISH.parts[1:]


def test_old_and_new_are_told_word_by_word() -> None:
    found = differences("Ring til os i dag.\nTak.", "Ring til politiet i dag.\nTak.\nHej.")
    assert (Mark.GONE, " os") in found
    assert (Mark.NEW, " politiet") in found
    assert found[-1] == (Mark.NEW, "\nHej.")
    assert "".join(text for mark, text in found if mark is not Mark.NEW) == "Ring til os i dag.\nTak."


def test_each_sheet_in_each_language_has_a_line_with_what_it_calls_for() -> None:
    waiting = _kept(2, _english_change(), ChangeState.WAITING)
    shelves = {Language.DANISH: (DANISH,), Language.ENGLISH: (replace(ENGLISH, missing=("title",)),)}
    danish, english = sheet_lines(shelves, (waiting,), (), {}, TODAY)
    assert (danish.unfilled, danish.waiting, danish.calls) == (1, 0, True)
    assert (english.in_danish, english.waiting, english.lix_limit) == (1, 1, None)
    filled = sheet_lines({Language.DANISH: (DANISH,)}, (), (), {"visitator_hours": "9-15"}, TODAY)[0]
    assert not filled.calls
    assert sheet_lines({Language.DANISH: (DANISH,)}, (), (), {"visitator_hours": "9"}, date(2028, 1, 1))[0].is_overdue


def test_the_front_page_tells_what_waits_for_her_and_what_waits_for_others() -> None:
    changes = (_kept(1, _danish_change(), ChangeState.WAITING), _kept(2, _english_change()))
    theirs, own = upkeep_of(changes, (DANISH,), "o-9", TODAY), upkeep_of(changes, (DANISH,), "o-1", TODAY)
    assert (theirs.to_decide, theirs.own_waiting, own.to_decide, own.own_waiting) == (1, 0, 0, 1)
    assert upkeep_of((), (DANISH,), "o-1", date(2028, 1, 1)).overdue == 1
    assert not upkeep_of((), (DANISH,), "o-1", NOW.date()).calls


def test_a_change_of_what_is_no_more_on_the_shelf_changes_nothing() -> None:
    lost = _kept(1, replace(_danish_change(), target="gone.part"))
    assert _danish(lost) is DANISH
    assert moved_under(in_force((lost,)), {Language.DANISH: (DANISH,)}, {}) == (lost,)


def test_a_change_of_the_letterhead_is_none_of_the_shelf() -> None:
    unit = replace(_danish_change(), kind=ChangeKind.UNIT, target="unit")
    assert _danish(_kept(1, unit)) is DANISH
