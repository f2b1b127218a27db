"""The last touches on a PDF before it is written: its claims, page labels, and fields that work in common readers.

Used by ``impression``; each function changes the pydyf document that WeasyPrint has made.
"""

from __future__ import annotations

import io
from typing import Any

import pydyf
from fontTools.ttLib import TTFont

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
                question, answer = _question(box.element, above), box.widget_annotation["TU"].string
                box.widget_annotation["Question"] = pydyf.String(question)
                if question not in answer:
                    box.widget_annotation["TU"] = pydyf.String(f"{question}{' ' if question[-1:] in '.?!:' else ': '}{answer}")


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
    look = plain_font(pdf, _referenced(pdf, form["DR"]))
    kept = pydyf.Array()
    for reference in form["Fields"]:
        field = _referenced(pdf, reference)
        if "Rect" in field:
            if look:
                field["DA"] = pydyf.String(look)
            _give_appearance(pdf, field, form["DR"])
        if "Parent" in field:
            field.pop("T", None)
            _referenced(pdf, field["Parent"])["TU"] = field.pop("Question")
        else:
            kept.append(reference)
    form["Fields"] = kept


FIELD_FONT, INK = "Form", "0.078431 0.098039 0.109804 rg"


def plain_font(pdf: pydyf.PDF, resources: Any) -> str:
    """Turns the fields' font into a simple one, of one byte a letter; gives back the default appearance of a field.

    WeasyPrint's has two bytes a letter, which other programs that fill in forms cannot write: their answers would not be
    seen. Empty where a language has letters of its own, for which one byte is too little. (PDF 32000-1, 9.6.2 and 12.7.3.3)
    """
    fonts = _referenced(pdf, resources["Font"])
    named = {bytes(_referenced(pdf, reference)["BaseFont"]).rpartition(b"+")[2]: name for name, reference in fonts.items()}
    if b"Language" in named:
        return ""
    if b"Form" not in named:
        return f"{INK} /{next(iter(fonts))} 12 Tf"
    _make_simple(pdf, _referenced(pdf, fonts[named[b"Form"]]))
    fonts[FIELD_FONT] = fonts.pop(named[b"Form"])
    return f"{INK} /{FIELD_FONT} 12 Tf"


def _make_simple(pdf: pydyf.PDF, font: Any) -> None:
    inner = _referenced(pdf, font["DescendantFonts"][0])
    told = _referenced(pdf, inner["FontDescriptor"])
    program = TTFont(io.BytesIO(b"".join(_referenced(pdf, told["FontFile2"]).stream)))
    letters, widths, scale = program.getBestCmap(), program["hmtx"], 1000 / program["head"].unitsPerEm
    known = [bytes([code]).decode("cp1252", "replace") for code in range(32, 256)]
    told["Flags"] = 32  # Latin letters only
    for gone in ("DescendantFonts", "ToUnicode"):
        font.pop(gone)
    font.update({"Subtype": "/TrueType", "Encoding": "/WinAnsiEncoding", "FirstChar": 32, "LastChar": 255, "FontDescriptor": told.reference,
                 "Widths": pydyf.Array(round(widths[letters.get(ord(letter), ".notdef")][0] * scale) for letter in known)})


def _give_appearance(pdf: pydyf.PDF, field: Any, resources: Any) -> None:
    empty = _empty_appearance(pdf, field["Rect"], resources)
    if field.get("FT") == "/Btn":
        field["AP"]["N"]["Off"] = empty
    else:
        field["AP"] = pydyf.Dictionary({"N": empty})
