"""The addresses that a team tells what happened, and what became of the messages."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from training.model.webhooks import Topic
from training.webhooks.posting import problem_of
from training.webhooks.signing import new_secret
from webapp.access import Right, needs
from webapp.acts import note
from webapp.context import now, the_person
from webapp.paging import PAGE_ROWS, after, page_of
from webapp.resources import store

blueprint = Blueprint("webhooks", __name__, url_prefix="/team/webhooks")

TOPICS = tuple(topic for topic in Topic if topic is not Topic.TEST)
LONGEST_URL = 500


@blueprint.get("/")
@needs(Right.MANAGE)
def index() -> str:
    """Show the team's webhooks and their messages."""
    return _page()


@blueprint.post("/")
@needs(Right.MANAGE)
def create() -> tuple[str, int]:
    """Add a webhook, and show its secret this once."""
    url, someone = request.form.get("url", "").strip(), the_person()
    topics = tuple(topic for topic in TOPICS if topic.value in request.form.getlist("topic"))
    problems = problems_with(url, topics)
    if problems:
        return _page(problems=problems, url=url, chosen=topics), 422
    secret = new_secret()
    hook = store().outbox.add_webhook(
        team=someone.team, url=url, topics=topics, secret=secret, created_by=someone.name, now=now()
    )
    note("added", "webhook", hook.id, detail=url)
    return _page(secret=secret, made_url=url), 201


@blueprint.post("/<int:webhook_id>/test")
@needs(Right.MANAGE)
def test(webhook_id: int) -> Response:
    """Send a message that only says that it arrived."""
    store().outbox.test(webhook_id, team=the_person().team, now=now())
    note("tested", "webhook", webhook_id)
    flash("A message is on its way. Reload this page to see what became of it.", "passed")
    return redirect(url_for("webhooks.index"), 303)


@blueprint.post("/<int:webhook_id>/remove")
@needs(Right.MANAGE)
def remove(webhook_id: int) -> Response:
    """Forget a webhook and what waits for it."""
    store().outbox.remove_webhook(webhook_id, team=the_person().team)
    note("removed", "webhook", webhook_id)
    flash("The webhook is gone.", "passed")
    return redirect(url_for("webhooks.index"), 303)


def problems_with(url: str, topics: tuple[Topic, ...]) -> dict[str, str]:
    """Return what is wrong with a webhook that is asked for, by field."""
    found = {
        "url": problem_of(url) or (f"Use at most {LONGEST_URL} characters." if len(url) > LONGEST_URL else ""),
        "topics": "" if topics else "Choose at least one topic.",
    }
    return {name: text for name, text in found.items() if text}


def _page(
    *,
    problems: dict[str, str] | None = None,
    url: str = "",
    chosen: tuple[Topic, ...] = TOPICS,
    secret: str | None = None,
    made_url: str | None = None,
) -> str:
    team = the_person().team
    page = page_of(store().outbox.messages(team=team, after=after(), limit=PAGE_ROWS + 1))
    return render_template(
        "team/webhooks.html",
        hooks=store().outbox.webhooks(team=team),
        messages=page.rows,
        next_url=page.next_url,
        first_url=page.first_url,
        topics=TOPICS,
        problems=problems or {},
        url=url,
        chosen=chosen,
        secret=secret,
        made_url=made_url,
    )
