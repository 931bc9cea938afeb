"""The screens: the only room that knows Qt."""

import sys

if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    # PySide 6.12.0 is built as if None, True and False were immortal: each of its calls that returns one of them takes a
    # reference away that it never added. They are immortal from Python 3.12 on; on 3.11 the interpreter aborts after some
    # hundred signals or some thousand calls ("deallocating None"), in the middle of an intake. So they get references enough.
    from ctypes import c_ssize_t

    for _constant in (None, True, False, NotImplemented, ...):
        c_ssize_t.from_address(id(_constant)).value += sys.maxsize // 2
