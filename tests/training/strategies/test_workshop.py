from dataclasses import replace
from datetime import timedelta

import pytest

from sandbox.model import SourceFile
from tests.training.builders import NOON, a_record, a_request, a_strategy, an_execution, queue, take
from training.errors import StrategyFileError, UnknownStrategyError
from training.model.trials import Verdict
from training.store import Store
from training.strategies import StrategyBook, contents
from training.strategies.differences import field_pairs
from training.strategies.values import read_assignments
from training.strategies.workshop import Workshop


@pytest.fixture
def book(store: Store) -> StrategyBook:
    return StrategyBook(own=store.strategies.shelf("red").current)


@pytest.fixture
def workshop(store: Store, book: StrategyBook) -> Workshop:
    return Workshop(store.strategies.shelf("red"), book, by="ada", now=NOON)


def test_a_copy_stands_beside_what_it_was_made_from(workshop: Workshop, book: StrategyBook, store: Store) -> None:
    made = workshop.copy("balanced", "patient", {"attempts": 30})
    assert book.get("patient") == made
    assert made.attempts == 30
    assert [item.name for item in book.all()] == ["aggressive", "balanced", "conservative", "patient"]
    [version] = store.strategies.shelf("red").history("patient")
    assert (version.parent, version.by, version.at) == (book.get("balanced").version, "ada", NOON)


def test_an_edit_is_a_new_version_made_from_the_one_before(
    workshop: Workshop, book: StrategyBook, store: Store
) -> None:
    first = workshop.copy("balanced", "patient", {})
    second = workshop.edit("patient", {"attempts": 31})
    assert book.get("patient") == second != first
    assert [item.parent for item in store.strategies.shelf("red").history("patient")] == [
        first.version,
        book.get("balanced").version,
    ]


def test_a_team_makes_changes_and_retires_its_own_and_no_others(store: Store) -> None:
    shelves = {team: store.strategies.shelf(team) for team in ("red", "blue")}
    books = {team: StrategyBook(own=shelf.current) for team, shelf in shelves.items()}
    benches = {team: Workshop(shelves[team], books[team], by="ada", now=NOON) for team in shelves}
    secret = benches["red"].copy("balanced", "patient", {"instructions": "Ours alone."})

    assert "patient" not in {strategy.name for strategy in books["blue"].all()}
    assert shelves["blue"].history("patient") == ()
    assert shelves["blue"].find_version(secret.version) is None
    with pytest.raises(UnknownStrategyError):
        benches["blue"].edit("patient", {"attempts": 2})

    benches["blue"].copy("balanced", "patient", {"attempts": 2})
    benches["blue"].retire("patient")
    assert books["red"].get("patient") == secret


def test_a_strategy_from_before_there_were_teams_is_everybodys_until_a_team_changes_it(store: Store) -> None:
    old = store.strategies.shelf("")
    origin = Workshop(old, StrategyBook(own=old.current), by="ada", now=NOON).copy("balanced", "patient", {})
    red, blue = store.strategies.shelf("red"), store.strategies.shelf("blue")
    book = StrategyBook(own=red.current)
    changed = Workshop(red, book, by="grace", now=NOON).edit("patient", {"attempts": 31})

    assert [item.strategy for item in red.history("patient")] == [changed, origin]
    assert blue.current() == (origin,)
    Workshop(red, book, by="grace", now=NOON).retire("patient")
    assert red.current() == ()
    assert blue.current() == (origin,)


def test_saving_what_is_there_already_makes_no_version(workshop: Workshop, store: Store) -> None:
    workshop.copy("balanced", "patient", {})
    workshop.edit("patient", {})
    assert len(store.strategies.shelf("red").history("patient")) == 1


def test_a_built_in_strategy_is_copied_and_never_edited(workshop: Workshop) -> None:
    with pytest.raises(StrategyFileError, match="copy it under another name"):
        workshop.edit("balanced", {"attempts": 3})
    with pytest.raises(StrategyFileError, match="exists already"):
        workshop.copy("balanced", "aggressive", {})


def test_a_retired_strategy_is_offered_no_more_until_it_is_saved_again(workshop: Workshop, book: StrategyBook) -> None:
    made = workshop.copy("balanced", "patient", {})
    workshop.retire("patient")
    with pytest.raises(UnknownStrategyError):
        book.get("patient")
    workshop.create("patient", contents(made))
    assert book.get("patient") == made


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (["attempts=many"], "attempts"),
        (["attempts=0"], "attempts"),
        (["mood=good"], "no field"),
        (["self_check=perhaps"], "self_check"),
        (["attempts"], "says no value"),
    ],
)
def test_what_a_strategy_does_not_take_is_refused_by_name(workshop: Workshop, words: list[str], wrong: str) -> None:
    with pytest.raises(StrategyFileError, match=wrong):
        workshop.copy("balanced", "patient", read_assignments(words))


def test_typed_values_become_what_their_fields_are() -> None:
    typed = read_assignments(["attempts=1_000", "temperature=0.5", "self_check=yes", "instructions=Go=on."])
    assert typed == {"attempts": 1000, "temperature": 0.5, "self_check": True, "instructions": "Go=on."}


def test_a_comparison_says_which_fields_differ(book: StrategyBook) -> None:
    pairs = field_pairs(book.get("balanced"), replace(book.get("balanced"), attempts=1))
    assert [pair.field for pair in pairs if pair.differs] == ["attempts"]


def test_strategies_that_handed_in_the_same_program_are_found(store: Store) -> None:
    request = a_request(strategies=[a_strategy("one"), a_strategy("other"), a_strategy("third")])
    batch = queue(store, request)
    for number in range(3):
        lease = take(store, now=NOON + timedelta(seconds=number))
        program = b"alone" if lease.trial.strategy_name == "third" else b"shared"
        graded = replace(an_execution(), files=(SourceFile("solution.js", program),))
        store.trials.close(lease, replace(a_record(), executions=(graded,)), now=NOON)
    [same] = store.strategies.same_programs(batch.id)
    assert same.strategies == ("one", "other")
    assert same.verdict is Verdict.PASSED
