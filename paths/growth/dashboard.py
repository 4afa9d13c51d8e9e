"""What the admin's first page says of growth: what people have shared with HR partners, and the way to all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from paths.growth.choices import ConversationState
from paths.growth.models import Conversation
from paths.growth.team import titles_in
from paths.people.papers import HR_PARTNERS, has_left, in_group
from paths.shared.dashboard import MOST, Card, Row, dashboard_cards

if TYPE_CHECKING:
    from paths.people.models import User


@receiver(dashboard_cards)
def shared_assessments(user: User, **_: Any) -> Card | None:
    """The newest shared assessments, for HR partners."""
    # Most are told by their rights, which are read already, that it is none of theirs.
    is_partner = user.has_perm("paths.erase_employee") and in_group(user, HR_PARTNERS)
    return _card(user) if is_partner and not has_left(user) else None


def _card(user: User) -> Card:
    shared = Conversation.objects.visible_to(user).exclude(state=ConversationState.WITHDRAWN)
    newest = list(shared.select_related("employee", "level").order_by("-shared_at", "-pk")[:MOST])
    titles = titles_in({(each.edition_id, each.level_id) for each in newest})
    rows = tuple(
        Row(
            f"{each.employee} → {titles.get((each.edition_id, each.level_id), each.level)}",
            each.get_absolute_url(),
            date_format(each.shared_at, "j F"),
        )
        for each in newest
    )
    return Card(
        _("Shared assessments"),
        rows,
        _("Nobody has shared an assessment yet."),
        position=50,
        more=Row(_("All shared assessments"), reverse("shared_papers")),
    )
