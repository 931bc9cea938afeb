"""The plots that fictional cases are made from: everyone and everything in them is invented.

A plot is a table of question ids and the values that one case may have; the same seed chooses the same ones. The numbers of the
phones cannot be dialled, and no address has a real street.
"""

from __future__ import annotations

from typing import Final

FIRST_NAMES: Final = (
    "Alma",
    "Birk",
    "Cirkeline",
    "Dagny",
    "Elvira",
    "Falk",
    "Gry",
    "Hjalte",
    "Idun",
    "Jarl",
    "Kaja",
    "Loke",
    "Mynte",
    "Nanna",
)
LAST_NAMES: Final = ("Prøveby", "Eksempelsen", "Tænktgård", "Opdigtet", "Fantasius", "Skabelund", "Modelberg", "Øvelsesen")
NEXT_STEPS: Final = (
    "Kontaktpersonen ringer til dig i morgen mellem kl. 10 og 12.",
    "Du fører loggen hver aften og gemmer alle beskeder.",
    "Du taler med din leder om, hvem der må få at vide, hvor du er.",
    "Vi taler sammen igen om 14 dage.",
)
EXAMPLES: Final = (
    "Oplyser, at der kom 14 opkald fra skjult nummer i løbet af én aften.",
    "Oplyser, at personen stod på den anden side af vejen, da arbejdet sluttede.",
    "Oplyser, at der lå en buket uden kort foran døren.",
    "Oplyser, at en fremmed profil skrev til tre kolleger.",
)
LATER_REASONS: Final = ("Ny henvendelse ved skranken", "Ringede om en ny hændelse", "Opfølgning efter 14 dage")
LATER_INCIDENTS: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("COMM",), "Oplyser, at der kom syv beskeder i nat fra et nyt nummer."),
    (("FOLLOW",), "Oplyser, at en bil fulgte efter hende fra arbejdet til supermarkedet."),
    (("VISIT", "LOITER"), "Oplyser, at personen stod ved opgangen, da børnene kom hjem."),
    (("THIRD",), "Oplyser, at hendes søster blev ringet op og spurgt, hvor hun er."),
    (("PROP",), "Oplyser, at bilens sidespejl var slået af."),
)
LATER_ANSWERS: Final[tuple[tuple[tuple[str, object], ...], ...]] = (
    (),
    (),
    (("escalating", "yes"),),
    (("impact", "severe_fear"),),
    (("threats", "yes"),),
    (("weapon_access", "no"), ("impact", "fear")),
)
SAME_MAN: Final = "Samme bil og samme nummer; han bruger et andet navn."
WHY_LOWERED: Final = "Drøftet med teamet: politiet har sagen, og planen, der er aftalt, dækker også den nye hændelse."
ASSESSORS: Final = ("Ida Prøvepsykolog, Prøveby Kommune", "Tom Tænktbetjent, Prøvepolitiet")
RESULTS: Final = {
    "low": "Lav bekymring. Ny vurdering, hvis der sker noget nyt.",
    "moderate": "Moderat bekymring. Gentages om tre måneder.",
    "high": "Høj bekymring. Plan aftalt samme dag.",
}
"""What an assessor wrote, by the level of her instrument."""

Values = tuple[object, ...]

_CALM: Final[dict[str, Values]] = {
    "danger_now": ("no",),
    "hurt_now": ("no",),
    "threats": ("no",),
    "weapon_access": ("no", "no", "unknown"),
    "suicidal_statement": ("no",),
    "victim_suicidal": ("no",),
    "safe_home_today": ("yes", "unsure"),
    "violence": ("no",),
    "strangulation": ("no",),
    "directed_at_person": ("yes",),
    "same_source": ("yes",),
    "prohibition": ("none",),
    "purpose": ("none",),
    "burst_24h": ("no",),
    "escalating": ("no",),
    "child_threat": ("no",),
    "prior_stalking": ("no",),
    "violence_history": ("no",),
    "substance": ("no",),
    "victim_vulnerable": ("no",),
    "referrals_made": (["visitator"], ["visitator", "dsc"], ["police", "visitator"]),
    "officers_view": ("stalking", "unsure"),
}

PLOTS: Final[tuple[dict[str, Values], ...]] = (
    {
        **_CALM,
        "relationship": ("ex_partner",),
        "incidents_total": (12, 25, 40),
        "span_days": (30, 60, 120),
        "unwanted": ("explicit",),
        "continued_after_no": ("yes",),
        "reciprocity": ("none",),
        "impact": ("fear", "severe_fear"),
        "acts": (["COMM", "VISIT", "LOITER"], ["COMM", "FOLLOW", "THIRD"]),
        "threats": ("no", "yes"),
        "children_in_home": (0, 1, 2),
        "escalating": ("yes", "no"),
    },
    {
        **_CALM,
        "relationship": ("ex_partner",),
        "incidents_total": (8, 15),
        "span_days": (10, 21),
        "unwanted": ("explicit",),
        "continued_after_no": ("yes",),
        "reciprocity": ("none",),
        "impact": ("severe_fear",),
        "acts": (["COMM", "VISIT", "PROP"],),
        "danger_now": ("no", "yes"),
        "threats": ("yes",),
        "threat_plan": ("yes", "no"),
        "weapon_access": ("yes", "unknown"),
        "violence": ("yes",),
        "last_violence_days": (3, 40, 200),
        "referrals_made": (["police", "visitator"],),
    },
    {
        **_CALM,
        "relationship": ("stranger",),
        "incidents_total": (3, 6, 9),
        "span_days": (20, 90),
        "unwanted": ("implicit",),
        "reciprocity": ("none",),
        "impact": ("distress", "fear"),
        "acts": (["GIFT", "LOITER"], ["COMM", "SURV"], ["COVERT", "COMM"]),
    },
    {
        **_CALM,
        "relationship": ("colleague", "acquaintance"),
        "incidents_total": (2, 4, 7),
        "span_days": (5, 14, 40),
        "unwanted": ("implicit", "explicit"),
        "continued_after_no": ("yes", "unknown"),
        "reciprocity": ("none", "occasional"),
        "impact": ("annoyance", "distress"),
        "acts": (["COMM"], ["COMM", "GIFT"]),
    },
    {
        **_CALM,
        "relationship": ("neighbour",),
        "incidents_total": (10, 20),
        "span_days": (60, 200),
        "unwanted": ("unclear",),
        "reciprocity": ("mutual",),
        "impact": ("annoyance",),
        "acts": (["COMM"],),
        "purpose": ("neighbour_dispute",),
        "exceeds_purpose": ("no",),
        "weapon_access": ("no",),
        "officers_view": ("conflict",),
        "referrals_made": (["other"], []),
    },
    {
        **_CALM,
        "relationship": ("ex_partner",),
        "incidents_total": (12,),
        "span_days": (28,),
        "unwanted": ("unclear",),
        "reciprocity": ("occasional",),
        "impact": ("annoyance", "fear"),
        "acts": (["COMM"],),
        "purpose": ("co_parenting",),
        "exceeds_purpose": ("no", "unknown"),
        "children_in_home": (1, 2),
        "shared_children": ("yes",),
        "officers_view": ("conflict", "unsure"),
        "referrals_made": (["other", "visitator"],),
    },
    {
        **_CALM,
        "relationship": ("acquaintance",),
        "incidents_total": (1, 2),
        "span_days": (0, 1),
        "unwanted": ("explicit",),
        "continued_after_no": ("yes",),
        "reciprocity": ("none",),
        "impact": ("distress",),
        "acts": (["GIFT"], ["COMM"]),
        "prohibition": ("in_force",),
        "breach": ("yes", "unknown"),
        "prior_stalking": ("yes",),
    },
)
