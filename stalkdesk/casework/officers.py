"""Who works at the desk, what each role may do, and the unit they work for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person at the desk is."""

    OFFICER = "officer"
    VISITATOR = "visitator"
    SUPERVISOR = "supervisor"
    STATISTICS = "statistics"
    """Makes summaries, and reads no case. Its slot holds no key to compartment B."""


class Act(StrEnum):
    """What takes a role. Every act that not everyone may do passes `may`; which needs which: `policy.NEEDED`."""

    TAKE_INTAKE = "take_intake"
    READ_CASE = "read_case"
    READ_PROTECTED = "read_protected"
    ERASE_ATTACHMENT = "erase_attachment"
    ERASE_CASE = "erase_case"
    LOWER_URGENCY = "lower_urgency"
    EXPORT_WEEK = "export_week"
    EXPORT_ALL = "export_all"
    KEEP_OFFICERS = "keep_officers"
    KEEP_UNIT = "keep_unit"
    KEEP_KEYS = "keep_keys"
    KEEP_CONTENT = "keep_content"
    APPROVE_CONTENT = "approve_content"
    SEARCH_PERPETRATORS = "search_perpetrators"
    """Sees in whose cases the other person is; who may not, hears how many there are."""
    TAKE_OVER = "take_over"
    """Takes a case over at this desk, gives it to a fixed contact person, closes it."""
    KEEP_CONTACTS = "keep_contacts"
    """Changes the register of contacts."""
    APPROVE_SHARING = "approve_sharing"
    """Approves that something is shared without consent."""
    KEEP_DESKS = "keep_desks"
    """Says which other desks packages go to and come from, once the fingerprint was compared."""


_ALLOWED: dict[Role, frozenset[Act]] = {
    Role.OFFICER: frozenset({Act.TAKE_INTAKE, Act.READ_CASE, Act.READ_PROTECTED}),
    Role.VISITATOR: frozenset(
        {
            *(Act.TAKE_INTAKE, Act.READ_CASE, Act.READ_PROTECTED, Act.APPROVE_CONTENT),
            Act.SEARCH_PERPETRATORS,
            Act.TAKE_OVER,
            Act.KEEP_CONTACTS,
            Act.KEEP_DESKS,
        }
    ),
    Role.SUPERVISOR: frozenset(Act),
    Role.STATISTICS: frozenset({Act.EXPORT_WEEK}),
}


@dataclass(frozen=True, slots=True)
class Officer:
    """A person who can unlock the desk. `user_name` is what is typed at unlock."""

    id: str
    user_name: str
    full_name: str
    initials: str
    role: Role
    is_active: bool = True

    def may(self, act: Act) -> bool:
        """Whether this officer's role allows `act`."""
        return self.is_active and act in _ALLOWED[self.role]


class WayInKind(StrEnum):
    """What opens the store."""

    TYPED = "typed"
    TYPED_ON_ONE_COMPUTER = "typed_on_one_computer"
    """Passphrase and a secret of one computer."""
    RECOVERY_SHEET = "recovery_sheet"


@dataclass(frozen=True, slots=True)
class WayIn:
    """One of all that open the store."""

    kind: WayInKind
    officer_id: str = ""
    """Whose it is; empty for the recovery sheet, and for one that belongs to nobody."""

    @property
    def is_nobodys(self) -> bool:
        """Whether it should not be there."""
        return not self.officer_id and self.kind is not WayInKind.RECOVERY_SHEET


class Authority(StrEnum):
    """Whose desk it is: decides texts and legal bases (docs/domain.md 9). Chosen once, at set-up."""

    MUNICIPALITY = "kommune"
    POLICE = "politi"


class ContactFunction(StrEnum):
    """What a fixed contact person is there for (docs/domain.md 8)."""

    ADULT = "voksen"
    CHILD_OR_YOUTH = "barn_ung"
    POLICE = "politi"
    VISITATOR = "visitator"
    DEPUTY = "stedfortraeder"


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """A fixed contact person of the unit, as she is printed on the sheet."""

    id: str
    name: str
    function: ContactFunction
    phone: str
    hours: str = ""
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit behind the desk: letterhead and authority profile."""

    authority: Authority
    name: str
    address_lines: tuple[str, ...]
    phone: str = ""
