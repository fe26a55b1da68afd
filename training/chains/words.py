"""What the prompt of every stage says beyond its instructions, and what a result is made into."""

import json
from typing import Any

from sandbox.model import SourceFile
from sandbox.output import well_formed
from training.agents.prompt import report
from training.agents.replies import HOW_TO_ANSWER
from training.chains.errors import StageFailedError
from training.chains.schema import mismatch, read_json
from training.model.agents import Feedback
from training.model.chain_runs import Failure
from training.model.chains import Gives, Stage

IN_WORKSPACE = (
    "Edit the files in the current folder in place. Leave tests as they are. "
    "What counts is what the files hold when you end."
)


def how_to_answer(stage: Stage, *, in_workspace: bool) -> str:
    """Return how an agent that reads English is to answer."""
    if stage.gives is Gives.PROGRAM:
        return IN_WORKSPACE if in_workspace else HOW_TO_ANSWER
    if stage.gives is Gives.JSON:
        return f"Answer with one JSON value and nothing else. It must meet this JSON schema:\n\n{stage.schema}"
    return "Answer in plain words. The next reader sees your last message and nothing else."


def full_prompt(instructions: str, *, strategy: str, answer: str) -> str:
    """Return a stage's whole prompt."""
    parts = {"": instructions, "How to work": strategy, "How to answer": answer}
    return "\n\n".join(f"# {title}\n\n{body}" if title else body for title, body in parts.items() if body) + "\n"


def checked_result(stage: Stage, text: str) -> str:
    """Return a result in the form that its stage gives: JSON is made plain, text is left as it is.

    Raises:
        StageFailedError: it is empty, no JSON, or does not meet its schema.
    """
    if not text.strip():
        raise StageFailedError(Failure.EMPTY_RESULT, "The stage ended well, and its result is empty.")
    if stage.gives is not Gives.JSON:
        return text
    try:
        value = read_json(text)
    except ValueError as error:
        raise StageFailedError(Failure.NOT_JSON, f"What it gave is no JSON: {error}.") from error
    if wrong := mismatch(stage.schema, value):
        raise StageFailedError(Failure.SCHEMA, f"What it gave does not meet the schema at {wrong}.")
    return _plain(value)


def _plain(value: Any) -> str:
    try:
        # what came as the escape of half a character is that half now, and it goes into the next stage's prompt
        return well_formed(json.dumps(value, indent=2, ensure_ascii=False))
    except RecursionError as error:  # Python 3.12 and newer read deeper than they write
        raise StageFailedError(Failure.NOT_JSON, "What it gave is nested too deeply.") from error


def shown(files: tuple[SourceFile, ...]) -> str:
    """Return files as a prompt and a reply hold them: each path alone on the line above its fenced block."""
    return "\n\n".join(f"{file.path}\n{_fenced(file.content.decode(errors='replace'))}" for file in files)


def tested(feedback: Feedback) -> str:
    """Return what the visible tests said of a program."""
    return report(feedback.result)


def _fenced(body: str) -> str:
    fence = "```"
    while fence in body:
        fence += "`"
    return f"{fence}js\n{body.rstrip()}\n{fence}"
