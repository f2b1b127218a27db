"""A practice's name, packets of one's choice, booklets: what a counselor does at the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from PIL import Image
from test_build import make_project

import build
from workbook.press import run
from workbook.press.booklet import impose, order
from workbook.press.impression import Job, print_one
from workbook.press.labels import read_labels
from workbook.press.packets import Wish, cautions, put_together
from workbook.press.practice import read_practice
from workbook.press.problems import Problems, Refusal

ROOT = Path(__file__).resolve().parent.parent


def practice(folder: Path, words: str) -> Path:
    path = folder / "practice.yaml"
    path.write_text(words, "utf-8")
    return path


def told(folder: Path, words: str) -> str:
    """What is said of a practice.yaml with mistakes."""
    with pytest.raises(Problems) as found:
        read_practice(practice(folder, words), folder)
    return "\n".join(str(problem) for problem in found.value.found)


# practice.yaml

def test_the_example_is_good() -> None:
    """A counselor copies it and changes the words."""
    made = read_practice(ROOT / "practice.example.yaml", ROOT)
    assert made.name and made.contact and not made.logo


def test_a_logo_beside_the_file_is_taken_in(tmp_path: Path) -> None:
    """Wherever the file lies; the print needs no path to it."""
    Image.new("RGB", (40, 20), "navy").save(tmp_path / "logo.png")
    made = read_practice(practice(tmp_path, "name: Harbor Street\nlogo: logo.png\n"), ROOT)
    assert made.logo.startswith("data:image/png;base64,")


@pytest.mark.parametrize(("words", "message"), [
    ("contact: [12 Harbor Street]\n", "practice.yaml:1:1: 'name' is missing"),
    ("name: Harbor\nclient: Sam\n", "practice.yaml:2:1: 'client' is not a key that belongs here"),
    ("name: Harbor\ncontact: 555 0100\n", "practice.yaml:2:10:"),
    ("name: Harbor\nlogo: none.png\n", "practice.yaml:2:7: there is no picture 'none.png'"),
    ("name: Harbor\nlogo: ../secret.png\n", "there is no picture '../secret.png'"),
    ("- Harbor\n", "holds no keys"),
    ("name: [\n", "practice.yaml:"),
])
def test_a_mistake_is_told_where_it_stands(tmp_path: Path, words: str, message: str) -> None:
    """File, line, column, and what to do."""
    home = tmp_path / "home"
    home.mkdir()
    Image.new("RGB", (4, 4)).save(tmp_path / "secret.png")
    assert message in told(home, words)


def test_a_picture_that_cannot_be_printed_is_refused(tmp_path: Path) -> None:
    """A file that is no picture, colors for the press only, a file too large."""
    (tmp_path / "words.png").write_text("not a picture", "utf-8")
    Image.new("CMYK", (4, 4)).save(tmp_path / "press.jpg")
    (tmp_path / "large.png").write_bytes(b"\x89PNG" + bytes(1_000_001))
    for name, message in (("words.png", "not one that can be printed"), ("press.jpg", "not one that can be printed"), ("large.png", "larger than 1 MB")):
        assert message in told(tmp_path, f"name: Harbor\nlogo: {name}\n")


def test_a_practice_in_the_root_brands_what_is_printed(tmp_path: Path) -> None:
    """And so does one that is named; without either, no name stands anywhere."""
    assert run.practice_of(run.Project(tmp_path)).name == ""
    other = practice(tmp_path, "name: Harbor\n").rename(tmp_path / "other.yaml")
    assert run.practice_of(run.Project(tmp_path, other)).name == "Harbor"
    practice(tmp_path, "name: In the root\n")
    assert run.practice_of(run.Project(tmp_path)).name == "In the root"


# Packets of one's choice

@pytest.fixture(scope="module")
def labels() -> dict[str, dict[str, str]]:
    return {"en": {"packet_chosen": "Your worksheets", "packet_chosen_for": "Chosen for you."}}


def test_worksheets_stand_in_the_order_that_was_asked_for(library, labels) -> None:  # type: ignore[no-untyped-def]
    """And not in that of the guide."""
    ids = [exercise.id for page in library.guides[0].recommendations for exercise in page.exercises][:2]
    artifact, packet = put_together(Wish((ids[1], ids[0]), "large-print-a4", "For May"), [library], labels)
    assert packet.worksheets == [ids[1], ids[0]]
    assert (packet.title, artifact.edition.id) == ("For May", "large-print-a4")  # type: ignore[union-attr]


@pytest.mark.parametrize(("wish", "message"), [
    (Wish(("no-such",), "a4"), "There is no worksheet 'no-such'."),
    (Wish(("x",), "a4", guide="elsewhere"), "There is no guide 'elsewhere'."),
    (Wish(("x",), "a4", language="xx"), "There is no language 'xx'."),
])
def test_a_wrong_wish_is_refused_in_a_sentence(library, labels, wish: Wish, message: str) -> None:  # type: ignore[no-untyped-def]
    """With the nearest name there is."""
    with pytest.raises(Refusal, match=message):
        put_together(wish, [library], labels)


@pytest.fixture(scope="module")
def guide():  # type: ignore[no-untyped-def]
    """The first guide, as it is."""
    return run.read_words(run.Project(ROOT))[0].library.guides[0]


@pytest.mark.parametrize(("worksheets", "said"), [
    (("pace-dial", "kind-no"), ["piles", "together"]),
    (("our-weekly-check-in",), ["together"]),
    (("pace-dial",), []),
    (("question-day", "my-part"), ["two_readers"]),
    (("honesty-prepared-account",), ["room"]),
])
def test_a_counselor_is_told_what_the_builder_on_the_site_tells(guide, worksheets: tuple[str, ...], said: list[str]) -> None:  # type: ignore[no-untyped-def]
    """Two piles; pages for two that wait until each was seen alone; nothing where there is nothing to say."""
    labels = read_labels(ROOT, "en", "en")
    _, packet = put_together(Wish(worksheets, "a4"), [run.read_words(run.Project(ROOT))[0].library], {"en": labels})
    told = "\n".join(cautions(guide, packet, labels))
    assert [name for name in ("piles", "room", "two_readers", "together") if labels["builder"][name] in told] == said


def test_a_packet_is_one_tagged_document(guide, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Cover with practice and logo, contents that link, the worksheets, continuous page numbers."""
    Image.new("RGB", (200, 80), "teal").save(tmp_path / "logo.png")
    card = practice(tmp_path, "name: Harbor Street Counseling\ncontact: ['555 0100']\nlogo: logo.png\n")
    ids = [exercise.id for page in guide.recommendations for exercise in page.exercises][:3]
    target = tmp_path / "out" / "client.pdf"
    result = CliRunner().invoke(build.cli, ["packet", "--worksheets", ",".join(ids), "--practice", str(card), "--title", "For next week",
                                            "--edition", "a4", "-o", str(target)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    with pikepdf.open(target) as pdf, pdf.open_outline() as outline:
        assert str(pdf.docinfo["/Title"]) == "For next week"
        assert "/StructTreeRoot" in pdf.Root and len(pdf.pages) > len(ids)
        assert len(list(outline.root[0].children)) >= len(ids)
        assert sum(note.Subtype == "/Link" for note in pdf.pages[0].Annots) >= len(ids)
        assert f"{len(pdf.pages)} pages" in result.output


# Booklets

@pytest.mark.parametrize(("pages", "sheets"), [(1, 1), (4, 1), (16, 4), (18, 2), (37, 5), (240, 5)])
def test_every_page_stands_once_in_a_booklet(pages: int, sheets: int) -> None:
    """Folded and laid one in another, the pages of a section follow each other."""
    pairs = list(order(pages, sheets))
    assert sorted(page for pair in pairs for page in pair if page < pages) == list(range(pages))
    assert len(pairs) % 2 == 0
    section = pairs[:2 * min(sheets, -(-pages // 4))]
    read = [right for left, right in section[::2]]
    assert read == list(range(0, 2 * len(read), 2))


def test_a_booklet_has_two_pages_on_a_side(tmp_path: Path) -> None:
    """On the same paper, turned; small enough to stand side by side; the same bytes each time."""
    with pikepdf.new() as book:
        for _ in range(6):
            book.add_blank_page(page_size=(595.28, 841.89))
        book.save(tmp_path / "book.pdf")
    assert impose(tmp_path / "book.pdf", tmp_path / "booklet.pdf", 2) == 2
    with pikepdf.open(tmp_path / "booklet.pdf") as made:
        assert len(made.pages) == 4
        assert [round(float(side)) for side in made.pages[0].mediabox] == [0, 0, 842, 595]
        assert len(made.pages[2].Resources.XObject) == 2
    first = (tmp_path / "booklet.pdf").read_bytes()
    impose(tmp_path / "book.pdf", tmp_path / "booklet.pdf", 2)
    assert (tmp_path / "booklet.pdf").read_bytes() == first


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    """In a sentence."""
    (tmp_path / "words.pdf").write_text("words", "utf-8")
    with pytest.raises(Refusal, match="is not a PDF"):
        impose(tmp_path / "words.pdf", tmp_path / "booklet.pdf", 2)


def test_a_long_name_of_a_practice_fits_on_cover_and_foot(tmp_path: Path) -> None:
    """It takes no page of its own, and nothing of the foot; in large print, where it has no room, it is left out of the foot."""
    project = make_project(tmp_path / "project")
    practice(project.root, "name: Maren Kessler and Partners, Couples and Family Counseling of Harbor Street\n")
    library = run.read_words(project)[0].library
    pages = {}
    for one in (project, replace(project, practice=practice(tmp_path, "name: M\n"))):
        renderer = run.prepare(one, [library])
        wanted = [a for a in renderer.catalog.artifacts if a.kind == "workbook" and a.edition and a.edition.id in ("letter", "large-print-a4")]
        made = [print_one(Job(a, renderer.render(a), tmp_path / Path(a.path).name), project.root) for a in wanted]
        assert [printed.faults for printed in made] == [(), ()]
        pages[one.practice] = [printed.pages for printed in made]
    assert len({tuple(count) for count in pages.values()}) == 1, pages
