"""A stage's instructions with their variables filled in. Values are put in as they are, once, and run by nothing."""

import re
from collections.abc import Mapping

from training.chains.errors import MissingVariableError

# what every template may use, besides the chain's own variables and `results.STAGE`
KNOWN: Mapping[str, str] = {
    "task": "the task's title and text, or the free text that the run was given",
    "files": "the program as it stands",
    "tests": "the tests that the agent may see",
    "previous": "the result of the stage before, or of each that joins here",
    "input": "the free text that was given with the run",
    "strategy": "the strategy's instructions",
}
RESULTS = "results."
_VARIABLE = re.compile(r"\{\{\s*([A-Za-z][A-Za-z0-9_.-]*)\s*\}\}")


def variables_in(template: str) -> tuple[str, ...]:
    """Return the names that a template asks for, each once, in their order."""
    return tuple(dict.fromkeys(_VARIABLE.findall(template)))


def render(template: str, values: Mapping[str, str]) -> str:
    """Return the template with its variables filled in. A value that looks like a variable stays as it is.

    Raises:
        MissingVariableError: a variable has no value.
    """
    missing = [name for name in variables_in(template) if name not in values]
    if missing:
        raise MissingVariableError(f"There is no value for {{{{ {missing[0]} }}}}. Take it out, or give it one.")
    return _VARIABLE.sub(lambda match: values[match[1]], template)
