"""Which strategy to use for a kind of task, and how good such advice has been."""

from flask import Blueprint, render_template, request

from training.calibration import NEWEST, calibrate
from training.recommend import Priorities, parse_priorities, recommend
from webapp.access import Right, needs
from webapp.agents import agent_names
from webapp.plots import reliability_dots
from webapp.resources import catalogue, store
from webapp.teams import own_team

blueprint = Blueprint("advice", __name__, url_prefix="/recommendation")


@blueprint.get("/")
@needs(Right.VIEW)
def show() -> tuple[str, int] | str:
    """Show the recommendation for what the address asks, and the calibration."""
    agent = request.args.get("agent", "repair")
    problem, priorities = None, Priorities()
    try:
        priorities = parse_priorities(request.args["weights"]) if request.args.get("weights") else priorities
    except ValueError as error:
        problem = str(error)
    trials, profiles = store().reporting.replay(team=own_team(), agent=agent, newest=NEWEST)
    calibration = calibrate(trials, profiles)
    tasks = catalogue().all()
    page = render_template(
        "profiles/advice.html",
        found=recommend(
            profiles,
            category=request.args.get("category") or None,
            difficulty=request.args.get("difficulty") or None,
            priorities=priorities,
        ),
        problem=problem,
        asked=request.args,
        agent=agent,
        agents=agent_names(),
        weights=f"success={priorities.success:g},speed={priorities.speed:g},cost={priorities.cost:g}",
        categories=sorted({task.category for task in tasks}),
        difficulties=("easy", "medium", "hard"),
        calibration=calibration,
        dots=reliability_dots(calibration.bins),
    )
    return (page, 422) if problem else page
