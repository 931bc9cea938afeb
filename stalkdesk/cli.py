"""Where every call begins: the window when no command is named, otherwise the command; a failure is one sentence.

Facts go to standard output as JSON; a failure is one sentence on standard error and exit code 1 (the world's fault), 2 (wrong
usage) or 130 (interrupted at the keyboard). A passphrase is never an argument: it comes from a file, or from a prompt.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from stalkdesk.errors import DeskError
from stalkdesk.language import tr

INTERRUPTED = 130


def main(argv: Sequence[str]) -> int:
    """Runs one command, or the window when none is named. Gives the exit code; raises nothing but what --help leaves with."""
    try:
        return _begun(argv)
    except DeskError as problem:
        _complain(str(problem))
        return problem.exit_code
    except KeyboardInterrupt:
        _complain(tr("Afbrudt."))
        return INTERRUPTED
    except Exception as fault:  # noqa: BLE001  our own fault: the log has its kind and place, the person a sentence
        number = _logged(fault)
        _complain(tr("Noget gik galt i programmet. Prøv igen. Fejlnummer til support: {number}", number=number))
        return 1


def _begun(argv: Sequence[str]) -> int:
    from stalkdesk import app, places

    if list(argv) == [places.DRAW]:
        from stalkdesk import drawing_child

        return drawing_child.run()
    if list(argv) == [places.READ]:
        from stalkdesk import log_reading_child

        return log_reading_child.run()
    plain = _plain_window(argv)
    if plain is not None:
        store, switches = plain
        return app.open_window(store, "--demo" in switches, "--quit-after-paint" in switches, "--training" in switches)
    from stalkdesk.commands import terminal

    terminal.prepare()
    app.speak_preferred(app.read_preferences())
    return _carried_out(argv)


def _plain_window(argv: Sequence[str]) -> tuple[Path | None, frozenset[str]] | None:
    """The store and the switches when only the window is asked for, which need not wait for the commands; else None."""
    store: Path | None = None
    switches: set[str] = set()
    words = iter(argv)
    for word in words:
        if word in ("--demo", "--training", "--quit-after-paint"):
            switches.add(word)
        elif word == "--store" and (folder := next(words, "")):
            store = Path(folder)
        else:
            return None
    return store, frozenset(switches)


def _carried_out(argv: Sequence[str]) -> int:
    from stalkdesk import app
    from stalkdesk.commands import command_line, terminal

    options = command_line.understood(argv)
    if options.self_test:
        from stalkdesk import self_test

        return terminal.answer(self_test.run(), indent=None)
    if options.act is None:
        return app.open_window(options.store, options.demo, options.quit_after_paint, options.training)
    return int(options.act(options))


def _complain(sentence: str) -> None:
    from stalkdesk.commands import terminal

    terminal.complain(sentence)


def _logged(fault: Exception) -> str:
    """Writes kind and place of the fault to the log, never its text, and gives the number it is found by."""
    from stalkdesk import fault_log, places

    number = fault_log.error_number()
    with suppress(OSError, RuntimeError, ImportError):  # a log that has no place is no fault of its own
        fault_log.write_log(places.log_folder(), f"{number} {fault_log.described(type(fault), sys.exc_info()[2])}")
    return number
