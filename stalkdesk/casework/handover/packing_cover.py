"""What the cover of a package tells people, taken from the case that is packed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stalkdesk.casework.attachments import Attachment
from stalkdesk.casework.entries import EntryKind, newest_by_subject
from stalkdesk.casework.handover.handing_over import CoverFacts
from stalkdesk.casework.handover.packages import CaseFile, Manifest
from stalkdesk.casework.handover.packing import CaseToPack
from stalkdesk.casework.handover.receiver_profiles import Allowance
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.casework.support.safe_contact import may_send_letters, safe_contact
from stalkdesk.intake.answers import Answer, type_of_value
from stalkdesk.intake.checklist import Compartment
from stalkdesk.language import tr


def cover_facts(
    case: CaseToPack,
    found: Allowance,
    case_file: CaseFile,
    manifest: Manifest,
    receiver_name: str,
    files: Sequence[Attachment],
) -> CoverFacts:
    """Everything that stands on the cover. Never an address, a code, or a file's name of compartment B."""
    answers = {question_id: answer for question_id, (answer, _) in case.answers.items()}
    is_told = Group.SAFE_CONTACT in found.groups
    return CoverFacts(
        package_id=manifest.package_id,
        reference=case.reference,
        purpose=manifest.purpose,
        made_at=manifest.made_at,
        from_name=manifest.sender.name,
        from_phone=manifest.sender.phone,
        from_person=manifest.sender.person,
        to_name=manifest.receiver.name,
        to_person=receiver_name,
        urgency=case.outcome.urgency if Group.RISK in found.groups else None,
        allowance=found,
        basis_words=_basis_words(case, found),
        safe_contact=safe_contact_rules(answers) if is_told else (),
        concerns_child=_is_positive(answers, "children_in_home") or _given(answers, "child_threat") == "yes",
        parent_is_suspected=_given(answers, "parent_is_source") == "yes",
        answers=len(case_file.answers),
        incidents=len(case_file.incidents),
        visits=len(case_file.visits),
        files=tuple((one.number, _file_name(one), one.size) for one in files),
        clock_until=case_file.clock_until,
    )


def safe_contact_rules(answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """How she may be reached, one rule a line, without the number and the code word: they are in the package."""
    without = {question_id: answer for question_id, answer in answers.items() if question_id != "code_word"}
    rules = [*safe_contact(without).rules]
    if not may_send_letters(answers):
        rules.append(tr("Send ingen breve og ingen digital post."))
    if _given(answers, "code_word") is not None:
        rules.append(tr("Der er aftalt et kodeord. Det står i pakken; spørg efter det, før noget bliver sagt."))
    return tuple(rules)


def _basis_words(case: CaseToPack, found: Allowance) -> tuple[str, ...]:
    """What the rules said on their day, or their codes."""
    sharings = newest_by_subject(case.entries, EntryKind.SHARING).values()
    words = {entry.said.basis: entry.said.basis_words or entry.said.basis for entry in sharings}
    return tuple(words.get(code, code) for code in found.bases)


def _file_name(attachment: Attachment) -> str:
    if attachment.compartment is Compartment.PROTECTED:
        return tr("beskyttet fil")
    return attachment.name


def _given(answers: Mapping[str, Answer], question_id: str) -> type_of_value | None:
    return answers[question_id].value if question_id in answers else None


def _is_positive(answers: Mapping[str, Answer], question_id: str) -> bool:
    value = _given(answers, question_id)
    return isinstance(value, int) and value > 0
