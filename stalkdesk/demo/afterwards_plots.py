"""What invented cases say after the door: visits, exhibits, plans, contacts and a log. Nobody in it exists, no number can be
dialled, no address has a real street.
"""

from __future__ import annotations

from typing import Final

from stalkdesk.casework.contacts.contact_register import ContactCard, ContactKind, Function, Receiver, Side
from stalkdesk.casework.contacts.opening_hours import read_hours
from stalkdesk.casework.log.incident_log import Channel

VISITS: Final = (
    "Kom igen med sin søster. Han har stået ved opgangen tre morgener i træk.",
    "Ringede: nye beskeder fra et nummer, hun ikke kender.",
    "Kom for at vise en seddel, der lå under vinduesviskeren.",
    "Skrev: hun er bange for at gå på arbejde mandag.",
    "Ringede for at høre, om politiet har fået loggen.",
    "Kom, fordi en kollega er blevet spurgt, hvor hun bor nu.",
)
COMPANIONS: Final = ("", "", "hendes søster", "en veninde", "en kollega")
PROMISED: Final = ("Vi ringer i morgen inden kl. 12.", "Vi taler med skolen i denne uge.", "Hun får et nyt ark til loggen.")
NEEDS: Final = (
    ("locks", "Boligkontoret, Bo Boligprøve", "Ny cylinder og dørspion."),
    ("secret_number", "Hun selv, med hjælp fra skranken", "Hemmeligt nummer er bestilt."),
    ("digital_check", "Dina Digitalprøve", "Gennemgang af telefon og konti."),
    ("work", "Hendes leder", "Receptionen siger ikke, om hun er på arbejde."),
    ("school", "Skolelederen på Prøveby Skole", "Hvem der må hente børnene, er aftalt og skrevet ned."),
    ("doctor", "Egen læge", "Dårlig søvn, tid bestilt."),
    ("address_protection", "Hun selv", "Navne- og adressebeskyttelse søges."),
    ("tilhold", "Politiet, Pia Politiprøve", "Tilhold drøftet, ansøgning forberedes."),
    ("dsc", "Vera Visitprøve", "Henvist til rådgivning, venter på tid."),
    ("network", "Hendes søster", "Søsteren kan ringes op hele døgnet."),
)
FOLLOW_UPS: Final = (
    "Hvordan går det, og er låsen skiftet?",
    "Taler om loggen og de typiske eksempler.",
    "Ring kun om formiddagen. Læg ingen besked.",
    "Står planen stadig? Hvad mangler?",
)
THINGS: Final = (
    ("Seddel fra vinduesviskeren, kuglepen på linjeret papir", "Pose 1"),
    ("Buket med kort uden navn", "Pose 2"),
    ("Nøglering med en nøgle, som ikke er hendes", "Pose 3"),
    ("USB-nøgle med lydfiler fra telefonsvareren", "Pose 4"),
)
INCIDENTS: Final[tuple[tuple[Channel, tuple[str, ...]], ...]] = (
    (Channel.SMS, ("Oplyser, at der kom {count} beskeder: »svar mig nu«.", "Oplyser, at han skrev, hvor hun havde handlet.")),
    (Channel.CALL, ("Oplyser, at der kom {count} opkald fra skjult nummer.", "Oplyser, at der blev åndet i røret.")),
    (Channel.SOCIAL, ("Oplyser, at en ny profil skrev til hende.", "Oplyser, at han skrev under hendes billede igen.")),
    (Channel.AT_HOME, ("Oplyser, at han stod ved opgangen, da hun kom hjem.", "Oplyser, at det ringede på døren kl. 23.")),
    (
        Channel.AT_WORK,
        ("Oplyser, at han spurgte efter hende i receptionen.", "Oplyser, at han sad på bænken over for."),
    ),
    (Channel.FOLLOWING, ("Oplyser, at han gik bag hende fra stationen.", "Oplyser, at han stod i samme kø i butikken.")),
    (Channel.VEHICLE, ("Oplyser, at hans bil kørte forbi {count} gange.", "Oplyser, at bilen holdt for enden af vejen.")),
    (Channel.THROUGH_OTHERS, ("Oplyser, at hendes mor blev ringet op.", "Oplyser, at en nabo fik et brev om hende.")),
    (Channel.GIFT, ("Oplyser, at der lå blomster på trappen.",)),
    (Channel.PROPERTY, ("Oplyser, at sidespejlet var slået af.",)),
    (Channel.EMAIL, ("Oplyser, at der kom {count} mails i nat.",)),
)
CHANNEL_WEIGHTS: Final = (30, 22, 12, 8, 6, 6, 6, 4, 2, 1, 5)
PLACES: Final = ("", "", "ved opgangen", "på arbejdet", "ved stationen", "på parkeringspladsen")
WITNESSES: Final = ("", "", "", "naboen", "en kollega", "hendes søster")
CONTACTS: Final = (
    (
        ContactCard(
            *(ContactKind.PERSON, "Signe Skoleprøve", Function.OTHER, "+4500000011", "Prøveby Skole", Side.OWN),
            *(read_hours("man-tor 8-15, fre 8-13"), "Sikker post til skolen"),
            receiver=Receiver.SCHOOL,
        ),
        20,
    ),
    (
        ContactCard(
            *(ContactKind.PERSON, "Kaj Krimprøve", Function.POLICE, "+4500000012", "Prøvepolitiet", Side.OTHER),
            *(read_hours("man-fre 8-16"), "Sikker post til politiet"),
            receiver=Receiver.POLICE,
        ),
        40,
    ),
    (
        ContactCard(
            *(ContactKind.PERSON, "Arne Afløserprøve", Function.DEPUTY, "+4500000014", "Prøvepolitiet", Side.OTHER),
            read_hours("man-fre 8-16"),
            receiver=Receiver.POLICE,
        ),
        40,
    ),
    (
        ContactCard(
            *(ContactKind.PERSON, "Frida Familieprøve", Function.CHILD_OR_YOUTH, "+4500000013", "Prøveby Kommune", Side.OWN),
            read_hours("man-fre 9-14"),
            receiver=Receiver.MUNICIPALITY,
        ),
        230,
    ),
    (
        ContactCard(
            *(ContactKind.PERSON, "Vibe Visitatorprøve", Function.VISITATOR, "+4500000015", "Nabokommunen", Side.OTHER),
            *(read_hours("man-tor 9-15, fre 9-12"), "Sikker post til visitatoren"),
            receiver=Receiver.VISITATOR,
        ),
        90,
    ),
    (
        ContactCard(
            *(ContactKind.AGENCY, "Rådgivningen i Prøveby", Function.OTHER, "+4500000016", "Opdigtet rådgivning", Side.OTHER),
            read_hours("man-ons 10-14"),
            receiver=Receiver.DSC,
        ),
        10,
    ),
    (
        ContactCard(
            *(ContactKind.DESK, "Lægehuset Øvelsen", Function.OTHER, "+4500000017", "", Side.OTHER),
            read_hours("man-fre 8-12"),
            receiver=Receiver.DOCTOR,
        ),
        None,
    ),
)
"""Each with how many days ago it was checked, None: never. The second is away, and the third stands in."""
