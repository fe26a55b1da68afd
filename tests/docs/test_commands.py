"""Every command in the guide and the README is run, or checked as far as it goes where it would take a machine over."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from proving.cli.root import cli
from proving.config import Settings, load_settings
from tests.proving.conftest import FakeWiring

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted({*(ROOT / "docs").glob("*.md"), ROOT / "README.md"})
LASTING = ("up", "serve", "worker", "node", "setup")  # they run until told to stop, or need an engine
OUTSIDE = ("docker", "systemctl", "cp", "pip", "python3", "dask", "curl")
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands_of(page: Path) -> list[str]:
    """Return the command lines of a page's shell blocks, with their comments taken off."""
    lines = [line for block in _BLOCK.findall(page.read_text()) for line in block.splitlines()]
    return [shlex.join(shlex.split(line, comments=True)) for line in lines if shlex.split(line, comments=True)]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    found, _ = load_settings(
        {"PROVING_DATABASE": str(tmp_path / "proving.db"), "PROVING_CONFIG": str(tmp_path / "none")}
    )
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_work_in_the_order_in_which_they_stand(page: Path, settings: Settings) -> None:
    _prepare(settings)
    for command in commands_of(page):
        _try(command, settings)


def test_the_pages_have_commands() -> None:
    assert sum(len(commands_of(page)) for page in PAGES) > 40


def test_the_pages_lead_nowhere_that_is_not_there() -> None:
    broken = [
        f"{page.name}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text())
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def _prepare(settings: Settings) -> None:
    """Let there be a batch that has ended, and a program to be graded."""
    _proving(["train", "--tasks", "dimmer-level", "--strategies", "balanced", "--seed", "1"], settings)
    Path("my-solution.js").write_text("module.exports = {};\n")


def _try(command: str, settings: Settings) -> None:
    for words in _parts(command):
        if words[0] == "proving":
            _proving(words[1:], settings)
        elif words[0] == "make":
            done = subprocess.run(["make", "-n", "-C", str(ROOT), *words[1:]], check=False, capture_output=True)
            assert done.returncode == 0, command
        else:
            assert words[0] in (*OUTSIDE, "."), f"{command}: nobody knows how to try this"
            _check_files(words)


def _parts(command: str) -> list[list[str]]:
    words = shlex.split(command)
    parts: list[list[str]] = [[]]
    for word in words:
        if word == "&&":
            parts.append([])
        elif parts[-1] or "=" not in word.partition("-")[0]:  # a variable before a command is its environment
            parts[-1].append(word)
    return parts


def _proving(words: list[str], settings: Settings) -> None:
    lasts = words[0] in LASTING
    result = CliRunner().invoke(cli, [*words, "--help"] if lasts else words, obj=FakeWiring(settings))
    may_say_no = words[0] in {"grade", "doctor", "task"} or "--fail-under" in words
    allowed = {0, 1} if may_say_no else {0}
    assert result.exit_code in allowed, f"proving {shlex.join(words)}: {result.output}"


def _check_files(words: list[str]) -> None:
    """A command from outside at least names files of ours that are there."""
    for word in words[1:]:
        if word.startswith("deploy/"):
            assert (ROOT / word).exists(), word
