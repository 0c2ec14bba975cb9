"""Keyed look-up of sealed values: equal texts give equal bytes, and nothing else can be learnt without the key."""

import hashlib
import hmac

from django.conf import settings

from evenhand.foundation.vault.root import derived


def blind(label: str, text: str) -> bytes:
    """16 bytes for `text` under the key of `label` ("app.model.field"). Empty text gives empty bytes: never equal to a real one."""
    if not text:
        return b""
    key = derived(settings.EVENHAND_ROOT_KEY, f"blind.{label}")
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()[:16]
