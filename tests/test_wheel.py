"""The wheel, installed somewhere else, runs the demo: everything that the bot needs is in it."""

import asyncio
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from contextlib import suppress
from pathlib import Path
from signal import SIGINT

import pytest

from tests.page import NotThere, Page
from tests.stories.scene import ANA, words

ROOT = Path(__file__).parent.parent
WITHIN = 30.0


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built with what is installed; nothing is downloaded."""
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    [built] = out.glob("*.whl")
    return built


def shipped(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def tracked(*patterns: str) -> set[str]:
    """Files of the checkout that belong into the wheel."""
    found = {
        str(path.relative_to(ROOT)) for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()
    }
    return {name for name in found if "__pycache__" not in name}


PACKAGES = ("bot", "commands", "runbook", "sandbox", "store")


def test_every_module_and_asset_is_in_it(wheel: Path) -> None:
    assert shipped(wheel) >= tracked(*(f"{package}/**/*" for package in PACKAGES))
    assert shipped(wheel) >= {"sandbox/page/index.html", "store/migrations/versions/0001_first.py"}


def test_the_runbooks_and_the_manifest_are_in_it(wheel: Path) -> None:
    expected = {f"bot/_shipped/{name}" for name in tracked("runbooks/**/*", "app_manifest.yml")}
    assert expected
    assert shipped(wheel) >= expected


def test_nothing_else_is_in_it(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in shipped(wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


@pytest.fixture
def installed(wheel: Path, tmp_path: Path) -> Path:
    """The command in a clean environment, which sees the libraries of this one and nothing of ours."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(pip, check=True, capture_output=True)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    libraries = home / "lib" / version / "site-packages" / "libraries.pth"
    libraries.write_text(sysconfig.get_path("purelib"))
    return home / "bin" / "runsheet"


async def test_it_runs_the_demo_from_another_folder(
    installed: Path, tmp_path: Path, unused_tcp_port: int
) -> None:
    elsewhere, state = tmp_path / "elsewhere", tmp_path / "state"
    elsewhere.mkdir()
    process = await asyncio.create_subprocess_exec(
        str(installed), "demo", "--no-browser", "--port", str(unused_tcp_port),
        cwd=elsewhere, env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_STATE_HOME": str(state)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        async with asyncio.timeout(WITHIN):
            assert process.stdout is not None
            assert (await process.stdout.readline()).startswith(b"Runsheet is at http://127.0.0.1")
            await people_try_it(f"http://127.0.0.1:{unused_tcp_port}")
            process.send_signal(SIGINT)
            _, said = await process.communicate()
        assert (process.returncode, said) == (0, b"")
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()
    assert list(elsewhere.iterdir()) == []
    assert {path.name for path in state.rglob("*") if path.is_file()} == {"demo.db"}


async def people_try_it(address: str) -> None:
    async with Page.at(address) as page:
        async with page.http.get(f"{address}/") as answer:
            assert answer.status == 200
            assert "<html" in await answer.text()
        await page.message("Welcome to Runsheet")
        await page.types(ANA, "/deploy start production-deployment")
        await page.submits(ANA, version="v9.9.9", **await redated(page))
        assert "Planned" in words(await page.card("v9.9.9 → production"))
        await page.types(ANA, "/deploy rehearse")
        await page.submits(ANA)
        await page.message("The rehearsal of `production-deployment` begins")  # and ends with the demo


async def redated(page: Page) -> dict[str, str]:
    """What the form asks of whoever starts it after the date that stands in the shipped runbook."""
    with suppress(NotThere):
        return {"past": (await page.offered(ANA, "past"))[0]}
    return {}
