"""The words of the command line: global options on either side of a command, and one sentence for what can't be understood."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import NoReturn

from stalkdesk import __version__
from stalkdesk.commands import calls, terminal
from stalkdesk.errors import WrongUsage
from stalkdesk.intake.texts import named
from stalkdesk.language import tr


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence and leaves with 2. Help that can't be written is not kept silent."""

    def _print_message(self, message: str, file: object = None) -> None:
        terminal.write(message)

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(
            tr("Kommandoen kunne ikke forstås ({problem}). Se {program} --help.", problem=message, program=self.prog)
        )


def understood(argv: Sequence[str]) -> argparse.Namespace:
    """What was asked for; `act`, when there is one, is the command. Raises WrongUsage."""
    options = _parser().parse_args(_globals_first(list(argv)))
    for name, value in vars(options).items():
        if isinstance(value, str) and name not in _FILE_NAMES and _NO_TEXT.search(value):
            raise WrongUsage(tr("{word} er ikke tekst. Skriv det igen.", word=named(value)))
    return options


_FILE_NAMES = frozenset({"file", "answers"})
"""Options that name a file, which may be any bytes."""
_NO_TEXT = re.compile("[\ud800-\udfff\x00]")
_GLOBAL_WITH_VALUE = ("--store", "--user", "--passphrase-file")


def _globals_first(argv: list[str]) -> list[str]:
    """The global options with their values first, so that they may be written on either side of a command."""
    front: list[str] = []
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        name = word.partition("=")[0]
        if word == "--":
            rest += [word, *words]
        elif name in _GLOBAL_WITH_VALUE:
            front.append(word)
            if "=" not in word:
                front += [value for value in (next(words, None),) if value is not None]
        else:
            rest.append(word)
    return front + rest


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="stalkdesk", description=tr("StalkDesk: sagsbehandling uden net ved skranken. Uden kommando åbnes vinduet.")
    )
    parser.add_argument("--version", action="version", version=f"stalkdesk {__version__}")
    parser.add_argument("--store", type=calls.path_named, metavar="DIR", help=tr("mappen med sagsskabet"))
    parser.add_argument("--user", metavar="NAME", help=tr("brugernavn"))
    parser.add_argument(
        "--passphrase-file",
        type=calls.path_named,
        metavar="FILE",
        help=tr("fil med adgangssætningen; ellers spørges der"),
    )
    parser.add_argument("--demo", action="store_true", help=tr("vinduet viser, at sagerne er opdigtede"))
    parser.add_argument("--training", action="store_true", help=tr("åbn vinduet ved øvelsen med opdigtede sager"))
    parser.add_argument(
        "--self-test", action="store_true", help=tr("prøv programmet af i en tom mappe, og skriv én linje JSON")
    )
    parser.add_argument("--quit-after-paint", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(act=None)
    known = parser.add_subparsers(title=tr("kommandoer"), metavar="", parser_class=_Parser)
    calls.add_to(known)
    return parser
