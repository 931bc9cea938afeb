"""The supervisor's own look: the whole store, when she asks for it, and whether it still holds the journal line of a paper."""

from __future__ import annotations

from PySide6.QtCore import Qt

from stalkdesk.casework.journal_marks import parsed_mark
from stalkdesk.errors import WrongUsage
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.labels import heading, label, muted
from stalkdesk.ui.settings.part import Part
from stalkdesk.ui.soundness import SoundnessWatch


class SoundnessPart(Part):
    """For the supervisor."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("soundness_part", desk, background)
        self._watch: SoundnessWatch | None = None
        self._begin = primary(tr("&Kontrollér alt nu"), "check_all", "shield")
        self._begin.clicked.connect(self.check_all)
        self._stop = secondary(tr("&Stop"), "check_stop")
        self._stop.clicked.connect(self.stop)
        self._stop.hide()
        self._share = muted("", "check_share")
        self._share.hide()
        self._result = Banner("check_result")
        self._form = Form("mark_form")
        self._typed = self._form.line(
            "mark_typed",
            tr("&Linjen på papiret"),
            tr("Den står nederst på kvitteringen og øverst på ugeoversigten."),
            "1234 · 8F3A-22C1",
        )
        self._typed.setMaxLength(80)
        self._find = secondary(tr("&Find linjen"), "mark_find", "search")
        self._find.clicked.connect(self.find_line)
        self._typed.returnPressed.connect(self.find_line)
        self._typed.textChanged.connect(lambda: self._form.complain("mark_typed", ""))
        self._held = Banner("mark_result")
        self._lay_out()

    def _lay_out(self) -> None:
        look = Card("check_card")
        look.body.addWidget(heading(tr("Er sagsskabet helt?")))
        look.body.addWidget(
            label(tr("Ved hver oplåsning ses journalens ende efter. Her ses alt efter: sider, sager, journal og bilag."))
        )
        look.body.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignLeft)
        look.body.addWidget(self._share)
        look.body.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignLeft)
        look.body.addWidget(self._result)
        line = Card("mark_card")
        line.body.addWidget(heading(tr("Står linjen endnu i journalen?")))
        line.body.addWidget(
            label(
                tr("Papiret kan ikke skrives om. Mangler linjen, er sagsskabet lagt tilbage til en ældre udgave eller ændret.")
            )
        )
        line.body.addWidget(self._form)
        line.body.addWidget(self._find, 0, Qt.AlignmentFlag.AlignLeft)
        line.body.addWidget(self._held)
        self.column.addWidget(look)
        self.column.addWidget(line)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Goes on with a look that was put off."""
        if self._watch is not None:
            self._watch.go_on()

    def pause(self) -> None:
        """Puts the look off: something else is asked for."""
        if self._watch is not None:
            self._watch.pause()

    def check_all(self) -> None:
        """Begins a look through everything."""
        self._result.clear()
        self._found: tuple[str, ...] = ()
        self._watch = SoundnessWatch(self.desk, self.background, self, is_whole=True)
        self._watch.found.connect(self._on_found)
        self._watch.moved.connect(self._on_moved)
        self._watch.finished.connect(self._on_finished)
        self._show_going(True)
        self._on_moved(0)
        self._watch.go_on()

    def stop(self) -> None:
        """Gives the look up."""
        self.pause()
        self._watch = None
        self._show_going(False)
        self._result.say(Tone.NOTE, tr("Kontrollen er stoppet, før alt var set efter."))
        self._begin.setFocus()

    def _show_going(self, is_going: bool) -> None:
        self._begin.setVisible(not is_going)
        self._stop.setVisible(is_going)
        self._share.setVisible(is_going)

    def _on_moved(self, share: int) -> None:
        self._share.setText(tr("{share} % er set efter. I kan arbejde videre imens.", share=share))

    def _on_found(self, faults: tuple[str, ...]) -> None:
        self._found = faults
        self._result.say(Tone.DANGER, "\n".join(faults), tr("Sagsskabet er ikke, som det skal være"))

    def _on_finished(self) -> None:
        self._watch = None
        self._show_going(False)
        if not self._found:
            self._result.say(Tone.SUCCESS, tr("Sagsskabet er helt: sider, sager, journal og bilag er, som de blev skrevet."))
        self._begin.setFocus()

    def find_line(self) -> None:
        """Asks whether the store holds the line."""
        try:
            mark = parsed_mark(tidy(self._typed.text()))
        except WrongUsage as fault:
            self._form.check({"mark_typed": str(fault)})
            return
        drawer = self.desk.open_drawer()
        self._held.clear()
        self.background.run(
            lambda: drawer.mark_faults(mark), lambda faults: self._on_held(mark.number, faults), self.say_failed
        )

    def _on_held(self, number: int, faults: tuple[str, ...]) -> None:
        if faults:
            self._held.say(Tone.DANGER, "\n".join(faults))
        else:
            self._held.say(Tone.SUCCESS, tr("Ja. Linje {number} står i journalen, som den står på papiret.", number=number))
