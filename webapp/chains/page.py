"""What a chain's page shows: its stages, how to run it, its history."""

from collections.abc import Mapping
from typing import Any

from training.chains.graph import befores
from training.model.chains import Chain
from training.model.tasks import Task
from webapp.chains.knowledge import absent, book, is_worked, known, stage_views
from webapp.chains.rows import chain_rows, run_rows
from webapp.paging import PAGE_ROWS, after, page_of
from webapp.resources import catalogue, store
from webapp.teams import own_team


def chain_page(
    chain: Chain, task: Task | None = None, *, typed: Mapping[str, str] | None = None, refusal: str = ""
) -> dict[str, Any]:
    """Return what the page shows; where a run is refused, why, and the form as it was typed."""
    page = page_of(store().chain_runs.list(team=own_team(), name=chain.name, after=after(), limit=PAGE_ROWS + 1))
    tasks = catalogue().all()
    asked = {"task": (task or tasks[0]).id} if typed is None else typed
    return {
        "chain": chain,
        "edges": befores(chain),
        "views": stage_views(chain, absent(chain), task),
        "versions": chain_rows(book().versions(chain.name)),
        "runs": run_rows(page.rows),
        # what a refusal answers has an address that can't be opened
        "next_url": page.next_url if typed is None else None,
        "first_url": page.first_url,
        "tasks": tasks,
        "typed": asked,
        "refusal": refusal,
        "agents": sorted(known().agents),
        "is_worked": is_worked(),
    }
