"""The last touches on a PDF before it is written: its claims, and fields that work in common readers.

Used by ``printer``; each function changes the pydyf document that WeasyPrint has made.
"""

from __future__ import annotations

from typing import Any

import pydyf

# PDF/A-3 (ISO 19005-3, 6.6.2.3) wants every schema of the metadata described; PDF/UA-1 (ISO 14289-1, 5) wants pdfuaid:part.
_PDFUA = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def _referenced(pdf: pydyf.PDF, reference: Any) -> Any:
    return pdf.objects[int(bytes(reference).split()[0]) if isinstance(reference, bytes) else int(str(reference).split()[0])]


def claim_ua(pdf: pydyf.PDF) -> None:
    """Adds the PDF/UA-1 claim to the metadata of a PDF/A-3a file."""
    metadata = _referenced(pdf, pdf.catalog["Metadata"])
    closing = b"</rdf:RDF>"
    metadata.stream = [piece.replace(closing, _PDFUA + closing) if isinstance(piece, bytes) else piece for piece in metadata.stream]


def _empty_appearance(pdf: pydyf.PDF, rect: Any, resources: Any) -> Any:
    left, top, right, bottom = (float(number) for number in rect)
    box = pydyf.Array((0, 0, abs(right - left), abs(top - bottom)))
    stream = pydyf.Stream([b"/Tx BMC EMC"], {"Type": "/XObject", "Subtype": "/Form", "BBox": box, "Resources": resources})
    pdf.add_object(stream)
    return stream.reference


def mend_fields(pdf: pydyf.PDF) -> None:
    """Makes fields show in every reader.

    WeasyPrint leaves NeedAppearances (which hides ticked boxes in Poppler), no Off appearance, and
    each radio button twice in the list of fields.
    """
    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    form.pop("NeedAppearances", None)
    resources = form["DR"]
    kept = pydyf.Array()
    for reference in form["Fields"]:
        field = _referenced(pdf, reference)
        if "Rect" in field:
            empty = _empty_appearance(pdf, field["Rect"], resources)
            if field.get("FT") == "/Btn":
                field["AP"]["N"]["Off"] = empty
            else:
                field["AP"] = pydyf.Dictionary({"N": empty})
        if "Parent" not in field:
            kept.append(reference)
        else:
            field.pop("T", None)
    form["Fields"] = kept
