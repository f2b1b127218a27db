"""What MkDocs calls while it builds: the words of a page are HTML already, and are put in as they are.

Markdown would look through them four times and give the same bytes, and MkDocs would hold those of every page at once, with the
menus of each. Zensical calls no hooks; ``workbook/press/site.py`` puts the words in there.
"""

import pickle
import zlib
from pathlib import Path

PACKED = "packed"


def _is_ours(page):  # type: ignore[no-untyped-def]
    return "search_data" in page.meta


def on_page_markdown(markdown, page, **_):  # type: ignore[no-untyped-def]
    """Nothing for Markdown to read in a page that the press has written; its data is packed until its turn comes.

    That of the first page stays: the page for a wrong address takes it.
    """
    if not _is_ours(page):
        return None
    if not page.is_homepage:
        page.meta = {"title": page.meta["title"], "search_data": page.meta["search_data"], PACKED: zlib.compress(pickle.dumps(page.meta))}
    return ""


def on_page_context(context, page, **_):  # type: ignore[no-untyped-def]
    """The words as they stand behind the front matter, and the data in it, once the page's turn has come."""
    if _is_ours(page):
        page.meta = pickle.loads(zlib.decompress(page.meta[PACKED])) if PACKED in page.meta else page.meta
        page.content = Path(page.file.abs_src_path).read_text("utf-8").partition("\n---\n")[2].strip()


def on_post_page(output, page, **_):  # type: ignore[no-untyped-def]
    """A page that is built is not held any longer."""
    page.content, page.meta = "", {}
