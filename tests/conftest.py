"""Options of the test run."""

import pytest
from hypothesis import settings

# Speed is what the benchmarks measure: on a busy machine a clock in a test only makes it fail by chance.
settings.register_profile("ruammit", deadline=None)
settings.load_profile("ruammit")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-snapshot", action="store_true", help="write the reviewed snapshots anew")


@pytest.fixture(scope="session")
def rewrite_snapshot(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-snapshot"))
