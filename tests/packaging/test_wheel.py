"""The wheel holds all that the product needs, and works where there is no checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sandbox.image import image_tag

pytestmark = pytest.mark.browser  # as the tests in a browser do, these need the assets that are fetched
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pack the wheel as a release would, and unpack it where nothing else is."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    place = folder / "installed"
    zipfile.ZipFile(wheel).extractall(place)
    return place


def run_in(place: Path, *words: str) -> str:
    """Run a program on what was unpacked, far from any checkout."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(place),
        "PROVING_CONFIG": str(place / "none"),
        "PROVING_DATABASE": str(place / "proving.db"),
    }
    done = subprocess.run(
        [sys.executable, *words], cwd=place.parent, env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_command_line_finds_its_tasks_strategies_and_agents_in_the_wheel(unpacked: Path) -> None:
    program = "import proving; print(proving.__file__)"

    assert run_in(unpacked, "-c", program).startswith(str(unpacked))
    assert "dimmer-level" in run_in(unpacked, "-m", "proving", "task", "list")
    assert "balanced" in run_in(unpacked, "-m", "proving", "strategy", "list")
    assert "claude" in run_in(unpacked, "-m", "proving", "agent", "list")


def test_the_image_is_built_from_the_same_sources_as_in_a_checkout(unpacked: Path) -> None:
    program = "from sandbox.image import context_folder, image_tag; print(context_folder()); print(image_tag())"
    folder, tag = run_in(unpacked, "-c", program).splitlines()

    assert folder.startswith(str(unpacked))
    assert tag == image_tag()


def test_the_site_has_its_scripts_and_its_pages(unpacked: Path, tmp_path: Path) -> None:
    program = f"""
from pathlib import Path
from webapp.factory import create_app
from webapp.settings import WebSettings
app = create_app(WebSettings(database=Path({str(tmp_path / "p.db")!r}), secret_key="x"))
page = app.test_client().get("/sign-in")
script = app.test_client().get("/static/vendor/htmx.min.js")
print(page.status_code, script.status_code, len(script.data) > 10_000)
"""

    assert run_in(unpacked, "-c", program).split() == ["200", "200", "True"]


def test_a_wheel_without_browser_assets_is_not_packed(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    for package in ("proving", "webapp", "training", "sandbox", "images/node-jest"):
        (tmp_path / package).mkdir(parents=True)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)

    assert done.returncode != 0
    assert "Fetch the browser assets first" in done.stderr
