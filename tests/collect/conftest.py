from __future__ import annotations

from collections.abc import Iterator

import pytest

from aggregator.collect import addresses, net
from tests.collect.server import Server, serving
from tests.collect.visitor import Time, loopback, nobody


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def client(time: Time) -> net.Client:
    """For the local server by its number, as a host of the house."""
    return net.Client("desk@example.org", ["127.0.0.1"], nobody, time.clock, time.wait)


@pytest.fixture
def outside(time: Time, monkeypatch: pytest.MonkeyPatch) -> net.Client:
    """For the local server as if it were the open Internet: all names of ``.example`` lead to it."""
    really_public = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda ip: ip == "127.0.0.1" or really_public(ip))
    return net.Client("desk@example.org", (), loopback, time.clock, time.wait)
