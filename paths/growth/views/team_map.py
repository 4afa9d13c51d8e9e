"""The heat map of a team: people against the statements of a role, as a page and as a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paths.growth.access import personal_page
from paths.growth.heat_map import HeatMap, chances_wanted, heat_map, lacks
from paths.growth.models import Conversation
from paths.growth.seeing import note_copies_seen
from paths.growth.team import Paper, Target, newest_for_each, papers_of, targets_of
from paths.growth.views.team import LACKS_SHOWN, lead_asked
from paths.people.models import Employee
from paths.shared.sheets import write_csv


@dataclass(frozen=True)
class Asked:
    """A map as it was asked for: `towards` is the role, or the level, that its people work towards; `kept` is the query
    that a link of another order keeps.
    """

    lead: Employee
    targets: tuple[Target, ...]
    towards: Target | None
    papers: tuple[Paper, ...]
    map: HeatMap
    sort: str
    kept: str

    @property
    def shown(self) -> list[Conversation]:
        """The papers whose answers stand on it."""
        return [paper.conversation for paper in self.papers if paper.told.standing]


@personal_page
@require_safe
def team_map(request: HttpRequest) -> HttpResponse:
    """`towards` names a role, or one of its levels; `sort` is the statement that people stand by, else their names.
    Whose answers it shows is noted for them.
    """
    asked = map_asked(request)
    note_copies_seen(conversations=asked.shown, user=request.user)  # type: ignore[arg-type]
    told = [paper.told for paper in asked.papers]
    context = {
        "asked": asked,
        "lead": asked.lead,
        "map": asked.map,
        "is_own": asked.lead.user_id == request.user.pk,
        "lacks": lacks(told, most=LACKS_SHOWN),
        "chances": chances_wanted(told),
    }
    return render(request, "growth/team_map.html", context)


@personal_page
@require_safe
def team_map_csv(request: HttpRequest) -> HttpResponse:
    """The same map as CSV, a row for each person. It is noted too."""
    asked = map_asked(request)
    if asked.towards is None:
        raise Http404(_("There is no map to take away."))
    note_copies_seen(conversations=asked.shown, user=request.user)  # type: ignore[arg-type]
    found = asked.map
    table = [
        [_("Name"), _("Works towards"), *(column.text for column in found.columns)],
        *([person.name, person.target, *(str(cell.words) for cell in person.cells)] for person in found.people),
    ]
    response = HttpResponse(write_csv(table), content_type="text/csv; charset=utf-8")
    name = slugify(f"team-{asked.towards.name}") or "team"
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def map_asked(request: HttpRequest) -> Asked:
    """The map that the address names, by its own role or else the one most people work towards. Raises Http404."""
    lead = lead_asked(request)
    papers = papers_of(list(lead.reports.filter(is_active=True)), request.user, lead=lead)  # type: ignore[arg-type]
    targets = targets_of(papers)
    wanted = request.GET.get("towards", "")
    towards = next((each for each in targets if each.address == wanted), None) or next(iter(targets), None)
    chosen = newest_for_each(papers, towards) if towards else ()
    sort = request.GET.get("sort", "")[:80]
    kept = {"of": str(lead.pk)} if lead.user_id != request.user.pk else {}
    kept |= {"towards": towards.address} if towards else {}
    told = heat_map([paper.told for paper in chosen], sort=sort)
    return Asked(lead, targets, towards, chosen, told, sort, urlencode(kept))
