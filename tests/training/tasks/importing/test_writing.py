from dataclasses import replace
from pathlib import Path

from sandbox.model import Limits, SourceFile
from training.model.tasks import Difficulty, TaskKind
from training.tasks import load_task
from training.tasks.importing import Draft, Imported, Skipped, TestFiles, write_drafts

SPEC = (SourceFile("a.spec.js", b"test('a', () => {});"),)
DRAFT = Draft(
    id="a-task",
    title='A "title" with \\ and \x7f',
    category="strings",
    difficulty=Difficulty.HARD,
    kind=TaskKind.IMPLEMENT,
    prompt="Do it.",
    starter=(SourceFile("a.js", b"1;"),),
    reference=(SourceFile("a.js", b"2;"),),
    tests=TestFiles(visible=SPEC, hidden=SPEC),
    source="somewhere: a",
    licence="MIT",
    limits=Limits(wall_seconds=20),
    notes=("look",),
)


def test_what_was_written_loads_as_the_task_that_it_was(tmp_path: Path) -> None:
    (written,) = write_drafts([DRAFT], tmp_path)

    assert written == Imported(id="a-task", folder=tmp_path / "a-task", notes=("look",))
    task = load_task(tmp_path / "a-task")
    assert (task.title, task.difficulty, task.source, task.licence) == (
        DRAFT.title,
        DRAFT.difficulty,
        DRAFT.source,
        "MIT",
    )
    assert task.limits == DRAFT.limits
    assert (task.starter, task.reference, task.hidden_tests) == (DRAFT.starter, DRAFT.reference, SPEC)


def test_a_folder_that_is_there_is_only_replaced_when_asked(tmp_path: Path) -> None:
    list(write_drafts([DRAFT], tmp_path))
    other = replace(DRAFT, prompt="Do it now.")

    (kept,) = write_drafts([other], tmp_path)
    assert isinstance(kept, Skipped)
    assert load_task(tmp_path / "a-task").prompt == "Do it.\n"

    list(write_drafts([other], tmp_path, replace=True))
    assert load_task(tmp_path / "a-task").prompt == "Do it now.\n"


def test_a_folder_that_is_no_task_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "a-task").mkdir()
    (tmp_path / "a-task" / "diary.txt").write_text("dear diary")

    (kept,) = write_drafts([DRAFT], tmp_path, replace=True)

    assert isinstance(kept, Skipped)
    assert (tmp_path / "a-task" / "diary.txt").exists()


def test_a_draft_that_would_not_load_leaves_nothing_behind(tmp_path: Path) -> None:
    clash = replace(DRAFT, starter=(*DRAFT.starter, SourceFile("a.spec.js", b"1;")))
    outside = replace(DRAFT, id="outside", starter=(SourceFile("../../../b.js", b"1;"),))

    results = list(write_drafts([clash, outside], tmp_path))

    assert all(isinstance(result, Skipped) for result in results)
    assert list(tmp_path.iterdir()) == []


def test_what_can_not_be_a_task_is_passed_on(tmp_path: Path) -> None:
    skipped = Skipped(id="b", reason="No.")

    assert list(write_drafts([skipped], tmp_path)) == [skipped]
