"""A parent whom it is about is never named as the safe adult: on no sheet, whatever was answered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stalkdesk import places
from stalkdesk.casework.officers import Authority, Unit
from stalkdesk.data.library import Library
from stalkdesk.guidance.composing import composed
from stalkdesk.guidance.filling_in import PRINTED_ANSWERS, sheet_setting_from
from stalkdesk.guidance.variants import Variant
from stalkdesk.intake.answers import Answer, AnswerState, PersonValue, type_of_value
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.children import guardian_of
from stalkdesk.language import Language

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SOURCE = "Åge Rørdrumsen"
OTHER_SPELLING = "Aage Roerdrumsen"
WORDS = ("rørdrumsen", "roerdrumsen", "00000066", "00 00 00 66")


def said() -> dict[str, Answer]:
    values: dict[str, type_of_value] = {
        "source_name": SOURCE,
        "source_identifiers": "+4500000066",
        "parent_is_source": "yes",
        "safe_adult": PersonValue(OTHER_SPELLING, "far", "+4500000066"),
        "who_may_collect": f"{SOURCE} må hente",
        "children_in_home": 1,
        "child_notification": "sent",
        "share_with": ("school", "police"),
    }
    return {key: Answer(key, AnswerState.GIVEN, NOW, "AB", value) for key, value in values.items()}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(places.resources())


def test_he_is_no_guardian() -> None:
    assert guardian_of(said()) is None


def test_nothing_that_names_a_guardian_is_among_what_a_sheet_may_print(library: Library) -> None:
    checklist = library.checklist(Language.DANISH)
    protected = {"safe_adult", "who_may_collect"}

    assert all(checklist.question(one).compartment is Compartment.PROTECTED for one in protected)
    assert protected.isdisjoint(PRINTED_ANSWERS)


@pytest.mark.parametrize("language", [Language.DANISH, Language.ENGLISH])
def test_no_sheet_of_the_shelf_names_him(library: Library, language: Language) -> None:
    checklist = library.checklist(Language.DANISH)
    setting = sheet_setting_from(
        said(),
        unit=Unit(Authority.MUNICIPALITY, "Prøveby", ("Prøvevej",), "+4500000000"),
        contacts=(),
        agencies=library.agencies(language),
        words=library.words(language),
        now=NOW,
        protected_ids=checklist.protected_ids(),
        reference="SD-2026-0001",
    )
    for sheet in library.shelf(language):
        for variant in (Variant.STANDARD, Variant.NEUTRAL):
            text = repr(composed(sheet, setting, variant)).casefold()
            assert [word for word in WORDS if word in text] == [], sheet.id
