"""Tasks to mend, made out of a reference."""

from collections.abc import Callable
from dataclasses import replace

from sandbox.fake import FakeRunner, judged
from sandbox.model import ExecutionResult, ExecutionSpec, SourceFile
from tests.training.builders import a_task
from training.model.tasks import Task, TaskKind
from training.tasks.importing.draft import Draft
from training.tasks.mutants.fixing import fix_tasks

REFERENCE = b"""export function total(list, start = 0) {
  let sum = start;
  for (const each of list) {
    if (each === undefined) continue;
    sum += each;
  }
  return sum;
}
"""


def noticing(notices: Callable[[bytes], bool]) -> FakeRunner:
    def run(spec: ExecutionSpec) -> ExecutionResult:
        programs = {file.path.removesuffix("solution.js"): file.content for file in spec.candidate}
        results = [
            replace(
                judged(
                    spec, {"works": not notices(programs[test.path.rpartition("/")[0] + "/" * ("/" in test.path)])}
                ).tests[0],
                file=test.path,
            )
            for test in spec.tests
        ]
        return replace(judged(spec, {}), tests=tuple(results))

    return FakeRunner(run)


def the_task() -> Task:
    return replace(a_task("sums"), reference=(SourceFile("solution.js", REFERENCE),), licence="MIT")


def made(
    seed: int, *, count: int = 4, notices: Callable[[bytes], bool] = lambda _: True, within_reach: bool = False
) -> list[Draft]:
    runner = noticing(notices)
    return list(fix_tasks(the_task(), count=count, seed=seed, runner=runner, within_reach=within_reach))


def test_as_many_as_asked_for_and_all_different() -> None:
    drafts = made(1)
    assert len(drafts) == 4
    assert len({draft.starter for draft in drafts}) == 4
    assert all(draft.starter != draft.reference for draft in drafts)


def test_the_same_seed_makes_the_same_and_another_makes_others() -> None:
    assert made(1) == made(1)
    assert {draft.starter for draft in made(1)} != {draft.starter for draft in made(2)}


def test_a_task_says_where_it_comes_from() -> None:
    draft = made(3)[0]
    assert (draft.id, draft.kind, draft.licence) == ("sums-bug-3-1", TaskKind.FIX, "MIT")
    assert draft.source == "mutant 1 of sums (hash-of-sums), seed 3"
    assert "mend it" in draft.prompt


def test_what_no_test_notices_is_left_out() -> None:
    assert made(1, notices=lambda _: False) == []
    drafts = made(1, count=2, notices=lambda program: b"continue" not in program)
    assert drafts
    assert all(b"continue" not in draft.starter[0].content for draft in drafts)


def test_what_one_edit_of_repair_takes_back_is_left_out() -> None:
    starters = {draft.starter[0].content for draft in made(1, count=40)}
    assert REFERENCE.replace(b"+=", b"-=") not in starters
    assert REFERENCE.replace(b"=== undefined", b"!== undefined") not in starters


def test_where_it_is_asked_only_what_one_edit_takes_back_is_given() -> None:
    within, beyond = made(1, count=40, within_reach=True), made(1, count=40)
    assert REFERENCE.replace(b"+=", b"-=") in {draft.starter[0].content for draft in within}
    assert all("+" not in draft.notes[0] for draft in within)  # one bug each
    assert not {draft.starter for draft in within} & {draft.starter for draft in beyond}
