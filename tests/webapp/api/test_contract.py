"""The API keeps to its own document: no error of ours, no answer that the document does not tell of."""

from pathlib import Path

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests.webapp.api.conftest import token_for
from tests.webapp.factories import add_batch, add_person
from tests.webapp.visiting import KEY
from webapp.factory import create_app
from webapp.settings import Rates, WebSettings

EXAMPLES = 8
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
    ignored_auth,
]


class Site:
    """The site, on a store that has something of everything."""

    def __init__(self, path: Path) -> None:
        add_person(path)
        add_person(path, name="otto", role="viewer")
        add_batch(path)
        self.token = token_for(path)
        unhurried = Rates(reading=0, changing=0, signing_in=0)
        self.app = create_app(WebSettings(database=path, secret_key=KEY, rates=unhurried))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("contract") / "proving.db")


def test_every_operation_answers_as_the_document_says(site: Site) -> None:
    document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", site.app)
    problems = []
    operations = [found.ok() for found in document.get_all_operations()]
    for operation in operations:
        try:
            _try(operation, site.token)
        except (FailureGroup, Failure) as problem:
            problems.append(f"{operation.label}: {problem}")

    assert len(operations) >= 40
    assert problems == [], "\n\n".join(problems)


def _try(operation: APIOperation, token: str) -> None:
    @seed(7)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy() | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def answers_as_told(case: schemathesis.Case) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)

    answers_as_told()


def test_the_document_tells_of_every_route_of_the_api(site: Site) -> None:
    app: Flask = site.app
    told = {
        (path.replace("{", "<").replace("}", ">"), method.upper())
        for path, methods in app.extensions["proving-openapi"].to_dict()["paths"].items()
        for method in methods
        if method != "parameters"
    }
    own = {"reference.document", "reference.show"}
    routed = {
        (rule.rule.replace("<int:", "<"), method)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and rule.endpoint not in own
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert told == routed
