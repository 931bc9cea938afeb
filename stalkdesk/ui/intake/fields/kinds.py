"""Which widget answers which kind of question. A kind that is missing here fails a test by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from stalkdesk.intake.checklist import AnswerKind, Question
from stalkdesk.ui.intake.fields.base import AnswerField, FieldSetting
from stalkdesk.ui.intake.fields.choosing import MultipleField, SingleField, YesNoField
from stalkdesk.ui.intake.fields.cpr import CprField
from stalkdesk.ui.intake.fields.dates import DateField
from stalkdesk.ui.intake.fields.number import NumberField
from stalkdesk.ui.intake.fields.person import PersonField
from stalkdesk.ui.intake.fields.phone import PhoneField
from stalkdesk.ui.intake.fields.tick import TickField
from stalkdesk.ui.intake.fields.writing import LongTextField, ShortTextField

FIELDS: Final[Mapping[AnswerKind, Callable[[Question, FieldSetting], AnswerField]]] = {
    AnswerKind.YES_NO: YesNoField,
    AnswerKind.SINGLE: SingleField,
    AnswerKind.MULTIPLE: MultipleField,
    AnswerKind.SHORT_TEXT: ShortTextField,
    AnswerKind.LONG_TEXT: LongTextField,
    AnswerKind.NUMBER: NumberField,
    AnswerKind.DATE: DateField,
    AnswerKind.CPR: CprField,
    AnswerKind.PHONE: PhoneField,
    AnswerKind.PERSON: PersonField,
    AnswerKind.TICK: TickField,
}


def field_for(question: Question, setting: FieldSetting) -> AnswerField:
    """A new field for `question`, still empty."""
    return FIELDS[question.kind](question, setting)
