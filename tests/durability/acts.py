"""What an officer does while the power goes: each act says what the drawer acknowledged, and how to see that it is there.

A new kind of act is one more entry in `ACTS`. Each works on what it began itself, or only adds, so that whatever was
acknowledged must be there afterwards, in any order of acts. The store lies in a root, beside sticks and other stores.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from stalkdesk.casework.attachments import AttachmentState, NewAttachment
from stalkdesk.casework.backups import Occasion
from stalkdesk.casework.cases import Case, CaseStatus
from stalkdesk.casework.erasures import Erasing, ErasureReason
from stalkdesk.casework.officers import Role
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import CaseUnknown, DiskFull, KeptUnfinished, WrongPassphrase
from stalkdesk.intake.findings import Urgency
from tests.data.added import addition, file_case, weighed_as, weighing
from tests.data.at_hand import AS_COMPUTED, CHECKLIST, OTHER_PASSPHRASE, PUBLIC, RULES, WHOLE, A, B, given
from tests.durability import elsewhere, entries_kept, packages_between
from tests.durability.elsewhere import PASSPHRASES
from tests.durability.entries_kept import FIRST_CASE

Told = dict[str, str]
"""What was acknowledged: the name of the act as `act`, and whatever it takes to look for it."""
STORE = "store"
"""Where the store lies in the root."""


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act. `do` acknowledges as it goes; `is_there` looks for one acknowledgement in a reopened drawer."""

    do: Callable[[OpenDrawer], Iterator[Told]]
    is_there: Callable[[OpenDrawer, Told], bool]
    weight: int = 4
    """How often it is drawn, beside the others."""
    counted: Callable[[OpenDrawer], int] | None = None
    """How often it was done, where doing it twice would be a fault: an act that is refused is not in it, one that was
    acknowledged is in it once."""


def prepare(drawer: OpenDrawer) -> None:
    """What the acts need in a new store."""
    drawer.add_officer("anna", "Anna Prøve", "AP", Role.OFFICER, OTHER_PASSPHRASE)
    drawer.keep_setting(FIRST_CASE, file_case(drawer))


def prepare_beside(drawer: OpenDrawer) -> None:
    """What the acts need in the root: a backup that is restored, stores that are brought up."""
    root = drawer._folder.parent
    drawer.attach(drawer.setting(FIRST_CASE), NewAttachment(elsewhere.ATTACHED, "første.bin", A))
    for stick in (elsewhere.STICK, elsewhere.FIRST_STICK):
        (root / stick).mkdir()
    drawer.backups.back_up(Occasion.ASKED, [root / elsewhere.FIRST_STICK])
    elsewhere.prepare(root)
    packages_between.prepare(drawer)


def _save(drawer: OpenDrawer) -> Iterator[Told]:
    draft = drawer.begin_intake(CHECKLIST)
    yield {"reference": draft.reference, "case": draft.case_id, "question": "", "value": ""}
    for number, question in enumerate(("threats", "victim_name", "source_name", "impact")):
        value = f"{question} {secrets.token_hex(4)} " + "æøå " * (300 * (number % 2))
        drawer.keep_answer(draft.case_id, given(question, value), B if question == "victim_name" else A)
        yield {"reference": draft.reference, "case": draft.case_id, "question": question, "value": value}


def _is_saved(drawer: OpenDrawer, told: Told) -> bool:
    answers = drawer.draft(told["case"]).answers
    return not told["question"] or answers[told["question"]].value == told["value"]


def _type(drawer: OpenDrawer) -> Iterator[Told]:
    draft = drawer.begin_intake(CHECKLIST)
    for typed in ("Han s", "Han sagde, at "):
        drawer.keep_unfinished(draft.case_id, "threat_words", typed)
        yield {"case": draft.case_id, "least": str(len(typed))}


def _is_typed(drawer: OpenDrawer, told: Told) -> bool:
    return len(str(drawer.draft(told["case"]).unfinished["threat_words"])) >= int(told["least"])


def _file(drawer: OpenDrawer) -> Iterator[Told]:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answers(draft.case_id, [(given("threats", "no"), A), (given("victim_name", "Ærlig Øprøve"), B)])
    drawer.file_case(draft.case_id, WHOLE, PUBLIC, RULES, AS_COMPUTED)
    yield {"reference": draft.reference}


def _is_filed(drawer: OpenDrawer, told: Told) -> bool:
    case = drawer.case(told["reference"])
    everything = {*case.answers, *case.protected_ids} == {"threats", "victim_name"}
    return everything and case.line.status is CaseStatus.FILED and len(case.evaluations) == 1


def _discard(drawer: OpenDrawer) -> Iterator[Told]:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("victim_name", "Åge Æble"), B)
    drawer.discard_draft(draft.case_id, "tastet forkert")
    yield {"case": draft.case_id}


def _is_discarded(drawer: OpenDrawer, told: Told) -> bool:
    try:
        drawer.draft(told["case"])
    except CaseUnknown:
        return True
    return False


def _add(drawer: OpenDrawer) -> Iterator[Told]:
    value = f"svar {secrets.token_hex(4)}"
    change = addition((given("impact", value), A), (given("safe_phone", "+4500000099"), B))
    reference = drawer.setting(FIRST_CASE)
    made = drawer.add_to_case(reference, change, weighing(), weighed_as(Urgency.ACUTE))
    yield {"reference": reference, "number": str(made.number), "value": value}


def _is_added(drawer: OpenDrawer, told: Told) -> bool:
    case = drawer.case(told["reference"])
    incidents, evaluations = len(case.incidents), len(case.evaluations)
    is_whole = incidents == evaluations - 1 and case.answers["incidents_total"].value == 5 + incidents
    return is_whole and evaluations >= int(told["number"]) and told["value"] in {one.answer.value for one in case.addenda}


def _note(drawer: OpenDrawer) -> Iterator[Told]:
    reason = secrets.token_hex(8)
    drawer.note("export", fields=("week",), reason=reason)
    yield {"reason": reason}


def _is_noted(drawer: OpenDrawer, told: Told) -> bool:
    return told["reason"] in {line.reason for line in drawer.journal(limit=100_000)}


def _set(drawer: OpenDrawer) -> Iterator[Told]:
    key = "trial_" + secrets.token_hex(4)
    drawer.keep_setting(key, key)
    yield {"key": key}


def _hire(drawer: OpenDrawer) -> Iterator[Told]:
    name = "ny" + secrets.token_hex(4)
    officer = drawer.add_officer(name, "Nina Nyprøve", "NN", Role.OFFICER, OTHER_PASSPHRASE)
    yield {"officer": officer.id, "active": "yes"}


def _retire(drawer: OpenDrawer) -> Iterator[Told]:
    name = "gik" + secrets.token_hex(4)
    officer = drawer.add_officer(name, "Gert Gårprøve", "GG", Role.OFFICER, OTHER_PASSPHRASE)
    drawer.retire_officer(officer.id)
    yield {"officer": officer.id, "active": "no"}


def _is_officer(drawer: OpenDrawer, told: Told) -> bool:
    return {one.id: one.is_active for one in drawer.officers()}.get(told["officer"]) is (told["active"] == "yes")


def _change_passphrase(drawer: OpenDrawer) -> Iterator[Told]:
    """From the one that opened it to the other, and back."""
    for _ in range(2):
        old = elsewhere.opens_with(drawer._folder)
        new = next(one for one in PASSPHRASES if one != old)
        try:
            drawer.change_passphrase(old, new)
        except KeptUnfinished:
            elsewhere.now_opens_with(drawer._folder, new)
            raise
        elsewhere.now_opens_with(drawer._folder, new)
        yield {}


def _attach(drawer: OpenDrawer) -> Iterator[Told]:
    reference, content = drawer.setting(FIRST_CASE), secrets.token_bytes(200_000)
    made = drawer.attach(reference, NewAttachment(content, "billede.bin", A))
    yield {"reference": reference, "number": str(made.number), "holds": hashlib.sha256(content).hexdigest()}


def _is_attached(drawer: OpenDrawer, told: Told) -> bool:
    held = drawer.attachment_bytes(told["reference"], int(told["number"]))
    return hashlib.sha256(held).hexdigest() == told["holds"]


def _erase(drawer: OpenDrawer) -> Iterator[Told]:
    reference = drawer.setting(FIRST_CASE)
    made = drawer.attach(reference, NewAttachment(secrets.token_bytes(5000), "forkert.bin", A))
    drawer.erase_attachment(reference, made.number, "forkert fil")
    yield {"reference": reference, "number": str(made.number)}


def _is_erased(drawer: OpenDrawer, told: Told) -> bool:
    found = {one.number: one.state for one in drawer.case(told["reference"]).attachments}
    return found.get(int(told["number"])) is AttachmentState.ERASED


def _erase_case(drawer: OpenDrawer) -> Iterator[Told]:
    reference = file_case(drawer)
    drawer.attach(reference, NewAttachment(secrets.token_bytes(100_000), "slettes.bin", A))
    drawer.add_to_case(reference, addition((given("impact", "frygt"), A)), weighing(), weighed_as(Urgency.ACUTE))
    for passphrase in PASSPHRASES:
        with suppress(WrongPassphrase):
            drawer.erase_case(reference, Erasing(ErasureReason.MISTAKE, reference), passphrase)
            yield {"reference": reference}
            return


def _is_case_erased(drawer: OpenDrawer, told: Told) -> bool:
    try:
        drawer.case(told["reference"])
    except CaseUnknown as fault:
        return told["reference"] in str(fault)
    return False


def _rotate(drawer: OpenDrawer) -> Iterator[Told]:
    drawer.rotate_keys(lambda done: None)
    yield {}


def _back_up(drawer: OpenDrawer) -> Iterator[Told]:
    """Onto a stick beside the store's folder; its backups are proved by those who restore them."""
    place = drawer._folder.parent / elsewhere.STICK
    (result,) = drawer.backups.back_up(Occasion.ASKED, [place])
    if result.backup is None:
        raise DiskFull(result.trouble)
    yield {"name": result.backup.folder.name}


def _is_backed_up(drawer: OpenDrawer, told: Told) -> bool:
    made = drawer._folder.parent / elsewhere.STICK / told["name"]
    if not made.exists():  # old ones go when there are newer ones
        return any(other.name > made.name and other.suffix != ".unfinished" for other in made.parent.iterdir())
    return elsewhere.is_proved(made)


def _opens(drawer: OpenDrawer, told: Told) -> bool:
    return True  # that the store opened, with one of the two, is seen before anything is looked for


def _restore(drawer: OpenDrawer) -> Iterator[Told]:
    yield {"name": elsewhere.restored(drawer._folder.parent)}


def _migrate(drawer: OpenDrawer) -> Iterator[Told]:
    for name in elsewhere.brought_up(drawer._folder.parent):
        yield {"name": name}


def _is_elsewhere(drawer: OpenDrawer, told: Told) -> bool:
    return elsewhere.is_whole(drawer._folder.parent / told["name"])


def _filed(drawer: OpenDrawer) -> int:
    return sum(line.status is CaseStatus.FILED for line in drawer.cases(limit=100_000))


def _first_case(drawer: OpenDrawer) -> Case:
    return drawer.case(drawer.setting(FIRST_CASE))


def _attachments(drawer: OpenDrawer, *states: AttachmentState) -> int:
    return sum(one.state in states for one in _first_case(drawer).attachments)


def _notes(drawer: OpenDrawer) -> int:
    return sum(line.act == "export" for line in drawer.journal(limit=100_000))


ACTS: dict[str, Act] = {
    "save": Act(_save, _is_saved, weight=8),
    "type": Act(_type, _is_typed),
    "file": Act(_file, _is_filed, weight=6, counted=_filed),
    "discard": Act(_discard, _is_discarded),
    "add": Act(_add, _is_added, weight=8, counted=lambda drawer: len(_first_case(drawer).evaluations)),
    "note": Act(_note, _is_noted, counted=_notes),
    "set": Act(_set, lambda drawer, told: drawer.setting(told["key"]) == told["key"], weight=2),
    "hire": Act(_hire, _is_officer, weight=1, counted=lambda drawer: len(drawer.officers())),
    "retire": Act(_retire, _is_officer, weight=1),
    "attach": Act(_attach, _is_attached, weight=3, counted=lambda drawer: _attachments(drawer, AttachmentState.KEPT)),
    "erase": Act(_erase, _is_erased, weight=2, counted=lambda drawer: _attachments(drawer, AttachmentState.ERASED)),
    "keep_entries": Act(entries_kept.keep_entries, entries_kept.are_kept, counted=entries_kept.count_measures),
    "keep_contact": Act(entries_kept.keep_contact, entries_kept.is_contact_kept, weight=2, counted=entries_kept.count_contacts),
    "begin": Act(entries_kept.begin, entries_kept.is_begun),
    "visit": Act(entries_kept.visit, entries_kept.is_visited, counted=entries_kept.count_visits),
    "receive": Act(packages_between.receive, packages_between.is_received, weight=2),
    "hand_over": Act(
        packages_between.hand_over, packages_between.is_handed_over, weight=2, counted=packages_between.count_packages
    ),
    "erase_case": Act(_erase_case, _is_case_erased, weight=2),
    "back_up": Act(_back_up, _is_backed_up, weight=1),
    "rotate": Act(_rotate, _opens, weight=1),
    "passphrase": Act(_change_passphrase, _opens, weight=1),
    "restore": Act(_restore, _is_elsewhere, weight=1),
    "migrate": Act(_migrate, _is_elsewhere, weight=1),
}


def missing(drawer: OpenDrawer, told: Told) -> bool:
    """Whether an acknowledged act is not there, or only half of it."""
    try:
        return not ACTS[told["act"]].is_there(drawer, told)
    except (CaseUnknown, KeyError):
        return True
