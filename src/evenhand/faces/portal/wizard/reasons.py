"""Why something goes back, in the customer's words."""

from collections.abc import Mapping

from evenhand.domain.cases.choices import Reason as Wrong
from evenhand.domain.returns.choices import Reason as Unwanted

WRONG: Mapping[str, object] = {one.value: one.label for one in Wrong}
UNWANTED: Mapping[str, object] = {one.value: one.label for one in Unwanted}


def words_of(reason: str) -> str:
    return str(WRONG.get(reason) or UNWANTED.get(reason, ""))
