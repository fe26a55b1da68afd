"""Sign-in by another party (OpenID Connect, the authorization code flow with PKCE), carried out by Authlib."""

from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Blueprint, Flask, abort, current_app, flash, redirect, request, session, url_for
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from webapp.access import Right, needs
from webapp.addresses import outside
from webapp.auth import service
from webapp.auth.external import RefusedError, admit, identity_of
from webapp.auth.views import signed_in
from webapp.redirects import safe_next
from webapp.resources import settings

blueprint = Blueprint("oidc", __name__, url_prefix="/sign-in-with")

_NAME = "proving_oidc"
_KEY = "proving-oidc"
_AFTER = "after_sign_in"
TIMEOUT_SECONDS = 10


def init_oidc(app: Flask) -> None:
    """Get ready for the provider that the settings name, if they name one. Nothing is fetched before a sign-in."""
    resources = app.extensions["proving"]
    chosen = resources.settings.oidc
    if chosen is None:
        return
    oauth = OAuth(app)
    oauth.register(
        name=_NAME,
        client_id=chosen.client_id,
        client_secret=chosen.client_secret,
        server_metadata_url=f"{chosen.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "default_timeout": TIMEOUT_SECONDS,
        },
    )
    app.extensions[_KEY] = oauth


@blueprint.get("/")
@needs(Right.OPEN)
def start() -> Response:
    """Send the browser to the provider."""
    client = _client()
    session[_AFTER] = {"next": request.args.get("next", ""), "invitation": request.args.get("invitation", "")}
    try:
        answer: Response = client.authorize_redirect(outside("oidc.back"))
    except _TROUBLE as error:
        return _failed(error)
    return answer


@blueprint.get("/back")
@needs(Right.OPEN)
def back() -> Response:
    """Take the provider's word for who this is, checked by its signature, and let them in if they may come in."""
    chosen, client = settings().oidc, _client()
    if chosen is None:
        abort(404)
    after = session.pop(_AFTER, {})
    try:
        token = client.authorize_access_token(
            claims_options={
                "iss": {"essential": True, "values": [chosen.issuer, chosen.issuer.rstrip("/")]},
                "aud": {"essential": True, "value": chosen.client_id},
                "sub": {"essential": True},
                "exp": {"essential": True},
            }
        )
    except _TROUBLE as error:
        return _failed(error)
    claims = token.get("userinfo")
    if not claims:
        return _failed(None)
    try:
        person = admit(identity_of(claims, issuer=chosen.issuer), chosen, invitation=str(after.get("invitation", "")))
    except RefusedError as error:
        flash(str(error), "failed")
        return redirect(url_for("auth.sign_in"), 303)
    following = safe_next(str(after.get("next", "")), fallback=url_for("dashboard.show"))
    return signed_in(service.open_session(person, how=f"by {chosen.title}"), following)


# what a provider that is down, wrong or hostile makes of a sign-in
_TROUBLE = (AuthlibBaseError, JoseError, OSError, RuntimeError, ValueError, KeyError, TypeError)


def _client() -> Any:
    oauth = current_app.extensions.get(_KEY)
    if oauth is None:
        abort(404)
    return oauth.create_client(_NAME)


def _failed(error: Exception | None) -> Response:
    current_app.logger.warning("a sign-in by the provider failed: %s: %s", type(error).__name__, error)
    flash("The sign-in there did not work. Try again; if it stays, tell whoever runs this site.", "failed")
    return redirect(url_for("auth.sign_in"), 303)
