"""A spec that can't be run is refused with a sentence that names what is wrong."""

import pytest

from sandbox.errors import InvalidSpecError
from sandbox.model import ExecutionSpec, Limits, SourceFile
from sandbox.spec import MAX_FILE_BYTES, check_spec

TEST = SourceFile("a.spec.js", b"")


def spec_of(
    *candidate: SourceFile, tests: tuple[SourceFile, ...] = (TEST,), limits: Limits | None = None
) -> ExecutionSpec:
    return ExecutionSpec(execution_id="one", candidate=candidate, tests=tests, limits=limits or Limits())


@pytest.mark.parametrize("path", ["a.js", "deep/er/a.js", ".hidden", "ünïcode 1.js", "a..b.js", "__proto__.js"])
def test_plain_relative_paths_are_fine(path: str) -> None:
    check_spec(spec_of(SourceFile(path, b"")))


@pytest.mark.parametrize(
    "path",
    ["", "/a", "../a", "a/../b", "./a", "a/", "a//b", "a\0b", "a\nb", "a\\b", "x" * 256, "/".join(["long"] * 300)],
)
def test_any_other_path_is_refused(path: str) -> None:
    with pytest.raises(InvalidSpecError, match="a file of the program"):
        check_spec(spec_of(SourceFile(path, b"")))


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.raises(InvalidSpecError, match=r"are named a\.js"):
        check_spec(spec_of(SourceFile("a.js", b""), SourceFile("a.js", b"")))


def test_a_program_cannot_bring_a_file_of_the_tests() -> None:
    with pytest.raises(InvalidSpecError, match="both a file of the program and of the tests"):
        check_spec(spec_of(TEST))


@pytest.mark.parametrize("path", ["a.spec.js/b.js", "x/a.js"])
def test_a_name_cannot_be_a_file_and_a_folder(path: str) -> None:
    with pytest.raises(InvalidSpecError, match="both a file and a folder"):
        check_spec(spec_of(SourceFile(path, b""), SourceFile("x", b"")))


def test_a_huge_file_is_refused() -> None:
    with pytest.raises(InvalidSpecError, match="larger than"):
        check_spec(spec_of(SourceFile("a.js", b" " * (MAX_FILE_BYTES + 1))))


def test_no_tests_are_refused() -> None:
    with pytest.raises(InvalidSpecError, match="no tests"):
        check_spec(spec_of(tests=()))


@pytest.mark.parametrize(
    "limits",
    [Limits(wall_seconds=0), Limits(cpu_seconds=-1), Limits(memory_mib=0), Limits(wall_seconds=float("inf"))],
)
def test_a_limit_that_limits_nothing_is_refused(limits: Limits) -> None:
    with pytest.raises(InvalidSpecError, match="must be above 0"):
        check_spec(spec_of(limits=limits))


@pytest.mark.parametrize(
    ("program", "test"),
    [
        ("cases.js", "cases.json"),
        ("helper.js", "helper/index.js"),
        ("helper/index.js", "helper.js"),
        ("helper/package.json", "helper/index.js"),
        ("lib/data.cjs", "lib/data.mjs"),
    ],
)
def test_a_program_cannot_answer_where_a_test_imports_its_own_file(program: str, test: str) -> None:
    with pytest.raises(InvalidSpecError, match="imported alike"):
        check_spec(spec_of(SourceFile(program, b""), tests=(TEST, SourceFile(test, b"{}"))))


@pytest.mark.parametrize(
    ("program", "test"), [("cases.js", "cases.txt"), ("a.js", "a.two.js"), ("package.json", "index.js")]
)
def test_names_that_only_look_alike_are_fine(program: str, test: str) -> None:
    check_spec(spec_of(SourceFile(program, b""), tests=(TEST, SourceFile(test, b""))))


def test_a_shared_file_is_the_tests_own_whatever_the_program_brings() -> None:
    spec = ExecutionSpec(
        execution_id="one",
        candidate=(SourceFile("a.js", b""), SourceFile("helper.js", b"mine")),
        tests=(TEST, SourceFile("helper.js", b"theirs")),
        shared=("helper.js",),
    )

    check_spec(spec)

    assert [file.path for file in spec.program] == ["a.js"]


def test_only_files_of_the_tests_can_be_shared() -> None:
    with pytest.raises(InvalidSpecError, match="no file of the tests"):
        check_spec(ExecutionSpec(execution_id="one", candidate=(), tests=(TEST,), shared=("helper.js",)))
