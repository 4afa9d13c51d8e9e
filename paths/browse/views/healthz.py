"""Whether the process is up, and whether it can answer. What is wrong stands in the log: strangers are not told."""

from __future__ import annotations

import logging

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from paths.shared.readiness import what_is_missing

logger = logging.getLogger(__name__)


@login_not_required
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer "ok" if the process does. It is not started anew because the database is away."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer "ok" if the database is there, migrated, complete and writable; 503 otherwise."""
    if missing := what_is_missing():
        logger.error("Not ready: %s", missing)
        return HttpResponse("not ready", content_type="text/plain", status=503, headers={"Retry-After": "10"})
    return HttpResponse("ok", content_type="text/plain")
