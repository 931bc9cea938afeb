"""An evaluation in words: both levels, the occasion, the windows, its reasons, and what changed since the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stalkdesk.casework.evaluation_changes import Changes, ElementChange, is_confirmed_otherwise, other_windows
from stalkdesk.casework.evaluations import Evaluation, Occasion
from stalkdesk.intake.explaining import RuleWords, explained
from stalkdesk.intake.facts import Facts
from stalkdesk.intake.findings import Assessment, Element, ElementState, Explanation
from stalkdesk.intake.windows import DEFAULTS, Windows
from stalkdesk.intake.wording import filled_in, spoken_windows
from stalkdesk.language import tr
from stalkdesk.settings import WINDOWS
from stalkdesk.ui.cases.case_table import definition_word, urgency_word


def occasion_word(occasion: Occasion) -> str:
    """Why the case was evaluated, in a few words."""
    return {
        Occasion.FILED: tr("Sagen oprettet"),
        Occasion.INCIDENT: tr("Ny hændelse"),
        Occasion.ANSWER: tr("Nyt svar"),
    }[occasion]


def levels_said(evaluation: Evaluation, names: Mapping[str, str]) -> str:
    """The computed and the confirmed level; when they differ, who confirmed the other one, and why. `names`: officer id ->
    full name."""
    confirmation = evaluation.confirmation
    computed, confirmed = (urgency_word(one).upper() for one in (evaluation.assessment.urgency, confirmation.urgency))
    if not is_confirmed_otherwise(evaluation):
        return tr("Beregnet og bekræftet: {level}", level=computed)
    told = {"computed": computed, "confirmed": confirmed, "officer": evaluation.officer_name, "reason": confirmation.reason}
    said = tr("Beregnet: {computed} · Bekræftet: {confirmed} af {officer}", **told)
    if confirmation.reason:
        said = tr("Beregnet: {computed} · Bekræftet: {confirmed} af {officer}, grund: {reason}", **told)
    approver = names.get(confirmation.approved_by, "")
    if approver and approver != evaluation.officer_name:
        return tr("{said} · Godkendt af {supervisor}", said=said, supervisor=approver)
    return said


def versions_said(evaluation: Evaluation) -> str:
    """With which rules and which checklist it was made."""
    return tr("Regler {rules} · tjekliste {checklist}", rules=evaluation.rules_version, checklist=evaluation.checklist_version)


def windows_said(windows: Windows) -> tuple[str, ...]:
    """A sentence for each window that is not as the program proposes; none when all are."""
    labels = {setting.key: setting.label for setting in WINDOWS}
    return tuple(
        tr("{window}: {value} (forslaget er {usual})", window=labels[name](), value=value, usual=usual)
        for name, value, usual in other_windows(windows, DEFAULTS)
    )


def told_again(assessment: Assessment, facts: Facts, rules: RuleWords, windows: Windows) -> Explanation:
    """The assessment in today's words of the rules. What those have no words for (any more) is named by its code."""
    explanation = explained(_worded(assessment, rules), facts, rules, windows)
    lost = tuple(code for code in (*assessment.rules, *assessment.floors) if not _has_words(code, rules))
    return replace(explanation, reasons=(*explanation.reasons, *(_without_words(code) for code in lost)))


def changes_said(changes: Changes, rules: RuleWords, windows: Windows) -> tuple[str, ...]:
    """A sentence for each change, the levels first; one that says so when there is none."""
    if changes.is_nothing:
        return (tr("Intet er anderledes end sidst."),)
    numbers = spoken_windows(windows, rules.phrases)
    came, went = (
        [filled_in(_sentence(code, rules), numbers) for code in codes] for codes in (changes.rules_came, changes.rules_went)
    )
    return (
        *_outcomes_said(changes),
        *(tr("Nu gælder: {reason}", reason=reason) for reason in came),
        *(tr("Gælder ikke mere: {reason}", reason=reason) for reason in went),
        *(_element_said(one, rules) for one in changes.elements),
        *(tr("Ikke længere ubesvaret: {question}", question=_critical(key, rules)) for key in changes.critical_closed),
        *(tr("Nu ubesvaret: {question}", question=_critical(key, rules)) for key in changes.critical_opened),
    )


def _outcomes_said(changes: Changes) -> tuple[str, ...]:
    said = []
    if changes.urgency is not None:
        before, now = (urgency_word(one) for one in changes.urgency)
        said.append(tr("Den beregnede hastegrad: fra {before} til {now}.", before=before, now=now))
    if changes.definition is not None:
        outcome_before, outcome_now = (definition_word(one) for one in changes.definition)
        said.append(tr("Mulig stalking: fra »{before}« til »{now}«.", before=outcome_before, now=outcome_now))
    return tuple(said)


def _element_said(change: ElementChange, words: RuleWords) -> str:
    before, now = (_state_word(change.element, state) for state in (change.before, change.now))
    return tr(
        "{element}: fra »{before}« til »{now}«.",
        element=words.phrases[f"element.{change.element.value}"],
        before=before,
        now=now,
    )


def _state_word(element: Element, state: ElementState) -> str:
    if state is ElementState.ABSENT and element is Element.EXPLANATION:
        return tr("ingen fundet")
    return {
        ElementState.MET: tr("har oplysninger"),
        ElementState.WEAK: tr("svag"),
        ElementState.ABSENT: tr("taler imod"),
        ElementState.PRESENT: tr("taler imod"),
        ElementState.UNCLEAR: tr("uklar"),
        ElementState.UNKNOWN: tr("ikke oplyst"),
    }[state]


def _sentence(code: str, words: RuleWords) -> str:
    if not _has_words(code, words):
        return _without_words(code)
    return words.phrases[f"floor.{code}"] if code.startswith("F") else words.rules[code].sentence


def _without_words(code: str) -> str:
    return tr("Regel {rule}, som dagens regler ikke har ord for.", rule=code)


def _critical(key: str, words: RuleWords) -> str:
    return words.phrases[f"critical.{key}"] if _has_phrase(f"critical.{key}", words) else key


def _has_words(code: str, rules: RuleWords) -> bool:
    return _has_phrase(f"floor.{code}", rules) if code.startswith("F") else _is_there(rules.rules, code)


def _has_phrase(code: str, rules: RuleWords) -> bool:
    return _is_there(rules.phrases, code)


def _is_there(words: Mapping[str, object], code: str) -> bool:
    try:
        words[code]
    except KeyError:
        return False
    return True


def _worded(assessment: Assessment, rules: RuleWords) -> Assessment:
    """Without what the rules have no words for."""

    def kept(kind: str, codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(code for code in codes if _has_phrase(f"{kind}.{code}", rules))

    return replace(
        assessment,
        rules=tuple(rule for rule in assessment.rules if _has_words(rule, rules)),
        floors=kept("floor", assessment.floors),
        unanswered_critical=kept("critical", assessment.unanswered_critical),
        referrals=kept("referral", assessment.referrals),
        reopen=kept("reopen", assessment.reopen),
    )
