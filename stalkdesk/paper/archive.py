"""The copy for the archive: the same pages as PDF/A-2a, still PDF/UA-1, and the same bytes every time."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import Final

_CREATED: Final = slice(24, 36)
"""Where a colour profile says when it was made (ICC.1, 7.2.8): it would differ each time."""
_MADE: Final = bytes((0x07, 0xEA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))
_NAME: Final = "sRGB IEC61966-2.1"

_CLAIM: Final = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""


def archived(pdf: bytes) -> bytes:
    """A PDF of ours (`paper.pdf.rendered`) as PDF/A-2a and PDF/UA-1. The same file gives the same bytes."""
    from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String  # 60 ms that only an archive copy needs

    with Pdf.open(BytesIO(pdf)) as document:
        packet = document.Root.Metadata.read_bytes().decode()
        document.Root.Metadata.write(re.sub("</rdf:RDF>", _CLAIM, packet).encode())
        profile = document.make_stream(_profile())
        profile.N = 3
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String(_NAME),
            Info=String(_NAME),
            DestOutputProfile=profile,
        )
        document.Root.OutputIntents = Array([document.make_indirect(intent)])
        copy = BytesIO()
        document.save(copy, deterministic_id=True, object_stream_mode=ObjectStreamMode.disable, fix_metadata_version=False)
    return copy.getvalue()


@cache
def _profile() -> bytes:
    """The colours of the screen, as a profile without the time it was made."""
    from PIL.ImageCms import ImageCmsProfile, createProfile

    profile = bytearray(ImageCmsProfile(createProfile("sRGB")).tobytes())
    profile[_CREATED] = _MADE
    return bytes(profile)
