"""The admin site: our name on it, our sign-in page in front of it."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _


class CareerPathsAdminSite(admin.AdminSite):
    site_title = _("Career Paths")
    site_header = _("Career Paths")
    index_title = _("Content")

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Every room's own pages stand before the forms of single rows."""
        from paths.admin_urls import urlpatterns

        return [*urlpatterns, *super().get_urls()]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Strangers go to our own sign-in page; people who are signed in but may not enter get 403."""
        return secure_admin_login(super().login)(request, extra_context=extra_context)
