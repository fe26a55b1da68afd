"""`proving chain`: agents in a row."""

import click

from proving.cli.chain import comparing, data, exporting, running, testing


@click.group()
def chain() -> None:
    r"""Let agents work in a row, each handing its result to the next.

    \b
    Examples:
      proving chain list
      proving chain run write-test-repair --task metro-hops
      proving chain run write-test-repair --task metro-hops --agent repair
      proving chain test analyse-process-optimise
    """


for command in (*data.COMMANDS, *exporting.COMMANDS, *running.COMMANDS, *testing.COMMANDS, *comparing.COMMANDS):
    chain.add_command(command)
