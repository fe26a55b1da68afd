"""One JavaScript file as a syntax tree, and edits to it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from sandbox.model import SourceFile

_SUFFIXES = (".js", ".mjs", ".cjs")


@dataclass(frozen=True)
class Program:
    """A parsed file. `nodes` holds every node by its type, in the order of the source.

    `expected` are the literals that the visible tests mention: some of them may belong into the program.
    """

    path: str
    source: bytes
    root: Node
    nodes: Mapping[str, tuple[Node, ...]]
    expected: tuple[bytes, ...] = ()

    def of(self, *types: str) -> Iterator[Node]:
        """Give every node of these types, one type after the other."""
        for kind in types:
            yield from self.nodes.get(kind, ())


@dataclass(frozen=True)
class Part:
    """One replaced span of bytes; an insertion where `start == end`."""

    start: int
    end: int
    text: bytes


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One change that an operator proposes; mostly one part, more where one makes no sense without the other.

    `role` is the part that the changed place plays in the program.
    """

    path: str
    operator: str
    line: int
    parts: tuple[Part, ...]
    role: str = ""

    def overlaps(self, other: "Edit") -> bool:
        """Whether both touch the same bytes, so that they can't be combined."""
        if self.path != other.path:
            return False
        return any(a.start <= b.end and b.start <= a.end for a in self.parts for b in other.parts)


def is_script(path: str) -> bool:
    """Whether this file is one that the agent can parse."""
    return path.endswith(_SUFFIXES)


def parse(file: SourceFile, *, expected: tuple[bytes, ...] = ()) -> Program | None:
    """Return the parsed file, or None when it is no valid JavaScript."""
    root = _parser().parse(file.content).root_node
    if root.has_error:
        return None
    nodes: dict[str, list[Node]] = defaultdict(list)
    for node in walk(root):
        nodes[node.type].append(node)
    return Program(file.path, file.content, root, {kind: tuple(found) for kind, found in nodes.items()}, expected)


def walk(node: Node) -> Iterator[Node]:
    """Give the node and everything below it, in the order of the source, without recursion."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(current.children))


def apply(source: bytes, edits: tuple[Edit, ...]) -> bytes:
    """Return the source with all parts of the edits put in; they must not overlap."""
    return apply_parts(source, tuple(part for edit in edits for part in edit.parts))


def apply_parts(source: bytes, parts: tuple[Part, ...]) -> bytes:
    """Return the source with these parts put in; they must not overlap. Insertions at one place keep their order."""
    pieces, at = [], 0
    for part in sorted(parts, key=lambda part: (part.start, part.end)):
        pieces += [source[at : part.start], part.text]
        at = part.end
    return b"".join((*pieces, source[at:]))


def fingerprint(program: Program) -> tuple[bytes, ...]:
    """Return the tokens without comments and layout: equal for programs that differ in nothing else."""
    return tuple(text(node) for node in walk(program.root) if not node.children and node.type != "comment")


def text(node: Node) -> bytes:
    """Return the node's source."""
    return node.text or b""


def field(node: Node, name: str) -> Node:
    """Return a child that the grammar promises.

    Raises:
        LookupError: the node has no such child after all.
    """
    child = node.child_by_field_name(name)
    if child is None:
        raise LookupError(f"{node.type} has no {name}")
    return child


def named(node: Node) -> list[Node]:
    """Return the named children without comments."""
    return [child for child in node.named_children if child.type != "comment"]


@lru_cache(maxsize=1)
def _parser() -> Parser:
    return Parser(Language(tree_sitter_javascript.language()))
