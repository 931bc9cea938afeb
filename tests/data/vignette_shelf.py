"""A vignette and the words of the twin as content files, written into a folder by the tests."""

from __future__ import annotations

from pathlib import Path

NAME = "01_monday"
PLACE = f"vignettes/{NAME}.toml"
WORDS_PLACE = "vignettes/words.toml"

VIGNETTE = """\
id = "T01"
version = "2026-1"
title = "Mandag formiddag"
who = "Kvinde, 34 år"
age = 34
gender = "woman"
desk = "politi"
opening = "»Det er min tidligere kæreste.«"
lesson = "Spørg alene."
themes = ["ex_partner"]
told_by_opening = ["relationship"]

[person]
victim_name = "Asta Øvesen"
children_in_home = 0
shared_children = "no"

[facts]
relationship = "ex_partner"
directed_at_person = "yes"
same_source = "yes"
incidents_total = 20
span_days = 60
threats = "yes"
prohibition = "none"
impact = "fear"
acts = ["COMM"]

[expected]
definition = "possible"
urgency = "high"
rules = ["H1", "H2", "M1", "M13"]
unanswered_critical = ["danger_now", "violence", "strangulation", "weapon_access", "suicidal_statement"]

[reply.directed_at_person]
says = "Ja, mod mig."
[reply.same_source]
says = "Det er ham."
[reply.incidents_total]
says = "Tyve gange."
[reply.span_days]
says = "To måneder."
[reply.prohibition]
says = "Nej."
[reply.impact]
says = "Jeg er bange."
[reply.acts]
says = "Han skriver."
[reply.threats]
says = "Det ved jeg ikke …"
alone = "Han sagde, at jeg vil fortryde det."
direct = "Nej."
reveals = ["alone"]
[reply.needs]
says = "Ro."
"""

ENGLISH = """\
title = "Monday morning"
who = "Woman, 34"
opening = "'It is my former boyfriend.'"
lesson = "Ask alone."

[reply.threats]
says = "I don't know …"
alone = "He said I would regret it."
"""

WORDS = """\
version = "2026-1"
[way.alone]
label = "Alene"
hint = "Bed om at tale alene"
[way.explain]
label = "Forklar"
hint = "Sig hvorfor"
[way.direct]
label = "Lige ud"
hint = "Ét ad gangen"
[way.example]
label = "Eksempel"
hint = "Giv et"
[way.wait]
label = "Vent"
hint = "Giv tid"
[unhelpful]
alone = "Vi er alene."
explain = "Aha."
direct = "Nej."
example = "Nej."
wait = "…"
[default]
reply = "Spring det over."
"""


def put(folder: Path, vignette: str = VIGNETTE, english: str = ENGLISH, words: str = WORDS) -> Path:
    """Writes the three files into the folder of content, and gives it back."""
    for name, text in ((PLACE, vignette), (WORDS_PLACE, words), (f"languages/en/{PLACE}", english)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def without(text: str, line: str) -> str:
    """The content without that line, which stands there once."""
    assert text.count(f"{line}\n") == 1
    return text.replace(f"{line}\n", "")
