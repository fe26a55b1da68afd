"""`proving audit`: whether what is kept is what was written, and what was said about it later."""

import json
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from proving.cli.acts import note, user_name
from proving.cli.errors import EXIT_FAILURE, Failure, Misuse
from proving.cli.output import json_option, print_json, print_table
from proving.wiring import Wiring
from training.errors import SigningError
from training.heads import is_signed_by, load_key, public_hex, sign_head
from training.model.keeping import SignedHead
from training.store import AuditFinding, Store


@click.group()
def audit() -> None:
    """Check that nothing kept was changed, removed or put in later."""


@audit.command()
@click.option("--from", "start", default=1, show_default=True, type=click.IntRange(1), help="The first link to check.")
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A signed head that was kept elsewhere: finds an end that was cut off.",
)
@click.option("--key", help="The public key that the head must be signed with; by default this database's own.")
@json_option
@click.pass_obj
def verify(wiring: Wiring, *, start: int, against: Path | None, key: str | None, as_json: bool) -> None:
    """Walk the hash chain and the rows that it covers. Exits with 1 and names each place that does not hold."""
    begun = time.monotonic()
    with wiring.open_store() as store:
        newest = store.audit.head()
        findings = store.audit.verify(after=start - 1)
        if against is not None:
            findings += _compare(store, _read_head(against), key or _public_key(wiring))
        differences = store.rollups.check()
    links, seconds = newest.seq if newest else 0, time.monotonic() - begun
    if as_json:
        told = {"links": links, "seconds": seconds, "findings": findings, "rollup_differences": differences}
        print_json(told)
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


def _compare(store: Store, head: SignedHead, key: str) -> tuple[AuditFinding, ...]:
    if not is_signed_by(head, key):
        return (AuditFinding(seq=head.seq, problem="The head that was kept elsewhere is not signed with the key."),)
    if head.database != store.system.identity():
        return (AuditFinding(seq=head.seq, problem="The head that was kept elsewhere is of another database."),)
    return store.audit.check_head(seq=head.seq, head_hash=head.hash)


def _read_head(path: Path) -> SignedHead:
    try:
        return SignedHead(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise Misuse(f"{path} is no signed head. Make one with: proving audit head --out FILE") from error


def _public_key(wiring: Wiring) -> str:
    return public_hex(load_key(wiring.settings.audit_key).public_key())


@audit.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A file to write the signed head to.")
@json_option
@click.pass_obj
def head(wiring: Wiring, *, out: Path | None, as_json: bool) -> None:
    """Sign the newest link, to be kept elsewhere: whoever has it can tell whether the end was cut off."""
    with wiring.open_store() as store:
        signed = signed_head(wiring, store)
    if out is not None:
        _write(out, signed)
    if as_json:
        print_json(signed)
    elif out is None:
        click.echo(f"{signed.seq}  {signed.hash}  {signed.at}\nsigned by {signed.public_key}\n{signed.signature}")
    else:
        click.echo(f"Link {signed.seq} is signed in {out}. Keep it, and the key {signed.public_key}, elsewhere.")


def signed_head(wiring: Wiring, store: Store) -> SignedHead:
    """Return the newest link, signed with this database's key."""
    link = store.audit.head()
    if link is None:
        raise Failure("The chain is empty. It begins with the first batch.")
    key = load_key(wiring.settings.audit_key)
    return sign_head(key, database=store.system.identity(), seq=link.seq, hash_=link.hash, at=link.at)


def _write(path: Path, signed: SignedHead) -> None:
    try:
        path.write_text(json.dumps(asdict(signed), indent=2) + "\n")
    except OSError as error:
        raise SigningError(f"{path} can't be written: {error}. Name another file.") from error


@audit.command()
@click.pass_obj
def key(wiring: Wiring) -> None:
    """Print the public key that heads are signed with. Keep it elsewhere, and give it to `verify --key`."""
    click.echo(_public_key(wiring))


@audit.command()
@click.argument("kind", type=click.Choice(["trial", "execution", "batch"]))
@click.argument("number", type=int)
@click.option("--statement", required=True, help="What is right.")
@click.option("--reason", required=True, help="How it is known.")
@click.option("--author", help="Who says so; by default whoever runs the command.")
@click.pass_obj
def correct(wiring: Wiring, /, kind: str, number: int, *, statement: str, reason: str, author: str | None) -> None:
    """Say that something kept is wrong. It stays as it is; the correction is appended and becomes part of the chain."""
    now = datetime.now(UTC)
    with wiring.open_store() as store:
        kept = store.corrections.add(
            kind=kind, subject=number, statement=statement, reason=reason, author=author or user_name(), now=now
        )
        note(store, "corrected", kind, number, detail=statement, now=now)
    click.echo(f"Correction {kept.id} of {kind} {number} is kept.")


@audit.command()
@json_option
@click.pass_obj
def corrections(wiring: Wiring, *, as_json: bool) -> None:
    """List what was said later about what is kept."""
    with wiring.open_store() as store:
        found = store.corrections.list()
    if as_json:
        print_json(found)
        return
    rows = [(item.id, f"{item.kind} {item.subject}", item.statement, item.reason, item.author) for item in found]
    print_table(("id", "about", "statement", "reason", "author"), rows)
