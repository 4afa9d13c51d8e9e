"""One page that says how HR's work is done here."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from paths.shared.desk import desk_answer

# What the guide leads to: name -> (the permission it takes, the page of the admin).
LINKS = {
    "roles": ("view_role", "paths_role_changelist"),
    "families": ("view_jobfamily", "paths_jobfamily_changelist"),
    "skills": ("view_skill", "paths_skill_changelist"),
    "editions": ("view_edition", "paths_edition_changelist"),
    "document": ("change_edition", "document_import"),
    "sheet": ("change_edition", "sheet_import"),
    "bands": ("view_salaryband", "paths_salaryband_changelist"),
    "raise": ("add_salaryband", "pay_raise"),
    "pay_import": ("add_salaryband", "pay_import"),
    "pay_export": ("view_salaryband", "pay_export"),
    "exceptions": ("view_payexception", "paths_payexception_changelist"),
    "preview": ("view_salaryband", "pay_preview"),
    "employees": ("view_employee", "paths_employee_changelist"),
    "employee_import": ("change_employee", "employee_import"),
    "employee_export": ("view_employee", "employee_export"),
    "cycles": ("view_cycle", "paths_cycle_changelist"),
    "criteria": ("view_criterion", "paths_criterion_changelist"),
    "promotion_rule": ("view_promotionrule", "paths_promotionrule_changelist"),
}


def guide(request: HttpRequest) -> HttpResponse:
    """The guide, for everybody who may enter the admin. It links only to what its reader may open."""
    return admin.site.admin_view(_show)(request)


def _show(request: HttpRequest) -> HttpResponse:
    links = {
        name: reverse(f"admin:{page}")
        for name, (permission, page) in LINKS.items()
        if request.user.has_perm(f"paths.{permission}")
    }
    return desk_answer(request, "ladders/guide.html", {"title": _("Guide"), "links": links})
