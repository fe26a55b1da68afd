"""A new task to begin with: small, whole, and sound."""

import re

from sandbox.model import SourceFile
from training.model.tasks import Difficulty, TaskKind
from training.tasks.importing.draft import Draft, TestFiles

_PROMPT = """# {title}

Say here what the program is for. `{name}(name)` returns a greeting for that name, `Hello, NAME!`; spaces around the
name do not count. Without a name, `undefined` or only spaces, it returns `Hello!`.

Say what holds at the edges, and name errors by their class and message. An agent sees this page, the starter and the
visible tests.
"""
_EMPTY = "export function {name}(name) {{\n  throw new Error('not implemented');\n}}\n"
_BROKEN = "export function {name}(name) {{\n  return `Hello, ${{name}}!`;\n}}\n"
_RIGHT = """export function {name}(name = '') {{
  const trimmed = name.trim();
  return trimmed === '' ? 'Hello!' : `Hello, ${{trimmed}}!`;
}}
"""
_VISIBLE = """import {{ expect, test }} from '@jest/globals';
import {{ {name} }} from './solution.js';

test('greets by name', () => {{
  expect({name}('Ada')).toBe('Hello, Ada!');
}});

test('greets without a name', () => {{
  expect({name}()).toBe('Hello!');
}});
"""
_HIDDEN = """import {{ expect, test }} from '@jest/globals';
import {{ {name} }} from './solution.js';

test.each([
  ['Ada', 'Hello, Ada!'],
  [' Ada ', 'Hello, Ada!'],
  ['Ada King', 'Hello, Ada King!'],
  ['', 'Hello!'],
  ['   ', 'Hello!'],
  [undefined, 'Hello!'],
])('%j gives %j', (name, expected) => {{
  expect({name}(name)).toBe(expected);
}});
"""


def new_task(task_id: str, *, title: str, category: str, difficulty: Difficulty, kind: TaskKind) -> Draft:
    """Return a task with an example in each of its files, which passes a check; its author replaces them."""
    words = re.split("-", task_id)
    name = words[0] + "".join(word.capitalize() for word in words[1:])
    name = name if name[:1].isalpha() else f"task{name}"

    def file(path: str, text: str) -> tuple[SourceFile, ...]:
        return (SourceFile(path, text.format(name=name, title=title).encode()),)

    return Draft(
        id=task_id,
        title=title,
        category=category,
        difficulty=difficulty,
        kind=kind,
        prompt=_PROMPT.format(name=name, title=title),
        starter=file("solution.js", _BROKEN if kind is TaskKind.FIX else _EMPTY),
        reference=file("solution.js", _RIGHT),
        tests=TestFiles(visible=file(f"{task_id}.spec.js", _VISIBLE), hidden=file(f"{task_id}.spec.js", _HIDDEN)),
        source="own",
        licence="ours",
    )
