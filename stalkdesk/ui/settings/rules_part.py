"""What an authority may decide for its own desk: every setting of `stalkdesk.settings`, one number each, under its heading."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSpinBox

from stalkdesk.language import tr
from stalkdesk.settings import ALL, Setting, SettingGroup, SettingKind, value
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form
from stalkdesk.ui.labels import heading, muted
from stalkdesk.ui.settings.part import Part

_FIELD_WIDTH = 200
_TEXT_MARGIN = 10


def _unit_word(kind: SettingKind, number: int) -> str:
    one, many = {
        SettingKind.MINUTES: (tr("minut"), tr("minutter")),
        SettingKind.CASES: (tr("sag"), tr("sager")),
        SettingKind.DAYS: (tr("dag"), tr("dage")),
        SettingKind.WORKING_DAYS: (tr("arbejdsdag"), tr("arbejdsdage")),
        SettingKind.HOURS: (tr("time"), tr("timer")),
        SettingKind.MONTHS: (tr("måned"), tr("måneder")),
        SettingKind.ATTEMPTS: (tr("kontaktforsøg"), tr("kontaktforsøg")),
    }[kind]
    return one if number == 1 else many


def _headings() -> dict[SettingGroup, tuple[str, str]]:
    """The heading of each group, and what is said of it."""
    proposed = tr("[E]: programmets forslag. Der er ingen forskning bag tallet; myndigheden bestemmer det selv.")
    return {
        SettingGroup.LOCK: (tr("Lås"), ""),
        SettingGroup.WEEK: (tr("Ugeoversigt"), ""),
        SettingGroup.WINDOWS: (tr("Vurderingens vinduer [E]"), proposed),
        SettingGroup.RESPONSE_TIMES: (tr("Frister [E]"), proposed),
        SettingGroup.FOLLOW_UPS: (tr("Opfølgning [E]"), proposed),
    }


def _bounds(setting: Setting, field: QSpinBox) -> str:
    """How far the number may go, and what is proposed, as the field itself says it."""
    unit = _unit_word(setting.kind, setting.default)
    proposal = field.specialValueText() if setting.default == setting.least else ""
    return tr(
        "Fra {least} til {most}. Forslaget er {proposal}.",
        least=setting.least,
        most=setting.most,
        proposal=proposal or f"{setting.default} {unit}",
    )


class RulesPart(Part):
    """For supervisors."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("rules_part", desk, background)
        self._fields: dict[str, QSpinBox] = {}
        kept = tr("Tallene er programmets forslag, til myndigheden har besluttet sine egne.")
        later = tr("Hver ændring står i journalen. En arkiveret sag beholder de tal, den blev vurderet med.")
        self.column.addWidget(muted(f"{kept} {later}"))
        for group, (text, remark) in _headings().items():
            self._add_group(group, text, remark)
        self._add_acts()
        self.column.addStretch(1)

    def _add_group(self, group: SettingGroup, text: str, remark: str) -> None:
        self.column.addWidget(heading(text, f"rules_{group.value}"))
        if remark:
            self.column.addWidget(muted(remark, f"rules_{group.value}_remark"))
        form = Form(f"rules_{group.value}_form")
        for setting in ALL:
            if setting.group is group:
                self._fields[setting.key] = self._field(form, setting)
        self.column.addWidget(form)

    def _field(self, form: Form, setting: Setting) -> QSpinBox:
        field = QSpinBox()
        field.lineEdit().setTextMargins(_TEXT_MARGIN, 0, 0, 0)
        field.setRange(setting.least, setting.most)
        field.valueChanged.connect(lambda number: field.setSuffix(f" {_unit_word(setting.kind, number)}"))
        field.setSuffix(f" {_unit_word(setting.kind, field.value())}")
        if setting.kind is SettingKind.DAYS and setting.least == 0:
            field.setSpecialValueText(tr("samme dag"))
        if setting.kind is SettingKind.MONTHS:
            field.setSpecialValueText(tr("ingen"))
        form.add(setting.key, setting.label(), field, _bounds(setting, field), width=_FIELD_WIDTH)
        return field

    def _add_acts(self) -> None:
        keep = primary(tr("&Gem"), "rules_keep", "save")
        keep.clicked.connect(self.keep)
        back = secondary(tr("&Tilbage til forslaget"), "rules_proposals")
        back.clicked.connect(self.propose)
        row = QHBoxLayout()
        row.setSpacing(8)
        for act in (keep, back):
            row.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        self.column.addLayout(row)

    def refresh(self) -> None:
        """Reads every setting again."""
        drawer = self.desk.open_drawer()
        self.background.run(lambda: {key: drawer.setting(key) for key in self._fields}, self._on_read, self.say_failed)

    def _on_read(self, kept: dict[str, str]) -> None:
        for setting in ALL:
            self._fields[setting.key].setValue(value(setting, kept[setting.key]))

    def propose(self) -> None:
        """Puts the programme's proposals into the fields; nothing is kept yet."""
        for setting in ALL:
            self._fields[setting.key].setValue(setting.default)
        self.banner.say(Tone.NOTE, tr("Felterne viser programmets forslag. De gælder først, når du gemmer."))

    def keep(self) -> None:
        """Keeps every setting that is another."""
        drawer = self.desk.open_drawer()
        wanted = {key: str(field.value()) for key, field in self._fields.items()}

        def work() -> None:
            for setting in ALL:
                if str(value(setting, drawer.setting(setting.key))) != wanted[setting.key]:
                    drawer.keep_setting(setting.key, wanted[setting.key])

        self.act(
            work,
            tr("Indstillingerne er gemt. Vinduer og frister gælder fra næste samtale, låsen fra næste gang skranken låses op."),
        )
