"""A built site in a browser that follows what is changed: a small host for one person at work.

Used by ``serve``. Pages come from a folder, PDFs from docs/, where they are printed; a script that is added to each
page asks what is new, shows mistakes, and loads the page again. Nothing of this is ever published.
"""

from __future__ import annotations

import functools
import json
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

NEWS, SCRIPT = "/__preview/news", "/__preview/preview.js"
PATIENCE = 25.0  # seconds that a page waits for news before it asks again


class Preview:
    """What is shown: a folder of pages, how often they changed, and the mistakes there are."""

    def __init__(self, folder: Path, docs: Path, script: Path):
        self.folder, self.docs, self.script = folder, docs, script
        self.news: dict[str, Any] = {"count": 0, "pages": 0, "only": None, "mistakes": []}
        self.looked_at: str | None = None  # the address of the page that was asked for last, told from the site's root
        self._changed = threading.Condition()

    def turn(self, only: list[str] | None = None) -> None:
        """Tell every open page that pages changed, or only those at some addresses, and that nothing is wrong."""
        self._say(pages=self.news["pages"] + 1, only=only, mistakes=[])

    def tell(self, mistakes: list[str]) -> None:
        """Tell every open page what is wrong with the words."""
        self._say(mistakes=mistakes)

    def _say(self, **changed: Any) -> None:
        with self._changed:
            self.news = {**self.news, **changed, "count": self.news["count"] + 1}
            self._changed.notify_all()

    def since(self, count: int) -> dict[str, Any]:
        """The news, at once where there are any after ``count``, or when they come; what is known after ``PATIENCE`` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.news["count"] != count, PATIENCE)
            return self.news

    def host(self, address: str) -> ThreadingHTTPServer:
        """A host at ``address``, such as 127.0.0.1:8000, already answering. Raises OSError where it is taken."""
        name, _, port = address.rpartition(":")
        server = ThreadingHTTPServer((name or "127.0.0.1", int(port)), functools.partial(_Host, self))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server


class _Host(SimpleHTTPRequestHandler):
    def __init__(self, preview: Preview, *args: Any):
        self.preview = preview
        super().__init__(*args)

    def log_message(self, *_: object) -> None:
        pass

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def translate_path(self, path: str) -> str:
        self.directory = str(self.preview.docs if urlsplit(path).path.endswith(".pdf") else self.preview.folder)
        return super().translate_path(path)

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path == NEWS:
            count = parse_qs(asked.query).get("since", [""])[0]
            self._answer(json.dumps(self.preview.since(int(count) if count.isdigit() else -1)).encode(), "application/json")
        elif asked.path == SCRIPT:
            self._answer(self.preview.script.read_bytes(), "text/javascript")
        elif (page := self._page()) is not None:
            self.preview.looked_at = asked.path.removeprefix("/")
            tag = f'<script src="{SCRIPT}" data-pages="{self.preview.news["pages"]}" defer></script></body>'
            self._answer(page.read_text("utf-8").replace("</body>", tag).encode(), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _page(self) -> Path | None:
        found = Path(self.translate_path(self.path))
        if found.is_dir() and urlsplit(self.path).path.endswith("/"):
            found /= "index.html"
        return found if found.suffix == ".html" and found.is_file() else None

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the page was closed meanwhile
