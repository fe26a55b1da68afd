"""What an agent that reads English is told."""

from collections.abc import Iterable

from sandbox.model import ExecutionResult, SourceFile, TestResult, TestStatus
from training.model.agents import Assignment, Feedback
from training.model.tasks import TaskBrief, TaskKind

_MESSAGE_CHARS = 1_500
_FAILURES_SHOWN = 8
_TERMS = (
    "It is judged by tests like those below, and by further ones that you do not see. It is plain JavaScript for Node, "
    "without packages and without network."
)
_GOALS = {
    TaskKind.IMPLEMENT: "The files below are an empty shell. Write the program.",
    TaskKind.FIX: "The program below has a bug. Find it and mend it.",
}


def task_prompt(
    assignment: Assignment, *, feedback: tuple[Feedback, ...], how_to_answer: str, instructed: bool = True
) -> str:
    """Return the whole prompt: the task, how to work, the files, and how the last attempt did.

    `instructed` puts the strategy's instructions in; without it they are said elsewhere (a system prompt).
    """
    brief = assignment.brief
    files = feedback[-1].candidate.files if feedback else brief.starter
    sections = {
        brief.title: brief.prompt,
        "What to do": what_to_do(brief),
        "How to work": assignment.strategy.instructions if instructed else "",
        "Files": _shown(files),
        "How these files did": report(feedback[-1].result) if feedback else "",
        "Tests that you may see": _shown(brief.visible_tests),
        "How to answer": how_to_answer,
    }
    return "\n\n".join(f"# {title}\n\n{body.strip()}" for title, body in sections.items() if body) + "\n"


def what_to_do(brief: TaskBrief) -> str:
    """Return the task's kind and its terms in words."""
    return f"{_GOALS[brief.kind]} {_TERMS}"


def report(result: ExecutionResult) -> str:
    """Return in short what the visible tests said: the counts, and the first failures with their messages."""
    if result.all_passed:
        return f"All {len(result.tests)} tests passed."
    failed = [test for test in result.tests if test.status is TestStatus.FAILED]
    counts = f"{result.count(TestStatus.PASSED)} of {len(result.tests)} tests passed. {result.reason}".strip()
    shown = [_failure(test) for test in failed[:_FAILURES_SHOWN]]
    more = len(failed) - len(shown)
    return "\n\n".join([counts, *shown, *([f"... and {more} more failed."] if more else [])])


def _failure(test: TestResult) -> str:
    message = (test.message or "no message").strip()
    cut = message if len(message) <= _MESSAGE_CHARS else message[:_MESSAGE_CHARS] + " ... (cut)"
    return f"### {test.name}\n\n{_fenced(cut)}"


def _shown(files: Iterable[SourceFile]) -> str:
    return "\n\n".join(f"### {file.path}\n\n{_fenced(file.content.decode(errors='replace'))}" for file in files)


def _fenced(body: str) -> str:
    """Put a text between fences that are longer than any inside it."""
    fence = "```"
    while fence in body:
        fence += "`"
    return f"{fence}\n{body.rstrip()}\n{fence}"
