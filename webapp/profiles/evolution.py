"""How learning converges, and how what a simulation said compares with what is real."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for

from training.convergence import PairCourse, learning_curve, outcomes_of, pair_courses
from training.model.trials import Provenance, TrialFilter
from training.profiles import RATE
from training.report.metrics import grouped, reality_of
from training.report.model import Reality
from webapp.access import Right, needs
from webapp.agents import agent_names
from webapp.plots import CurvePlot, curve_plot
from webapp.profiles.cards import card_of
from webapp.resources import store
from webapp.teams import own_team

blueprint = Blueprint("evolution", __name__, url_prefix="/evolution")

NEWEST = 10_000


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One strategy's learning: its picture, and the rate that it learns at."""

    strategy: str
    plot: CurvePlot | None
    trials: int
    rate: float


@blueprint.get("/")
@needs(Right.VIEW)
def show() -> str:
    """Show each strategy's learning curve, and when each two were told apart."""
    agent = request.args.get("agent", "repair")
    provenance = request.args.get("provenance", Provenance.REAL.value)
    wanted = TrialFilter(
        team=own_team(),
        agent=agent,
        provenance=Provenance(provenance) if provenance in set(Provenance) else Provenance.REAL,
        uniform_only=True,
    )
    trials = sorted(store().reporting.judged(wanted, newest=NEWEST), key=lambda trial: (trial.closed_at, trial.id))
    rates = {one.key.strategy_version: one.rate for one in store().profiles.list(team=own_team(), agent=agent)}
    outcomes = outcomes_of(trials)
    names = {name: found[-1].strategy_version for name, found in grouped(trials).items()}
    by_group = {name: [trial.verdict == "passed" for trial in found] for name, found in grouped(trials).items()}
    curves = [
        Curve(
            strategy=name,
            plot=curve_plot(learning_curve(found, rate=rates.get(names[name], RATE))),
            trials=len(found),
            rate=rates.get(names[name], RATE),
        )
        for name, found in by_group.items()
    ]
    pairs: tuple[PairCourse, ...] = pair_courses(by_group)
    return render_template(
        "profiles/evolution.html",
        curves=curves,
        pairs=pairs,
        agent=agent,
        agents=sorted({*agent_names(), agent}),
        provenance=wanted.provenance.value,
        provenances=[one.value for one in Provenance],
        seen=bool(outcomes),
    )


@blueprint.get("/reality")
@needs(Right.VIEW)
def reality() -> str:
    """Set simulated profiles beside real ones."""
    profiles = store().profiles.list(team=own_team())
    real = [one for one in profiles if one.key.provenance is Provenance.REAL]
    simulated = [one for one in profiles if one.key.provenance is Provenance.SIMULATED]
    sides: tuple[Reality, ...] = reality_of(real, simulated)
    return render_template(
        "profiles/reality.html",
        sides=sides,
        real=[card_of(store(), one) for one in real],
        simulated=[card_of(store(), one) for one in simulated],
        compare_url=url_for("compare.show"),
    )
