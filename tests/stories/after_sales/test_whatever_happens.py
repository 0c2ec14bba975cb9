"""Whatever customer, staff, bench, bank and clock do, in whatever order: what we say in public stays true."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.stories.after_sales.machine import AfterSales
from tests.stories.after_sales.world import Shop

# The same examples in every run; `pytest --hypothesis-profile=long` looks for new ones, for as long as it takes.
ALIKE = settings(max_examples=12, stateful_step_count=30, derandomize=True, database=None)
LONG = settings(max_examples=1_000, stateful_step_count=60)


@pytest.mark.case(86, 87, 90)
@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_promises_money_and_story_stay_true():
    chosen = LONG if settings.get_current_profile_name() == "long" else ALIKE
    AfterSales.shop = Shop()
    run_state_machine_as_test(
        AfterSales, settings=settings(chosen, deadline=None, suppress_health_check=list(HealthCheck))
    )
