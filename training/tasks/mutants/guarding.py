"""Keeps programs that hang from holding up the others: a limit to the turns of loops, and to the time of tests."""

from tree_sitter import Node

from sandbox.model import SourceFile
from training.agents.repair.operators.base import LOOPS
from training.agents.repair.program import Part, apply_parts, field, is_script, parse
from training.tasks.loader import TEST_FILE

TURNS = 3_000_000  # far above what a test needs
TURNS_AFTER = 20_000  # what is left when it has happened once: every test would wait for it anew
JEST_MS = 5_000  # what Jest gives a test
_COUNT = f"if ((proving_turns = (proving_turns | 0) + 1) > {TURNS}) proving_endless();".encode()
_ENDLESS = f"""
var proving_turns;
function proving_endless() {{
  proving_turns = {TURNS - TURNS_AFTER};
  throw new RangeError('a loop without end');
}}
"""
_HURRY = """
;{
  const began = Date.now();
  proving_jest.setTimeout(TEST_MS);
  proving_beforeEach(() => {
    if (Date.now() - began > SUITE_MS) throw new Error('the tests before this one took too long');
  });
}
"""
_IMPORTED = "import { beforeEach as proving_beforeEach, jest as proving_jest } from '@jest/globals';"
_REQUIRED = "const { beforeEach: proving_beforeEach, jest: proving_jest } = require('@jest/globals');"


def hurried(file: SourceFile, *, suite_ms: int) -> SourceFile:
    """Return a test file whose tests fail at once when those before them took longer; another file as it is."""
    program = parse(file) if TEST_FILE.search(file.path) else None
    if program is None:
        return file
    is_module = any(True for _ in program.of("import_statement", "export_statement"))
    hurry = _HURRY.replace("TEST_MS", str(min(suite_ms, JEST_MS))).replace("SUITE_MS", str(suite_ms))
    lines = f"\n{_IMPORTED if is_module else _REQUIRED}{hurry}"
    return SourceFile(file.path, file.content + lines.encode())


def guarded(file: SourceFile) -> SourceFile:
    """Return the file with a counter in every loop; unchanged where there is no loop, or no JavaScript."""
    program = parse(file) if is_script(file.path) else None
    bodies = [field(loop, "body") for loop in program.of(*LOOPS)] if program is not None else []
    if not bodies:
        return file
    parts = tuple(part for body in bodies for part in _counted(body))
    return SourceFile(file.path, apply_parts(file.content, parts) + _ENDLESS.encode())


def _counted(body: Node) -> tuple[Part, ...]:
    if body.type == "statement_block":
        return (Part(body.start_byte + 1, body.start_byte + 1, _COUNT),)
    return Part(body.start_byte, body.start_byte, b"{" + _COUNT), Part(body.end_byte, body.end_byte, b"}")
