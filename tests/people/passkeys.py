"""A passkey made of nothing but its key: what a browser and a device do together."""

from __future__ import annotations

import json
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.http import HttpResponse
from django.test import Client
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from paths.people.models import User

HOST = "testserver"
ID = b"a passkey"
FLAG = AuthenticatorData.FLAG
BY_ITS_OWNER = FLAG.UP | FLAG.UV


class Passkey:
    """The passkey of `user`, added to their account."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.key = ec.generate_private_key(ec.SECP256R1())
        public = ES256.from_cryptography_key(self.key.public_key())
        data = AttestedCredentialData.create(Aaguid.NONE, ID, public)
        kept = AuthenticatorData.create(sha256(HOST.encode()), BY_ITS_OWNER | FLAG.AT, 0, data)
        said = CollectedClientData.create(CollectedClientData.TYPE.CREATE, b"then", f"https://{HOST}")
        credential = _credential(clientDataJSON=said, attestationObject=AttestationObject.create("none", kept, {})) | {
            "clientExtensionResults": {"credProps": {"rk": True}}
        }
        Authenticator.objects.create(
            user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Laptop", "credential": credential}
        )

    def sign_in(self, client: Client) -> HttpResponse:
        """Sign in with it alone: the site's answer."""
        way = "/account/passkeys/sign-in/"
        asked = client.get(way, headers={"Accept": "application/json"}).json()["request_options"]["publicKey"]
        said = CollectedClientData.create(CollectedClientData.TYPE.GET, asked["challenge"], f"https://{HOST}")
        shown = AuthenticatorData.create(sha256(HOST.encode()), BY_ITS_OWNER, 0)
        credential = _credential(
            clientDataJSON=said,
            authenticatorData=shown,
            signature=self.key.sign(shown + said.hash, ec.ECDSA(hashes.SHA256())),
            userHandle=user_pk_to_url_str(self.user).encode(),
        )
        return client.post(way, {"credential": json.dumps(credential)})


def _credential(**response: bytes) -> dict[str, Any]:
    known = {"id": websafe_encode(ID), "rawId": websafe_encode(ID), "type": "public-key"}
    return known | {"response": {name: websafe_encode(value) for name, value in response.items()}}
