"""The PDF library's own work, done once instead of several times and in less memory. Not one byte of a PDF depends on this package.

Used by ``impression``. Each saving stands by itself, is made once in each process, and only where the library is the
very version that it was written for: with any other, the library's own code runs. In the order of the work: ``markup``,
``styles``, ``boxes``, ``lines``, ``files``.
"""

from __future__ import annotations

from . import boxes, files, lines, markup, styles
from .styles import dress

__all__ = ["dress", "quicken"]

WEASYPRINT, PYDYF, TINYHTML5 = "70.0", "0.13.0", "2.1.0"


def quicken() -> None:
    """All the savings, once in each process."""
    import pydyf
    import tinyhtml5
    import weasyprint

    if pydyf.__version__ == PYDYF and not hasattr(pydyf, "quickened"):
        files.remember_references(pydyf.PDF)
        files.write_once(pydyf)
        files.tell_bytes(pydyf)
        pydyf.quickened = True
    if tinyhtml5.VERSION == TINYHTML5 and not hasattr(tinyhtml5, "quickened"):
        markup.read_as_xml(tinyhtml5)
        tinyhtml5.quickened = True
    if weasyprint.__version__ == WEASYPRINT and not hasattr(weasyprint, "quickened"):
        styles.inherit_quickly()
        styles.share_styles()
        styles.forget_rules_of_pages()
        styles.leave_out_notes()
        boxes.resolve_pixels()
        boxes.resolve_once()
        boxes.flow_at_once()
        boxes.pass_bare_boxes()
        boxes.remember_shapes()
        boxes.let_go_of_boxes()
        lines.set_up_once()
        lines.remember_lines()
        lines.remember_struts()
        lines.draw_what_was_measured()
        files.name_arrays()
        files.join_streams()
        weasyprint.quickened = True
