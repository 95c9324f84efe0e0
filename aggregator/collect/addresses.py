"""Which hosts may be asked: public ones, and private ones only where the settings name them.

The check is on the addresses a name resolves to, and the connection then goes to a checked address,
so that a name which changes its meaning in between leads nowhere else.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Sequence

Resolver = Callable[[str, int], Sequence[str]]
"""Host name and port -> IP addresses; raises ``OSError`` for an unknown name."""

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_TUNNELS = (
    ipaddress.IPv6Network("2002::/16"),  # 6to4
    ipaddress.IPv6Network("2001::/32"),  # Teredo
    ipaddress.IPv6Network("::/96"),  # IPv4-compatible
    ipaddress.IPv6Network("64:ff9b:1::/48"),  # local NAT64
    ipaddress.IPv6Network("fec0::/10"),  # site-local
)
_RELAY = ipaddress.IPv4Network("192.88.99.0/24")  # 6to4 relays
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)


class BlockedError(Exception):
    """The host must not be asked; the message says why."""


def addresses(host: str, port: int, resolve: Resolver, *, private: bool) -> list[str]:
    """The addresses to connect to, in the resolver's order.

    ``private`` lets a host of the house through. Raises ``BlockedError`` where the name is no plain
    host name, or where any of its addresses is not public, and ``OSError`` where it is unknown.
    """
    if host.endswith("."):
        raise BlockedError("the host name ends in a dot")
    literal = _literal(host)
    if literal is None and _NUMBER.fullmatch(host.rpartition(".")[2]):
        raise BlockedError("the host is a number that is no plain IP address")
    found = [literal] if literal else list(dict.fromkeys(resolve(host, port)))
    if not found:
        raise OSError("the name has no address")
    if not private and (refused := next((address for address in found if not is_public(address)), None)):
        raise BlockedError(f"{refused} is not a public address")
    return found


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open Internet; embedded IPv4 addresses are looked at too."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(ip.packed[-4:])))
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip.scope_id or any(ip in network for network in _TUNNELS):
            return False
    elif ip in _RELAY:
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def _literal(host: str) -> str | None:
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return None
