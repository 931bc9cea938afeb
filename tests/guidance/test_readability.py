"""How hard a text is to read, and how hard it may be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stalkdesk.guidance.readability import LIMITS, Readability, readability, sheet_readability
from stalkdesk.guidance.sheets import Audience, SheetPart
from tests.guidance.small_shelf import sheet


def test_lix_is_the_mean_length_of_sentences_and_the_share_of_long_words() -> None:
    found = readability(["Ring til politiet nu. Gem alle beskeder fra telefonen!"])
    assert found == Readability(words=9, sentences=2, long_words=3)
    assert found.lix == round(9 / 2 + 100 * 3 / 9, 1)


def test_a_title_or_an_item_without_a_full_stop_is_a_sentence() -> None:
    assert readability(["Skriv ned", "Gem alt"]).sentences == 2
    assert readability(["Skriv ned Gem alt"]).sentences == 1


@pytest.mark.parametrize(
    ("text", "sentences", "words"),
    [
        ("Ring 112: Sig, hvor du er.", 2, 6),
        ("Den 22. november kl. 22.40 kom der en sms", 1, 9),
        ("»Hej.« Jeg svarede ikke", 2, 4),
        ("Hvad skete der? Intet!", 2, 4),
        ("Sms'en og e-mailen", 1, 3),
        ("", 0, 0),
        ("– · ☐", 0, 0),
    ],
)
def test_sentences_and_words_are_counted_as_a_reader_does(text: str, sentences: int, words: int) -> None:
    found = readability([text])
    assert (found.sentences, found.words) == (sentences, words)


def test_six_letters_are_short_and_seven_long() -> None:
    assert readability(["stalke beviser"]).long_words == 1


def test_a_text_without_words_has_no_lix() -> None:
    assert readability([]).lix == 0.0


def test_a_sheet_is_counted_over_what_its_reader_sees() -> None:
    parts = (
        SheetPart("paragraph", "Ring til os.", "Kontakt", key="call"),
        SheetPart("items", title="Husk", items=("Gem alt", "Skriv ned"), key="keep"),
        SheetPart("log_example", "Nr. | Dato", items=("1 | Mandag",), key="log"),
        SheetPart("contacts", title="Tal", items=("live_without_violence",), key="lines"),
        SheetPart("sources", key="sources"),
    )
    found = sheet_readability(sheet(*parts))
    assert dict(found.parts) == {
        "call": readability(["Kontakt", "Ring til os."]),
        "keep": readability(["Husk", "Gem alt", "Skriv ned"]),
        "log": readability(["Nr.", "Dato", "1", "Mandag"]),
        "lines": readability(["Tal"]),
    }
    assert found.whole.words == 4 + sum(part.words for _, part in found.parts), "the title too"


def test_each_reader_has_a_limit_but_the_officer() -> None:
    assert {audience: LIMITS.get(audience) for audience in Audience} == {
        Audience.VICTIM: 35,
        Audience.YOUNG: 30,
        Audience.OTHER: 35,
        Audience.OFFICER: None,
    }
    hard = sheet(SheetPart("paragraph", "Bistandsadvokatbeskikkelse forudsætter retsplejelovshjemmel", key="law"))
    assert not sheet_readability(hard).is_within
    assert sheet_readability(replace(hard, audience=Audience.OFFICER)).is_within
