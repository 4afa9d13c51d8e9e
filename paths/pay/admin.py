"""Compensation's pages."""

from __future__ import annotations

from django.contrib import admin

from paths.pay.models import SalaryBand


@admin.register(SalaryBand)
class SalaryBandAdmin(admin.ModelAdmin):
    list_display = ["level", "location", "effective_on", "minimum", "maximum", "currency"]
    list_filter = ["level__role", "location"]
    list_select_related = ["level__role"]
    search_fields = ["level__role__name", "level__slug", "location"]
    raw_id_fields = ["level"]
    date_hierarchy = "effective_on"
