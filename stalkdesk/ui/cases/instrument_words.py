"""The named instruments of others, and their results, in words. Names only: none of their content is here (docs/domain.md)."""

from __future__ import annotations

from stalkdesk.casework.additions import Instrument, InstrumentResult, InstrumentUse
from stalkdesk.casework.evaluations import Evaluation
from stalkdesk.intake.findings import Urgency
from stalkdesk.language import tr


def instrument_word(instrument: Instrument) -> str:
    """What it is called."""
    return {
        Instrument.SASH: "SASH",
        Instrument.SAM: "SAM",
        Instrument.SRP: "SRP",
        Instrument.SARA: "SARA, SARA:SV, B-SAFER",
        Instrument.PATRIARK: "PATRIARK",
        Instrument.DASH: "DASH, S-DASH",
        Instrument.OTHER: tr("Et andet redskab"),
    }[instrument]


def result_word(result: InstrumentResult) -> str:
    """The level in a word."""
    return {
        InstrumentResult.LOW: tr("Lav"),
        InstrumentResult.MODERATE: tr("Moderat"),
        InstrumentResult.HIGH: tr("Høj"),
        InstrumentResult.NO_LEVEL: tr("Intet niveau"),
    }[result]


def reminder(newest: Evaluation | None, uses: tuple[InstrumentUse, ...]) -> str:
    """A quiet reminder of SASH, from moderate up, while none is noted; else empty."""
    levels = () if newest is None else (newest.assessment.urgency, newest.confirmation.urgency)
    is_concern = any(level is not Urgency.ROUTINE for level in levels)
    if not is_concern or any(use.instrument is Instrument.SASH for use in uses):
        return ""
    return tr("Overvej at bede om en SASH hos en, der er uddannet i det.")
