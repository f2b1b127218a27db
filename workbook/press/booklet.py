"""A PDF imposed for folding: two pages on each side of a sheet, in sections that are folded and sewn or stapled.

Made by command, not by every build: an imposed sheet has no reading order, so it can be neither tagged nor read on a
screen, and it would double what is published. Take a large-print edition: at half the size of the paper its 18 pt
become 12 to 13, and its lines to write on 8 mm.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from .place import put
from .problems import Refusal

SIDES = 4


def order(pages: int, sheets: int) -> Iterator[tuple[int, int]]:
    """Which pages stand side by side, front and back of each sheet in turn; numbers past ``pages`` are blank."""
    full = -(-pages // SIDES) * SIDES
    for start in range(0, full, sheets * SIDES):
        size = min(sheets * SIDES, full - start)
        for sheet in range(size // SIDES):
            outer, inner = start + 2 * sheet, start + size - 1 - 2 * sheet
            yield inner, outer
            yield outer + 1, inner - 1


def impose(source: Path, target: Path, sheets: int) -> int:
    """Write ``source`` as a booklet to ``target``; returns the number of sheets. Raises Refusal where it is no PDF."""
    try:
        with pikepdf.open(source) as book, pikepdf.new() as made:
            pairs = list(order(len(book.pages), sheets))
            for pair in pairs:
                _add_side(made, book, pair)
            made.docinfo["/Title"] = str(book.docinfo.get("/Title", ""))
            made.Root.Lang = book.Root.get("/Lang", "en")
            data = io.BytesIO()
            made.save(data, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except (pikepdf.PdfError, OSError):
        raise Refusal(f"{source} is not a PDF that can be read. Name one that this program has printed.") from None
    put(target, data.getvalue())
    return -(-len(pairs) // 2)


def _add_side(made: pikepdf.Pdf, book: pikepdf.Pdf, pair: tuple[int, int]) -> None:
    """One side of a sheet: the paper of the book, turned, with two of its pages."""
    width, height = (float(number) for number in book.pages[0].mediabox[2:])
    side = made.add_blank_page(page_size=(height, width))
    scale = min(height / 2 / width, width / height)
    drawn = []
    for place, number in enumerate(pair):
        if number < len(book.pages):
            name = side.add_resource(made.copy_foreign(book.pages[number].as_form_xobject()), pikepdf.Name.XObject, pikepdf.Name(f"/Page{number + 1}"))
            left = height / 2 * place + (height / 2 - width * scale) / 2
            drawn.append(f"q {scale:.5f} 0 0 {scale:.5f} {left:.3f} {(width - height * scale) / 2:.3f} cm {name} Do Q")
    side.Contents = made.make_stream("\n".join(drawn).encode())
