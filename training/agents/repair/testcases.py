"""What the visible tests say when they are read, not run: which functions each one calls, which literals it names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from sandbox.model import SourceFile
from training.agents.repair.program import Program, field, named, parse, text, walk

_TESTS = (b"test", b"it", b"xtest", b"xit")
_SUITES = (b"describe", b"xdescribe")
_PLACEHOLDER = re.compile(r"%[psdifjo#%]|\$[\w.]+")
_LITERAL_BYTES_LIMIT = 60


@dataclass(frozen=True, kw_only=True)
class TestCase:
    """One test as it stands in the file. `pattern` matches its full name, also where `each` fills in values."""

    __test__ = False

    pattern: re.Pattern[str]
    body: Node
    mentions: frozenset[bytes]


def read_tests(files: tuple[SourceFile, ...]) -> tuple[TestCase, ...]:
    """Return the tests of all files that can be parsed."""
    programs = (parse(file) for file in files)
    return tuple(case for program in programs if program is not None for case in _cases(program.root, ()))


def literals(files: tuple[SourceFile, ...]) -> tuple[bytes, ...]:
    """Return the short texts that the tests mention, without titles and imports, sorted."""
    programs = (parse(file) for file in files)
    found = {lit for program in programs if program is not None for lit in _texts(program)}
    return tuple(sorted(found))


def _texts(program: Program) -> Iterator[bytes]:
    for node in program.of("string"):
        above = node.parent
        call = above.parent if above is not None and above.type == "arguments" else None
        titled = call is not None and call.type == "call_expression" and _root_name(call) in (*_TESTS, *_SUITES)
        imported = above is not None and above.type == "import_statement"
        if not titled and not imported and len(text(node)) <= _LITERAL_BYTES_LIMIT:
            yield text(node)


def _cases(node: Node, suites: tuple[str, ...]) -> Iterator[TestCase]:
    """Go down to every test, with the titles of the suites around it."""
    for child in node.named_children:
        name = _root_name(child) if child.type == "call_expression" else None
        given = named(field(child, "arguments")) if name in (*_TESTS, *_SUITES) else []
        if name in _SUITES and given:
            yield from _cases(child, (*suites, _title(given[0])))
        elif name in _TESTS and given:
            yield _case(child, (*suites, _title(given[0])))
        else:
            yield from _cases(child, suites)


def _case(call: Node, titles: tuple[str, ...]) -> TestCase:
    pieces = _PLACEHOLDER.split(" > ".join(titles))
    names = ("identifier", "property_identifier", "shorthand_property_identifier")
    return TestCase(
        pattern=re.compile(".*".join(re.escape(piece) for piece in pieces), re.DOTALL),
        body=call,
        mentions=frozenset(text(node) for node in walk(call) if node.type in names),
    )


def _root_name(call: Node) -> bytes | None:
    """Return `test` for `test(...)`, `test.only(...)`, and `test.each(...)(...)`."""
    node: Node | None = call
    while node is not None and node.type in ("call_expression", "member_expression"):
        node = node.child_by_field_name("function") or node.child_by_field_name("object")
    return text(node) if node is not None and node.type == "identifier" else None


def _title(node: Node) -> str:
    return text(node).decode(errors="replace").strip("'\"`")
