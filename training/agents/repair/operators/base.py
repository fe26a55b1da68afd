"""What all edit operators share."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tree_sitter import Node

from training.agents.repair.program import Part, Program, field, text

Change = tuple[Part, ...]
Finder = Callable[[Program], Iterator[Change]]
Swaps = Mapping[bytes, tuple[bytes, ...]]

LOOPS = ("for_statement", "for_in_statement", "while_statement", "do_statement")
FUNCTIONS = (
    "function_declaration",
    "function_expression",
    "generator_function_declaration",
    "generator_function",
    "arrow_function",
    "method_definition",
)


@dataclass(frozen=True)
class Operator:
    """A named kind of edit.

    `find` gives every change of its kind that a program allows; `prior` is how often such an edit is the right one
    before anything was learnt, relative to the others.
    """

    name: str
    find: Finder
    prior: float


def put(node: Node, new: bytes) -> Change:
    """Replace a node."""
    return (Part(node.start_byte, node.end_byte, new),)


def before(node: Node, new: bytes) -> Change:
    """Insert in front of a node."""
    return (Part(node.start_byte, node.start_byte, new),)


def after(node: Node, new: bytes) -> Change:
    """Insert behind a node."""
    return (Part(node.end_byte, node.end_byte, new),)


def each_swap(nodes: Iterable[Node], swaps: Swaps) -> Iterator[Change]:
    """Replace each node whose text is a key by each of the texts that the key stands for."""
    for node in nodes:
        for new in swaps.get(text(node), ()):
            yield put(node, new)


def operators_of(program: Program, *types: str) -> Iterator[Node]:
    """Give the operator token of each node of these types."""
    for node in program.of(*types):
        yield field(node, "operator")


def condition(node: Node) -> Node:
    """Return the condition of an if, while, do, for or ternary, without its parentheses."""
    found = field(node, "condition")
    return found.named_children[0] if found.type == "parenthesized_expression" else found


def conditions(program: Program) -> Iterator[Node]:
    """Give every condition of the program."""
    for node in program.of("if_statement", "while_statement", "do_statement", "ternary_expression", "for_statement"):
        if node.child_by_field_name("condition") is not None:
            yield condition(node)


def arguments(call: Node) -> list[Node]:
    """Return the arguments of a call or a `new`; none where there are no parentheses."""
    found = call.child_by_field_name("arguments")
    if found is None or found.type != "arguments":
        return []
    return [child for child in found.named_children if child.type != "comment"]


def method(call: Node) -> bytes | None:
    """Return the name of the method that a call calls, or None for another kind of call."""
    function = field(call, "function")
    return text(field(function, "property")) if function.type == "member_expression" else None


def receiver(call: Node) -> Node:
    """Return what a method is called on; the call must be one of a method."""
    return field(field(call, "function"), "object")


def enclosing(node: Node, types: tuple[str, ...]) -> Node | None:
    """Return the nearest node above of one of these types."""
    above = node.parent
    while above is not None and above.type not in types:
        above = above.parent
    return above


def statements(block: Node) -> list[Node]:
    """Return a block's statements without comments."""
    return [child for child in block.named_children if child.type != "comment"]


def wrapped(node: Node) -> bytes:
    """Return the node's source, in parentheses where it isn't a single thing already."""
    simple = {
        "identifier", "number", "string", "call_expression", "member_expression", "subscript_expression",
        "parenthesized_expression", "array", "this", "template_string", "true", "false", "null", "undefined",
    }  # fmt: skip
    return text(node) if node.type in simple else b"(" + text(node) + b")"
