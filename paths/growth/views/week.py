"""How one's own week is split, beside the week of one's level."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from paths.growth.forms.week import WeekRows, week_rows
from paths.growth.models import WeekShare
from paths.growth.planning import keep_week
from paths.growth.readers import who_sees
from paths.growth.views.plan import own_page
from paths.growth.week_levels import LevelWeek, weeks_around
from paths.growth.weeks import Column, side_by_side
from paths.ladders.content import Share
from paths.people.models import Employee
from paths.people.papers import PRIVATE
from paths.shared.folding import fold
from paths.shared.formats import plain


@own_page
def week(request: HttpRequest, employee: Employee) -> HttpResponse:
    """The rows to fill in, and how the week compares with one's level and the next."""
    levels = weeks_around(employee)
    mine = list(WeekShare.objects.filter(employee=employee))
    if request.method != "POST":
        return _show(request, employee, mine, levels, week_rows(initial=_rows(mine, levels)))
    rows = week_rows(request.POST, initial=_rows(mine, levels))
    if not rows.is_valid():
        return _show(request, employee, mine, levels, rows, status=422)
    keep_week(employee=employee, shares=rows.shares)
    messages.success(request, _("Your week is saved. Only you can see it."))
    return redirect("week")


def _show(
    request: HttpRequest,
    employee: Employee,
    mine: list[WeekShare],
    levels: tuple[LevelWeek, ...],
    rows: WeekRows,
    status: int = 200,
) -> HttpResponse:
    own = Column(_("Your week"), tuple(Share(row.activity, row.percent) for row in mine))
    columns = [Column(level.title, level.shares) for level in levels]
    weeks = side_by_side([own, *columns])
    context = {
        "rows": rows,
        "has_week": bool(mine),
        "levels": levels,
        "weeks": weeks,
        "bars": list(zip(weeks.columns, weeks.bars, weeks.totals, strict=True)),
        "level_says": _beside(levels),
        "sees": who_sees(PRIVATE, employee, viewer=request.user),
    }
    return render(request, "growth/week.html", context, status=status)


def _rows(mine: list[WeekShare], levels: tuple[LevelWeek, ...]) -> list[dict[str, Any]]:
    """What was filled in, then the activities of one's own level that were not."""
    rows = [{"activity": row.activity, "percent": plain(row.percent)} for row in mine]
    named = {fold(row.activity) for row in mine}
    own = next((level for level in levels if level.is_own), None)
    rows += [{"activity": share.activity} for share in (own.shares if own else ()) if fold(share.activity) not in named]
    return rows


def _beside(levels: tuple[LevelWeek, ...]) -> dict[str, Any]:
    """activity, folded -> what one's own level says of it."""
    own = next((level for level in levels if level.is_own), None)
    return {fold(share.activity): share.percent for share in (own.shares if own else ()) if share.percent is not None}
