"""The form of one consent: to whom, what, why, until when, how it was given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stalkdesk.casework.contacts.contact_register import Contact, Receiver
from stalkdesk.casework.days_typed import read_day, shown_day
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.sharing.consent_said import SaidAtIntake
from stalkdesk.casework.sharing.consent_words import how_word, receiver_in_sentence
from stalkdesk.casework.sharing.consents import Consent, HowGiven
from stalkdesk.errors import BadAnswer
from stalkdesk.intake.checklist import Tense
from stalkdesk.intake.dates import read_date
from stalkdesk.language import tr
from stalkdesk.ui.begun_text import typed_field
from stalkdesk.ui.buttons import primary
from stalkdesk.ui.consent.receiver_fields import ReceiverFields
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.entry_form import EntryForm
from stalkdesk.ui.forms import Form, tidy


class ConsentForm(EntryForm):
    """A new consent, one that is renewed, or one that was said at the first conversation."""

    def __init__(self, desk: Desk, reference: str, contacts: Sequence[Contact]) -> None:
        super().__init__("consent", desk, f"consent:{reference}:consent:")
        self._entry: Entry | None = None
        self._today = date.min
        self.who = ReceiverFields("consent", contacts, tr("Hvad må vi fortælle? Vælg sammen med den udsatte."))
        self.form = Form("consent_form")
        self._purpose = self.form.line("consent_purpose", tr("Hvad skal det h&jælpe med?"))
        self._until = self.form.line("consent_until", tr("Gælder til &og med"), tr("Fx 24-11 eller +90. Tom: til det trækkes."))
        self._given_on = self.form.line("consent_given_on", tr("&Givet den"), tr("Fx 22-11-2026."))
        self.form.side_by_side("consent_until", "consent_given_on")
        ways = (("", tr("Vælg …")), *((one.value, how_word(one)) for one in HowGiven))
        self._how = self.form.choice("consent_how", tr("Hvo&rdan"), ways)
        self._witness = self.form.line("consent_witness", tr("Vi&dne"))
        self.form.side_by_side("consent_how", "consent_witness")
        keep = primary(tr("Gem &samtykket"), "keep_consent", "check")
        keep.clicked.connect(self.keep)
        lines = (self._purpose, self._until, self._given_on, self._how, self._witness)
        typed = {line.objectName(): typed_field(line) for line in lines}
        self.lay_out(keep, {**self.who.typed_fields(), **typed}, self.who, self.form)

    def show_new(self, today: date) -> None:
        """An empty form."""
        nothing = Consent(Receiver.POLICE, (), "", today, HowGiven.SIGNED)
        self._show(None, "new", nothing, today, tr("Nyt samtykke"), "")

    def show_entry(self, entry: Entry, today: date) -> None:
        """A consent that is given anew, from today."""
        said: Consent = entry.said
        until = said.until if said.until is not None and said.until >= today else None
        again = Consent(said.receiver, said.groups, said.purpose, today, said.how, said.receiver_name, said.receiver_id, until)
        says = tr("Spørg igen, og vælg, hvad der gælder fra i dag. Det gamle samtykke bliver stående i historikken.")
        self._show(entry, str(entry.subject), again, today, tr("Forny samtykket"), says)

    def show_said(self, said: SaidAtIntake, receiver: Receiver, today: date) -> None:
        """What was said at the first conversation, for one receiver; the groups are chosen here."""
        until = said.until if said.until is not None and said.until >= today else None
        taken = Consent(receiver, (), said.purpose, said.said_on, said.how, until=until)
        title = tr("Samtykke til {receiver}, som sagt ved første samtale", receiver=receiver_in_sentence(receiver))
        says = tr("Der blev sagt: »{what}«. Vælg det, det svarer til.", what=said.what) if said.what else ""
        self._show(None, f"said-{receiver.value}", taken, today, title, says, taken.how)

    def _show(
        self, entry: Entry | None, place: str, said: Consent, today: date, title: str, says: str, how: HowGiven | None = None
    ) -> None:
        """`how`: the way it was given, where that is known; else a person says it: a consent is never signed by itself."""
        self._entry, self._today = entry, today
        self.begin(place, (said, today), lambda: self._fill(said, how), title, says)
        self.who.lock_receiver(entry is not None)
        self.who.take_focus()

    def _fill(self, said: Consent, how: HowGiven | None) -> None:
        self.who.fill(said.receiver, said.receiver_name, said.groups)
        self._purpose.setText(said.purpose)
        self._until.setText(shown_day(said.until))
        self._given_on.setText(shown_day(said.given_on))
        self._how.setCurrentIndex(self._how.findData("" if how is None else how.value))
        self._witness.setText(said.witness)
        self.form.check({})

    def keep(self) -> None:
        """Reads the form; what can't be right is said by its field."""
        if not self.who.check():
            return
        wrong, until, given_on = self._days()
        chosen, witness = str(self._how.currentData()), tidy(self._witness.text())
        how = HowGiven(chosen) if chosen else None
        purpose = tidy(self._purpose.text())
        if not purpose:
            wrong["consent_purpose"] = tr("Skriv, hvad det skal hjælpe med. Et samtykke gælder ét formål.")
        if how is None:
            wrong["consent_how"] = tr("Vælg, hvordan det blev givet.")
        if how is HowGiven.ORAL_WITNESS and not witness:
            wrong["consent_witness"] = tr("Skriv, hvem der hørte samtykket.")
        if not self.form.check(wrong) or how is None:
            return
        who = self.who
        said = Consent(who.receiver, who.chosen, purpose, given_on, how, who.name, who.contact_id, until, witness)
        entry = self._entry
        seen, subject = (entry.number, entry.subject) if entry is not None else (None, 0)
        self.send(NewEntry(EntryKind.CONSENT, said, subject, recipient_id=who.contact_id, seen=seen))

    def _days(self) -> tuple[dict[str, str], date | None, date]:
        wrong: dict[str, str] = {}
        until, given_on = None, self._today
        try:
            until = read_day(self._until.text(), self._today, "consent_until")
        except BadAnswer as fault:
            wrong["consent_until"] = str(fault)
        try:
            given_on = date.fromisoformat(read_date(self._given_on.text(), Tense.PAST, self._today, "consent_given_on").date)
        except BadAnswer as fault:
            wrong["consent_given_on"] = str(fault)
        except ValueError:
            wrong["consent_given_on"] = tr("Skriv dagen som 22-11-2026.")
        return wrong, until, given_on
