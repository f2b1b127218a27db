"""How much a first visit brings, and what the hosts are told."""

from __future__ import annotations

import gzip
import re

import pytest
from built import ROOT

MOST = 250_000
PACKED = (".woff2", ".png", ".jpg", ".zip", ".pdf")


def weigh(seen, address: str) -> tuple[int, int]:
    """Bytes and requests of a first visit, texts packed as a host packs them."""
    sizes: list[int] = []

    def add(response) -> None:
        body = response.body()
        sizes.append(len(body) if response.url.endswith(PACKED) else len(gzip.compress(body, 6)))

    seen.page.on("response", add)
    seen.go(address)
    seen.page.wait_for_load_state("networkidle")
    return sum(sizes), len(sizes)


@pytest.mark.parametrize("kind", ["home", "recommendation", "packet builder"])
def test_a_first_visit_is_light(kind, visit, exercise_page):
    """Home, a recommendation and the packet builder bring less than 250 KB each, fonts included."""
    language = "/".join(exercise_page.split("/")[:2])
    address = {"home": "", "recommendation": exercise_page, "packet builder": f"{language}/packet-builder/"}[kind]
    seen = visit()
    size, requests = weigh(seen, address)
    print(f"\n{kind}: {size / 1000:.0f} KB in {requests} requests")
    assert size < MOST and seen.page.locator("h1").count() == 1


def policy_in(text: str) -> set[str]:
    found = re.search(r"default-src 'none';[^\"\n]*", text)
    assert found, "no policy"
    return {rule.strip() for rule in found[0].split(";") if rule.strip()}


@pytest.mark.parametrize("name", ["docs/_headers", "hosting/nginx.conf"])
def test_hosts_send_the_policy_that_the_pages_carry(name):
    """The headers say what the page says, and what only a header can say."""
    page = policy_in((ROOT / "templates/theme/main.html").read_text("utf-8"))
    sent = policy_in((ROOT / name).read_text("utf-8"))
    assert sent == page | {"frame-ancestors 'none'"}


def test_the_headers_are_published(site):
    """Netlify and Cloudflare find _headers at the root; GitHub finds .nojekyll."""
    assert (site / "_headers").is_file() and (site / ".nojekyll").is_file()
