"""Exhibits and custody in words."""

from __future__ import annotations

from stalkdesk.casework.entries import Entry
from stalkdesk.casework.exhibits import CustodyAct, Exhibit, FromWhom, KeptExhibit, Whereabouts
from stalkdesk.language import tr


def sort_word(exhibit: Exhibit) -> str:
    """A file, a thing, or only a reference."""
    if exhibit.is_sexual_reference:
        return tr("henvisning")
    return tr("fil") if exhibit.is_file else tr("ting")


def from_word(whom: FromWhom) -> str:
    """Who handed it in."""
    return {
        FromWhom.VICTIM: tr("Den udsatte"),
        FromWhom.WITNESS: tr("Et vidne"),
        FromWhom.POLICE: tr("Politiet"),
        FromWhom.OTHER: tr("En anden"),
    }[whom]


def from_said(exhibit: Exhibit) -> str:
    """Who handed it in, with the name where there is one."""
    word = from_word(exhibit.from_whom)
    return tr("{who}: {name}", who=word, name=exhibit.from_name) if exhibit.from_name else word


def where_word(kept: KeptExhibit) -> str:
    """Where it is, in the list."""
    if kept.is_in_error:
        return tr("Fejl")
    if kept.is_copied:
        return tr("I sagsskabet")
    return {
        Whereabouts.HERE: tr("Her"),
        Whereabouts.GIVEN_BACK: tr("Givet tilbage"),
        Whereabouts.HANDED_ON: tr("Givet videre"),
        Whereabouts.DESTROYED: tr("Destrueret af ejeren"),
        Whereabouts.ELSEWHERE: tr("Aldrig taget ind"),
    }[kept.whereabouts]


def where_said(kept: KeptExhibit) -> str:
    """Where it is, with the place where there is one."""
    word = where_word(kept)
    has_place = kept.whereabouts in (Whereabouts.HERE, Whereabouts.ELSEWHERE) and kept.kept_where and not kept.is_copied
    return tr("{where}: {place}", where=word, place=kept.kept_where) if has_place else word


def act_of_custody(act: CustodyAct) -> str:
    """What happened to it, in the list."""
    return {
        CustodyAct.VIEWED: tr("Set"),
        CustodyAct.MOVED: tr("Flyttet"),
        CustodyAct.GIVEN_BACK: tr("Givet tilbage"),
        CustodyAct.HANDED_ON: tr("Givet videre"),
        CustodyAct.RETURNED: tr("Kommet hertil igen"),
        CustodyAct.DESTROYED_BY_OWNER: tr("Destrueret af ejeren"),
    }[act]


def custody_detail(entry: Entry) -> str:
    """To whom, where and why."""
    said = entry.said
    return " · ".join(part for part in (said.to_whom, said.kept_where, said.why) if part)


def what_said(kept: KeptExhibit) -> str:
    """What it is."""
    return tr("{what} (fejl)", what=kept.exhibit.what) if kept.is_in_error else kept.exhibit.what
