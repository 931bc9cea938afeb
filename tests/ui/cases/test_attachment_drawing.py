"""Pictures and papers that mean harm: drawn by a child with bounds of pixels, memory and time, or refused with a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray

from stalkdesk import drawing_child, places
from stalkdesk.casework.attachments import Attachment, AttachmentKind, AttachmentState, kind_of
from stalkdesk.errors import AttachmentUnfit
from stalkdesk.intake.checklist import Compartment
from stalkdesk.ui.cases import drawing_apart
from stalkdesk.ui.cases.attachment_drawing import CannotBeDrawn, drawn
from stalkdesk.ui.cases.attachment_view_pages import MOST_LETTERS, shown
from stalkdesk.ui.cases.drawing_apart import MOST_SHOWN, READY, TOLD, DrawnApart, NotDrawn
from tests.ui.cases import pictures
from tests.ui.cases.pictures import paper, pdf, picture, png, raw_pdf, stream

_ONLY_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux is asked")
_FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 600 800]"
_NEXT = b"/XObject << /A %d 0 R >>"


def one(content: bytes) -> Attachment:
    facts = (1, Compartment.FACTS, AttachmentState.KEPT, len(content))
    return Attachment(*facts, at=None, by="", name="x", kind=kind_of(content), sha256="00")  # type: ignore[arg-type]


def doubling() -> bytes:
    """Twelve forms, each drawn ten times by the one before: a million million."""
    forms = [stream(_FORM + b" /Resources << " + _NEXT % (number + 6) + b" >>", b"/A Do " * 10) for number in range(12)]
    return paper(b"/A Do", _NEXT % 5, *forms, stream(_FORM, b"0 0 600 800 re f "))


def drawing_itself() -> bytes:
    """A form that draws itself twice."""
    return paper(b"/A Do", _NEXT % 5, stream(_FORM + b" /Resources << " + _NEXT % 5 + b" >>", b"/A Do /A Do"))


def endless_tiles() -> bytes:
    """A page laid with tiles a thousandth of a point apart."""
    words = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 600 800] /XStep 0.001 /YStep 0.001"
    tile = stream(words + b" /Resources << >>", b"0 0 600 800 re f ")
    return paper(b"/Pattern cs /A scn 0 0 600 800 re f", b"/Pattern << /A 5 0 R >>", tile)


def pages_of_themselves() -> bytes:
    """A tree of pages that is its own branch, twice."""
    return raw_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2000 >>")


HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb": lambda: pictures.png_bomb(50_000),
    "says it is huge": lambda: pictures.claiming(60_000, 60_000),
    "says it is high": lambda: pictures.claiming(1, 2**31 - 1),
    "says it is nothing": lambda: pictures.claiming(0, 0),
    "cut png": lambda: png()[:40],
    "cut jpeg": lambda: picture(b"JPEG", 400, 300)[:600],
    "no jpeg": lambda: b"\xff\xd8\xff" + bytes(99),
    "one byte": lambda: b"\xff",
    "no pdf": lambda: b"%PDF-1.7 nothing",
    "drawing itself": drawing_itself,
    "doubling": doubling,
    "endless tiles": endless_tiles,
    "pages of themselves": pages_of_themselves,
    "nested": lambda: raw_pdf(b"[" * 5_000_000),
    "svg": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><!--\0--></svg>",
    "heic": lambda: b"\0\0\0\x18ftypheic" + bytes(200),
}


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children get less time than at the desk, so that the tests end."""
    monkeypatch.setattr(drawing_apart, "MOST_SECONDS", 4.0)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(patience: None, name: str) -> None:
    content = HOSTILE[name]()
    with pytest.raises(AttachmentUnfit, match="Den ligger i sagen"):
        shown(one(content), content)


@pytest.mark.parametrize(
    "content",
    [png(6000, 4000), pictures.png_bomb(7000), picture(b"JPEG", 3000, 50), pdf(1, 14_000, 100), pdf(1, 50, 14_000)],
    ids=["png", "packed", "jpeg", "wide", "high"],
)
def test_what_is_shown_is_bounded_in_pixels(content: bytes) -> None:
    drawn = shown(one(content), content).picture
    assert drawn is not None
    assert max(drawn.width(), drawn.height()) == MOST_SHOWN


def test_a_picture_and_a_page_look_as_they_are() -> None:
    content = png(6, 4)
    drawn = shown(one(content), content).picture
    assert drawn is not None
    assert (drawn.width(), drawn.height(), drawn.pixelColor(3, 2).name()) == (6, 4, "#008080")
    content = paper(b"1 0 0 rg 0 0 600 400 re f")
    what = shown(one(content), content)
    assert what.picture is not None
    colours = [what.picture.pixelColor(700, height).name() for height in (10, 1990)]
    assert (colours, what.pages) == (["#ffffff", "#ff0000"], 1)


def test_a_page_that_is_not_there_is_refused() -> None:
    content = pdf(2)
    with pytest.raises(AttachmentUnfit):
        shown(one(content), content, 2)


@pytest.mark.no_qt_log
@settings(max_examples=60, deadline=None)
@given(st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-1.7\n"]), st.binary(max_size=400))
def test_any_bytes_behind_a_right_beginning_are_drawn_or_refused(qapp: object, beginning: bytes, rest: bytes) -> None:
    content = beginning + rest
    with suppress(CannotBeDrawn):
        assert 0 < drawn(kind_of(content), content, 0).width <= MOST_SHOWN


@pytest.mark.no_qt_log
@settings(max_examples=60, deadline=None)
@given(st.sampled_from([png(), picture(b"JPEG"), pdf(1)]), st.data())
def test_a_picture_with_any_bytes_changed_is_drawn_or_refused(qapp: object, whole: bytes, chance: st.DataObject) -> None:
    content = bytearray(whole)
    for _ in range(chance.draw(st.integers(1, 6))):
        content[chance.draw(st.integers(8, len(content) - 1))] = chance.draw(st.integers(0, 255))
    try:
        made = drawn(kind_of(whole), bytes(content), 0)
    except CannotBeDrawn:
        return
    assert len(made.pixels) == made.width * made.height * 4


def test_a_long_text_is_shown_from_its_beginning_without_marks_that_turn_it() -> None:
    content = ("a\u202eb" + "x" * 2 * MOST_LETTERS).encode()
    what = shown(one(content), content)
    assert (what.text[:3], what.is_cut) == ("abx", True)
    assert len(what.text) <= MOST_LETTERS
    assert QByteArray(what.text.encode()).size() <= 4 * MOST_LETTERS


# -- the child itself

_BEHAVES = {
    "hangs before it is ready": "time.sleep(60)",
    "hangs": "say(READY); sys.stdin.buffer.read(1); time.sleep(60)",
    "hangs in the middle": "say(READY + TOLD.pack(100, 100, 1) + bytes(99)); time.sleep(60)",
    "dies": "say(READY); os.kill(os.getpid(), 9)",
    "says nothing": "say(READY)",
    "says half of it": "say(READY + TOLD.pack(100, 100, 1) + bytes(99))",
    "says too much": "say(READY + TOLD.pack(2**31, 2**31, 1)); [say(bytes(1 << 20)) for _ in range(10**6)]",
    "says it has no pages": "say(READY + TOLD.pack(10, 10, 0) + bytes(400))",
    "is another program": "print('Hello.')",
    "does not start": "raise SystemExit(3)",
}
_CHILD = """import os, sys, time
from stalkdesk.ui.cases.drawing_apart import READY, TOLD
def say(words):
    sys.stdout.buffer.write(words); sys.stdout.buffer.flush()
"""


def behaving(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    words = [sys.executable, "-c", _CHILD + code]
    monkeypatch.setattr(places, "own_program", lambda word: (words, Path(drawing_child.__file__).parent.parent))


@pytest.fixture
def alive(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Every child that was started; none of them outlives its drawing."""
    children: list[subprocess.Popen[bytes]] = []
    started = drawing_apart._child

    def child() -> subprocess.Popen[bytes]:
        children.append(started())
        return children[-1]

    monkeypatch.setattr(drawing_apart, "_child", child)
    yield children
    assert [one.returncode for one in children if one.returncode is None] == []


@pytest.mark.parametrize("behaviour", _BEHAVES)
def test_a_child_that_hangs_dies_or_lies_is_ended_and_refused(
    monkeypatch: pytest.MonkeyPatch, alive: list[subprocess.Popen[bytes]], behaviour: str
) -> None:
    monkeypatch.setattr(drawing_apart, "MOST_SECONDS", 1.0)
    behaving(monkeypatch, _BEHAVES[behaviour])
    with pytest.raises(NotDrawn):
        DrawnApart().draw(AttachmentKind.PNG, bytes(3_000_000), 0)
    assert len(alive) == 1


def test_a_program_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(places, "own_program", lambda word: ([str(tmp_path / "none")], tmp_path))
    with pytest.raises(NotDrawn):
        DrawnApart().draw(AttachmentKind.PNG, png(), 0)


def test_leaving_ends_the_child_and_no_other_is_started(
    monkeypatch: pytest.MonkeyPatch, alive: list[subprocess.Popen[bytes]]
) -> None:
    behaving(monkeypatch, _BEHAVES["hangs before it is ready"])
    apart, failures = DrawnApart(), []

    def draw() -> None:
        try:
            apart.draw(AttachmentKind.PNG, png(), 0)
        except NotDrawn:
            failures.append("not drawn")

    drawing = threading.Thread(target=draw)
    drawing.start()
    until = time.monotonic() + 30
    while not alive and time.monotonic() < until:
        threading.Event().wait(0.01)
    apart.stop()
    drawing.join(30)
    draw()
    assert failures == ["not drawn"] * 2
    assert len(alive) == 1


@_ONLY_LINUX
def test_nothing_of_the_file_is_in_arguments_environment_or_a_file(
    monkeypatch: pytest.MonkeyPatch, alive: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("HOME", "/home/Kanariefugl")
    monkeypatch.setenv("USER", "Kanariefugl")
    told: dict[str, bytes] = {}
    read = drawing_apart._read

    def looked(out: object, count: int) -> bytes:
        words = read(out, count)  # type: ignore[arg-type]
        process = Path(f"/proc/{alive[0].pid}")
        for name in ("cmdline", "environ"):
            try:
                told[name] = (process / name).read_bytes()
            except PermissionError:
                told[name] = b"closed"
        told["files"] = b" ".join(os.fsencode(str(link)) for link in _open_files(process))
        return words

    monkeypatch.setattr(drawing_apart, "_read", looked)
    content = paper(b"(Kanariefugl) pop 0 0 600 400 re f")
    assert shown(one(content), content).pages == 1
    assert places.DRAW.encode() in told["cmdline"]
    assert b"Kanariefugl" not in b"".join(told.values())
    assert list(tmp_path.iterdir()) == []


def _open_files(process: Path) -> list[Path]:
    try:
        return [link.readlink() for link in (process / "fd").iterdir()]
    except OSError:  # closed to others of the same user, as it should be
        return []


_SPIED = """if True:
    import os, resource, sys
    from pathlib import Path
    from stalkdesk import drawing_child
    before = resource.getrlimit(resource.RLIMIT_DATA)
    drawing_child.bound()
    told = [resource.getrlimit(resource.RLIMIT_FSIZE), resource.getrlimit(resource.RLIMIT_CPU)]
    try:
        (Path(sys.argv[1]) / "left").write_bytes(b"x")
    except OSError:
        told.append("no file")
    try:
        bytearray(drawing_child.MOST_MEMORY + 100_000_000)
    except MemoryError:
        told.append("no memory")
    print(told)"""


@_ONLY_LINUX
def test_the_child_can_write_no_file_and_has_so_much_memory_and_time(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _SPIED, str(tmp_path)], capture_output=True, text=True, check=True)
    seconds = drawing_child.MOST_PROCESSOR_SECONDS
    assert done.stdout.strip() == f"[(0, 0), ({seconds}, {seconds}), 'no file', 'no memory']"
    assert [path.read_bytes() for path in tmp_path.iterdir()] in ([], [b""])


def test_the_frozen_program_is_its_own_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/stalkdesk/stalkdesk")
    assert places.own_program(places.DRAW) == (["/opt/stalkdesk/stalkdesk", places.DRAW], Path("/opt/stalkdesk"))


def test_the_child_closes_its_memory_before_it_is_sent_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    monkeypatch.setattr(drawing_child, "forbid_memory_reading", lambda: order.append("closed"))
    monkeypatch.setattr(drawing_child, "_say", lambda told, words: order.append(words[:4].decode("latin-1")))
    monkeypatch.setattr(drawing_child, "bound", lambda: order.append("bound"))

    def question(asked: object) -> tuple[AttachmentKind, int, bytes]:
        order.append("asked")
        return AttachmentKind.PNG, 0, b""

    monkeypatch.setattr(drawing_child, "_question", question)
    monkeypatch.setattr(drawing_child, "_application", lambda: None)
    monkeypatch.setattr(sys, "stdin", type("Asked", (), {"buffer": None}))
    monkeypatch.setattr(sys, "stdout", type("Told", (), {"buffer": None}))
    assert drawing_child.run() == 0
    assert order == ["closed", READY.decode(), "bound", "asked", TOLD.pack(0, 0, 0)[:4].decode("latin-1")]
