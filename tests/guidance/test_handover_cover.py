"""The cover of a package: for people, safe to lie on a desk, and never telling where she is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from stalkdesk import app
from stalkdesk.casework.handover.handing_over import CoverFacts
from stalkdesk.casework.handover.handovers import Purpose
from stalkdesk.casework.handover.receiver_profiles import Allowance, Why
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.guidance.blocks import Document
from stalkdesk.guidance.handover_cover import cover_document
from stalkdesk.intake.findings import Urgency
from stalkdesk.intake.phones import shown_phone
from stalkdesk.language import Language, speak
from stalkdesk.places import resources

FACTS = CoverFacts(
    package_id="01a205c4-bb37-78cf-81c6-4cd5130d737e",
    reference="SD-2026-0007",
    purpose=Purpose.TRANSFER,
    made_at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
    from_name="Prøvepolitiet",
    from_phone="+4500000001",
    from_person="Søren Leder",
    to_name="Prøvekommunen",
    to_person="Kirsten Kontakt",
    urgency=Urgency.HIGH,
    allowance=Allowance((Group.FACTS, Group.RISK), ((Group.ADDRESS, Why.WITHHELD), (Group.PLAN, Why.PROFILE)), ()),
    basis_words=(),
    safe_contact=("Læg ingen besked på telefonsvareren eller hos andre.", "Ring kun: hverdage 9-11"),
    concerns_child=True,
    parent_is_suspected=True,
    answers=21,
    incidents=4,
    visits=3,
    files=((3, "brev.pdf", 1_234_567),),
    clock_until=datetime(2026, 11, 23, 14, 0, tzinfo=UTC),
)


def said(document: Document) -> str:
    """Everything that stands on it, as one text."""

    def texts(value: Any) -> list[str]:
        if isinstance(value, str):
            return [value]
        if isinstance(value, tuple | list):
            return [text for one in value for text in texts(one)]
        names = getattr(type(value), "__dataclass_fields__", {})
        return [text for name in names for text in texts(getattr(value, name))]

    return "\n".join(texts(document.blocks))


def test_it_says_from_whom_to_whom_until_when_and_what() -> None:
    text = said(cover_document(FACTS))
    for words in (
        f"Prøvepolitiet · Søren Leder · {shown_phone(FACTS.from_phone)}",
        "Prøvekommunen · Kirsten Kontakt",
        "SD-2026-0007",
        "Svar senest 23-11-2026 15.00",
        "Hvad der er sket, Vurdering og fare.",
        "21 svar, 4 hændelser",
        "brev.pdf",
        "Den anden part kan få lov at læse i sagen.",
    ):
        assert words in text


def test_it_says_how_many_visits_are_in_it_in_one_line() -> None:
    assert "Henvendelser i pakken: 3." in said(cover_document(FACTS))
    assert "Henvendelser i pakken" not in said(cover_document(replace(FACTS, visits=0)))


def test_it_says_what_is_left_out_and_why() -> None:
    text = said(cover_document(FACTS))
    assert "Det er ikke med" in text
    assert "Adresse, arbejde og skole\nholdes tilbage" in text


def test_it_tells_the_safe_way_first_or_that_nobody_calls() -> None:
    assert "Læg ingen besked" in said(cover_document(FACTS))
    text = said(cover_document(replace(FACTS, safe_contact=())))
    assert "Ring ikke, og skriv ikke til den udsatte" in text


def test_a_child_is_never_reached_through_the_parent_who_is_suspected() -> None:
    assert "skriv og ring ikke til barnet gennem den forælder" in said(cover_document(FACTS))
    assert "forælder" not in said(cover_document(replace(FACTS, parent_is_suspected=False)))
    assert "barn" not in said(cover_document(replace(FACTS, concerns_child=False, parent_is_suspected=False)))


def test_the_level_stands_only_where_it_may() -> None:
    assert "Hastegrad" in said(cover_document(FACTS))
    assert "Hastegrad" not in said(cover_document(replace(FACTS, urgency=None)))


def test_a_copy_says_that_the_case_stays() -> None:
    assert "Sagen bliver hos afsenderen." in said(cover_document(replace(FACTS, purpose=Purpose.SHARE)))


def test_the_rule_stands_there_when_there_is_no_consent() -> None:
    assert "akut fare" in said(cover_document(replace(FACTS, basis_words=("akut fare",))))
    assert "samtykke" in said(cover_document(FACTS))


@pytest.mark.parametrize("language", [Language.DANISH, Language.ENGLISH])
def test_it_becomes_a_pdf_of_one_or_two_pages_without_a_name_of_hers(language: Language) -> None:
    speak(language, resources() / "languages")
    pages = PdfReader(BytesIO(app.handover_cover(FACTS))).pages
    assert len(pages) <= 2
    assert "SD-2026-0007" in pages[0].extract_text()


def test_forty_files_and_no_more_are_listed() -> None:
    files = tuple((number, f"fil {number}.txt", 10) for number in range(1, 61))
    assert "Og 20 filer til." in said(cover_document(replace(FACTS, files=files)))
