"""The form of one row in the admin, with its history to look at, and the rows that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, prefetch_related_objects
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin

from paths.shared.desk import desk_answer
from paths.shared.objections import objections

PER_PAGE = 100


class GoneRows(admin.ModelAdmin):
    """With a list of the rows that were deleted, each with the way to its history."""

    # What the names of rows are made of, as lookups to fetch at once: "level__role".
    names_take: Sequence[str] = ()

    def view_on_site(self, row: Any) -> str | None:
        """The address of its page, which asks itself who may read it. Django's own way there asks nobody."""
        return row.get_absolute_url() if hasattr(row, "get_absolute_url") else None

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.deleted_view)
        return [
            path("deleted/", view, name=f"{self.opts.app_label}_{self.opts.model_name}_deleted"),
            *super().get_urls(),
        ]

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """What was deleted, when and by whom, the latest first. Raises PermissionDenied for who may not list rows."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        there = self.model._base_manager.values("pk")
        records = self.model.history.filter(history_type="-").exclude(**{f"{self.opts.pk.attname}__in": there})
        ordered = records.select_related("history_user").order_by("-history_date", "-history_id")
        page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
        context = {
            "title": _("Deleted: %(rows)s") % {"rows": self.opts.verbose_name_plural},
            "opts": self.opts,
            "page": page,
            "rows": [(record, name, self._history_url(record)) for record, name in self._named(page)],
        }
        return desk_answer(request, "admin/deleted_list.html", context)

    def _named(self, records: Iterable[Any]) -> list[tuple[Any, str]]:
        """Each record with the name of its row. What it was made of may be gone too."""
        records = list(records)
        # Not `record.instance`, which asks the database for each of them.
        fields = [field.attname for field in self.model.history.model.tracked_fields]
        rows = [self.model(**{name: getattr(record, name) for name in fields}) for record in records]
        prefetch_related_objects(rows, *self.names_take)
        return [(record, _name_of(row)) for record, row in zip(records, rows, strict=True)]

    def _history_url(self, record: Any) -> str:
        page = f"admin:{self.opts.app_label}_{self.opts.model_name}_history"
        return reverse(page, args=[getattr(record, self.opts.pk.attname)])


class HistoryAdmin(GoneRows, SimpleHistoryAdmin):
    """With a history to look at: nothing is put back from it, and nobody writes in it."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[ModelForm]:
        """The form, which knows who fills it in (`by`) and asks every room whether they may."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form)(form.__name__, (_Asking, form), {"by": request.user})

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def history_form_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An old state of a row. Raises PermissionDenied for anything but looking at it."""
        if request.method != "GET":
            raise PermissionDenied
        return super().history_form_view(request, *args, **kwargs)


class _Asking:
    """Part of a form of one row: what speaks against its values stands beside the fields."""

    by: Any

    def clean(self: Any) -> dict[str, Any] | None:
        cleaned = super().clean()  # type: ignore[misc]
        for field, why in objections(self.instance, self.cleaned_data, self.by).items():
            self.add_error(field, why)
        return cleaned


def _name_of(row: Model) -> str:
    try:
        return str(row)
    except (ObjectDoesNotExist, AttributeError):
        return f"#{row.pk}"
