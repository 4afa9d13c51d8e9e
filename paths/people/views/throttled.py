"""What somebody reads who has tried too often."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def throttled(request: HttpRequest, minutes: int = 1, *, by_link: bool = False) -> HttpResponse:
    """The page that says after how many minutes the next try counts; `by_link`: and that a new password helps now."""
    response = render(request, "429.html", {"minutes": minutes, "by_link": by_link}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response
