"""Finds the tests in a Jest file that are marked to be skipped, and enables them or takes them out.

Works on the syntax tree, so that titles, comments and strings which look like a mark stay what they are.
"""

from collections.abc import Iterator

from tree_sitter import Node

from sandbox.model import SourceFile
from training.agents.repair.program import Edit, Part, Program, apply, parse, text, walk
from training.errors import TaskImportError

MARKED = {b"xtest": b"test", b"xit": b"it", b"xdescribe": b"describe", b"fit": b"it", b"fdescribe": b"describe"}
SKIPPING = frozenset({b"xtest", b"xit", b"xdescribe"})
TESTS = frozenset({b"test", b"it"})
SUITES = frozenset({b"describe"})
MARKS = frozenset({b"skip", b"only"})
_DECLARING = frozenset(
    {"import_specifier", "variable_declarator", "object_pattern", "shorthand_property_identifier_pattern"}
)


def enable_all(file: SourceFile) -> SourceFile:
    """Return the file with every test enabled: `xtest` is `test`, `.skip` and `.only` are gone, `todo` is taken out.

    Raises:
        TaskImportError: the file is no JavaScript.
    """
    program = _program(file)
    parts = [
        *_renamed(program),
        *_unmarked(program),
        *_removed(node for node in _statements(program) if _is_todo(node)),
    ]
    return SourceFile(file.path, _apply(program, parts))


def comment_skipped(file: SourceFile) -> SourceFile:
    """Return the file with each skipped test or suite as a comment: to be read, and not run.

    Raises:
        TaskImportError: the file is no JavaScript.
    """
    program = _program(file)
    skipped = [node for node in _statements(program) if _is_skipped(node) or _is_todo(node)]
    return SourceFile(file.path, _apply(program, [_commented(program.source, node) for node in _outermost(skipped)]))


def has_tests(file: SourceFile) -> bool:
    """Whether the file registers any test that is not skipped.

    Raises:
        TaskImportError: the file is no JavaScript.
    """
    program = _program(file)
    return any(_root_name(call) in TESTS and not _is_skipped_call(call) for call in program.of("call_expression"))


def _program(file: SourceFile) -> Program:
    program = parse(file)
    if program is None:
        raise TaskImportError(f"{file.path} can't be read as JavaScript.")
    return program


def _apply(program: Program, parts: list[Part]) -> bytes:
    edit = Edit(path=program.path, operator="import", line=1, parts=tuple(parts))
    return apply(program.source, (edit,))


def _renamed(program: Program) -> Iterator[Part]:
    for node in program.of("identifier"):
        name = text(node)
        if name in MARKED and not _declares(node):
            yield Part(node.start_byte, node.end_byte, MARKED[name])


def _declares(node: Node) -> bool:
    above = node.parent
    if above is None or above.type not in _DECLARING:
        return False
    return above.type != "variable_declarator" or above.child_by_field_name("name") == node


def _unmarked(program: Program) -> Iterator[Part]:
    for node in program.of("member_expression"):
        whole, mark = node.child_by_field_name("object"), node.child_by_field_name("property")
        if whole is not None and mark is not None and text(mark) in MARKS and _root_name(node) in TESTS | SUITES:
            yield Part(whole.end_byte, mark.end_byte, b"")


def _removed(nodes: Iterator[Node]) -> Iterator[Part]:
    for node in nodes:
        yield Part(node.start_byte, node.end_byte, b"")


def _statements(program: Program) -> Iterator[Node]:
    """Give every statement that is a call of a test function."""
    for node in program.of("expression_statement"):
        call = node.named_children[0]
        if call.type == "call_expression" and _root_name(call) is not None:
            yield node


def _is_skipped(statement: Node) -> bool:
    return _is_skipped_call(statement.named_children[0])


def _is_skipped_call(call: Node) -> bool:
    return _names_in(call)[0] in SKIPPING or b"skip" in _names_in(call)[1:]


def _is_todo(statement: Node) -> bool:
    return b"todo" in _names_in(statement.named_children[0])[1:]


def _names_in(call: Node) -> list[bytes]:
    """Return `[test, skip, each]` for `test.skip.each(...)(...)`."""
    names: list[bytes] = []
    node: Node | None = call
    while node is not None and node.type in {"call_expression", "member_expression"}:
        mark = node.child_by_field_name("property")
        names += [text(mark)] if mark is not None else []
        node = node.child_by_field_name("function") or node.child_by_field_name("object")
    return [text(node) if node is not None else b"", *reversed(names)]


def _root_name(node: Node) -> bytes | None:
    """Return the test function that a chain of calls and members begins with, without its mark."""
    name = _names_in(node)[0]
    plain = MARKED.get(name, name)
    return plain if plain in TESTS | SUITES else None


def _outermost(nodes: list[Node]) -> list[Node]:
    kept: list[Node] = []
    for node in sorted(nodes, key=lambda node: node.start_byte):
        if not kept or node.start_byte >= kept[-1].end_byte:
            kept.append(node)
    return kept


def _commented(source: bytes, node: Node) -> Part:
    lines = source[node.start_byte : node.end_byte].split(b"\n")
    return Part(node.start_byte, node.end_byte, b"\n".join([b"// " + line for line in lines]) + b"\n")


def imports_of(file: SourceFile) -> frozenset[str]:
    """Return the relative paths that a script imports or requires, as they are written; none where it can't be read."""
    program = parse(file)
    if program is None:
        return frozenset()
    strings = (node for node in walk(program.root) if node.type == "string" and _names_module(node))
    return frozenset(text(node).decode().strip("'\"") for node in strings if text(node)[1:2] == b".")


def _names_module(string: Node) -> bool:
    above = string.parent
    if above is None or above.type in {"import_statement", "export_statement"}:
        return above is not None
    call = above.parent
    if above.type != "arguments" or call is None:
        return False
    function = call.child_by_field_name("function")
    return function is not None and text(function) in {b"require", b"import"}
