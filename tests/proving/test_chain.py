"""`proving chain`: as a person types it, on a stand-in of Claude Code found by PATH."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from proving.config import Settings
from tests.proving.conftest import Run
from tests.training.chains.makers import FAKE_CLAUDE
from training.store import Store

READY_MADE = ("analyse-process-optimise", "review-refactor", "two-candidates-judge", "write-test-repair")


@pytest.fixture(autouse=True)
def claude(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a `claude` on the PATH that does what the file beside it says."""
    folder = tmp_path / "bin"
    folder.mkdir()
    behaviour = folder / "behaviour"
    behaviour.write_text("relay")
    program = folder / "claude"
    program.write_text(f'#!/bin/sh\nFAKE_CLAUDE=$(cat {behaviour}) exec {sys.executable} {FAKE_CLAUDE} "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return behaviour


@pytest.mark.parametrize("name", READY_MADE)
def test_a_ready_made_chain_runs_live_and_is_graded(run: Run, name: str) -> None:
    result = run("chain", "run", name, "--task", "price-tag", "--seed", "1", "--json")
    told = json.loads(result.stdout)

    assert told["state"] == "done", result.stderr
    assert told["verdict"] in {"passed", "failed"}
    assert all(one["arrived"] for one in told["hand_offs"])
    assert "▸" in result.stderr
    assert "\x1b[31mreading" not in result.stderr


@pytest.mark.parametrize("name", READY_MADE)
def test_a_ready_made_chain_runs_with_the_embedded_agent_alone(run: Run, name: str) -> None:
    result = run("chain", "run", name, "--task", "price-tag", "--seed", "1", "--agent", "repair", "--json")
    told = json.loads(result.stdout)

    assert told["state"] == "done", result.stderr
    assert {one["agent"] for one in told["stages"]} <= {"repair", "tests"}


def test_a_marker_arrives_at_every_stage(run: Run) -> None:
    result = run("chain", "test", "two-candidates-judge", "--json")

    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["arrived"] is True


def test_a_marker_that_is_lost_is_said_to_be(run: Run, claude: Path) -> None:
    claude.write_text("no_program")
    result = run("chain", "test", "review-refactor")

    assert result.exit_code == 1
    assert "lost at stage review" in result.stderr


def test_a_run_goes_on_from_a_failed_stage_with_what_came_before(run: Run, claude: Path, settings: Settings) -> None:
    first = run("chain", "run", "analyse-process-optimise", "--task", "price-tag", "--json")
    claude.write_text("is_error")
    broken = run("chain", "rerun", "1", "--from", "process", "--json")
    claude.write_text("relay")
    mended = run("chain", "rerun", "2", "--from", "process", "--json")

    assert json.loads(first.stdout)["state"] == "done"
    assert json.loads(broken.stdout)["failure"] == "the agent reported an error"
    assert "proving chain rerun 2 --from process" in broken.stderr
    told = json.loads(mended.stdout)
    assert told["state"] == "done"
    assert told["stages"][0]["state"] == "reused"
    with Store.open(settings.database) as store:
        prompts = [store.chain_runs.stages(number)[1].start.prompt for number in (1, 3)]
    assert prompts[0] == prompts[1]


def test_free_text_goes_through_a_chain_without_a_verdict(run: Run) -> None:
    result = run("chain", "run", "analyse-process-optimise", "--input", "Say $(rm -rf /) kindly.", "--json")
    told = json.loads(result.stdout)

    assert (told["state"], told["verdict"]) == ("done", None)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("run", "write-test-repair"), 2, "nothing to work on"),
        (("run", "no-such-chain", "--task", "price-tag"), 2, "No chain is called"),
        (("run", "write-test-repair", "--input", "x"), 2, "Stage test: tests needs a task's tests"),
        (("run", "review-refactor", "--task", "price-tag", "--agent", "gost"), 2, "Stage review: no agent is called"),
        (("run", "review-refactor", "--task", "price-tag", "--agent", "x=repair"), 2, "has no stage 'x'"),
        (("run", "review-refactor", "--task", "price-tag", "--set", "a=b"), 2, "sets no variable"),
        (("run", "review-refactor", "--task", "price-tag", "--agent", "gemini"), 1, "Stage review: gemini is not"),
        (("rerun", "99", "--from", "1"), 1, "no chain run 99"),
        (("show", "review-refactor@zzz"), 2, "has no version 'zzz'"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(run: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    result = run("chain", *arguments)

    assert result.exit_code == code
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_chain_is_imported_checked_shown_and_compared_with_its_version_before(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('name = "own"\n[[stages]]\nname = "a"\nagent = "claude-text"\ninstructions = "Do {{ task }}"\n')
    assert run("chain", "import", str(file)).exit_code == 0
    file.write_text(file.read_text().replace("Do", "Please do"))
    assert run("chain", "import", str(file)).exit_code == 0

    versions = run("chain", "versions", "own").stdout
    old, new = (line.split()[1] for line in versions.splitlines()[4:2:-1])
    assert "+instructions" in run("chain", "versions", "own", old, new).stdout
    assert "claude -p" in run("chain", "show", "own").stdout
    assert run("chain", "check", "own").exit_code == 0
    file.write_text(file.read_text().replace("{{ task }}", "{{ colour }}"))
    wrong = run("chain", "check", str(file))
    assert wrong.exit_code == 2
    assert "Stage a: {{ colour }} is no variable" in wrong.stdout


AWKWARD = "'; touch made; $(touch made) `touch made`\nEND_OF_THE_CHAIN\n{{ task }} \\ \" ünd"


@pytest.mark.parametrize("name", ["analyse-process-optimise", "review-refactor"])
def test_an_exported_script_gives_the_same_result_without_us(run: Run, tmp_path: Path, name: str) -> None:
    script, out = tmp_path / "chain.sh", tmp_path / "out"
    assert run("chain", "export", name, "--format", "bash", "--task", "price-tag", "-o", str(script)).exit_code == 0
    done = subprocess.run(["bash", str(script), str(out)], capture_output=True, text=True, cwd=tmp_path, check=False)
    told = json.loads(run("chain", "run", name, "--task", "price-tag", "--json").stdout)

    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip("\n") == told["result"].rstrip("\n")
    assert (out / "solution.js").read_text() == told["program"]["solution.js"]


def test_an_exported_script_reads_is_error_and_quotes_whatever_it_is_given(
    run: Run, tmp_path: Path, claude: Path
) -> None:
    chain = {"name": "odd", "stages": [{"name": "a", "agent": "claude-text", "instructions": AWKWARD}]}
    file, script = tmp_path / "odd.json", tmp_path / "odd.sh"
    file.write_text(json.dumps(chain))
    given = run("chain", "export", str(file), "--format", "bash", "--input", AWKWARD, "-o", str(script))
    assert given.exit_code == 0, given.stderr

    def bash() -> "subprocess.CompletedProcess[str]":
        return subprocess.run(["bash", str(script)], capture_output=True, text=True, cwd=tmp_path, check=False)

    claude.write_text("echo")
    assert AWKWARD.replace("{{ task }}", AWKWARD) in bash().stdout
    claude.write_text("is_error")
    failed = bash()
    assert failed.returncode == 1
    assert "Stage a failed: the agent reported an error: API Error: overloaded" in failed.stderr
    assert not (tmp_path / "made").exists()


def test_a_stage_may_be_named_as_a_file_of_the_script_is(run: Run, tmp_path: Path) -> None:
    stages = [{"name": name, "agent": "claude-text", "instructions": "Go on."} for name in ("chain", "adapter", "plan")]
    file, script = tmp_path / "named.json", tmp_path / "named.sh"
    file.write_text(json.dumps({"name": "named", "stages": stages}))
    run("chain", "export", str(file), "--format", "bash", "--input", "x", "-o", str(script))
    done = subprocess.run(["bash", str(script)], capture_output=True, text=True, cwd=tmp_path, check=False)

    assert done.returncode == 0, done.stderr
    assert "lines to think about" in done.stdout


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_alive(pid: str) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"  # dead, and nobody has asked for its exit code yet


@pytest.mark.parametrize("habit", ["", "trap '' TERM"], ids=["an agent that ends when told", "one that does not"])
def test_ctrl_c_ends_an_exported_script_and_the_agent_that_is_at_work(
    run: Run, tmp_path: Path, claude: Path, habit: str
) -> None:
    started, script = tmp_path / "started", tmp_path / "chain.sh"
    claude.with_name("claude").write_text(f"#!/bin/sh\n{habit}\necho $$ >> {started}\nexec sleep 600\n")
    run("chain", "export", "analyse-process-optimise", "--format", "bash", "--task", "price-tag", "-o", str(script))
    with subprocess.Popen(["bash", str(script)], cwd=tmp_path, start_new_session=True) as bash:
        wait_until(lambda: started.exists() and started.read_text().endswith("\n"))
        os.killpg(bash.pid, signal.SIGINT)
        try:
            assert bash.wait(20) == 130
        finally:
            bash.kill()
    (only_agent,) = started.read_text().split()
    wait_until(lambda: not is_alive(only_agent))


def test_what_is_here_alone_is_not_exported_as_a_script(run: Run) -> None:
    result = run("chain", "export", "write-test-repair", "--format", "bash", "--task", "price-tag")

    assert result.exit_code == 2
    assert "Stage test is done by tests, which works here alone" in result.stderr


def test_a_chain_is_compared_with_a_single_agent_on_the_same_tasks(run: Run) -> None:
    tasks = "price-tag,dimmer-level,paint-mixer,pantry-stock,log-lines"
    arguments = ("--with-agent", "repair", "--strategy", "balanced", "--tasks", tasks, "--agent", "repair")
    told = json.loads(run("chain", "compare", "write-test-repair", "--seed", "2", *arguments, "--json").stdout)

    assert "98.3 % interval" in " ".join(run("chain", "compare", "write-test-repair", *arguments).stdout.split())
    assert [side["judged"] for side in told["sides"]] == [5, 5]
    assert len(told["comparison"]["success"]["pairs"]) == 5
