"""The machine's addresses, and the ports on which processes listen, as the kernel lists them."""

import ipaddress
import os
import re
import socket
from collections.abc import Iterable
from pathlib import Path

LOOPBACK = "127.0.0.1"
_LISTENING = "0A"


def other_addresses() -> list[tuple]:
    """Returns every address of this machine except 127.0.0.1, as (family, host) or (family, host, scope).

    All of 127.0.0.0/8 belongs to this machine. So there is another address even if only the loopback interface
    is up. A server on all addresses accepts connections there, and a server on 127.0.0.1 does not.
    """
    found = [(socket.AF_INET, "127.0.0.2")]
    trie = Path("/proc/net/fib_trie").read_text()
    for host in sorted(set(re.findall(r"\|-- ([\d.]+)\n\s+/32 host LOCAL", trie))):
        if host != LOOPBACK:
            found.append((socket.AF_INET, host))
    for line in _lines("/proc/net/if_inet6"):
        number, scope = line.split()[:2]
        found.append((socket.AF_INET6, str(ipaddress.IPv6Address(int(number, 16))), int(scope, 16)))
    return found


def answers(address: tuple, port: int) -> bool:
    """Returns whether a connection to a port of an address of this machine is accepted."""
    family, host, *scope = address
    with socket.socket(family, socket.SOCK_STREAM) as client:
        client.settimeout(5)
        return client.connect_ex((host, port, 0, *scope) if scope else (host, port)) == 0


def listening(processes: Iterable[int]) -> set[tuple[str, int]]:
    """Returns the address and port of every TCP server of the given processes."""
    inodes = {inode for process in processes for inode in _sockets(process)}
    return {
        (_host(local), int(local.partition(":")[2], 16))
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        for _, local, _, state, *_, inode in (line.split()[:10] for line in _lines(table)[1:])
        if state == _LISTENING and inode in inodes
    }


def _sockets(process: int) -> Iterable[str]:
    try:
        links = [os.readlink(link) for link in Path(f"/proc/{process}/fd").iterdir()]
    except OSError:
        return []
    return [link[8:-1] for link in links if link.startswith("socket:[")]


def _host(local: str) -> str:
    """Converts an address. The kernel writes it as words of four bytes in this machine's byte order."""
    words = bytes.fromhex(local.partition(":")[0])
    return str(ipaddress.ip_address(b"".join(words[i : i + 4][::-1] for i in range(0, len(words), 4))))


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text().splitlines()
    except OSError:
        return []
