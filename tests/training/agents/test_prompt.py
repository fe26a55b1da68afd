from sandbox.model import SourceFile
from tests.training.agents.helpers import assignment, result, tried
from training.agents.prompt import report, task_prompt


def test_failures_are_shown_trimmed_and_the_rest_is_counted() -> None:
    text = report(result(*[False] * 11, message="x" * 5000))
    assert "0 of 11 tests passed." in text
    assert "... and 3 more failed." in text
    assert len(text) < 15_000


def test_a_pass_is_told_in_one_line() -> None:
    assert report(result(True, True)) == "All 2 tests passed."


def test_the_latest_attempt_and_its_verdict_are_shown() -> None:
    attempts = (tried("// one", False), tried("// two", False))
    prompt = task_prompt(assignment(), feedback=attempts, how_to_answer="Say it.")
    assert "// two" in prompt
    assert "// one" not in prompt
    assert "Expected: 4" in prompt


def test_a_file_with_fences_inside_is_shown_whole() -> None:
    task = assignment(starter=(SourceFile("solution.js", b"/*\n```\n*/\n"),))
    assert "````\n/*\n```\n*/\n````" in task_prompt(task, feedback=(), how_to_answer="Say it.")
