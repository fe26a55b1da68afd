"""Signatures as the Standard Webhooks specification has them, so that a receiver can check with its ready libraries."""

import base64
import binascii
import hashlib
import hmac
import secrets
from datetime import datetime

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    """Return a new secret for one webhook."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def sign(secret: str, *, message_id: str, at: datetime, body: str) -> dict[str, str]:
    """Return the headers that prove where a message comes from and when it was sent.

    The signature is HMAC-SHA256 over `message_id.timestamp.body` in base64 (Standard Webhooks 1.0.0). The timestamp,
    in seconds, lets a receiver refuse a message that was caught and sent again later.

    Raises:
        ValueError: the secret is none of `new_secret`'s.
    """
    timestamp = str(int(at.timestamp()))
    digest = hmac.new(_key(secret), f"{message_id}.{timestamp}.{body}".encode(), hashlib.sha256).digest()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def _key(secret: str) -> bytes:
    if not secret.startswith(PREFIX):
        raise ValueError("a webhook's secret begins with whsec_")
    try:
        return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError("a webhook's secret is base64") from error
