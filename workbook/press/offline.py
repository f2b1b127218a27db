"""What lets the built site be read without a network: all of it as one file, and the list for the offline worker.

After the site builder, before the site is put in place. The same site gives the same bytes: no dates, a fixed order.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

BUNDLE = "site.zip"
WORKER = "worker.js"
FOLDER = "site"
# Of use to a host or to search engines only, or to the place where the site is published.
HOST_ONLY = {BUNDLE, WORKER, "404.html", "sitemap.xml", "sitemap.xml.gz", "site.webmanifest", "robots.txt"}
# The theme brings scripts of its own, of which no page loads any.
UNUSED = ("assets/javascripts/",)
PACKED = {".pdf", ".woff2", ".png", ".jpg", ".zip"}
LARGE = {".pdf", ".zip"}
_NEVER = (1980, 1, 1, 0, 0, 0)
_LINK = re.compile(r'( href=")([^"#?]*)([^"]*")')
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*:|/)", re.IGNORECASE)
_ONLINE = re.compile(r"<!--online-->.*?<!--/online-->", re.DOTALL)


def _files(site: Path) -> Iterator[tuple[str, Path]]:
    """Every file that a reader may need, by its path from the site's root, in a fixed order."""
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    wanted = (name for name in sorted(found) if name not in HOST_ONLY and not name.startswith((".", "_", *UNUSED)) and not name.endswith(".map"))
    return ((name, found[name]) for name in wanted)


def _whole(match: re.Match[str]) -> str:
    """A link to a folder, as a disk needs it: with the name of the folder's page."""
    before, path, after = match.groups()
    if not path or _SCHEME.match(path) or not (path.endswith("/") or path.split("/")[-1] in (".", "..")):
        return match[0]
    return f"{before}{path.rstrip('/')}/index.html{after}"


def from_disk(page: str) -> str:
    """A page as it works from a disk: links name files, and what only the published site has is left out."""
    return _LINK.sub(_whole, _ONLINE.sub("", page))


def bundle(site: Path, target: Path) -> None:
    """Put the site into one file that can be kept, carried and opened anywhere."""
    with zipfile.ZipFile(target, "w") as packed:
        for name, path in _files(site):
            info = zipfile.ZipInfo(f"{FOLDER}/{name}", _NEVER)
            info.create_system, info.external_attr = 3, 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if path.suffix in PACKED else zipfile.ZIP_DEFLATED
            data = from_disk(path.read_text("utf-8")).encode() if path.suffix == ".html" else path.read_bytes()
            packed.writestr(info, data, compresslevel=None if path.suffix in PACKED else 9)


def worker(site: Path) -> str:
    """The worker's own file: what to keep for reading offline, under a name that changes when any of it does."""
    digest, addresses = hashlib.sha256(), []
    for name, path in _files(site):
        if path.suffix not in LARGE:
            digest.update(name.encode() + b"\0" + path.read_bytes())
            addresses.append(path.parent.relative_to(site).as_posix().removeprefix(".") + "/" if path.name == "index.html" else name)
    kept = {"version": digest.hexdigest()[:16], "files": [one.removeprefix("/") for one in addresses]}
    return f'self.twoLinesKept = {json.dumps(kept, ensure_ascii=False)};\nimportScripts("assets/scripts/offline-worker.js");\n'


def make_portable(site: Path) -> None:
    """Add both files to a site that has just been built."""
    (site / WORKER).write_text(worker(site), "utf-8")
    bundle(site, site / BUNDLE)
