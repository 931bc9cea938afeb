"""What an authority may decide for its own desk: every setting of `stalkdesk.settings`, one number each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox

from stalkdesk.language import tr
from stalkdesk.settings import ALL, Setting, SettingKind, value
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import primary
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form
from stalkdesk.ui.labels import muted
from stalkdesk.ui.settings.part import Part

_FIELD_WIDTH = 200
_TEXT_MARGIN = 10


def _unit_word(kind: SettingKind) -> str:
    return {
        SettingKind.MINUTES: tr("minutter"),
        SettingKind.CASES: tr("sager"),
    }[kind]


class RulesPart(Part):
    """For supervisors."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("rules_part", desk, background)
        self._form = Form("rules_form")
        self._fields = {setting.key: self._field(setting) for setting in ALL}
        keep = primary(tr("&Gem"), "rules_keep", "save")
        keep.clicked.connect(self.keep)
        self.column.addWidget(muted(tr("Tallene er programmets forslag, til myndigheden har besluttet sine egne.")))
        self.column.addWidget(self._form)
        self.column.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def _field(self, setting: Setting) -> QSpinBox:
        field = QSpinBox()
        field.lineEdit().setTextMargins(_TEXT_MARGIN, 0, 0, 0)
        field.setRange(setting.least, setting.most)
        field.setSuffix(f" {_unit_word(setting.kind)}")
        bounds = tr("Fra {least} til {most}.", least=setting.least, most=setting.most)
        self._form.add(setting.key, setting.label(), field, bounds, width=_FIELD_WIDTH)
        return field

    def refresh(self) -> None:
        """Reads every setting again."""
        drawer = self.desk.open_drawer()
        self.background.run(lambda: {key: drawer.setting(key) for key in self._fields}, self._on_read, self.say_failed)

    def _on_read(self, kept: dict[str, str]) -> None:
        for setting in ALL:
            self._fields[setting.key].setValue(value(setting, kept[setting.key]))

    def keep(self) -> None:
        """Keeps every setting that is another."""
        drawer = self.desk.open_drawer()
        wanted = {key: str(field.value()) for key, field in self._fields.items()}

        def work() -> None:
            for key, text in wanted.items():
                if drawer.setting(key) != text:
                    drawer.keep_setting(key, text)

        self.act(work, tr("Indstillingerne er gemt. Tiden til låsning gælder, næste gang skranken låses op."))
