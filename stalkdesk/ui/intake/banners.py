"""What stands above the question while it is true: acute danger, and what is not in the drawer yet."""

from __future__ import annotations

from stalkdesk.language import tr
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.intake.conversation import Conversation


class AcuteBanner(Banner):
    """Says what to do while the answers call for 112 or the duty officer."""

    def __init__(self) -> None:
        super().__init__("acute_banner")

    def show_standing(self, talk: Conversation) -> None:
        """Speaks while the assessment is acute; says a sentence once only."""
        if not talk.is_acute():
            self.clear()
        elif self.sentence != talk.explanation.response:
            self.say(Tone.DANGER, talk.explanation.response, tr("Akut fare – tryk F9 for 112-skærmen"))


class UnsavedBanner(Banner):
    """Says that something given or typed is not in the drawer."""

    def __init__(self) -> None:
        super().__init__("unsaved_banner")

    def say_unsettled(self) -> None:
        """Why this intake is still here though another page was asked for."""
        sentence = tr(
            "Sagen her er ikke gemt endnu, så den bliver stående. Vent, til der står »Gemt« foroven, og prøv så igen."
        )
        self.say(Tone.DANGER, sentence, tr("Ikke gemt"))

    def say_not_kept(self, problem: str) -> None:
        """What went wrong, and that it is tried again."""
        said = tr("{problem} Det, du har skrevet, står her endnu, og der prøves igen hele tiden.", problem=problem)
        self.say(Tone.DANGER, said, tr("Ikke gemt"))
