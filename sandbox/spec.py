"""Checks an ExecutionSpec before anything runs."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from sandbox.errors import InvalidSpecError
from sandbox.model import ExecutionSpec, Limits, SourceFile

MAX_FILES = 500
MAX_FILE_BYTES = 8 * 1024 * 1024
MAX_PATH_BYTES = 1024
MAX_NAME_BYTES = 255
MIN_DISK_MIB = 1
MODULE_SUFFIXES = frozenset({".js", ".mjs", ".cjs", ".json", ".node"})


def check_spec(spec: ExecutionSpec) -> None:
    """Refuse what can't be run as it is.

    Raises:
        InvalidSpecError: names the file or the limit and what is wrong with it.
    """
    _check_files(spec.candidate, "the program")
    _check_files(spec.tests, "the tests")
    _check_side_by_side(spec)
    _check_shared(spec)
    if not spec.tests:
        raise InvalidSpecError("There are no tests to run.")
    _check_limits(spec.limits)


def _check_side_by_side(spec: ExecutionSpec) -> None:
    """The two appear in one folder: no name twice, and none that is a file here and a folder there."""
    programs, tests = ({file.path for file in files} for files in (spec.program, spec.tests))
    if programs & tests:
        raise InvalidSpecError(f"{min(programs & tests)} is both a file of the program and of the tests.")
    _check_imports(programs, tests)
    paths = programs | tests
    for path in sorted(paths):
        for parent in list(PurePosixPath(path).parents)[:-1]:
            if str(parent) in paths:
                raise InvalidSpecError(f"{parent} is both a file and a folder.")


def _check_imports(programs: set[str], tests: set[str]) -> None:
    """No file of the program may answer where a test imports one of its own, as helper.js would for helper.json."""
    ours = {name: path for path in sorted(tests) for name in _import_names(path)}
    for path in sorted(programs):
        for name in _import_names(path):
            if name in ours:
                raise InvalidSpecError(f"{path} of the program and {ours[name]} of the tests would be imported alike.")


def _import_names(path: str) -> set[str]:
    """Return what may be imported to get this file, its full name aside."""
    file = PurePosixPath(path)
    is_module = file.suffix in MODULE_SUFFIXES
    is_entry = is_module and file.stem in {"index", "package"} and len(file.parts) > 1
    names = {str(file.with_suffix(""))} if is_module else set()
    return names | {str(file.parent)} if is_entry else names


def _check_shared(spec: ExecutionSpec) -> None:
    paths = {file.path for file in spec.tests}
    for path in spec.shared:
        if path not in paths:
            raise InvalidSpecError(f"{path} is to be shared with the program, but it is no file of the tests.")


def _check_files(files: Iterable[SourceFile], whose: str) -> None:
    seen: set[str] = set()
    for file in files:
        _check_path(file.path, whose)
        if file.path in seen:
            raise InvalidSpecError(f"Two files of {whose} are named {file.path}.")
        if len(file.content) > MAX_FILE_BYTES:
            raise InvalidSpecError(f"{file.path}, a file of {whose}, is larger than {MAX_FILE_BYTES // 2**20} MiB.")
        seen.add(file.path)
    if len(seen) > MAX_FILES:
        raise InvalidSpecError(f"There are more than {MAX_FILES} files in {whose}.")


def _check_path(path: str, whose: str) -> None:
    parts = path.split("/")
    if not path or any(part in {"", ".", ".."} for part in parts):
        raise InvalidSpecError(f"{path!r}, a file of {whose}, is no plain relative path.")
    too_long = len(path.encode()) > MAX_PATH_BYTES or any(len(part.encode()) > MAX_NAME_BYTES for part in parts)
    if too_long or any(ord(character) < ord(" ") or character in "\\\x7f" for character in path):
        raise InvalidSpecError(f"{path[:80]!r}, a file of {whose}, has a name that can't be used.")


def _check_limits(limits: Limits) -> None:
    for name in ("wall_seconds", "cpu_seconds", "memory_mib", "pids", "disk_mib", "inodes", "output_kib"):
        value = getattr(limits, name)
        if not value > 0 or value == float("inf"):
            raise InvalidSpecError(f"The limit {name} must be above 0, not {value}.")
