"""What comes next for a package: that it left, the code that was read back, why it was declined, or taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from stalkdesk.casework.handover.handovers import Handover, HandoverState, Purpose, Way
from stalkdesk.language import tr
from stalkdesk.ui import theme
from stalkdesk.ui.begun_text import BegunText, typed_field
from stalkdesk.ui.buttons import primary, set_icon
from stalkdesk.ui.card import Card
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.handover.words import way_word
from stalkdesk.ui.labels import heading, muted


class Step(StrEnum):
    """A step that a person can take with a package."""

    HANDED_OVER = "handed_over"
    ACKNOWLEDGED = "acknowledged"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class WantedStep:
    """The step, and what belongs to it."""

    number: int
    step: Step
    code: str = ""
    reason: str = ""
    way: Way | None = None


_WITH_CODE = (Step.ACKNOWLEDGED, Step.DECLINED)
_WITH_REASON = (Step.DECLINED, Step.TAKEN_BACK)


def steps_of(package: Handover) -> tuple[Step, ...]:
    """The steps that may follow, the likeliest first."""
    if package.state is HandoverState.PREPARED:
        return Step.HANDED_OVER, Step.ACKNOWLEDGED, Step.DECLINED, Step.TAKEN_BACK
    if package.state is HandoverState.HANDED_OVER:
        return Step.ACKNOWLEDGED, Step.DECLINED, Step.TAKEN_BACK
    if package.state is HandoverState.ACKNOWLEDGED and package.purpose is Purpose.TRANSFER:
        return (Step.TAKEN_BACK,)
    return ()


def is_only_taking_back(package: Handover) -> bool:
    """Whether all is done, and the package can only be taken back."""
    return steps_of(package) == (Step.TAKEN_BACK,)


class StepForm(Card):
    """Asks for one step. `wanted(WantedStep)`."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, reference: str) -> None:
        super().__init__("package_step")
        self._case, self._number = reference, 0
        self._package: Handover | None = None
        self._says = muted("", "package_step_says")
        form = self._form = Form("package_step_form")
        self.step = form.choice("package_next", tr("Hvad er der sket?"), ())
        self.way = form.choice("package_way", tr("Hvordan er den afleveret?"), tuple((one.value, way_word(one)) for one in Way))
        self.code = form.line("package_code", tr("Koden, som modtageren læser op"), placeholder="7KM 2XQ")
        form.side_by_side("package_next", "package_way", "package_code")
        self.reason = form.line("package_reason", tr("Hvorfor? Det kommer i journalen."))
        self._keep = primary(tr("Gem"), "keep_package_step", "save", "Ctrl+S")
        self._keep.clicked.connect(self._on_keep)
        self.code.returnPressed.connect(self._on_keep)
        self.reason.returnPressed.connect(self._on_keep)
        fields = {name: typed_field(form.rows[name].field) for name in ("package_code", "package_reason")}
        self.begun = BegunText(desk, self, fields, "undo_package_step")
        self.step.currentIndexChanged.connect(lambda _: self._refresh())
        buttons = QHBoxLayout()
        buttons.addWidget(self._keep)
        buttons.addWidget(self.begun.undo)
        buttons.addStretch(1)
        self.body.setContentsMargins(18, 12, 18, 14)
        self.body.setSpacing(8)
        self._heading = heading("")
        self.body.addWidget(self._heading)
        self.body.addWidget(self._says)
        self.body.addWidget(form)
        self.body.addLayout(buttons)
        self.hide()

    @property
    def is_aside(self) -> bool:
        """Whether it asks only about taking the case back."""
        return self._package is not None and is_only_taking_back(self._package)

    def ask_about(self, asked: tuple[int, Handover] | None) -> None:
        """Shows the steps of a package; hidden when there are none."""
        steps = steps_of(asked[1]) if asked is not None else ()
        self.setVisible(bool(steps))
        if asked is None or not steps:
            self._package = None
            return
        self._number, self._package = asked
        self.begun.show(f"package:{self._case}:{self._number}", (self._package.state, steps), lambda: self._fill(steps))
        self._show_weight()
        self._refresh()

    def _show_weight(self) -> None:
        """To take the case back is nobody's next step: it is asked for, and its button is no heavier than the others."""
        is_aside = self.is_aside
        self._heading.setText(tr("Tag sagen tilbage") if is_aside else tr("Næste skridt"))
        self._form.rows["package_next"].setVisible(not is_aside)
        theme.set_role(self._keep, "" if is_aside else "primary")
        set_icon(self._keep, "save")
        self._keep.setText(tr("Tag sagen tilbage") if is_aside else tr("Gem"))
        self._keep.setAccessibleName(self._keep.text())

    def _fill(self, steps: tuple[Step, ...]) -> None:
        self.step.clear()
        for step in steps:
            self.step.addItem(_step_word(step), step.value)
        self.code.clear()
        self.reason.clear()

    def _chosen(self) -> Step | None:
        value = self.step.currentData()
        return Step(value) if value else None

    def _refresh(self) -> None:
        step = self._chosen()
        self._form.rows["package_way"].setVisible(step is Step.HANDED_OVER)
        self._form.rows["package_code"].setVisible(step in _WITH_CODE)
        self._form.rows["package_reason"].setVisible(step in _WITH_REASON)
        self._form.check({})
        self._says.setText("" if step is None else _step_says(step))

    def _on_keep(self) -> None:
        step = self._chosen()
        if step is None or self._package is None:
            return
        code, reason = tidy(self.code.text()), tidy(self.reason.text())
        complaints = {}
        if step in _WITH_CODE and not code:
            complaints["package_code"] = tr("Skriv de seks tegn, som modtageren læser op.")
        if step in _WITH_REASON and not reason:
            complaints["package_reason"] = tr("Skriv kort, hvorfor.")
        if self._form.check(complaints):
            way = Way(self.way.currentData()) if step is Step.HANDED_OVER else None
            self.wanted.emit(WantedStep(self._number, step, code, reason, way))


def _step_word(step: Step) -> str:
    return {
        Step.HANDED_OVER: tr("Pakken er afleveret"),
        Step.ACKNOWLEDGED: tr("Modtageren læser koden op"),
        Step.DECLINED: tr("Modtageren afviser den"),
        Step.TAKEN_BACK: tr("Vi tager den tilbage"),
    }[step]


def _step_says(step: Step) -> str:
    return {
        Step.HANDED_OVER: tr("Uret går, fra pakken er lavet. Det stopper først, når modtageren har læst koden op."),
        Step.ACKNOWLEDGED: tr("Modtageren åbner pakken i sin egen StalkDesk og ringer med de seks tegn. Så stopper uret."),
        Step.DECLINED: tr("Modtageren ringer med koden for et nej og siger hvorfor. Sagen bliver jeres."),
        Step.TAKEN_BACK: tr("Ring til modtageren, og sig det. Det, de har læst, kan ikke kaldes tilbage."),
    }[step]
