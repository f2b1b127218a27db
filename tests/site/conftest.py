"""A real browser on the built site, served from this machine.

The site is ``site/``, or the folder that TWO_LINES_SITE names. Without a site or a browser these
tests are skipped with the reason; where CI is set, that is a failure.
"""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from built import SITE, addresses

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LEFT = "net::ERR_ABORTED"  # the page was left while it was asked for
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]


def _missing(reason: str) -> None:
    """Nothing to test with: a failure where CI is set, else a reason to skip."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


@pytest.fixture(scope="session")
def site() -> Path:
    if not (SITE / "index.html").is_file():
        _missing(f"there is no site in {SITE}: run build.py first")
    return SITE


class _Host(SimpleHTTPRequestHandler):
    """A plain static host: no log, and 404.html for an address that is not there."""

    def log_message(self, *_: object) -> None:
        pass

    def send_error(self, code: int, *rest: Any) -> None:
        body = (SITE / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Hosting(ThreadingHTTPServer):
    """A window that closes in the middle of a file is no error."""

    def handle_error(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[str]:
    """The address of the served site, with a slash at its end."""
    server = _Hosting(("127.0.0.1", 0), functools.partial(_Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    own = next(filter(None, map(shutil.which, BROWSERS)), None)
    with api.sync_playwright() as running:
        try:
            launched = running.chromium.launch(executable_path=own, args=QUIET)
        except api.Error as error:
            _missing(f"no browser can be started: {str(error).splitlines()[0]}")
        yield launched
        launched.close()


@dataclass
class Visit:
    """One page in one window, with everything it said and asked for."""

    page: Any
    host: str
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def go(self, address: str) -> Any:
        """Open an address told from the site's root, or a whole one."""
        self.page.goto(address if "://" in address else self.host + address)
        return self.page

    def foreign(self) -> list[str]:
        """Requests to any other place than the site's own."""
        return [url for url in self.asked if not url.startswith((self.host, "data:", "blob:", "file:"))]


@pytest.fixture
def visit(browser: Any, host: str) -> Iterator[Callable[..., Visit]]:
    """Opens windows: ``visit(width=320, dark=True, scripts=False, …)``."""
    windows = []

    def opened(width: int = 1280, height: int = 800, dark: bool = False, scripts: bool = True, **more: Any) -> Visit:
        window = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light",
            java_script_enabled=scripts, **more)
        windows.append(window)
        made = Visit(window.new_page(), host)
        made.page.on("console", lambda message: made.said.append(message.text))
        made.page.on("pageerror", lambda error: made.said.append(str(error)))
        made.page.on("request", lambda request: made.asked.append(request.url))
        made.page.on("requestfailed", lambda request: request.failure == LEFT or made.failed.append(f"{request.url}: {request.failure}"))
        return made

    yield opened
    for window in windows:
        window.close()


@pytest.fixture
def exercise_page(site: Path) -> str:
    """A recommendation's page, with exercises."""
    return next(one for one in addresses("on-this-page") if one in addresses('class="exercise"'))


@pytest.fixture
def finder_page(site: Path) -> str:
    return addresses("data-finder")[0]


@pytest.fixture
def term_page(site: Path) -> str:
    return addresses('class="term"')[0]
