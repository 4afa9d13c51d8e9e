"""The form of one row in the admin, with its history to look at, and the rows that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, prefetch_related_objects
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin

from paths.shared.desk import desk_answer
from paths.shared.ids import RowsField, as_id
from paths.shared.objections import objections

PER_PAGE = 100
# What the filters of Django's admin look up, and the way from year to day above a list.
LOOKUPS = {"", "__exact", "__id__exact", "__isnull"}
DAYS = {"__year", "__month", "__day"}
LAST_YEAR = 9999


class DeskModelAdmin(admin.ModelAdmin):
    """The pages of a model, which take nothing from an address that they did not put there themselves."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row; `from_field` "" is none, which Django looks up all the same."""
        return super().get_object(request, object_id, from_field or None)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_manytomany(db_field, request, **{"form_class": RowsField, **kwargs})

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Whether a list may be narrowed by that: only by the filters that it offers."""
        filters = self.list_filter if request is None else self.get_list_filter(request)
        first = [each[0] if isinstance(each, list | tuple) else each for each in filters]
        names = [self.date_hierarchy, *(getattr(each, "parameter_name", each) for each in first)]
        asked = {lookup.removeprefix(name) for name in names if name and lookup.startswith(name)}
        if asked & DAYS:
            return 1 <= (as_id(value) or 0) <= LAST_YEAR
        return bool(asked & LOOKUPS)


class GoneRows(DeskModelAdmin):
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

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", CompletingSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def history_form_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An old state of a row. Raises PermissionDenied for anything but looking at it."""
        if request.method != "GET":
            raise PermissionDenied
        return super().history_form_view(request, *args, **kwargs)


class CompletingSelect(AutocompleteSelect):
    """The select of the admin that completes while one types. It looks up only what can be the number of a row."""

    def optgroups(self, name: str, value: list[str], attr: dict[str, Any] | None = None) -> list[Any]:
        return super().optgroups(name, [said for said in value if not said or as_id(said) is not None], attr)


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
