"""Every row of the log with a mark: taken, known already, unreadable, left out. Rows in words, over frozen values."""

from __future__ import annotations

from stalkdesk.casework.log.incident_log import channel_word
from stalkdesk.casework.log.log_columns import LogField
from stalkdesk.casework.log.log_import import LogRow, Preview, RowState, why_said
from stalkdesk.intake.dates import shown_date
from stalkdesk.language import tr
from stalkdesk.ui.table import TableColumn

_MOST_SHOWN = 160
WIDTHS = {0: 80, 1: 122, 2: 112, 3: 66, 4: 130, 6: 212}
"""Pixels of the columns that do not stretch: measured over 20,000 rows they would be as wide as the widest."""


def state_word(state: RowState) -> str:
    """The mark of a row."""
    return {
        RowState.TAKEN: tr("Tages med"),
        RowState.REPEATED: tr("Findes allerede"),
        RowState.UNREADABLE: tr("Kan ikke læses"),
        RowState.LEFT_OUT: tr("Udeladt"),
    }[state]


def columns() -> tuple[TableColumn[LogRow], ...]:
    """What a row shows."""
    return (
        TableColumn(tr("Række"), lambda row: str(row.number)),
        TableColumn(tr("Mærke"), lambda row: state_word(row.state)),
        TableColumn(tr("Dato"), _date),
        TableColumn(tr("Kl."), _clock),
        TableColumn(tr("Kanal"), lambda row: "" if row.incident is None else channel_word(row.incident.log.channel)),
        TableColumn(tr("Hvad skete der"), _said, stretches=True),
        TableColumn(tr("Hvorfor ikke"), lambda row: why_said(row.why)),
    )


def choices_of(found: Preview) -> tuple[tuple[str, RowState | None], ...]:
    """Which rows can be looked at, with how many there are."""
    whole = (tr("Alle rækker ({count})", count=len(found.rows)), None)
    return (whole, *((f"{state_word(state)} ({found.count(state)})", state) for state in RowState))


def summary(found: Preview) -> str:
    """What becomes of the rows, in one line."""
    return tr(
        "{taken} tages med · {repeated} findes allerede · {unreadable} kan ikke læses · {left_out} udeladt",
        taken=found.count(RowState.TAKEN),
        repeated=found.count(RowState.REPEATED),
        unreadable=found.count(RowState.UNREADABLE),
        left_out=found.count(RowState.LEFT_OUT),
    )


def _date(row: LogRow) -> str:
    return row.texts.get(LogField.DATE, "")[:40] if row.incident is None else shown_date(row.incident.happened)


def _clock(row: LogRow) -> str:
    return row.texts.get(LogField.CLOCK, "")[:20] if row.incident is None else row.incident.log.clock.replace(":", ".")


def _said(row: LogRow) -> str:
    text = row.texts.get(LogField.WHAT, "") if row.incident is None else row.incident.said
    return " ".join(text[: 2 * _MOST_SHOWN].split())[:_MOST_SHOWN]
