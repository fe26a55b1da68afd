"""The OpenAPI document, and the same as a page: made by the server, so that it needs no script."""

import json
from typing import Any

from flask import Blueprint, Response, current_app, render_template

from webapp.access import Right, needs

KEY = "proving-openapi"

blueprint = Blueprint("reference", __name__, url_prefix="/api/v1")


@blueprint.get("/openapi.json")
@needs(Right.OPEN)
def document() -> Response:
    """Give the OpenAPI document."""
    return Response(json.dumps(_document(), indent=2), content_type="application/json")


@blueprint.get("/")
@needs(Right.VIEW)
def show() -> str:
    """Show the API for people."""
    found = _document()
    return render_template(
        "api/reference.html", document=found, operations=_operations(found), schemas=found["components"]["schemas"]
    )


def _document() -> dict[str, Any]:
    found: dict[str, Any] = current_app.extensions[KEY].to_dict()
    return found


def _operations(document: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for path, methods in document["paths"].items():
        shared = methods.get("parameters", [])
        for method, operation in methods.items():
            if method == "parameters":
                continue
            entry = {**operation, "method": method.upper(), "path": path}
            entry["parameters"] = [*shared, *operation.get("parameters", [])]
            entry["answers"] = [(code, _schema_name(answer)) for code, answer in sorted(operation["responses"].items())]
            entry["body"] = _schema_name(operation.get("requestBody", {}))
            grouped.setdefault(operation["tags"][0], []).append(entry)
    return grouped


def _schema_name(part: dict[str, Any]) -> str | None:
    """Return the name of the schema that a body or an answer has, or None."""
    if "$ref" in part:
        return None
    for content in part.get("content", {}).values():
        reference = content.get("schema", {}).get("$ref", "")
        return reference.rpartition("/")[2] or None
    return None
