"""A run that fails, is killed, or meets another one: what was good stays, and what is said is one sentence."""

from __future__ import annotations

import errno
import importlib.util
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from shelf import TODAY
from test_build import make_project

import build
from workbook.press import place, plan, printer, run, site
from workbook.press.apart import apart
from workbook.press.impression import Job, Printed
from workbook.press.problems import Problems, Refusal

ROOT = Path(__file__).resolve().parent.parent
WORD = "workbook/guides/en/night-shifts/wind-down.yaml"
DRIVER = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
{first}
import build
from workbook.press import plan, run
plan.SHEET_EDITIONS = plan.BOOK_EDITIONS = (plan.A4,)
build.PROJECT = run.Project(Path(sys.argv.pop(1)))
build.main()
"""


def _start(root: Path, *words: str, first: str = "", **more: object) -> subprocess.Popen[str]:
    """The command line in a process of its own, in one edition only; ``first`` is done before anything is imported."""
    command = [sys.executable, "-c", DRIVER.format(root=str(ROOT), first=first), str(root), *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=root, **more)  # type: ignore[call-overload,no-any-return]


def _end(process: subprocess.Popen[str]) -> tuple[int, str]:
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in out + err, err
    return process.returncode, (out + err).strip()


def _run(root: Path, *words: str, first: str = "", **more: object) -> tuple[int, str]:
    return _end(_start(root, *words, first=first, **more))


def _snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _edit(root: Path, word: str = "Truly, ") -> None:
    path = root / WORD
    path.write_text(path.read_text("utf-8").replace("purpose: ", f"purpose: {word}", 1), "utf-8")


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with a site that is good; tests work on copies."""
    root = make_project(tmp_path_factory.mktemp("pattern")).root
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("good", "utf-8")
    return root


@pytest.fixture
def project(pattern: Path, tmp_path: Path) -> run.Project:
    return run.Project(Path(shutil.copytree(pattern, tmp_path / "project")))


# Killed


def _print_in_no_time(job: Job, root: Path) -> Printed:
    place.put(job.target, job.html)
    return Printed(job.artifact.path, 1)


def _build_in_no_time(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
    fresh = Path(command[command.index("--site-dir") + 1])
    shutil.copytree(Path(str(command[command.index("--config-file") + 1])).parent / "docs", fresh, dirs_exist_ok=True)
    (fresh / "index.html").write_text("built", "utf-8")
    return subprocess.CompletedProcess(command, 0, "", "")


def _count(touched: Callable[[], None], patch: pytest.MonkeyPatch) -> None:
    """Calls ``touched`` before each step that changes something on the disk."""
    for owner, name in ((os, "replace"), (os, "rename"), (os, "unlink"), (place, "_exchange"), (shutil, "rmtree")):
        def step(*values: object, done: Callable[..., object] = getattr(owner, name), **more: object) -> object:
            touched()
            return done(*values, **more)

        patch.setattr(owner, name, step)


def _build_in_a_fork(project: run.Project, at: int, told: int) -> None:
    steps = 0

    def touched() -> None:
        nonlocal steps
        steps += 1
        os.write(told, b".")
        if steps == at:
            os._exit(9)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printer, "print_one", _print_in_no_time)
        patch.setattr(site.subprocess, "run", _build_in_no_time)
        patch.setattr(run, "ready_to_print", lambda: None)
        patch.setattr(os, "cpu_count", lambda: 1)
        patch.setattr(plan, "SHEET_EDITIONS", (plan.A4,))
        patch.setattr(plan, "BOOK_EDITIONS", (plan.A4,))
        patch.setattr(build, "PROJECT", project)
        for name in ("stdout", "stderr"):
            patch.setattr(sys, name, open(os.devnull, "w"))
        _count(touched, patch)
        build.build_everything(project)


def _build_and_die(project: run.Project, at: int) -> int:
    """A whole build in a fork of this process, which dies at the step of that number; the number of steps it did."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            _build_in_a_fork(project, at, writing)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        done = len(pipe.read())
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == (9 if at and done == at else 0)
    return done


@pytest.fixture(scope="module")
def two_sites(pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes], dict[str, bytes], int]:
    """A built project, its site, the site after an edit, and the number of steps that lead from one to the other."""
    before = Path(shutil.copytree(pattern, tmp_path_factory.mktemp("two") / "project"))
    renderer = run.prepare(run.Project(before), run.checked(run.Project(before), TODAY))  # what this reads and makes, the forks need not
    [renderer.render(artifact) for artifact in renderer.catalog.artifacts if not artifact.edition or artifact.edition is plan.A4]
    _build_and_die(run.Project(before), 0)
    after = Path(shutil.copytree(before, before.with_name("after")))
    _edit(after)
    steps = _build_and_die(run.Project(after), 0)
    return before, _snapshot(before / "site"), _snapshot(after / "site"), steps


def test_a_build_that_dies_at_any_step_leaves_a_whole_site_and_the_next_one_mends_the_rest(two_sites, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """The old site or the new one, never a mixture; and no litter after the next run."""
    before, old, new, steps = two_sites
    assert steps > 12 and old != new
    for at in (2, steps // 2, *range(steps - 4, steps + 1)):
        project = run.Project(Path(shutil.copytree(before, tmp_path / str(at))))
        _edit(project.root)
        _build_and_die(project, at)
        assert _snapshot(project.root / "site") in (old, new), at
        _build_and_die(project, 0)
        assert _snapshot(project.root / "site") == new
        left = [path.name for path in project.root.rglob(".*") if path.name != ".build"] + [path.name for path in project.memory.glob("site-*")]
        assert left == [], at


def test_a_site_that_was_put_aside_when_the_run_was_killed_comes_back(project: run.Project) -> None:
    """Where a system cannot let two folders change places in one step, the next run puts the old one back first."""
    (project.root / "site").rename(project.root / ".site-old")
    with run.hold(project):
        assert (project.root / "site" / "index.html").read_text("utf-8") == "good"


@pytest.mark.parametrize("together", [True, False])
def test_folders_change_places_with_and_without_the_system_s_help(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, together: bool) -> None:
    """Both ways end alike."""
    if not together:
        monkeypatch.setattr(place, "_exchange", lambda *_: False)
    for name in ("site", "fresh"):
        place.put(tmp_path / name / "index.html", name)
    place.swap(tmp_path / "fresh", tmp_path / "site")
    assert _snapshot(tmp_path) == {"site/index.html": b"fresh"}


def test_a_pdf_of_a_run_that_was_killed_is_not_taken_for_an_older_one(project: run.Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words go back to what they were: the print goes back too, though its record was written before the kill."""
    def press(ended: bool) -> bytes:
        monkeypatch.setattr(printer, "print_one", lambda job, root: (_print_in_no_time(job, root), 1 / ended)[0])
        renderer = run.prepare(project, run.checked(project, TODAY))
        run.write_prints(project, renderer, lambda a: a.path.endswith("/sleep-log-a4.pdf"), lambda _: None, lambda _: None)
        return path.read_bytes()

    path = project.docs / "guides/en/night-shifts/print/sleep-log-a4.pdf"
    good = (project.root / WORD).read_bytes()
    before = press(True)
    _edit(project.root)
    with pytest.raises(ZeroDivisionError):
        press(False)
    assert path.read_bytes() != before
    (project.root / WORD).write_bytes(good)
    assert press(True) == before


def test_a_run_that_is_killed_takes_its_workers_along(project: run.Project) -> None:
    """Kill -9 at some moment: the site stays, nobody keeps the lock, and the next run goes through."""
    site_before = _snapshot(project.root / "site")
    process = _start(project.root, "pdf", "--only", "workbook", "--only", "sleep-log", "--only", "my-side")
    time.sleep(random.Random(7).uniform(1.5, 2.5))
    process.kill()
    process.communicate()
    assert _snapshot(project.root / "site") == site_before
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            with run.hold(project):
                break
        except Refusal:
            time.sleep(0.2)
    else:
        raise AssertionError("a worker keeps the lock")
    for path in (project.docs / "guides").rglob("*.pdf"):
        assert path.read_bytes().rstrip().endswith(b"%%EOF")


def test_an_interrupted_run_says_nothing_but_ends(project: run.Project) -> None:
    """Ctrl-C is an answer, and no error to be explained."""
    process = _start(project.root, "pdf", "--only", "workbook", "--only", "sleep-log", start_new_session=True)
    deadline = time.monotonic() + 60
    while not (project.memory / "lock").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)
    code, said = _end(process)
    assert code in (0, 130) and "Error" not in said


def _killed(job: Job, root: Path) -> Printed:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


@pytest.mark.parametrize("book", [0, 10_000_000])
def test_a_worker_that_the_system_kills_is_told_in_a_sentence(project: run.Project, monkeypatch: pytest.MonkeyPatch, book: int) -> None:
    """Too little memory ends a worker, or the process that it has for a book; the run says so."""
    monkeypatch.setattr(printer, "print_one", _killed)
    monkeypatch.setattr(printer, "BOOK", book)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    renderer = run.prepare(project, run.checked(project, TODAY))
    with pytest.raises(Refusal, match="A process was ended from outside"):
        run.write_prints(project, renderer, lambda a: a.subject == "sleep-log", lambda _: None, lambda _: None)


def test_what_is_done_apart_tells_its_result_and_its_mistakes(project: run.Project) -> None:
    """And leaves nothing behind in this process. Of bad words the mistakes are told, whatever else they lead to meanwhile."""
    (project.root / WORD).write_bytes((project.root / WORD).read_bytes().replace(b"stages: [", b"stages: [un", 1))
    with pytest.raises(Problems) as here:
        run.checked(project, TODAY)
    with pytest.raises(Problems) as there, run.examined_beside(project, TODAY) as (_, good):
        good()
    with pytest.raises(Problems) as meanwhile, run.examined_beside(project, TODAY):
        raise KeyError
    assert there.value.found == here.value.found == meanwhile.value.found
    assert apart(os.getpid) != os.getpid()
    with pytest.raises(ZeroDivisionError):
        apart(divmod, 1, 0)


# Two at once


def test_runs_at_the_same_time_wait_or_go_one_after_another(project: run.Project) -> None:
    """However many are started, each does its work whole or says that another one is at it."""
    ends = [_end(process) for process in [_start(project.root, "pages") for _ in range(3)]]
    assert {code for code, _ in ends} <= {0, 1} and any(code == 0 for code, _ in ends)
    assert all("Another build is at work in this folder" in said for code, said in ends if code)
    assert _run(project.root, "pages") == (0, "0 pages written.")


# A disk that is full, a folder that cannot be written


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO, errno.EMFILE])
@pytest.mark.parametrize("after", [0, 3])
def test_where_nothing_can_be_written_one_sentence_says_so(
    project: run.Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int, after: int
) -> None:
    """At the first file or at a later one; the site is as it was."""
    made = [0]

    def refuse(*values: object, **more: object) -> object:
        made[0] += 1
        if made[0] > after:
            raise OSError(number, os.strerror(number), str(project.docs / "index.md"))
        return real(*values, **more)

    real = tempfile.mkstemp
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    monkeypatch.setattr(build, "PROJECT", project)
    monkeypatch.setattr(sys, "argv", ["build.py", "pages"])
    with pytest.raises(SystemExit) as ended:
        build.main()
    said = capsys.readouterr().err
    assert ended.value.code == 1 and said.count("\n") == 1 and os.strerror(number) in said and said.endswith("site/ is as it was.\n")
    assert _snapshot(project.root / "site") == {"index.html": b"good"}


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000))


@pytest.mark.parametrize("words", [("pages",), ("pdf", "--only", "sleep-log"), ("site",)])
def test_a_disk_that_fills_up_half_way_leaves_no_half_file(project: run.Project, words: tuple[str, ...]) -> None:
    """Files above a certain size really fail here, in the run, in its workers and in MkDocs."""
    place.put(project.docs / "index.md", "# x\n")
    code, said = _run(project.root, *words, preexec_fn=_small_files)
    assert code == 1 and "File too large" in said and "is as it was" in said
    assert _snapshot(project.root / "site") == {"index.html": b"good"}
    assert not list(project.docs.rglob(".*")) and not list(project.docs.rglob("*.pdf"))


def test_a_folder_that_may_only_be_read_is_told(project: run.Project) -> None:
    """The real thing, where the tests do not run as root; as root nothing is forbidden."""
    (project.root / ".build").write_text("a file where a folder has to be", "utf-8")
    code, said = _run(project.root, "pages")
    assert code == 1 and ".build" in said and said.count("\n") == 0
    if os.geteuid():
        (project.root / ".build").unlink()
        project.docs.chmod(0o500)
        assert "Permission denied" in _run(project.root, "pages")[1]
        project.docs.chmod(0o700)


# Something that is needed is missing


def test_a_font_that_is_missing_is_named_once(project: run.Project) -> None:
    """Forty prints fail for one reason: the reason is told, with the first of them."""
    (project.root / "templates/print/fonts/atkinson-regular.ttf").unlink()
    code, said = _run(project.root, "pdf", "--only", "sleep-log", "--only", "my-side")
    assert code == 1 and said.count("'templates/print/fonts/atkinson-regular.ttf' is missing") == 1 and "and 1 more" in said


PANGO = "import types; sys.meta_path.insert(0, type('No', (), {'find_spec': staticmethod(lambda name, *_: (_ for _ in ()).throw(%s) if name == 'weasyprint' else None)}))"


@pytest.mark.parametrize(("error", "said"), [
    ("OSError(\"cannot load library 'libpango-1.0-0'\")", "Printing needs the system library Pango: install it with"),
    ("ModuleNotFoundError('x', name='weasyprint')", "Printing needs the package weasyprint: run 'make'"),
])
def test_without_what_printing_needs_the_words_can_still_be_checked_and_shown(project: run.Project, error: str, said: str) -> None:
    """Printing says what to install; everything else works."""
    code, told = _run(project.root, first=PANGO % error)
    assert code == 1 and told.startswith(said) and told.count("\n") == 0
    assert _run(project.root, "pages", first=PANGO % error)[0] == 0


@pytest.mark.parametrize(("gone", "said"), [({"mkdocs"}, "The site needs MkDocs: run 'make'"), ({"mkdocs", "material"}, "The site needs MkDocs and Material for MkDocs: run 'make'")])
def test_without_mkdocs_a_build_says_what_it_needs_before_it_prints(project: run.Project, monkeypatch: pytest.MonkeyPatch, gone: set[str], said: str) -> None:
    """Nobody waits for prints that lead to nothing."""
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name in gone else real(name, *rest))
    monkeypatch.setattr(build, "PROJECT", project)
    with pytest.raises(Refusal, match=said):
        build.build_everything(project)
    assert not (project.docs / "guides").exists()


def test_without_the_packages_the_command_says_how_to_get_them(tmp_path: Path) -> None:
    """The commonest first mistake: the system's Python instead of the one that make sets up."""
    done = subprocess.run([sys.executable, "-S", "build.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and done.stderr.startswith("The package ") and "run 'make'" in done.stderr.lower() and done.stderr.count("\n") == 1


def test_what_mkdocs_says_is_told_without_its_traceback() -> None:
    """Its chatter is left out, and of a crash only the message is told."""
    said = "INFO    -  Cleaning\nWARNING -  a link\nTraceback (most recent call last):\n  File \"x\", line 1\n    y()\nOSError: [Errno 28] No space left\n"
    assert site._told(said) == "WARNING -  a link\nOSError: [Errno 28] No space left"
    assert site._told("INFO    -  x\nERROR   -  Config\n") == "ERROR   -  Config"


# Something is damaged


@pytest.mark.parametrize(("path", "text", "said"), [
    ("mkdocs.yml", "a: [", "mkdocs.yml:1:5: this is not YAML"),
    ("templates/pages/home.html", "{% if %}", "templates/pages/home.html:1: "),
    ("templates/parts/lines.html", "<p>\n{{ nothing_of_that_name }}", "templates/parts/lines.html:2: 'nothing_of_that_name' is undefined"),
    ("templates/parts/_controls.html", "{%- macro rules(", "templates/parts/_controls.html:1: "),
    ("workbook/locale/en.yaml", "a: [", "workbook/locale/en.yaml:1:5: this is not YAML"),
])
def test_a_file_of_the_project_that_is_damaged_is_named(project: run.Project, monkeypatch: pytest.MonkeyPatch, capsys, path: str, text: str, said: str) -> None:  # type: ignore[no-untyped-def]
    """Not only words can have mistakes; whoever changes a template gets file and line too."""
    (project.root / path).write_text(text, "utf-8")
    monkeypatch.setattr(build, "PROJECT", project)
    monkeypatch.setattr(sys, "argv", ["build.py", "pages"])
    with pytest.raises(SystemExit) as ended:
        build.main()
    captured = capsys.readouterr()
    assert ended.value.code == 1 and (captured.out + captured.err).startswith(said)


@pytest.mark.parametrize("path", ["mkdocs.yml", "workbook/locale/en.yaml", "workbook/guides/en", "workbook", "templates/pages/home.html", "docs/assets/drawings/wind-down.svg"])
def test_a_file_of_the_project_that_is_gone_is_named(project: run.Project, monkeypatch: pytest.MonkeyPatch, capsys, path: str) -> None:  # type: ignore[no-untyped-def]
    """A sentence, and nothing is written."""
    target = project.root / path
    shutil.rmtree(target) if target.is_dir() else target.unlink()
    monkeypatch.setattr(build, "PROJECT", project)
    monkeypatch.setattr(sys, "argv", ["build.py", "pages"])
    with pytest.raises(SystemExit) as ended:
        build.main()
    captured = capsys.readouterr()
    assert ended.value.code == 1 and path.rpartition("/")[2].partition(".")[0] in captured.out + captured.err
    assert not (project.docs / "guides").exists()


@pytest.fixture
def spoilt(project: run.Project) -> Iterator[run.Project]:
    """A project in whose working folders everything is of the wrong kind."""
    for name in ("prints.json", "last.json"):
        place.put(project.memory / name, b"\xff\x00 not JSON")
    (project.memory / "site-x").write_text("a file", "utf-8")
    shutil.rmtree(project.root / "site")
    (project.root / "site").write_text("a file", "utf-8")
    yield project


def test_working_folders_that_are_damaged_are_made_anew(spoilt: run.Project) -> None:
    """What a build left for itself is help, and never a need."""
    _build_and_die(spoilt, 0)
    assert (spoilt.root / "site" / "index.html").read_text("utf-8") == "built"
    assert not list(spoilt.memory.glob("site-*"))


def test_a_site_that_is_a_link_is_left_alone(project: run.Project, tmp_path: Path) -> None:
    """A published folder behind a link is not emptied by a build."""
    shutil.move(project.root / "site", tmp_path / "published")
    (project.root / "site").symlink_to(tmp_path / "published")
    with pytest.raises(Refusal, match="site is a link to another place"):
        site.build_site(project)
    assert (tmp_path / "published" / "index.html").read_text("utf-8") == "good"


def test_mistakes_in_the_words_change_nothing(project: run.Project) -> None:
    """A build looks at everything before it touches anything."""
    before = _snapshot(project.root)
    (project.root / WORD).write_text("id: wind-down\n", "utf-8")
    with pytest.raises(Problems):
        run.checked(project, TODAY)
    assert {name for name, data in _snapshot(project.root).items() if before.get(name) != data} == {WORD}
