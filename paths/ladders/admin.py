"""HR's pages for ladders."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from paths.ladders.models import Edition, JobFamily, LevelProfile, Role, Skill


@admin.register(JobFamily)
class JobFamilyAdmin(admin.ModelAdmin):
    list_display = ["name", "position"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Role)
class RoleAdmin(admin.ModelAdmin):
    list_display = ["name", "family"]
    list_filter = ["family"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["family"]


@admin.register(Skill)
class SkillAdmin(admin.ModelAdmin):
    list_display = ["name"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug", "description"]}),
        (_("How deep it goes"), {"fields": ["awareness", "working", "practitioner", "expert"]}),
    ]


class ReadOnlyAdmin(admin.ModelAdmin):
    """To be looked at: what a published edition says never changes."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ["role", "version", "status", "published_at"]
    list_filter = ["status", "role__family"]
    list_select_related = ["role"]
    search_fields = ["role__name"]


@admin.register(LevelProfile)
class LevelProfileAdmin(ReadOnlyAdmin):
    list_display = ["title", "edition", "rank"]
    list_select_related = ["edition__role"]
    search_fields = ["title"]
