"""Makes one exhibit of the museum: a small store of invented cases, written by the program that stands on the path.

`python -m tests.museum.making DIR`, where `stalkdesk` is the program of the version to be kept (README.md says how). It only
does what that program can: additions where it knows evaluations, attachments where it knows them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from stalkdesk.casework.drawer import FirstRun
from stalkdesk.casework.officers import Authority, ContactFunction, ContactPerson, Role, Unit
from stalkdesk.data.vault import SealedVault
from stalkdesk.intake.answers import Answer, AnswerState, DatePrecision, DateValue, PersonValue, TickValue
from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.facts_from_answers import facts_from

LEADER, OFFICER, RETIRED = "Kurator Æ", "anna", "ole"
PASSPHRASES = {
    LEADER: "gammel vase bag glas på øen",
    OFFICER: "støvet ramme uden noget billede i",
    RETIRED: "tom montre ved den låste dør",
}
AT = datetime(2026, 3, 2, 9, 15, 0, 120000, tzinfo=UTC)
CHECKLIST = RULES = "2026-1"
UNIT = Unit(Authority.MUNICIPALITY, "Museumsenheden", ("Opdigtet Plads", "0000 Ingensteds"), "+4500000000")
CONTACTS = (ContactPerson("kontakt-1", "Kirsten Kontaktprøve", ContactFunction.ADULT, "+4500000001", "ma-fr 9-14"),)
A, B = Compartment.FACTS, Compartment.PROTECTED
FACTS: dict[str, Any] = {
    "threats": "no",
    "impact": "distress",
    "incidents_total": 5,
    "acts": ("COMM", "FOLLOW"),
    "first_incident": DateValue("2026-01", DatePrecision.ABOUT),
    "example_1": "Han stod ved busstoppet hver morgen. Æble, Ørsted, Århus.",
    "source_name": "Bo Udenfor-Prøve",
    "contact_person": PersonValue("Kirsten Kontaktprøve", "adult", "+4500000001"),
    "told_other_party_may_see": TickValue(AT, "KÆ"),
}
PROTECTED: dict[str, Any] = {
    "victim_name": "Ærlig Montreprøve",
    "safe_phone": "+4500000078",
    "victim_vulnerable": "yes",
}
ATTACHED: tuple[tuple[str, bytes, Compartment], ...] = (
    ("Skærmbillede æøå.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 320, A),
    ("hemmelig adresse.txt", "Øen i søen".encode(), B),
)
LATE_PHONE = "+4500000079"
"""The protected answer that was put right after filing, where the program could."""


def given(question_id: str, value: Any, minutes: int = 0) -> Answer:
    """An answer that was given."""
    return Answer(question_id, AnswerState.GIVEN, AT + timedelta(minutes=minutes), "KÆ", value)


def made(folder: Path) -> dict[str, Any]:
    """Makes the exhibit in `folder`, and gives what must be read in it for ever."""
    vault = SealedVault(folder, calibrate=False)
    sheet = vault.set_up(FirstRun(UNIT, CONTACTS, LEADER, "Kurator Ældre", "KÆ", PASSPHRASES[LEADER]))
    drawer: Any = vault.unlock(LEADER, PASSPHRASES[LEADER])
    drawer.add_officer(OFFICER, "Anna Montreprøve", "AM", Role.OFFICER, PASSPHRASES[OFFICER])
    retired = drawer.add_officer(RETIRED, "Ole Borteprøve", "OB", Role.OFFICER, PASSPHRASES[RETIRED])
    drawer.retire_officer(retired.id)
    drawer.keep_setting("idle_lock_minutes", "7")
    told: dict[str, Any] = {
        "version": "",
        "passphrases": PASSPHRASES,
        "sheet": " ".join([*sheet.key_groups, *sheet.slot.split()]),
    }
    told["filed"] = _filed(drawer)
    told |= {
        "attachments": [],
        "protected": {key: _plain(value) for key, value in PROTECTED.items()},
        "evaluations": 1,
        "incidents": 0,
    }
    told |= _added(drawer, told["filed"]) if hasattr(drawer, "add_to_case") else {}
    told |= _attached(drawer, told["filed"]) if hasattr(drawer, "attach") else {}
    told |= _papers(drawer, told["filed"]) if hasattr(drawer, "sheet_document") else {}
    told |= _proposed(drawer) if hasattr(drawer, "propose_change") else {}
    told["draft"] = _draft(drawer)
    told["discarded"] = _discarded(drawer)
    told |= _after_the_door().put_in(drawer, told["filed"], told["draft"]) if hasattr(drawer, "keep_entries") else {}
    told["whole"] = list(drawer.faults())
    told["facts"] = {key: _plain(value) for key, value in FACTS.items()} | told.pop("changed", {})
    told["journal"] = drawer.journal(1)[0].number + 1  # and the line of the locking
    drawer.close()
    told["version"] = import_module("stalkdesk.data.migrations.version").NEWEST
    return told


def _filed(drawer: Any) -> str:
    """A case filed at the desk, with an answer that was replaced, a sheet, and a number in the authority's journal."""
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("impact", "fear"), A)
    drawer.keep_answer(draft.case_id, given("safe_phone", "+4500000077"), B)
    answers = [(given(key, value, 10), A) for key, value in FACTS.items()]
    answers += [(given(key, value, 10), B) for key, value in PROTECTED.items()]
    for answer, compartment in answers:
        drawer.keep_answer(draft.case_id, answer, compartment)
    drawer.keep_answer(draft.case_id, Answer("example_2", AnswerState.NOT_ASKED, AT, "KÆ", None, "Ville ikke tale om det"), A)
    found = assess(facts_from({answer.question_id: answer for answer, _ in answers}))
    confirmation = vars(import_module("stalkdesk.data.filing"))["Confirmation"]  # where it lives differs by version
    public = without_protected(found, frozenset(PROTECTED))
    drawer.file_case(draft.case_id, found, public, RULES, confirmation(found.urgency))
    given_sheet = vars(import_module("stalkdesk.casework.cases"))["SheetGiven"]
    printed = _printed() if hasattr(drawer, "sheet_document") else "printed"
    drawer.keep_sheet_given(draft.reference, [given_sheet("receipt", "2026-1", "da", 2, printed, AT, "KÆ")])
    drawer.keep_journal_number(draft.reference, "26/1234")
    return str(draft.reference)


def _added(drawer: Any, reference: str) -> dict[str, Any]:
    """An incident, an answer put right in each compartment, and an instrument, added to the filed case."""
    additions = import_module("stalkdesk.casework.additions")
    evaluations = import_module("stalkdesk.casework.evaluations")
    windows = import_module("stalkdesk.intake.windows").DEFAULTS

    def weighed(answers: Any) -> Any:
        found = assess(facts_from(answers))
        return evaluations.Weighed(found, without_protected(found, frozenset(PROTECTED)), CHECKLIST, RULES, windows)

    incident = additions.Incident(DateValue("2026-03-05"), ("FOLLOW",), "Stod ved busstoppet igen.")
    answers = ((given("impact", "fear"), A), (given("safe_phone", LATE_PHONE), B))
    has_log = hasattr(drawer, "keep_entries")
    logged = (_after_the_door().incident(),) if has_log else ()
    addition = additions.Addition("Ny henvendelse", (incident, *logged), answers)
    found = drawer.weigh(reference, addition, weighed)
    drawer.add_to_case(reference, addition, weighed, evaluations.Confirmation(found.urgency))
    note = additions.InstrumentUse(
        additions.Instrument.SASH, DateValue("2026-03-06"), "Pia Politiprøve", additions.InstrumentResult.MODERATE, "Middel"
    )
    drawer.note_instrument(reference, note)
    protected = {key: _plain(value) for key, value in (PROTECTED | {"safe_phone": LATE_PHONE}).items()}
    changed: dict[str, Any] = {"impact": "fear", "incidents_total": 6}
    changed["latest_incident"] = {"date": "2026-03-05", "precision": "exact"}
    if has_log:
        changed |= {"incidents_total": 7, "acts": ["COMM", "FOLLOW", "VISIT"]}
        changed["latest_incident"] = {"date": "2026-03-06", "precision": "exact"}
    return {"protected": protected, "evaluations": 2, "incidents": 1 + len(logged), "changed": changed}


def _after_the_door() -> Any:
    """What the programs since 0007 can put in; it is not imported for an older one."""
    return import_module("tests.museum.after_the_door")


def _printed() -> Any:
    return import_module("stalkdesk.casework.papers").How.PRINTED


def _papers(drawer: Any, reference: str) -> dict[str, Any]:
    """A paper that is kept as it was, and taken; and one that waits for a printer."""
    papers, blocks = import_module("stalkdesk.casework.papers"), import_module("stalkdesk.guidance.blocks")
    language = import_module("stalkdesk.language").Language.DANISH
    paper = blocks.Document("Råd", language, (blocks.Heading("Råd", 1), blocks.Paragraph("Ring 112, hvis du er i fare.")))
    text = import_module("stalkdesk.guidance.kept_documents").document_text(paper)
    taken = papers.SheetGiven("guidance", "2026-1", "pl", 2, papers.How.WAITING, AT, "KÆ", "large", "da")
    waiting = papers.SheetGiven("rights", "2026-1", "da", 1, papers.How.WAITING, AT, "KÆ")
    kept, _ = drawer.keep_sheet_given(reference, [taken, waiting], [text, ""])
    drawer.settle_sheet(reference, kept.id, papers.How.PRINTED, papers.Outcome.TAKEN)
    return {"sheets": 3, "paper": text}


def _proposed(drawer: Any) -> dict[str, Any]:
    """A change of the content that waits, and one that was withdrawn."""
    changes = import_module("stalkdesk.casework.content_changes")
    part = {"title": "Børn", "text": "", "items": ["Sig det til skolen."], "label": ""}
    for target in ("guidance.children", "guidance.safety"):
        before = {**part, "items": ["Fortæl det."]}
        proposal = changes.Proposal(
            changes.ChangeKind.PART, target, "da", part, before, "OWN", AT.date(), "2026-1 000000000000"
        )
        change = drawer.propose_change(proposal)
    drawer.withdraw_change(change.id)
    return {"changes": ["waiting", "withdrawn"]}


def _attached(drawer: Any, reference: str) -> dict[str, Any]:
    """An attachment in each compartment of the filed case, one of several chunks, and one that was erased."""
    attachments = import_module("stalkdesk.casework.attachments")
    for name, content, compartment in ATTACHED:
        drawer.attach(reference, attachments.NewAttachment(content, name, compartment, "Opdigtet"))
    drawer.attach(reference, attachments.NewAttachment(b"Forkert fil", "forkert.txt", A))
    drawer.erase_attachment(reference, len(ATTACHED) + 1, "Forkert fil")
    return {"attachments": [[name, hashlib.sha256(content).hexdigest()] for name, content, _ in ATTACHED]}


def _draft(drawer: Any) -> str:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("threats", "yes"), A)
    drawer.keep_answer(draft.case_id, given("victim_name", "Halv Prøve"), B)
    drawer.keep_unfinished(draft.case_id, "latest_incident", {"date": "2026-0", "precision": "exact"})
    return str(draft.reference)


def _discarded(drawer: Any) -> str:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.discard_draft(draft.case_id, "Prøve")
    return str(draft.reference)


def _plain(value: Any) -> object:
    """The JSON form of a value, as `intake/answers.py` has it."""
    if isinstance(value, DateValue):
        return {"date": value.date, "precision": value.precision.value}
    if isinstance(value, PersonValue):
        return {"name": value.name, "relation": value.relation, "phone": value.phone}
    if isinstance(value, TickValue):
        return {"at": value.at.isoformat(timespec="microseconds").replace("+00:00", "Z"), "initials": value.initials}
    return list(value) if isinstance(value, tuple) else value


def main(folder: Path) -> dict[str, Any]:
    """Makes the exhibit, and beside the store what is in it, which it gives."""
    told = made(folder)
    for name in ("desk.lock", "desk.sdk-journal", "desk.keys.bak", "desk.tries"):
        (folder / name).unlink(missing_ok=True)
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "holds.json").write_text(text + "\n", encoding="utf-8")
    return told


def keep() -> Path:
    """Makes the exhibit of the version that the program writes now, and puts it into the museum for good."""
    museum = Path(__file__).resolve().parent
    with tempfile.TemporaryDirectory() as scratch:
        store = Path(scratch) / "store"
        place = museum / str(main(store)["version"])
        shutil.copytree(store, place)  # raises where it is there already
    files = sorted(path for path in place.rglob("*") if path.is_file())
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(museum).as_posix()}\n" for path in files]
    with (museum / "SHA256SUMS").open("a", encoding="utf-8") as list_of_all:
        list_of_all.writelines(sums)
    return place


if __name__ == "__main__":
    print(keep() if sys.argv[1] == "--keep" else main(Path(sys.argv[1]))["version"])
