"""All bands of a role in one picture."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from paths.ladders.models import Role
from paths.pay.levels import paid_roles
from paths.pay.overview import overviews_of
from paths.shared.desk import desk_answer, desk_page


@desk_page("paths.view_salaryband")
def pay_role(request: HttpRequest, role_slug: str) -> HttpResponse:
    """What every level of a role is paid, now and as planned, with overlaps and gaps."""
    role = get_object_or_404(Role, slug=role_slug)
    context = {
        "title": _("Pay of %(role)s") % {"role": role.name},
        "role": role,
        "roles": paid_roles(),
        "overviews": overviews_of(role.pk),
    }
    return desk_answer(request, "pay/pay_role.html", context)
