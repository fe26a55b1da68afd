"""A store that is bound to a team holds only that team's results, whatever is asked of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.training.builders import NOON, a_record, a_request, take
from training.errors import NotFoundError
from training.model.acts import Deed, Via
from training.model.trials import Verdict
from training.planning import plan_batch
from training.store import Store
from training.store.binding import bound_tables


@pytest.fixture
def shared(store: Store) -> Store:
    for team in ("red", "blue"):
        store.batches.create(plan_batch(replace(a_request(), team=team)), now=NOON)
        store.trials.close(take(store), a_record(Verdict.FAILED), now=NOON)
    return store


def test_each_team_finds_its_own_results_and_no_others(shared: Store) -> None:
    for team, own, others in (("red", 1, 2), ("blue", 2, 1)):
        shared.bind(team)
        assert [batch.team for batch in shared.batches.list()] == [team]
        assert [row.id for row in shared.executions.list()] == [own]
        assert {profile.key.team for profile in shared.profiles.list(scope=None)} == {team}
        assert shared.trials.find(own) is not None
        assert shared.profiles.updates_of_trial(own)
        assert shared.trials.find(others) is None
        assert shared.batches.find(others) is None
        assert shared.profiles.updates_of_trial(others) == ()
        with pytest.raises(NotFoundError):
            shared.executions.get(others)


def test_the_chain_is_whole_for_everybody_but_tells_each_team_only_of_its_own(shared: Store) -> None:
    everything = {link.seq: link for link in shared.audit.links()}
    shared.bind("red")
    seen = shared.audit.links()

    assert [(link.seq, link.hash) for link in seen] == [(link.seq, link.hash) for link in everything.values()]
    told = [link for link in seen if link.content]
    assert told == [everything[link.seq] for link in told]
    assert {(link.kind, link.subject) for link in told} == {("batch queued", 1), ("execution", 1), ("trial", 1)}


def test_what_a_link_says_of_an_act_is_told_to_its_own_team_whatever_the_act_is_about(store: Store) -> None:
    for number, team in enumerate(("red", "blue", "blue"), start=1):
        # the third act is about a subject of its own number
        subject = "3" if number == 3 else "1"
        deed = Deed(actor="ada", action="edited", kind="batch", subject=subject, team=team, via=Via.SITE, address="")
        store.acts.record(deed, now=NOON)

    for team, own in (("red", {1}), ("blue", {2, 3}), ("green", set())):
        store.bind(team)
        assert {link.subject for link in store.audit.links() if link.content} == own


def test_a_team_of_nobody_finds_nothing(shared: Store) -> None:
    shared.bind("")

    assert shared.batches.list() == ()
    assert shared.executions.list() == ()


def test_a_name_is_never_read_as_sql(shared: Store) -> None:
    shared.bind("red') or 1=1 --")

    assert shared.batches.list() == ()


def test_what_is_written_over_a_bound_store_is_kept_and_it_stays_bound(shared: Store, database: Path) -> None:
    shared.bind("red")
    shared.batches.cancel(1, now=NOON)
    created = shared.batches.create(plan_batch(replace(a_request(), team="red")), now=NOON)

    assert [batch.id for batch in shared.batches.list()] == [created.id, 1]
    with Store.open(database) as whole:
        assert len(whole.batches.list()) == 3


def test_it_stays_bound_after_a_write_that_failed(shared: Store) -> None:
    shared.bind("red")
    with pytest.raises(NotFoundError):
        shared.batches.cancel(99, now=NOON)

    assert [batch.id for batch in shared.batches.list()] == [1]
    assert shared.batches.create(plan_batch(replace(a_request(), team="red")), now=NOON).team == "red"


def test_the_tables_of_results_are_all_bound(store: Store) -> None:
    assert {"batches", "executions", "profiles", "trials"} <= set(bound_tables(store._db))
