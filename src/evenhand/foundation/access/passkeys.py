"""Passkeys (WebAuthn): what a browser is asked, and whether what it answers proves anything.

A challenge is kept in the session and taken out when it is used: an answer to an old one is refused. The answer must
name our own address (EVENHAND_URL) and say that the device knew its owner (user verification).
"""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

CHALLENGE = "passkey_challenge"
REQUIRED = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True)
class NewPasskey:
    """What to keep of a passkey just made."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


def ask_new(request: HttpRequest, person: UUID, address: str, known: list[bytes]) -> str:
    """Options (JSON) to make a passkey, not on a device that has one already."""
    options = generate_registration_options(
        rp_id=_host(),
        rp_name="Evenhand",
        user_id=person.bytes,
        user_name=address,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=REQUIRED
        ),
    )
    request.session[CHALLENGE] = bytes_to_base64url(options.challenge)
    return options_to_json(options)


def made(request: HttpRequest, answer: str) -> NewPasskey | None:
    """The passkey a browser made, None when its answer proves nothing."""
    try:
        proof = verify_registration_response(
            credential=answer,
            expected_challenge=_challenge(request),
            expected_rp_id=_host(),
            expected_origin=settings.EVENHAND_URL,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    return NewPasskey(proof.credential_id, proof.credential_public_key, proof.sign_count)


def ask_known(request: HttpRequest, known: list[bytes]) -> str:
    """Options (JSON) to prove one of the known passkeys."""
    options = generate_authentication_options(
        rp_id=_host(),
        allow_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
        user_verification=REQUIRED,
    )
    request.session[CHALLENGE] = bytes_to_base64url(options.challenge)
    return options_to_json(options)


def named(answer: str) -> bytes:
    """Which credential an answer says it is; empty for what is no answer."""
    try:
        return base64url_to_bytes(json.loads(answer)["rawId"])
    except (ValueError, KeyError, TypeError):
        return b""


def proved(request: HttpRequest, answer: str, public_key: bytes, sign_count: int) -> int | None:
    """The device's new count when the answer is right, else None. The caller refuses a count that did not grow."""
    try:
        proof = verify_authentication_response(
            credential=answer,
            expected_challenge=_challenge(request),
            expected_rp_id=_host(),
            expected_origin=settings.EVENHAND_URL,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    return proof.new_sign_count


def _challenge(request: HttpRequest) -> bytes:
    # A challenge is good once, right answer or wrong. Without one, random-length emptiness can match nothing.
    return base64url_to_bytes(request.session.pop(CHALLENGE, "")) or b"\0"


def _host() -> str:
    return urlsplit(settings.EVENHAND_URL).hostname or "localhost"
