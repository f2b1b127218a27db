"""A PDF's objects and streams written with less work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def remember_references(pdf_class: Any) -> None:
    """Keeps pydyf from making the list of all pages anew for each tagged box: 12 ms a page in a long book."""
    make = pdf_class.page_references.fget

    def references(pdf: Any) -> tuple[bytes, ...]:
        count = len(pdf.pages["Kids"])
        if getattr(pdf, "references_of", (0,))[0] != count:
            pdf.references_of = (count, make(pdf))
        return pdf.references_of[1]

    pdf_class.page_references = property(references)


def write_once(pydyf: Any) -> None:
    """Objects are made into bytes once; pydyf does it for the file and again for the file's identifier."""
    write = pydyf.PDF.write

    def once(pdf: Any, *given: Any, **named: Any) -> None:
        with _remembered(pydyf.Stream), _remembered(pydyf.Dictionary):
            write(pdf, *given, **named)

    pydyf.PDF.write = once


@contextmanager
def _remembered(kind: Any) -> Iterator[None]:
    """The bytes of numbered objects of this kind are kept while a file is written."""
    whole, kept = kind.data, {}

    def data(one: Any) -> bytes:
        if one.number is None:
            return whole.fget(one)
        if one.number not in kept:
            kept[one.number] = whole.fget(one)
        return kept[one.number]

    kind.data = property(data)
    try:
        yield
    finally:
        kind.data = whole


def tell_bytes(pydyf: Any) -> None:
    """What is bytes, a word or a number is most of what is written, and is known by its type at once; the keys of dictionaries are few."""
    whole = pydyf._to_bytes

    def to_bytes(item: Any) -> bytes:
        kind = type(item)
        if kind is bytes:
            return item  # type: ignore[no-any-return]
        if kind is str or kind is int:
            return str(item).encode("ascii")
        if kind is float and not item.is_integer():
            return f"{item:f}".rstrip("0").encode("ascii")
        return whole(item)  # type: ignore[no-any-return]

    class Keys(dict[Any, bytes]):
        def __missing__(self, key: Any) -> bytes:
            self[key] = written = b"/" + to_bytes(key) + b" "
            return written

    keys = Keys()

    def data(entries: Any) -> bytes:
        return b"<<" + b"".join([keys[key] + to_bytes(value) for key, value in entries.items()]) + b">>"

    pydyf._to_bytes, pydyf.Dictionary.data = to_bytes, property(data)


def name_arrays() -> None:
    """An array's type is named without its length, or cffi parses a page of C for each length it has not met: some 13 ms each time."""
    from weasyprint.pdf import fonts

    class Named:
        def __getattr__(self, name: str) -> Any:
            return getattr(ffi, name)

        def new(self, kind: str, *values: Any) -> Any:
            return ffi.new(re.sub(r"\[\d+]$", "[]", kind) if values and not isinstance(values[0], int) else kind, *values)

    ffi, fonts.ffi = fonts.ffi, Named()


def join_streams() -> None:
    """What a page draws is kept as one text when it is drawn, not as thousands: of 33 MiB in a long book 25 go."""
    from pydyf import _to_bytes
    from weasyprint.document import Page

    paint = Page.paint

    def joined(page: Any, stream: Any, scale: float = 1) -> None:
        paint(page, stream, scale)
        stream.stream[:] = [b"\n".join(map(_to_bytes, stream.stream))]

    Page.paint = joined
