"""What a company's sign-on says of a person, once its signature and everything around it has been checked."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt

# Signed with a key that only the provider holds. HS256 and "none" are not among them on purpose.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
CLOCKS_APART = 30
LONGEST_SUBJECT = 191  # What the column of ties holds.


class BadToken(Exception):
    """An ID token that is not for us, not now, or not from the provider. The reason is for the log."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider says somebody is. `email` is "" unless the provider has verified it."""

    subject: str
    email: str = ""
    name: str = ""


def nonce_of(verifier: str) -> str:
    """The nonce that belongs to a PKCE verifier, so that one secret binds the code and the token to this browser."""
    digest = hashlib.sha256(b"nonce:" + verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def read_token(token: Any, keys: Mapping[str, Any], *, issuer: str, client_id: str, nonce: str) -> dict[str, Any]:
    """The claims of an ID token that is signed with one of `keys` (a JWK set) and meant for this sign-in.

    Raises BadToken otherwise.
    """
    try:
        claims = jwt.decode(
            token,
            _key(keys, jwt.get_unverified_header(token).get("kid")),
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=client_id,
            leeway=CLOCKS_APART,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.PyJWTError, TypeError, ValueError) as error:
        raise BadToken(f"{type(error).__name__}: {error}") from error
    is_shared = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (is_shared or "azp" in claims) and claims.get("azp") != client_id:
        raise BadToken("The token is for several parties and was not given to us.")
    if claims.get("nonce") != nonce:
        raise BadToken("The token belongs to another sign-in.")
    return claims


def identity_of(claims: Mapping[str, Any]) -> Identity:
    """The person whom checked claims speak of. Raises BadToken if the subject is none that can be kept."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT or "\0" in subject:
        raise BadToken("The token has no usable subject.")
    email = claims.get("email")
    is_verified = claims.get("email_verified") is True and isinstance(email, str)
    name = claims.get("name")
    return Identity(
        subject, _folded(email) if is_verified else "", name.replace("\0", "") if isinstance(name, str) else ""
    )


def _folded(email: str) -> str:
    """In lower case, as addresses are kept. Only ASCII: elsewhere two letters can share one lower case (K, the Kelvin
    sign), and two people one address.
    """
    return email.strip().lower() if email.isascii() and "\0" not in email else ""


def _key(keys: Mapping[str, Any], kid: str | None) -> Any:
    """The public key with that id. A provider with a single key need not name it."""
    known = jwt.PyJWKSet.from_dict(dict(keys)).keys
    for key in known:
        if key.key_id == kid or (kid is None and len(known) == 1):
            return key.key
    raise BadToken(f"There is no key {kid!r} among the provider's.")
