"""No network: neither the main job nor its workers nor an export look up a name or connect to anything."""

import os
import subprocess
import sys
from pathlib import Path

import ruammit

GUARD = """
import socket, sys

def refuse(*_, **__):
    sys.stderr.write("NETWORK\\n")
    raise OSError("the network was asked for")

class Socket(socket.socket):
    connect = connect_ex = sendto = refuse

socket.socket = Socket
socket.getaddrinfo = socket.create_connection = socket.gethostbyname = refuse
"""
ARTICLES = sorted((Path(__file__).parents[1] / "corpus" / "articles").glob("*.txt"))[::5]
"""Some of both languages."""


def test_the_main_job_and_its_workers_ask_for_no_network(tmp_path: Path) -> None:
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    body = "<p>Việt Nam và Lào ký thỏa thuận trị giá 3 triệu USD tại Hà Nội.</p>"
    (tmp_path / "page.html").write_text(f"<html><body><article>{body}</article></body></html>", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path / "guard"), *(entry for entry in sys.path if entry)])

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"PYTHONPATH": path},
        )

    control = run("-c", "import socket; socket.create_connection(('192.0.2.1', 80))")
    assert "NETWORK" in control.stderr  # the guard does guard
    done = run("-m", "ruammit", "extract", *ARTICLES, tmp_path / "page.html", "-o", tmp_path / "out", "--workers", "2")
    assert "NETWORK" not in done.stderr
    assert done.returncode == 0, done.stderr
    code = (
        "import sys, ruammit\nfor to in sys.argv[2:]: ruammit.export(ruammit.open(sys.argv[1]), to, sys.argv[1] + to)"
    )
    exported = run("-c", code, tmp_path / "out", "jsonl", "csv", "duckdb", "xlsx", "docbin")
    assert (exported.returncode, exported.stderr) == (0, "")
    assert len(ruammit.open(tmp_path / "out")) == len(ARTICLES) + 1
