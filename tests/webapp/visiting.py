"""A visitor to the site: a browser without scripts."""

import re
from pathlib import Path

from flask import Flask
from werkzeug.test import TestResponse

from tests.webapp.factories import NAME, PASSWORD
from webapp.factory import create_app
from webapp.settings import WebSettings

KEY = "only for tests"


def app_on(path: Path) -> Flask:
    return create_app(WebSettings(database=path, secret_key=KEY))


class Visitor:
    """Somebody with a browser, without scripts."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()

    def sign_in(self, name: str = NAME, password: str = PASSWORD) -> TestResponse:
        return self.send("/sign-in", on="/sign-in", name=name, password=password)

    def open(self, address: str) -> TestResponse:
        return self.client.get(address)

    def token(self, address: str) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.open(address).text)
        assert found, f"{address} has no form"
        return found.group(1)

    def send(self, address: str, *, on: str, **fields: object) -> TestResponse:
        return self.client.post(address, data={"csrf_token": self.token(on), **fields})
