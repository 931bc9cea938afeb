"""Compartment B never leaves the desk: a sweep over everything the program prints, names and hands out.

Every question of the checklist has an answer, and address protection is on. Each answer of compartment B (the address, the
school, the safe telephone, …) is a word of its own; none of them may be in any text, byte or name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from stalkdesk import app
from stalkdesk.casework.additions import Incident, Instrument, InstrumentResult, InstrumentUse
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.cases import Case
from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.vault import SealedVault
from stalkdesk.guidance.blocks import Document, Items
from stalkdesk.guidance.composing import OtherLanguage, composed
from stalkdesk.guidance.filling_in import setting_for
from stalkdesk.guidance.offering import derived_from
from stalkdesk.guidance.sheet_setting import SheetSetting
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.guidance.variants import Variant
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.findings import Urgency
from stalkdesk.language import Language
from stalkdesk.oversight.weekly import summary_of, week_of
from tests.data.added import addition, weighed_as, weighing
from tests.data.at_hand import AS_COMPUTED, FIRST, PASSPHRASE, PUBLIC, RULES, WHOLE, A, B
from tests.guidance.swept import (
    AT,
    CANARIES,
    CHECKLIST,
    EVERY_ANSWER,
    FORMS,
    LIBRARY,
    OTHER_WORDS,
    seen_in,
    seen_in_bytes,
)
from tests.paper.pages_read import text_of

_OFFSETS = re.compile(rb"\bxref\b.*?\btrailer\b", re.DOTALL)
"""Where the objects begin: numbers that could be taken for telephone numbers."""
SHEETS = [sheet.id for sheet in LIBRARY.shelf(Language.DANISH)]


@pytest.fixture(scope="module")
def recovery_and_drawer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RecoverySheet, OpenDrawer, str]]:
    """A real store with the case in it: filed, added to, with attachments of A and B."""
    vault = SealedVault(tmp_path_factory.mktemp("sweep") / "store", calibrate=False)
    recovery = vault.set_up(FIRST)
    drawer = vault.unlock(FIRST.user_name, PASSPHRASE)
    assert isinstance(drawer, OpenDrawer)
    draft = drawer.begin_intake(CHECKLIST.version)
    drawer.keep_answers(draft.case_id, EVERY_ANSWER)
    drawer.file_case(draft.case_id, WHOLE, PUBLIC, RULES, AS_COMPUTED)
    more = replace(addition(), incidents=(Incident(DateValue("2026-11-02"), ("FOLLOW",), "Fulgte efter fra stationen."),))
    drawer.add_to_case(draft.reference, more, weighing(), weighed_as(Urgency.ACUTE))
    drawer.attach(draft.reference, NewAttachment(b"\x89PNG\r\n\x1a\n", "kort.png", A, "Et kort"))
    name, said, content = OTHER_WORDS
    drawer.attach(draft.reference, NewAttachment(content.encode(), f"{name}.txt", B, said))
    use = InstrumentUse(Instrument.SASH, DateValue("2026-11-03"), "Pia Politiprøve", InstrumentResult.HIGH)
    drawer.note_instrument(draft.reference, use)
    drawer.protected_answers(draft.reference, "Der skal ringes tilbage")
    yield recovery, drawer, draft.reference
    drawer.close()


@pytest.fixture(scope="module")
def drawer(recovery_and_drawer: tuple[RecoverySheet, OpenDrawer, str]) -> OpenDrawer:
    return recovery_and_drawer[1]


@pytest.fixture(scope="module")
def case(recovery_and_drawer: tuple[RecoverySheet, OpenDrawer, str]) -> Case:
    _, drawer, reference = recovery_and_drawer
    return drawer.case(reference)


def setting(case: Case, drawer: OpenDrawer, language: Language) -> SheetSetting:
    """As the desk fills a sheet in."""
    words, agencies = LIBRARY.words(language), LIBRARY.agencies(language)
    filled = setting_for(case, drawer.unit(), drawer.contacts(), agencies, words, AT, {"visitator_hours": "kl. 9-15"})
    derived = derived_from(case, CHECKLIST, filled.on, drawer.unit().authority.value)
    return replace(filled, journal_mark=drawer.journal_mark(), derived=derived)


def sheet(sheet_id: str, language: Language) -> GuidanceSheet:
    """One sheet of the shelf."""
    return next(one for one in LIBRARY.shelf(language) if one.id == sheet_id)


def beside(sheet_id: str, language: Language) -> OtherLanguage:
    """Another language beside it."""
    other = Language.ENGLISH if language is Language.DANISH else Language.DANISH
    return OtherLanguage(sheet(sheet_id, other), LIBRARY.words(other), LIBRARY.agencies(other))


def documents(case: Case, drawer: OpenDrawer) -> Iterator[tuple[str, Document]]:
    """Every sheet in every language and every variant, and beside another language; each with its place."""
    for language in Language:
        filled = setting(case, drawer, language)
        for sheet_id in SHEETS:
            for variant in Variant:
                yield f"{sheet_id} {language} {variant}", composed(sheet(sheet_id, language), filled, variant)
            both = composed(sheet(sheet_id, language), filled, beside=beside(sheet_id, language))
            yield f"{sheet_id} {language} beside", both


def bytes_of(pdf: bytes) -> bytes:
    """Everything in a PDF in clear: streams, names, what is read aloud, metadata."""
    clear = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(
            clear,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return _OFFSETS.sub(b"", pdf + clear.getvalue())


def seen_in_pdf(pdf: bytes) -> list[str]:
    """The canaries in a PDF: in its text and in its bytes."""
    return seen_in(text_of(pdf)) + seen_in_bytes(bytes_of(pdf))


def test_the_sweep_asks_every_question_and_knows_every_answer_again(case: Case, drawer: OpenDrawer) -> None:
    protected = {question.id for question in CHECKLIST.questions() if question.compartment is Compartment.PROTECTED}
    assert {canary.question_id for canary in CANARIES} == protected
    assert len(FORMS) > len({canary for canary in CANARIES if canary.forms})
    assert {answer.question_id for answer, _ in EVERY_ANSWER} == {question.id for question in CHECKLIST.questions()}
    kept = {one.question_id: one for one in drawer.protected_answers(case.line.reference, "Er det hele der?")}
    assert {canary.question_id: canary.value for canary in CANARIES} == {key: kept[key].value for key in protected}
    assert kept["address_protection"].value == "special"
    shown = Document("Prøve", Language.DANISH, (Items(FORMS),))
    assert seen_in(repr(shown)) == list(FORMS), "what is there is found in a document"
    assert set(seen_in_pdf(app.pdf(shown))) == set(FORMS), "and on paper"


def test_no_answer_of_compartment_b_stands_on_any_sheet_in_any_language_or_variant(case: Case, drawer: OpenDrawer) -> None:
    made = dict(documents(case, drawer))
    assert len(made) == len(SHEETS) * len(Language) * (len(Variant) + 1)
    assert {place: seen for place, document in made.items() if (seen := seen_in(repr(document)))} == {}


def test_no_sheet_changes_with_any_answer_of_compartment_b(case: Case, drawer: OpenDrawer) -> None:
    protected = tuple(canary.question_id for canary in CANARIES)
    answers = {answer.question_id: answer for answer, _ in EVERY_ANSWER}
    leaky = replace(case, answers={**case.answers, **{key: answers[key] for key in protected}}, protected_ids=protected)
    without = replace(case, answers={key: one for key, one in case.answers.items() if key not in protected}, protected_ids=())
    given, missing = documents(leaky, drawer), documents(without, drawer)
    assert [place for (place, one), (_, other) in zip(given, missing, strict=True) if one != other] == []


@pytest.mark.parametrize("sheet_id", SHEETS)
def test_no_answer_of_compartment_b_is_in_the_file_of_a_sheet(sheet_id: str, case: Case, drawer: OpenDrawer) -> None:
    filled = setting(case, drawer, Language.DANISH)
    assert seen_in_pdf(app.pdf(composed(sheet(sheet_id, Language.DANISH), filled))) == []


@pytest.mark.parametrize("sheet_id", ["receipt", "log_known", "evidence_receipt"])
def test_no_answer_of_compartment_b_is_in_any_variant_of_what_is_filled_in_most(
    sheet_id: str, case: Case, drawer: OpenDrawer
) -> None:
    filled = setting(case, drawer, Language.DANISH)
    for variant in (Variant.LARGE, Variant.NEUTRAL, Variant.CARD):
        assert seen_in_pdf(app.pdf(composed(sheet(sheet_id, Language.DANISH), filled, variant))) == []
    both = composed(sheet(sheet_id, Language.DANISH), filled, beside=beside(sheet_id, Language.DANISH))
    assert seen_in_pdf(app.archived(app.pdf(both))) == []


def test_no_answer_of_compartment_b_is_in_the_files_of_the_week(drawer: OpenDrawer) -> None:
    summary = summary_of(drawer, *week_of(AT), AT)
    for language in (Language.DANISH, Language.ENGLISH):
        files = app.week_files(summary, drawer.unit(), language)
        assert seen_in(" ".join(files)) == []
        for name, content in files.items():
            if name.endswith(".pdf"):
                assert seen_in_pdf(content) == []
            elif name.endswith(".xlsx"):
                with ZipFile(BytesIO(content)) as parts:
                    assert [seen for part in parts.namelist() for seen in seen_in_bytes(parts.read(part))] == []
            else:
                assert seen_in_bytes(content) == []


def test_no_answer_of_compartment_b_is_on_the_recovery_sheet(
    recovery_and_drawer: tuple[RecoverySheet, OpenDrawer, str],
) -> None:
    recovery, drawer, _ = recovery_and_drawer
    assert seen_in_pdf(app.pdf(app.recovery_document(recovery, drawer.unit()))) == []


def test_no_answer_of_compartment_b_is_in_any_list_in_the_case_as_it_is_read_or_in_the_journal(
    case: Case, drawer: OpenDrawer
) -> None:
    listed = [asdict(line) for line in drawer.cases()]
    for text in (repr(listed), json.dumps(listed, default=str), repr(case), repr(drawer.journal(10_000))):
        assert case.line.reference in text
        assert seen_in(text) == []


def test_no_answer_of_compartment_b_is_in_a_name_of_what_is_handed_out(case: Case, drawer: OpenDrawer, tmp_path: Path) -> None:
    names = [f"{case.line.reference}-{sheet_id}-{language.value}.pdf" for sheet_id in SHEETS for language in Language]
    target = tmp_path / "out"
    drawer.export_all(target, "Prøve")
    names += [str(path.relative_to(target)) for path in target.rglob("*")]
    assert len(names) > len(SHEETS) * len(Language)
    assert seen_in("\n".join(names)) == []
