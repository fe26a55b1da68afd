"""The command agent against a stand-in that speaks Claude Code's protocol: real processes, real files."""

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.model import SourceFile
from tests.training.agents.helpers import STARTER, assignment, result
from training.agents.command.agent import CommandAgent
from training.agents.command.claude_events import ClaudeEvents
from training.agents.command.presets import Mode, Preset, load_presets
from training.agents.errors import (
    AgentExitError,
    AgentMissingError,
    AgentOutputError,
    AgentSilentError,
    AgentTimeoutError,
    NoResultError,
    ReportedError,
    WorkspaceError,
)
from training.errors import AgentError
from training.model.agents import Candidate, Feedback

FAKE = Path(__file__).parents[3] / "fixtures" / "fake_claude.py"
SECRET = "sk-very-secret-indeed"


def _preset(behaviour: str, *, mode: Mode = Mode.WORKSPACE, **fixed: str) -> Preset:
    return replace(
        load_presets()["claude"],
        command=(sys.executable, str(FAKE)),
        version_command=(sys.executable, str(FAKE), "--version"),
        mode=mode,
        output_mib=64,
        fixed={"FAKE_CLAUDE": behaviour, **fixed},
    )


def _propose(preset: Preset, *, seconds: float = 30.0) -> Candidate:
    agent = CommandAgent(preset, environment={"PATH": os.environ["PATH"], "ANTHROPIC_API_KEY": SECRET, "OTHER": "1"})
    session = agent.begin(assignment(time_budget_seconds=seconds))
    try:
        candidate = session.propose(())
    finally:
        session.close()
    assert candidate is not None
    return candidate


def _solution(candidate: Candidate) -> str:
    return next(file.content.decode() for file in candidate.files if file.path == "solution.js")


@pytest.fixture(autouse=True)
def _scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let scratch folders be made where we can see afterwards that none is left."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    yield
    assert list(scratch.iterdir()) == []


def test_edited_files_are_taken_and_what_the_events_say_is_recorded() -> None:
    candidate = _propose(_preset("good"))
    assert "n * 2" in _solution(candidate)
    assert (candidate.tokens, candidate.cost_usd) == (120, 0.25)
    assert "3 turns" in candidate.note
    assert "denied: Bash" in candidate.note
    assert '"session_id": "11111111-2222-3333-4444-555555555555"' in candidate.log


def test_in_text_mode_the_program_comes_from_the_code_block() -> None:
    assert "n * 2" in _solution(_propose(_preset("no_last_line_end", mode=Mode.TEXT)))


def test_a_reply_without_a_program_leaves_the_files_as_they_were() -> None:
    candidate = _propose(_preset("no_program", mode=Mode.TEXT))
    assert candidate.files == STARTER
    assert "held no program" in candidate.note


def test_the_prompt_holds_the_task_the_instructions_the_files_and_the_tests() -> None:
    prompt = _solution(_propose(_preset("echo", mode=Mode.TEXT)))
    assert "Double a number." in prompt
    assert "Work steadily" in prompt
    assert "export function double(n) {}" in prompt
    assert "test('doubles'" in prompt


def test_the_next_prompt_holds_what_failed_and_the_program_that_failed() -> None:
    session = CommandAgent(_preset("echo", mode=Mode.TEXT), environment=os.environ).begin(assignment())
    before = Candidate(files=(SourceFile("solution.js", b"// my first try\n"),))
    second = session.propose((Feedback(candidate=before, result=result(False)),))
    session.close()
    assert second is not None
    assert "Received: 5" in _solution(second)
    assert "// my first try" in _solution(second)


def test_a_program_that_passes_is_submitted_without_another_run() -> None:
    session = CommandAgent(_preset("killed"), environment=os.environ).begin(assignment())
    passing = Feedback(candidate=Candidate(files=STARTER), result=result(True))
    submitted = session.propose((passing,))
    session.close()
    assert submitted is not None
    assert submitted.final


@pytest.mark.parametrize(
    ("behaviour", "error", "message"),
    [
        ("no_result", NoResultError, "ended without a result event"),
        ("half_line", NoResultError, "ended without a result event"),
        ("is_error", ReportedError, "error_during_execution: API Error: overloaded"),
        ("nothing", AgentSilentError, "without an error and without a word"),
        ("exit_1_after_result", AgentExitError, "exit code 1. It complained: something went wrong at the very end"),
        ("killed", AgentExitError, "was ended by signal 9"),
        ("flood", AgentOutputError, "more than 64 MiB"),
        ("link", WorkspaceError, "solution.js can't be taken"),
        ("pipe", WorkspaceError, "no plain file"),
        ("huge_file", WorkspaceError, "more than 256 KiB"),
        ("many_files", WorkspaceError, "At most 50"),
        ("deleted", WorkspaceError, "no script"),
    ],
)
def test_each_failure_has_its_own_kind_and_sentence(behaviour: str, error: type[AgentError], message: str) -> None:
    with pytest.raises(error, match=message):
        _propose(_preset(behaviour))


@pytest.mark.parametrize("behaviour", ["is_error", "exit_1_after_result", "huge_file"])
def test_what_a_failed_run_took_is_told(behaviour: str) -> None:
    with pytest.raises(AgentError) as caught:
        _propose(_preset(behaviour))
    assert (caught.value.spent.tokens, caught.value.spent.cost_usd) == (120, 0.25)


@pytest.mark.parametrize("behaviour", ["silence", "endless_drip", "stubborn"])
def test_an_agent_that_does_not_end_is_ended_at_its_deadline(behaviour: str) -> None:
    started = time.monotonic()
    with pytest.raises(AgentTimeoutError, match="still at work"):
        _propose(_preset(behaviour), seconds=1.2)
    assert time.monotonic() - started < 8


@pytest.mark.parametrize("behaviour", ["slow_drip", "huge_line", "unknown_events", "odd_types", "no_last_line_end"])
def test_a_stream_that_is_merely_odd_is_read_to_its_result(behaviour: str) -> None:
    assert _solution(_propose(_preset(behaviour, mode=Mode.TEXT))).startswith("export function double")


def test_half_a_character_in_the_events_leaves_everything_well_formed() -> None:
    candidate = _propose(_preset("half_a_character", mode=Mode.TEXT))
    assert _solution(candidate).startswith("// \ufffd\n")
    assert f"{candidate.note}{candidate.log}".encode()


def test_unknown_and_broken_lines_are_kept_or_counted() -> None:
    log = _propose(_preset("unknown_events", mode=Mode.TEXT)).log
    assert '"type": "command_lifecycle"' in log
    assert '"malformed_lines": 3' in log


def test_a_line_beyond_any_events_size_is_counted_and_not_kept() -> None:
    log = _propose(_preset("huge_line", mode=Mode.TEXT)).log
    assert '"oversized_lines": 1' in log
    assert len(log) < 10_000


def test_numbers_of_the_wrong_kind_are_unknown_and_not_zero() -> None:
    candidate = _propose(_preset("odd_types", mode=Mode.TEXT))
    assert candidate.tokens is None
    assert candidate.cost_usd is None


def test_numbers_beyond_belief_are_unknown_and_bring_nothing_down() -> None:
    events = ClaudeEvents()
    used = f'{{"input_tokens": {2**70}, "output_tokens": 7}}'
    events.feed(
        f'{{"type": "result", "total_cost_usd": {"9" * 400}, "num_turns": {2**63}, "usage": {used}}}\n'.encode()
    )

    assert events.result is not None
    assert (events.result.tokens, events.result.turns, events.result.cost_usd) == (7, None, None)


def test_processes_that_detached_themselves_are_ended_too(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    candidate = _propose(_preset("left_behind", PID_FILE=str(pid_file)))
    assert "2 processes left behind were ended" in candidate.note
    assert not Path(f"/proc/{pid_file.read_text()}").exists()


def test_secrets_are_taken_out_of_all_that_is_kept() -> None:
    candidate = _propose(_preset("leak"))
    assert SECRET not in f"{candidate}"
    assert SECRET.encode() not in b"".join(file.content for file in candidate.files)
    assert "[secret]" in _solution(candidate)


def test_secrets_are_taken_out_of_errors() -> None:
    with pytest.raises(AgentExitError, match=r"exit code 3\. It complained: the key is \[secret\]"):
        _propose(_preset("leak_and_fail"))


def test_the_agent_sees_of_our_environment_what_its_preset_names() -> None:
    names = set(_solution(_propose(_preset("show_environment")))[3:].split(","))
    assert names - {"LC_CTYPE"} == {"ANTHROPIC_API_KEY", "FAKE_CLAUDE", "PATH"}  # Python itself sets LC_CTYPE


def test_tests_hidden_files_and_configuration_are_not_taken() -> None:
    taken = {file.path for file in _propose(_preset("own_tests")).files}
    assert taken == {"solution.js", "helper.js"}


def test_helpers_of_the_tests_are_not_taken_as_the_programs_own_even_when_the_agent_changed_them() -> None:
    given = assignment(time_budget_seconds=30.0)
    tests = (*given.brief.visible_tests, SourceFile("helper.js", b"export const one = 1;\n"))
    session = CommandAgent(_preset("own_tests"), environment=os.environ).begin(
        replace(given, brief=replace(given.brief, visible_tests=tests))
    )
    candidate = session.propose(())
    session.close()
    assert candidate is not None
    assert {file.path for file in candidate.files} == {"solution.js"}


def test_a_linked_folder_is_not_entered() -> None:
    assert {file.path for file in _propose(_preset("link_folder")).files} == {"solution.js"}


def test_a_folder_that_the_agent_locked_is_removed_all_the_same() -> None:
    assert "n * 2" in _solution(_propose(_preset("locked_folder")))


def test_check_tells_the_version_or_what_is_missing() -> None:
    agent = CommandAgent(_preset("good"), environment=os.environ)
    assert agent.check() is None
    assert agent.version.startswith("9.9.9 (stand-in) (preset ")
    missing = CommandAgent(replace(_preset("good"), command=("no-such-program",)), environment=os.environ)
    assert "no-such-program is not installed. Install it: npm install" in (missing.check() or "")


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(AgentMissingError, match="no-such-program is not installed"):
        _propose(replace(_preset("good"), command=("no-such-program",)))


def test_a_budget_that_is_used_up_submits_the_best_so_far() -> None:
    preset = replace(_preset("good"), cost_usd=0.2)
    session = CommandAgent(preset, environment=os.environ).begin(assignment())
    first = session.propose(())
    assert first is not None
    second = session.propose((Feedback(candidate=first, result=result(False)),))
    session.close()
    assert second is not None
    assert second.final
