"""A POST reaches what it may reach, over a real socket, and nothing else."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from typing import Any

import pytest

from training.webhooks.posting import HttpPost, PostError, problem_of

HERE = (ip_network("127.0.0.0/8"),)


class Listener(BaseHTTPRequestHandler):
    """Remembers what came, and answers with the status that the path names."""

    got: list[tuple[str, str, bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((self.path, self.headers["Host"], body))
        self.send_response(int(self.path.rpartition("/")[2]))
        self.send_header("Location", "/elsewhere/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def listener() -> Iterator[tuple[str, list[tuple[str, str, bytes]]]]:
    handler = type("Listening", (Listener,), {"got": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", handler.got
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("status", [200, 302, 500])
def test_the_answers_status_comes_back_and_a_redirect_is_not_followed(
    listener: tuple[str, list[tuple[str, str, bytes]]], status: int
) -> None:
    address, got = listener

    assert HttpPost(networks=HERE)(f"{address}/hook/{status}", headers={}, body='{"a": 1}') == status
    assert got == [(f"/hook/{status}", address.removeprefix("http://"), b'{"a": 1}')]


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.1.2.3", "[::ffff:127.0.0.1]", "2130706433"],
)
def test_a_private_address_is_not_reached_unless_it_was_allowed(host: str) -> None:
    with pytest.raises(PostError, match="private network"):
        HttpPost()(f"http://{host}:9/", headers={}, body="")


def test_where_nobody_listens_is_said() -> None:
    with pytest.raises(PostError, match="did not answer"):
        HttpPost(networks=HERE)("http://127.0.0.1:9/", headers={}, body="")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://",
        "https://u:p@example.org/",
        "http://a b/",
        "http://a:x/",
        "http://a/\r\nX: y",
    ],
)
def test_what_is_no_address_is_refused_with_a_reason(url: str) -> None:
    assert problem_of(url)


def test_an_address_is_fine() -> None:
    assert problem_of("https://example.org:8443/hooks?team=red") is None
