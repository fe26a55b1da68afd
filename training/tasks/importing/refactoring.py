"""Exercises that ask to tidy a program which works: no test tells the tidy one from what is there."""

from collections.abc import Iterator
from dataclasses import replace

from tree_sitter import Node

from sandbox.model import SourceFile
from training.agents.repair.program import Edit, Part, apply, parse, walk
from training.tasks.importing.draft import Draft

HOLLOW = b"{\n  throw new Error('Remove this line and implement the function');\n}"
FUNCTIONS = frozenset({"function_declaration", "function_expression", "arrow_function", "method_definition"})
NOTE = "It asks to refactor a program that passes: the starter is emptied, and the program stands in the prompt."


def without_its_program(draft: Draft) -> Draft:
    """Return the draft with what the starter exports emptied, and the whole starter in the prompt."""
    listings = [f"`{file.path}`:\n\n```js\n{file.content.decode()}```" for file in draft.starter]
    prompt = "\n\n".join([draft.prompt, "## The program to refactor", *listings])
    starter = tuple(_hollow(file) for file in draft.starter)
    return replace(draft, prompt=prompt, starter=starter, notes=(*draft.notes, NOTE))


def _hollow(file: SourceFile) -> SourceFile:
    program = parse(file)
    if program is None:
        return file
    parts = [
        Part(body.start_byte, body.end_byte, HOLLOW)
        for node in program.of("export_statement")
        for body in _bodies(node)
    ]
    edit = Edit(path=file.path, operator="import", line=1, parts=tuple(parts))
    return SourceFile(file.path, apply(file.content, (edit,)))


def _bodies(exported: Node) -> Iterator[Node]:
    """Give the bodies of the outermost functions of an export."""
    end = exported.start_byte
    for node in walk(exported):
        body = node.child_by_field_name("body")
        if node.type in FUNCTIONS and body is not None and node.start_byte >= end:
            end = node.end_byte
            yield body
