"""The promotion cases that somebody may read: about them, of their people, those they advise on or may decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from paths.growth.access import personal_page
from paths.people.models import User
from paths.people.papers import HR_PARTNERS, has_left, in_group
from paths.promotions.actors import parts_in
from paths.promotions.choices import Mark, SeenFrom
from paths.promotions.colleagues import asked_of
from paths.promotions.models import Case, PromotionRule
from paths.promotions.readers import SEEN_FROM
from paths.promotions.titles import Titles, titles_of
from paths.promotions.transitions import OPEN, Actor

ON_A_PAGE = 50
PARTS: dict[Actor, str | Promise] = {
    Actor.SUBJECT: _("About you"),
    Actor.MANAGER: _("Your people"),
    Actor.ADVISER: _("You advise"),
    Actor.PARTNER: _("With HR: to decide, to hand on, and decided"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in the list."""

    case: Case
    titles: Titles
    days: int

    @property
    def is_open(self) -> bool:
        return self.case.state in OPEN


@dataclass(frozen=True, slots=True)
class Listing:
    """The cases to which the reader is the same."""

    title: str | Promise
    cases: tuple[Listed, ...]


@personal_page
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """All of them, page by page, those that are not decided first."""
    user: User = request.user  # type: ignore[assignment]
    seen_from = PromotionRule.current().seen_from
    page = page_of(request, seen_from)
    context = {
        "page": page,
        "listings": listings_of(page.object_list, user),
        "asked": asked_of(user),
        "seen_from": SEEN_FROM[seen_from] if user.works_here and seen_from != SeenFrom.DRAFT else "",
        "is_partner": in_group(user, HR_PARTNERS) and not has_left(user),
    }
    return render(request, "promotions/cases.html", context)


def page_of(request: HttpRequest, seen_from: str) -> Page:
    """A page of the cases that the reader may see, with how many of their items carry which mark."""
    readable = Case.objects.visible_to(request.user, seen_from)
    counted = (
        Case.objects.filter(pk__in=readable.order_by().values("pk"))
        .select_related("employee__manager__user", "level__role", "cycle")
        .prefetch_related("advisers__employee")
        .annotate(met=Count("items", filter=Q(items__mark=Mark.MET)), counted=Count("items", filter=~SET_ASIDE))
    )
    in_order = counted.order_by(F("decided_at").asc(nulls_first=True), "-opened_at", "-pk")
    return Paginator(in_order, ON_A_PAGE).get_page(request.GET.get("page"))


SET_ASIDE = Q(items__mark__in=[Mark.NOT_APPLICABLE, Mark.NO_OPPORTUNITY])


def listings_of(found: Sequence[Case], user: User) -> list[Listing]:
    """The cases by what the reader is to them; each stands once, where they are nearest to it."""
    titles, today = titles_of(found), timezone.localdate()
    by_part: dict[Actor, list[Listed]] = {part: [] for part in PARTS}
    for case in found:
        actors = parts_in(case, user)
        nearest = next((part for part in PARTS if part in actors), Actor.PARTNER)
        days = (today - timezone.localdate(case.state_since)).days
        by_part[nearest].append(Listed(case, titles[case.pk], days))
    return [
        Listing(PARTS[part], tuple(sorted(listed, key=lambda each: not each.is_open)))
        for part, listed in by_part.items()
        if listed
    ]
