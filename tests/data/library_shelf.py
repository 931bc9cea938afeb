"""A small shelf of content of the tests' own, written into a folder: what the library reads does not depend on ours."""

from __future__ import annotations

from pathlib import Path

from stalkdesk.knowledge.handbook import WORDS

VERSION = "2026-1"

RECEIVERS = ("police", "visitator", "municipality", "dsc", "school", "doctor", "employer", "other")
FILES = {
    "handover/clock.toml": """\
source = "Os selv"
[acute]
hours = 1
[high]
workdays = 1
[moderate]
workdays = 3
[routine]
workdays = 5
""",
    "handover/profiles.toml": 'source = "Os selv"\n'
    + "".join(f'[{one}]\nconsent = ["facts", "risk"]\n[{one}.rules]\nacute_danger = ["facts"]\n' for one in RECEIVERS),
    "checklist/current.toml": f'version = "{VERSION}"\nretired = ["gone"]\n',
    f"checklist/{VERSION}/checklist.toml": f'version = "{VERSION}"\nvalid_from = 2026-11-22\n',
    f"checklist/{VERSION}/00_door.toml": """\
id = "door"
number = 0
title = "Ved døren"
intro = "Først ganske kort."

[[question]]
id = "came_how"
ask = "Hvordan er henvendelsen kommet?"
why = "Det afgør, hvad der kan spørges om."
kind = "single"
compartment = "A"
choices = [
    { id = "desk", label = "Ved skranken", note = "personen er her" },
    { id = "phone", label = "Telefon" },
]
""",
    f"checklist/{VERSION}/01_danger.toml": """\
id = "danger"
number = 1
title = "Fare nu"
required = true

[[question]]
id = "near_now"
ask = "Er den anden i nærheden?"
kind = "yes_no"
compartment = "A"
required = true
critical = true
red = ["yes"]

[[question]]
id = "how_many"
ask = "Hvor mange gange, {navn}?"
kind = "number"
compartment = "B"
unit = "gange"
least = 1
most = 99
ask_if = [{ near_now = ["yes", "unknown"], came_how = ["desk"] }, { under_18 = ["yes"] }]
""",
    f"languages/en/checklist/{VERSION}.toml": """\
[section.door]
title = "At the door"

[section.danger]
title = "Danger now"

[question.came_how]
ask = "How did it come in?"
[question.came_how.choices]
desk = "At the desk"
phone = "Phone"

[question.near_now]
ask = "Is the other person close by?"

[question.how_many]
ask = "How often, {navn}?"
unit = "times"
""",
    "rules/current.toml": 'version = "2026-1"\n',
    "rules/2026-1.toml": """\
version = "2026-1"

[rule.A1]
sentence = "Udøveren er i nærheden nu."
strength = "O"
sources = ["G86"]

[phrase]
"definition.likely" = "Stalking sandsynlig"
"urgency.open" = "{open} af {total} er ubesvaret"

[source]
G86 = "Råd ved akut fare"
""",
    "languages/en/rules/2026-1.toml": """\
[rule.A1]
sentence = "The perpetrator is close by now."

[phrase]
"urgency.open" = "{open} of {total} unanswered"
""",
    "legal_bases/bases.toml": """\
version = "2026-1"
status = "draft"
check_every_months = 6
""",
    "sources.toml": """\
[source.OWN]
title = "StalkDesk, praktiske råd"
last_checked = 2026-11-22

[source.RAAD]
title = "Råd til udsatte"
address = "eksempel.invalid/raad"
last_checked = 2026-11-01
""",
    "contacts/agencies.toml": """\
[[agency]]
id = "line"
name = "Rådgivningen"
phone = "00 00 00 01"
note = "hele døgnet"
source = "RAAD"
printable = true

[[agency]]
id = "other_line"
name = "En anden rådgivning"
source = "RAAD"
""",
    "languages/en/contacts.toml": '[agency.line]\nname = "The helpline"\nnote = "day and night"\n',
    "sheets/guidance.toml": """\
id = "guidance"
version = "3"
title = "Råd til dig"
neutral_title = "Informationsark"
purpose = "De vigtigste råd"
valid_from = 2026-11-22
last_checked = 2026-11-22
checked_by = "Enheden"
check_every_months = 6
status = "approved"
audience = "victim"
offer_if = [{ near_now = ["yes"] }]

[[part]]
key = "head"
kind = "heading"
text = "Hvis du er i fare"

[[part]]
key = "danger"
kind = "danger"
title = "Ring 112"
text = "Ring, hvis du er i fare."
sources = ["RAAD"]

[[part]]
key = "steps"
kind = "items"
items = ["Sig nej én gang.", "Gem alt."]
sources = ["RAAD", "OWN"]
only_if = { how_many = ["at_least:3"] }

[[part]]
key = "lines"
kind = "contacts"
items = ["line", "other_line"]
""",
    "sheets/words.toml": '[words]\nstep = "{number}."\ndate = "Dato"\n',
    "languages/en/sheets/words.toml": '[words]\nstep = "{number}."\n',
    "knowledge/words.toml": "[words]\n" + "".join(f'{code} = "{code}"\n' for code in WORDS),
    "languages/en/knowledge/words.toml": "[words]\n" + "".join(f'{code} = "the {code}"\n' for code in WORDS),
    "vignettes/words.toml": """\
version = "2026-1"
[way]
alone = { label = "Alene", hint = "Tal alene" }
explain = { label = "Forklar", hint = "Sig hvorfor" }
direct = { label = "Lige ud", hint = "Ét ad gangen" }
example = { label = "Eksempel", hint = "Bed om et" }
wait = { label = "Vent", hint = "Giv tid" }
[unhelpful]
alone = "Nej."
explain = "Nej."
direct = "Nej."
example = "Nej."
wait = "Nej."
[default]
reply = "Spring det over."
""",
    "languages/en/vignettes/words.toml": """\
[way]
alone = { label = "Alone", hint = "Talk alone" }
explain = { label = "Explain", hint = "Say why" }
direct = { label = "Plainly", hint = "One at a time" }
example = { label = "Example", hint = "Ask for one" }
wait = { label = "Wait", hint = "Give time" }
[unhelpful]
alone = "No."
explain = "No."
direct = "No."
example = "No."
wait = "No."
[default]
reply = "Skip it."
""",
    "languages/en/sheets/guidance.toml": """\
translator = "Oversætteren"
status = "reviewed"
last_checked = 2026-11-22
checked_by = ""
of_version = "3"
title = "Advice for you"
neutral_title = "Information sheet"
purpose = "The most important advice"

[part.head]
text = "If you are in danger"

[part.danger]
title = "Call 112"

[part.steps]
items = ["Say no once.", "Keep everything."]
""",
}


def laid_out(folder: Path) -> Path:
    """Writes the shelf into `folder` and gives it back."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def changed(folder: Path, name: str, old: str, new: str) -> int:
    """Replaces `old`, which stands there once, by `new` and gives the line on which it began."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
