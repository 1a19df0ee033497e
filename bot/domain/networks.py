"""Which addresses of the internet are everybody's, and which lie inside a network."""

from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network

_INSIDE_4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # behind a provider's translation; Alibaba's metadata
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # Azure's platform, public by number and inside by use
        "169.254.0.0/16",  # link-local; the clouds' metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments; Oracle's metadata
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")
_INSIDE_6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether `address`, an IPv4 or IPv6 address in its usual form, is open to everybody.

    After IANA's registries of special-purpose addresses, and not after `ipaddress.is_global`,
    which differs from one Python to the next. An address that carries another one in itself
    (mapped, compatible, 6to4, Teredo) is never public. The one exception is NAT64 (RFC 6052),
    without which a server that has only IPv6 reaches little: there the carried address decides.
    What is no address is not public.
    """
    try:
        return _is_public_6(IPv6Address(address)) if ":" in address else _is_public_4(address)
    except AddressValueError:
        return False


def _is_public_4(address: str | IPv4Address) -> bool:
    number = IPv4Address(address)
    return not any(number in block for block in _INSIDE_4)


def _is_public_6(number: IPv6Address) -> bool:
    if number.scope_id is not None:  # means something on this machine only
        return False
    if number in _NAT64:
        return _is_public_4(IPv4Address(number.packed[-4:]))
    return number in _GLOBAL_6 and not any(number in block for block in _INSIDE_6)
