"""Whether the handbook and the desk agree: each question, element, rule and floor has its page, and nothing else has one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stalkdesk.data.library_knowledge import FOLDER, Knowledge
from stalkdesk.intake.checklist import Checklist
from stalkdesk.knowledge.handbook import page_keys
from stalkdesk.knowledge.pages import PageKind
from stalkdesk.language import tr


def knowledge_faults(knowledge: Knowledge, checklist: Checklist) -> Iterator[str]:
    """Pages that are missing, and pages about what does not exist, one sentence each, with the file."""
    wanted = page_keys(checklist)
    files = {
        question.id: f"{FOLDER}/{section.number:02}_{section.id}.toml"
        for section in checklist.sections
        for question in section.questions
    }
    for key in wanted:
        if key not in knowledge.texts:
            place = files[key.id] if key.kind is PageKind.QUESTION else f"{FOLDER}/rules.toml"
            yield tr("{file}: siden om »{id}« mangler.", file=place, id=key.id)
    known = frozenset(wanted)
    for key, place in knowledge.places.items():
        if key not in known:
            yield tr("{file}: siden om »{id}« handler om noget, der ikke findes.", file=place, id=key.id)


def overdue_pages(knowledge: Knowledge, today: date) -> tuple[str, ...]:
    """The pages that should have been checked again before today, one sentence each."""
    return tuple(
        tr(
            "{file}: siden om »{id}« er sidst gennemgået {date} og skal gennemgås igen.",
            file=knowledge.places[key],
            id=key.id,
            date=texts.last_checked,
        )
        for key, texts in knowledge.texts.items()
        if texts.is_overdue(today)
    )
