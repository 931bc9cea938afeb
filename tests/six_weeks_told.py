"""What she tells in the six weeks, and what she brings. Everything is invented."""

from __future__ import annotations

from datetime import timedelta

from tests.reading import logs
from tests.two_offices import DAY_0

NAME, STREET, PHONE, CODE_WORD = "Kvædebær Opdigtesen", "Havesaksvej i Prøveby", "+4500000777", "fyrretræskogle"
CANARIES = (NAME, "Kvædebær", "Havesaksvej", "4500000777", "00 00 07 77", CODE_WORD)
"""Compartment B: on no paper of these six weeks, in no name of a file, no log, no temporary file."""
FORM: dict[str, object] = {
    "danger_now": "no",
    "threats": "yes",
    "threat_words": "Han skrev, at hun ville fortryde det.",
    "victim_name": NAME,
    "victim_address": STREET,
    "safe_phone": PHONE,
    "safe_hours": "hverdage 9-11",
    "may_leave_message": "no",
    "code_word": CODE_WORD,
    "source_name": "Bo Gammeltnavn",
    "relationship": "ex_partner",
    "incidents_total": 5,
    "acts": ["COMM"],
    "impact": "fear",
    "unwanted": "explicit",
    "directed_at_person": "yes",
    "same_source": "yes",
    "latest_incident": (DAY_0 - timedelta(days=3)).isoformat(),
    "victim_suicidal": "no",
    "needs": ["locks", "doctor"],
}
SAID = (
    ("Sms", "Jeg ved, hvor du er."),
    ("Telefon", "Ringede fra skjult nummer og sagde intet."),
    ("Ved arbejdet", "Stod ved indgangen, da hun fik fri."),
    ("Mail", "Lang mail om, at de hører sammen."),
)
AT_THE_GATE = "Han stod ved porten, da hun kom hjem."
WHY_DECLINED = "Loggen mangler som bilag."


def her_log() -> list[tuple[str, ...]]:
    """Her own forty lines: 32 of their own, 5 that stand there twice, 3 whose day nobody can read."""
    first = DAY_0 - timedelta(days=40)
    lines = [
        (str(n), (first + timedelta(days=n + n // 5)).strftime("%d-%m-%Y"), f"{8 + n % 12:02}.15", *SAID[n % 4], "", "", "Nej")
        for n in range(32)
    ]
    unreadable = [(str(40 + n), "en aften", "", "Sms", f"Noget om hunden, {n + 1}.", "", "", "") for n in range(3)]
    return [logs.HEADINGS, *lines, *lines[3:8], *unreadable]
