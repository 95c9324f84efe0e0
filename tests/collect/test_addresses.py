from __future__ import annotations

import pytest

from aggregator.collect.addresses import BlockedError, addresses, is_public


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"]
)
def test_addresses_of_the_open_internet_are_public(address: str) -> None:
    assert is_public(address)


_PRIVATE = """
127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.1.1 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1 255.255.255.255
192.88.99.1 :: ::1 fe80::1 fe80::1%eth0 fc00::1 ff0e::1 fec0::1 ::127.0.0.1 ::ffff:10.0.0.1 64:ff9b::a00:1
64:ff9b:1::1 2002:7f00:1:: 2001::1 no-address
"""


@pytest.mark.parametrize("address", _PRIVATE.split())
def test_all_others_are_not(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "0177.0.0.1", "example.org.", "a.0x"])
def test_disguised_addresses_are_never_resolved(host: str) -> None:
    with pytest.raises(BlockedError):
        addresses(host, 80, lambda *_: pytest.fail("resolved"), private=True)


def test_a_host_of_the_house_may_be_private() -> None:
    assert addresses("desk", 80, lambda *_: ["10.0.0.1", "10.0.0.1"], private=True) == ["10.0.0.1"]
    assert addresses("127.0.0.1", 80, lambda *_: [], private=True) == ["127.0.0.1"]


def test_a_name_without_addresses_is_unknown() -> None:
    with pytest.raises(OSError, match="no address"):
        addresses("desk.example", 80, lambda *_: [], private=False)
