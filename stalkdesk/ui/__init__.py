"""The screens: the only room that knows Qt."""

import sys

if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    # PySide 6.12.0 returns True from `Signal.emit` without counting the reference. Before Python 3.12 made True immortal, the
    # interpreter aborts ("deallocating True or False") after some 580 signals: in the middle of an intake.
    from ctypes import c_ssize_t

    c_ssize_t.from_address(id(True)).value += 1 << 40
