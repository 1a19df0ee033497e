"""Which addresses Milepost may open a page at."""

from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.addresses import is_public


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "8.8.8.8",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "168.63.129.15",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.1",
        "192.167.255.255",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2606:4700:4700::1111",
        "2a00:1450:4001:81b::200e",
    ],
)
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "0.255.255.255",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.100.100.200",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
    ],
)
def test_an_address_inside_a_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("100::1", "discarded"),
        ("fc00::1", "private"),
        ("fd00:ec2::254", "a cloud's metadata"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local, with a zone"),
        ("2606:4700:4700::1111%eth0", "public, with a zone"),
        ("fec0::1", "site-local"),
        ("ff02::1", "multicast"),
        ("ff0e::1", "multicast, everywhere"),
        ("2001:db8::1", "documentation"),
        ("3fff::1", "documentation"),
        ("2001:2::1", "benchmarks"),
        ("2001:20::1", "ORCHID"),
        ("4000::1", "not given out"),
        ("5f00::1", "segment routing"),
    ],
)
def test_an_address_of_ipv6_inside_a_network_is_not_public(address: str, what: str) -> None:
    assert not is_public(address), what


@pytest.mark.parametrize("carried", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "8.8.8.8"])
@pytest.mark.parametrize("form", ["::ffff:{}", "::{}", "::ffff:0:{}", "64:ff9b:1::{}"])
def test_an_address_that_carries_another_is_not_public(form: str, carried: str) -> None:
    assert not is_public(form.format(carried))


@pytest.mark.parametrize(
    "address", ["2002:7f00:1::", "2002:808:808::", "2001:0:4136:e378:8000:63bf:80ff:fffe"]
)
def test_a_tunnel_to_another_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("64:ff9b::8.8.8.8", True),
        ("64:ff9b::127.0.0.1", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("64:ff9b::192.168.1.1", False),
        ("64:ff9b:0:0:0:1:808:808", False),
    ],
)
def test_a_translated_address_is_as_public_as_the_one_it_carries(
    address: str, public: bool
) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "address",
    [
        "",
        "localhost",
        "example.com",
        "2130706433",
        "134744072",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "8.8.8.8.",
        "8.8.8.8 ",
        "8.8.8.8:80",
        "[2606:4700:4700::1111]",
        "８.8.8.8",
        "8.8.8",
        ":",
    ],
)
def test_what_is_no_address_in_its_usual_form_is_not_public(address: str) -> None:
    assert not is_public(address)


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert is_public(text) in (True, False)


@given(st.ip_addresses(v=4))
def test_nothing_is_public_that_python_holds_for_private(address: IPv4Address) -> None:
    assert address.is_global or not is_public(str(address))
