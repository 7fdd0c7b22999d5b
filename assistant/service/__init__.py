"""The assistant over HTTP: the API, and the page at its root."""

from __future__ import annotations

from assistant.service.serving import serve

__all__ = ["serve"]
