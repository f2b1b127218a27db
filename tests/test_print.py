"""Every PDF: tagged, named, legible, embedded, and its fields of use in common readers.

A few documents are printed for these tests: worksheets that hold every kind of writing part, a packet and a small
workbook, each in several editions. Where site/ has been built, the same is asked of every PDF in it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pdfua
import pikepdf
import pytest

import build
from workbook.press import run
from workbook.press.model import Bound, Library
from workbook.press.plan import A4, COUNSELOR_LETTER, EDITIONS, FILLABLE, LARGE_LETTER, LETTER, Artifact, Edition, exercises
from workbook.press.printer import Job, print_all

ROOT = Path(__file__).resolve().parent.parent
PAPERS = {"letter": (215.9, 279.4), "a4": (210, 297), "either": (210, 279.4)}
POINT = 25.4 / 72
LARGEST = {"worksheet": 80_000, "packet": 1_000_000, "workbook": 3_000_000}
LARGEST_FORM = 120_000
Printed = tuple[Artifact, Path]


def _few(bound: Bound) -> list[str]:
    """Exercises that between them hold every kind of writing part that the guide uses."""
    kinds, chosen = set(), []
    for _, exercise in exercises(bound):
        new = {part.kind for part in exercise.parts} - kinds
        if new:
            kinds |= new
            chosen.append(exercise.id)
    return chosen


def _small(library: Library) -> Library:
    """The library with a guide of one recommendation, so that a workbook of it is soon printed."""
    bound = library.guides[0]
    pages = {page.id: page for page in (*bound.pages, *library.pages)}
    known = {*pages, bound.recommendations[0].id}
    guide = bound.guide.model_copy(update={
        "recommendations": [bound.recommendations[0].id], "before": bound.guide.before[:2], "after": bound.guide.after[:1],
        "counselors": bound.guide.counselors[:1],
        "stages": [stage.model_copy(update={"read": [name for name in stage.read if name in known]}) for stage in bound.guide.stages]})
    return library.model_copy(update={"guides": [Bound(guide, bound.recommendations[:1], bound.pages)]})


def _wanted(artifact: Artifact, few: list[str], packet: str) -> bool:
    edition = artifact.edition
    if artifact.kind == "worksheet":
        return artifact.subject in few and edition in (LETTER, LARGE_LETTER, FILLABLE)
    return artifact.kind == "packet" and artifact.subject == packet and edition == A4


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[Printed]:
    """A few PDFs of each kind; none may have a fault of layout."""
    folder, project = tmp_path_factory.mktemp("prints"), run.Project(ROOT)
    libraries = [source.library for source in run.read_words(project)]
    renderer, small = run.prepare(project, libraries), run.prepare(project, [_small(libraries[0]), *libraries[1:]])
    bound, own = libraries[0].guides[0], libraries[0].settings.language
    packet = min(bound.guide.packets, key=lambda one: len(one.worksheets)).id if bound.guide.packets else ""
    made = [(a, renderer) for a in renderer.catalog.artifacts if (a.language, a.guide) == (own, bound.guide.id) and a.is_pdf and _wanted(a, _few(bound), packet)]
    made += [(a, small) for a in small.catalog.artifacts
             if a.kind == "workbook" and (a.language, a.guide) == (own, bound.guide.id) and a.edition in (FILLABLE, LARGE_LETTER, COUNSELOR_LETTER)]
    jobs = [Job(a, with_.render(a), folder / Path(a.path).name) for a, with_ in made]
    _, done = print_all(jobs, ROOT, {}, lambda _: None)
    assert [(one.path, one.faults) for one in done if one.faults] == []
    return [(job.artifact, job.target) for job in jobs]


def _built() -> list[Printed]:
    """Every PDF of a built site, as the plan has it."""
    guides = ROOT / "site"
    if not (guides / "index.html").is_file():
        return []
    found = []
    for path in sorted(guides.glob("guides/*/*/print/*.pdf")):
        edition = next((one for name, one in sorted(EDITIONS.items(), key=lambda item: -len(item[0])) if path.stem.endswith(f"-{name}")), None)
        kind = "workbook" if path.stem.startswith("workbook-") else "packet" if path.stem.startswith("packet-") else "worksheet"
        found.append((Artifact(kind, path.relative_to(guides).as_posix(), path.parts[-4], path.parts[-3], path.stem, edition), path))
    return found


@pytest.fixture(scope="session", params=["few", "built"])
def all_of(request: pytest.FixtureRequest) -> list[Printed]:
    """The PDFs to look at: the few that were just printed, then all of a built site."""
    found = request.getfixturevalue("printed") if request.param == "few" else _built()
    if not found:
        pytest.skip("site/ has not been built; run build.py to ask the same of every PDF in it")
    return found


def wrong(found: list[Printed], look: Callable[[pikepdf.Pdf, Artifact], object]) -> dict[str, object]:
    """What ``look`` finds wrong, by file."""
    told = {}
    for artifact, path in found:
        with pikepdf.open(path) as pdf:
            if fault := look(pdf, artifact):
                told[path.name] = fault
    return told


# What it is

def test_each_is_tagged_and_says_its_language_and_title(all_of: list[Printed]) -> None:
    """A screen reader knows where to begin; the window shows the title, not the name of the file."""
    def look(pdf: pikepdf.Pdf, artifact: Artifact) -> object:
        with pdf.open_metadata() as metadata:
            claims = (metadata.get("pdfuaid:part"), metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance"), bool(metadata.get("dc:title")))
        have = ("/StructTreeRoot" in pdf.Root, bool(pdf.Root.MarkInfo.Marked), bool(pdf.Root.ViewerPreferences.DisplayDocTitle),
                str(pdf.Root.Lang) == artifact.language, bool(str(pdf.docinfo.get("/Title", ""))), claims == ("1", "3", "A", True))
        return have if not all(have) else None

    assert wrong(all_of, look) == {}


def test_each_has_an_outline_and_page_labels(all_of: list[Printed]) -> None:
    """The outline of a workbook holds its parts; a reader's page numbers are those on the paper."""
    def look(pdf: pikepdf.Pdf, artifact: Artifact) -> object:
        with pdf.open_outline() as outline:
            entries = len(outline.root)
        return (entries, "/PageLabels" in pdf.Root) if entries < (4 if artifact.kind == "workbook" else 1) or "/PageLabels" not in pdf.Root else None

    assert wrong(all_of, look) == {}


def test_pages_have_the_size_of_their_paper(all_of: list[Printed]) -> None:
    """To a tenth of a millimetre."""
    def look(pdf: pikepdf.Pdf, artifact: Artifact) -> object:
        assert artifact.edition
        wanted = PAPERS[artifact.edition.paper]
        sizes = {tuple(round(float(side) * POINT, 1) for side in page.mediabox[2:]) for page in pdf.pages}
        return sizes - {wanted}

    assert wrong(all_of, look) == {}


def test_none_is_larger_than_it_may_be(all_of: list[Printed]) -> None:
    """Small enough for a slow telephone."""
    def most(artifact: Artifact) -> int:
        form = artifact.kind == "worksheet" and artifact.edition and artifact.edition.fillable
        return LARGEST_FORM if form else LARGEST[artifact.kind]

    assert {path.name: path.stat().st_size for artifact, path in all_of if path.stat().st_size > most(artifact)} == {}


# Type

def _fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            yield item


def test_every_font_is_embedded_and_is_the_projects_own(all_of: list[Printed]) -> None:
    """No page depends on what a machine has."""
    def look(pdf: pikepdf.Pdf, _: Artifact) -> object:
        return [str(font.FontName) for font in _fonts(pdf)
                if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()) or not re.search(r"\+(Atkinson|Heading|Form)", str(font.FontName))]

    assert wrong(all_of, look) == {}


def test_type_is_as_large_as_the_edition_promises(all_of: list[Printed]) -> None:
    """9 pt and more in the normal editions, with words set in 12 pt; 18 pt and more for all that is in large print."""
    def look(pdf: pikepdf.Pdf, artifact: Artifact) -> object:
        assert artifact.edition
        sizes = set()
        for page in pdf.pages:
            stream = page.Contents.read_bytes()
            assert b"0.75 0 0 0.75 0 0 cm" in stream
            sizes |= {float(size) * 0.75 for size in re.findall(rb"/\w+ ([\d.]+) Tf", stream)}
        text = 18.0 if artifact.edition.large else 12.0
        return sorted(sizes)[:3] if sizes and (min(sizes) < artifact.edition.smallest - 0.01 or text not in {round(size, 2) for size in sizes}) else None

    assert wrong(all_of, look) == {}


def test_no_word_stands_in_the_margin(printed: list[Printed]) -> None:
    """25 mm inside for the holes, 16 mm outside; the foot may use the space below. Asked of the pages as they are drawn."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (Poppler) is not installed")
    told = {}
    for artifact, path in printed:
        boxes = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout
        for number, page in enumerate(boxes.split("<page ")[1:], 1):
            width = float(re.search(r'width="([\d.]+)"', page)[1])  # type: ignore[index]
            mirrored = artifact.kind == "workbook" and number % 2 == 0
            left, right = (16, 25) if mirrored else (25, 16)
            if artifact.kind == "workbook" and number == 1:
                left = right = 20
            out = [word for x1, x2, word in re.findall(r'xMin="([-\d.]+)" yMin="[-\d.]+" xMax="([-\d.]+)" yMax="[-\d.]+">([^<]*)', page)
                   if float(x1) * POINT < left - 0.6 or float(x2) * POINT > width * POINT - right + 0.6]
            if out:
                told[f"{path.name}, page {number}"] = out
    assert told == {}


# Fields

def _fields(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return list(pdf.Root.AcroForm.Fields) if "/AcroForm" in pdf.Root else []


def test_every_field_has_a_name_of_its_own_and_a_label(all_of: list[Printed]) -> None:
    """A group of choices is labelled with its question."""
    def look(pdf: pikepdf.Pdf, artifact: Artifact) -> object:
        fields = _fields(pdf)
        names = [str(field.T) for field in fields]
        assert artifact.edition
        if not artifact.edition.fillable:
            return names
        bad = [name for name, field in zip(names, fields, strict=True) if not str(field.get("/TU", "")).strip() or "." in name or "--" not in name]
        return bad or (len(names) - len(set(names))) or (not names and "no fields")

    assert wrong(all_of, look) == {}


def test_each_answer_to_choose_tells_its_question(all_of: list[Printed]) -> None:
    """Many readers show the tooltip of the button only, not that of its group."""
    def look(pdf: pikepdf.Pdf, _: Artifact) -> object:
        buttons = [note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Widget" and "/Parent" in note]
        return [str(one.TU) for one in buttons if str(one.Parent.TU) not in str(one.TU)]

    assert wrong(all_of, look) == {}


def test_fields_follow_the_reading_order(printed: list[Printed]) -> None:
    """From the top of a page to its foot, page after page; Tab moves in the order of the tags."""
    def look(pdf: pikepdf.Pdf, artifact: Artifact) -> object:
        for page in pdf.pages:
            tops = [-float(annotation.Rect[3]) for annotation in page.get("/Annots", []) if annotation.Subtype == "/Widget"]
            if any(b < a - 200 for a, b in zip(tops, tops[1:], strict=False)) or page.get("/Tabs") != "/S":
                return tops
        return None

    assert wrong(printed, look) == {}


def test_ticks_and_answers_show_in_common_readers(all_of: list[Printed]) -> None:
    """Each has an appearance for off and for on; nothing asks a reader to draw them anew."""
    def look(pdf: pikepdf.Pdf, _: Artifact) -> object:
        if not _fields(pdf):
            return None
        bad = ["NeedAppearances"] if "/NeedAppearances" in pdf.Root.AcroForm else []
        for page in pdf.pages:
            for field in page.get("/Annots", []):
                if field.Subtype != "/Widget":
                    continue
                normal = field.get("/AP", {}).get("/N")
                is_button = field.get("/FT", field.get("/Parent", {}).get("/FT")) == "/Btn"
                if normal is None or is_button and not ("/Off" in normal and len(normal) == 2):
                    bad.append(str(field.get("/T", "a choice")))
        return bad

    assert wrong(all_of, look) == {}


def test_an_answer_survives_saving_and_printing(printed: list[Printed], tmp_path: Path) -> None:
    """Ticked, marked and written by a library, saved, reopened, and seen as ink on the page."""
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm (Poppler) is not installed")
    for artifact, path in printed:
        if artifact.kind == "worksheet" and artifact.edition == FILLABLE:
            before, after, asked = _ink(path, tmp_path), _ink(_filled(path, tmp_path / path.name), tmp_path), _asked(path)
            assert asked and after > before, f"{path.name}: {asked} answers do not show"


def _asked(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(_fields(pdf))


def _filled(path: Path, target: Path) -> Path:
    """Each box ticked, each first choice marked, each field written in."""
    from pikepdf.form import CheckboxField, DefaultAppearanceStreamGenerator, Form, RadioButtonGroup, TextField

    with pikepdf.open(path) as pdf:
        for _, field in Form(pdf, DefaultAppearanceStreamGenerator).items():
            if isinstance(field, CheckboxField):
                field.checked = True
            elif isinstance(field, RadioButtonGroup):
                field.selected = field.options[0]
            elif isinstance(field, TextField):
                field.value = "An answer"
        pdf.save(target)
    with pikepdf.open(target) as pdf:
        assert all(str(field.get("/V", "/Off")) not in ("/Off", "") for field in _fields(pdf))
        written = sum(field.get("/FT") == "/Tx" for field in _fields(pdf))
    seen = subprocess.run(["pdftotext", target, "-"], check=True, capture_output=True, text=True).stdout
    assert seen.count("An answer") == written, path
    return target


def _ink(path: Path, folder: Path) -> int:
    """How dark the pages are, all together."""
    subprocess.run(["pdftoppm", "-gray", "-r", "40", path, folder / "page"], check=True)
    pages = sorted(folder.glob("page*.pgm"))
    dark = sum(255 - tone for page in pages for tone in page.read_bytes().split(b"\n", 3)[3])
    for page in pages:
        page.unlink()
    return dark


# By the judges

def test_pdfua_finds_no_error(all_of: list[Printed]) -> None:
    """The part of PDF/UA-1 that can be checked in Python."""
    told = {}
    for _, path in all_of:
        errors = [finding for finding in pdfua.validate(str(path)).findings if finding.severity.name == "ERROR"]
        if errors:
            told[path.name] = [(finding.rule_id, finding.message) for finding in errors[:3]]
    assert told == {}


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_verapdf_passes_all(printed: list[Printed], flavour: str) -> None:
    """PDF/UA-1 and PDF/A-3a, with no failed rule."""
    if not shutil.which("verapdf"):
        pytest.skip("veraPDF is not installed; see verapdf.org")
    paths = [str(path) for _, path in printed]
    told = subprocess.run(["verapdf", "--flavour", flavour, "--format", "text", *paths], capture_output=True, text=True, check=False).stdout
    assert [line for line in told.splitlines() if not line.startswith("PASS")] == []
    assert told.count("PASS") == len(paths)


# The plan

def test_every_worksheet_and_packet_is_printed_in_every_edition(library: Library) -> None:
    """Letter, A4, large print of both, and a form; the workbook for counselors too."""
    from workbook.press.plan import plan

    by_kind: dict[str, set[str]] = {}
    for artifact in plan([library]):
        if isinstance(artifact.edition, Edition):
            by_kind.setdefault(artifact.kind, set()).add(artifact.edition.id)
    sheets = {"letter", "a4", "large-print-letter", "large-print-a4", "fillable"}
    assert by_kind["worksheet"] == sheets
    assert by_kind["workbook"] == sheets | {"counselor-letter", "counselor-a4"}
    assert by_kind.get("packet", sheets) == sheets


def test_the_command_line_knows_every_edition() -> None:
    """A packet can be had in each."""
    option = next(one for one in build.packet.params if one.name == "edition")
    assert set(option.type.choices) == set(EDITIONS)  # type: ignore[attr-defined]
