"""Compensation's pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paths.ladders.models import Edition, LevelProfile
from paths.ladders.slugs import short_title
from paths.pay.forms.bands import BandForm, ExceptionForm, first_of_next_month
from paths.pay.keeping import NewBand, change_band, drop_band, keep_bands, may_change
from paths.pay.models import BandState, PayException, SalaryBand
from paths.pay.odd_bands import pay_warnings, roles_to_look_at
from paths.pay.seen import rule_in_words
from paths.shared.admin import HistoryAdmin


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(BandState.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(state=self.value()) if self.value() in BandState.values else queryset


@admin.register(SalaryBand)
class SalaryBandAdmin(HistoryAdmin):
    form = BandForm
    change_list_template = "pay/band_list.html"
    change_form_template = "pay/band_form.html"
    list_display = ["role", "level_title", "location_name", "effective_on", "range", "note", "state_text"]
    list_display_links = ["level_title"]
    list_filter = [StateFilter, ("level__role", admin.RelatedOnlyFieldListFilter), "location"]
    search_fields = ["level__role__name", "level__slug", "title", "location"]
    date_hierarchy = "effective_on"
    list_per_page = 50
    actions = None
    names_take = ["level__role"]
    fieldsets = [
        (None, {"fields": ["level", "location", "effective_on"]}),
        (gettext_lazy("Pay a year"), {"fields": ["minimum", "maximum", "currency", "and_above", "note"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SalaryBand]:
        profile = LevelProfile.objects.filter(level=OuterRef("level"), edition__in=Edition.objects.published())
        return (
            super()
            .get_queryset(request)
            .with_state()
            .select_related("level__role")
            .annotate(title=Subquery(profile.values("title")[:1]), rank=Subquery(profile.values("rank")[:1]))
            .order_by(
                "level__role__name", F("rank").desc(nulls_last=True), "-level", "location", "-effective_on", "-pk"
            )
        )

    @admin.display(description=gettext_lazy("role"), ordering="level__role__name")
    def role(self, band: SalaryBand) -> str:
        return band.level.role.name

    @admin.display(description=gettext_lazy("level"), ordering="rank")
    def level_title(self, band: Any) -> str:
        return short_title(band.title, band.level.role.name) if band.title else band.level.slug

    @admin.display(description=gettext_lazy("location"), ordering="location")
    def location_name(self, band: SalaryBand) -> str:
        return band.location or _("everywhere")

    @admin.display(description=gettext_lazy("pay a year"), ordering="minimum")
    def range(self, band: SalaryBand) -> str:
        return format_html('<span class="num">{}</span> <small>{}</small>', band.figure.text, band.currency)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_text(self, band: Any) -> str:
        said = BandState(band.state).label
        if band.state == BandState.PLANNED:
            said = _("from %(day)s") % {"day": date_format(band.effective_on)}
        return format_html('<span class="state {}">{}</span>', band.state, said)

    def has_change_permission(self, request: HttpRequest, obj: SalaryBand | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_change(obj.effective_on))

    def has_delete_permission(self, request: HttpRequest, obj: SalaryBand | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or may_change(obj.effective_on))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"effective_on": first_of_next_month(timezone.localdate())} | super().get_changeform_initial_data(
            request
        )

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        roles = roles_to_look_at(pay_warnings())
        context = {"title": _("Salary bands"), "pay_roles": roles, **(extra_context or {})}
        return super().changelist_view(request, context)

    def save_model(self, request: HttpRequest, obj: SalaryBand, form: ModelForm, change: bool) -> None:
        """Write the band down by the service, which keeps what has taken effect."""
        to = NewBand(obj.level_id, obj.effective_on, obj.figure)
        if change:
            change_band(band=obj, to=to, by=request.user)
            return
        if keep_bands(bands=[to], by=request.user).corrected:
            self.message_user(request, _("This takes the place of what was said for that day. The history keeps both."))
        obj.pk = SalaryBand.objects.get(level=obj.level_id, location=obj.location, effective_on=obj.effective_on).pk

    def delete_model(self, request: HttpRequest, obj: SalaryBand) -> None:
        drop_band(band=obj, by=request.user)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        band = kwargs.get("obj")
        if band is not None and not may_change(band.effective_on):
            address = reverse("admin:paths_salaryband_add")
            said = {"level": band.level_id, "location": band.location, "effective_on": timezone.localdate()}
            context |= {"is_settled": True, "add_url": f"{address}?{urlencode(said)}"}
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(PayException)
class PayExceptionAdmin(HistoryAdmin):
    form = ExceptionForm
    change_list_template = "pay/exception_list.html"
    change_form_template = "pay/exception_form.html"
    list_display = ["family", "visibility", "changed_at"]
    list_select_related = ["family"]
    search_fields = ["family__name"]
    actions = None
    names_take = ["family"]

    def _rule(self) -> dict[str, str]:
        return {"site_rule": rule_in_words(settings.PAY_VISIBILITY)}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Who sees pay"), **self._rule(), **(extra_context or {})})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        return super().render_change_form(request, context | self._rule(), *args, **kwargs)
