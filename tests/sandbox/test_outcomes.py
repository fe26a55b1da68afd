"""Each way in which a program can end, in real containers: its own outcome, and a sentence that names the limit."""

import time
import uuid
from dataclasses import replace

import pytest

from sandbox.docker_runner import DockerRunner
from sandbox.model import ExecutionResult, ExecutionSpec, Isolation, Limits, Outcome, SourceFile, Trust

pytestmark = pytest.mark.docker

TESTS = "const { run } = require('./solution');\ntest('runs', async () => { expect(await run()).toBe('done'); });\n"
LIMITS = Limits(wall_seconds=3, cpu_seconds=1, memory_mib=128, pids=64, disk_mib=4, inodes=200, output_kib=64)
BOTH = pytest.mark.parametrize("isolation", [Isolation.REQUIRED, Isolation.GUARDED])

SLEEP = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);"
# of the processor's time: the clock runs on while others have their turn
BUSY_FOR_300_MS = (
    "const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };"
    "const end = used() + 300; while (used() < end);"
)
# a pipe that is full may refuse at once; whoever floods tries again
FLOOD = "for (;;) try {{ require('fs').writeSync({}, 'x'.repeat(4096)); }} catch {{}}"
ENDINGS = {
    "a loop without end": ("for (;;);", Outcome.CPU_TIMEOUT, "1 s of CPU time"),
    "a sleep without end": (SLEEP, Outcome.WALL_TIMEOUT, "3 s"),
    "a heap that grows": ("for (const a = []; ; ) a.push(new Array(1e5).fill(0.5));", Outcome.OUT_OF_MEMORY, "128 MiB"),
    "a heap that grows when the execution has stepped back": (
        SLEEP.replace("0)", "0, 700)") + "for (const a = []; ; ) a.push(new Array(1e5).fill(0.5));",
        Outcome.OUT_OF_MEMORY,
        "128 MiB",
    ),
    "buffers": ("for (const a = []; ; ) a.push(Buffer.alloc(1e6, 1));", Outcome.OUT_OF_MEMORY, "128 MiB"),
    "a flood on stdout": (FLOOD.format(1), Outcome.OUTPUT_LIMIT, "64 KiB"),
    "a flood on stderr": (FLOOD.format(2), Outcome.OUTPUT_LIMIT, "64 KiB"),
    "a full disk": (
        "const fs = require('fs'); const f = fs.openSync('big', 'w'); for (;;) fs.writeSync(f, 'x'.repeat(65536));",
        Outcome.DISK_LIMIT,
        "4 MiB",
    ),
    "many files": ("for (let i = 0; ; i++) require('fs').writeFileSync(`f${i}`, '');", Outcome.DISK_LIMIT, "200 files"),
    "many processes": (
        "const { spawn } = require('child_process');"
        "for (let i = 0; i < 99; i++)"
        " spawn(process.execPath, ['-e', 'setInterval(() => {}, 9)']).on('error', () => {});" + SLEEP,
        Outcome.PIDS_LIMIT,
        "64 processes",
    ),
}


def run(
    runner: DockerRunner, body: str, *, isolation: Isolation = Isolation.REQUIRED, limits: Limits = LIMITS
) -> ExecutionResult:
    program = body if body.startswith("//whole") else f"exports.run = () => {{ {body} return 'done'; }};"
    return runner.execute(
        ExecutionSpec(
            execution_id=f"test-{uuid.uuid4().hex}",
            candidate=(SourceFile("solution.js", program.encode()),),
            tests=(SourceFile("solution.spec.js", TESTS.encode()),),
            limits=limits,
            isolation=isolation,
        )
    )


@BOTH
@pytest.mark.parametrize("name", ENDINGS)
def test_a_limit_ends_it_and_is_named(runner: DockerRunner, name: str, isolation: Isolation) -> None:
    body, outcome, named = ENDINGS[name]
    # on a machine with other work a second of the processor's time may take long
    limits = replace(LIMITS, wall_seconds=30) if outcome is Outcome.CPU_TIMEOUT else LIMITS

    result = run(runner, body, isolation=isolation, limits=limits)

    assert result.outcome is outcome, result
    assert named in result.reason
    assert not result.all_passed


@BOTH
def test_a_program_within_its_limits_passes(runner: DockerRunner, isolation: Isolation) -> None:
    result = run(runner, "Buffer.alloc(100 * 2 ** 20, 1);", isolation=isolation)

    assert result.all_passed, result
    assert result.usage is not None
    assert result.usage.peak_memory_mib >= 100


def test_the_program_has_the_memory_that_it_was_promised_and_no_more(runner: DockerRunner) -> None:
    limits = Limits(memory_mib=128)

    assert run(runner, "Buffer.alloc(115 * 2 ** 20, 1);", limits=limits).all_passed
    assert run(runner, "Buffer.alloc(150 * 2 ** 20, 1);", limits=limits).outcome is Outcome.OUT_OF_MEMORY


@pytest.mark.parametrize(
    ("body", "outcome", "named"),
    [
        ("process.exit(0);", Outcome.NO_REPORT, "exit code 0"),
        ("process.exit(7);", Outcome.NO_REPORT, "exit code 7"),
        ("//whole\nprocess.exit(0);", Outcome.NO_REPORT, "exit code 0"),
        ("process.kill(process.pid, 'SIGKILL');", Outcome.SIGNALLED, "signal 9"),
        ("process.abort();", Outcome.SIGNALLED, "signal 6"),
    ],
)
def test_a_program_that_ends_itself_is_no_pass(runner: DockerRunner, body: str, outcome: Outcome, named: str) -> None:
    result = run(runner, body)

    assert result.outcome is outcome, result
    assert named in result.reason


def test_a_program_that_ends_itself_while_a_child_holds_its_pipes_is_seen_at_once(runner: DockerRunner) -> None:
    child = "{ detached: true, stdio: [0, 1, 2, 3, 4, 5, 6] }"
    spawn = f"require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {{}}, 9)'], {child}).unref();"

    result = run(runner, f"{spawn} process.exit(3);")

    assert result.outcome is Outcome.NO_REPORT
    assert "exit code 3" in result.reason


def test_in_one_process_ending_it_is_tampering(runner: DockerRunner) -> None:
    assert run(runner, "process.exit(0);", isolation=Isolation.GUARDED).outcome is Outcome.TAMPERED


@BOTH
def test_a_syntax_error_fails_every_test_and_is_the_reason(runner: DockerRunner, isolation: Isolation) -> None:
    result = run(runner, "//whole\nexports.run = () => { return (; };", isolation=isolation)

    assert result.outcome is Outcome.EXITED
    assert "SyntaxError: Unexpected token ';'" in result.reason
    assert [test.name for test in result.tests] == ["runs"]
    assert not result.all_passed


def test_what_was_printed_is_kept_to_its_last_line(runner: DockerRunner) -> None:
    result = run(runner, "require('fs').writeSync(1, 'x'.repeat(60000) + 'END'); console.error('warned');")

    assert result.stdout.endswith("END")
    assert result.stderr == "warned\n"
    assert not result.output_truncated


def test_what_was_printed_over_the_limit_is_cut_there(runner: DockerRunner) -> None:
    result = run(runner, ENDINGS["a flood on stdout"][0])

    assert len(result.stdout) == LIMITS.output_kib * 1024
    assert result.output_truncated


@pytest.mark.parametrize("print_all", ["console.log(text)", "process.stdout.write(text)", "console.error(text)"])
def test_a_hundred_megabytes_printed_in_one_go_are_too_much_output_and_not_too_much_memory(
    runner: DockerRunner, print_all: str
) -> None:
    result = run(runner, f"const text = 'x'.repeat(65536); for (let i = 0; i < 1600; i += 1) {print_all};")

    assert result.outcome is Outcome.OUTPUT_LIMIT, result


def test_usage_is_that_of_the_job_and_not_of_the_wait(runner: DockerRunner) -> None:
    begun = time.monotonic()
    result = run(runner, BUSY_FOR_300_MS)
    elapsed_ms = (time.monotonic() - begun) * 1000

    assert result.trust is Trust.ISOLATED
    assert result.usage is not None
    assert 300 <= result.usage.wall_ms <= elapsed_ms
    assert 290 <= result.usage.cpu_ms < 1000
