"""The wheel: what it holds, and that it does the main job where there is no checkout."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import ruammit
from ruammit._version import extractor, rules_of

ROOT = Path(__file__).parents[1]
BUILD = "import sys, hatchling.build as b; print(getattr(b, 'build_' + sys.argv[1])(sys.argv[2]))"


def built(kind: str, target: Path) -> Path:
    """The wheel or sdist, built as a frontend does it, offline: with the locked build backend, without isolation."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("the build backend, hatchling, is not installed (it is part of the extra `dev`)")
    command = [sys.executable, "-c", BUILD, kind, str(target)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", tmp_path_factory.mktemp("wheel"))


def test_wheel_holds_every_file_of_the_package_and_the_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "pipeline" / "ruammit"
    files = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }
    assert files - names == set()
    for needed in (
        "py.typed",
        "entities/data/gazetteer.tsv",
        "languages/thai/gazetteer/names.tsv",
        "languages/thai/lexicons/numbers.toml",
    ):
        assert f"ruammit/{needed}" in names
    licences = f"ruammit-{wheel.name.split('-')[1]}.dist-info/licenses"
    for name in (
        "LICENSE",
        "NOTICE",
        *(path.relative_to(ROOT).as_posix() for path in (ROOT / "LICENSES").glob("*.txt")),
    ):
        assert zipfile.ZipFile(wheel).read(f"{licences}/{name}") == (ROOT / name).read_bytes()
    assert b"GeoNames" in zipfile.ZipFile(wheel).read(f"{licences}/NOTICE")  # CC BY asks that its users are told


def test_notice_names_every_compiled_file_and_every_licence() -> None:
    """Data that a person wrote for this project lie in lexicons, examples, the ontology and the words of views."""
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    package = ROOT / "pipeline" / "ruammit"
    compiled = [
        path for kind in ("data", "gazetteer", "tagger") for path in package.rglob(f"{kind}/*") if path.is_file()
    ]
    compiled = [path for path in compiled if path.suffix not in (".py", ".pyc")]
    assert len(compiled) > 10
    for path in [*compiled, *package.rglob("currencies.toml")]:
        of_pack = f"{path.parent.name}/{path.name}"
        folder = f"{path.parent.relative_to(ROOT).as_posix()}/"
        beside = {"manifest.json": "model.json", "README.md": "model.json"}.get(path.name, path.name)
        assert any(name in notice for name in (of_pack, f"{path.parent.name}/{beside}", f" {folder},", f"{folder},")), (
            path
        )
    for path in (ROOT / "LICENSES").glob("*.txt"):
        assert f"LICENSES/{path.name}" in notice


def test_sdist_holds_what_a_build_and_a_test_run_need(tmp_path: Path) -> None:
    with tarfile.open(built("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = {"pyproject.toml", "Makefile", "requirements.lock", "LICENSE", "NOTICE", "README.md", "CHANGELOG.md"}
    assert needed - names == set()
    assert {"pipeline/ruammit/py.typed", "corpus/README.md", "tests/test_packaging.py", "docs/conf.py"} - names == set()
    assert {"README.th.md", "README.vi.md", "Containerfile", ".github/workflows/test.yml"} - names == set()


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment with the wheel; what it depends on is found where the lock has put it."""
    folder = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    installed = subprocess.run([*install, str(wheel)], capture_output=True, text=True, check=False)
    if installed.returncode and "No module named pip" in installed.stderr:
        pytest.skip("pip is not installed")
    assert installed.returncode == 0, installed.stderr
    # A line of a .pth file adds a folder, and does not read the .pth files in it: the checkout's is not among them.
    locked = {str(Path(entry)) for entry in sys.path if entry.endswith("site-packages")}
    (Path(site) / "locked.pth").write_text("\n".join(sorted(locked)) + "\n", encoding="utf-8")
    return python


def test_the_main_job_from_the_wheel(elsewhere: Path, tmp_path: Path) -> None:
    def run(*arguments: str | Path) -> str:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        done = subprocess.run(
            [elsewhere, *arguments],
            cwd=tmp_path,
            env=environment | {"PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    home = Path(run("-c", "import ruammit; print(ruammit.__file__)").strip())
    assert ROOT not in home.parents
    assert elsewhere.parents[1] in home.parents
    run("-m", "ruammit", "extract", ROOT / "corpus" / "articles", "-o", "out", "--workers", "1")
    run("-m", "ruammit", "export", "out", "--to", "jsonl", "-o", "all.jsonl")
    told = {row["id"]: row for row in map(json.loads, (tmp_path / "all.jsonl").open(encoding="utf-8"))}
    reference = ROOT / "corpus" / "articles" / "th-haiphong-antwerp.txt"
    here = ruammit.extract(reference)
    assert len(told) == len(list((ROOT / "corpus" / "annotations").glob("*.json")))
    (there,) = (row for name, row in told.items() if name.endswith(reference.stem))
    assert [record["id"] for record in there["records"]] == [record.id for record in here.records]
    assert (elsewhere.parent / "ruammit").exists()


# --- versions --------------------------------------------------------------------------------------------------------


def told(folder: Path) -> str:
    """The version that the build backend finds for a source tree."""
    if importlib.util.find_spec("hatch_vcs") is None:
        pytest.skip("hatch-vcs is not installed (it is part of the extra `dev`)")
    code = (
        "from hatchling.metadata.core import ProjectMetadata as P; from hatchling.plugin.manager import PluginManager"
    )
    code += "; print(P('.', PluginManager()).version)"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A source tree with what a version is found from."""
    folder = tmp_path / "tree"
    folder.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, folder)
    return folder


def test_the_version_is_the_tag_and_a_tree_without_one_has_a_version_too(tree: Path) -> None:
    released = re.search(r"^## \[(\d+\.\d+\.\d+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert released
    assert told(tree) == f"{released[1]}.dev0"
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git(tree, "init")
    git(tree, "add", ".")
    git(tree, "commit", "-m", "one")
    assert told(tree).startswith(f"{released[1]}.dev")
    git(tree, "tag", "v0.9.0")
    assert told(tree) == "0.9.0"
    git(tree, "commit", "--allow-empty", "-m", "two")
    assert told(tree) == "0.9.1.dev1"


def test_an_sdist_keeps_its_version(tmp_path: Path) -> None:
    archive = built("sdist", tmp_path)
    with tarfile.open(archive) as file:
        file.extractall(tmp_path / "unpacked", filter="data")
    (folder,) = (tmp_path / "unpacked").iterdir()
    assert archive.name == f"ruammit-{told(folder)}.tar.gz"


def test_the_wheel_has_the_extractor_of_the_tree(elsewhere: Path) -> None:
    code = "from ruammit._version import extractor, rules_of; print(rules_of(extractor()))"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run([elsewhere, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == rules_of(extractor())


def test_citation_names_the_last_release() -> None:
    released = re.search(r"^## \[(\d+\.\d+\.\d+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert released
    assert f"\nversion: {released[1]}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
