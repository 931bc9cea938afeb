"""A store whose journal somebody writes in past the program, with every key but the one to sign with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.signing import Signer

_INSERT = """insert into journal (number, at, officer_id, act, reference, fields, reason, chain, signer, sig)
values (:number, :at, :officer_id, :act, :reference, :fields, :reason, :chain, :signer, :sig)"""


def lines_of(drawer: OpenDrawer) -> list[dict[str, Any]]:
    """The journal, as it stands in the table."""
    with drawer._sitting.act() as connection:
        return [dict(row._mapping) for row in connection.execute(text("select * from journal order by number"))]


def officer_id(drawer: OpenDrawer, user_name: str) -> str:
    """The id of an officer."""
    return next(one.id for one in drawer.officers() if one.user_name == user_name)


def forged(drawer: OpenDrawer, officer_id: str, sig: str | None = None, **other: Any) -> int:
    """A line in an officer's name by somebody who has every key of the store and its chain, and not hers to sign with."""
    last = lines_of(drawer)[-1]
    line = last | {"number": last["number"] + 1, "officer_id": officer_id, "act": "view", "fields": "", "signer": None} | other
    chain = drawer._sitting.journal.link(last["chain"], line)
    with drawer._sitting.act() as connection:
        connection.execute(text(_INSERT), line | {"chain": chain, "sig": sig})
        connection.execute(text("update counter set value = value + 1 where name = 'journal'"))
        told = [one for one in str(line["fields"]).split(",") if one.startswith("key:")]
        for _, who, role, public in (one.split(":") for one in told):
            row = {"number": line["number"], "who": who, "role": role, "public": public}
            connection.execute(text("insert into signing_key values (:number, :who, 'key', :role, :public)"), row)
    return int(line["number"])


def forged_with(drawer: OpenDrawer, seed: bytearray, who: str, officer_id: str, **other: Any) -> int:
    """The same, signed with a key."""
    last = lines_of(drawer)[-1]
    line = last | {"number": last["number"] + 1, "officer_id": officer_id, "act": "view", "fields": "", "signer": None} | other
    pen = Signer(drawer._keeping.content().store_id, who, seed).pen()
    chain = drawer._sitting.journal.link(last["chain"], line)
    return forged(drawer, officer_id, pen(line["number"], officer_id, chain), **other)


def named(drawer: OpenDrawer) -> tuple[str, ...]:
    """What is found, and the look at login finds the same."""
    found = drawer.faults()
    assert drawer.quick_faults() == tuple(one for one in found if not one.startswith("Nøglefilen"))
    return found
