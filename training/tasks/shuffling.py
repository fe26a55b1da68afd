"""Puts the tests of a file into another order: by its syntax tree, so what stands between them stays in its place."""

from collections.abc import Iterator
from random import Random

from tree_sitter import Node

from sandbox.model import SourceFile
from training.agents.repair.program import Part, apply_parts, field, parse, text
from training.tasks.loader import TEST_FILE

_TESTS = frozenset({b"test", b"it", b"describe"})
_BLOCKS = ("program", "statement_block")


def shuffled(file: SourceFile, rng: Random) -> SourceFile:
    """Return a test file with its tests in a random order, also inside of `describe`; another file as it is."""
    program = parse(file) if TEST_FILE.search(file.path) else None
    if program is None:
        return file
    source = program.source
    for block in sorted(program.of(*_BLOCKS), key=lambda node: -node.start_byte):
        source = _shuffled_block(source, block, rng)
    return SourceFile(file.path, source)


def _shuffled_block(source: bytes, block: Node, rng: Random) -> bytes:
    """Blocks come from the last to the first, so an inner one is done before the one around it, and lengths stay."""
    tests = list(_tests(block))
    texts = [source[node.start_byte : node.end_byte] for node in tests]
    mixed = rng.sample(texts, len(texts))
    return apply_parts(
        source, tuple(Part(node.start_byte, node.end_byte, new) for node, new in zip(tests, mixed, strict=True))
    )


def _tests(block: Node) -> Iterator[Node]:
    for statement in block.named_children:
        call = statement.named_children[0] if statement.type == "expression_statement" else None
        if call is not None and call.type == "call_expression" and _root(call) in _TESTS:
            yield statement


def _root(call: Node) -> bytes:
    function = field(call, "function")
    while function.type in ("call_expression", "member_expression"):
        function = field(function, "function" if function.type == "call_expression" else "object")
    return text(function)
