"""A guide with its chapters: what ``model`` has of each guide.

A library may have many guides, and a build looks at one after the other: all but those last asked for are kept packed.
"""

from __future__ import annotations

import pickle
import threading
import zlib

from .content import Page, Recommendation
from .guide import Guide

AT_HAND = 4  # guides: one in each of two languages, on either side of a turn from one guide to the next
Chapters = tuple[list[Recommendation], list[Page]]


class Bound:
    """A guide bound together with its recommendations and pages, in order. It never changes."""

    def __init__(self, guide: Guide, recommendations: list[Recommendation], pages: list[Page]):
        self.guide = guide
        self._chapters: Chapters | None = (recommendations, pages)
        self._packed = b""
        _take(self)

    @property
    def recommendations(self) -> list[Recommendation]:
        return self._unpacked()[0]

    @property
    def pages(self) -> list[Page]:
        return self._unpacked()[1]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bound) and (self.guide, self._unpacked()) == (other.guide, other._unpacked())

    def _unpacked(self) -> Chapters:
        chapters = self._chapters
        if chapters is None:
            chapters = self._chapters = pickle.loads(zlib.decompress(self._packed))
        if _at_hand[0] is not self:
            _take(self)
        return chapters

    def pack(self) -> None:
        """Keep the chapters packed until they are asked for again."""
        self._packed = self._packed or zlib.compress(pickle.dumps(self._chapters))
        self._chapters = None


_at_hand: list[Bound] = []
_one_at_a_time = threading.Lock()


def _take(bound: Bound) -> None:
    with _one_at_a_time:
        _at_hand[:] = [bound, *(one for one in _at_hand if one is not bound)]
        while len(_at_hand) > AT_HAND:
            _at_hand.pop().pack()
