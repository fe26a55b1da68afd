"""Tokens of programs: one's own, and for admins everybody's in the team."""

from http import HTTPStatus
from typing import Any

from flask import g, request
from marshmallow import Schema, fields, validate
from webargs.flaskparser import abort

from training.model.accounts import ApiToken
from webapp.access import Right, SignInNeededError
from webapp.acts import note
from webapp.api.arguments import Asked, number, text, word
from webapp.api.operations import Operations
from webapp.api.schemas import list_of, schema_of
from webapp.auth import tokens
from webapp.context import may, now, the_person
from webapp.resources import store

api = Operations("tokens", "Tokens of programs.")

ApiTokens = list_of(schema_of(ApiToken), "ApiTokens")


class TokenAsked(Asked):
    """A token to be made."""

    name = text(longest=tokens.LONGEST_NAME, shortest=1, required=True)
    scopes = fields.List(word(tokens.SCOPES), required=True, validate=validate.Length(min=1, max=len(tokens.SCOPES)))
    days = number(1, tokens.MOST_DAYS, load_default=90)


NewToken = Schema.from_dict(
    {
        "token": fields.Nested(schema_of(ApiToken)),
        "secret": fields.String(metadata={"description": "Shown this once."}),
    },
    name="NewToken",
)


@api.get("/tokens", ApiTokens)
def list_tokens() -> dict[str, Any]:
    """List one's own tokens in the team; for an admin everybody's."""
    someone = the_person()
    found = store().tokens.of_team(someone.team) if may(Right.MANAGE) else store().tokens.of_person(someone)
    return {"items": found}


@api.operation("/tokens", "POST", NewToken, status=HTTPStatus.CREATED)
@api.takes(TokenAsked)
def create_token(asked: dict[str, Any]) -> tokens.NewToken:
    """Make a token, as somebody who is signed in. It can't be given more than they may do; a token makes none."""
    if _shown_secret() is not None:
        # it would outlive the one that made it, and be there after that one is revoked
        raise SignInNeededError("A token can't make tokens.")
    scopes = tuple(scope for scope in tokens.SCOPES if scope.value in asked["scopes"])
    problems = tokens.problem_with(g.rights, scopes=scopes, name=asked["name"], days=asked["days"])
    if problems:
        abort(HTTPStatus.UNPROCESSABLE_ENTITY, messages={"json": {name: [text_] for name, text_ in problems.items()}})
    made = tokens.make(the_person(), name=asked["name"], scopes=scopes, days=asked["days"])
    note("made", "token", made.token.id, detail=f"{asked['name']}: {', '.join(asked['scopes'])}, {asked['days']} days")
    return made


@api.operation("/tokens/<int:token_id>", "DELETE", status=HTTPStatus.NO_CONTENT)
def revoke_token(token_id: int) -> None:
    """Let a token work no more: one's own; for an admin anybody's in the team. A token revokes none but itself."""
    secret = _shown_secret()
    if secret is not None and not _is_of(secret, token_id):
        raise SignInNeededError("A token can revoke none but itself.")
    someone = the_person()
    owner = None if may(Right.MANAGE) else someone.id
    token = store().tokens.revoke(token_id, team=someone.team, person_id=owner, now=now())
    note("revoked", "token", token_id, detail=token.name)


def _shown_secret() -> str | None:
    """Return the secret that a program shows, or None where a person who is signed in asks."""
    shown = request.authorization
    return shown.token or "" if shown is not None and shown.type == "bearer" else None


def _is_of(secret: str, token_id: int) -> bool:
    token = tokens.use(secret)
    return token is not None and token.id == token_id
