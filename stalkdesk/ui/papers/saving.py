"""The sheets of a case as files that she takes with her: each whole or not at all, and on the case before they can be seen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stalkdesk.errors import PlaceUnfit
from stalkdesk.guidance.carrying import file_names
from stalkdesk.language import tr
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.papers.paper import Paper, keep


def save(desk: Desk, folder: Path, reference: str, papers: Sequence[Paper]) -> None:
    """Writes them in `folder` under names that are free, and notes them on the case. For the worker.

    Raises PlaceUnfit, WrongUsage, and what keeping raises; then nothing is left, and nothing is noted.
    """
    drawer = desk.open_drawer()
    try:
        taken = {file.name for file in folder.iterdir()}
    except OSError as problem:
        sentence = tr("Arkene kunne ikke gemmes i den mappe: {problem}. Vælg en anden.", problem=problem.strerror or "?")
        raise PlaceUnfit(sentence) from None
    names = file_names(reference, len(papers), taken, desk.is_training)
    files = {folder / name: paper.pdf for name, paper in zip(names, papers, strict=True)}
    desk.write_out(files, desk.vault.folder, lambda: keep(drawer, reference, papers))
