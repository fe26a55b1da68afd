"""`proving audit`: whether what is kept is what was written."""

import sys
from typing import Any

import click

from proving.cli.errors import EXIT_FAILURE, Failure
from proving.cli.output import json_option, print_json
from proving.wiring import Wiring


@click.group()
def audit() -> None:
    """Check that nothing kept was changed, removed or put in later."""


@audit.command()
@click.option("--from", "start", default=1, show_default=True, type=click.IntRange(1), help="The first link to check.")
@json_option
@click.pass_obj
def verify(wiring: Wiring, *, start: int, as_json: bool) -> None:
    """Walk the hash chain and the rows that it covers. Exits with 1 and names each place that does not hold."""
    with wiring.open_store() as store:
        head = store.audit.head()
        findings = store.audit.verify(after=start - 1)
        differences = store.rollups.check()
    links = head.seq if head else 0
    if as_json:
        print_json({"links": links, "findings": findings, "rollup_differences": differences})
    else:
        for finding in findings:
            click.echo(f"link {finding.seq}: {finding.problem}", err=True)
        for difference in differences:
            click.echo(f"roll-up: {difference}", err=True)
        click.echo(_summary(links, start, len(findings) + len(differences)))
    sys.exit(EXIT_FAILURE if findings or differences else 0)


def _summary(links: int, start: int, problems: int) -> str:
    checked = max(0, links - start + 1)
    return f"{checked} links were checked: {problems} problems." if problems else f"All {checked} links hold."


@audit.command()
@json_option
@click.pass_obj
def head(wiring: Wiring, *, as_json: bool) -> None:
    """Show the newest link, to be kept elsewhere: whoever has it can tell whether the end was cut off."""
    with wiring.open_store() as store:
        link = store.audit.head()
    if link is None:
        raise Failure("The chain is empty. It begins with the first trial that ends.")
    facts: dict[str, Any] = {"seq": link.seq, "hash": link.hash, "at": link.at}
    if as_json:
        print_json(facts)
    else:
        click.echo(f"{link.seq}  {link.hash}  {link.at}")
