"""`proving schedule`: batches that are asked for by a timetable."""

from datetime import UTC, datetime
from typing import Any

import click

from proving.chores import plan_of
from proving.cli.acts import note, user_name
from proving.cli.asking import budget_of, request_options
from proving.cli.output import json_option, print_json, print_table
from proving.wiring import Wiring
from sandbox.model import Isolation
from training.model.schedules import ScheduleDraft, ScheduledRequest


@click.group()
def schedule() -> None:
    """See and keep timetables. A worker queues their batches when they are due."""


@schedule.command("list")
@json_option
@click.pass_obj
def list_schedules(wiring: Wiring, *, as_json: bool) -> None:
    """List the timetables."""
    with wiring.open_store() as store:
        found = store.schedules.list()
    if as_json:
        print_json(found)
        return
    rows = [
        (
            item.id,
            item.title,
            item.cron,
            item.zone,
            f"{item.next_at:%Y-%m-%d %H:%M} UTC" if item.is_on else "off",
            item.last_batch_id,
            item.last_problem,
        )
        for item in found
    ]
    print_table(("id", "title", "timetable", "zone", "next", "last batch", "last problem"), rows)


@schedule.command()
@click.argument("cron")
@click.option("--zone", default="UTC", show_default=True, help="The time zone of the timetable, as in Europe/Berlin.")
@request_options
@click.pass_obj
def add(wiring: Wiring, /, cron: str, *, zone: str, title: str, **asked: Any) -> None:
    r"""Ask for a batch again and again. CRON is five fields: minute hour day month weekday.

    \b
    Examples:
      proving schedule add "30 2 * * *" --title Nightly --max-minutes 60
      proving schedule add "0 6 * * 1" --zone Europe/Berlin --tasks difficulty:easy
    """
    request = ScheduledRequest(
        agent=asked["agent"],
        tasks=asked["tasks"],
        strategies=asked["strategies"],
        repeats=asked["repeats"],
        isolation=Isolation(asked["isolation"]),
        priority=asked["priority"],
        budget=budget_of(asked),
    )
    draft = ScheduleDraft(
        title=title or f"{request.agent}: {request.tasks}, {request.strategies}",
        cron=cron,
        zone=zone,
        request=request,
        created_by=user_name(),
    )
    plan_of(wiring, request, title=draft.title, by="")  # what can't be planned now is told now
    with wiring.open_store() as store:
        now = datetime.now(UTC)
        kept = store.schedules.add(draft, now=now)
        note(store, "added", "schedule", kept.id, team=kept.team, now=now)
    click.echo(f"Schedule {kept.id}, {kept.title}: next at {kept.next_at:%Y-%m-%d %H:%M} UTC.")


@schedule.command()
@click.argument("schedule_id", type=int)
@click.pass_obj
def on(wiring: Wiring, schedule_id: int) -> None:
    """Switch a timetable on; it goes on from now."""
    _switch(wiring, schedule_id, is_on=True)


@schedule.command()
@click.argument("schedule_id", type=int)
@click.pass_obj
def off(wiring: Wiring, schedule_id: int) -> None:
    """Switch a timetable off, and keep it."""
    _switch(wiring, schedule_id, is_on=False)


@schedule.command()
@click.argument("schedule_id", type=int)
@click.pass_obj
def remove(wiring: Wiring, schedule_id: int) -> None:
    """Forget a timetable; its batches stay."""
    with wiring.open_store() as store:
        now = datetime.now(UTC)
        store.schedules.remove(schedule_id, by=user_name(), now=now)
        note(store, "removed", "schedule", schedule_id, now=now)
    click.echo(f"Schedule {schedule_id} is removed.")


def _switch(wiring: Wiring, schedule_id: int, *, is_on: bool) -> None:
    with wiring.open_store() as store:
        now = datetime.now(UTC)
        kept = store.schedules.switch(schedule_id, is_on=is_on, by=user_name(), now=now)
        note(store, "switched on" if is_on else "switched off", "schedule", schedule_id, team=kept.team, now=now)
    click.echo(
        f"Schedule {kept.id} is on: next at {kept.next_at:%Y-%m-%d %H:%M} UTC." if is_on else f"{kept.title} is off."
    )
