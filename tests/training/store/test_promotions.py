import pytest

from tests.training.builders import NOON, a_record, queue, take
from training.errors import NotFoundError
from training.model.batches import DEFAULT_TEAM
from training.store import Store


def learn_once(store: Store, *, score: float = 80.0) -> None:
    queue(store)
    store.trials.close(take(store), a_record(score=score), now=NOON)


def promote(store: Store, name: str = "production") -> int:
    known = store.profiles.list(scope=None)
    return store.promotions.promote(
        name, known, team=DEFAULT_TEAM, agent="scripted", by="ada", note="", now=NOON
    ).version


def test_a_promotion_stays_as_it_was_while_learning_goes_on(store: Store) -> None:
    learn_once(store)
    known = store.profiles.list(scope=None)
    promote(store)
    learn_once(store, score=10.0)
    assert store.promotions.get("production", team=DEFAULT_TEAM).profiles == known
    assert store.profiles.list(scope=None) != known


def test_each_promotion_is_a_version_and_an_earlier_one_can_count_again(store: Store) -> None:
    learn_once(store)
    assert promote(store) == 1
    learn_once(store)
    assert promote(store) == 2
    assert store.promotions.get("production", team=DEFAULT_TEAM).version == 2
    rolled_back = store.promotions.roll_back("production", 1, team=DEFAULT_TEAM, by="bob", now=NOON)
    assert (rolled_back.version, rolled_back.active) == (1, True)
    assert [(one.version, one.active) for one in store.promotions.list(team=DEFAULT_TEAM)] == [(2, False), (1, True)]
    assert promote(store) == 3


def test_a_version_that_never_was_can_not_count(store: Store) -> None:
    learn_once(store)
    promote(store)
    with pytest.raises(NotFoundError, match="version 7"):
        store.promotions.roll_back("production", 7, team=DEFAULT_TEAM, by="bob", now=NOON)
    with pytest.raises(NotFoundError, match="'staging'"):
        store.promotions.get("staging", team=DEFAULT_TEAM)
    assert store.promotions.find("production", team="others") is None


def test_promotions_are_links_of_the_audit_chain(store: Store) -> None:
    learn_once(store)
    promote(store)
    store.promotions.roll_back("production", 1, team=DEFAULT_TEAM, by="bob", now=NOON)
    assert [link.kind for link in store.audit.links()][-2:] == ["profiles promoted", "profiles rolled back"]
    assert store.audit.verify() == ()
