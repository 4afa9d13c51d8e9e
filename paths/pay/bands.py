"""Which bands count, and how the pay in a document becomes bands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _

from paths.ladders.models import Edition, LevelProfile
from paths.ladders.signals import edition_published
from paths.pay.figures import PayFigure
from paths.pay.keeping import NewBand, keep_bands
from paths.pay.models import ProposedBand, SalaryBand
from paths.pay.scope import PayScope


def figures_by_level(scope: PayScope, **of: Any) -> dict[int, tuple[PayFigure, ...]]:
    """level id -> the figures in force today that `scope` may see, one per location, everywhere first.

    `of` says of which levels, as lookups of a band: `level__role=…` or `level__in=…`.
    """
    bands = SalaryBand.objects.filter(**of).in_force().within(scope)
    found: dict[int, tuple[PayFigure, ...]] = defaultdict(tuple)
    for band in bands.order_by("level", "location", "pk"):
        found[band.level_id] += (band.figure,)
    return dict(found)


def propose(pay: Iterable[tuple[LevelProfile, tuple[PayFigure, ...]]]) -> None:
    """Keep the pay that a draft names, until it is published."""
    ProposedBand.objects.bulk_create(
        ProposedBand.of(profile, figure, position)
        for profile, figures in pay
        for position, figure in enumerate(figures)
    )


@receiver(edition_published)
def adopt_proposals(edition: Edition, **_kwargs: Any) -> None:
    """Make the pay an edition proposed the bands of its levels, effective today, where a figure has changed."""
    today = timezone.localdate()
    proposals = ProposedBand.objects.filter(profile__edition=edition).select_related("profile")
    said = [(proposal.profile.level_id, proposal.figure) for proposal in proposals]
    in_force = {
        (band.level_id, band.location): band.figure
        for band in SalaryBand.objects.filter(level__role=edition.role_id).in_force(today)
    }
    keep_bands(
        bands=[
            NewBand(level_id, today, figure)
            for level_id, figure in said
            if in_force.get((level_id, figure.location)) != figure
        ],
        by=edition.published_by,
        reason=_("Published with edition %(version)s.") % {"version": edition.version},
    )
    proposals.delete()
