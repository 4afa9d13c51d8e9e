"""The form of one row in the admin, with its history to look at."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin


class HistoryAdmin(SimpleHistoryAdmin):
    """With a history to look at: nothing is put back from it, and nobody writes in it."""

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def history_form_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An old state of a row. Raises PermissionDenied for anything but looking at it."""
        if request.method != "GET":
            raise PermissionDenied
        return super().history_form_view(request, *args, **kwargs)
