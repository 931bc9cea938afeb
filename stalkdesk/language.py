"""The language of the screen: one Danish sentence in the code, its translations in `resources/languages/`.

`tr` is understood in every room, also where Qt is not known. A sentence that is not translated yet is said in Danish and can
be listed with `untranslated`. The language of the *paper* is another choice, made per sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path


class Language(StrEnum):
    """Languages that the paper can speak, some of them the screen too; the value is the ISO 639-1 code."""

    DANISH = "da"
    ENGLISH = "en"
    GERMAN = "de"
    POLISH = "pl"
    UKRAINIAN = "uk"
    ARABIC = "ar"
    TURKISH = "tr"
    PERSIAN = "fa"

    @property
    def is_right_to_left(self) -> bool:
        """Whether it is written from the right to the left."""
        return self in (Language.ARABIC, Language.PERSIAN)

    @property
    def list_comma(self) -> str:
        """What stands between the names of a list."""
        return "، " if self.is_right_to_left else ", "

    @property
    def own_name(self) -> str:
        """What it is called by those who speak it."""
        return _OWN_NAMES[self]


_OWN_NAMES = {
    Language.DANISH: "Dansk",
    Language.ENGLISH: "English",
    Language.GERMAN: "Deutsch",
    Language.POLISH: "Polski",
    Language.UKRAINIAN: "Українська",
    Language.ARABIC: "العربية",
    Language.TURKISH: "Türkçe",
    Language.PERSIAN: "فارسی",
}

SOURCE_LANGUAGE = Language.DANISH
SCREEN_LANGUAGES = (Language.DANISH, Language.ENGLISH)
"""What the screen speaks; the checklist, the rules and the handbook are in these."""


class _Tongue:
    """What is spoken now: the language and the catalogue that turns a Danish sentence into it."""

    language: Language = SOURCE_LANGUAGE
    catalogue: Mapping[str, str] = {}


def speak(language: Language, languages_folder: Path) -> None:
    """Makes `tr` answer in `language`, with the catalogue `<folder>/<code>/screen.json` ({danish: translation}).

    Raises OSError or ValueError when a language other than Danish has no readable catalogue.
    """
    catalogue: Mapping[str, str] = {}
    if language is not SOURCE_LANGUAGE:
        import json  # 4 ms that a Danish start need not wait for

        catalogue = json.loads((languages_folder / language.value / "screen.json").read_text(encoding="utf-8"))
    _Tongue.language = language
    _Tongue.catalogue = catalogue


def spoken() -> Language:
    """The language that `tr` answers in."""
    return _Tongue.language


def tr(sentence: str, **names: object) -> str:
    """`sentence` (Danish, whole, with `{names}`) in the language of the screen, the names filled in."""
    said = _Tongue.catalogue.get(sentence) or sentence
    return said.format(**names) if names else said
