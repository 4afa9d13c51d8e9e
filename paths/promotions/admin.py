"""What HR sets for promotions: cycles, the company's own criteria, and from when on employees see their case.

Cases themselves are papers and not in the admin.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse

from paths.ladders.forms.level_choice import LevelChoice
from paths.ladders.known import known_levels, known_roles
from paths.promotions.models import Criterion, Cycle, PromotionRule
from paths.shared.admin import HistoryAdmin


@admin.register(Cycle)
class CycleAdmin(HistoryAdmin):
    list_display = ["name", "opens_on", "closes_on", "decides_by"]
    search_fields = ["name"]

    def has_delete_permission(self, request: HttpRequest, obj: Cycle | None = None) -> bool:
        """One that cases have ever joined stays: their trails say so."""
        is_needed = obj and (obj.cases.exists() or obj.events.exists())
        return super().has_delete_permission(request, obj) and not is_needed

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Without deleting several at once, which asks of none whether it may go."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}


@admin.register(Criterion)
class CriterionAdmin(HistoryAdmin):
    list_display = ["text", "family", "role", "level", "is_active", "position"]
    list_filter = ["is_active", "family", ("role", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["family", "role", "level__role"]
    search_fields = ["text"]
    fields = ["text", "why", "family", "role", "level", "is_active", "position"]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Of roles and levels, those that whoever fills it in knows of, and those that criteria are of already."""
        if db_field.name == "role":
            used = Criterion.objects.filter(role=OuterRef("pk"))
            kwargs["queryset"] = known_roles(request.user, Exists(used)).order_by("name")
        elif db_field.name == "level":
            used = Criterion.objects.filter(level=OuterRef("pk"))
            kwargs |= {"form_class": LevelChoice, "queryset": known_levels(request.user, Exists(used))}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(PromotionRule)
class PromotionRuleAdmin(HistoryAdmin):
    """One row, always there."""

    list_display = ["seen_from"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: PromotionRule | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        if self.has_view_or_change_permission(request):
            PromotionRule.objects.get_or_create(pk=1)
        return super().changelist_view(request, extra_context)
