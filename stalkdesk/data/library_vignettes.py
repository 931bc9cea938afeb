"""The vignettes out of `resources/vignettes/`, with a translation laid over the Danish source."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from stalkdesk.casework.officers import Authority
from stalkdesk.data.library_files import ContentTable
from stalkdesk.data.library_twins import Twin, TwinPart
from stalkdesk.errors import BadFacts
from stalkdesk.intake.facts import Facts
from stalkdesk.intake.facts_from_answers import facts_from_json
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.language import Language, tr
from stalkdesk.training.vignettes import (
    Expected,
    Gender,
    Reply,
    TrainingWords,
    Vignette,
    Way,
    WayWords,
    with_what_follows,
)

_WORDS = "words.toml"
_ID = re.compile(r"T\d{2,3}")
_OLDEST = 110
_Of = TypeVar("_Of", bound=StrEnum)


def vignette_names(resources: Path) -> tuple[str, ...]:
    """The files of the vignettes, without `.toml`, in their order."""
    return tuple(sorted(path.stem for path in (resources / "vignettes").glob("*.toml") if path.name != _WORDS))


def read_vignette(resources: Path, language: Language, name: str) -> tuple[Vignette, tuple[str, ...]]:
    """One vignette in `language`, and the names of the texts that are not translated. Raises ContentBroken."""
    place = f"vignettes/{name}.toml"
    table = ContentTable.read(resources, place)
    twin = Twin(resources, language, place)
    said = twin.root
    facts, known = _facts(table.table("facts"))
    vignette = Vignette(
        id=_id(table),
        version=table.text("version"),
        language=language,
        title=said.text("title", table.text("title")),
        who=said.text("who", table.text("who")),
        desk=_one_of(table, "desk", Authority),
        age=_age(table),
        gender=_one_of(table, "gender", Gender),
        opening=said.text("opening", table.text("opening")),
        lesson=said.text("lesson", table.text("lesson")),
        themes=table.texts("themes", ()),
        person=_person(table.table("person"), said.part("person")),
        facts=facts,
        known=known,
        told_by_opening=table.texts("told_by_opening", ()),
        replies=_replies(table.table("reply"), said.part("reply")),
        expected=_expected(table.table("expected")),
    )
    table.close()
    return vignette, twin.closed()


def read_training_words(resources: Path, language: Language) -> tuple[TrainingWords, tuple[str, ...]]:
    """What the twin says beside the vignettes, and the names of the texts that are not translated. Raises ContentBroken."""
    place = f"vignettes/{_WORDS}"
    table = ContentTable.read(resources, place)
    twin = Twin(resources, language, place)
    version, ways, unhelpful = table.text("version"), table.table("way"), table.table("unhelpful")
    by_way = {way: _way(way, ways, unhelpful, twin.root) for way in Way}
    ways.close()
    unhelpful.close()
    default = table.table("default")
    reply = twin.root.part("default").text("reply", default.text("reply"))
    default.close()
    table.close()
    return TrainingWords(version, language, MappingProxyType(by_way), reply), twin.closed()


def _way(way: Way, ways: ContentTable, unhelpful: ContentTable, said: TwinPart) -> WayWords:
    named, words = ways.table(way), said.part("way").part(way)
    label, hint = words.text("label", named.text("label")), words.text("hint", named.text("hint"))
    named.close()
    return WayWords(label, hint, said.part("unhelpful").text(way, unhelpful.text(way)))


def _id(table: ContentTable) -> str:
    found = table.text("id")
    if not _ID.fullmatch(found):
        table.blame(tr("id »{id}« skal være et T og et tal, som T01.", id=found), "id")
    return found


def _age(table: ContentTable) -> int:
    age = table.whole("age")
    if age > _OLDEST:
        table.blame(tr("»{key}« skal være et helt tal fra 0 til {most}.", key="age", most=_OLDEST), "age")
    return age


def _one_of(table: ContentTable, key: str, allowed: type[_Of]) -> _Of:
    found = table.text(key)
    if found not in {one.value for one in allowed}:
        table.blame(tr("»{key}« skal være en af: {allowed}.", key=key, allowed=", ".join(allowed)), key)
    return allowed(found)


def _person(table: ContentTable, said: TwinPart) -> MappingProxyType[str, object]:
    answers = {key: table.given(key) for key in table}
    table.close()
    return MappingProxyType(
        {key: said.changed(key, answer) if isinstance(answer, str) else answer for key, answer in answers.items()}
    )


def _facts(table: ContentTable) -> tuple[Facts, frozenset[str]]:
    """The truth, and the keys of what can be learned of it."""
    given = {key: table.given(key) for key in table}
    for key, value in given.items():
        try:
            facts_from_json({key: value})
        except BadFacts as fault:
            table.blame(str(fault), key)
    table.close()
    facts = with_what_follows(facts_from_json(given))
    followed = {key for key in ("breach", "exceeds_purpose") if getattr(facts, key) is not None}
    known = {key for key in given if key == "acts" or getattr(facts, key) is not None}
    return facts, frozenset(known | followed)


def _replies(table: ContentTable, said: TwinPart) -> MappingProxyType[str, Reply]:
    replies = {key: _reply(key, table.table(key), said.part(key)) for key in table}
    table.close()
    return MappingProxyType(replies)


def _reply(question_id: str, table: ContentTable, said: TwinPart) -> Reply:
    says = said.text("says", table.text("says"))
    by_way = {way: said.text(way, table.text(way)) for way in Way if way in table}
    named = table.texts("reveals", ())
    for way in named:
        if way not in by_way:
            table.blame(tr("»reveals« nævner »{way}«, men personen siger intet på den måde.", way=way), "reveals")
    table.close()
    return Reply(question_id, says, MappingProxyType(by_way), tuple(Way(way) for way in named))


def _expected(table: ContentTable) -> Expected:
    expected = Expected(
        _one_of(table, "definition", Definition),
        _one_of(table, "urgency", Urgency),
        table.texts("rules"),
        table.texts("unanswered_critical", ()),
    )
    table.close()
    return expected
