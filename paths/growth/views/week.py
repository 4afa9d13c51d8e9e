"""How one's own week is split, beside the week of one's level."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from paths.growth.access import keeps_unsent, sent_or_unsent
from paths.growth.forms.week import WeekRows, week_rows
from paths.growth.meanwhile import SavedMeanwhile, seal_of, shares_of, week_said
from paths.growth.models import WeekShare
from paths.growth.planning import keep_week
from paths.growth.readers import who_sees
from paths.growth.views.plan import Difference, differences, own_page, seal_sent, shown_again
from paths.growth.week_levels import LevelWeek, weeks_around
from paths.growth.weeks import Column, side_by_side
from paths.ladders.content import Share
from paths.people.models import Employee
from paths.people.papers import PRIVATE
from paths.shared.folding import fold
from paths.shared.formats import plain


@keeps_unsent
@own_page
def week(request: HttpRequest, employee: Employee) -> HttpResponse:
    """The rows to fill in, and how the week compares with one's level and the next. 409: it was saved in another window
    since, and both are shown.
    """
    levels = weeks_around(employee)
    mine = list(WeekShare.objects.filter(employee=employee))
    sent = sent_or_unsent(request)
    if sent is None:
        rows = week_rows(initial=_rows(mine, levels))
        return _show(request, employee, mine, levels, rows, was=_seal(employee, shares_of(mine)))
    was = seal_sent(sent)
    rows = week_rows(sent, initial=_rows(mine, levels))
    if not rows.is_valid() or request.method != "POST":
        return _show(request, employee, mine, levels, rows, was=was, **shown_again(request))
    try:
        keep_week(employee=employee, shares=rows.shares, seen=was)
    except SavedMeanwhile as error:
        told = {"was": _seal(employee, error.there), "conflict": _differences(rows.shares, error.there)}
        return _show(request, employee, mine, levels, rows, status=409, **told)
    messages.success(request, _("Your week is saved. Only you can see it."))
    return redirect("week")


def _show(
    request: HttpRequest,
    employee: Employee,
    mine: list[WeekShare],
    levels: tuple[LevelWeek, ...],
    rows: WeekRows,
    *,
    was: str,
    conflict: tuple[Difference, ...] | None = None,
    is_unsent: bool = False,
    status: int = 200,
) -> HttpResponse:
    own = Column(_("Your week"), tuple(Share(row.activity, row.percent) for row in mine))
    columns = [Column(level.title, level.shares) for level in levels]
    weeks = side_by_side([own, *columns])
    context = {
        "rows": rows,
        "was": was,
        "conflict": conflict,
        "is_unsent": is_unsent,
        "has_week": bool(mine),
        "levels": levels,
        "weeks": weeks,
        "bars": list(zip(weeks.columns, weeks.bars, weeks.totals, strict=True)),
        "level_says": _beside(levels),
        "sees": who_sees(PRIVATE, employee, viewer=request.user),
    }
    return render(request, "growth/week.html", context, status=status)


def _seal(employee: Employee, shares: Mapping[str, Decimal]) -> str:
    return seal_of("week", employee.pk, week_said(shares))


def _differences(here: Mapping[str, Decimal], there: Mapping[str, Decimal]) -> tuple[Difference, ...]:
    def said(shares: Mapping[str, Decimal], activity: str) -> str:
        return f"{plain(shares[activity])}%" if activity in shares else _("nothing")

    return differences((each, said(there, each), said(here, each)) for each in dict.fromkeys([*there, *here]))


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
