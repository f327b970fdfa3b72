"""The wheel, installed where there is no checkout, started from another folder."""

import asyncio
import signal
import site
import socket
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.page import Page
from tests.processes import ROOT

BESIDES_CODE = (
    "bot/_shipped/app_manifest.yml",
    "bot/_shipped/runbooks/production-deployment.md",
    "sandbox/page/index.html",
    "sandbox/page/main.js",
    "store/migrations/env.py",
    "store/migrations/script.py.mako",
    "store/migrations/versions/0001_first.py",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, text=True)
    return next(folder.glob("runsheet-*.whl"))


@pytest.fixture(scope="module")
def runsheet(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in a clean environment; what it depends on is lent to it, so that nothing is fetched."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    packages = next((folder / "lib").glob("python*")) / "site-packages"
    (packages / "lent.pth").write_text(site.getsitepackages()[0])
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python")]
    install = [*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True, text=True)
    return folder / "bin" / "runsheet"


def test_the_wheel_holds_what_is_not_code(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert names >= set(BESIDES_CODE)
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]


def test_the_installed_command_says_its_version(runsheet: Path, tmp_path: Path) -> None:
    said = subprocess.run([runsheet, "--version"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert said.stdout.startswith("runsheet, version ")


async def test_the_installed_demo_runs_a_deployment(runsheet: Path, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    process = await asyncio.create_subprocess_exec(
        runsheet, "demo", "--no-browser", "--port", port,
        cwd=elsewhere, env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout
        async with asyncio.timeout(30):
            assert (await process.stdout.readline()).decode().startswith("Runsheet is at")
        async with Page.at(f"http://127.0.0.1:{port}") as page:
            await page.types("UANA", "/deploy start")
            await page.submits("UANA", version="v2.4.0")
            await page.card("Parcel Tracking v2.4.0", showing="0 of 119 done")
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(10):
            _, said = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert (process.returncode, said.decode()) == (0, "")
    assert list(elsewhere.iterdir()) == []
