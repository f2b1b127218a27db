"""What MkDocs calls while it builds: the words of a page are HTML already, and are put in as they are.

Markdown would look through them four times and give the same bytes, and MkDocs would hold those of every page at once.
Zensical calls no hooks; ``workbook/press/site.py`` puts the words in there.
"""

from pathlib import Path


def _is_ours(page):  # type: ignore[no-untyped-def]
    return "search_data" in page.meta


def on_page_markdown(markdown, page, **_):  # type: ignore[no-untyped-def]
    """Nothing for Markdown to read in a page that the press has written; the front matter has been taken off."""
    return "" if _is_ours(page) else None


def on_page_context(context, page, **_):  # type: ignore[no-untyped-def]
    """The words as they stand behind the front matter, once the page's turn has come."""
    if _is_ours(page):
        page.content = Path(page.file.abs_src_path).read_text("utf-8").partition("\n---\n")[2].strip()


def on_post_page(output, page, **_):  # type: ignore[no-untyped-def]
    """A page that is built is not held any longer."""
    page.content = ""
