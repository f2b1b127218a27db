"""Which documents of the plan are printed in a comparison."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.press.plan import Artifact


def chosen(artifacts: Sequence[Artifact], which: str) -> list[Artifact]:
    """``letter``: the first language's workbook and worksheets on Letter. A number N: each Nth print of the plan, 1 for all."""
    prints = [artifact for artifact in artifacts if artifact.is_pdf]
    if which == "letter":
        first = prints[0].language
        return [a for a in prints if a.language == first and a.kind != "packet" and a.edition and a.edition.id == "letter"]
    return prints[:: int(which)]
