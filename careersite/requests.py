"""Requests as our servers make them: whatever Content-Type one has, it comes as far as the middleware."""

from __future__ import annotations

from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.wsgi import WSGIRequest
from django.utils.http import parse_header_parameters


class _InUTF8:
    """A request that is read as UTF-8 whatever it says of itself. `refuse_unreadable` answers one that says otherwise.

    Django takes up the encoding that it names while it makes the request. One that nobody knows, or that is none of
    text, is an error there, and the server would give an answer of its own, without our headers.
    """

    content_type: str
    content_params: dict[str, str]

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        except ValueError:
            self.content_type, self.content_params = "", {"charset": "unknown"}


class SiteWSGIRequest(_InUTF8, WSGIRequest):
    pass


class SiteASGIRequest(_InUTF8, ASGIRequest):
    pass
