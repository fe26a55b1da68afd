"""Send a marker through every stage, and see that it arrives."""

from datetime import UTC, datetime

import click

from proving.cli.acts import user_name
from proving.cli.chain.choosing import changed, choose_chain, refuse_absent
from proving.cli.chain.running import watch
from proving.cli.errors import Failure
from proving.cli.output import json_option, print_json, print_table
from proving.wiring import Wiring
from training.chains.agent import refuse_broken
from training.chains.markers import new_marker, sightings
from training.model.chain_runs import RunRequest


@click.command()
@click.argument("chain")
@click.option("--agent", "agents", multiple=True, help="NAME for every stage, or STAGE=NAME for one.")
@json_option
@click.pass_obj
def test(wiring: Wiring, chain: str, *, agents: tuple[str, ...], as_json: bool) -> None:
    """Send a marker through every stage and show that it arrived. Costs one short answer a stage."""
    with wiring.open_store() as store:
        found = changed(choose_chain(wiring, store, chain), agents, ())
        refuse_broken(found, wiring.known(), on_task=None)
        refuse_absent(wiring, found)
        request = RunRequest(chain=found, marker=new_marker(), created_by=user_name())
        begun = store.chain_runs.queue(request, now=datetime.now(UTC))
        if watch(store, begun.id, wiring.desk(run_id=begun.id).work):
            store.chain_runs.cancel(begun.id, now=datetime.now(UTC))
        done = store.chain_runs.get(begun.id)
        seen = sightings(done, store.chain_runs.stages(done.id), store.chain_runs.hand_offs(done.id))
    if as_json:
        print_json({"run_id": done.id, "marker": done.marker, "stages": seen, "arrived": all(s.arrived for s in seen)})
    else:
        words = {True: "yes", False: "no"}
        rows = [(one.stage, one.state, words[one.was_given], words[one.gave]) for one in seen]
        print_table(("stage", "state", "marker came in", "marker went out"), rows, title=f"Marker {done.marker}")
    lost = [one.stage for one in seen if not one.arrived]
    if lost:
        raise Failure(f"The marker was lost at stage {lost[0]}. {done.reason or 'See what it answered above.'}")


COMMANDS = (test,)
