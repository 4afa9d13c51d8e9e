"""All bands of a role in one picture."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from paths.ladders.known import known_roles
from paths.pay.levels import paid_roles
from paths.pay.moving import family_moves
from paths.pay.odd_bands import pay_warnings, roles_to_look_at
from paths.pay.overview import overviews_of
from paths.pay.scope import pay_rules
from paths.pay.seen import rule_in_words
from paths.shared.desk import desk_answer, desk_page


@desk_page("paths.view_salaryband")
def pay_role(request: HttpRequest, role_slug: str) -> HttpResponse:
    """What every level of a role is paid, now and as planned, with overlaps and gaps, what is odd, and who sees it."""
    roles = known_roles(request.user, Q(pk__in=paid_roles().order_by().values("pk"))).select_related("family")
    role = get_object_or_404(roles, slug=role_slug)
    warnings, rules = pay_warnings(), pay_rules()
    context = {
        "title": _("Pay of %(role)s") % {"role": role.name},
        "role": role,
        "roles": roles_to_look_at(warnings),
        "warnings": [warning for warning in warnings if warning.role_slug == role.slug],
        "overviews": overviews_of(role.pk),
        "rule": rule_in_words(rules.of(role.family_id)),
        "is_exception": role.family_id in dict(rules.exceptions),
        "moves": family_moves(role),
    }
    return desk_answer(request, "pay/pay_role.html", context)
