"""Where a request comes from: used to slow down guessing, kept only as a digest that changes every day."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

from kith.domains.people.digests import digest
from kith.kernel.clock import today


def address_of(request: HttpRequest) -> str:
    """The caller's address, as told by the proxies we trust and by nobody else."""
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    trusted = settings.KITH_TRUSTED_PROXIES
    if trusted and len(forwarded) >= trusted:
        return _network(forwarded[-trusted])
    return _network(request.META.get("REMOTE_ADDR", ""))


def disguised(request: HttpRequest, *_args: object) -> str:
    """The address as a made-up one: equal for equal callers on one day, and leading nowhere."""
    mark = digest("address", f"{today():%Y-%m-%d} {address_of(request)}")
    return str(ipaddress.IPv6Address((0xFD << 120) | int(mark[:30], 16)))


def _network(address: str) -> str:
    """One household: a whole IPv4 address, or the first half of an IPv6 one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, 64), strict=False).network_address)
    return str(found)
