"""How large what comes from outside may be, and the sentences for what is not as it should be."""

from __future__ import annotations

from stalkdesk.errors import PackageUnfit
from stalkdesk.language import tr

MOST_PACKAGE = 1_900_000_000
"""Most bytes of a package, and of what it opens to: below what asks for the long form of a zip."""
MOST_PARTS = 520
MOST_DIRECTORY = 100_000
"""Most bytes of the directory of the zip."""
MOST_MANIFEST = 300_000
MOST_CASE = 12_000_000
MOST_COVER = 20_000_000
MOST_DEPTH = 12
"""How deep JSON may be nested."""
MOST_DIGITS = 25
"""How long a number may be."""


def not_a_package() -> PackageUnfit:
    """For a file that is something else."""
    return PackageUnfit(tr("Filen er ikke en pakke fra StalkDesk. Vælg den fil, der ender på .age."))


def a_store() -> PackageUnfit:
    """For a database."""
    return PackageUnfit(tr("Filen er en database og åbnes aldrig her. En sag modtages kun som en pakke, der ender på .age."))


def for_another_desk() -> PackageUnfit:
    """For one that this desk's keys do not open, whatever the reason."""
    return PackageUnfit(
        tr(
            "Pakken kan ikke åbnes her: den er lavet til en anden skranke, eller den er ændret undervejs. Ring til afsenderen, "
            "og få den lavet igen til jer."
        )
    )


def damaged() -> PackageUnfit:
    """For one that was cut or altered."""
    return PackageUnfit(
        tr("Pakken er afbrudt eller ændret undervejs, og intet af den er taget ind. Få den kopieret eller lavet igen.")
    )


def not_ours() -> PackageUnfit:
    """For one whose content is not as this program makes it."""
    return PackageUnfit(
        tr(
            "Pakkens indhold er ikke, som det skal være, og intet af den er taget ind. Ring til afsenderen, og få den "
            "lavet igen."
        )
    )


def too_large() -> PackageUnfit:
    """For one above the limits."""
    return PackageUnfit(
        tr("Pakken er større eller har flere dele, end en sag kan have, og intet af den er taget ind. Ring til afsenderen.")
    )


def too_new() -> PackageUnfit:
    """For one of a later version of the form."""
    return PackageUnfit(tr("Pakken er lavet med en nyere udgave af programmet. Opdatér programmet her, og åbn pakken igen."))


def unknown_checklist(version: str) -> PackageUnfit:
    """For a case that was taken with a checklist that is not here."""
    return PackageUnfit(
        tr(
            "Sagen er optaget med tjeklisten {version}, som ikke findes her. Opdatér programmet, og åbn pakken igen.",
            version=version[:40],
        )
    )


def unknown_sender(name: str) -> PackageUnfit:
    """For one of a desk that is not in the register."""
    return PackageUnfit(
        tr(
            "Pakken er fra en skranke, der er ukendt her ({name}). Få dens skrankekort, sammenlign fingeraftrykket på "
            "telefonen, og åbn pakken igen.",
            name=name[:80],
        )
    )


def wrong_signature(name: str) -> PackageUnfit:
    """For one that the desk it says it is from has not signed with the key that is known here."""
    return PackageUnfit(
        tr(
            "Underskriften er ikke den, der kendes fra {name}. Ring til dem på et nummer, I kender: har de fået nye nøgler, "
            "så få et nyt skrankekort.",
            name=name,
        )
    )


def wrong_receiver(name: str) -> PackageUnfit:
    """For one that was signed for another desk and packed anew for this one."""
    return PackageUnfit(
        tr("Pakken er lavet til {name} og ikke til jer. Intet er taget ind. Ring til afsenderen.", name=name[:80])
    )


def too_large_to_send() -> PackageUnfit:
    """For files that do not fit in one package."""
    return PackageUnfit(
        tr(
            "Filerne fylder tilsammen mere end {most} MB. Vælg færre, og send resten i en pakke mere.",
            most=MOST_PACKAGE // 1_000_000,
        )
    )


def too_much_to_send() -> PackageUnfit:
    """For a case that no desk could take in as it is."""
    return PackageUnfit(
        tr(
            "Sagen har flere hændelser eller længere tekster, end der kan være i en pakke. Lav pakken uden hændelserne, og giv "
            "loggen med som bilag."
        )
    )


def own_package(name: str) -> PackageUnfit:
    """For one that was made here."""
    return PackageUnfit(
        tr("Pakken er lavet her til {name}. Aflevér den til dem; herfra tages den tilbage på sagen.", name=name[:80])
    )
