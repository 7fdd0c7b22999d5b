"""Passwords hashed with scrypt, each with a salt of its own, and compared in constant time."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import threading
from typing import Final

# 16 MB and some 0.2 s a try: dear to guess, cheap to check.
_N, _R, _P = 2**14, 8, 5
_MOST_MEMORY: Final = 64 * 2**20
_BYTES: Final = 32
_FORM: Final = re.compile(r"scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([A-Za-z0-9_-]{22})\$([A-Za-z0-9_-]{43})")
# Each check takes memory and a core: somebody who tries many at once waits in line.
_AT_ONCE: Final = threading.BoundedSemaphore(2)


def hashed(password: str) -> str:
    """The hash of a password under a new salt, with all that checking it needs."""
    salt = secrets.token_bytes(16)
    return f"scrypt${_N}${_R}${_P}${_text(salt)}${_text(_scrypt(password, salt, _N, _R, _P))}"


def looks_hashed(value: str) -> bool:
    """Whether a text is a hash that can be checked, at a cost that is bearable."""
    found = _FORM.fullmatch(value)
    if not found:
        return False
    n, r, p = (int(part) for part in found.groups()[:3])
    return n > 1 and n & (n - 1) == 0 and r * p > 0 and 128 * r * (n + p) < _MOST_MEMORY and p <= 16


def matches(password: str, kept: str | None) -> bool:
    """Whether a password is the one behind a hash; without a hash it takes as long, and is False."""
    found = _FORM.fullmatch(kept or _NOBODY)
    if found is None:
        return False
    n, r, p = (int(part) for part in found.groups()[:3])
    salt, wanted = (_bytes(part) for part in found.groups()[3:])
    with _AT_ONCE:
        same = hmac.compare_digest(_scrypt(password, salt, n, r, p), wanted)
    return same and kept is not None


_NOBODY: Final = f"scrypt${_N}${_R}${_P}${'A' * 22}${'A' * 43}"


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    given = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(given, salt=salt, n=n, r=r, p=p, maxmem=_MOST_MEMORY, dklen=_BYTES)


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
