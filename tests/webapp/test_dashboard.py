"""The dashboard: spans and filters in the address, who leads, what needs a look."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from markupsafe import escape

from tests.webapp.factories import add_batch, add_person, seed
from tests.webapp.visiting import Visitor, app_on
from training.leaders import lead_of
from training.model.alerts import AlertRule
from training.model.batches import DEFAULT_TEAM
from training.model.profiles import Interval
from training.model.trials import Provenance
from training.statistics import wilson_interval
from training.store import Store
from training.store.days import Tally
from webapp.dashboard.leaders import board_of, words_of


@dataclass(frozen=True)
class Count:
    passed: int
    n: int

    @property
    def interval(self) -> Interval | None:
        return wilson_interval(self.passed, self.n)


def test_a_span_without_trials_shows_none(visitor: Visitor) -> None:
    page = visitor.open("/?from=2020-01-01&to=2020-01-31").text

    assert "n 0" in page
    assert "Who leads" not in page


def test_a_category_narrows_cards_and_board(visitor: Visitor) -> None:
    board = visitor.open("/").text.split('id="board"')[1]
    category = board.split("category=")[1].split('"')[0]
    page = visitor.open(f"/?category={category}&days=7").text

    assert "n 2" in page  # one task, twice
    assert page.split('id="board"')[1].count("category=") == 1


def test_what_needs_a_look_is_said_with_the_way_there(tmp_path: Path) -> None:
    path = tmp_path / "proving.db"
    add_person(path)
    add_batch(path, run=False)
    someone = Visitor(app_on(path))
    someone.sign_in()

    assert "No worker is heard of, and 1 batch waits." in someone.open("/").text


def test_an_alert_needs_a_look_for_as_long_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "proving.db"
    seed(path)
    someone = Visitor(app_on(path))
    someone.sign_in()
    now = datetime.now(UTC)
    with Store.open(path) as store:
        strategy = store.profiles.list()[0].key.strategy_name
        rule = AlertRule(team=DEFAULT_TEAM, agent="repair", strategy_name=strategy, threshold=1.0, window=5)
        kept = store.alerts.add(rule, now=now)
        [(_, judgement)] = store.alerts.consider_all(team=DEFAULT_TEAM, now=now)

        assert judgement.raised
        assert escape(judgement.words) in someone.open("/").text
        store.alerts.remove(kept.id, team=DEFAULT_TEAM)

    assert escape(judgement.words) not in someone.open("/").text


@pytest.mark.parametrize(
    ("rates", "best", "is_told"),
    [
        ([Count(90, 100), Count(50, 100)], 0, True),
        ([Count(50, 100), Count(52, 100)], 1, False),
        ([Count(4, 4), Count(0, 100), Count(30, 100)], 2, True),
        ([Count(90, 100), Count(75, 100), Count(5, 7), Count(4, 4)], 0, False),
        ([Count(90, 100), Count(75, 100), Count(5, 7)], 0, False),
        ([Count(90, 100), Count(75, 100), Count(20, 40), Count(0, 0)], 0, True),
    ],
)
def test_the_best_leads_only_where_the_interval_says_so(rates: list[Count], best: int, is_told: bool) -> None:  # noqa: FBT001 - a parameter of a test
    lead = lead_of(rates)

    assert lead is not None
    assert (lead.best, lead.is_told) == (best, is_told)


def test_a_lead_is_told_with_its_interval_and_from_whom() -> None:
    told = lead_of([Count(90, 100), Count(75, 100), Count(20, 40)])
    assert words_of(told, ("bold", "calm", "slow"), of_several=True) == (
        "bold leads by +4 to +25 points over calm, and over every other"
    )
    untold = lead_of([Count(90, 100), Count(75, 100), Count(5, 7)])
    assert "no detectable difference between bold and slow" in words_of(
        untold, ("bold", "calm", "slow"), of_several=True
    )
    tried_once = lead_of([Count(90, 100), Count(75, 100), Count(1, 1)])
    assert words_of(tried_once, ("bold", "calm", "slow"), of_several=False) == (
        "bold leads by +4 to +25 points over calm; slow tried too rarely to say"
    )
    assert words_of(None, (), of_several=False) == "not enough data"


def test_versions_that_count_together_are_named(tmp_path: Path) -> None:
    tallies = [
        Tally(
            agent="repair",
            strategy=strategy,
            version=version,
            provenance=Provenance.REAL,
            category="strings",
            passed=5,
            failed=1,
            execution_ms=1.0,
            cost_usd=0.0,
        )
        for strategy, version in (("bold", "1"), ("bold", "2"), ("calm", "1"))
    ]
    with app_on(tmp_path / "proving.db").test_request_context():
        board = board_of(tallies)
    assert board is not None
    assert board.merged == ("bold",)


def test_nobody_leads_alone() -> None:
    assert lead_of([Count(9, 10), Count(1, 2)]) is None
