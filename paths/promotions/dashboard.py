"""What the admin's first page says of promotions: the cases that wait for a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paths.people.papers import HR_PARTNERS, has_left, in_group
from paths.promotions.models import Case
from paths.promotions.titles import titles_of
from paths.shared.dashboard import MOST, Card, Row, dashboard_cards

if TYPE_CHECKING:
    from paths.people.models import User


@receiver(dashboard_cards)
def cases_waiting(user: User, **_: Any) -> Card | None:
    """The cases that `user` may decide, the longest waiting first. For HR partners."""
    # Most are told by their rights, which are read already, that it is none of theirs.
    is_partner = user.has_perm("paths.view_cycle") and in_group(user, HR_PARTNERS)
    return _card(user) if is_partner and not has_left(user) else None


def _card(user: User) -> Card:
    cases = list(Case.objects.decided_by(user).select_related("employee").order_by("state_since", "pk")[: MOST + 1])
    titles = titles_of(cases)
    now = timezone.now()
    rows = tuple(
        Row(
            f"{case.employee} → {titles[case.pk].after}",
            case.get_absolute_url(),
            ngettext("sent %(n)d day ago", "sent %(n)d days ago", (now - case.state_since).days)
            % {"n": (now - case.state_since).days},
        )
        for case in cases[:MOST]
    )
    stranded = Case.objects.led_by_nobody().exclude(employee__user=user.pk)
    nobody_leads = tuple(
        Row(str(case.employee), case.get_absolute_url(), _("nobody leads the case: hand it on, or close it"))
        for case in stranded.select_related("employee").order_by("state_since", "pk")[:MOST]
    )
    overtaken = Case.objects.overtaken(timezone.localdate()).exclude(employee__user=user.pk)
    stuck = tuple(
        Row(str(case.employee), case.get_absolute_url(), _("approved, but the level could not be changed"))
        for case in overtaken.select_related("employee").order_by("effective_on", "pk")[:MOST]
    )
    return Card(
        _("Promotion cases waiting"),
        stuck + nobody_leads + rows,
        _("No case waits for your decision."),
        position=5,
        more=Row(_("Promotion cycles"), reverse("cycles")),
    )
