"""Looking into a package from outside. Nothing of it is believed before its last byte was opened, its signature is that of a
desk whose fingerprint was compared, and every part has the hash that was signed.

Everything that is wrong is a PackageUnfit whose sentence says what to do; no other error comes out of here but DiskFull,
PlaceUnfit, ActStopped and NotAllowed.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import TypeVar

import msgspec

from stalkdesk.casework.attachments import GoingOn
from stalkdesk.casework.handover.desks import Desk, OwnKeys, refuse_unless_trusted
from stalkdesk.casework.handover.packages import FORMAT, SCHEMA, CaseFile, Manifest, Part, Peek
from stalkdesk.data.attachment_source import Source, opened_source
from stalkdesk.data.handover.desk_keys import is_signed
from stalkdesk.data.packages import limits
from stalkdesk.data.packages.json_limits import check_json, check_times
from stalkdesk.data.packages.private_space import CHUNK, Overfull, PrivateSpace
from stalkdesk.data.packages.writing import CASE, COVER, MANIFEST, SIGNATURE, file_name
from stalkdesk.errors import ActStopped, DeskError, PackageUnfit
from stalkdesk.language import tr

_AGE = b"age-encryption.org/v1\n"
_ARMOR = b"-----BEGIN AGE"
_DATABASE = b"SQLite format 3\0"
_END, _END_BYTES = b"PK\x05\x06", 22
_LONG_END, _LONG_END_BYTES = b"PK\x06\x07", 20
_NAME = re.compile(r"manifest\.json|signature|case\.json|cover\.pdf|attachments/[0-9]{3}", re.ASCII)
_SIGNATURE_BYTES = 64
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Who:
    """Whom packages are opened for and believed from."""

    desk_id: str
    own: Sequence[OwnKeys]
    """Every key this desk had, the newest last."""
    desks: Mapping[str, Desk]


class OpenedPackage:
    """A package that was opened to its end and is what its sender signed. Lives as long as its space."""

    def __init__(self, space: PrivateSpace, archive: zipfile.ZipFile, manifest: Manifest, desk: Desk) -> None:
        self._space, self._archive = space, archive
        self.manifest, self.desk = manifest, desk
        self._parts = {part.name: part for part in manifest.parts}
        self.case = self._case()
        self.cover = self._bytes(COVER, limits.MOST_COVER)
        if not self.cover.startswith(b"%PDF-"):
            raise limits.not_ours()

    def file_size(self, number: int) -> int:
        """The size of an attachment."""
        return self._parts[file_name(number)].size

    def file_sha256(self, number: int) -> str:
        """The hash of an attachment, as it was signed and checked."""
        return self._parts[file_name(number)].sha256

    @contextmanager
    def file(self, number: int) -> Iterator[Source]:
        """An attachment, open for reading."""
        name = file_name(number)
        with _zip_faults(), self._archive.open(name) as stream:
            yield Source(stream, self._parts[name].size)  # type: ignore[arg-type]

    def _case(self) -> CaseFile:
        text = self._bytes(CASE, limits.MOST_CASE)
        check_json(text, limits.MOST_CASE)
        case = _read_strictly(text, CaseFile)
        check_times(case)
        numbers = [one.number for one in case.files]
        wanted = {CASE, COVER, *(file_name(number) for number in numbers)}
        if (
            case.schema != SCHEMA
            or case.package_id != self.manifest.package_id
            or len(set(numbers)) != len(numbers)
            or wanted != set(self._parts)
        ):
            raise limits.not_ours()
        return case

    def _bytes(self, name: str, most: int) -> bytes:
        part = self._parts.get(name)
        if part is None:
            raise limits.not_ours()
        if part.size > most:
            raise limits.too_large()
        with _zip_faults():
            return self._archive.read(name)


@contextmanager
def opened_package(untrusted: Path | bytes, folder: Path, who: Who, going_on: GoingOn) -> Iterator[OpenedPackage]:
    """The package, opened and checked; what it held is gone when the block is left. `folder`: on the store's disk."""
    with opened_source(untrusted) as source:
        space = _decrypted(source, folder, who, going_on)
    with space:
        count = _parts_told(space)
        with _zip_faults():
            archive = zipfile.ZipFile(BufferedReader(space, CHUNK))
        with archive:
            _check_directory(archive, count, space.size)
            manifest, desk = _believed(archive, who)
            _check_parts(archive, manifest.parts, going_on)
            yield OpenedPackage(space, archive, manifest, desk)


# -- decrypting --------------------------------------------------------------------------------------------------------------
class _Told:
    """The source as the decryption reads it; what stops it is remembered."""

    def __init__(self, source: Source, beginning: bytes, going_on: GoingOn) -> None:
        self._source, self._ahead, self._going_on = source, beginning, going_on
        self._done = 0
        self.fault: DeskError | None = None

    def read(self, count: int = -1) -> bytes:
        wanted = limits.MOST_PACKAGE if count < 0 else count
        try:
            if not self._going_on(self._done, self._source.size):
                raise ActStopped(tr("Pakken blev ikke åbnet: du stoppede undervejs. Intet er taget ind."))
            piece = self._ahead[:wanted] if self._ahead else self._source.read(wanted)
        except DeskError as fault:
            self.fault = fault
            raise
        self._ahead = self._ahead[len(piece) :] if self._ahead else b""
        self._done += len(piece)
        return piece


def _decrypted(source: Source, folder: Path, who: Who, going_on: GoingOn) -> PrivateSpace:
    """What the age file holds, to its last byte."""
    beginning = source.read(len(_AGE))
    if beginning.startswith(_DATABASE[: len(_DATABASE) - 1]):
        raise limits.a_store()
    if beginning != _AGE:
        raise limits.not_a_package()
    if source.size > limits.MOST_PACKAGE:
        raise limits.too_large()
    import pyrage

    identities = [pyrage.x25519.Identity.from_str(one.age_identity) for one in reversed(who.own)]
    told, space = _Told(source, beginning, going_on), PrivateSpace(folder)
    try:
        pyrage.decrypt_io(told, space, identities)
        space.finish()
    except (pyrage.DecryptError, OSError, Overfull) as fault:
        space.close()
        raise _fault_of(fault, told, space) from None
    except BaseException:
        space.close()
        raise
    return space


def _fault_of(fault: Exception, told: _Told, space: PrivateSpace) -> DeskError:
    """What really went wrong: the decryption tells little."""
    from pyrage import DecryptError

    if told.fault is not None:
        return told.fault
    if space.fault is not None:
        return limits.too_large() if isinstance(space.fault, Overfull) else space.fault
    is_for_others = isinstance(fault, DecryptError) and "matching" in str(fault)
    return limits.for_another_desk() if is_for_others else limits.damaged()


# -- the zip -----------------------------------------------------------------------------------------------------------------
def _parts_told(space: PrivateSpace) -> int:
    """How many parts the zip says it has, before anybody reads its directory."""
    if space.size < _END_BYTES:
        raise limits.not_ours()
    tail = _read_at(space, max(space.size - _END_BYTES - _LONG_END_BYTES, 0))
    end = tail[-_END_BYTES:]
    parts, size, place = (int.from_bytes(end[at : at + n], "little") for at, n in ((10, 2), (12, 4), (16, 4)))
    if end[:4] != _END or end[20:] != b"\0\0" or end[4:8] != b"\0\0\0\0" or end[8:10] != end[10:12]:
        raise limits.not_ours()
    if parts > limits.MOST_PARTS or size > limits.MOST_DIRECTORY:
        raise limits.too_large()
    if place + size + _END_BYTES != space.size or tail.startswith(_LONG_END):
        raise limits.not_ours()
    return parts


def _read_at(space: PrivateSpace, place: int) -> bytes:
    space.seek(place)
    found = b""
    while piece := space.read(CHUNK):
        found += piece
    space.seek(0)
    return found


def _check_directory(archive: zipfile.ZipFile, count: int, size: int) -> None:
    """Every part has a name that can be, once, lies as it is, and all of them together are no larger than the package."""
    found = archive.infolist()
    names = [told.filename for told in found]
    if len(found) > limits.MOST_PARTS or sum(told.file_size for told in found) > size:
        raise limits.too_large()
    if len(found) != count or len(set(names)) != len(names) or not all(_NAME.fullmatch(told.orig_filename) for told in found):
        raise limits.not_ours()
    is_plain = all(
        told.compress_type == zipfile.ZIP_STORED and told.file_size == told.compress_size and not told.flag_bits & 0x1
        for told in found
    )
    if not is_plain or not {MANIFEST, SIGNATURE, CASE, COVER} <= set(names):
        raise limits.not_ours()


def _believed(archive: zipfile.ZipFile, who: Who) -> tuple[Manifest, Desk]:
    """The manifest, signed by a desk that is trusted, for this desk."""
    with _zip_faults():
        if archive.getinfo(MANIFEST).file_size > limits.MOST_MANIFEST:
            raise limits.too_large()
        if archive.getinfo(SIGNATURE).file_size != _SIGNATURE_BYTES:
            raise limits.not_ours()
        text, signature = archive.read(MANIFEST), archive.read(SIGNATURE)
    check_json(text, limits.MOST_MANIFEST)
    peek = _read_strictly(text, Peek)
    if peek.format != FORMAT:
        raise limits.not_ours()
    if peek.schema > SCHEMA:
        raise limits.too_new()
    manifest = _read_strictly(text, Manifest)
    check_times(manifest)
    desk = who.desks.get(manifest.sender.desk_id)
    if manifest.sender.desk_id == who.desk_id:
        _check_own(manifest, who, signature, text)
    if desk is None:
        raise limits.unknown_sender(manifest.sender.name)
    if not is_signed(desk.signing_key, signature.hex(), text):
        raise limits.wrong_signature(desk.name)
    refuse_unless_trusted(desk)
    if manifest.receiver.desk_id != who.desk_id:
        raise limits.wrong_receiver(manifest.receiver.name)
    if manifest.schema != SCHEMA or len({part.name for part in manifest.parts}) != len(manifest.parts):
        raise limits.not_ours()
    if {part.name for part in manifest.parts} | {MANIFEST, SIGNATURE} != {told.filename for told in archive.infolist()}:
        raise limits.not_ours()
    return manifest, desk


def _check_own(manifest: Manifest, who: Who, signature: bytes, text: bytes) -> None:
    """A package of our own opens here too, and is never taken in."""
    if any(is_signed(one.signing_key, signature.hex(), text) for one in who.own):
        raise limits.own_package(manifest.receiver.name)
    raise limits.not_ours()


def _check_parts(archive: zipfile.ZipFile, parts: Sequence[Part], going_on: GoingOn) -> None:
    """Every part has the size and the hash that were signed."""
    done, of = 0, sum(part.size for part in parts)
    for part in parts:
        digest, size = hashlib.sha256(), 0
        with _zip_faults(), archive.open(part.name) as stream:
            while piece := stream.read(CHUNK):
                digest.update(piece)
                size += len(piece)
        done += size
        if size != part.size or digest.hexdigest() != part.sha256:
            raise limits.damaged()
        if not going_on(done, of):
            raise ActStopped(tr("Pakken blev ikke åbnet: du stoppede undervejs. Intet er taget ind."))


def refuse_unreadable(case_text: bytes, manifest_text: bytes) -> None:
    """Raises PackageUnfit for what the receiver could not take in: she would find out days later."""
    try:
        for text, kind, most in ((case_text, CaseFile, limits.MOST_CASE), (manifest_text, Manifest, limits.MOST_MANIFEST)):
            check_json(text, most)
            check_times(_read_strictly(text, kind))
    except PackageUnfit:
        raise limits.too_much_to_send() from None


def _read_strictly(text: bytes, kind: type[_Read]) -> _Read:
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError, OverflowError):
        raise limits.not_ours() from None


@contextmanager
def _zip_faults() -> Iterator[None]:
    """Whatever the zip trips over is one sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, KeyError, ValueError, RuntimeError):
        raise limits.damaged() from None
