"""The locked store: a folder with `desk.sdk` and `desk.keys`. Light to load; what is heavy comes with the first unlock."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from stalkdesk.data.store_kind import StoreKind
from stalkdesk.errors import PlaceUnfit, StoreDamaged, StoreExists, StoreMissing
from stalkdesk.language import tr
from stalkdesk.places import KEY_FILE, STORE_FILE

if TYPE_CHECKING:  # not for a cycle: the first window need not wait for them
    from stalkdesk.casework.drawer import Drawer, FirstRun, RecoverySheet

_LEAST_BYTES = 4096
_UNFINISHED = STORE_FILE + ".setup"


class SealedVault:
    """Keeps `casework.drawer.Vault`. `calibrate`: make Argon2id of a new store as slow as this computer bears (never below the
    floor); without it the floor is used. `kind`: the only kind of store that is made and opened here. `renews`: raise the
    parameters of an officer's slot when she unlocks on a computer that bears clearly more."""

    def __init__(self, folder: Path, *, calibrate: bool = True, kind: StoreKind = StoreKind.DESK, renews: bool = False) -> None:
        self._folder, self._calibrate, self._kind, self._renews = folder, calibrate, kind, renews

    @property
    def folder(self) -> Path:
        """Where the store lies, or will."""
        return self._folder

    def is_there(self) -> bool:
        """Whether a whole store lies here. Raises StoreMissing or StoreDamaged when only a part of one does, PlaceUnfit when
        the folder may not be looked into."""
        try:
            return self._is_there()
        except PermissionError:
            raise PlaceUnfit(
                tr("Dit login må ikke læse mappen {folder}. Få adgang til den, eller vælg en anden.", folder=self._folder)
            ) from None

    def _is_there(self) -> bool:
        store, keys = self._folder / STORE_FILE, self._folder / KEY_FILE
        if not store.exists():
            if keys.exists() and not (self._folder / _UNFINISHED).exists():
                raise StoreMissing(
                    tr(
                        "Sagsskabet {name} mangler, men nøglefilen er her. Læg {name} på plads fra en sikkerhedskopi.",
                        name=STORE_FILE,
                    )
                )
            return False
        if not store.is_file() or store.stat().st_size < _LEAST_BYTES:
            raise StoreDamaged(
                tr("Filen {name} er tom eller afkortet. Læg den på plads fra en sikkerhedskopi.", name=STORE_FILE)
            )
        if not keys.exists():
            from stalkdesk.data.key_file import missing_keys

            raise missing_keys(self._folder)
        return True

    def set_up(self, first: FirstRun) -> RecoverySheet:
        """Makes a new store. Raises StoreExists, PlaceUnfit, WeakPassphrase, NotAllowed, DiskFull; leaves nothing half-made."""
        from stalkdesk.data.founding import found

        if self._holds_anything():
            raise StoreExists(tr("Der ligger allerede et sagsskab i mappen. Lås det op, eller vælg en anden mappe."))
        return found(self._folder, first, self._calibrate, self._kind)

    def unlock(self, user_name: str, passphrase: str) -> Drawer:
        """Opens the store. Raises what the protocol names."""
        from stalkdesk.data.keyring_slot import DeviceSecrets
        from stalkdesk.data.opening import unlock

        self._check_there()
        return unlock(self._folder, user_name, passphrase, DeviceSecrets(), self._kind, self._renews)

    def recover(self, key_text: str, user_name: str, new_passphrase: str) -> Drawer:
        """Opens the store with the recovery key. When the key file is gone or damaged, `key_text` also takes the slot that is
        printed on the sheet, behind the key. Raises WrongRecoveryKey, WeakPassphrase, and what `unlock` raises."""
        from stalkdesk.data.keyring_slot import DeviceSecrets
        from stalkdesk.data.opening import recover

        try:
            self._check_there()
        except StoreMissing:
            if not (self._folder / STORE_FILE).exists():
                raise
        return recover(self._folder, key_text, user_name, new_passphrase, DeviceSecrets(), self._kind)

    def has_key_copy(self) -> bool:
        """Whether there is a copy of the key file that belongs to the store here."""
        from stalkdesk.data.key_return import best_copy

        return best_copy(self._folder) is not None

    def put_keys_back(self) -> None:
        """Puts that copy in place. Raises KeysMissing, StoreInUse, DiskFull, PlaceUnfit."""
        from stalkdesk.data.key_return import put_back

        put_back(self._folder)

    def _check_there(self) -> None:
        if not self.is_there():
            raise StoreMissing(tr("Der er intet sagsskab i mappen {folder}. Vælg en anden mappe.", folder=self._folder))
        from stalkdesk.data.place import check_place

        check_place(self._folder)

    def _holds_anything(self) -> bool:
        try:
            return self.is_there()
        except (StoreMissing, StoreDamaged):
            return True
