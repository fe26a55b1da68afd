"""The addresses that a team tells what happened."""

from http import HTTPStatus
from typing import Any

from marshmallow import fields, validate
from webargs.flaskparser import abort

from training.model.webhooks import Message, Webhook
from training.webhooks.signing import new_secret
from webapp.access import Right
from webapp.acts import note
from webapp.api.arguments import Asked, ListQuery, text, word
from webapp.api.operations import Operations, page
from webapp.api.schemas import list_of, page_of, shaped
from webapp.context import now, the_person
from webapp.resources import store
from webapp.team.webhooks import LONGEST_URL, TOPICS, problems_with

api = Operations("webhooks", "Addresses that are told what happens, signed.")

_SECRET = ("secret",)
WebhookShown = shaped(Webhook, "Webhook", leave_out=_SECRET)
Webhooks = list_of(WebhookShown, "Webhooks")
NewWebhook = shaped(Webhook, "NewWebhook")
MessageShown = shaped(Message, "Message", leave_out=("webhook",), webhook=fields.Nested(WebhookShown))


class WebhookAsked(Asked):
    """A webhook to be added."""

    url = text(longest=LONGEST_URL, required=True)
    topics = fields.List(word(TOPICS), required=True, validate=validate.Length(min=1, max=len(TOPICS)))


@api.get("/webhooks", Webhooks, right=Right.MANAGE)
def list_webhooks() -> dict[str, Any]:
    """List the team's webhooks."""
    return {"items": store().outbox.webhooks(team=the_person().team)}


@api.operation("/webhooks", "POST", NewWebhook, right=Right.MANAGE, status=HTTPStatus.CREATED)
@api.takes(WebhookAsked)
def create_webhook(asked: dict[str, Any]) -> Webhook:
    """Add a webhook. Its secret is in this answer alone."""
    topics, someone = tuple(topic for topic in TOPICS if topic.value in asked["topics"]), the_person()
    problems = problems_with(asked["url"], topics)
    if problems:
        abort(HTTPStatus.UNPROCESSABLE_ENTITY, messages={"json": {name: [words] for name, words in problems.items()}})
    hook = store().outbox.add_webhook(
        team=someone.team, url=asked["url"], topics=topics, secret=new_secret(), created_by=someone.name, now=now()
    )
    note("added", "webhook", hook.id, detail=hook.url)
    return hook


@api.operation("/webhooks/<int:webhook_id>/test", "POST", right=Right.MANAGE, status=HTTPStatus.ACCEPTED)
def test_webhook(webhook_id: int) -> None:
    """Send a message that only says that it arrived."""
    store().outbox.test(webhook_id, team=the_person().team, now=now())
    note("tested", "webhook", webhook_id)


@api.operation("/webhooks/<int:webhook_id>", "DELETE", right=Right.MANAGE, status=HTTPStatus.NO_CONTENT)
def remove_webhook(webhook_id: int) -> None:
    """Forget a webhook and what waits for it."""
    store().outbox.remove_webhook(webhook_id, team=the_person().team)
    note("removed", "webhook", webhook_id)


@api.get("/messages", page_of(MessageShown, "MessagesPage"), right=Right.MANAGE)
@api.takes(ListQuery, "query")
def list_messages(query: dict[str, Any]) -> Any:
    """List the messages of the team's webhooks, the newest first, and what became of them."""
    found = store().outbox.messages(team=the_person().team, after=query["after"], limit=query["limit"] + 1)
    return page(found, limit=query["limit"])
