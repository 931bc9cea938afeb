"""The few words that stand on every page, in each language the paper speaks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from stalkdesk.guidance.blocks import Document, Tone
from stalkdesk.language import Language


@dataclass(frozen=True, slots=True)
class PageWords:
    """The paper's own words in one language."""

    page: str
    tones: dict[Tone, str]
    """What a callout's sign says when it is read aloud."""
    training: str
    """The mark of everything that comes out of training."""


def _words(page: str, danger: str, advice: str, note: str, training: str) -> PageWords:
    return PageWords(page, {Tone.DANGER: f"{danger}: ", Tone.ADVICE: f"{advice}: ", Tone.NOTE: f"{note}: "}, training)


PAGE_WORDS: Final = {
    Language.DANISH: _words("Side {page} af {pages}", "Vigtigt", "Råd", "Bemærk", "ØVELSE"),
    Language.ENGLISH: _words("Page {page} of {pages}", "Important", "Advice", "Note", "TRAINING"),
    Language.GERMAN: _words("Seite {page} von {pages}", "Wichtig", "Rat", "Hinweis", "ÜBUNG"),
    Language.POLISH: _words("Strona {page} z {pages}", "Ważne", "Rada", "Uwaga", "ĆWICZENIE"),
    Language.UKRAINIAN: _words("Сторінка {page} з {pages}", "Важливо", "Порада", "Примітка", "НАВЧАННЯ"),
    Language.ARABIC: _words("صفحة {page} من {pages}", "مهم", "نصيحة", "ملاحظة", "تدريب"),
    Language.TURKISH: _words("Sayfa {page} / {pages}", "Önemli", "Öneri", "Not", "EĞİTİM"),
    Language.PERSIAN: _words("صفحه {page} از {pages}", "مهم", "توصیه", "نکته", "آموزش"),
}


def marked_as_training(document: Document) -> Document:
    """The document with the mark of training across every page, in its own language."""
    return replace(document, watermark=PAGE_WORDS[document.language].training)
