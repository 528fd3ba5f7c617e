"""The container file: what can be told of it without a daemon, and, where there is one, that it builds and runs."""

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def instructions() -> list[tuple[str, str]]:
    """The instructions of the container file and what follows them, continued lines joined."""
    text = "\n".join(
        line for line in (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
    lines = re.sub(r"\\\n\s*", "", text).splitlines()
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in lines if line)]


def test_it_is_well_formed() -> None:
    found = instructions()
    names = [name for name, _ in found]
    assert set(names) <= {"FROM", "WORKDIR", "COPY", "RUN", "ARG", "ENV", "USER", "ENTRYPOINT", "CMD"}
    assert names[0] == "FROM"
    for name, rest in found:
        if name in {"ENTRYPOINT", "CMD"}:
            assert isinstance(json.loads(rest), list)  # the exec form: signals reach the program
        if name == "COPY" and not rest.startswith("--from"):
            *sources, _ = rest.split()
            assert [source for source in sources if not (ROOT / source).exists()] == []
    last = names[len(names) - names[::-1].index("FROM") :]
    assert last.index("USER") < last.index("ENTRYPOINT")  # not as root


def test_its_python_is_one_that_is_supported_and_has_a_version() -> None:
    images = {rest.split()[0] for name, rest in instructions() if name == "FROM"}
    assert len(images) == 1
    version = re.fullmatch(r"python:(3\.\d+)-slim", images.pop())
    assert version
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"Programming Language :: Python :: {version[1]}" in project["classifiers"]


def _docker() -> bool:
    return bool(shutil.which("docker")) and not subprocess.run(["docker", "info"], capture_output=True).returncode


@pytest.mark.soak
@pytest.mark.skipif(not _docker(), reason="no container daemon")
def test_it_builds_and_runs_the_main_job(tmp_path: Path) -> None:
    build = ["docker", "build", "-q", "-f", "Containerfile", "."]
    image = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    shutil.copytree(ROOT / "corpus" / "articles", tmp_path / "articles")
    tmp_path.chmod(0o777)
    command = ["docker", "run", "--rm", "-v", f"{tmp_path}:/data", image, "extract", "articles", "-o", "out"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "articles extracted" in done.stdout
