"""Pages of the admin on which an administrator can be taken away: asked first, and never the last one."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from paths.people.administrators import (
    administrators,
    are_the_last,
    hold_administrators,
    taken_away_by,
    what_it_means,
    why_not_the_last,
)
from paths.people.models import Employee, User
from paths.shared.desk import desk_answer

CONFIRMED = "takes_an_administrator_away"


class _NotConfirmed(Exception):
    def __init__(self, user: User) -> None:
        super().__init__()
        self.user = user


class KeepsAdministrators(admin.ModelAdmin):
    """The form of an account or an employee. What would take an administrator away is asked once more, with what it
    means; nothing that was typed is lost by that.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with transaction.atomic():
                hold_administrators()
                return super().changeform_view(request, object_id, form_url, extra_context)
        except _NotConfirmed as asked:
            return self._ask(request, asked.user)

    def save_model(self, request: HttpRequest, obj: User | Employee, form: Any, change: bool) -> None:
        user = taken_away_by(obj)
        if user and CONFIRMED not in request.POST:
            raise _NotConfirmed(user)
        super().save_model(request, obj, form, change)

    def _ask(self, request: HttpRequest, user: User) -> HttpResponse:
        context = {
            "title": _("Take away an administrator"),
            "opts": self.opts,
            "what_it_means": what_it_means(user),
            "sent": [(name, value) for name, values in request.POST.lists() for value in values],
            "confirmed": CONFIRMED,
        }
        return desk_answer(request, "people/administrator_confirm.html", context, status=409)


class KeepsAdministratorsWhenDeleting(admin.ModelAdmin):
    """Accounts that are deleted, one or many: the page that asks says who of them is an administrator."""

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        objs = list(objs)
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        if are_the_last([user.pk for user in objs]):
            protected = [*protected, why_not_the_last()]
        lost = administrators().filter(pk__in=[user.pk for user in objs])
        return [*map(what_it_means, lost), *deleted], counts, needed, protected

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: User) -> None:
        self._keep_one([obj.pk])
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self._keep_one(list(queryset.values_list("pk", flat=True)))
        super().delete_queryset(request, queryset)

    def _keep_one(self, going: list[int]) -> None:
        """Raises PermissionDenied if they have become the last since the page was shown."""
        hold_administrators()
        if are_the_last(going):
            raise PermissionDenied(why_not_the_last())
