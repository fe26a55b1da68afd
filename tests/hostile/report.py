"""`make hostile`: run every attack in a real container and print what became of it.

Ends with one line of totals, and with exit code 1 when a program forged a pass, got out, or left something behind.
"""

import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from rich.console import Console
from rich.progress import track
from rich.table import Table

from proving.cli.output import open_console
from sandbox.model import ExecutionResult
from sandbox.runner import Runner
from tests.hostile.hostile_sandbox import leftovers, open_runner
from tests.hostile.programs import Program, escape, forged_tests, forgeries, resource_attacks

PIPE_COLUMNS = 200
IN_FLIGHT = 2


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One program and what became of it."""

    program: Program
    result: ExecutionResult

    @property
    def forged(self) -> bool:
        """Whether wrong code got a test to pass."""
        return self.program.suite == "forgery" and bool(forged_tests(self.result))

    @property
    def escaped(self) -> bool:
        """Whether an attack on the host or the limits got through."""
        return escape(self.program, self.result) is not None

    @property
    def unexpected(self) -> bool:
        """Whether the outcome is none of those that are right for this program."""
        return self.result.outcome not in self.program.expected


def examine(runner: Runner, programs: Iterable[Program]) -> list[Finding]:
    """Run each program once, a few at a time, with progress on stderr."""
    waiting = tuple(programs)
    with ThreadPoolExecutor(IN_FLIGHT) as pool:
        results = pool.map(lambda program: runner.execute(program.spec()), waiting)
        shown = track(
            zip(waiting, results, strict=True),
            total=len(waiting),
            description="attacking",
            console=Console(stderr=True),
        )
        return [Finding(program=program, result=result) for program, result in shown]


def table_of(findings: Iterable[Finding]) -> Table:
    """Return the findings as a table, what went wrong marked in the last column."""
    table = Table(title="Programs that attack, each in a container of its own")
    for column in ("suite", "program", "what it does", "outcome", "trust", "passed", ""):
        table.add_column(column, overflow="fold")
    for finding in findings:
        program, result = finding.program, finding.result
        wrong = (
            "FORGED" if finding.forged else "ESCAPED" if finding.escaped else "unexpected" if finding.unexpected else ""
        )
        passed = f"{len(forged_tests(result))}/{len(result.tests)}"
        table.add_row(program.suite, program.name, program.what, result.outcome, result.trust, passed, wrong)
    return table


def main() -> int:
    """Run everything, print the table and the totals, and return the exit code."""
    with open_runner() as (runner, client):
        findings = examine(runner, (*forgeries(), *resource_attacks()))
    behind = leftovers(client)
    forged, escaped, unexpected = (
        sum(getattr(finding, name) for finding in findings) for name in ("forged", "escaped", "unexpected")
    )
    console = open_console(columns=PIPE_COLUMNS)
    console.print(table_of(findings))
    totals = {"forged": forged, "escaped": escaped, "unexpected": unexpected, "left behind": len(behind)}
    console.print(f"{len(findings)} programs: " + ", ".join(f"{count} {what}" for what, count in totals.items()))
    return 1 if forged or escaped or behind else 0


if __name__ == "__main__":
    sys.exit(main())
