"""A provider of sign-ins on loopback: real HTTP, real signatures, and it can be told to lie."""

import base64
import hashlib
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID = "proving"
CLIENT_SECRET = "only for tests"


@dataclass
class Provider:
    """What it says of whoever signs in. `lies` are claims that it puts over the true ones."""

    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "42", "preferred_username": "grace"})
    lies: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    signing_key: RSAKey | None = None
    issued: dict[str, dict[str, str]] = field(default_factory=dict)
    issuer: str = ""
    is_down: bool = False

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def authorize(self, query: dict[str, str]) -> str:
        """Sign somebody in, and return the address that their browser is sent to."""
        assert query["code_challenge_method"] == "S256"
        code = f"code-{len(self.issued)}"
        self.issued[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """Return tokens for a code, once, to the one who began with it; None for anybody else."""
        asked = self.issued.pop(form["code"], None)
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if asked is None or base64.urlsafe_b64encode(verifier).decode().rstrip("=") != asked["code_challenge"]:
            return None
        now = int(time.time())
        true = {"iss": self.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 60, "nonce": asked["nonce"]}
        claims = {**true, **self.claims, **self.lies}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signing_key or self.key)
        return {"access_token": "unused", "token_type": "Bearer", "expires_in": 60, "id_token": signed}


def serve(provider: Provider) -> ThreadingHTTPServer:
    """Start a provider's server on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(place.query).items()}
            if provider.is_down:
                self._answer(503, {})
            elif place.path == "/.well-known/openid-configuration":
                self._answer(200, provider.metadata())
            elif place.path == "/keys":
                self._answer(200, {"keys": [provider.key.as_dict(private=False)]})
            else:
                self.send_response(302)
                self.send_header("Location", provider.authorize(query))
                self.send_header("Content-Length", "0")
                self.end_headers()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
            answer = provider.token({name: values[0] for name, values in parse_qs(body).items()})
            if self.headers.get("Authorization") != f"Basic {basic}" or answer is None:
                self._answer(400, {"error": "invalid_grant"})
            else:
                self._answer(200, answer)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def _answer(self, status: int, content: dict[str, Any]) -> None:
            text = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
