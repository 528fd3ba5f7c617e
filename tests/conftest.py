"""Options of the test run."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-snapshot", action="store_true", help="write the reviewed snapshots anew")


@pytest.fixture(scope="session")
def rewrite_snapshot(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-snapshot"))
