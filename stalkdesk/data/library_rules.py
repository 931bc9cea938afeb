"""The rules in words out of `resources/rules/`: every rule has its sentence, its strength and at least one source."""

from __future__ import annotations

from pathlib import Path

from stalkdesk.data.library_files import ContentTable
from stalkdesk.data.library_twins import Twin
from stalkdesk.intake.explaining import RuleWord, RuleWords
from stalkdesk.language import Language, tr

STRENGTHS = ("S", "M", "O", "E")
"""Kinds of evidence, docs/assessment.md C3; a rule may rest on several, as in `S+E`."""


def current_rules(resources: Path) -> str:
    """The version of the rules' words that is used now. Raises ContentBroken."""
    table = ContentTable.read(resources, "rules/current.toml")
    version = table.text("version")
    table.close()
    return version


def read_rules(resources: Path, language: Language, version: str) -> tuple[RuleWords, tuple[str, ...]]:
    """The words of the rules in `language`, and the names of the texts that are not translated. Raises ContentBroken."""
    name = f"rules/{version}.toml"
    table = ContentTable.read(resources, name)
    if table.text("version") != version:
        table.blame(tr("versionen er en anden end filens navn, {version}.", version=version), "version")
    twin = Twin(resources, language, name)
    sources = _texts(table.table("source"))
    rules = table.table("rule")
    words = {rule_id: _rule(rules.table(rule_id), rule_id, sources, twin) for rule_id in rules}
    rules.close()
    translated = twin.root.part("phrase")
    phrases = {key: translated.text(key, text) for key, text in _texts(table.table("phrase")).items()}
    named = twin.root.part("source")
    said = {code: named.text(code, text) for code, text in sources.items()}
    table.close()
    return RuleWords(version, language, words, phrases, said), twin.closed()


def _rule(table: ContentTable, rule_id: str, known: dict[str, str], twin: Twin) -> RuleWord:
    sentence, strength, sources = table.text("sentence"), table.text("strength"), table.texts("sources")
    if not sources:
        table.blame(tr("reglen {rule} har ingen kilde.", rule=rule_id), "sources")
    for source in sources:
        if source not in known:
            table.blame(tr("kilden »{source}« står ikke under [source].", source=source), "sources")
    if not all(part in STRENGTHS for part in strength.split("+")):
        table.blame(tr("»strength« skal være S, M, O eller E, eller flere med + imellem."), "strength")
    table.close()
    return RuleWord(rule_id, twin.part("rule", rule_id).text("sentence", sentence), strength, sources)


def _texts(table: ContentTable) -> dict[str, str]:
    texts = {key: table.text(key) for key in table}
    table.close()
    return texts
