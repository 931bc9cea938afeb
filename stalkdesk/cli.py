"""Where every call begins: the window when no command is named, otherwise the command; a failure is one sentence.

Facts go to standard output as JSON; a failure is one sentence on standard error and exit code 1 (the world's fault) or 2 (wrong
usage). A passphrase is never an argument: it comes from a file, or from a prompt.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from stalkdesk.errors import DeskError


def main(argv: Sequence[str]) -> int:
    """Runs one command, or the window when none is named. Gives the exit code."""
    from stalkdesk import app

    plain = _plain_window(argv)
    if plain is not None:
        store, switches = plain
        return app.open_window(store, "--demo" in switches, "--quit-after-paint" in switches)
    app.speak_preferred(app.read_preferences())
    try:
        return _carried_out(argv)
    except DeskError as problem:
        print(str(problem), file=sys.stderr)
        return problem.exit_code
    except BrokenPipeError:
        return 1


def _plain_window(argv: Sequence[str]) -> tuple[Path | None, frozenset[str]] | None:
    """The store and the switches when only the window is asked for, which need not wait for the commands; else None."""
    store: Path | None = None
    switches: set[str] = set()
    words = iter(argv)
    for word in words:
        if word in ("--demo", "--quit-after-paint"):
            switches.add(word)
        elif word == "--store" and (folder := next(words, "")):
            store = Path(folder)
        else:
            return None
    return store, frozenset(switches)


def _carried_out(argv: Sequence[str]) -> int:
    from stalkdesk import app, command_line

    options = command_line.understood(argv)
    if options.self_test:
        import json

        from stalkdesk import self_test

        print(json.dumps(self_test.run(), ensure_ascii=False))
        return 0
    if options.act is None:
        return app.open_window(options.store, options.demo, options.quit_after_paint)
    return int(options.act(options))
