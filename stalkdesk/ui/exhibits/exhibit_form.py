"""What is asked of an exhibit: what it is, from whom, where it is kept. Sexual images are never taken in: a reference only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QRadioButton, QWidget

from stalkdesk.casework.attachments import Attachment, AttachmentKind, NewAttachment, safe_name
from stalkdesk.casework.exhibits import MOST_SAID, Exhibit, FromWhom, KeptExhibit
from stalkdesk.errors import ActStopped, BadAnswer, DeskError
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.texts import cleaned
from stalkdesk.language import tr
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.begun_text import BegunText, typed_field
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.cases.attachment_form import SEXUAL_IMAGES
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.exhibits.exhibit_words import from_word
from stalkdesk.ui.forms import Form
from stalkdesk.ui.labels import heading, label

_MOVING = frozenset(
    {".avi", ".gif", ".heic", ".jpeg", ".jpg", ".m4v", ".mkv", ".mov", ".mp4", ".png", ".webm", ".webp", ".wmv"}
)


class Asked(StrEnum):
    """What the form is for."""

    FILE = "file"
    ATTACHMENT = "attachment"
    THING = "thing"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class WantedExhibit:
    """What is to be kept: the exhibit, and the file that comes first when there is one."""

    exhibit: Exhibit
    file: NewAttachment | None = None
    subject: int = 0
    """The exhibit that is corrected; 0 for a new one."""
    seen: int | None = None


def may_show_somebody(name: str, kind: AttachmentKind = AttachmentKind.OTHER) -> bool:
    """Whether a file may be a picture or a film, by its name or its kind."""
    return Path(name).suffix.casefold() in _MOVING or kind in (AttachmentKind.PNG, AttachmentKind.JPEG)


class ExhibitForm(Card):
    """`wanted(WantedExhibit)`: keep it; `left`: not now."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, read: ReadCase) -> None:
        super().__init__("exhibit_form")
        self._read = read
        self._asked = Asked.THING
        self._path: Path | None = None
        self._attachment: Attachment | None = None
        self._edited: KeptExhibit | None = None
        self._banner = Banner("exhibit_form_banner")
        self._heading = heading("", "exhibit_form_heading")
        self._sexual_asked = label(tr("Er der seksuelle billeder eller film i filen?"), "strong")
        self._no, self._yes = QRadioButton(tr("Nej")), QRadioButton(tr("Ja"))
        self._group = QButtonGroup(self)
        self._reference = QCheckBox(tr("Seksuelle billeder: kun henvisning"))
        self._reference.setObjectName("exhibit_reference")
        self._form = self._made_form()
        self._keep = primary(tr("Gem effekten"), "keep_exhibit", "save", "Ctrl+S")
        fields = {name: typed_field(row.field) for name, row in self._form.rows.items()}
        self.begun = BegunText(desk, self, {**fields, "reference": typed_field(self._reference)}, "undo_exhibit")
        self._lay_out()
        self._connect()

    def _made_form(self) -> Form:
        form = Form("exhibit_fields")
        self.what = form.line("exhibit_what", tr("Hvad er det?"), tr("Står på kvitteringen: skriv det neutralt, uden navne."))
        choices = tuple((whom.value, from_word(whom)) for whom in FromWhom)
        self.from_whom = form.choice("exhibit_from", tr("Hvem afleverede det?"), choices)
        self.from_name = form.line("exhibit_from_name", tr("Navn, hvis det var en anden (valgfrit)"))
        form.side_by_side("exhibit_from", "exhibit_from_name")
        self.marking = form.line("exhibit_marking", tr("Mærkning på tingen eller posen (valgfrit)"))
        self.kept_where = form.line("exhibit_kept_where", tr("Hvor ligger det?"), placeholder=tr("fx skab 2, hylde B"))
        form.side_by_side("exhibit_marking", "exhibit_kept_where")
        return form

    def _lay_out(self) -> None:
        self.body.setContentsMargins(20, 14, 20, 16)
        self.body.setSpacing(10)
        self._answers = QWidget()
        answers = QHBoxLayout(self._answers)
        answers.setContentsMargins(0, 0, 0, 0)
        for name, choice in (("exhibit_clean", self._no), ("exhibit_sexual", self._yes)):
            choice.setObjectName(name)
            choice.setAccessibleName(f"{self._sexual_asked.text()} {choice.text()}")
            self._group.addButton(choice)
            answers.addWidget(choice)
        answers.addStretch(1)
        away = secondary(tr("Tilbage"), "leave_exhibit_form", "arrow-left")
        away.clicked.connect(self.left)
        buttons = QHBoxLayout()
        for button in (self._keep, away, self.begun.undo):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for part in (self._heading, self._sexual_asked, self._answers, self._reference, self._banner, self._form):
            self.body.addWidget(part)
        self.body.addLayout(buttons)

    def _connect(self) -> None:
        self._group.buttonToggled.connect(lambda *_: self._refresh())
        self._reference.toggled.connect(lambda _on: self._refresh())
        self.from_whom.currentIndexChanged.connect(lambda _place: self._refresh())
        self._keep.clicked.connect(self._on_keep)

    # -- what it asks about ----------------------------------------------------------------------------------------------
    def ask_about_file(self, path: Path) -> None:
        """A file that was chosen or dropped here."""
        self._path = path
        self._begin(Asked.FILE, safe_name(path.name), "file", Exhibit(""))

    def ask_about_attachment(self, one: Attachment) -> None:
        """An attachment that is in the case already."""
        self._attachment = one
        self._begin(
            Asked.ATTACHMENT,
            tr("Bilag {number}: {name}", number=one.number, name=one.name),
            f"a{one.number}",
            Exhibit(one.said),
        )

    def ask_about_thing(self) -> None:
        """A thing, or a reference to sexual images."""
        self._begin(Asked.THING, tr("En ting eller en henvisning"), "thing", Exhibit(""))

    def ask_to_correct(self, kept: KeptExhibit) -> None:
        """One that is there: what was typed may be corrected."""
        self._edited = kept
        self._begin(Asked.EDIT, tr("Ret effekt {number}", number=kept.number), f"e{kept.number}", kept.exhibit)

    def _begin(self, asked: Asked, says: str, place: str, stands: Exhibit) -> None:
        self._asked = asked
        self._heading.setText(says)
        self._group.setExclusive(False)
        for choice in (self._no, self._yes):
            choice.setChecked(False)
        self._group.setExclusive(True)
        is_file = asked in (Asked.FILE, Asked.ATTACHMENT)
        for part in (self._sexual_asked, self._answers):
            part.setVisible(is_file)
        self._reference.setVisible(asked is Asked.THING)
        self.begun.show(f"exhibit:{self._read.reference}:{place}", stands, lambda: self._fill(stands))
        self._form.check({})
        self._refresh()
        (self._no if is_file else self.what).setFocus()

    def _fill(self, exhibit: Exhibit) -> None:
        self.what.setText(exhibit.what)
        self.from_whom.setCurrentIndex(max(self.from_whom.findData(exhibit.from_whom.value), 0))
        self.from_name.setText(exhibit.from_name)
        self.marking.setText(exhibit.marking)
        self.kept_where.setText(exhibit.kept_where)
        self._reference.setChecked(exhibit.is_sexual_reference)

    # -- what is seen ----------------------------------------------------------------------------------------------------
    @property
    def _is_file(self) -> bool:
        if self._asked is Asked.EDIT and self._edited is not None:
            return self._edited.exhibit.is_file
        return self._asked in (Asked.FILE, Asked.ATTACHMENT)

    @property
    def _is_reference(self) -> bool:
        if self._asked is Asked.EDIT and self._edited is not None:
            return self._edited.exhibit.is_sexual_reference
        return self._asked is Asked.THING and self._reference.isChecked()

    def _refresh(self) -> None:
        self._form.rows["exhibit_marking"].setVisible(not self._is_file and not self._is_reference)
        self._form.rows["exhibit_kept_where"].setVisible(not self._is_file)
        self._form.rows["exhibit_from_name"].setVisible(self.from_whom.currentData() != FromWhom.VICTIM.value)
        where = tr("Hvor er originalen, og hvem har den?") if self._is_reference else tr("Hvor ligger det?")
        self._form.rows["exhibit_kept_where"].rename(where)
        self._keep.setEnabled(not self._is_waiting)
        self._say()

    @property
    def _is_waiting(self) -> bool:
        """Whether it is not answered yet that the file may be taken in."""
        return self._asked in (Asked.FILE, Asked.ATTACHMENT) and not self._no.isChecked()

    def _say(self) -> None:
        self._banner.clear()
        if self._asked is Asked.FILE and self._yes.isChecked():
            self._banner.say(Tone.WARN, _not_taken_in(self._read))
        elif self._asked is Asked.ATTACHMENT and self._yes.isChecked():
            self._banner.say(Tone.WARN, tr("Så må filen ikke ligge her. Bed en leder slette bilaget under »Bilag«."))
        elif self._is_waiting and _is_told_of(self._read) and self._may_show_somebody():
            says = tr(
                "I sagen står, at der er seksuelle billeder eller film. Stop et øjeblik: er det sådan et, tages det ikke ind. "
                "Se ikke i filen; spørg roligt den udsatte. Det er ikke den udsattes skyld."
            )
            self._banner.say(Tone.WARN, says, tr("Før du tager filen ind"))
        elif self._is_reference:
            says = tr("Der gemmes kun, at billederne findes, hvor originalen er, og hvem der har den. Intet billede tages ind.")
            self._banner.say(Tone.NOTE, says)

    def _may_show_somebody(self) -> bool:
        if self._attachment is not None and self._asked is Asked.ATTACHMENT:
            return may_show_somebody(self._attachment.name, self._attachment.kind)
        return self._path is not None and may_show_somebody(self._path.name)

    def say(self, problem: DeskError) -> None:
        """It was not kept, and why. What is typed stands here still."""
        self._banner.say(Tone.NOTE if isinstance(problem, ActStopped) else Tone.DANGER, str(problem), tr("Ikke gemt"))

    # -- keeping ---------------------------------------------------------------------------------------------------------
    def _on_keep(self) -> None:
        if self._is_waiting:
            return
        try:
            exhibit = self._exhibit()
        except BadAnswer as wrong:
            self._form.check({wrong.question_id: str(wrong)})
            return
        file = None
        if self._asked is Asked.FILE and self._path is not None:
            file = NewAttachment(self._path, self._path.name, said=exhibit.what)
        edited = self._edited if self._asked is Asked.EDIT else None
        self.wanted.emit(WantedExhibit(exhibit, file, edited.number if edited else 0, edited.entry.number if edited else None))

    def _exhibit(self) -> Exhibit:
        """What is typed, made safe. Raises BadAnswer with the name of the field."""
        texts = {
            name: cleaned(field.text(), MOST_SAID, name)
            for name, field in (
                ("exhibit_what", self.what),
                ("exhibit_from_name", self.from_name),
                ("exhibit_marking", self.marking),
                ("exhibit_kept_where", self.kept_where),
            )
        }
        if not texts["exhibit_what"]:
            raise BadAnswer(tr("Skriv med få ord, hvad det er."), "exhibit_what")
        if self._is_reference and not texts["exhibit_kept_where"]:
            raise BadAnswer(tr("Skriv, hvor originalen er, og hvem der har den."), "exhibit_kept_where")
        whom = FromWhom(self.from_whom.currentData())
        stands = self._edited.exhibit if self._asked is Asked.EDIT and self._edited is not None else self._begun_exhibit()
        return replace(
            stands,
            what=texts["exhibit_what"],
            from_whom=whom,
            from_name="" if whom is FromWhom.VICTIM else texts["exhibit_from_name"],
            marking="" if self._is_file or self._is_reference else texts["exhibit_marking"],
            kept_where="" if self._is_file else texts["exhibit_kept_where"],
        )

    def _begun_exhibit(self) -> Exhibit:
        if self._asked is Asked.ATTACHMENT and self._attachment is not None:
            return Exhibit("", True, self._attachment.number, self._attachment.sha256, taken_at=self._attachment.at)
        return Exhibit("", is_file=self._asked is Asked.FILE, is_sexual_reference=self._is_reference)


def _is_told_of(read: ReadCase) -> bool:
    answer: Answer | None = read.case.answers.get(SEXUAL_IMAGES)
    return answer is not None and answer.value == "yes"


def _not_taken_in(read: ReadCase) -> str:
    question = next((one for one in read.checklist.questions() if one.id == SEXUAL_IMAGES), None)
    why = " ".join(part for part in (question.why, question.how) if part) if question else ""
    says = tr(
        "Filen tages ikke ind. Skriv i stedet en henvisning under »Tilføj ting«: hvor originalen er, og hvem der har den."
    )
    return f"{says} {why}".strip()
