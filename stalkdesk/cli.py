"""The same acts without a window: for scheduled work and for checking.

Facts go to standard output as JSON; a failure is one sentence on standard error and exit code 1 (the world's fault) or 2 (wrong
usage). A passphrase is never an argument: it comes from a file, or from a prompt.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from stalkdesk import __version__
from stalkdesk.errors import DeskError, WrongUsage
from stalkdesk.language import tr


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence and leaves with 2."""

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(
            tr("Kommandoen kunne ikke forstås ({problem}). Se {program} --help.", problem=message, program=self.prog)
        )


def main(argv: Sequence[str]) -> int:
    """Runs one command, or the window when none is named. Gives the exit code."""
    from stalkdesk import app

    app.speak_preferred(app.read_preferences())
    try:
        front, rest = _globals_first(list(argv))
        options = _parser(any(_is_command(word) for word in rest)).parse_args(front + rest)
        act: Callable[[argparse.Namespace], int] = options.act
        return act(options)
    except DeskError as problem:
        print(str(problem), file=sys.stderr)
        return problem.exit_code
    except BrokenPipeError:
        return 1


_GLOBAL_WITH_VALUE = ("--store", "--user", "--passphrase-file")


def _is_command(word: str) -> bool:
    """Whether the commands must be known to read `word`; the plain window need not wait for them."""
    return not word.startswith("-") or word in ("-h", "--help", "--")


def _globals_first(argv: list[str]) -> tuple[list[str], list[str]]:
    """The global options with their values, and all the rest: so they may be written on either side of a command."""
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
    return front, rest


def _parser(with_commands: bool) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="stalkdesk", description=tr("StalkDesk: sagsbehandling uden net ved skranken. Uden kommando åbnes vinduet.")
    )
    parser.add_argument("--version", action="version", version=f"stalkdesk {__version__}")
    parser.add_argument("--store", type=Path, metavar="DIR", help=tr("mappen med arkivet"))
    parser.add_argument("--user", metavar="NAME", help=tr("brugernavn"))
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help=tr("fil med adgangssætningen; ellers spørges der"))
    parser.add_argument("--demo", action="store_true", help=tr("vinduet viser, at sagerne er opdigtede"))
    parser.add_argument(
        "--self-test", action="store_true", help=tr("prøv programmet af i en tom mappe, og skriv én linje JSON")
    )
    parser.add_argument("--quit-after-paint", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(act=_window)
    if with_commands:
        commands = parser.add_subparsers(title=tr("kommandoer"), metavar="", parser_class=_Parser)

        from stalkdesk import commands as acts

        acts.add_to(commands)
    return parser


def _window(options: argparse.Namespace) -> int:
    if options.self_test:
        from stalkdesk import self_test

        print(json.dumps(self_test.run(), ensure_ascii=False))
        return 0
    from stalkdesk import app

    return app.open_window(app.StartOptions(options.store, options.demo, options.quit_after_paint))
