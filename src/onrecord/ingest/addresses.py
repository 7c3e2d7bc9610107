"""Which addresses a page may be fetched from: public ones, unless the caller says otherwise."""

import ipaddress
import socket

from onrecord.errors import FetchError

MAX_ADDRESSES = 3  # of one host that are tried, where some take no connection


def resolve_host(host: str, port: int, *, allow_private: bool = False) -> list[str]:
    """Find the addresses of a host, those to be tried first in front.

    Args:
        host: a name in ASCII (IDNA), or an address.
        port: the port that is to be connected to.
        allow_private: also take addresses of this machine and of private networks.

    Raises:
        FetchError: there is no such host, or not all that its name stands for is public.
    """
    try:
        infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as err:
        raise FetchError(f"cannot be fetched: no such host as {host[:100]}") from err
    addresses = [str(info[4][0]).partition("%")[0] for info in infos]
    if not allow_private and not all(is_public(a) for a in addresses):
        raise FetchError("is not fetched: it is at a private or reserved address")
    return list(dict.fromkeys(addresses))[:MAX_ADDRESSES]


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the open Internet, also where it carries another inside.

    Example:
        >>> is_public("9.9.9.9"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
        (True, False, False)
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if ip in ipaddress.ip_network("64:ff9b::/96"):  # NAT64 carries an IPv4 address at its end
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if ip.is_site_local:  # fec0::/10, which Python takes for global; old networks still have it
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)
