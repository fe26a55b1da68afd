"""One POST to an address that somebody typed: checked before it is reached, bounded in time, never led elsewhere."""

import http.client
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

CONNECT_SECONDS = 10.0
ANSWER_BYTES = 4096
PORTS = {"http": 80, "https": 443}

Network = IPv4Network | IPv6Network


class PostError(Exception):
    """A message that could not be handed over; the text says why, for people."""


@dataclass(frozen=True, kw_only=True)
class HttpPost:
    """Sends to public addresses, and to those private networks that whoever runs the worker has allowed.

    Without that rule, everybody who may add a webhook could have the worker's host reach services that listen only to
    it. A name is looked up once and the connection goes to the address that was checked.
    """

    networks: tuple[Network, ...] = ()

    def __call__(self, url: str, *, headers: Mapping[str, str], body: str) -> int:
        """Send, and return the answer's status. A redirect is an answer like others, and is not followed.

        Raises:
            PostError: the address may not be reached, or nothing answered in time.
        """
        parts = _split(url)
        address, port = self._resolve(parts)
        connection = _connection(parts, address, port)
        try:
            connection.request(
                "POST", _target(parts), body=body.encode(), headers={**headers, "Host": parts.netloc.rpartition("@")[2]}
            )
            answer = connection.getresponse()
            answer.read(ANSWER_BYTES)
        except (OSError, http.client.HTTPException) as error:
            raise PostError(f"{parts.hostname} did not answer: {type(error).__name__}: {error}") from error
        finally:
            connection.close()
        return answer.status

    def _resolve(self, parts: SplitResult) -> tuple[str, int]:
        port = parts.port or PORTS[parts.scheme]
        try:
            found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise PostError(f"{parts.hostname} can't be found: {error}") from error
        for *_, place in found:
            if self._is_allowed(ip_address(str(place[0]).partition("%")[0])):
                return str(place[0]), port
        raise PostError(
            f"{parts.hostname} is on a private network. Add the network to PROVING_WEBHOOK_NETWORKS to allow it."
        )

    def _is_allowed(self, address: IPv4Address | IPv6Address) -> bool:
        plain = getattr(address, "ipv4_mapped", None) or address
        return (plain.is_global and not plain.is_multicast) or any(
            plain in network for network in self.networks if network.version == plain.version
        )


def problem_of(url: str) -> str | None:
    """Return why an address can't be that of a webhook, or None where it can."""
    try:
        _split(url)
    except PostError as error:
        return str(error)
    return None


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise PostError("This is no address. Give one such as https://example.org/hooks/proving.") from error
    if (
        parts.scheme not in PORTS
        or not parts.hostname
        or any(ord(sign) <= ord(" ") or ord(sign) > ord("~") for sign in url)
    ):
        raise PostError("This is no address. Give one such as https://example.org/hooks/proving.")
    if parts.username or parts.password:
        raise PostError("An address with a password in it is kept readable. Leave it out; messages are signed.")
    return parts


def _target(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _connection(parts: SplitResult, address: str, port: int) -> http.client.HTTPConnection:
    if parts.scheme == "http":
        return http.client.HTTPConnection(address, port, timeout=CONNECT_SECONDS)
    return _PinnedHttps(parts.hostname or "", address, port)


class _PinnedHttps(http.client.HTTPSConnection):
    """Connects to one checked address and asks for the certificate of the name."""

    def __init__(self, name: str, address: str, port: int) -> None:
        super().__init__(address, port, timeout=CONNECT_SECONDS)
        self._name = name

    def connect(self) -> None:
        plain = socket.create_connection((self.host, self.port), self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self._name)
