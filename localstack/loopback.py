"""Restricts all servers of this process to loopback.

LocalStack 4.14.0 listens on every IPv4 address of the machine, whatever GATEWAY_LISTEN says. Anyone who can
reach it can run code as its user. So every socket of the process binds only to loopback, whichever part of
LocalStack opens it.
"""

import errno
import ipaddress
import socket

_bind = socket.socket.bind


def _bind_on_loopback(self: socket.socket, address) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6):
        address = (_loopback(self.family, address[0]), *address[1:])
    _bind(self, address)


def _loopback(family: socket.AddressFamily, host: str) -> str:
    """Returns the host to bind to. A loopback address replaces a host that means all addresses."""
    if host == "localhost":
        return host
    # An empty host means all addresses, as for the operating system.
    given = ipaddress.ip_address(host or "0.0.0.0")
    if given.is_unspecified:
        return "127.0.0.1" if family == socket.AF_INET else "::1"
    if not given.is_loopback:
        raise PermissionError(errno.EACCES, f"{host} is not a loopback address")
    return host


def keep() -> None:
    """Restricts the whole process from now on."""
    socket.socket.bind = _bind_on_loopback
