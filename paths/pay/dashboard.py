"""What the admin's first page says of pay: the bands that change soon, and what is odd about those in force."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paths.pay.models import SalaryBand
from paths.pay.odd_bands import pay_warnings
from paths.shared.dashboard import MOST, Card, Row, dashboard_cards

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

SOON = datetime.timedelta(days=60)


@receiver(dashboard_cards)
def bands_that_change(user: AbstractBaseUser, **_: Any) -> Card | None:
    """The bands that take effect within SOON, by day and role, for those who may see pay. One query."""
    return _card() if user.has_perm("paths.view_salaryband") else None


@receiver(dashboard_cards)
def odd_pay(user: AbstractBaseUser, **_: Any) -> Card | None:
    """What is odd about the pay of published ladders, for those who can mend it, without figures. Three queries."""
    may_mend = user.has_perm("paths.view_salaryband") and user.has_perm("paths.add_salaryband")
    return _card_of_warnings() if may_mend else None


def _card_of_warnings() -> Card:
    warnings = pay_warnings()
    return Card(
        _("Pay warnings"),
        tuple(Row(warning.name, warning.url, warning.finding.gist) for warning in warnings[:MOST]),
        _("Nothing is odd about the pay of the published ladders."),
        position=25,
        more=Row(_("All roles with warnings"), reverse("admin:paths_salaryband_changelist") + "#pay-roles")
        if len(warnings) > MOST
        else None,
    )


def _card() -> Card:
    today = timezone.localdate()
    changes = (
        SalaryBand.objects.planned(today)
        .filter(effective_on__lte=today + SOON)
        .order_by("effective_on", "level__role__name")
        .values_list("effective_on", "level__role__slug", "level__role__name")
        .annotate(number=Count("pk"))
    )
    rows = tuple(
        Row(
            role,
            reverse("admin:pay_role", args=[slug]),
            _("%(bands)s, on %(day)s")
            % {
                "bands": ngettext("%(n)s band", "%(n)s bands", number) % {"n": number},
                "day": date_format(day, "j F"),
            },
        )
        for day, slug, role, number in changes[:MOST]
    )
    return Card(
        _("Pay that changes soon"),
        rows,
        _("No band changes within the next %(days)s days.") % {"days": SOON.days},
        position=30,
        more=Row(_("All bands"), reverse("admin:paths_salaryband_changelist")) if len(rows) == MOST else None,
    )
