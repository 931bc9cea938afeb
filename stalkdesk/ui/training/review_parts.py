"""The parts of a review: both outcomes side by side, the rules, each question that came out otherwise; right ones folded."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from stalkdesk.intake.explaining import RuleWord
from stalkdesk.language import tr
from stalkdesk.training.comparing import Judgement
from stalkdesk.training.reviewing import AnswerReview, Group, OutcomeReview
from stalkdesk.training.vignettes import TrainingWords
from stalkdesk.ui import icons
from stalkdesk.ui.buttons import quiet
from stalkdesk.ui.card import rule
from stalkdesk.ui.intake.closing_parts import part
from stalkdesk.ui.labels import heading, label, muted

_SAME = ("circle-check", "success")
_OTHER = ("triangle-alert", "warn")
_SIGN_WIDTH = 104
_NAME_WIDTH = 150


def outcome_part(outcome: OutcomeReview) -> QFrame:
    """Definition, urgency and the four elements: hers, the expected ones, and whether they are the same."""
    frame, column = part(tr("Vurderingen"), "review_outcome")
    mine, expected = label(tr("Ud fra dine svar"), "step"), label(tr("Ud fra det, personen kunne fortælle"), "step")
    column.addLayout(_line(QWidget(), QWidget(), mine, expected))
    lines = [
        (tr("Mulig stalking?"), outcome.headline, outcome.expected_headline, outcome.definition_matches),
        (tr("Hastegrad"), outcome.urgency_line, outcome.expected_urgency_line, outcome.urgency_matches),
        *((one.name, one.told, one.expected_told, one.is_same) for one in outcome.elements),
    ]
    for place, (name, hers, truth, is_same) in enumerate(lines):
        role = "strong" if place < 2 else ""
        column.addLayout(_line(_sign(is_same), label(name, "strong"), label(hers, role), label(truth, role)))
    return frame


def _line(sign: QWidget, name: QWidget, mine: QWidget, expected: QWidget) -> QHBoxLayout:
    """A line of the comparison; every line has the same four columns."""
    row = QHBoxLayout()
    row.setSpacing(20)
    sign.setFixedWidth(_SIGN_WIDTH)
    name.setFixedWidth(_NAME_WIDTH)
    for part_of_line in (sign, name):
        row.addWidget(part_of_line, 0, Qt.AlignmentFlag.AlignTop)
    for words in (mine, expected):
        row.addWidget(_wide(words), 1, Qt.AlignmentFlag.AlignTop)
    return row


def _wide(words: QWidget) -> QWidget:
    """As wide as its neighbour, however long the words are."""
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    words.setSizePolicy(policy)
    return words


def _sign(is_same: bool) -> QWidget:
    """Drawing and word: nothing is said by colour alone."""
    made = QWidget()
    sign = QLabel()
    sign.setPixmap(icons.pixmap(*(_SAME if is_same else _OTHER)))
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(sign)
    row.addWidget(_unwrapped(tr("Ens") if is_same else tr("Forskellig")))
    row.addStretch(1)
    return made


def _unwrapped(text: str) -> QLabel:
    made = label(text, "muted")
    made.setWordWrap(False)
    return made


def lesson_part(lesson: str) -> QFrame:
    """What the case teaches."""
    frame, column = part(tr("Det kan man lære af sagen"), "review_lesson")
    column.addWidget(label(lesson, "", "lesson"))
    return frame


def rules_part(outcome: OutcomeReview) -> QFrame:
    """The rules that only one of the two sides sets off, with their sentences; those of both in one breath."""
    frame, column = part(tr("Reglerne bag"), "review_rules")
    for text, rules, drawing in (
        (tr("Mangler ud fra dine svar"), outcome.rules_missing, _OTHER),
        (tr("Slår kun til ud fra dine svar"), outcome.rules_extra, _OTHER),
        (tr("Slår til begge steder"), outcome.rules_both, _SAME),
    ):
        if rules:
            column.addWidget(label(text, "step"))
            for word in rules:
                column.addLayout(_beside_sign(drawing, _rule_line(word)))
    if not (outcome.rules_missing or outcome.rules_extra or outcome.rules_both):
        column.addWidget(label(tr("Ingen af reglerne slår til ud fra det, der er oplyst.")))
    return frame


def _rule_line(word: RuleWord) -> QWidget:
    return label(f"{word.id}: {word.sentence}")


def _beside_sign(drawing: tuple[str, str], words: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    sign = QLabel()
    sign.setPixmap(icons.pixmap(*drawing, 18))
    row.addWidget(sign)
    row.addWidget(words, 1)
    return row


def judgement_in_words(judgement: Judgement) -> str:
    """What came of a question."""
    return {
        Judgement.RIGHT: tr("Som forventet"),
        Judgement.DIFFERENT: tr("Anderledes svar"),
        Judgement.MISSED: tr("Kom ikke frem"),
        Judgement.READ_TOO_MUCH: tr("Kunne ikke vides"),
    }[judgement]


def answer_part(one: AnswerReview, words: TrainingWords) -> QFrame:
    """A question that came out otherwise: hers, the expected one, why it matters, how it could have been asked."""
    frame, column = part("", f"review_{one.question.id}")
    head = judgement_in_words(one.judgement)
    if one.group is Group.CRITICAL:
        head = tr("{judgement} · kritisk spørgsmål", judgement=head)
    column.addLayout(_beside_sign(_OTHER, label(head, "warning")))
    column.addWidget(heading(one.question.ask))
    column.addLayout(_both(one))
    if one.why:
        column.addWidget(label(one.why))
    for word in one.rules:
        column.addWidget(muted(tr("Regel {rule}: {words}", rule=word.id, words=word.sentence)))
    if one.told:
        column.addWidget(rule())
        column.addWidget(label(_way_to_it(one, words), "strong"))
        column.addWidget(label(one.told, "", f"told_{one.question.id}"))
    return frame


def _both(one: AnswerReview) -> QHBoxLayout:
    """Her answer beside the expected one."""
    row = QHBoxLayout()
    row.setSpacing(20)
    for name, text in ((tr("Dit svar"), one.answer), (tr("Det, personen kunne fortælle"), one.expected)):
        side = QWidget()
        lines = QVBoxLayout(side)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(muted(name))
        lines.addWidget(label(text, "strong"))
        row.addWidget(_wide(side), 1, Qt.AlignmentFlag.AlignTop)
    return row


def _way_to_it(one: AnswerReview, words: TrainingWords) -> str:
    """How it comes out: by the plain question, or by which ways of asking."""
    if not one.ways:
        return tr("Det siger personen, når der bliver spurgt:")
    ways = tuple(tr("»{words}«", words=words.ways[way].label) for way in one.ways)
    if any(way in one.ways for way in one.ways_tried):
        return tr("Du spurgte på en måde, der fik det frem:")
    return tr("Sådan kunne der være spurgt: {ways}. Så siger personen:", ways=", ".join(ways))


def aside_part(count: int, unfold: Callable[[], None]) -> QFrame:
    """How many more did not come out that the outcome does not hang on; a press unfolds them."""
    frame, column = part("", "review_aside")
    words = tr("Vis {count} andre spørgsmål, der ikke kom frem. Vurderingen hænger ikke på dem.", count=count)
    made = quiet(words, "unfold_aside", "chevron-down")
    made.clicked.connect(unfold)
    column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
    return frame


def right_part(right: Sequence[AnswerReview]) -> QFrame:
    """The right ones, folded; a press unfolds them."""
    frame, column = part("", "review_right")
    lines: list[QWidget] = []
    unfold = quiet(tr("Vis de {count} svar, der var som forventet", count=len(right)), "unfold_right", "chevron-down")

    def turn() -> None:
        if not lines:
            lines.append(_right_lines(right))
            column.addWidget(lines[0])
            lines[0].show()
        else:
            lines[0].setVisible(lines[0].isHidden())
        is_open = not lines[0].isHidden()
        unfold.setText(
            tr("Skjul de svar, der var som forventet")
            if is_open
            else tr("Vis de {count} svar, der var som forventet", count=len(right))
        )
        unfold.setAccessibleName(unfold.text())

    unfold.clicked.connect(turn)
    column.addWidget(unfold, 0, Qt.AlignmentFlag.AlignLeft)
    return frame


def _right_lines(right: Sequence[AnswerReview]) -> QWidget:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for one in right:
        column.addLayout(_beside_sign(_SAME, label(f"{one.question.ask} {one.answer}")))
    return content
