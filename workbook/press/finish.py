"""The last touches on a PDF before it is written: its claims, page labels, and fields that work in common readers.

Used by ``impression``; each function changes the pydyf document that WeasyPrint has made.
"""

from __future__ import annotations

from typing import Any

import pydyf

# PDF/A-3 (ISO 19005-3, 6.6.2.3) wants every schema of the metadata described; PDF/UA-1 (ISO 14289-1, 5) wants pdfuaid:part.
_PDFUA = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def finish(document: Any, pdf: pydyf.PDF) -> None:
    """All the last touches."""
    claim_ua(pdf)
    label_pages(pdf)
    name_choices(document)
    mend_fields(pdf)


def _referenced(pdf: pydyf.PDF, reference: Any) -> Any:
    return pdf.objects[int(bytes(reference).split()[0]) if isinstance(reference, bytes) else int(str(reference).split()[0])]


def claim_ua(pdf: pydyf.PDF) -> None:
    """Adds the PDF/UA-1 claim to the metadata of a PDF/A-3a file."""
    metadata = _referenced(pdf, pdf.catalog["Metadata"])
    closing = b"</rdf:RDF>"
    metadata.stream = [piece.replace(closing, _PDFUA + closing) if isinstance(piece, bytes) else piece for piece in metadata.stream]


def label_pages(pdf: pydyf.PDF) -> None:
    """A reader's page numbers are those that are printed."""
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array((0, pydyf.Dictionary({"S": "/D", "St": 1})))})


# Fields

def name_choices(document: Any) -> None:
    """Gives each group of radio buttons the name of its question; WeasyPrint gives it that of its first answer."""
    for page in document.pages:
        for form, inputs in page.forms.items():
            radios = [box for box, _ in inputs if box.element.get("type") == "radio"]
            above = {child: parent for parent in form.element.iter() for child in parent} if radios else {}
            for box in radios:
                box.widget_annotation["Question"] = pydyf.String(_question(box.element, above))


def _question(element: Any, above: dict[Any, Any]) -> str:
    """The heading of the row or of the field set that a radio button stands in."""
    while element is not None:
        heading = element.find("th") if element.tag == "tr" else element.find("legend") if element.tag == "fieldset" else None
        if heading is not None and (told := _told(heading)):
            return told
        element = above.get(element)
    return ""


def _told(heading: Any) -> str:
    words = " ".join("".join(heading.itertext()).split())
    return words or next((field.get("title", "") for field in heading.iter("input")), "")


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
    kept = pydyf.Array()
    for reference in form["Fields"]:
        field = _referenced(pdf, reference)
        if "Rect" in field:
            _give_appearance(pdf, field, form["DR"])
        if "Parent" in field:
            field.pop("T", None)
            _referenced(pdf, field["Parent"])["TU"] = field.pop("Question")
        else:
            kept.append(reference)
    form["Fields"] = kept


def _give_appearance(pdf: pydyf.PDF, field: Any, resources: Any) -> None:
    empty = _empty_appearance(pdf, field["Rect"], resources)
    if field.get("FT") == "/Btn":
        field["AP"]["N"]["Off"] = empty
    else:
        field["AP"] = pydyf.Dictionary({"N": empty})
