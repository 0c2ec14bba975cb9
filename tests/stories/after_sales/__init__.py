"""A state machine over conversation, claim, return and refund together."""

import pytest

pytest.register_assert_rewrite("tests.stories.after_sales.always")  # a failing look says what it saw
