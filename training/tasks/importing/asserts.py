"""Makes Jest tests of a function full of assertions, as HumanEval's are: one test for each where they stand alone."""

import re

from tree_sitter import Node

from sandbox.model import SourceFile
from training.agents.repair.program import Program, field, parse, text
from training.errors import TaskImportError

_HEAD = "const assert = require('node:assert');\nconst {{ {name} }} = require('./solution.js');\n"
_CANDIDATE = b"candidate"


def test_bodies(source: str, *, where: str) -> tuple[str, ...]:
    """Return what each test does: one assertion each, or all in one where they need what stands between them.

    Raises:
        TaskImportError: the tests are no JavaScript, or hold no assertion.
    """
    program = parse(SourceFile("test.js", source.encode()))
    if program is None:
        raise TaskImportError(f"{where}: the tests are no JavaScript that can be read.")
    body = _body(program)
    statements = [node for node in body.named_children if node.type != "comment"]
    asserts = [node for node in statements if _is_assert(node)]
    if not asserts:
        raise TaskImportError(f"{where}: the tests hold no assertion.")
    if all(_is_assert(node) or _names_candidate(node) for node in statements):
        return tuple(_plain(node) for node in asserts)
    return ("\n  ".join(_plain(node) for node in statements if not _names_candidate(node)),)


def test_file(bodies: tuple[str, ...], *, name: str) -> bytes:
    """Return a Jest file with these tests of the function `name`; `candidate` stands for it."""
    tests = [
        f"test({_title(body, at)}, () => {{\n  const candidate = {name};\n  {body}\n}});"
        for at, body in enumerate(bodies, start=1)
    ]
    return "\n\n".join([_HEAD.format(name=name), *tests, ""]).encode()


def _title(body: str, at: int) -> str:
    said = " ".join(body.split())
    short = said if len(said) <= 80 else f"{said[:77]}..."  # noqa: PLR2004 - a line of a terminal
    quoted = short.replace("\\", "\\\\").replace("'", "\\'").replace("%", "%%")
    return f"'{at}: {quoted}'"


def _body(program: Program) -> Node:
    """Return the block of the only function that is called at the end, or the whole file."""
    for node in program.of("function_declaration", "arrow_function", "function_expression"):
        block = field(node, "body")
        if block.type == "statement_block" and any(_is_assert(child) for child in block.named_children):
            return block
    return program.root


def _is_assert(node: Node) -> bool:
    if node.type != "expression_statement":
        return False
    return re.match(rb"(console\.)?assert\b", text(node)) is not None


def _names_candidate(node: Node) -> bool:
    return (
        node.type in ("lexical_declaration", "variable_declaration")
        and re.search(rb"\b" + _CANDIDATE + rb"\s*=", text(node)) is not None
    )


def _plain(node: Node) -> str:
    return text(node).decode().replace("console.assert(", "assert(")
