"""Starts StalkDesk: `python3 -m stalkdesk` and the installed `stalkdesk` are the same."""

from __future__ import annotations

import sys


def main() -> int:
    """Runs the command line; without a command the window opens. Gives the exit code."""
    from stalkdesk import cli

    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
