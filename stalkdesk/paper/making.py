"""Blocks become slabs: who knows which ink a block takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from stalkdesk.guidance.blocks import (
    Beside,
    Block,
    Callout,
    Chart,
    Contents,
    Fields,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    PhoneList,
    QrCode,
    Table,
)
from stalkdesk.paper.ink_beside import beside_slabs
from stalkdesk.paper.ink_chart import chart_slabs
from stalkdesk.paper.ink_codes import code_slabs
from stalkdesk.paper.ink_contents import contents_slabs
from stalkdesk.paper.ink_phones import phone_slabs
from stalkdesk.paper.ink_tables import fields_slabs, table_slabs
from stalkdesk.paper.ink_text import callout_slabs, heading_slabs, items_slabs, kept_with, paragraph_slabs
from stalkdesk.paper.setting import Setting
from stalkdesk.paper.slabs import Slab


def block_slabs(blocks: Sequence[Block], setting: Setting) -> list[Slab]:
    """The slabs of all the blocks, in order."""
    slabs: list[Slab] = []
    is_new_page = False
    piles = list(_piles(blocks, setting))
    for (block, pile), following in zip_longest(piles, (block for block, _ in piles[1:])):
        added = kept_with(following, block, pile)
        if added and is_new_page:
            added[0] = replace(added[0], begins_page=True)
        is_new_page = isinstance(block, PageBreak) or (is_new_page and not added)
        slabs += added
    return slabs


def _piles(blocks: Sequence[Block], setting: Setting) -> Iterator[tuple[Block, list[Slab]]]:
    """Each block with its slabs; figures in a row are one pile."""
    for _, group in groupby(blocks, type):
        together = list(group)
        codes = [block for block in together if isinstance(block, QrCode)]
        if codes:
            yield codes[0], code_slabs(codes, setting)
        else:
            yield from ((block, _slabs(block, blocks, setting)) for block in together)


def _slabs(block: Block, blocks: Sequence[Block], setting: Setting) -> list[Slab]:
    match block:
        case Heading():
            return setting.spoken_in(block.language, lambda: heading_slabs(block, setting))
        case Paragraph():
            return setting.spoken_in(block.language, lambda: paragraph_slabs(block, setting))
        case Items():
            return setting.spoken_in(block.language, lambda: items_slabs(block, setting))
        case Callout():
            return setting.spoken_in(block.language, lambda: callout_slabs(block, setting))
        case Fields():
            return setting.spoken_in(block.language, lambda: fields_slabs(block, setting))
        case Table():
            return setting.spoken_in(block.language, lambda: table_slabs(block, setting))
        case PhoneList():
            return phone_slabs(block, setting)
        case Beside():
            return beside_slabs(block, setting, block_slabs)
        case Chart():
            return chart_slabs(block, setting)
        case Contents():
            return contents_slabs(blocks, setting)
        case QrCode() | PageBreak():
            return []
