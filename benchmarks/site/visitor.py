"""A visitor inside the process: what a page takes is then the site's own time."""

import re

from flask import Flask

from benchmarks.site.originals import NAME, PASSWORD


class Visitor:
    """Signs in and opens pages."""

    def __init__(self, app: Flask) -> None:
        self._client = app.test_client()

    def sign_in(self) -> None:
        """Sign in as the one who is there."""
        page = self._client.get("/sign-in").text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        form = {"name": NAME, "password": PASSWORD, "csrf_token": token.group(1) if token else ""}
        answer = self._client.post("/sign-in", data=form)
        if answer.status_code != 303:  # noqa: PLR2004 - See Other
            raise RuntimeError(f"the sign-in answered {answer.status_code}")

    def open(self, address: str) -> int:
        """Open a page and return its size in bytes.

        Raises:
            RuntimeError: it did not answer with 200.
        """
        answer = self._client.get(address)
        if answer.status_code not in {200, 204}:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        return len(answer.data)
