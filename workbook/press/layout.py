"""Is a print laid out as it should be? Looks at WeasyPrint's boxes, not at the finished file.

Used by ``printer``; each fault names what a reader would see.
"""

from __future__ import annotations

from typing import Any

from .plan import Artifact

LONGEST_SHEET = 2
LONGEST_LARGE_SHEET = 4


def faults_in(document: Any, artifact: Artifact) -> list[str]:
    """What is wrong with a laid-out document; empty when it is good."""
    return [*_too_long(document, artifact)]


def _too_long(document: Any, artifact: Artifact) -> list[str]:
    if artifact.kind != "worksheet" or not artifact.edition:
        return []
    longest = LONGEST_LARGE_SHEET if artifact.edition.large else LONGEST_SHEET
    pages = len(document.pages)
    return [f"takes {pages} pages; a worksheet has at most {longest}"] if pages > longest else []
