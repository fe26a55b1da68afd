"""`proving db`: the database as a whole."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from proving.cli.acts import note, user_name
from proving.cli.errors import EXIT_FAILURE
from proving.cli.output import json_option, print_json, print_table
from proving.wiring import Wiring
from training.store.upkeep import back_up, look_over, restore

MIB = 2**20


@click.group()
def db() -> None:
    """Back up, check and prune the database."""


@db.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def backup(wiring: Wiring, target: Path) -> None:
    """Write a whole copy to TARGET, while everything goes on."""
    size = back_up(wiring.settings.database, target)
    problems = look_over(target).problems
    for problem in problems:
        click.echo(problem, err=True)
    click.echo(f"{target}: {size / MIB:.1f} MiB, {'not whole' if problems else 'checked and whole'}.")
    sys.exit(EXIT_FAILURE if problems else 0)


@db.command("restore")
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.pass_obj
def restore_backup(wiring: Wiring, source: Path) -> None:
    """Put the backup SOURCE in the database's place. The one before it is moved aside, not lost."""
    now = datetime.now(UTC)
    aside = restore(source, wiring.settings.database, by=user_name(), now=now)
    with wiring.open_store() as store:
        note(store, "restored", "database", source.name, now=now)
    click.echo(f"{wiring.settings.database} is {source} now.")
    if aside is not None:
        click.echo(f"The one before it is {aside}.")


@db.command()
@click.argument("database", type=click.Path(path_type=Path, dir_okay=False), required=False)
@json_option
@click.pass_obj
def check(wiring: Wiring, database: Path | None, *, as_json: bool) -> None:
    """Look a database over, from its pages to its audit chain; DATABASE may be a backup. Exits with 1 for a problem."""
    wiring.open_store().close()  # brought up to date first, or refused in a sentence
    found = look_over(database or wiring.settings.database)
    if as_json:
        print_json(found)
    else:
        for problem in found.problems:
            click.echo(problem, err=True)
        verdict = f"{len(found.problems)} problems" if found.problems else "whole"
        click.echo(
            f"{database or wiring.settings.database}: {found.bytes / MIB:.1f} MiB, {found.links} links, {verdict}."
        )
    sys.exit(EXIT_FAILURE if found.problems else 0)


@db.command()
@click.option("--older-than", type=click.IntRange(0), help="Days; by default the setting keep_bulk_days.")
@click.option("--dry-run", is_flag=True, help="Only say what would be taken out.")
@click.pass_obj
def prune(wiring: Wiring, *, older_than: int | None, dry_run: bool) -> None:
    """Take out the code, output and logs of old executions. Numbers, tests, scores and the audit chain stay."""
    days = wiring.settings.keep_bulk_days if older_than is None else older_than
    if not days and older_than is None:
        click.echo("Bulk is kept for ever: keep_bulk_days is 0. Say --older-than DAYS to prune all the same.")
        return
    now = datetime.now(UTC)
    cutoff = now - timedelta(days=days)
    with wiring.open_store() as store:
        if dry_run:
            count, size = store.keeping.prunable(older_than=cutoff)
            click.echo(f"{count} texts of {size / MIB:.1f} MiB would be taken out.")
            return
        pruning = store.keeping.prune(older_than=cutoff, by=user_name(), now=now)
    if pruning is None:
        click.echo(f"Nothing is older than {days} days.")
    else:
        click.echo(f"{pruning.blobs} texts of {pruning.bytes / MIB:.1f} MiB were taken out; the chain says so.")


@db.command()
@click.argument("batch_id", type=int)
@click.option("--reason", default="", help="Why it is to be kept.")
@click.pass_obj
def pin(wiring: Wiring, batch_id: int, *, reason: str) -> None:
    """Keep a batch's code, output and logs whatever their age."""
    with wiring.open_store() as store:
        store.keeping.pin(batch_id, by=user_name(), reason=reason, now=datetime.now(UTC))
    click.echo(f"Batch {batch_id} is pinned.")


@db.command()
@click.argument("batch_id", type=int)
@click.pass_obj
def unpin(wiring: Wiring, batch_id: int) -> None:
    """Let a batch's code, output and logs age like any other's."""
    with wiring.open_store() as store:
        was_pinned = store.keeping.unpin(batch_id, by=user_name(), now=datetime.now(UTC))
    click.echo(f"Batch {batch_id} is {'no longer' if was_pinned else 'not'} pinned.")


@db.command()
@json_option
@click.pass_obj
def pins(wiring: Wiring, *, as_json: bool) -> None:
    """List the pinned batches."""
    with wiring.open_store() as store:
        found = store.keeping.pins()
    if as_json:
        print_json(found)
        return
    print_table(("batch", "by", "reason"), [(item.batch_id, item.pinned_by, item.reason) for item in found])
