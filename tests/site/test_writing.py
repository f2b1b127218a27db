"""Writing in private: nothing outlives the page unless it is asked for; sealed means sealed; erased means gone."""

from __future__ import annotations

import json

import pytest

from built import SITE, addresses

WORDS, PHRASE = "Winterberry and the third shelf", "four plain winter words"
STORED = """async () => ({local: {...localStorage}, session: {...sessionStorage}, cookie: document.cookie,
  databases: (await indexedDB.databases()).length})"""
EMPTY = {"local": {}, "session": {}, "cookie": "", "databases": 0}
FILL = """words => document.querySelectorAll('.tl-content textarea, .tl-content input').forEach(one => {
  if (one.type === 'checkbox' || one.type === 'radio') one.checked = true; else if (one.type !== 'file') one.value = words;
  one.dispatchEvent(new Event('input', {bubbles: true})); one.dispatchEvent(new Event('change', {bubbles: true})); })"""
FULL = """() => { for (let size = 1 << 20; size > 0; size >>= 1) { let at = 0;
  try { for (;;) localStorage.setItem('other/' + size + '/' + at++, 'x'.repeat(size)); } catch (full) { /* smaller pieces next */ } } }"""
SHUT = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
BARE = "Object.defineProperty(window, 'isSecureContext', {value: false})"
HELD = "[data-exercise]:not([data-keep])"


class Writer:
    """Someone at one tab, who writes in the first exercise of a page."""

    def __init__(self, page, address: str):
        self.page = page
        page.goto(address)
        page.wait_for_selector(f"{HELD} .keeping .state span:not([hidden])", state="attached")
        self.field = page.locator(f"{HELD} textarea").first
        self.bar = page.locator(f"{HELD} .keeping").first

    def act(self, name: str) -> None:
        self.bar.locator(f"[data-act={name}]").click()

    def told(self, name: str) -> None:
        """Waits until this sentence stands beside the exercise."""
        self.bar.locator(f".state [data-when={name}]:not([hidden])").wait_for()

    def keep(self, way: str = "sealed") -> None:
        self.act("keep")
        if way == "sealed":
            self.page.fill("#tl-new", PHRASE)
            self.page.fill("#tl-again", PHRASE)
        else:
            self.page.locator("#tl-plain + label").click()
        self.page.click("[data-start]")
        self.told("open" if way == "sealed" else "plain")

    def unlock(self, phrase: str = PHRASE, tab: bool = False) -> None:
        self.act("unlock")
        self.page.fill("#tl-phrase", phrase)
        if tab:
            self.page.locator("#tl-tab + label").click()
        self.page.keyboard.press("Enter")

    def record(self) -> str | None:
        return self.page.evaluate("localStorage.getItem('two-lines/writing')")

    def write(self, words: str = WORDS) -> None:
        """Writes, and waits until it is in the record."""
        before = self.record()
        self.field.fill(words)
        self.field.blur()
        self.page.wait_for_function("before => localStorage.getItem('two-lines/writing') !== before", arg=before)

    def has(self, words: str) -> None:
        """Waits until the field holds these words."""
        self.page.wait_for_function("([at, words]) => document.querySelector(at).value === words", arg=[f"{HELD} textarea", words])


@pytest.fixture
def address(host, exercise_page) -> str:
    return host + exercise_page


@pytest.fixture
def writer(visit, address):
    """Opens tabs of one browser at the same exercise."""
    seen = visit(accept_downloads=True)

    def opened(where: str = address) -> Writer:
        page = seen.page if seen.page.url == "about:blank" else seen.page.context.new_page()
        return Writer(page, where)

    opened.said = seen.said
    return opened


@pytest.fixture
def saving(host) -> str:
    """The page that says what is kept."""
    return host + addresses("data-saving")[0]


def at_saving(page, saving: str):
    page.goto(saving)
    page.wait_for_selector("[data-saving]:not([hidden])")
    return page


# --- by default


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_nothing_is_stored_after_typing_on_every_page(scheme, visit, host):
    """With saving off, every field of every page is filled, and storage stays empty; from a disk too."""
    seen = visit()
    for address in dict.fromkeys(addresses("<textarea") + addresses("data-finder")):
        seen.go(address if scheme == "http" else (SITE / address / "index.html").as_uri())
        seen.page.evaluate(FILL, WORDS)
        seen.page.wait_for_timeout(20)
        assert seen.page.evaluate(STORED) == EMPTY, address
    seen.page.wait_for_timeout(1000)
    assert seen.page.evaluate(STORED) == EMPTY
    assert not [url for url in seen.asked if "Winterberry" in url] and seen.foreign() == []


def test_words_are_gone_when_the_page_is_left_and_that_is_said_before(writer, host):
    """A link asks first; staying keeps the words, going on loses them, as it was said."""
    one = writer()
    one.field.fill(WORDS)
    one.page.locator(".tl-brand").click()
    one.page.locator(".keeping-guard [data-stay]").click()
    assert one.field.input_value() == WORDS
    one.page.locator(".tl-brand").click()
    with one.page.expect_navigation():
        one.page.locator(".keeping-guard [data-go]").click()
    assert one.page.url == host
    one.page.go_back()
    one.page.wait_for_selector(f"{HELD} textarea")
    assert one.field.input_value() == ""


def test_help_and_leaving_never_wait(writer):
    """Whoever needs help is not asked about words."""
    one = writer()
    one.field.fill(WORDS)
    with one.page.expect_navigation():
        one.page.locator(".tl-help").click()
    assert one.page.locator(".keeping-guard").count() == 0


def test_every_field_turns_the_browsers_memory_off(visit, exercise_page):
    """Browsers fill in and put back what was typed, unless a field says no."""
    page = visit().go(exercise_page)
    fields = ".tl-content :is(textarea, input)"
    assert page.locator(fields).count() > 10
    assert page.locator(f"{fields}:not([autocomplete=off])").count() == 0


# --- what is never kept


NEVER = "[data-exercise][data-keep=never]"


@pytest.fixture
def unkept(visit, host):
    """A page with an exercise that is never kept, and every question that the browser asks there."""
    seen = visit()
    seen.go(next(one for one in addresses('data-keep="never"') if one in addresses("on-this-page")))
    seen.page.wait_for_selector(f"{NEVER} .keeping", state="attached")
    seen.asks = []
    seen.page.on("dialog", lambda dialog: (seen.asks.append(dialog.type), dialog.accept()))
    return seen


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_never_kept_says_so_before_its_first_field(scripts, visit):
    """With scripts and without, in every such exercise and in no other."""
    for address in addresses('data-keep="never"'):
        page = visit(scripts=scripts).go(address)
        for exercise in page.locator("[data-exercise]").all():
            never = exercise.get_attribute("data-keep") == "never"
            assert exercise.locator(".not-kept").count() == int(never), address
            if never:
                assert exercise.locator(".not-kept").is_visible()
                assert exercise.evaluate("""one => Boolean(one.querySelector('.not-kept').compareDocumentPosition(one.querySelector('textarea, input'))
                    & Node.DOCUMENT_POSITION_FOLLOWING)"""), address


def test_a_reload_asks_where_words_would_be_lost_that_cannot_be_kept(unkept):
    """Only then: an untouched page and one that was cleared again reload at once."""
    page = unkept.page
    page.reload()
    page.wait_for_selector(f"{NEVER} .keeping", state="attached")
    field = page.locator(f"{NEVER} textarea").first
    field.press_sequentially(WORDS)
    field.fill("")
    page.reload()
    assert unkept.asks == []
    page.wait_for_selector(f"{NEVER} .keeping", state="attached")
    field.press_sequentially(WORDS)
    page.reload()
    assert unkept.asks == ["beforeunload"]


@pytest.mark.parametrize("kept", [True, False])
def test_a_link_asks_for_what_is_never_kept_even_where_all_else_is(kept, unkept):
    """Once, in the page's own words; who goes on is not asked again by the browser, and what may be kept is kept."""
    page = unkept.page
    held = page.locator("[data-exercise]:not([data-keep]) textarea, .reflection textarea").first
    if kept:
        page.locator(".keeping [data-act=keep]:visible").first.click()
        page.locator("#tl-plain + label").click()
        page.click("[data-start]")
        page.wait_for_selector(".keeping-panel", state="detached")
    page.locator(f"{NEVER} textarea").first.press_sequentially(WORDS)
    if kept:
        held.fill("to be kept")
    page.locator(".tl-brand").click()
    page.locator(".keeping-guard [data-stay]").click()
    assert page.locator(f"{NEVER} textarea").first.input_value() == WORDS
    page.locator(".tl-brand").click()
    with page.expect_navigation():
        page.locator(".keeping-guard [data-go]").click()
    assert unkept.asks == [] and page.locator(".doors").count() == 1
    stored = page.evaluate("localStorage.getItem('two-lines/writing')") or ""
    assert WORDS not in stored and ("to be kept" in stored) is kept


def test_help_and_leaving_do_not_wait_for_what_is_never_kept(unkept):
    """Neither this site nor the browser asks; after help the words are gone, as was said."""
    page, address = unkept.page, unkept.page.url
    page.route(lambda url: not url.startswith(unkept.host), lambda route: route.fulfill(body="elsewhere"))
    page.locator(f"{NEVER} textarea").first.press_sequentially(WORDS)
    with page.expect_navigation():
        page.locator(".tl-help").click()
    page.goto(address)
    page.locator(f"{NEVER} textarea").first.press_sequentially(WORDS)
    with page.expect_navigation():
        page.locator("[data-leave]").click()
    assert unkept.asks == [] and not page.url.startswith(unkept.host)


# --- gaps in sentences


LONG = "I would like to hear it from you before I have to ask, on the same day, in your own words and without a but"
INSIDE = "one => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight + 1"


@pytest.mark.parametrize("grows", [True, False])
@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_typed_in_a_gap_stays_in_sight(width, grows, visit):
    """The gap grows with its words, whether the browser can do that or a script has to; and it shrinks again."""
    seen = visit(width=width)
    if not grows:
        seen.page.add_init_script("CSS.supports = () => false")
    page = seen.go(next(one for one in addresses('class="frame') if one in addresses("on-this-page")))
    page.wait_for_selector(".keeping", state="attached")
    if not grows:
        page.evaluate("document.querySelectorAll('textarea').forEach(one => { one.style.fieldSizing = 'fixed'; })")
    gap = page.locator(".frame .gap").first
    small = gap.bounding_box()
    gap.fill(LONG)
    assert gap.evaluate(INSIDE) and gap.bounding_box()["height"] > small["height"] if width == 320 else gap.evaluate(INSIDE)
    assert gap.get_attribute("aria-label") and gap.get_attribute("name") == gap.get_attribute("id")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    gap.fill("")
    assert abs(gap.bounding_box()["height"] - small["height"]) < 1


def test_a_gap_on_paper_stands_in_its_sentence(visit):
    """What was typed is set as words of the sentence; an empty gap is a line to write on."""
    page = visit().go(next(one for one in addresses('class="frame') if one in addresses("on-this-page")))
    page.wait_for_selector(".keeping", state="attached")
    first, second = page.locator(".frame").first, page.locator(".frame").nth(1)
    first.locator(".gap").first.fill(LONG)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert first.locator("span.written").first.inner_text() == LONG
    assert first.locator("span.written").first.evaluate("one => getComputedStyle(one).display") == "inline"
    assert first.locator(".gap").first.is_hidden() and second.locator(".gap").first.is_visible()


def test_the_print_button_names_the_printers_memory(writer):
    """Beside the button that prints what was written."""
    one = writer()
    assert one.bar.locator(".printer").is_visible() and one.bar.locator(".printer").inner_text()


# --- sealed


def test_sealed_storage_holds_no_plain_word(writer):
    """Neither what was typed nor which exercise it was typed in can be read from the record."""
    one = writer()
    one.keep()
    one.write()
    raw = json.dumps(one.page.evaluate(STORED))
    exercise = one.page.locator(HELD).first.get_attribute("data-exercise")
    for word in (*WORDS.split(), *PHRASE.split(), exercise, "textarea"):
        assert word not in raw
    record = json.loads(one.record())
    assert set(record) == {"format", "version", "sealed"} and record["sealed"]["rounds"] >= 600_000
    assert one.page.evaluate("sessionStorage.length") == 0


def test_salt_and_vector_are_new_where_they_must_be(writer, saving):
    """Each save has a vector of its own; each passphrase a salt of its own."""
    one = writer()
    one.keep()
    one.write("first")
    first = json.loads(one.record())["sealed"]
    one.write("second")
    second = json.loads(one.record())["sealed"]
    assert first["salt"] == second["salt"] and first["iv"] != second["iv"]
    page = at_saving(one.page, saving)
    page.locator("[data-act=unlock]").click()
    page.fill("#tl-phrase", PHRASE)
    page.keyboard.press("Enter")
    page.locator("[data-act=otherwise]").click()
    page.fill("#tl-new", PHRASE)
    page.fill("#tl-again", PHRASE)
    page.click("[data-start]")
    page.wait_for_selector(".keeping-panel", state="detached")
    assert json.loads(one.record())["sealed"]["salt"] != second["salt"]


def test_a_wrong_passphrase_reveals_nothing(writer):
    """It does not open, says no more than that, and the right one opens afterwards."""
    one = writer()
    one.keep()
    one.write()
    one.page.reload()
    one.told("closed")
    assert one.field.input_value() == ""
    one.unlock("four plain winter wordz")
    one.page.locator("[data-fault=wrong]:not([hidden])").wait_for()
    assert one.field.input_value() == "" and one.page.evaluate("sessionStorage.length") == 0
    one.page.fill("#tl-phrase", f"  {PHRASE} ")
    one.page.keyboard.press("Enter")
    one.has(WORDS)


def test_a_short_or_mistyped_passphrase_is_told_before_anything_is_kept(writer):
    """Twelve characters, twice the same."""
    one = writer()
    one.act("keep")
    one.page.fill("#tl-new", "too short")
    one.page.click("[data-start]")
    one.page.locator("[data-fault=short]:not([hidden])").wait_for()
    one.page.fill("#tl-new", PHRASE)
    one.page.fill("#tl-again", PHRASE + "x")
    one.page.click("[data-start]")
    one.page.locator("[data-fault=differ]:not([hidden])").wait_for()
    assert one.page.evaluate(STORED) == EMPTY


def test_an_opened_tab_stays_open_only_where_that_was_asked(writer, host, address):
    """Without the tick each page asks; with it this tab does not, and no other tab is opened by it."""
    one = writer()
    one.keep()
    one.write()
    one.page.reload()
    one.told("closed")
    one.unlock(tab=True)
    one.has(WORDS)
    assert WORDS not in json.dumps(one.page.evaluate(STORED))
    one.page.reload()
    one.has(WORDS)
    other = writer()
    other.told("closed")
    assert other.field.input_value() == ""


def test_an_open_record_closes_after_a_while(visit, address):
    """Someone walks away: after some quiet minutes the words are gone from the screen, and kept."""
    page = visit().page
    page.clock.install()
    one = Writer(page, address)
    one.keep()
    one.field.fill(WORDS)
    page.clock.run_for(2000)
    page.wait_for_timeout(300)
    page.clock.fast_forward("16:00")
    page.clock.run_for(25000)
    one.told("quiet")
    assert one.field.input_value() == ""
    one.unlock()
    one.has(WORDS)


# --- not sealed, and erasing


def test_plain_writing_is_back_on_the_next_visit(writer):
    """Marks and words alike."""
    one = writer()
    one.keep("plain")
    mark = one.page.locator(f"{HELD} input[type=radio], {HELD} input[type=checkbox]").last
    mark.check(force=True)
    one.write()
    one.page.reload()
    one.has(WORDS)
    assert mark.is_checked()


@pytest.mark.parametrize("way", ["plain", "sealed"])
def test_erasing_leaves_nothing_in_any_tab(way, writer, saving):
    """One control, asked once more: storage is empty, and so are the fields of other open tabs."""
    one = writer()
    one.keep(way)
    one.write()
    other = one.page.context.new_page()
    at_saving(other, saving)
    other.locator("[data-act=erase]").click()
    other.locator("[data-act=erase-yes]").click()
    other.locator("[data-told=erased]:not([hidden])").wait_for()
    assert other.evaluate(STORED) == EMPTY
    one.has("")
    one.told("gone")
    one.field.fill("later words")
    one.field.blur()
    one.page.wait_for_timeout(1200)
    assert one.page.evaluate(STORED) == EMPTY


@pytest.mark.parametrize("way", ["plain", "sealed"])
def test_export_erase_import_gives_all_back(way, writer, saving, tmp_path, address):
    """A file holds everything, sealed if the writing was; after erasing, it brings all of it back."""
    one = writer()
    one.keep(way)
    one.write()
    page = at_saving(one.page, saving)
    with page.expect_download() as coming:
        page.locator("[data-act=export]").click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    assert (WORDS in file.read_text("utf-8")) is (way == "plain")
    page.locator("[data-act=erase]").click()
    page.locator("[data-act=erase-yes]").click()
    page.locator("[data-told=erased]:not([hidden])").wait_for()
    page.locator("[data-import]").set_input_files(file)
    if way == "sealed":
        page.fill("#tl-phrase", "not the passphrase")
        page.keyboard.press("Enter")
        page.locator("[data-fault=wrong]:not([hidden])").wait_for()
        assert page.evaluate(STORED) == EMPTY
        page.fill("#tl-phrase", PHRASE)
        page.keyboard.press("Enter")
    else:
        page.locator("#tl-plain + label").click()
        page.click("[data-start]")
    page.locator("[data-told=back]:not([hidden])").wait_for()
    again = Writer(page, address)
    if way == "sealed":
        again.unlock()
    again.has(WORDS)


def test_a_file_of_something_else_is_refused(visit, saving, tmp_path):
    """A picture, a broken file or a record with too easy a seal changes nothing."""
    page = at_saving(visit().page, saving)
    easy = {"format": "two-lines-writing", "version": 1, "sealed": {"rounds": 1, "salt": "AA==", "iv": "AA==", "data": "AA=="}}
    for name, text in (("a.json", "{}"), ("b.json", "no"), ("c.json", json.dumps(easy))):
        (tmp_path / name).write_text(text)
        page.locator("[data-import]").set_input_files(tmp_path / name)
        page.locator("[data-told=none_of_ours]:not([hidden])").wait_for()
    assert page.evaluate(STORED) == EMPTY


# --- several tabs


def test_two_tabs_lose_nothing_of_each_other(writer):
    """What one tab writes appears in the other; both fields are kept."""
    one = writer()
    one.keep("plain")
    other = writer()
    other.told("plain")
    one.write("from the first tab")
    other.has("from the first tab")
    second = other.page.locator(f"{HELD} textarea").nth(1)
    second.fill("from the second tab")
    second.blur()
    one.page.wait_for_function("at => document.querySelectorAll(at)[1].value === 'from the second tab'", arg=f"{HELD} textarea")
    assert "from the first tab" in one.record() and "from the second tab" in one.record()


def test_two_tabs_that_write_in_the_same_field_keep_both_texts(writer):
    """Typed at the same time, the two texts stand one after the other; none is lost."""
    one = writer()
    one.keep("plain")
    other = writer()
    other.told("plain")
    for tab, words in ((one, "left hand"), (other, "right hand")):
        tab.page.evaluate("([at, words]) => { const field = document.querySelector(at); field.value = words; field.dispatchEvent(new Event('input', {bubbles: true})); }",
                          [f"{HELD} textarea", words])
    one.page.wait_for_timeout(2500)
    record = one.record()
    assert "left hand" in record and "right hand" in record


def test_words_typed_before_opening_meet_those_that_are_kept(writer):
    """Who writes first and opens then finds both."""
    one = writer()
    one.keep()
    one.write("kept before")
    one.page.reload()
    one.told("closed")
    one.field.fill("typed while closed")
    one.unlock()
    one.has("kept before\n\ntyped while closed")


# --- where it cannot work


def test_a_full_storage_is_told_where_one_writes(writer):
    """The words stay on the page, and the sentence beside them says that they are only there."""
    one = writer()
    one.keep("plain")
    one.page.evaluate(FULL)
    one.field.fill("x" * 4000)
    one.field.blur()
    one.told("full")
    assert one.field.input_value() == "x" * 4000


def test_a_shut_storage_is_told_and_breaks_nothing(visit, address, saving):
    """Settings that forbid storage, or some private windows: said plainly, no error, nothing offered."""
    seen = visit()
    seen.page.context.add_init_script(SHUT)
    one = Writer(seen.page, address)
    one.told("shut")
    assert not one.bar.locator("[data-act=keep]").is_visible()
    one.field.fill(WORDS)
    at_saving(seen.page, saving)
    assert seen.page.locator(".saving .state [data-when=shut]").is_visible()
    assert seen.said == []


def test_without_a_protected_address_no_seal_is_offered(visit, address):
    """Over plain http browsers have no sealing; that is said, and only what is honest is offered."""
    page = visit().page
    page.context.add_init_script(BARE)
    one = Writer(page, address)
    one.act("keep")
    assert page.locator("[data-on=http]").is_visible() and not page.locator("[data-way=sealed]").is_visible()
    page.click("[data-start]")
    one.told("plain")


def test_from_a_disk_only_sealed_writing_is_kept(visit, exercise_page):
    """Other files on the device may read a disk's storage, so nothing is kept there in the open."""
    page = visit().page
    one = Writer(page, (SITE / exercise_page / "index.html").as_uri())
    one.act("keep")
    assert page.locator("[data-on=disk]").is_visible() and not page.locator("[data-way=plain]").is_visible()
    page.fill("#tl-new", PHRASE)
    page.fill("#tl-again", PHRASE)
    page.click("[data-start]")
    one.told("open")
    one.write()
    assert WORDS not in one.record()


# --- what is never kept, and paper


def test_the_private_safety_check_is_never_kept(writer, host):
    """Even with saving on, its answers are nowhere, and gone when one comes back."""
    one = writer()
    one.keep("plain")
    one.write()
    before = one.record()
    page = one.page
    page.goto(host + addresses('data-keep="never"')[0])
    page.wait_for_selector("[data-keep=never] .keeping [data-when=never]:not([hidden])")
    page.evaluate("""() => document.querySelectorAll('[data-keep=never] input').forEach(one => { one.checked = true;
        one.dispatchEvent(new Event('change', {bubbles: true})); })""")
    page.wait_for_timeout(1200)
    assert one.record() == before
    page.goto(host)
    page.go_back()
    page.wait_for_selector("[data-keep=never] input", state="attached")
    assert page.locator("[data-keep=never] input:checked").count() == 0


def test_printing_one_exercise_shows_it_with_all_words(writer):
    """Nothing else of the page; a text longer than its field is printed whole."""
    one = writer()
    long = "\n".join(f"line {number} of a long night" for number in range(40))
    one.field.fill(long)
    one.page.emulate_media(media="print")
    one.page.evaluate("""() => { window.print = () => { window.dispatchEvent(new Event('beforeprint')); window.printed = document.body.innerText; }; }""")
    one.bar.locator("[data-act=print]").evaluate("button => button.click()")
    printed = one.page.evaluate("window.printed")
    own = one.page.locator(HELD).filter(has=one.page.locator("textarea")).first
    title = own.locator("h3").first.text_content()
    assert title in printed and "line 0 of a long night" in printed and "line 39 of a long night" in printed
    others = [one.page.locator(HELD).nth(place).locator("h3").first.text_content() for place in range(one.page.locator(HELD).count())]
    assert [other for other in others if other in printed] == [title] and one.page.locator("h1").text_content() not in printed


def test_private_pages_can_be_left_out_of_the_print(writer, saving, host):
    """What is kept is listed by worksheet; one control chooses only what is not private."""
    one = writer()
    one.keep("plain")
    page = one.page
    page.locator(".reflection textarea").first.fill("a private thought")
    shared = page.locator("[data-exercise][data-privacy=partner] :is(textarea, input[type=text])").first
    shared.fill("words to share")
    page.wait_for_function("() => (localStorage.getItem('two-lines/writing') || '').includes('words to share')")
    at_saving(page, saving)
    page.evaluate("""() => { window.print = () => { const sheets = document.querySelector('[data-sheets]');
        window.printed = [...sheets.querySelectorAll('.written')].map(one => one.textContent).join('|'); }; }""")
    page.locator("[data-act=print]").click()
    assert page.evaluate("window.printed").split("|") == ["words to share", "a private thought"]
    page.locator("[data-act=public]").click()
    page.locator("[data-act=print]").click()
    assert page.evaluate("window.printed") == "words to share"
