"""What the admin's first page says of ladders: the drafts, and what is odd about them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paths.ladders.choices import EditionStatus
from paths.ladders.edits import Edit, last_edits
from paths.ladders.findings import findings_of
from paths.ladders.models import Edition
from paths.shared.dashboard import MOST, Card, Row, dashboard_cards

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


@receiver(dashboard_cards)
def open_drafts(user: AbstractBaseUser, **_: Any) -> Card | None:
    """The drafts that are open, the one that was written in last first. Two queries."""
    return _card_of_drafts(user) if user.has_perm("paths.view_edition") else None


@receiver(dashboard_cards)
def warnings(user: AbstractBaseUser, **_: Any) -> Card | None:
    """How much is odd about each draft, as far as the user may know it, for those who can do something about it."""
    may_mend = user.has_perm("paths.change_edition") or user.has_perm("paths.publish_edition")
    return _card_of_warnings(user) if may_mend else None


def _card_of_drafts(user: AbstractBaseUser) -> Card:
    drafts = Edition.objects.drafts().select_related("role")
    edits = last_edits([draft.pk for draft in drafts])
    began = {draft.pk: Edit(draft.created_at, "") for draft in drafts}
    latest = sorted(drafts, key=lambda draft: edits.get(draft.pk, began[draft.pk]).at, reverse=True)
    rows = tuple(
        Row(draft.role.name, reverse("admin:edition_edit", args=[draft.pk]), _edited(edits.get(draft.pk)))
        for draft in latest[:MOST]
    )
    empty = _("No draft is open. Open a role and choose Edit to begin one.")
    return Card(_("Drafts"), rows, empty, position=10, more=_all_drafts(len(drafts)))


def _card_of_warnings(user: AbstractBaseUser) -> Card:
    drafts = Edition.objects.drafts().select_related("role__family").order_by("role__name")
    found = findings_of(drafts, user)
    odd = [(draft, len(found[draft.pk])) for draft in drafts if found[draft.pk]]
    rows = tuple(
        Row(
            draft.role.name,
            reverse("admin:edition_review", args=[draft.pk]) + "#warnings",
            ngettext("%(n)s warning", "%(n)s warnings", number) % {"n": number},
        )
        for draft, number in sorted(odd, key=lambda pair: -pair[1])[:MOST]
    )
    empty = _("Nothing is odd about the drafts.") if drafts else _("There is no draft to check.")
    return Card(_("Warnings"), rows, empty, position=20, more=_all_drafts(len(odd)))


def _edited(edit: Edit | None) -> str:
    if edit is None:
        return ""
    ago = _("%(time)s ago") % {"time": timesince(edit.at, depth=1)}
    if timezone.now() - edit.at < datetime.timedelta(minutes=1):
        ago = _("just now")
    return f"{edit.by}, {ago}" if edit.by else ago


def _all_drafts(number: int) -> Row | None:
    if number <= MOST:
        return None
    url = reverse("admin:paths_edition_changelist", query={"status__exact": EditionStatus.DRAFT})
    return Row(_("All drafts"), url)
