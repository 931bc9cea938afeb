"""A store whose journal somebody writes in past the program, with every key but the one to sign with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.journal import FIRST_CHAIN, SIGNING_BEGUN
from stalkdesk.data.signing import Signer, SigningKey, is_of_keys
from tests.data.tampering import change_open

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


_INSERT_KEY = "insert into signing_key values (:number, :who, :state, :role, :public)"


def downgraded(drawer: OpenDrawer, keys: list[SigningKey]) -> None:
    """The whole journal written anew by who sits here, as one from before there were signatures, a line of it forged; at its
    end the signing begins in her own name and with her own key, and she tells `keys` there. Without any, it has not begun."""
    journal, chain, lines = drawer._sitting.journal, FIRST_CHAIN, list[dict[str, Any]]()
    for line in lines_of(drawer):
        fields = ",".join(one for one in line["fields"].split(",") if not is_of_keys(one))
        forged = {"act": "login"} if line["act"] == "signing_key" else {"reason": "en anden"} if line["act"] == "create" else {}
        old = line | {"fields": fields, "signer": None, "sig": None} | forged
        chain = journal.link(chain, old)
        lines.append(old | {"chain": chain})
    if keys:
        told = {"act": SIGNING_BEGUN, "reference": "", "reason": "", "fields": ",".join(key.field for key in keys)}
        begun = lines[-1] | {"number": lines[-1]["number"] + 1, "officer_id": drawer.officer.id} | told
        chain = journal.link(chain, begun)
        assert journal.signer is not None
        sig = journal.signer.pen()(begun["number"], begun["officer_id"], chain)
        lines.append(begun | {"chain": chain, "sig": sig})
    count = f"update counter set value = {lines[-1]['number']} where name = 'journal'"
    change_open(drawer, "delete from journal", "delete from signing_key", count)
    with drawer._sitting.act() as connection:
        for line in lines:
            connection.execute(text(_INSERT), line)
        for key in keys:
            row = {"number": lines[-1]["number"], "who": key.who, "state": key.state, "role": key.role, "public": key.public}
            connection.execute(text(_INSERT_KEY), row)


def named(drawer: OpenDrawer) -> tuple[str, ...]:
    """What is found, and the look at login finds the same."""
    found = drawer.faults()
    assert drawer.quick_faults() == tuple(one for one in found if not one.startswith("Nøglefilen"))
    return found
