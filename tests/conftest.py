"""What every test may ask for; it is written in tests/plugins."""

import gc

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = (
    "tests.plugins.databases",
    "tests.plugins.engines",
    "tests.plugins.hashing",
    "tests.plugins.proving",
    "tests.plugins.sites",
    "tests.plugins.spending",
    "tests.plugins.workers",
)

# A slow machine is no failure, and what is found must be found again. Most faults show in the first few examples.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("house")


@pytest.hookimpl
def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
