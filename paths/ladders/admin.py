"""HR's pages for ladders. What an edition says is written on pages of its own: paths/ladders/views/."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paths.ladders.choices import EditionStatus
from paths.ladders.models import Edition, JobFamily, Role, Skill
from paths.ladders.story import story_of
from paths.shared.admin import PER_PAGE, GoneRows, HistoryAdmin
from paths.shared.desk import desk_answer
from paths.shared.ids import as_id


@admin.register(JobFamily)
class JobFamilyAdmin(HistoryAdmin):
    list_display = ["name", "position"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Role)
class RoleAdmin(HistoryAdmin):
    list_display = ["name", "family", "in_force", "draft"]
    list_filter = ["family"]
    list_select_related = ["family"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    change_form_template = "ladders/role_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Role]:
        return super().get_queryset(request).prefetch_related("editions")

    def has_delete_permission(self, request: HttpRequest, obj: Role | None = None) -> bool:
        """A role that was ever published stays: its editions never change."""
        if obj is not None and Edition.objects.ever_published().filter(role=obj).exists():
            return False
        return super().has_delete_permission(request, obj)

    @admin.display(description=_("in force"))
    def in_force(self, role: Role) -> str:
        return next((e.version for e in role.editions.all() if e.status == EditionStatus.PUBLISHED), "—")

    @admin.display(description=_("draft"))
    def draft(self, role: Role) -> SafeString | str:
        draft = next((edition for edition in role.editions.all() if edition.status == EditionStatus.DRAFT), None)
        if draft is None:
            return "—"
        return format_html('<a href="{}">{}</a>', reverse("admin:edition_edit", args=[draft.pk]), _("open"))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        editions = list(Edition.objects.filter(role=as_id(object_id)).select_related("role", "published_by"))
        context = {
            "draft": next((edition for edition in editions if edition.status == EditionStatus.DRAFT), None),
            "published": next((edition for edition in editions if edition.status == EditionStatus.PUBLISHED), None),
            "editions": [edition for edition in editions if edition.status != EditionStatus.DRAFT],
        }
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def response_add(self, request: HttpRequest, obj: Role, post_url_continue: str | None = None) -> HttpResponse:
        """A new role is nothing yet: on to its page, where its first draft begins."""
        super().response_add(request, obj, post_url_continue)
        return redirect("admin:paths_role_change", obj.pk)


@admin.register(Skill)
class SkillAdmin(HistoryAdmin):
    list_display = ["name", "asked_for"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug", "description"]}),
        (_("How deep it goes"), {"fields": ["awareness", "working", "practitioner", "expert"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Skill]:
        in_force = Q(expectations__profile__edition__status=EditionStatus.PUBLISHED)
        return super().get_queryset(request).annotate(uses=Count("expectations", filter=in_force))

    @admin.display(description=_("statements in force"), ordering="uses")
    def asked_for(self, skill: Skill) -> int:
        return skill.uses  # type: ignore[attr-defined]


@admin.register(Edition)
class EditionAdmin(GoneRows):
    """The list of all editions, and of discarded drafts. Each is opened on its own page; none is added, changed or
    deleted here.
    """

    names_take = ["role"]
    list_display = ["role", "version", "status", "published_at", "change_note"]
    list_filter = ["status", "role__family"]
    list_select_related = ["role"]
    search_fields = ["role__name", "change_note"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        edition = self.get_object(request, object_id)
        if request.method == "GET" and edition is not None and self.has_view_permission(request, edition):
            return redirect("admin:edition_edit", edition.pk)
        return super().change_view(request, object_id, form_url, extra_context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        edition = self.get_object(request, object_id)
        if edition is not None and self.has_view_permission(request, edition):
            return redirect("admin:edition_history", edition.pk)
        number = as_id(object_id)
        if edition is None and number is not None and self.has_view_permission(request):
            return self._history_of_discarded(request, number)
        return super().history_view(request, object_id, extra_context)

    def _history_of_discarded(self, request: HttpRequest, number: int) -> HttpResponse:
        """What was written in a draft that is gone. Raises Http404 if there never was one."""
        last = Edition.history.filter(id=number, history_type="-").order_by("history_id").last()
        if last is None:
            raise Http404
        role = Role.objects.filter(pk=last.role_id).first() or Role.history.filter(id=last.role_id).first()
        context = {
            "title": gettext("%(role)s: history of a discarded draft") % {"role": role.name if role else f"#{number}"},
            "changes": Paginator(story_of(last.instance), PER_PAGE).get_page(request.GET.get("page")),
            "opts": self.opts,
        }
        return desk_answer(request, "ladders/edition_discarded.html", context)
