"""What the commands of handing over are called with; what they do is fetched when one is called (`handing_over`)."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stalkdesk.language import tr

if TYPE_CHECKING:
    from stalkdesk.casework.drawer import Drawer

_Opens = Callable[[argparse.Namespace], "Drawer"]
_Adds = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]
_Path = Callable[[str], Path]
_GROUPS = (
    "identity, safe_contact, address, perpetrator, facts, incidents, visits, exhibits, risk, children, needs, plan, health"
)
_WAYS = "usb, in_person, post, courier, mail, other"


def add_to(adds: _Adds, opened: _Opens, store_of: Callable[[argparse.Namespace], Path], path: _Path) -> None:
    """Adds the commands. `adds` makes one that opens the store, `opened` opens it, `store_of` names its folder."""
    _add_sending(adds, opened, path)
    _add_receiving(adds, opened, path)
    _add_desks(adds, opened, store_of, path)


def _add_sending(adds: _Adds, opened: _Opens, path: _Path) -> None:
    sending = adds(
        "handover", lambda options: _act().handover(options, opened), tr("lav en pakke med en sag til en anden skranke")
    )
    sending.add_argument("reference", metavar="REF", help=tr("sagens reference"))
    sending.add_argument("--to", required=True, metavar="CONTACT", help=tr("kontaktens eller skrankens id eller navn"))
    sending.add_argument(
        "--out", type=path, metavar="FILE.age", help=tr("filen, som pakken gemmes i; uden den vises kun valget")
    )
    sending.add_argument("--share", action="store_true", help=tr("del en kopi; ellers overdrages sagen"))
    sending.add_argument("--groups", default="", metavar="A,B", help=tr("kun disse grupper: {codes}", codes=_GROUPS))
    sending.add_argument("--attachments", default="", metavar="N,N", help=tr("numre på de bilag, der skal med"))
    sending.add_argument("--for", dest="shared_for", default="", metavar="CODE", help="prevention, investigation")
    sending.add_argument("--way", default="", metavar="CODE", help=tr("allerede afleveret, og hvordan: {codes}", codes=_WAYS))

    answered = adds(
        "acknowledge", lambda options: _act().acknowledge(options, opened), tr("skriv koden, som modtageren læste op")
    )
    answered.add_argument("reference", metavar="REF", help=tr("sagens reference"))
    answered.add_argument("code", metavar="CODE", help=tr("de seks tegn"))
    answered.add_argument("--package", type=int, default=0, metavar="N", help=tr("pakkens nummer, når flere venter"))
    answered.add_argument("--declined", default="", metavar="TEXT", help=tr("koden er for en afvisning; her står hvorfor"))

    back = adds("take-back", lambda options: _act().take_back(options, opened), tr("tag en pakke eller en sag tilbage"))
    back.add_argument("reference", metavar="REF", help=tr("sagens reference"))
    back.add_argument("--package", type=int, required=True, metavar="N", help=tr("pakkens nummer"))
    back.add_argument("--reason", required=True, metavar="TEXT", help=tr("hvorfor; det kommer i journalen"))


def _add_receiving(adds: _Adds, opened: _Opens, path: _Path) -> None:
    receiving = adds("receive", lambda options: _act().receive(options, opened), tr("tag en pakke ind, og vis koden"))
    receiving.add_argument("file", type=path, metavar="FILE.age", help=tr("pakken"))
    receiving.add_argument("--look", action="store_true", help=tr("se kun, hvad der er i den"))
    receiving.add_argument("--decline", default="", metavar="TEXT", help=tr("afvis den, og hvorfor"))


def _add_desks(adds: _Adds, opened: _Opens, store_of: Callable[[argparse.Namespace], Path], path: _Path) -> None:
    card = adds(
        "desk-card",
        lambda options: _act().desk_card(options, opened, store_of),
        tr("gem denne skrankes kort til andre skranker"),
    )
    card.add_argument("--out", type=path, metavar="FILE", help=tr("filen, som kortet gemmes i; uden den vises det"))
    desk = adds(
        "desk", lambda options: _act().desk(options, opened), tr("læs en anden skrankes kort ind, eller vis dem, der er")
    )
    desk.add_argument("file", nargs="?", type=path, metavar="FILE", help=tr("kortet"))
    desk.add_argument("--fingerprint", default="", metavar="DIGITS", help=tr("fingeraftrykket, som det blev læst op"))
    desk.add_argument("--with", dest="compared_with", default="", metavar="TEXT", help=tr("hvem det blev sammenlignet med"))
    desk.add_argument("--contact", default="", metavar="ID", help=tr("kontakten, der sidder der"))


def _act() -> Any:
    from stalkdesk.commands import handing_over

    return handing_over
