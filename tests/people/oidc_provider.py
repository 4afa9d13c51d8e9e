"""A small OpenID Connect provider, run as a process of its own: `python -m tests.people.oidc_provider PORT`.

Authorisation code flow with PKCE (S256), discovery, RS256-signed ID tokens, JWKS and userinfo. Whoever comes says on
its page who they are, and what the provider should do wrong.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "career-paths", "of-the-tests"
KEY, STRANGERS_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
ASKED = ["client_id", "redirect_uri", "response_type", "scope", "state", "nonce", "code_challenge"]
PAGE = """<!doctype html><html lang="en"><title>Acme accounts</title><link rel="icon" href="data:,">
<h1>Acme accounts</h1><form method="post">{kept}
<label>Subject <input name="sub" value="1"></label> <label>E-mail <input name="email"></label>
<label>Name <input name="name"></label> <label>Wrong <input name="wrong"></label><button>Continue</button></form>"""


class Provider(ThreadingHTTPServer):
    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.issuer = f"http://localhost:{port}"
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: dict[str, dict[str, str]] = {}

    def id_token(self, grant: dict[str, str]) -> str:
        """A signed token for whoever was asked for; `wrong` says what is wrong with it."""
        now, wrong = int(time.time()), grant.get("wrong", "")
        claims = {
            "iss": self.issuer,
            "sub": grant["sub"],
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": grant["nonce"],
        }
        if wrong != "email only in the profile":
            claims |= self.profile(grant)
        match wrong:
            case "issuer":
                claims["iss"] = "http://evil.example"
            case "audience":
                claims["aud"] = "another-client"
            case "several audiences":
                claims["aud"] = [CLIENT, "another-client"]
            case "expired":
                claims |= {"iat": now - 7200, "exp": now - 3600}
            case "nonce":
                claims["nonce"] = "of-another-sign-in"
            case "no nonce":
                del claims["nonce"]
            case "no subject":
                del claims["sub"]
            case "long subject":
                claims["sub"] = "x" * 300
            case "signed with its own secret":
                return jwt.encode(claims, SECRET * 3, "HS256", headers={"kid": "1"})
            case "not signed":
                return jwt.encode(claims, None, "none", headers={"kid": "1"})
        return jwt.encode(claims, STRANGERS_KEY if wrong == "key" else KEY, "RS256", headers={"kid": "1"})

    def profile(self, grant: dict[str, str]) -> dict[str, Any]:
        verified: dict[str, Any] = {"unverified": {"email_verified": False}, "no word of verifying": {}}
        verified["verified as a text"] = {"email_verified": "false"}
        said = verified.get(grant.get("wrong", ""), {"email_verified": True})
        return {"sub": grant["sub"], "email": grant["email"], "name": grant.get("name", "")} | said


class Handler(BaseHTTPRequestHandler):
    server: Provider

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        issuer, asked = self.server.issuer, {name: value[0] for name, value in parse_qs(address.query).items()}
        match address.path:
            case "/.well-known/openid-configuration":
                self.answer(
                    {
                        "issuer": issuer,
                        "authorization_endpoint": f"{issuer}/authorize",
                        "token_endpoint": f"{issuer}/token",
                        "userinfo_endpoint": f"{issuer}/userinfo",
                        "jwks_uri": f"{issuer}/keys",
                        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
                        "code_challenge_methods_supported": ["S256"],
                        "id_token_signing_alg_values_supported": ["RS256"],
                        "response_types_supported": ["code"],
                        "subject_types_supported": ["public"],
                    }
                )
            case "/keys":
                key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
                self.answer({"keys": [key | {"kid": "1", "use": "sig", "alg": "RS256"}]})
            case "/authorize" if self.is_proper(asked):
                kept = "".join(
                    f'<input type="hidden" name="{name}" value="{html.escape(asked.get(name, ""))}">' for name in ASKED
                )
                self.answer(PAGE.format(kept=kept))
            case "/userinfo":
                token = self.headers.get("Authorization", "").removeprefix("Bearer ")
                grant = self.server.tokens.get(token)
                if not grant:
                    self.answer({"error": "invalid_token"}, 401)
                elif grant.get("wrong") == "profile of somebody else":
                    self.answer(self.server.profile(grant) | {"sub": "somebody-else"})
                else:
                    self.answer(self.server.profile(grant))
            case _:
                self.answer({"error": "invalid_request"}, 400)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        given = {name: value[0] for name, value in parse_qs(body).items()}
        if urlsplit(self.path).path == "/authorize" and self.is_proper(given):
            back = {"state": given["state"]}
            if given.get("wrong") == "changed their mind":
                back["error"] = "access_denied"
            else:
                back["code"] = secrets.token_urlsafe(16)
                self.server.codes[back["code"]] = given
            self.send_response(302)
            self.send_header("Location", f"{given['redirect_uri']}?{urlencode(back)}")
            self.end_headers()
        elif urlsplit(self.path).path == "/token":
            self.exchange(given)
        else:
            self.answer({"error": "invalid_request"}, 400)

    def exchange(self, given: dict[str, str]) -> None:
        """A code for tokens, once, for the client that asked, from the place that it asked for, with its verifier."""
        grant = self.server.codes.pop(given.get("code", ""), None)
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (given.get("client_id"), given.get("client_secret")) != (CLIENT, SECRET):
            self.answer({"error": "invalid_client"}, 401)
        elif not grant or grant["redirect_uri"] != given.get("redirect_uri") or grant["code_challenge"] != challenge:
            self.answer({"error": "invalid_grant"}, 400)
        elif grant.get("wrong") == "no ID token":
            self.answer({"access_token": "x", "token_type": "Bearer"})
        elif grant.get("wrong") == "no JSON":
            self.answer("<p>Something went wrong</p>", 500)
        else:
            token = secrets.token_urlsafe(16)
            if grant.get("wrong") == "profile of somebody else":
                grant |= {"wrong": "email only in the profile"}
                self.server.tokens[token] = grant | {"wrong": "profile of somebody else"}
            else:
                self.server.tokens[token] = grant
            self.answer({"access_token": token, "token_type": "Bearer", "id_token": self.server.id_token(grant)})

    def is_proper(self, asked: dict[str, str]) -> bool:
        """Whether a request is of our client, for a code, openid, and with everything that protects it."""
        return (
            asked.get("client_id") == CLIENT
            and asked.get("response_type") == "code"
            and "openid" in asked.get("scope", "").split()
            and bool(asked.get("state") and asked.get("nonce") and asked.get("code_challenge"))
            and asked.get("code_challenge_method", "S256") == "S256"
        )

    def answer(self, body: Any, status: int = 200) -> None:
        text = body if isinstance(body, str) else json.dumps(body)
        self.send_response(status)
        kind = "text/html; charset=utf-8" if isinstance(body, str) else "application/json"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())


@contextmanager
def running_provider() -> Iterator[str]:
    """The address (issuer) of a provider that runs until the block ends."""
    from tests.running import ROOT, free_port, wait_for

    port = free_port()
    command = [sys.executable, "-m", "tests.people.oidc_provider", str(port)]
    with tempfile.TemporaryFile() as log, subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log) as process:
        try:
            wait_for(f"http://localhost:{port}/keys", process, log)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()


if __name__ == "__main__":
    Provider(int(sys.argv[1])).serve_forever()
