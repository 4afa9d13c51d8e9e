"""The admin site: our name on it, our sign-in page in front of it, our dashboard behind the door."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paths.shared.ids import as_id

View = Callable[..., HttpResponse]

# The sections of the list of everything, and the rooms whose models stand in them. What is of no room is about access.
ROOMS: dict[str, tuple[str, Promise]] = {
    "ladders": ("ladders", _("Ladders")),
    "pay": ("pay", _("Pay")),
    "people": ("people", _("People")),
    "growth": ("people", _("People")),
    "promotions": ("people", _("People")),
}
ACCESS = ("access", _("Access"))
# What Django's admin has and this site does without: the one asks for no right and tells which rows there are, the
# others change a password past the account's own page, which asks again who it is.
CLOSED = {"view_on_site", "password_change", "password_change_done"}
# What people come for stands first in its section.
FIRST = ["role", "salaryband", "employee", "user"]


class CareerPathsAdminSite(admin.AdminSite):
    site_title = _("Career Paths")
    site_header = _("Career Paths")
    index_title = _("Dashboard")
    enable_nav_sidebar = False  # What it lists stands in the bar.

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Every room's own pages stand before the forms of single rows. What is CLOSED is not there."""
        from paths.admin_urls import urlpatterns

        return [*urlpatterns, *(url for url in super().get_urls() if getattr(url, "name", None) not in CLOSED)]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return super().each_context(request) | {"demo": settings.DEMO}

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        return super().admin_view(asking_first(view), cacheable)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The cards of all rooms, and below them the list of everything, each person's own."""
        from paths.shared.dashboard import cards_for

        return super().index(request, {"cards": cards_for(request.user), **(extra_context or {})})

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is one app: its list is on the dashboard."""
        return redirect("admin:index")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """The models by the sections people know, rather than by app. Only what the person may open is among them."""
        names = dict([*ROOMS.values(), ACCESS])
        models: dict[str, list[dict[str, Any]]] = {section: [] for section in names}
        for app in super().get_app_list(request, app_label):
            for model in app["models"]:
                models[section_of(model["model"])[0]].append(model)
        for section in models.values():
            section.sort(key=lambda model: (model["model"]._meta.model_name not in FIRST, model["name"]))
        return [
            {
                "name": name,
                "app_label": section,
                "app_url": f"{reverse('admin:index')}#section-{section}",
                "has_module_perms": True,
                "models": models[section],
            }
            for section, name in names.items()
            if models[section]
        ]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Strangers go to our own sign-in page; people who are signed in but may not enter get 403."""
        return secure_admin_login(super().login)(request, extra_context=extra_context)


def asking_first(view: View) -> View:
    """A page about a model, which tells those who have no right to its rows nothing, not even whether there is one.

    It looks up nothing that can be no row: where Django would ask the database for it, that is an error.
    """
    pages = getattr(view, "__self__", None)

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if isinstance(pages, admin.ModelAdmin) and not any(pages.get_model_perms(request).values()):
            raise PermissionDenied
        named = [*args, *(kwargs[name] for name in ("object_id", "id") if name in kwargs)]
        if any(as_id(unquote(str(text))) is None for text in named):
            raise Http404
        if any(as_id(text) is None for text in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise Http404
        return view(request, *args, **kwargs)

    return asking


def section_of(model: type[Any]) -> tuple[str, Promise]:
    """The section that a model stands in: (address, name)."""
    app, *room = model.__module__.split(".")
    return ROOMS.get(room[0], ACCESS) if app == "paths" and room and model is not get_user_model() else ACCESS
