"""The verbs of staff."""

from .add_member import EmailTaken, add_member
from .add_passkey import add_passkey, note_passkey_used
from .change_role import change_role
from .deactivate_member import deactivate_member
from .enrol_totp import confirm_totp, enrol_totp, use_totp
from .note_sign_in import note_sign_in
from .set_password import WeakPassword, set_password

__all__ = [
    "EmailTaken",
    "WeakPassword",
    "add_member",
    "add_passkey",
    "change_role",
    "confirm_totp",
    "deactivate_member",
    "enrol_totp",
    "note_passkey_used",
    "note_sign_in",
    "set_password",
    "use_totp",
]
