from pathlib import Path

import pytest

from tests.training.agents.helpers import assignment, tried
from training.agents.errors import RecordingError
from training.agents.replay.agent import ReplayAgent
from training.agents.replay.recorded import regraded_batch
from training.agents.replay.recording import FolderRecording


def _record(root: Path, path: str, source: str) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(source)


def test_attempts_are_proposed_in_order_and_the_last_is_final(tmp_path: Path) -> None:
    _record(tmp_path, "double/1/solution.js", "// first")
    _record(tmp_path, "double/2/solution.js", "// second")
    session = ReplayAgent(FolderRecording(tmp_path)).begin(assignment())
    first, second = session.propose(()), session.propose((tried("// first", False),))
    assert first is not None
    assert second is not None
    assert (first.files[0].content, first.final) == (b"// first", False)
    assert (second.files[0].content, second.final) == (b"// second", True)


def test_one_candidate_may_stand_in_the_tasks_folder_itself(tmp_path: Path) -> None:
    _record(tmp_path, "double/solution.js", "// only")
    _record(tmp_path, "double/lib/helper.js", "// helper")
    candidate = ReplayAgent(FolderRecording(tmp_path)).begin(assignment()).propose(())
    assert candidate is not None
    assert [file.path for file in candidate.files] == ["lib/helper.js", "solution.js"]
    assert candidate.final


def test_a_folder_of_the_strategys_name_goes_first(tmp_path: Path) -> None:
    _record(tmp_path, "double/solution.js", "// for all")
    _record(tmp_path, "double/balanced/solution.js", "// for balanced")
    candidate = ReplayAgent(FolderRecording(tmp_path)).begin(assignment("balanced")).propose(())
    assert candidate is not None
    assert candidate.files[0].content == b"// for balanced"


def test_a_task_without_a_recording_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="Nothing is recorded for task 'double' under 'balanced'"):
        ReplayAgent(FolderRecording(tmp_path)).begin(assignment())


def test_without_a_folder_it_says_what_it_needs() -> None:
    assert "Give it a folder" in (ReplayAgent().check() or "")
    with pytest.raises(RecordingError, match="Give it a folder"):
        ReplayAgent().begin(assignment())


def test_links_are_not_followed(tmp_path: Path) -> None:
    _record(tmp_path, "double/solution.js", "// only")
    (tmp_path / "double/outside.js").symlink_to("/etc/passwd")
    candidate = ReplayAgent(FolderRecording(tmp_path)).begin(assignment()).propose(())
    assert candidate is not None
    assert [file.path for file in candidate.files] == ["solution.js"]


def test_a_file_that_is_too_large_is_named(tmp_path: Path) -> None:
    _record(tmp_path, "double/solution.js", " " * 1_100_000)
    with pytest.raises(RecordingError, match="1024 KiB"):
        ReplayAgent(FolderRecording(tmp_path)).begin(assignment())


@pytest.mark.parametrize("number", ["\N{SUPERSCRIPT TWO}", "", "-1", "1.5", "9" * 5000])
def test_an_agent_that_names_no_batch_grades_none_again(number: str) -> None:
    assert regraded_batch(f"replay:{number}") is None
    assert regraded_batch("replay:7") == 7
