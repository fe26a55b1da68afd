"""The agents' pages: who is ready, what was learnt, how the curve went."""

from datetime import UTC, datetime
from pathlib import Path

from tests.webapp.visiting import Visitor
from training.model.agents import AgentCheck
from training.model.curves import CurvePoint, LearningCurve, MeasuredCurve
from training.model.profiles import Interval
from training.store import Store
from webapp.agents.curves import shown_curve

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def a_point(learnt_from: int, success: float, *, gain: float = 0.0, half: float = 0.1) -> CurvePoint:
    around = Interval(low=gain - half, high=gain + half)
    first = learnt_from == 0
    return CurvePoint(
        learnt_from=learnt_from,
        success=success,
        success_interval=Interval(low=success - half, high=success + half),
        attempts=10.0,
        attempts_interval=None,
        gain=gain,
        gain_interval=None if first else around,
        saved=2.0,
        saved_interval=None if first else Interval(low=1.0, high=3.0),
    )


def a_curve(*points: CurvePoint) -> LearningCurve:
    return LearningCurve(
        agent="repair", strategy="balanced", tasks=("a", "b"), folds=2, seeds=(1, 2), trials=8, points=points
    )


def test_what_a_worker_found_is_shown_with_what_is_missing(newcomer: Visitor, tmp_path: Path) -> None:
    with Store.open(tmp_path / "proving.db") as store:
        for name, missing in (("repair", None), ("claude", "claude is not installed. <b>Install</b> it.")):
            store.agents.keep_check(AgentCheck(agent=name, version="1", missing=missing, worker="w:1", checked_at=NOW))
    page = newcomer.open("/agents/").text
    assert "ready" in page
    assert "claude is not installed. &lt;b&gt;Install&lt;/b&gt; it." in page
    assert "not looked for yet" in page


def test_without_a_curve_the_page_says_how_to_measure_one(visitor: Visitor) -> None:
    page = visitor.open("/agents/repair").text
    assert "No learning curve yet" in page
    assert "kinds of edit" in page


def test_weights_are_forgotten_under_one_strategy_alone(newcomer: Visitor, tmp_path: Path) -> None:
    with Store.open(tmp_path / "proving.db") as store:
        for name in ("balanced", "conservative"):
            store.weights.add(name, {("offset", ""): (4.0, 1.0), ("offset", "role:index"): (1.0, 1.0)})
    page = newcomer.open("/agents/repair?strategy=balanced").text
    assert "Offset" in page or "offset" in page
    assert "index ×" in page
    newcomer.send("/agents/repair/forget", on="/agents/repair?strategy=balanced", strategy="balanced")
    with Store.open(tmp_path / "proving.db") as store:
        assert store.weights.strategies() == ("conservative",)


def test_a_curve_is_drawn_from_what_was_kept(newcomer: Visitor, tmp_path: Path) -> None:
    with Store.open(tmp_path / "proving.db") as store:
        store.agents.keep_curve(a_curve(a_point(0, 0.2), a_point(8, 0.4, gain=0.2)), now=NOW)
    page = newcomer.open("/agents/repair").text
    assert "After 8 trials: more tasks solved, fewer attempts" in page


def test_a_curve_says_only_what_its_interval_lets_it_say() -> None:
    unsure = shown_curve(MeasuredCurve(curve=a_curve(a_point(0, 0.2), a_point(8, 0.25, gain=0.05)), at=NOW))
    worse = shown_curve(MeasuredCurve(curve=a_curve(a_point(0, 0.4), a_point(8, 0.1, gain=-0.3)), at=NOW))
    assert "as many solved as far as can be told" in unsure.says
    assert "fewer tasks solved" in worse.says
    assert all(0 <= dot.high <= dot.y <= dot.low <= 220 for dot in unsure.dots)
