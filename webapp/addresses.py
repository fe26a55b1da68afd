"""Addresses of this site that carry a list's filters."""

from collections.abc import Mapping
from typing import Any

from flask import request, url_for

from webapp.resources import settings


def address(endpoint: str, values: Mapping[str, Any], **more: Any) -> str:
    """Return the address of an endpoint with values from a mapping, and others that win over it.

    The mapping may be an address's query, as anybody wrote it: words that `url_for` takes for its own are left out.
    """
    kept = {name: value for name, value in values.items() if name != "endpoint" and not name.startswith("_")}
    return url_for(endpoint, **{**kept, **more})


def outside(endpoint: str, **values: Any) -> str:
    """Return an address for one who comes from elsewhere: where the site was told that it is, else as it was asked."""
    return f"{settings().address or request.host_url.rstrip('/')}{url_for(endpoint, **values)}"


def without(values: Mapping[str, str], *names: str) -> dict[str, str]:
    """Return values without some of them."""
    return {name: value for name, value in values.items() if name not in names}
