"""The root command: what every command shares, and how errors are told."""

import sys
from typing import Any

import click

from proving import signals
from proving.cli import (
    agent,
    alert,
    audit,
    batch,
    chain,
    checkup,
    compare,
    database,
    grade,
    history,
    invite,
    node,
    people,
    profile,
    profile_uses,
    queue,
    recommend,
    report,
    run,
    schedule,
    score,
    strategy,
    task,
    train,
)
from proving.cli.errors import KNOWN, exit_code_of
from proving.config import load_settings
from proving.wiring import Wiring, program_version


class Root(click.Group):
    """Turns our own errors into one sentence on stderr; a traceback is for those who ask with --debug."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except KNOWN as error:
            if ctx.params.get("debug"):
                raise
            click.echo(f"proving: {error}", err=True)
            ctx.exit(exit_code_of(error))


@click.group(cls=Root, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(program_version(), prog_name="proving")
@click.option("--debug", is_flag=True, help="Show a traceback when something goes wrong.")
@click.pass_context
def cli(ctx: click.Context, *, debug: bool) -> None:
    """Real evidence on which coding agent, under which strategy, does which work well.

    Every program that an agent writes is run by Jest in a fresh, isolated container. Start with `proving up`, or run a
    batch here and now with `proving train`.
    """
    del debug  # read from ctx.params by Root
    if ctx.obj is None:
        settings, origins = load_settings()
        ctx.obj = Wiring(settings)
        ctx.meta["origins"] = origins


for command in (
    *run.COMMANDS,
    train.train,
    grade.grade,
    task.task,
    batch.batch,
    chain.chain,
    queue.queue,
    node.node,
    schedule.schedule,
    profile.profile,
    recommend.recommend_strategy,
    recommend.calibration,
    compare.compare_sides,
    report.report,
    score.score,
    alert.alert,
    history.history,
    strategy.strategy,
    agent.agent,
    audit.audit,
    database.db,
    invite.invite_somebody,
    *people.COMMANDS,
    *checkup.COMMANDS,
):
    cli.add_command(command)

for command in profile_uses.COMMANDS:
    profile.profile.add_command(command)


def _keep_lines(command: click.Command) -> None:
    r"""Let examples keep their lines: click knows them by the character \b, and docstrings are raw."""
    command.help = command.help and command.help.replace("\\b\n", "\b\n")
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        _keep_lines(inner)


_keep_lines(cli)


def main() -> None:
    """Run the command line."""
    signals.on(signals.TERMINATING, signals.interrupt)  # an engine of our own must not outlive us
    try:
        cli(prog_name="proving")
    except KNOWN as error:  # settings are read before any command runs
        if "--debug" in sys.argv:
            raise
        click.echo(f"proving: {error}", err=True)
        sys.exit(exit_code_of(error))
