"""A print server of the test's own: CUPS in a folder of the test, on a socket there, that prints into a file.

Nothing of the machine's own printing is touched. Where CUPS is missing and may be installed (root, apt-get), it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

_T = TypeVar("_T")
SOCKET = Path(f"/tmp/cups-{os.getpid()}/cups.sock")
"""Where the server of this process listens, if there is one. The library of CUPS asks once per process where that is, so
`tests/conftest.py` names it before anything can: no test ever finds a real printer. Right below the temporary folder: its
name may have about 100 characters, and the user of CUPS must get there."""
_SERVER = Path("/usr/sbin/cupsd")
_PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_PACKAGES = ("cups", "cups-client", "cups-filters", "printer-driver-cups-pdf", "ghostscript")
_PATIENCE = 30.0

_CUPSD = """\
Listen {socket}
LogLevel warn
DefaultAuthType None
WebInterface No
Browsing Off
PreserveJobFiles No
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
SubscriptionPrivateAccess all
SubscriptionPrivateValues none
<Limit All>
Order deny,allow
Allow all
</Limit>
</Policy>
"""
_CUPS_FILES = """\
FileDevice Yes
ServerRoot {root}/etc
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/state
TempDir {root}/spool/tmp
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
ServerBin /usr/lib/cups
DataDir /usr/share/cups
DocumentRoot /usr/share/cups/doc-root
User lp
Group lp
SystemGroup root
Sandboxing relaxed
"""


@dataclass(frozen=True, slots=True)
class Queue:
    """A printer that prints into `file` (PostScript, as it would go to a printer)."""

    name: str
    root: Path

    @property
    def file(self) -> Path:
        """What came out."""
        return self.root / "out" / "printed.ps"

    def command(self, program: str, *words: str) -> str:
        """Runs one of CUPS' own programs against this server; what it printed."""
        done = subprocess.run(
            [program, "-h", str(self.root / "cups.sock"), *words],
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )
        return done.stdout + done.stderr

    def add(self, name: str) -> None:
        """One more queue, into the same file."""
        self.command("lpadmin", "-p", name, "-v", f"file://{self.file}", "-P", str(_PPD), "-E")

    def remove(self, name: str) -> None:
        """Takes a queue away."""
        self.command("lpadmin", "-x", name)

    def stop(self) -> None:
        """The printer stops, as when somebody has opened its lid."""
        self.command("cupsdisable", self.name)

    def start(self) -> None:
        """It goes on."""
        self.command("cupsenable", self.name)

    def reject(self) -> None:
        """The queue takes no jobs."""
        self.command("cupsreject", self.name)

    def accept(self) -> None:
        """It takes them again."""
        self.command("cupsaccept", self.name)

    def wait_for_paper(self) -> bytes:
        """What was printed, once the queue is through with it."""
        return _waited(lambda: self.file.read_bytes() if self.jobs() == "" and self.file.exists() else b"")

    def jobs(self) -> str:
        """The jobs that are not through."""
        return self.command("lpstat", "-o").strip()

    def job_names(self) -> str:
        """What the queue has written down of its jobs: user, pages, and the name of each."""
        return _waited(lambda: _read(self.root / "log" / "page"))


def why_not() -> str:
    """Why no print server can be started here; empty when one can."""
    if os.name != "posix" or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root may start a print server of its own"
    if _is_installed():
        return ""
    if shutil.which("apt-get") is None:
        return "CUPS is not installed, and there is no apt-get to install it with"
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "-o", "DPkg::Lock::Timeout=60", "install", "-y", "--no-install-recommends", *_PACKAGES]
    try:
        subprocess.run(install, capture_output=True, env=environment, check=False, timeout=100)
    except subprocess.TimeoutExpired:
        return "CUPS could not be installed within 100 seconds"
    return "" if _is_installed() else "CUPS could not be installed"


@contextmanager
def print_server(name: str = "Prove") -> Iterator[Queue]:
    """A server with one queue, where Qt looks for it. Taken away afterwards."""
    root = SOCKET.parent
    root.mkdir(mode=0o755)
    queue = Queue(name, root)
    server = _started(root)
    try:
        queue.add(name)
        queue.command("lpadmin", "-d", name)
        yield queue
    finally:
        server.terminate()
        server.wait(_PATIENCE)
        shutil.rmtree(root, ignore_errors=True)


def _is_installed() -> bool:
    return _SERVER.exists() and _PPD.exists() and shutil.which("lpadmin") is not None


def _started(root: Path) -> subprocess.Popen[bytes]:
    for inner in ("etc", "spool/tmp", "cache", "state", "log", "out"):
        (root / inner).mkdir(parents=True)
    (root / "etc/cupsd.conf").write_text(_CUPSD.format(socket=root / "cups.sock"))
    (root / "etc/cups-files.conf").write_text(_CUPS_FILES.format(root=root))
    for path in (root, *root.rglob("*")):
        shutil.chown(path, "lp", "lp")
    command = [str(_SERVER), "-f", "-c", str(root / "etc/cupsd.conf"), "-s", str(root / "etc/cups-files.conf")]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _waited(lambda: b"." if (root / "cups.sock").exists() else b"")
    return server


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _waited(seen: Callable[[], _T]) -> _T:
    """What `seen()` says once it says anything. Raises TimeoutError."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if found := seen():
            return found
        time.sleep(0.05)
    raise TimeoutError("the print server did not answer")
