from collections.abc import Iterator
from pathlib import Path

import docker
import pytest

import training.tasks
from sandbox.docker_linter import DockerLinter
from sandbox.engine import connect
from sandbox.image import ImageInfo
from sandbox.linting import LintReport
from sandbox.model import SourceFile

pytestmark = pytest.mark.docker

REFERENCES = Path(training.tasks.__file__).parent / "builtin"


@pytest.fixture(scope="module")
def linter(sandbox_image: ImageInfo) -> Iterator[DockerLinter]:
    with DockerLinter(connect, image=sandbox_image.tag) as opened:
        yield opened


def lint(linter: DockerLinter, text: str, name: str = "solution.js") -> LintReport:
    report = linter.lint((SourceFile(name, text.encode()),))
    assert report is not None
    return report


def test_a_defect_is_an_error_and_a_habit_is_a_warning(linter: DockerLinter) -> None:
    report = lint(linter, "var a = 1;\nmodule.exports = () => a + unheardOf;\n")
    assert [(one.rule, one.is_error, one.line) for one in report.findings] == [
        ("no-var", False, 1),
        ("no-undef", True, 2),
    ]
    assert (report.errors, report.warnings, report.lines, report.files) == (1, 1, 2, 1)
    assert report.linter.startswith("ESLint ")


def test_a_comment_in_the_program_turns_no_rule_off(linter: DockerLinter) -> None:
    report = lint(linter, "/* eslint-disable */ /* global made */ made();\n")
    assert [one.rule for one in report.findings] == ["no-undef"]


def test_what_is_no_javascript_says_so(linter: DockerLinter) -> None:
    report = lint(linter, "module.exports = {{{\n")
    assert not report.is_readable


@pytest.mark.parametrize("text", ["export const a = 1;\n", "module.exports = { a: 1 };\n", "return 1;\n"])
def test_both_kinds_of_module_can_be_read(linter: DockerLinter, text: str) -> None:
    assert lint(linter, text).is_readable


@pytest.mark.parametrize(("name", "content"), [("data.json", b"{}"), ("big.js", b"//" + b"x" * 600_000)])
def test_what_can_not_be_linted_is_not_run(linter: DockerLinter, name: str, content: bytes) -> None:
    assert linter.lint((SourceFile(name, content),)) is None


def test_bytes_that_are_no_text_are_read_all_the_same(linter: DockerLinter) -> None:
    assert linter.lint((SourceFile("a.js", b"\xff\xfe\x00"),)) is not None


def files_in(folder: Path) -> tuple[SourceFile, ...]:
    return tuple(SourceFile(file.name, file.read_bytes()) for file in sorted(folder.iterdir()))


def test_no_reference_of_ours_has_a_finding(linter: DockerLinter) -> None:
    found = {}
    for folder in sorted(REFERENCES.glob("*/reference")):
        given = files_in(folder.with_name("starter"))
        report = linter.lint(tuple(file for file in files_in(folder) if file not in given))
        if report is not None and report.findings:
            found[folder.parent.name] = [(one.rule, one.line) for one in report.findings]
    assert found == {}


def test_a_linter_whose_container_was_killed_starts_another(
    linter: DockerLinter, docker_client: docker.DockerClient
) -> None:
    lint(linter, "let first = 1;\n")
    for container in docker_client.containers.list(filters={"name": "proving-lint-"}):
        if container.name == linter.container_name:
            container.kill()
    assert linter.lint((SourceFile("a.js", b"let second = 2;\n"),)) is None
    assert linter.lint((SourceFile("a.js", b"let third = 3;\n"),)) is not None


def test_the_container_can_do_next_to_nothing_and_is_gone_when_closed(
    sandbox_image: ImageInfo, docker_client: docker.DockerClient
) -> None:
    with DockerLinter(connect, image=sandbox_image.tag) as opened:
        lint(opened, "let a = 1;\n")
        facts = docker_client.api.inspect_container(opened.container_name)
        assert facts["Config"]["User"] == "1001:1001"
        assert facts["HostConfig"]["NetworkMode"] == "none"
        assert facts["HostConfig"]["ReadonlyRootfs"] is True
        assert facts["HostConfig"]["CapDrop"] == ["ALL"]
        assert not facts["HostConfig"]["CapAdd"]
        name = opened.container_name
    with pytest.raises(docker.errors.NotFound):
        docker_client.api.inspect_container(name)
